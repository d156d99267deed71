"""Copies of banks that were read before, which take a fifth of the time to read.

The name of a copy is a hash of the file, so an edit shows at once, and only good banks have one.
It is read only when nobody but the reader could have written it and no byte has changed.
"""

import atexit
import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

import msgspec

from quiz import __version__
from quiz.bank.load import load, read_regular_file
from quiz.bank.model import Bank, structs
from quiz.paths import cache_folder, write_private

MOST = 8
"""Copies at most; the one that was used longest ago goes first."""

LARGEST = 100_000_000
"""Bytes of a copy; those of the largest file take a little more than the file does."""

SMALL = 4_000_000
"""Bytes of a file that is copied at once, in a few milliseconds; a larger one is copied when the
reader leaves, so that no screen waits for it."""

_COPY = re.compile(r"[0-9a-f]{64}\.(msgpack|part)")
"""The names of copies, which are the only files that may go."""


def read_bank(path: Path) -> Bank:
    """The bank in a file; raises `BankError` with every problem when it cannot be used."""
    data = load(path)
    name = hashlib.sha256(_version() + data).hexdigest()
    copy = cache_folder() / f"{name}.msgpack"
    with suppress(OSError, ValueError, msgspec.MsgspecError):
        bank = msgspec.msgpack.decode(_checked_content(copy), type=Bank)
        os.utime(copy)
        return bank
    from quiz.bank.read import bank_of  # noqa: PLC0415 - loads what reads TOML, for a new file

    bank = bank_of(data, path)
    if len(data) <= SMALL:
        _save(bank, copy)
    else:
        atexit.register(_save, bank, copy)
    return bank


def _version() -> bytes:
    """What a copy depends on besides the file: the quiz's version, and the fields of a bank."""
    fields = {name: each.__struct_fields__ for name, each in structs().items()}
    return f"{__version__} {fields}\n".encode()


def _checked_content(copy: Path) -> bytes:
    """The content of a copy; raises `OSError` or `ValueError` where it cannot be trusted."""
    data = read_regular_file(copy, LARGEST, own=True)
    seal, content = data[:32], data[32:]
    if seal != _seal(copy, content):
        raise ValueError("this copy is damaged")
    return content


def _seal(copy: Path, content: bytes) -> bytes:
    """A checksum of a copy and its name, so that one bank is never read for another."""
    return hashlib.sha256(copy.name.encode() + content).digest()


def _save(bank: Bank, copy: Path) -> None:
    """Write a copy and delete the oldest; where that fails, go without."""
    if copy.is_absolute():  # it is not where there is no home folder
        with suppress(OSError):
            content = msgspec.msgpack.encode(bank)
            write_private(copy, _seal(copy, content) + content)
            ours = [each for each in copy.parent.iterdir() if _COPY.fullmatch(each.name)]
            for old in sorted(ours, key=lambda each: each.lstat().st_mtime)[:-MOST]:
                old.unlink(missing_ok=True)
