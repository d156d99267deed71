"""The copies of banks: found by what is in a file, made of good files alone, never needed."""

import os
import shutil
import time
from pathlib import Path

import pytest

from quiz.bank import cache
from quiz.bank.load import starter
from quiz.bank.problem import BankError
from quiz.bank.read import read_bank
from quiz.places import of_copies


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A good bank."""
    file = tmp_path / "mine.toml"
    file.write_text(starter(), encoding="utf-8")
    return file


def copies() -> list[Path]:
    """The copies that there are."""
    return sorted(of_copies().iterdir()) if of_copies().is_dir() else []


def test_copy_is_made_once_and_says_the_same(file: Path) -> None:
    """The first reading makes a copy; the next, of the same words, takes it."""
    first = cache.read_bank(file)
    (copy,) = copies()
    kept = copy.read_bytes()
    assert cache.read_bank(file) == first == read_bank(file)
    assert copies() == [copy]
    assert copy.read_bytes() == kept


def test_copy_is_really_what_is_read(file: Path, tmp_path: Path) -> None:
    """What the copy says is what is asked, so that a test of it tests something."""
    cache.read_bank(file)
    (copy,) = copies()
    other = tmp_path / "other.toml"
    other.write_text(starter().replace("title = ", "title = 'Another' #", 1), encoding="utf-8")
    cache.read_bank(other)
    (another,) = set(copies()) - {copy}
    shutil.copy(another, copy)
    assert cache.read_bank(file).about.title == "Another"


def test_edit_shows_at_once(file: Path) -> None:
    """A file with other words has no copy yet, even with the size and time of the one before."""
    cache.read_bank(file)
    before = file.stat()
    file.write_text(starter().replace("The last ferry", "The lost ferry"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert cache.read_bank(file).about.title == "The lost ferry"


def test_bad_file_has_no_copy(file: Path) -> None:
    """A bank with a problem is read anew each time, and told of each time."""
    file.write_text(starter().replace("right = true", "rigth = true"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BankError):
            cache.read_bank(file)
    assert not copies()


@pytest.mark.parametrize("garbage", [b"", b"\xff" * 99, b"\x80", b"\x93\x01\x02\x03"])
def test_damaged_copy_is_passed_over_and_replaced(file: Path, garbage: bytes) -> None:
    """A copy that cannot be read costs a reading of the file, and nothing else."""
    bank = cache.read_bank(file)
    (copy,) = copies()
    copy.write_bytes(garbage)
    assert cache.read_bank(file) == bank
    assert copy.read_bytes() != garbage


def test_no_place_for_copies_is_no_fault(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written, the bank is read as it would be without copies."""
    monkeypatch.setenv("QUIZ_DATA_DIR", "/dev/null/nowhere")
    assert cache.read_bank(file) == read_bank(file)


def test_copies_are_closed_to_others(file: Path) -> None:
    """The folder is made for its owner alone, and so is the one above it."""
    cache.read_bank(file)
    for folder in (of_copies(), of_copies().parent):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_oldest_copies_go(file: Path) -> None:
    """A few copies are kept: those that were used last."""
    for number in range(cache.MOST + 2):
        file.write_text(f"# {number}\n{starter()}", encoding="utf-8")
        cache.read_bank(file)
        for copy in copies():  # as if an hour had gone by
            os.utime(copy, (copy.stat().st_atime, copy.stat().st_mtime - 3600))
    assert len(copies()) == cache.MOST
    newest = max(copies(), key=lambda copy: copy.stat().st_mtime)
    assert time.time() - newest.stat().st_mtime < 2 * 3600
