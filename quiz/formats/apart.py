"""The HTML of a question taken apart: ours by its classes, another tool's as one text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quiz.bank.fields import LONGEST_TITLE
from quiz.bank.ids import ID
from quiz.formats.answers import Answer, Fields, Lose, brief, ordering, sorting, texts
from quiz.formats.html import plain
from quiz.formats.markdown import markdown
from quiz.text import UNSAFE, clean, shortened

# Of ours: all text is escaped, so that no tag in it can end these elements early.
_STEM = ('<div class="stem">', "</div>")
_PASSAGE = ("<blockquote>", "</blockquote>")
_FIGURE = ("<figure>", "</figure>")
_ROW = ('<p class="row">', "</p>")
_EXPLANATION = ('<div class="explanation">', "</div>")
_REASONS = ('<ol class="reasons">', "</ol>")
_SOURCES = ('<ul class="sources">', "</ul>")
_ITEM = ("<li>", "</li>")
_PART = re.compile(r'<(u|span) class="part">([^<]*+)</(?:u|span)>')
_END = re.compile(r'<span class="(first|last)">([^<]*+)</')
_HABIT = re.compile(r'<span class="habit">([^<]*+)</')
_AS_OF = re.compile(r'<time datetime="([\d-]++)">')
_LINE_BREAK = re.compile("<br ?/?>")
_DROPPED = re.compile("[\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff]")
"""Invisible characters that editors leave behind, and that no reader could type."""
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_WHOLE_COURSE = re.compile(r"\A(?:\$\w+\$(?:/|\Z))?(?:top(?:/|\Z))?")
_WORDS = re.compile(r"(?:<p>)?((?:[!-%'-;=-z]++(?: [!-%'-;=-z]++)*+)?)(?:</p>)?")
"""HTML that has nothing but words in ASCII: no other tags, no references or braces."""
_BREAK = re.compile(r"\s*\n\s*")
_SHORTEST = 25
"""The fewest characters that explain an answer: “Yes! That's right!” has fewer."""


class Piece(NamedTuple):
    """A text, and what of it is lost."""

    text: str
    lost: tuple[str, ...] = ()


def piece(text: str, format: str = "html", beside: str = "") -> Piece:
    """A text in one of Moodle's formats as plain text that a question file can hold.

    `beside` is a text beside it, which may ask about its looks, such as its colours.
    """
    lost: tuple[str, ...] = ()
    if format == "html" and (words := _WORDS.fullmatch(text)):  # as most are
        return Piece(words[1])
    if format in ("html", "moodle_auto_format", "moodle", ""):
        if format != "html":  # lines are kept, and tags work
            text = re.sub(r"(?<!>)\r?\n", "<br>", text.strip())
        text, lost = plain(text, beside)
    elif format == "markdown":
        text, lost = markdown(text)
    text = _DROPPED.sub("", _LINE_END.sub("\n", text))
    return Piece(clean(text).strip() if UNSAFE.search(text) else text.strip(), lost)


def one_line(text: str) -> str:
    """A text without its line breaks, for what is a line in a question file."""
    return _BREAK.sub(" ", text)


def line(html: str) -> str:
    """HTML as one line of text."""
    return one_line(piece(html).text)


class Asked(NamedTuple):
    """What is asked, taken apart."""

    fields: Fields
    """The stem, and the passage if there is one."""
    lost: list[str]
    parts: tuple[tuple[str, bool], ...] = ()
    """The parts of a `spot` of ours, each with whether it can be picked."""
    join: str = " "
    ends: tuple[str, str] | None = None
    """What the two ends of an `order` of ours mean; empty if nothing else."""
    rows: tuple[tuple[str, str], ...] = ()
    """The rows of a `sort` of ours as HTML, each with its gap."""
    is_ours: bool = False
    """Whether `quiz export` wrote it."""


def asked(html: str, format: str = "html") -> Asked:
    """A question's text, taken apart."""
    stem = next(_within(html, _STEM), None) if format == "html" else None
    if stem is None:
        text, lost = piece(html, format)
        return Asked({"stem": text} if text else {}, as_lost(lost))
    before, _, rest = html.partition(_STEM[0])
    rest = rest.partition(_STEM[1])[2]
    figures = [piece(each).text for each in _within(rest, _FIGURE)]
    told = [f"{brief(each)} as something to look at: it's text in the passage" for each in figures]
    texts = (*(piece(each).text for each in _within(before, _PASSAGE)), *figures)
    passage = "\n\n".join(filter(None, texts))
    ends = {name: line(text) for name, text in _END.findall(rest)}
    parts = [*_PART.finditer(rest)]
    rows = (_LINE_BREAK.split(each, maxsplit=1) for each in _within(rest, _ROW))
    return Asked(
        {**({"passage": passage} if passage else {}), "stem": piece(stem).text},
        told,
        tuple((line(each[2]), each[1] == "u") for each in parts),
        "" if _joined(parts) else " ",
        (ends["first"], ends["last"]) if len(ends) > 1 else None,
        tuple((row[0], row[1]) for row in rows if len(row) > 1),
        is_ours=True,
    )


class Names(NamedTuple):
    """How another tool names a question."""

    id: str
    title: str
    tags: Sequence[str]


