"""Answers as statements of the Experience API (xAPI) 1.0.3, for a learning record store.

The specification: https://github.com/adlnet/xAPI-Spec/blob/1.0.3/xAPI-Data.md. docs/classroom.md
says what a statement has. Its id depends on the round and the question alone, and what it says on
nothing that usually changes later, so that a store which gets it again keeps one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import msgspec

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot, digest
from quiz.bank.model import Bank
from quiz.classroom.handin import HandedRound, HandIn, Offered

Statement = dict[str, Any]

SITE = "https://media-literacy-quiz.invalid/"
"""How all names of ours begin. Nobody can own the address (RFC 2606), and it leads nowhere."""
LOWEST, HIGHEST = -6, 3
"""The marks that an answer can earn."""
_ADL = "http://adlnet.gov/expapi/"
_OURS = uuid5(NAMESPACE_URL, SITE)


def statements(handed: Iterable[HandIn], bank: Bank) -> Iterator[Statement]:
    """What readers did, the oldest first for each: rounds attempted and completed, answers."""
    questions = {digest(each): each for each in bank.questions}
    for each in handed:
        actor = {
            "objectType": "Agent",
            "account": {"homePage": SITE, "name": each.reader},
            **({"name": each.name} if each.name else {}),
        }
        definition = {
            "name": {bank.about.language: each.bank.title or each.bank.id},
            "type": f"{_ADL}activities/assessment",
        }
        whole = {
            "objectType": "Activity",
            "id": _named(each.bank.id),
            "definition": definition,
        }
        for round in each.rounds:
            for statement in _of_round(round, whole, questions, bank.about.language):
                yield {"id": statement.pop("id"), "actor": actor, **statement}


def in_lines(made: Iterable[Statement]) -> Iterator[str]:
    """A JSON array as a store takes it, with a statement in each line."""
    before = "["
    for statement in made:
        yield before + msgspec.json.encode(statement).decode()
        before = ","
    yield "]" if before == "," else "[]"


def is_from(reader: str, beginning: bytes) -> bool:
    """Whether a file that begins so has a reader's statements."""
    account = msgspec.json.encode({"homePage": SITE, "name": reader})
    return beginning.startswith(b'[{"id":') and account in beginning


def is_on(bank: str, beginning: bytes) -> bool:
    """Whether statements in a file that begins so are on answers to a bank, by its id."""
    return msgspec.json.encode({"id": _named(bank)}).strip(b"{}") in beginning


def _named(bank: str) -> str:
    """How a bank is named in statements."""
    return f"{SITE}banks/{quote(bank, safe='')}"


def answer_ids(round: HandedRound) -> Iterator[tuple[Offered, str]]:
    """The answers of a round, each with the id of its statement."""
    seen: Counter[str] = Counter()
    for offered in round.answers:
        seen[offered.digest] += 1
        time = seen[offered.digest]
        yield offered, _id(round, f"answered {time} {offered.id} {offered.digest}")


def _id(round: HandedRound, what: str) -> str:
    return str(uuid5(_OURS, f"{round.id} {what}"))


def _of_round(
    round: HandedRound, whole: dict[str, Any], questions: dict[str, Question], language: str
) -> Iterator[Statement]:
    """The statements of a round, without who did it."""
    extensions: dict[str, Any] = {f"{SITE}xapi/exam": round.exam}
    if round.set:
        extensions[f"{SITE}xapi/set"] = round.set
    context = {"registration": _id(round, "round"), "extensions": extensions}
    within = {**context, "contextActivities": {"parent": [whole]}}
    # What was left out of a round can be answered later, so its beginning alone is sure to stay.
    time = round.began.isoformat().replace("+00:00", "Z")
    yield {
        "id": _id(round, "attempted"),
        "verb": _verb("attempted"),
        "object": whole,
        "context": context,
        "timestamp": time,
    }
    for offered, id in answer_ids(round):
        question = questions.get(offered.digest)
        yield {
            "id": id,
            "verb": _verb("answered"),
            "object": {
                "objectType": "Activity",
                "id": f"{whole['id']}/questions/{offered.id}/{offered.digest}",
                "definition": {
                    "type": f"{_ADL}activities/cmi.interaction",
                    **(_interaction(question, language) if question else _UNKNOWN),
                },
            },
            "result": _result(question, offered),
            "context": within,
            "timestamp": time,
        }
    if round.over:
        yield {
            "id": _id(round, "completed"),
            "verb": _verb("completed"),
            "object": whole,
            "result": {"completion": True},
            "context": context,
            "timestamp": time,
        }


