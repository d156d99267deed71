"""Cached copies of banks: found by the file's content, made only of good files, never required."""

import os
import shutil
import time
from pathlib import Path
from random import Random

import pytest
from msgspec import defstruct, structs

from quiz.bank import cache, model
from quiz.bank.load import starter
from quiz.bank.problem import BankError
from quiz.bank.read import read_bank
from quiz.paths import cache_folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a good bank."""
    file = tmp_path / "mine.toml"
    file.write_text(starter(), encoding="utf-8")
    return file


def copies() -> list[Path]:
    """The copies in the cache."""
    return sorted(cache_folder().iterdir()) if cache_folder().is_dir() else []


def test_copy_is_made_once_and_holds_the_same_bank(file: Path) -> None:
    """The first reading makes a copy, and the next reads the same bank from it."""
    first = cache.cached_bank(file)
    (copy,) = copies()
    before = copy.read_bytes()
    assert cache.cached_bank(file) == first == read_bank(file)
    assert copies() == [copy]
    assert copy.read_bytes() == before


def test_copy_is_really_what_is_read(file: Path) -> None:
    """Another title in the copy becomes the bank's, which shows that copies are really read."""
    bank = cache.cached_bank(file)
    (copy,) = copies()
    other = structs.replace(bank, about=structs.replace(bank.about, title="Another"))
    cache._save(other, copy.name)
    assert cache.cached_bank(file).about.title == "Another"


def test_copy_under_the_name_of_another_is_not_read(file: Path, tmp_path: Path) -> None:
    """A copy renamed to another's name counts as damaged, so nobody gets the wrong questions."""
    cache.cached_bank(file)
    (copy,) = copies()
    other = tmp_path / "other.toml"
    other.write_text(starter().replace("title = ", "title = 'Another' #", 1), encoding="utf-8")
    cache.cached_bank(other)
    (another,) = set(copies()) - {copy}
    shutil.copy(another, copy)
    assert cache.cached_bank(file) == read_bank(file)


def test_copy_with_any_bit_flipped_is_not_read(file: Path) -> None:
    """If any bit of a copy is flipped, the bank is read from the file, and the copy replaced."""
    bank, random = cache.cached_bank(file), Random(1)
    (copy,) = copies()
    good = copy.read_bytes()
    for _ in range(300):
        bad, index = bytearray(good), random.randrange(len(good))
        bad[index] ^= 1 << random.randrange(8)
        copy.write_bytes(bad)
        with pytest.raises(ValueError, match="damaged"):
            cache._checked_content(copy)
    assert cache.cached_bank(file) == bank
    assert copy.read_bytes() == good


def test_copy_that_others_could_have_written_is_not_read(file: Path, tmp_path: Path) -> None:
    """A copy that others can write to, or a link to one, is replaced from the file."""
    bank = cache.cached_bank(file)
    (copy,) = copies()
    theirs = structs.replace(bank, about=structs.replace(bank.about, title="\x1b[2J"))
    cache._save(theirs, copy.name)
    copy.chmod(0o666)
    assert cache.cached_bank(file) == bank
    assert copy.stat().st_mode & 0o777 == 0o600
    cache._save(theirs, copy.name)
    linked = copy.rename(tmp_path / "theirs")
    copy.symlink_to(linked)
    assert cache.cached_bank(file) == bank
    assert not copy.is_symlink()


def test_fifo_instead_of_a_copy_is_replaced(file: Path) -> None:
    """A FIFO in place of a copy is replaced, without waiting for a writer."""
    bank = cache.cached_bank(file)
    (copy,) = copies()
    copy.unlink()
    os.mkfifo(copy)
    assert cache.cached_bank(file) == bank
    assert copy.is_file()


def test_other_files_in_the_cache_folder_stay(file: Path) -> None:
    """Only copies are deleted when there are too many; a reader's photos stay."""
    cache_folder().mkdir(parents=True)
    photos = {
        cache_folder() / f"{number}{end}" for number in range(12) for end in (".jpg", ".msgpack")
    }
    for photo in photos:
        photo.write_bytes(b"photo")
        os.utime(photo, (1, 1))
    for number in range(cache.MOST + 2):
        file.write_text(f"# {number}\n{starter()}", encoding="utf-8")
        cache.cached_bank(file)
    assert photos <= set(copies())
    assert len(copies()) == len(photos) + cache.MOST


def test_copy_from_before_a_field_was_added_is_not_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of a bank with other fields is replaced."""
    cache.cached_bank(file)
    later = defstruct("About", [*model.About.__struct_fields__, "later"])
    monkeypatch.setattr(model, "About", later)
    cache.cached_bank(file)
    assert len(copies()) == 2


def test_edit_shows_at_once(file: Path) -> None:
    """An edited file is read, even if its size and time are as before."""
    cache.cached_bank(file)
    before = file.stat()
    file.write_text(starter().replace("The last ferry", "The lost ferry"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert cache.cached_bank(file).about.title == "The lost ferry"


def test_bad_file_has_no_copy(file: Path) -> None:
    """A bank with a problem is read each time, and its problem is reported each time."""
    file.write_text(starter().replace("right = true", "rigth = true"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BankError):
            cache.cached_bank(file)
    assert not copies()


@pytest.mark.parametrize("garbage", [b"", b"\xff" * 99, b"\x80", b"\x93\x01\x02\x03"])
def test_damaged_copy_is_replaced(file: Path, garbage: bytes) -> None:
    """If a copy cannot be read, the file is read and the copy replaced."""
    bank = cache.cached_bank(file)
    (copy,) = copies()
    copy.write_bytes(garbage)
    assert cache.cached_bank(file) == bank
    assert copy.read_bytes() != garbage


def test_unwritable_cache_is_no_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If no copy can be written, the bank is read all the same."""
    monkeypatch.setenv("QUIZ_DATA_DIR", "/dev/null/nowhere")
    assert cache.cached_bank(file) == read_bank(file)


def test_copies_are_closed_to_others(file: Path) -> None:
    """The cache folder and the one above it are open only to their owner."""
    cache.cached_bank(file)
    for folder in (cache_folder(), cache_folder().parent):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_oldest_copies_are_deleted(file: Path) -> None:
    """Only the few most recently used copies are kept."""
    for number in range(cache.MOST + 2):
        file.write_text(f"# {number}\n{starter()}", encoding="utf-8")
        cache.cached_bank(file)
        for copy in copies():  # as if an hour had gone by
            os.utime(copy, (copy.stat().st_atime, copy.stat().st_mtime - 3600))
    assert len(copies()) == cache.MOST
    newest = max(copies(), key=lambda copy: copy.stat().st_mtime)
    assert time.time() - newest.stat().st_mtime < 2 * 3600
