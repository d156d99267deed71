"""Questions taken from Markdown for mkdocs-quiz: https://ewels.github.io/mkdocs-quiz/."""

import re
from collections.abc import Iterator

from quiz.formats.answers import GAP, KEYLESS, MOST, Fields, brief
from quiz.formats.apart import note_lost, one_line
from quiz.formats.encoded import text_of
from quiz.formats.markdown import markdown
from quiz.formats.taken import Lost, NotReadable, Taken, refuse_too_many, refuse_too_many_answers
from quiz.formats.to_type import to_type
from quiz.text import clean

_TAGS = re.compile(r"^[ \t]*<(/?)quiz>[ \t]*$|^[ \t]*<\?(/?)quiz\?>[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_OPTION = re.compile(r"[ \t]*[-*][ \t]*\[([xX ]?)\][ \t]*(.*)")
_FEEDBACK = re.compile(r"[ \t]*>[ \t]?(.*)")
_GAP = re.compile(r"\[\[([^\]\n]+)\]\]")
_OLD = re.compile(r"[ \t]*(question|answer-correct|answer|content):(.*)", re.IGNORECASE)
"""A line of a block as it was before version 1."""


def read(data: bytes) -> Taken:
    """The questions of a page of Markdown, and what of them was lost."""
    lost: list[Lost] = []
    blocks = [*_blocks(clean(text_of(data)).split("\n"), lost)]
    if not blocks:
        raise NotReadable("there is no <quiz> in it", "name the file's format")
    refuse_too_many(len(blocks))
    refuse_too_many_answers(sum(1 for each in blocks for _ in filter(_OPTION.match, each[1])))
    questions: list[Fields] = []
    for number, (line, block, is_whole) in enumerate(blocks, start=1):
        its: list[str] = []
        fields = _question(block, its)
        if not is_whole:
            its.append("its </quiz> is missing, so see what belongs to it")
            fields = fields and _without_a_key(fields, its)
        if fields is None:
            its.append(f"{brief(' '.join(block).strip())}, which has no answers: left out")
        else:
            questions.append(fields)
        lost += (Lost(f"question {number}, line {line}", each) for each in its)
    return Taken(tuple(questions), tuple(lost))


def _blocks(lines: list[str], lost: list[Lost]) -> Iterator[tuple[int, list[str], bool]]:
    """The lines of each block, with the line that it begins at and whether it ends.

    Those in code are examples. A block that another begins in has ended there.
    """
    block: list[str] | None = None
    began, hidden = 0, 0
    code = _Code()
    for number, line in enumerate(lines, start=1):
        tag = _TAGS.match(line)
        ends = tag is not None and bool(tag[1] or tag[2])
        if ends and block is not None:
            yield began, block, True
            block, code = None, _Code()
        elif tag and not ends and not code.fence:
            if block is not None:
                yield began, block, False
            block, began = [], number
        else:
            hidden = hidden or (number if tag and block is None and not ends else 0)
            is_code = code.takes(line)
            if block is not None:
                block.append(line)
            elif not is_code:
                hidden = 0
    if block is not None:
        yield began, block, False
    elif hidden:
        what = "a <quiz> in code that is never closed, and what is below it: left out"
        lost.append(Lost(f"line {hidden}", what))


class _Code:
    """Lines between fences."""

    def __init__(self) -> None:
        self.fence = ""
        """The one that is open."""

    def takes(self, line: str) -> bool:
        """Whether a line is code, or a fence."""
        mark = _FENCE.match(line)
        if not self.fence:
            self.fence = mark[1] if mark else ""
            return mark is not None
        ending = line.strip()
        if ending.startswith(self.fence) and not ending.strip(self.fence[0]):
            self.fence = ""
        return True


def _without_a_key(fields: Fields, lost: list[str]) -> Fields:
    """A question whose key can't be told, as the draft that it is."""
    lost += (f"what is right, {brief(form)}: left out" for form in fields.get("accept", ()))
    lost.append(f"which answer is right: {KEYLESS}")
    kept = {name: value for name, value in fields.items() if name != "accept"}
    if "options" in kept:
        names = ("text", "why")
        options = [{n: each[n] for n in names if n in each} for each in kept["options"]]
        kept |= {"kind": "choice", "options": options}
    return kept


def _question(lines: list[str], lost: list[str]) -> Fields | None:
    """The fields of a question; None if it has no answers."""
    if any(map(_OLD.match, lines)) and not any(map(_OPTION.fullmatch, lines)):
        lines = [*_as_now(lines)]
    code = _Code()
    is_code = [code.takes(line) for line in lines]
    first = next(
        (n for n, line in enumerate(lines) if _OPTION.fullmatch(line) and not is_code[n]), None
    )
    if first is None:
        return _gap(lines, lost)
    options: list[Fields] = []
    rest: list[str] = []
    goes_on = ""
    below = 0
    for line, coded in zip(lines[first:], is_code[first:], strict=True):
        option = None if coded else _OPTION.fullmatch(line)
        said = _FEEDBACK.fullmatch(line)
        if option and not rest:
            right = {"right": True} if option[1] in ("x", "X") else {}
            options.append({"text": [option[2]], **right})
            goes_on = "text"
        elif said and goes_on:  # an empty line ends it
            options[-1].setdefault("why", []).append(said[1])
            goes_on = "why"
        elif goes_on and not coded and line[:1] in (" ", "\t") and line.strip():
            options[-1][goes_on].append(line.strip())
        else:
            goes_on = ""
            below += option is not None
            rest += [line] if line.strip() or rest else []
    too_many = len(options) > MOST
    options = options[:MOST]
    for each in options:
        each["text"] = one_line(_plain(" ".join(each["text"]), lost))
        if why := _plain("\n".join(each.pop("why", ())), lost):
            each["why"] = why
    if not any("right" in each for each in options):
        lost.append("it doesn't say which answer is right")
    several = sum("right" in each for each in options) > 1
    fields = {"kind": "multi" if several else "choice", "options": options}
    whole = _whole(lines[:first], fields, rest, lost)
    if below:
        lost.append(f"answers below other text ({below}), which are in the explanation")
    if too_many:
        lost.append(f"its answers after the first {MOST}: left out")
    if below or too_many:
        return _without_a_key(whole, lost)
    return whole


def _gap(lines: list[str], lost: list[str]) -> Fields | None:
    """A sentence with one gap is a `short`; a question here has no more of them."""
    end = next((at for at, line in enumerate(lines) if line.strip() == "---"), len(lines))
    gaps = _GAP.findall("\n".join(lines[:end]))
    if len(gaps) != 1:
        if gaps:
            lost.append("a question can have one gap here")
        return None
    asked = [_GAP.sub(GAP, line) for line in lines[:end]]
    accept = _plain(gaps[0], lost).strip()
    whole = _whole(asked, {}, lines[end + 1 :], lost)
    return {**whole, **to_type([accept], whole.get("explanation", ""), lost.append)}


def _whole(asked: list[str], answers: Fields, after: list[str], lost: list[str]) -> Fields:
    stem, explanation = (_plain("\n".join(each), lost) for each in (asked, after))
    return {
        **({"stem": stem} if stem else {}),
        **answers,
        **({"explanation": explanation} if explanation else {}),
    }


def _plain(text: str, lost: list[str]) -> str:
    plain = markdown(text)
    note_lost(plain.lost, lost)
    return plain.text


def _as_now(lines: list[str]) -> Iterator[str]:
    """The lines of a block of an earlier version as they are written now."""
    for line in lines:
        match = _OLD.match(line)
        name = match[1].lower() if match else ""
        text = match[2].strip() if match else line
        yield {"answer-correct": "- [x] ", "answer": "- [ ] "}.get(name, "") + text
