"""The copies of banks: found by what is in a file, made of good files alone, never needed."""

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
    """A good bank."""
    file = tmp_path / "mine.toml"
    file.write_text(starter(), encoding="utf-8")
    return file


def copies() -> list[Path]:
    """The copies that there are."""
    return sorted(cache_folder().iterdir()) if cache_folder().is_dir() else []


def test_copy_is_made_once_and_says_the_same(file: Path) -> None:
    """The first reading makes a copy; the next, of the same words, takes it."""
    first = cache.read_bank(file)
    (copy,) = copies()
    kept = copy.read_bytes()
    assert cache.read_bank(file) == first == read_bank(file)
    assert copies() == [copy]
    assert copy.read_bytes() == kept


def test_copy_is_really_what_is_read(file: Path) -> None:
    """What the copy says is what is asked, so that a test of it tests something."""
    bank = cache.read_bank(file)
    (copy,) = copies()
    other = structs.replace(bank, about=structs.replace(bank.about, title="Another"))
    cache._keep(other, copy)
    assert cache.read_bank(file).about.title == "Another"


def test_copy_of_one_bank_is_not_taken_for_that_of_another(file: Path, tmp_path: Path) -> None:
    """A copy under the name of another is damage, so nobody is asked what they did not open."""
    cache.read_bank(file)
    (copy,) = copies()
    other = tmp_path / "other.toml"
    other.write_text(starter().replace("title = ", "title = 'Another' #", 1), encoding="utf-8")
    cache.read_bank(other)
    (another,) = set(copies()) - {copy}
    shutil.copy(another, copy)
    assert cache.read_bank(file) == read_bank(file)


def test_copy_with_any_bit_flipped_is_passed_over(file: Path) -> None:
    """Whatever bit of a copy is another one, the bank is as the file has it, and so is the copy."""
    bank, random = cache.read_bank(file), Random(1)
    (copy,) = copies()
    good = copy.read_bytes()
    for _ in range(300):
        bad, place = bytearray(good), random.randrange(len(good))
        bad[place] ^= 1 << random.randrange(8)
        copy.write_bytes(bad)
        with pytest.raises(ValueError, match="damaged"):
            cache._unsealed(copy)
    assert cache.read_bank(file) == bank
    assert copy.read_bytes() == good


def test_copy_that_somebody_else_could_have_written_is_not_believed(
    file: Path, tmp_path: Path
) -> None:
    """A copy that others can write to, or a link to one, is made anew from the file."""
    bank = cache.read_bank(file)
    (copy,) = copies()
    theirs = structs.replace(bank, about=structs.replace(bank.about, title="\x1b[2J"))
    cache._keep(theirs, copy)
    copy.chmod(0o666)
    assert cache.read_bank(file) == bank
    assert copy.stat().st_mode & 0o777 == 0o600
    cache._keep(theirs, copy)
    linked = copy.rename(tmp_path / "theirs")
    copy.symlink_to(linked)
    assert cache.read_bank(file) == bank
    assert not copy.is_symlink()


def test_fifo_in_the_place_of_a_copy_is_replaced(file: Path) -> None:
    """A FIFO that nobody writes to is not waited for."""
    bank = cache.read_bank(file)
    (copy,) = copies()
    copy.unlink()
    os.mkfifo(copy)
    assert cache.read_bank(file) == bank
    assert copy.is_file()


def test_files_of_others_in_the_folder_of_copies_stay(file: Path) -> None:
    """Only what the quiz made goes when there are too many; a reader's photos are none of it."""
    cache_folder().mkdir(parents=True)
    photos = {
        cache_folder() / f"{number}{end}" for number in range(12) for end in (".jpg", ".msgpack")
    }
    for photo in photos:
        photo.write_bytes(b"photo")
        os.utime(photo, (1, 1))
    for number in range(cache.MOST + 2):
        file.write_text(f"# {number}\n{starter()}", encoding="utf-8")
        cache.read_bank(file)
    assert photos <= set(copies())
    assert len(copies()) == len(photos) + cache.MOST


def test_copy_from_before_a_field_was_added_is_not_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy goes with the fields that a bank had; with others, it is made anew."""
    cache.read_bank(file)
    later = defstruct("About", [*model.About.__struct_fields__, "later"])
    monkeypatch.setattr(model, "About", later)
    cache.read_bank(file)
    assert len(copies()) == 2


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
    for folder in (cache_folder(), cache_folder().parent):
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
