"""Readers who share a machine: each has a name, and a history of their own."""

import unicodedata
from contextlib import closing, suppress

from quiz.bank.load import read_regular_file
from quiz.paths import history_folder, reader, readers_folder, write_private
from quiz.record.history import History
from quiz.text import as_sentence, by_likeness, close_match, folded
from quiz.words import say

LONGEST_NAME = 100
"""The most characters in a reader's name."""


def fault_of(name: str) -> str:
    """What is wrong with a name, in English as all that a command refuses; empty if nothing is."""
    if not any(unicodedata.category(each)[0] in "LN" for each in name):
        return "a reader's name needs a letter or a digit"
    if len(name) > LONGEST_NAME:
        return f"a reader's name has at most {LONGEST_NAME} characters"
    if not name.isprintable():
        return "a reader's name can't have characters that nobody sees"
    return ""


def is_there() -> bool:
    """Whether the reader who is named has answered anything here; creates nothing."""
    with closing(History.open_read_only()) as history:
        return _has_begun(history)


def known_as() -> str:
    """The reader's name as it was first written; empty where none is named."""
    name = reader()
    with suppress(OSError, ValueError):
        return (name and _read(history_folder().name)) or name
    return name


def others() -> list[str]:
    """The names of the other readers who have answered something, the most similar first."""
    names: list[str] = []
    with suppress(OSError):
        mine = history_folder().name
        for each in readers_folder().iterdir():
            with suppress(OSError, ValueError):
                names += [_read(each.name)] if each.name != mine else []
    return by_likeness(reader(), sorted(filter(None, names)))


def begin_folder() -> None:
    """Make the folders around the reader's own, closed to others."""
    with suppress(OSError):  # the history says why
        for each in (readers_folder().parent, readers_folder()):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)


def greeting(history: History) -> str:
    """What to say to a reader who is new here, who may have mistyped a name; empty for others."""
    name = reader()
    if not name or _has_begun(history):
        return ""
    new = as_sentence(say("A new reader: {name}", name=name))
    # Who else is here is nobody's business, unless a name of theirs was mistyped.
    known = {folded(each): each for each in others()}
    if not (meant := close_match(folded(name), [*known])):
        return new
    return f"{new} {as_sentence(say('Already here: {names}', names=known[meant]))}"


def remember(history: History) -> None:
    """Write the reader's name beside a history with an answer, or forget it with the last one."""
    name = reader()
    if not name or history.in_memory:
        return
    with suppress(OSError):
        file = history_folder() / "name"
        if not _has_begun(history):
            file.unlink(missing_ok=True)
        elif not file.exists():
            write_private(file, f"{name}\n".encode())


def _has_begun(history: History) -> bool:
    """Whether there is a round with an answer, or an exam: to open the quiz is no beginning."""
    return bool(history.rounds(newest=1, empty=False))


def _read(folder: str) -> str:
    """The name in a reader's folder; empty if it isn't one."""
    data = read_regular_file(readers_folder() / folder / "name", 4 * LONGEST_NAME + 1)
    name = data.decode().strip()
    return "" if fault_of(name) else name
