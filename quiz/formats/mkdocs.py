"""Questions taken from Markdown for mkdocs-quiz: https://ewels.github.io/mkdocs-quiz/."""

import re
from collections.abc import Iterator

from quiz.formats.answers import Fields, brief
from quiz.formats.apart import one_line
from quiz.formats.encoded import text_of
from quiz.formats.markdown import markdown
from quiz.formats.taken import Lost, NotReadable, Taken, refuse_too_many
from quiz.text import clean

_TAGS = re.compile(r"^[ \t]*<(/?)quiz>[ \t]*$|^[ \t]*<\?(/?)quiz\?>[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})")
_OPTION = re.compile(r"[ \t]*[-*][ \t]*\[([xX ]?)\][ \t]*(.*)")
_FEEDBACK = re.compile(r"[ \t]*>[ \t]?(.*)")
_GAP = re.compile(r"\[\[([^\]\n]+)\]\]")
_OLD = re.compile(r"[ \t]*(question|answer-correct|answer|content):(.*)", re.IGNORECASE)
"""A line of a block as it was before version 1."""


def read(data: bytes) -> Taken:
    """The questions of a page of Markdown, and what of them was lost."""
    blocks = [*_blocks(clean(text_of(data)))]
    if not blocks:
        raise NotReadable("there is no <quiz> in it", "name the file's format")
    refuse_too_many(len(blocks))
    questions: list[Fields] = []
    lost: list[Lost] = []
    for number, (line, block) in enumerate(blocks, start=1):
        its: list[str] = []
        fields = _question(block, its)
        if fields is None:
            its.append(f"{brief(' '.join(block).strip())}, which has no answers: left out")
        else:
            questions.append(fields)
        lost += (Lost(f"question {number}, line {line}", each) for each in its)
    return Taken(tuple(questions), tuple(lost))


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of each block, with the line that it begins at; those in code are examples."""
    block: list[str] | None = None
    began, fence = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if tag := _TAGS.match(line):
            if block is not None and (tag[1] or tag[2]):
                yield began, block
                block = None
            elif block is None and not fence and not (tag[1] or tag[2]):
                block, began = [], number
        elif block is not None:
            block.append(line)
        elif mark := _FENCE.match(line):
            opens = not fence
            fence = mark[1] if opens else "" if line.strip().startswith(fence) else fence


def _question(lines: list[str], lost: list[str]) -> Fields | None:
    """The fields of a question; None if it has no answers."""
    if any(map(_OLD.match, lines)) and not any(map(_OPTION.fullmatch, lines)):
        lines = [*_as_now(lines)]
    first = next((at for at, line in enumerate(lines) if _OPTION.fullmatch(line)), None)
    if first is None:
        return _gap(lines, lost)
    options: list[Fields] = []
    rest: list[str] = []
    goes_on = False
    for line in lines[first:]:
        option, said = _OPTION.fullmatch(line), _FEEDBACK.fullmatch(line)
        if option and not rest:
            right = {"right": True} if option[1] in ("x", "X") else {}
            options.append({"text": one_line(_plain(option[2], lost)), **right})
            goes_on = True
        elif said and goes_on:  # an empty line ends it
            before = options[-1].get("why", "")
            options[-1]["why"] = f"{before}\n{said[1]}".strip()
        else:
            goes_on = False
            rest += [line] if line.strip() or rest else []
    for each in options:
        if "why" in each:
            each["why"] = _plain(each["why"], lost)
    if not any("right" in each for each in options):
        lost.append("which answer is right: it doesn't say")
    several = sum("right" in each for each in options) > 1
    fields = {"kind": "multi" if several else "choice", "options": options}
    return _whole(lines[:first], fields, rest, lost)


def _gap(lines: list[str], lost: list[str]) -> Fields | None:
    """A sentence with one gap is a `short`; a question here has no more of them."""
    end = next((at for at, line in enumerate(lines) if line.strip() == "---"), len(lines))
    gaps = _GAP.findall("\n".join(lines[:end]))
    if len(gaps) != 1:
        if gaps:
            lost.append("a question can have one gap here")
        return None
    asked = [_GAP.sub("_____", line) for line in lines[:end]]
    accept = _plain(gaps[0], lost).strip()
    return _whole(asked, {"kind": "short", "accept": [accept]}, lines[end + 1 :], lost)


def _whole(asked: list[str], answers: Fields, after: list[str], lost: list[str]) -> Fields:
    stem, explanation = (_plain("\n".join(each), lost) for each in (asked, after))
    return {
        **({"stem": stem} if stem else {}),
        **answers,
        **({"explanation": explanation} if explanation else {}),
    }


def _plain(text: str, lost: list[str]) -> str:
    plain = markdown(text)
    lost += (f"{each}: left out" for each in plain.lost if f"{each}: left out" not in lost)
    return plain.text


def _as_now(lines: list[str]) -> Iterator[str]:
    """The lines of a block of an earlier version as they are written now."""
    for line in lines:
        match = _OLD.match(line)
        name = match[1].lower() if match else ""
        text = match[2].strip() if match else line
        yield {"answer-correct": "- [x] ", "answer": "- [ ] "}.get(name, "") + text
