"""Read files safely: into text that a terminal can show, or an error that says why not."""

import gc
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unicodedata import category

from quiz.bank.problem import DocumentPath, Problem, file_error
from quiz.text import UNSAFE

LARGEST = 40_000_000
"""The most bytes in a bank; one of 10,000 questions has some 25 million."""


def own_bank() -> Path:
    """The path of the quiz's own bank, in the package or in a checkout."""
    package = Path(__file__).parents[1]
    bundled = package / "questions.toml"
    return bundled if bundled.is_file() else package.parent / "questions.toml"


def starter(id: str = "the-last-ferry", language: str = "en") -> str:
    """The text of a starter bank with this id: one question of each kind, with notes.

    It is in English ("en") or in German ("de").
    """
    name = "starter.toml" if language == "en" else f"starter.{language}.toml"
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return text.replace('id = "the-last-ferry"', f'id = "{id}"', 1)


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the garbage collector while loading: it takes most of the time and frees nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read_regular_file(path: Path, most: int, *, own: bool = False) -> bytes:
    """The content of a regular file; raises `OSError` or `ValueError` with a plain reason.

    Never waits for a FIFO or a device, and never reads more than `most` bytes. With `own`, the
    file must belong to the reader, be writable by nobody else, and not be a link.
    """
    flags = ["O_NONBLOCK", "O_BINARY", *(["O_NOFOLLOW"] if own else [])]
    handle = os.open(path, sum((getattr(os, flag, 0) for flag in flags), os.O_RDONLY))
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("this is not a file")
        closed = status.st_mode & 0o22 == 0
        if own and hasattr(os, "getuid") and not (closed and status.st_uid == os.getuid()):
            raise PermissionError(None, "others can write to this file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(most + 1)  # a file of /proc has no size beforehand
    finally:
        os.close(handle)
    if len(data) > most:
        size = max(status.st_size, len(data))
        raise ValueError(f"{_size(size)} is too large; {_size(most)} is the most")
    return data


def _size(count: int) -> str:
    return f"{count // 1_000_000} MB" if count >= 1_000_000 else f"{count} bytes"  # noqa: PLR2004 - a megabyte


def load(path: Path) -> bytes:
    """The bytes of a question file; raises `BankError` if it cannot be read."""
    try:
        return read_regular_file(path, LARGEST)
    except FileNotFoundError:
        raise file_error(path, "Q001", "there is no such file", "check the path") from None
    except ValueError as error:
        reason, _, mend = str(error).partition("; ")
        raise file_error(path, "Q001", reason, mend or "name a file of questions") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise file_error(path, "Q001", f"cannot be opened: {reason}") from None


def plain_text(data: bytes) -> str | None:
    """The text in a file; None if it isn't UTF-8 or has characters that aren't safe to show."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    # No unsafe character is printable, and this test takes half the time of the search.
    if not text.replace("\n", "").isprintable() and UNSAFE.search(text):
        return None
    return text


def unsafe_values(value: Any, path: DocumentPath = ()) -> Iterator[tuple[str, Problem]]:
    """The first unsafe character of each text and each key: (character, problem)."""
    match value:
        case str():
            if match := UNSAFE.search(value):
                yield match[0], Problem("Q003", *unsafe_character(match[0]), path=path)
        case dict():
            for key, each in value.items():
                if match := UNSAFE.search(key):
                    what = unsafe_character(match[0])
                    yield match[0], Problem("Q003", *what, path=(*path, key), part="key")
                yield from unsafe_values(each, (*path, key))
        case list():
            for index, each in enumerate(value):
                yield from unsafe_values(each, (*path, index))
        case _:
            pass


def unsafe_character(character: str, count: int = 1) -> tuple[str, str]:
    """What is wrong with an unsafe character, and what to do about it."""
    kind = "control" if category(character) == "Cc" else "invisible"
    times = f" (first of {count})" if count > 1 else ""
    message = (
        f"the {kind} character U+{ord(character):04X}{times} could disturb a terminal or hide text"
    )
    return message, "end lines with LF or CR LF" if character == "\r" else "take it out"
