"""Who of a class handed in, by a list of their names."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from quiz.bank.encodings import decoded
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
    """The names on it under which nobody handed in, in its order.

    One that is there twice is two readers' name.
    """
    unlisted: tuple[str, ...]
    """The names that readers gave and that aren't on it."""
    nameless: int
    """How many readers gave no name."""
    together: tuple[tuple[str, ...], ...] = ()
    """Names on it that are one reader, as they are from one history."""


def read_names(path: Path) -> list[str]:
    """The names in a file, a line each; raises `NoNames` where it has none, or `OSError`."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise NoNames("is larger than a list of names")
    text = decoded(data).text  # it may come from a spreadsheet, which saves in other encodings
    if text is None:
        raise NoNames("isn't a text in UTF-8")
    names = [" ".join(clean(line).split()) for line in text.splitlines()]
    names = [each for each in names if folded(each)]  # a line may only look blank
    if not names:
        raise NoNames("has no names in it")
    return names


def expected(names: Iterable[str], given: Iterable[Sequence[str]]) -> Expected:
    """Who handed in, by the names on a list and those that each reader gave, if any.

    Capitals are the same. A reader who gave several names stands for all of them that are listed.
    """
    names = [*names]
    listed = {_key(each): each for each in names}
    readers = [{_key(each): each for each in some} for some in given]
    there = Counter(key for each in readers for key in each)
    missing = []
    for name in names:
        there[_key(name)] -= 1
        if there[_key(name)] < 0:
            missing.append(name)
    both = [tuple(listed[key] for key in each if key in listed) for each in readers]
    strangers = (each for each in readers if each and not each.keys() & listed.keys())
    return Expected(
        len(names),
        tuple(missing),
        tuple(next(iter(each.values())) for each in strangers),
        sum(not each for each in readers),
        tuple(each for each in both if len(each) > 1),
    )


def _key(name: str) -> str:
    return folded(" ".join(name.split()))
