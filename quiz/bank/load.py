"""From a path to text that is safe to show, or to the reason why there is none."""

import gc
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from quiz import NAME
from quiz.bank.problem import BankError, Problem, place, whole
from quiz.text import UNSAFE

LARGEST = 40_000_000
"""Bytes; a bank of 10,000 questions takes some 25 million."""


def own_bank() -> Path:
    """The file that the quiz asks from by itself: the one in the package, or a checkout's own."""
    package = Path(__file__).parents[1]
    bundled = package / "questions.toml"
    return bundled if bundled.is_file() else package.parent / "questions.toml"


def starter(id: str = "the-last-ferry") -> str:
    """A small bank to start from, of this id: one question of each kind, with notes."""
    text = Path(__file__).with_name("starter.toml").read_text(encoding="utf-8")
    return text.replace('id = "the-last-ferry"', f'id = "{id}"', 1)


@contextmanager
def all_kept() -> Iterator[None]:
    """Look for no garbage: all that is read stays, and to look takes most of the time."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


def read_regular(path: Path, most: int, *, own: bool = False) -> bytes:
    """All that is in a regular file; raises `OSError` or `ValueError` with a plain reason.

    Never waits for a FIFO or a device, and never reads more than `most` bytes. With `own`, the
    file has to belong to the reader, be closed to other writers, and be no link.
    """
    flags = ["O_NONBLOCK", "O_BINARY", *(["O_NOFOLLOW"] if own else [])]
    handle = os.open(path, sum((getattr(os, flag, 0) for flag in flags), os.O_RDONLY))
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise ValueError("this is not a file")
        if own and hasattr(os, "getuid") and (about.st_uid != os.getuid() or about.st_mode & 0o22):
            raise PermissionError(None, "others can write to this file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(most + 1)  # what the system makes up as it is read has no size
    finally:
        os.close(handle)
    if len(data) > most:
        size = max(about.st_size, len(data))
        raise ValueError(f"{_size(size)} is too large; {_size(most)} is the most")
    return data


def _size(count: int) -> str:
    return f"{count // 1_000_000} MB" if count >= 1_000_000 else f"{count} bytes"  # noqa: PLR2004


def load(path: Path) -> bytes:
    """What is in a file of questions; raises `BankError` when it cannot be read."""
    try:
        return read_regular(path, LARGEST)
    except FileNotFoundError:
        raise whole(str(path), "Q001", "there is no such file", "check the path") from None
    except ValueError as error:
        reason, _, mend = str(error).partition("; ")
        raise whole(str(path), "Q001", reason, mend or "name a file of questions") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise whole(str(path), "Q001", f"cannot be opened: {reason}") from None


def decode(data: bytes, path: Path) -> str:
    """The text in a file, safe to show; raises `BankError` when it is not that."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        saved = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "not UTF-8"
        raise BankError(
            [
                Problem(
                    file=str(path),
                    line=before.count(b"\n") + 1,
                    column=error.start - before.rfind(b"\n"),
                    code="Q002",
                    message=f"the file is {saved}: byte 0x{data[error.start]:02X}",
                    mend="save the file as UTF-8",
                )
            ]
        ) from None
    if not text or text.isspace():
        raise whole(
            str(path), "Q001", "the file is empty", f"{NAME} new FILE writes one to start from"
        )
    # All that is unsafe cannot be printed, and to look for that takes half the time.
    if not text.replace("\n", "").isprintable() and UNSAFE.search(text):
        raise BankError(
            [
                msgspec.structs.replace(
                    unsafe(character, text.count(character)),
                    file=str(path),
                    **place(text, text.find(character)),
                )
                for character in filter(UNSAFE.match, dict.fromkeys(text))
            ]
        )
    return text


def unsafe(character: str, count: int = 1) -> Problem:
    """That a file holds a character that could do harm; its place is still to be found."""
    times = f" (first of {count})" if count > 1 else ""
    return Problem(
        code="Q003",
        message=f"U+{ord(character):04X}{times} could disturb a terminal or hide text",
        mend="end lines with LF or CR LF" if character == "\r" else "take it out",
    )
