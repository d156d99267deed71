"""A bank that was read before, from a copy that takes a fifth of the time to read.

A copy is found by all that is in the file, so an edit shows at once, and only good banks have one.
"""

import atexit
import hashlib
import os
from contextlib import suppress
from pathlib import Path

import msgspec

from quiz import __version__
from quiz.bank.load import load
from quiz.bank.model import Bank
from quiz.places import of_copies

MOST = 8
"""Copies that are kept; the one that was used longest ago goes first."""

SMALL = 4_000_000
"""Bytes of a file whose copy is made at once, in a few milliseconds; that of a larger one is
made when the reader leaves, so that no screen waits for it."""


def read_bank(path: Path) -> Bank:
    """The bank in a file; raises `BankError` with every problem when it cannot be used."""
    data = load(path)
    name = hashlib.sha256(__version__.encode() + b"\n" + data).hexdigest()
    copy = of_copies() / f"{name}.msgpack"
    with suppress(OSError, msgspec.MsgspecError):
        bank = msgspec.msgpack.decode(copy.read_bytes(), type=Bank)
        os.utime(copy)
        return bank
    from quiz.bank.read import bank_of  # noqa: PLC0415 - loads what reads TOML, for a new file

    bank = bank_of(data, path)
    if len(data) <= SMALL:
        _keep(bank, copy)
    else:
        atexit.register(_keep, bank, copy)
    return bank


def _keep(bank: Bank, copy: Path) -> None:
    """Write a copy, whole or not at all, and let the oldest go; where that fails, go without."""
    if copy.is_absolute():  # it is not where there is no home folder
        with suppress(OSError):
            _write(msgspec.msgpack.encode(bank), copy)


def _write(data: bytes, copy: Path) -> None:
    for folder in (copy.parent.parent, copy.parent):  # closed to others, as the history is
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = copy.with_suffix(f".{os.getpid()}")
    try:
        written.write_bytes(data)
        written.replace(copy)
    finally:
        written.unlink(missing_ok=True)
    copies = sorted(copy.parent.iterdir(), key=lambda each: each.stat().st_mtime)
    for old in copies[:-MOST]:
        old.unlink(missing_ok=True)
