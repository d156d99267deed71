"""Moodle's embedded answers ("cloze"): gaps in a text, written in braces."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Literal, NamedTuple

from quiz.formats.answers import GAP, MOST, Answer
from quiz.formats.apart import line, piece
from quiz.markup import escaped, paragraphs

_SPECIAL = re.compile(r"[{}~=%\\]|(?<!&)#")
"""What has a meaning within a gap, in HTML, whose references such as &#x27; stay."""

_START = re.compile(
    r"\{\d*+:(NUMERICAL|NM|(?:SHORTANSWER|SA|MW)(?:_?C)?"
    r"|(?:MULTICHOICE|MC|MULTIRESPONSE|MR)_?[VH]?S?):"
)
_END = re.compile(r"(?<!\\)\}")
_BETWEEN = re.compile(r"(?<!\\)~")
_SHARE = re.compile(r"\s*(?:=|%(-?\d+(?:[.,]\d*)?)%)")
_FEEDBACK = re.compile(r"(?<!\\)(?!(?:(?<=&)|(?<=&amp;))#x?[0-9a-f]{1,8};)#", re.IGNORECASE)
"""What feedback begins with: no hash of a reference."""
_ESCAPED = re.compile(r"\\([}#~])")
MARK = "\ufdd0"
"""Stands for a gap in a text; Unicode has set it aside for such uses."""

Kind = Literal["choice", "multi", "short", "number"]
"""What a gap asks for."""


def around(html: str) -> str:
    """HTML in which Moodle sees no gap."""
    return html.replace("{", "&#123;").replace("}", "&#125;")


def menu(choices: Iterable[str], right: int, why: str) -> str:
    """A gap with a menu of these choices, each of which says why.

    Moodle takes references out of a gap before it reads the HTML, so all of it is escaped twice:
    `qtype_multianswer_extract_question` in question/type/multianswer/questiontype.php of Moodle.
    """
    said = _within(paragraphs(why))
    each = (
        f"{'=' if number == right else ''}{_within(escaped(text))}#{said}"
        for number, text in enumerate(choices)
    )
    return f"{{1:MULTICHOICE:{'~'.join(each)}}}"


def _within(html: str) -> str:
    """HTML as it's written within a gap.

    A hash in a reference would be the start of the feedback in Moodle of 2026.
    """
    return escaped(_SPECIAL.sub(lambda match: f"&#{ord(match[0])};", html)).replace("#", r"\#")


class Gap(NamedTuple):
    """A gap in a text."""

    kind: Kind
    case: bool
    answers: tuple[Answer, ...]


def gaps(html: str) -> tuple[str, list[Gap]]:
    """HTML with `MARK` for each gap, and the gaps; at most one more than `MOST`, as of answers."""
    pieces, found, at = [], list[Gap](), 0
    while len(found) <= MOST and (start := _START.search(html, at)):
        if not (end := _END.search(html, start.end())):
            break
        pieces += [html[at : start.start()], MARK]
        at = end.end()
        kind, case = _kind(start[1])
        its = _BETWEEN.split(html[start.end() : end.start()], MOST)
        answers = tuple(_answer(text, kind) for text in its)
        if kind == "multi" and not any("%" in text for text in its):
            answers = _cancelling(answers)
        found.append(Gap(kind, case, answers))
    return "".join((*pieces, html[at:])), found


def _kind(name: str) -> tuple[Kind, bool]:
    """The kind of question that a type of gap is, and whether capitals matter."""
    if name.startswith("N"):
        return "number", False
    if name.startswith(("MULTIR", "MR")):
        return "multi", False
    if name.startswith(("MULTIC", "MC")):
        return "choice", False
    return "short", name.endswith("C")


def _answer(text: str, kind: Kind) -> Answer:
    share = _SHARE.match(text)
    percent = 0.0
    if share:
        percent = float(share[1].replace(",", ".")) if share[1] else 100.0
        text = text[share.end() :]
    form, _, why = _FEEDBACK.sub("\0", text, count=1).partition("\0")
    tolerance = ""
    if kind == "number":
        form, _, tolerance = form.partition(":")
    return Answer(line(_unescaped(form)), percent, piece(_unescaped(why)).text, tolerance)


def _cancelling(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Answers of which several are picked: without shares, a wrong one cancels a right one."""
    share = 100 / max(1, sum(each.percent > 0 for each in answers))
    return tuple(each._replace(percent=share if each.percent > 0 else -share) for each in answers)


def _unescaped(text: str) -> str:
    """What is within a gap as HTML."""
    return _ESCAPED.sub(r"\1", unescape(text))


def beside(lines: Sequence[str]) -> Iterator[str]:
    """For each gap, the line that it is in."""
    for each in lines:
        pieces = each.split(MARK)
        for place in range(1, len(pieces)):
            before, after = "…".join(pieces[:place]), "…".join(pieces[place:])
            yield (
                f"{before}{GAP}{after}" if before.strip() and after.strip() else before + after
            ).strip()
