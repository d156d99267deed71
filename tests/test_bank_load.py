"""Only regular files of a limited size are read, never a pipe or a device."""

import os
import threading
from pathlib import Path

import pytest

from quiz.bank.load import load, read_regular_file
from quiz.bank.problem import BankError


def test_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    """As many bytes as allowed are read; one more is refused with both sizes."""
    file = tmp_path / "file"
    file.write_bytes(b"a" * 100)
    assert read_regular_file(file, 100) == b"a" * 100
    with pytest.raises(ValueError, match="100 bytes is too large; 99 bytes is the most"):
        read_regular_file(file, 99)


@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "link to a device"])
def test_anything_but_a_regular_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    """A FIFO that nobody writes to, an endless device and a folder are refused without waiting."""
    file = tmp_path / "file"
    match kind:
        case "fifo":
            os.mkfifo(file)
        case "device":
            file = Path("/dev/zero")
        case "folder":
            file.mkdir()
        case _:
            file.symlink_to("/dev/zero")
    with pytest.raises(ValueError, match="this is not a file"):
        read_regular_file(file, 100)
    with pytest.raises(BankError, match="Q001 this is not a file; name a file of questions"):
        load(file)


def test_endlessly_filled_fifo_is_refused_at_once(tmp_path: Path) -> None:
    """Nothing is read from a FIFO, however much comes out of it."""
    file = tmp_path / "fifo"
    os.mkfifo(file)
    held = os.open(file, os.O_RDWR)
    writer = threading.Thread(target=os.write, args=(held, b"a" * 1000), daemon=True)
    writer.start()
    writer.join()
    try:
        with pytest.raises(ValueError, match="this is not a file"):
            read_regular_file(file, 100)
    finally:
        os.close(held)


def test_file_of_proc_is_read_up_to_the_limit() -> None:
    """A file of /proc has no size beforehand, and no more than the limit is read."""
    with pytest.raises(ValueError, match="too large"):
        read_regular_file(Path("/proc/self/maps"), 10)


@pytest.mark.parametrize("mode", [0o666, 0o620, 0o602])
def test_file_that_others_can_write_to_is_not_the_readers_own(tmp_path: Path, mode: int) -> None:
    """A file that others can write to is refused where it must be the reader's own."""
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    assert read_regular_file(file, 100, own=True) == b"mine"
    file.chmod(mode)
    assert read_regular_file(file, 100) == b"mine"
    with pytest.raises(PermissionError):
        read_regular_file(file, 100, own=True)


def test_link_is_not_the_readers_own(tmp_path: Path) -> None:
    """A link is refused where the file must be the reader's own, and followed elsewhere."""
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"mine")
    link.symlink_to(file)
    assert read_regular_file(link, 100) == b"mine"
    with pytest.raises(OSError, match="symbolic links"):
        read_regular_file(link, 100, own=True)


@pytest.mark.skipif(not hasattr(os, "chown") or os.getuid() != 0, reason="only root can give away")
def test_file_of_another_user_is_not_the_readers_own(tmp_path: Path) -> None:
    """A file that belongs to somebody else is refused, even when nobody else can write to it."""
    file = tmp_path / "file"
    file.write_bytes(b"theirs")
    os.chown(file, 12345, 12345)
    file.chmod(0o600)
    with pytest.raises(PermissionError):
        read_regular_file(file, 100, own=True)
