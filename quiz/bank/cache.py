"""The cache of banks: copies that load in about a seventh of the time.

A copy is named by a hash of the file, so an edit shows at once; only valid banks have one. It is
read only if nobody but the reader could have written it and no byte has changed.
"""

import atexit
import os
import re
from contextlib import suppress
from pathlib import Path

import msgspec

from quiz import __version__
from quiz.bank.load import load, read_regular_file
from quiz.bank.model import Bank, structs
from quiz.bank.sha import blake2b
from quiz.paths import cache_folder, write_private

MOST = 8
"""The most copies to keep; the least recently used is deleted first."""

LARGEST = 100_000_000
"""The most bytes in a copy, which is a little larger than its file."""

SMALL = 4_000_000
"""The most bytes in a file that is copied at once, in a few milliseconds; a larger one is copied
when the reader leaves, so that no screen waits for it."""

_COPY = re.compile(r"[0-9a-f]{64}\.(msgpack|part)")
"""File names of copies: nothing else in the folder may be deleted."""


def cached_bank(path: Path) -> Bank:
    """The bank in a file; raises `BankError` with every problem if it cannot be used."""
    data = load(path)
    name = f"{_hash(_version() + data).hex()}.msgpack"
    with suppress(OSError, ValueError, msgspec.MsgspecError):
        copy = cache_folder() / name
        bank = msgspec.msgpack.decode(_checked_content(copy), type=Bank)
        os.utime(copy)
        return bank
    from quiz.bank.read import bank_of  # noqa: PLC0415 - loads the TOML parser, for a new file

    bank = bank_of(data, path)
    if len(data) <= SMALL:
        _save(bank, name)
    else:
        atexit.register(_save, bank, name)
    return bank


def _version() -> bytes:
    """What a copy depends on besides the file: the quiz's version, and the fields of a bank."""
    fields = {name: each.__struct_fields__ for name, each in structs().items()}
    return f"{__version__} {fields}\n".encode()


def _checked_content(copy: Path) -> bytes:
    """The content of a copy; raises `OSError` or `ValueError` if it cannot be trusted."""
    data = read_regular_file(copy, LARGEST, own=True)
    seal, content = data[:32], data[32:]
    if seal != _seal(copy, content):
        raise ValueError("this copy is damaged")
    return content


def _seal(copy: Path, content: bytes) -> bytes:
    """A checksum of a copy and its name, so that one bank is never read for another."""
    return _hash(copy.name.encode() + content)


def _hash(data: bytes) -> bytes:
    return blake2b(data, digest_size=32).digest()


def _save(bank: Bank, name: str) -> None:
    """Save a cached copy and delete the oldest; ignore failures."""
    with suppress(OSError):
        copy = cache_folder() / name
        content = msgspec.msgpack.encode(bank)
        write_private(copy, _seal(copy, content) + content)
        ours = [each for each in copy.parent.iterdir() if _COPY.fullmatch(each.name)]
        for old in sorted(ours, key=lambda each: each.lstat().st_mtime)[:-MOST]:
            old.unlink(missing_ok=True)
