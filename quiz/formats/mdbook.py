"""Questions taken from a file for mdbook-quiz: https://github.com/cognitive-engineering-lab/mdbook-quiz."""

from pathlib import Path
from typing import Any

from quiz.bank.problem import BankError
from quiz.bank.read import parse
from quiz.formats.answers import MOST, Fields, brief
from quiz.formats.apart import note_lost, one_line
from quiz.formats.encoded import text_of
from quiz.formats.markdown import markdown
from quiz.formats.taken import Lost, NotReadable, Taken, refuse_too_many, refuse_too_many_answers
from quiz.formats.to_type import to_type
from quiz.text import clean

_TAKEN = (None, "MultipleChoice", "ShortAnswer")
_LEFT_OUT = {"Tracing": "a program to run in the head", "InformalText": "an answer in free words"}


def read(data: bytes) -> Taken:
    """The questions of a file, and what of it was lost."""
    try:
        _, document = parse(text_of(data).encode(), Path("the file"))
    except BankError as error:
        first = error.problems[0]
        where = f"line {first.line}: " if first.line else ""
        raise NotReadable(f"{where}{first.message}", "mend that, or export it again") from None
    entries, shared = document.get("questions"), document.get("multipart")
    if not isinstance(entries, list) or not any(map(_is_one, entries)):
        raise NotReadable(
            "no entry of [[questions]] in it has a `prompt`", "name the file's format"
        )
    refuse_too_many(len(entries))
    refuse_too_many_answers(sum(map(_answers, filter(_is_one, entries))))
    questions: list[Fields] = []
    lost: list[Lost] = []
    for number, entry in enumerate(entries, start=1):
        its: list[str] = []
        if fields := _question(entry, its) if _is_one(entry) else None:
            questions.append({**_passage(entry.get("multipart"), shared, its), **fields})
        elif not its:
            its.append("what isn't a question: left out")
        lost += (Lost(f"question {number}", each) for each in its)
    return Taken(tuple(questions), tuple(lost))


def _is_one(entry: Any) -> bool:
    return isinstance(entry, dict) and all(
        isinstance(entry.get(each), dict) for each in ("prompt", "answer")
    )


def _answers(entry: dict[str, Any]) -> int:
    """How many answers a question has, right or wrong."""
    texts = (*entry["prompt"].values(), *entry["answer"].values())
    return sum(len(each) for each in texts if isinstance(each, list))


def _passage(name: Any, shared: Any, lost: list[str]) -> Fields:
    """The text that several questions share, as what a question is about."""
    if name is None:
        return {}
    text = shared.get(name) if isinstance(shared, dict) and isinstance(name, str) else None
    if passage := _plain(text, lost):
        return {"passage": passage}
    lost.append(f"the text {brief(str(name))}, which it is about: it isn't in the file")
    return {}


def _question(entry: dict[str, Any], lost: list[str]) -> Fields | None:
    prompt, answer, kind = entry["prompt"], entry["answer"], entry.get("type")
    if kind not in _TAKEN:
        what = _LEFT_OUT.get(str(kind), f"a question of the type {brief(str(kind))}")
        lost.append(f"{what}: left out")
        return None
    right = _texts(answer.get("answer"), lost)
    if kind == "ShortAnswer":
        right = [*filter(None, right)]
    fields: Fields = {}
    for name, text in (("stem", prompt.get("prompt")), ("explanation", entry.get("context"))):
        if plain := _plain(text, lost):
            fields[name] = plain
    if not right:
        lost.append("a question that doesn't say what is right: left out")
        return None
    if kind == "ShortAnswer":
        forms = [*right, *filter(None, _texts(answer.get("alternatives"), lost))]
        said = fields.pop("explanation", "")
        is_long = prompt.get("response") == "long"
        return {**fields, **to_type(forms, said, lost.append, is_long=is_long)}
    wrong = _texts(prompt.get("distractors"), lost)
    options: list[Fields] = [{"text": text} for text in wrong]
    place = prompt.get("answerIndex")
    is_placed = type(place) is int and 0 <= place <= len(options)
    at = place if is_placed else 0
    options[at:at] = [{"text": text, "right": True} for text in right]
    if prompt.get("sortAnswers"):
        options.sort(key=lambda each: str(each["text"]))
    fixed = {"fixed": True} if is_placed or prompt.get("sortAnswers") else {}
    kinds = "choice" if len(right) == 1 else "multi"
    return {**fields, "kind": kinds, "options": options, **fixed}


def _texts(value: Any, lost: list[str]) -> list[str]:
    """The texts in a list, or the one text that there is, each in one line.

    One that is only a picture is empty, so that the question is a draft.
    """
    texts = value if isinstance(value, list) else [] if value is None else [value]
    if len(texts) > MOST:
        lost.append(f"its answers after the first {MOST} in a list: left out")
    return [one_line(_plain(text, lost)) for text in texts[:MOST] if str(text).strip()]


def _plain(text: Any, lost: list[str]) -> str:
    """A text without its marks; what isn't a text is taken as it would be written, and named."""
    if text is None:
        return ""
    if not isinstance(text, str):
        text = str(text).lower() if isinstance(text, bool) else str(text)
        lost.append(f"{brief(text)}, which isn't in quotation marks: it's taken as a text")
    plain = markdown(clean(text))
    note_lost(plain.lost, lost)
    return plain.text
