"""`page`: a web page at a glance, with the quoted words where they are on the page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Annotated, ClassVar

from msgspec import Meta, Struct
from msgspec.structs import replace

from quiz.bank.exhibits.base import PART, BaseExhibit, Copy, Detail, Sources, filled
from quiz.bank.fields import Citation
from quiz.bank.problem import DocumentPath, Problem
from quiz.text import capitalised, words
from quiz.words import phrase, say, say_n

HEAD = {
    "nameplate": phrase("Nameplate"),
    "headline": phrase("Headline"),
    "byline": phrase("Byline"),
    "date": phrase("Date"),
    "credit": phrase("Picture credit"),
}
"""The parts of a page that are no paragraphs, and what they are called."""

ABSENT = {
    "nameplate": phrase("no nameplate"),
    "headline": phrase("no headline"),
    "byline": phrase("no byline"),
    "date": phrase("no date"),
    "credit": phrase("no picture credit"),
}
"""What is said of a part of a page that it lacks."""

Place = Annotated[
    str,
    Meta(
        pattern=rf"^({'|'.join(HEAD)}|¶[1-9][0-9]{{0,3}}|note [1-9][0-9]{{0,2}})$(?!\n)",
        description=f"one of {', '.join(HEAD)}, a paragraph such as ¶1, or a note such as note 1",
    ),
]
Stretch = Annotated[
    str,
    Meta(
        pattern=r"^¶[1-9][0-9]{0,3}([–-]¶?[1-9][0-9]{0,3})?$(?!\n)",
        description="a paragraph or a stretch of them, such as ¶2 or ¶2–¶12",
    ),
]
Before = Annotated[int, Meta(ge=0, le=100_000)]


class Shown(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a page: what is at a place, or a stretch that is left out."""

    at: Place | None = None
    """The place: nameplate, headline, byline, date or credit, ¶1, note 1."""
    quote: str = ""
    """The words at that place; a headline needs none, as the source has it. In a `spot`, "{part}"
    is the next of its parts."""
    after: Before | None = None
    """How many words of the paragraph come before the quoted ones; `check --articles` counts."""
    none: bool = False
    """The page has nothing there, and says so by a blank."""
    gap: Stretch | None = None
    """The paragraphs that are left out, such as ¶2–¶12."""


class Words(Struct, frozen=True):
    """Words on a page."""

    text: str
    quoted: bool = True
    """Whether the question shows them, and not only the reader's own copy."""


class Bar(Struct, frozen=True):
    """Words on a page that aren't shown."""

    words: int
    """How many; 0 if that isn't known."""


class Block(Struct, frozen=True):
    """What is at a place on a page; with no pieces, there is nothing.

    Words have the spaces that belong between them; a bar is drawn with a space on either side.
    """

    at: str
    pieces: tuple[Words | Bar, ...]

    def parted(self) -> Iterator[tuple[Words | Bar, bool]]:
        """The pieces, each with whether a mark is to stand before it, so that it's read apart.

        Two quotations may follow each other on the page without being one.
        """
        before: Words | Bar | None = None
        for each in self.pieces:
            apart = (
                isinstance(before, Words)
                and isinstance(each, Words)
                and (before.quoted and each.quoted and each.text[:1].isspace())
            )
            yield each, apart
            before = each


class Gap(Struct, frozen=True):
    """A stretch of a page that is left out."""

    first: int
    last: int
    """The numbers of its paragraphs."""
    words: int
    """How many they have; 0 if that isn't known."""


