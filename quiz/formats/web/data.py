"""What the page's script works with: the bank and its questions, as JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot, digest
from quiz.bank.model import Bank
from quiz.bank.typed.elsewhere import judging, tables
from quiz.classroom.handin import stamp
from quiz.formats.web.ending import words_at_the_end
from quiz.formats.web.words import words
from quiz.play.apart import shown, sources
from quiz.play.mark import Certainty, points
from quiz.play.pick import NEWCOMER, OPENERS, ROUND, SCRAPS, SHOWN, SIZES, words_to_read
from quiz.record.ending import begins
from quiz.text import trimmed
from quiz.words import decimal_mark, say, say_n


def data(bank: Bank, questions: Sequence[Question]) -> dict[str, Any]:
    """Everything but what is drawn: questions, their keys and reasons, and what the page says."""
    about, whole = bank.about, stamp(bank)
    per_skill = Counter(each.skill for each in questions)
    moves, events = (_numbers(getattr(q, name) for q in questions) for name in ("move", "event"))
    places = _numbers(bank.sources)
    return {
        "title": about.title,
        "description": about.description,
        "note": about.content_note,
        "introduction": about.introduction,
        "licence": about.licence,
        "bank": {"id": whole.id, "title": whole.title, "digest": whole.digest},
        "counted": say_n(len(questions), "{n} question", "{n} questions"),
        "sizes": [*_sizes(len(questions))],
        "picking": {
            "round": ROUND,
            "openers": OPENERS,
            "newcomer": NEWCOMER,
            "shown": SHOWN,
            "scraps": SCRAPS,
        },
        "decimal": decimal_mark(),
        "marks": {int(each): [points(1, each), points(0, each)] for each in Certainty},
        "skills": {
            id: {
                "name": skill.name,
                "group": skill.group,
                "lesson": trimmed(skill.lesson),
                "n": per_skill[id],
            }
            for id, skill in bank.skills.items()
        },
        "sets": [
            {"id": id, "name": each.name, "ids": each.ids}
            for id, each in bank.sets.items()
            if {*each.ids} <= {question.id for question in questions}
        ],
        "words": words() | words_at_the_end(),
        "typing": tables() if any(isinstance(each, Short) for each in questions) else None,
        "questions": [
            _question(bank, number, each)
            | {"move": moves.get(each.move, 0), "event": events.get(each.event, 0)}
            | {"about": sorted(places[id] for id in sources(each))}
            | {"shows": sorted(places[id] for id in shown(each))}
            for number, each in enumerate(questions)
        ],
    }


def _sizes(most: int) -> Iterator[dict[str, Any]]:
    """The numbers of questions to choose from, as far as there are so many; 0 is all."""
    for n in SIZES:
        if n < most:
            yield {"n": n, "text": str(n)}
    yield {"n": 0, "text": say("all {n}", n=most)}


def _numbers(names: Iterable[str]) -> Mapping[str, int]:
    """A number from 1 for each name, as the script needs to know only which are the same."""
    return {name: n for n, name in enumerate(dict.fromkeys(filter(None, names)), start=1)}


def _question(bank: Bank, number: int, question: Question) -> dict[str, Any]:
    """A question, with `entries`: the texts and reasons of what there is to pick, sort or order."""
    return {
        "number": number,
        "id": question.id,
        "digest": digest(question),
        "kind": question.kind,
        "skill": question.skill,
        "title": question.name,
        "begins": begins(question),
        "opener": question.opener,
        "exhibits": sorted({exhibit.kind for exhibit in question.exhibits}),
        "words": words_to_read(question),
        "takeAway": question.habit or bank.skills[question.skill].habit,
        "key": question.key,
        **_of_its_kind(question),
    }


def _of_its_kind(question: Question) -> dict[str, Any]:
    match question:
        case Choice() | Multi():
            options = [
                {"text": each.text, "why": each.why, "leans": each.leans}
                for each in question.options
            ]
            pick = question.asks_for
            says = [*map(say, question.says_of_right)]
            return {
                "entries": options,
                "fixed": question.fixed,
                "pick": pick,
                "saysOfRight": says,
            }
        case Spot():
            parts = [{"text": each.text, "why": each.why} for each in question.parts]
            says = [*map(say, question.says_of_right)]
            return {"entries": parts, "fixed": True, "pick": question.pick, "saysOfRight": says}
        case Sort():
            rows = [{"text": each.text, "why": each.why} for each in question.rows]
            return {"entries": rows, "labels": question.labels, "fixed": question.fixed}
        case Order():
            steps = [{"text": each.text, "why": each.why} for each in question.steps]
            return {"entries": steps, "ends": question.ends_in_words, "fixed": False}
        case Short():
            return {"entries": [], "judging": judging(question)}
