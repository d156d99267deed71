"""A bank that was read before, from a copy that takes a fifth of the time to read.

A copy is found by all that is in the file, so an edit shows at once, and only good banks have one.
It is believed only when the reader alone could have written it and every byte is as it was.
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
"""Copies that are kept; the one that was used longest ago goes first."""

LARGEST = 100_000_000
"""Bytes of a copy; those of the largest file take a little more than the file does."""

SMALL = 4_000_000
"""Bytes of a file whose copy is made at once, in a few milliseconds; that of a larger one is
made when the reader leaves, so that no screen waits for it."""

_COPY = re.compile(r"[0-9a-f]{64}\.(msgpack|part)")
"""The names of the files that are made here, and so the only ones that may go."""


def read_bank(path: Path) -> Bank:
    """The bank in a file; raises `BankError` with every problem when it cannot be used."""
    data = load(path)
    name = hashlib.sha256(_made_by() + data).hexdigest()
    copy = cache_folder() / f"{name}.msgpack"
    with suppress(OSError, ValueError, msgspec.MsgspecError):
        bank = msgspec.msgpack.decode(_unsealed(copy), type=Bank)
        os.utime(copy)
        return bank
    from quiz.bank.read import bank_of  # noqa: PLC0415 - loads what reads TOML, for a new file

    bank = bank_of(data, path)
    if len(data) <= SMALL:
        _keep(bank, copy)
    else:
        atexit.register(_keep, bank, copy)
    return bank


def _made_by() -> bytes:
    """What a copy depends on besides the file: this version, and the fields that a bank has."""
    fields = {name: each.__struct_fields__ for name, each in structs().items()}
    return f"{__version__} {fields}\n".encode()


def _unsealed(copy: Path) -> bytes:
    """What a copy holds; raises `OSError` or `ValueError` when it is not to be believed."""
    data = read_regular_file(copy, LARGEST, own=True)
    seal, content = data[:32], data[32:]
    if seal != _seal(copy, content):
        raise ValueError("this copy is damaged")
    return content


def _seal(copy: Path, content: bytes) -> bytes:
    """A checksum over a copy and its name, so that one bank is never read for another."""
    return hashlib.sha256(copy.name.encode() + content).digest()


def _keep(bank: Bank, copy: Path) -> None:
    """Write a copy, whole or not at all, and let the oldest go; where that fails, go without."""
    if copy.is_absolute():  # it is not where there is no home folder
        with suppress(OSError):
            content = msgspec.msgpack.encode(bank)
            write_private(copy, _seal(copy, content) + content)
            ours = [each for each in copy.parent.iterdir() if _COPY.fullmatch(each.name)]
            for old in sorted(ours, key=lambda each: each.lstat().st_mtime)[:-MOST]:
                old.unlink(missing_ok=True)