class Page(BaseExhibit, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="page"):
    """A web page at a glance: what is quoted is where the page has it, the rest is bars."""

    shows: Annotated[tuple[Shown, ...], Meta(min_length=1, max_length=40)]
    """The parts of the page, from the top down; a part that isn't listed isn't drawn."""

    called: ClassVar = phrase("a web page at a glance")
    our_words: ClassVar = ()
    can_hold: ClassVar = (PART,)

    def layout(self, sources: Sources, copy: Copy) -> list[Block | Gap]:
        """The page from the top down, for a face to draw.

        With the reader's own copy of the article, its words take the place of the bars.
        """
        source = sources.get(self.source or "")
        counts = source.blocks if source else ()
        drawn: list[Block | Gap] = []
        for (at, gap), run in groupby(self.shows, key=_place):
            quotes = [each for each in run if each.quote]
            if gap:
                first, last = _ends(gap)
                drawn.append(Gap(first, last, sum(counts[first : last + 1])))
            elif at in HEAD or (self.made_up and quotes):
                default = source.headline if source and at == "headline" else ""
                texts = [each.quote for each in quotes] or [default]
                shown = (Words(f" {text}" if n else text) for n, text in enumerate(texts) if text)
                drawn.append(Block(at, tuple(shown)))
            elif copy and (pieces := _in_copy(quotes, " ".join(copy.get(at, "").split()))):
                drawn.append(Block(at, pieces))
            else:
                number = int(at[1:]) if at.startswith("¶") else len(counts)
                count = counts[number] if number < len(counts) else 0
                drawn.append(Block(at, tuple(_with_bars(quotes, count))))
        return drawn

    def layout_for(self, parts: Iterable[str], sources: Sources, copy: Copy) -> list[Block | Gap]:
        """The layout with the parts of a `spot` on the page, which has `PART` where each is."""
        full: Page = filled(self, "", parts)
        runs = [[*run] for _, run in groupby(self.shows, key=_place)]
        layout = full.layout(sources, copy)
        return [_marked(each, run) for each, run in zip(layout, runs, strict=True)]

    def details(self, sources: Sources, copy: Copy) -> Iterator[Detail]:
        """The parts of the page, each by its name, with the words that aren't shown counted."""
        for each in self.layout(sources, copy):
            match each:
                case Gap(first, last, count):
                    some = say("Paragraph {n}", n=first)
                    if last > first:
                        some = say("Paragraphs {first} to {last}", first=first, last=last)
                    many = f", {say_n(count, '{n} word', '{n} words')}" if count else ""
                    yield Detail(some, f"{say('left out')}{many}")
                case Block(at):
                    said = (("", " …")[apart] + _in_words(piece) for piece, apart in each.parted())
                    text = " ".join("".join(said).split())
                    if text or at not in ABSENT:
                        yield Detail(_called(at), text)
                    else:
                        yield Detail("", capitalised(say(ABSENT[at])))

    def quotations(self) -> Iterator[tuple[DocumentPath, Citation]]:
        """What is quoted of the headline, the paragraphs and the notes."""
        for number, each in enumerate(self.shows if self.source else ()):
            if each.quote and each.at and (each.at == "headline" or each.at not in HEAD):
                citation = Citation(self.source or "", each.at, each.quote)
                yield ("shows", number, "quote"), citation

    def undrawable(self, sources: Sources) -> Iterator[Problem]:
        """Parts with no place or with two, with nothing to show, or out of order."""
        source = sources.get(self.source or "")
        # If the source isn't there, which is a problem of its own, its headline isn't either.
        known = source is None or bool(source.headline)
        places: dict[int, tuple[int, int]] = {}
        for number, each in enumerate(self.shows):
            if found := _fault(each, has_headline=known and not self.made_up):
                yield Problem("Q116", *found, ("shows", number))
            if (place := each.gap or each.at or "").startswith("¶"):
                first, end = places[number] = _ends(place)
                if end < first:
                    yield _out_of_order(place, number)
                    del places[number]
        for number in _not_in_order(places):
            each = self.shows[number]
            yield _out_of_order(each.gap or each.at or "", number)


def _out_of_order(place: str, number: int) -> Problem:
    message, mend = f"{place} is out of order", "go down the page, from ¶1 on"
    return Problem("Q116", message, mend, ("shows", number))


def _not_in_order(places: dict[int, tuple[int, int]]) -> list[int]:
    """The fewest parts without which all others go down the page."""
    best: list[list[int]] = []
    for number, (first, _) in places.items():
        before = [each for each in best if places[each[-1]][1] <= first]
        best.append([*max(before, key=len, default=[]), number])
    kept = max(best, key=len, default=[])
    return [number for number in places if number not in kept]