def about(names: Names, ask: Asked, lose: Lose) -> Fields:
    """The id, the title and the skill: the first of the tags that can be one."""
    fields: Fields = {}
    if ID.fullmatch(id := re.sub(r"[\s_.]+", "-", names.id.strip().lower())):
        fields["id"] = id
    elif re.search("[a-z]", id):  # one in digits alone is another tool's own
        lose(f"its id, {brief(names.id)}, which can't be one here: left out")
    title = one_line(piece(names.title, "plain").text)
    stem = shortened(ask.fields.get("stem", ""), LONGEST_TITLE)  # names a question without a title
    if 0 < len(title) <= LONGEST_TITLE and title != stem:
        fields["title"] = title
    elif not one_line(ask.fields.get("stem", "")).startswith(title.rstrip(" .…")):
        lose(f"its title, {brief(title)}, of more than {LONGEST_TITLE} characters: left out")
    skill = next((each for each in names.tags if ID.fullmatch(each)), None)
    if skill:
        fields["skill"] = skill
    if others := [each for each in names.tags if each and each != skill]:
        lose(f"its tags, {', '.join(map(brief, others))}: left out")
    return fields


def category(path: str) -> str:
    """A category's name, with those above it, but for what stands for a whole course."""
    return one_line(_WHOLE_COURSE.sub("", piece(path, "plain").text)).replace("//", "/")


class Said(NamedTuple):
    """What is said after the answer, taken apart."""

    fields: Fields
    lost: list[str]
    reasons: dict[str, str]
    """The reasons for rows or steps, by their texts."""


def said(html: str, format: str = "html") -> Said:
    """A question's general feedback, taken apart."""
    explanation = next(_within(html, _EXPLANATION), None) if format == "html" else None
    if explanation is None:
        text, lost = piece(html, format)
        return Said({"explanation": text} if text else {}, as_lost(lost), {})
    fields = {"explanation": piece(explanation).text}
    if habit := _HABIT.search(html):
        fields["habit"] = line(habit[1])
    if as_of := _AS_OF.search(html):
        fields["as_of"] = as_of[1]
    sources = [each for its in _within(html, _SOURCES) for each in _within(its, _ITEM)]
    told = [f"the source {line(each)}: cite it again" for each in sources]
    items = [each for its in _within(html, _REASONS) for each in _within(its, _ITEM)]
    reasons = (each.removeprefix("<b>").partition("</b>") for each in items)
    return Said(fields, told, {line(text): piece(why).text for text, _, why in reasons})


def spotted(answers: Sequence[Answer], ask: Asked) -> Fields | None:
    """The `spot` of ours that a multiple choice is; None if it isn't one."""
    can = [text for text, pickable in ask.parts if pickable]
    if not can or can != texts(answers):
        return None
    left = iter(answers)
    parts = []
    for text, pickable in ask.parts:
        part: Fields = {"text": text}
        if pickable:
            answer = next(left)
            part |= {**({"right": True} if answer.percent > 0 else {}), "why": answer.why}
        parts.append(part)
    return {"kind": "spot", "parts": parts, **({"join": ""} if ask.join == "" else {})}


def matched(pairs: Sequence[tuple[str | None, str]], ask: Asked, told: Said) -> Fields:
    """An `order` of ours, or else a `sort`, in which a pair without a text is a label alone.

    One with an empty text is a row of which the text is yet to be written.
    """
    labels = [*dict.fromkeys(label for _, label in pairs if label)]
    rows = [(text, label) for text, label in pairs if text is not None]
    if ask.ends and sorted(labels) == sorted(map(str, range(1, len(rows) + 1))):
        steps = [text for text, _ in sorted(rows, key=lambda row: int(row[1]))]
        return ordering([(text, told.reasons.get(text, "")) for text in steps], ask.ends)
    return sorting([(*row, told.reasons.get(row[0], "")) for row in rows], labels)


def whole(about: Fields, ask: Asked, fields: Fields, told: Said, lose: Lose) -> Fields:
    """A question's fields in the order in which authors write them.

    What is said of a right answer that was typed is the explanation where there is no other,
    unless it's as short as praise.
    """
    fields, after = {**fields}, {**told.fields}
    for each in (*ask.lost, *told.lost):
        lose(each)
    if right := fields.pop("explanation", ""):
        if "explanation" in after or len(right) < _SHORTEST:
            lose(f"what is said of the right answer: {brief(right)}")
        else:
            after["explanation"] = right
    return {**about, "kind": fields.pop("kind"), **ask.fields, **fields, **after}


def _joined(parts: Sequence[re.Match[str]]) -> bool:
    """Whether nothing is between the parts of a passage, rather than a space."""
    return len(parts) > 1 and all(a.end() == b.start() for a, b in pairwise(parts))


def as_lost(lost: Iterable[str]) -> list[str]:
    """What is lost of a text, as it's reported."""
    return [f"{each}: left out" for each in lost]


def note_lost(lost: Iterable[str], told: list[str]) -> None:
    """Add what is lost of a text to what is told, each once."""
    told += (each for each in as_lost(lost) if each not in told)


def _within(html: str, tags: tuple[str, str]) -> Iterator[str]:
    """What is in each element with these tags. Takes time in proportion to the length."""
    opening, closing = tags
    at = 0
    while (start := html.find(opening, at)) >= 0:
        start += len(opening)
        if (at := html.find(closing, start)) < 0:
            return
        yield html[start:at]
