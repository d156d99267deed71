"""Read files safely: into text that a terminal can show, or an error that says why not."""

import gc
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from quiz import NAME
from quiz.bank.problem import BankError, Problem, file_error, position
from quiz.text import UNSAFE

LARGEST = 40_000_000
"""The most bytes in a bank; one of 10,000 questions has some 25 million."""


def own_bank() -> Path:
    """The path of the quiz's own bank, in the package or in a checkout."""
    package = Path(__file__).parents[1]
    bundled = package / "questions.toml"
    return bundled if bundled.is_file() else package.parent / "questions.toml"


def starter(id: str = "the-last-ferry") -> str:
    """The text of a starter bank with this id: one question of each kind, with notes."""
    text = Path(__file__).with_name("starter.toml").read_text(encoding="utf-8")
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


def decode(data: bytes, path: Path) -> str:
    """The text of a file; raises `BankError` if it is empty, not UTF-8 or not safe to show."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        saved = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "not UTF-8"
        problem = Problem(
            "Q002",
            f"the file is {saved}: byte 0x{data[error.start]:02X}",
            "save the file as UTF-8",
            file=str(path),
            line=before.count(b"\n") + 1,
            column=error.start - before.rfind(b"\n"),
        )
        raise BankError([problem]) from None
    if not text or text.isspace():
        mend = f"{NAME} new FILE writes one to start from"
        raise file_error(path, "Q001", "the file is empty", mend)
    # No unsafe character is printable, and this test takes half the time of the search.
    if not text.replace("\n", "").isprintable() and UNSAFE.search(text):
        raise BankError(
            [
                replace(
                    unsafe_character(character, text.count(character)),
                    file=str(path),
                    **position(text, text.find(character)),
                )
                for character in filter(UNSAFE.match, dict.fromkeys(text))
            ]
        )
    return text


def unsafe_character(character: str, count: int = 1) -> Problem:
    """The problem for an unsafe character, without its position."""
    times = f" (first of {count})" if count > 1 else ""
    return Problem(
        "Q003",
        f"U+{ord(character):04X}{times} could disturb a terminal or hide text",
        "end lines with LF or CR LF" if character == "\r" else "take it out",
    )