def _place(shown: Shown) -> tuple[str, str | None]:
    return shown.at or "", shown.gap


def _marked(drawn: Block | Gap, run: Sequence[Shown]) -> Block | Gap:
    """What is drawn at a place, with `PART` again in place of the words that were put there."""
    if isinstance(drawn, Gap):
        return drawn
    quotes = iter([each.quote for each in run if each.quote])
    return replace(
        drawn,
        pieces=tuple(
            replace(each, text=" " * each.text.startswith(" ") + PART)
            if isinstance(each, Words) and each.quoted and next(quotes, "") == PART
            else each
            for each in drawn.pieces
        ),
    )


def _fault(shown: Shown, *, has_headline: bool) -> tuple[str, str] | None:
    """What is wrong with a part of a page, and what to do about it."""
    at = shown.at
    if bool(at) == bool(shown.gap):
        return "a part of a page has a place or is a gap", 'write `at = "…"` or `gap = "…"`'
    if at is None:
        shows = shown.quote or shown.none
        return ("a gap shows nothing", "give the words a place by `at`") if shows else None
    if shown.none and shown.quote:
        return "`none` and `quote` contradict each other", "take `none` or `quote` out"
    if shown.none and at not in HEAD:
        return f"{at} can't be missing from a page", "leave it out, or write a `gap`"
    if at not in HEAD or shown.quote or shown.none or (at == "headline" and has_headline):
        return None
    return f"there is no {at} to show", "add `quote = …` as the page has it, or `none = true`"


def _ends(stretch: str) -> tuple[int, int]:
    """The first and the last number of a stretch of paragraphs."""
    numbers = [int(each) for each in re.findall(r"\d+", stretch)]
    return numbers[0], numbers[-1]


def _in_copy(quotes: Sequence[Shown], text: str) -> tuple[Words | Bar, ...]:
    """A paragraph of the reader's own copy, cut at the quoted words; empty if it lacks them."""
    from quiz.bank.quotes import occurrences  # noqa: PLC0415 - 3 ms of a start, for copies alone

    pieces: list[Words | Bar] = []
    at = 0
    for each in quotes:
        spans = [(at + start, at + end) for start, end in occurrences(each.quote, text[at:])]
        if not spans:
            return ()
        meant = (span for span in spans if len(words(text[: span[0]])) == each.after)
        start, end = spans[0] if len(spans) == 1 else next(meant, spans[0])
        pieces += [Words(text[at:start], quoted=False), Words(text[start:end])]
        at = end
    pieces.append(Words(text[at:], quoted=False))
    return tuple(piece for piece in pieces if not isinstance(piece, Words) or piece.text)


def _with_bars(quotes: Sequence[Shown], count: int) -> Iterator[Words | Bar]:
    """The quoted words of a paragraph of so many words, with bars for those around them.

    Where nothing says how many words come before, the rest is shared out evenly.
    """
    left = count - sum(len(words(each.quote)) for each in quotes)
    if left < 0 or not count:
        for each in quotes:
            yield from (Bar(0), Words(each.quote))
        yield Bar(0)
        return
    at = 0
    for number, each in enumerate(quotes):
        even = left // (len(quotes) + 1 - number)
        before = even if each.after is None else min(left, max(0, each.after - at))
        if before:
            yield Bar(before)
        yield Words(each.quote if before or not number else f" {each.quote}")
        left -= before
        at += before + len(words(each.quote))
    if left:
        yield Bar(left)


def _called(place: str) -> str:
    """The name of a part of a page: "Headline", "Paragraph 3" or "Note 2"."""
    if place in HEAD:
        return say(HEAD[place])
    if place.startswith("¶"):
        return say("Paragraph {n}", n=place[1:])
    return say("Note {n}", n=place.removeprefix("note "))


def _in_words(piece: Words | Bar) -> str:
    match piece:
        case Bar(words=count):
            if not count:
                return f" ({say('… not shown')}) "
            return f" ({say_n(count, '{n} word not shown', '{n} words not shown')}) "
        case Words(text):
            return text
