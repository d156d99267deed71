"""Who of a class handed in, by a list of their names."""

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from quiz.text import clean, folded

LARGEST = 1_000_000
"""The most bytes in a list of names."""


class NoNames(ValueError):  # noqa: N818 - a state of affairs
    """A file isn't a list of names; the message ends a sentence on it."""


class Expected(Struct, frozen=True):
    """Who of a class handed in."""

    n: int
    """How many names are on the list."""
    missing: tuple[str, ...]
    """The names on it under which nobody handed in, in its order."""
    unlisted: tuple[str, ...]
    """The names that readers gave and that aren't on it."""
    nameless: int
    """How many readers gave no name."""


def read_names(path: Path) -> list[str]:
    """The names in a file, a line each; raises `NoNames` where it has none, or `OSError`."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise NoNames("is larger than a list of names")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NoNames("isn't a text in UTF-8") from None
    names = [" ".join(clean(line).split()) for line in text.splitlines()]
    if not any(names):
        raise NoNames("has no names in it")
    return [*dict.fromkeys(filter(None, names))]


def expected(names: Iterable[str], given: Iterable[str]) -> Expected:
    """Who handed in, by the names on a list and those that readers gave; capitals are the same."""
    listed = {folded(each): each for each in names}
    given = [*given]
    there = {folded(" ".join(each.split())): each for each in given if each}
    return Expected(
        len(listed),
        tuple(name for key, name in listed.items() if key not in there),
        tuple(name for key, name in there.items() if key not in listed),
        sum(not each for each in given),
    )
