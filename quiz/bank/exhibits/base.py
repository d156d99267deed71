"""The base of all kinds of exhibit: where it comes from, and the texts in it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from quiz.bank.fields import Citation, Id
from quiz.bank.problem import DocumentPath, Problem
from quiz.bank.source import Source
from quiz.words import phrase

Sources = Mapping[str, Source]
"""The sources of a bank by their ids; a report may lack those that an exhibit names."""

Copy = Mapping[str, str]
"""The blocks of the reader's own copy of an article, by locator; empty if there is none."""

MADE_UP = phrase("made up for this quiz")
LISTED = phrase("our own list of real titles")

PARTS, PART = "{parts}", "{part}"
"""As a text of an exhibit: all parts of a `spot` are there, or the next of them."""

_REFERRING = ("source", "at")
"""Fields that say where something is, rather than show it."""


class Detail(Struct, frozen=True):
    """One thing that an exhibit shows."""

    label: str
    """What it is, such as "Byline"; empty if that needs no saying."""
    text: str


class BaseExhibit(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """The fields of every kind of exhibit.

    What depends on the kind isn't declared here, so that mypy names what a new kind lacks:

    - `called`: what it is, such as "a web page": a `phrase`, to be said where it is shown
    - `our_words`: the names of the fields that the quiz says, rather than the thing itself
    - `details`: all that there is to see, in words and in order
    - `quotations`: what it quotes from sources word for word, with paths
    - `undrawable`: problems that leave nothing sensible to draw
    """

    source: Id | None = None
    """The id of the source that it shows."""
    made_up: bool = False
    """It was made up for the quiz, and every reader is told so."""

    can_hold: ClassVar[tuple[str, ...]] = ()
    """What may be a text of one in a `spot`: `PARTS`, `PART`."""

    @property
    def kind(self) -> str:
        """The kind's name in the file, such as "page"."""
        return str(self.__struct_config__.tag)

    @property
    def note(self) -> str:
        """What every reader is told of an exhibit that was made up; empty for others."""
        return MADE_UP if self.made_up else ""

    def named_sources(self) -> Iterator[tuple[DocumentPath, Id]]:
        """The ids of the sources that it and its entries name, with their paths."""
        if self.source:
            yield ("source",), self.source
        for path, each in self._entries():
            if id := getattr(each, "source", None):
                yield (*path, "source"), id

    def unsourced(self) -> Iterator[Problem]:
        """Problems with where it comes from: a source and made up, or neither."""
        if self.source and self.made_up:
            message = "an exhibit has a source or is made up, not both"
            yield Problem("Q115", message, "take one of the two out", ("made_up",))
        if self.source or self.made_up:
            return
        entries = [(path, each) for path, each in self._entries() if hasattr(each, "source")]
        bare = [path for path, each in entries if not getattr(each, "source", None)]
        # If no entry has a source, the exhibit itself lacks one.
        paths: list[DocumentPath] = [()] if len(bare) == len(entries) else bare
        for path in paths:
            message = "nothing says where this comes from"
            yield Problem("Q115", message, "add `source = …` or `made_up = true`", path)

    def _entries(self) -> Iterator[tuple[DocumentPath, Struct]]:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            for number, each in enumerate(value if isinstance(value, tuple) else ()):
                if isinstance(each, Struct):
                    yield (name, number), each


def fragments(source: Id, at: str, quote: str) -> Iterator[Citation]:
    """The citations of a text that is quoted with gaps, written as “…”."""
    for part in quote.split("…"):
        if words := part.strip():
            yield Citation(source=source, at=at, quote=words)


def filled(exhibit: Any, whole: str, parts: Iterable[str]) -> Any:
    """An exhibit with the text of a `spot` in place of `PARTS`, its parts in place of `PART`."""
    return _filled(exhibit, whole, iter(parts))


def _filled(value: Any, whole: str, parts: Iterator[str]) -> Any:
    match value:
        case str():
            return whole if value == PARTS else next(parts, PART) if value == PART else value
        case tuple():
            return tuple(_filled(each, whole, parts) for each in value)
        case Struct():
            names = value.__struct_fields__
            return replace(value, **{n: _filled(getattr(value, n), whole, parts) for n in names})
        case _:
            return value


def texts_in(exhibit: BaseExhibit) -> Iterator[tuple[DocumentPath, str]]:
    """The texts in an exhibit with their paths, apart from the parts of a `spot`."""
    return ((path, text) for path, text in _texts_in(exhibit) if text not in (PARTS, PART))


def for_parts(exhibit: BaseExhibit) -> list[tuple[DocumentPath, str]]:
    """What stands for parts of a `spot` in an exhibit, with its path."""
    return [(path, text) for path, text in _texts_in(exhibit) if text in (PARTS, PART)]


def _texts_in(value: object) -> Iterator[tuple[DocumentPath, str]]:
    match value:
        case str():
            if value:
                yield (), value
        case tuple():
            for number, each in enumerate(value):
                yield from (((number, *path), text) for path, text in _texts_in(each))
        case Struct():
            for name in value.__struct_fields__:
                if name not in _REFERRING:
                    inner = _texts_in(getattr(value, name))
                    yield from (((name, *path), text) for path, text in inner)
        case _:
            pass
