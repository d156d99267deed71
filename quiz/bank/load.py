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


def starter() -> str:
    """A small bank to start from: one question of each kind, with notes."""
    return Path(__file__).with_name("starter.toml").read_text(encoding="utf-8")


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


def load(path: Path) -> bytes:
    """What is in a file of questions; raises `BankError` when it cannot be read."""
    try:
        # A FIFO or a device would block, so look before opening, and do not wait.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise whole(str(path), "Q001", "this is not a file", "name a file of questions")
            if about.st_size > LARGEST:
                size, most = about.st_size // 1_000_000, LARGEST // 1_000_000
                raise whole(str(path), "Q001", f"{size} MB is too large", f"{most} MB is the most")
            data = file.read()
    except FileNotFoundError:
        raise whole(str(path), "Q001", "there is no such file", "check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise whole(str(path), "Q001", f"cannot be opened: {reason.lower()}") from None
    return data


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
                for character in dict.fromkeys(UNSAFE.findall(text))
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