def _verb(name: str) -> dict[str, Any]:
    return {"id": f"{_ADL}verbs/{name}", "display": {"en": name}}


_UNKNOWN = {"interactionType": "other"}
"""The interaction of a wording that the bank doesn't have."""


def _interaction(question: Question, language: str) -> dict[str, Any]:
    """What a question asks, what there is to choose from, and the right response."""

    def components(texts: Iterable[tuple[int, str]]) -> list[dict[str, Any]]:
        return [{"id": str(number), "description": {language: text}} for number, text in texts]

    asked = {"name": {language: question.name}, "description": {language: question.stem}}
    match question:
        case Choice() | Multi() | Spot():
            texts = [(number, each.text) for number, each in enumerate(question.alternatives)]
            if isinstance(question, Spot):
                texts = [texts[number] for number in question.pickable]
            return asked | {
                "interactionType": "choice",
                "correctResponsesPattern": [_response(question, question.key)],
                "choices": components(texts),
            }
        case Order():
            return asked | {
                "interactionType": "sequencing",
                "correctResponsesPattern": [_response(question, question.key)],
                "choices": components(enumerate(each.text for each in question.steps)),
            }
        case Sort():
            return asked | {
                "interactionType": "matching",
                "correctResponsesPattern": [_response(question, question.key)],
                "source": components(enumerate(each.text for each in question.rows)),
                "target": components(enumerate(question.labels)),
            }
        case Short():
            forms = question.accept or (question.key,)
            before = "{case_matters=true}" if question.case else ""
            return asked | {
                "interactionType": "fill-in",
                "correctResponsesPattern": [before + form for form in forms],
            }


def _result(question: Question | None, offered: Offered) -> dict[str, Any]:
    """How an answer was judged; share and marks are there for every answer."""
    share, marks, response = offered.share or 0.0, offered.marks or 0.0, offered.response
    said = _response(question, () if response is None else response)
    seconds = offered.seconds
    return {
        "score": {"scaled": _scaled(marks), "raw": marks, "min": LOWEST, "max": HIGHEST},
        "success": share == 1,
        **({"response": said} if said else {}),  # empty if nothing was picked
        **({"duration": f"PT{seconds:.1f}S"} if seconds is not None else {}),
        "extensions": {
            f"{SITE}xapi/certainty": offered.certainty,
            f"{SITE}xapi/share": share,
            f"{SITE}xapi/marks": marks,
        },
    }


def _scaled(marks: float) -> float:
    """Marks as a share of the most that can be earned, or if negative be lost: from -1 to 1.

    So 0 stays 0, and a mark lost isn't taken for one earned.
    """
    return marks / HIGHEST if marks > 0 else marks / -LOWEST


def _response(question: Question | None, response: tuple[int, ...] | str) -> str:
    """A response as the specification writes that of an interaction (2.4.4.1)."""
    if isinstance(response, str):
        return response
    match question:
        case Sort():
            return "[,]".join(f"{row}[.]{label}" for row, label in enumerate(response))
        case Choice() | Multi() | Spot():  # so that it has the order of the right one
            return "[,]".join(map(str, sorted(response)))
        case _:
            return "[,]".join(map(str, response))
