"""Files are read only where that ends: never a pipe, a device, or more than there is room for."""

import os
import threading
from pathlib import Path

import pytest

from quiz.bank.load import load, read_regular_file
from quiz.bank.problem import BankError


def test_a_file_of_the_most_bytes_is_read(tmp_path: Path) -> None:
    """As many bytes as are allowed are read; one more is told with both sizes."""
    file = tmp_path / "file"
    file.write_bytes(b"a" * 100)
    assert read_regular_file(file, 100) == b"a" * 100
    with pytest.raises(ValueError, match="100 bytes is too large; 99 bytes is the most"):
        read_regular_file(file, 99)


@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "link to a device"])
def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    """A FIFO nobody writes to, a device without end and a folder are told as no file."""
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


def test_a_fifo_that_somebody_fills_without_end_is_refused_at_once(tmp_path: Path) -> None:
    """Nothing is read of a FIFO, however much comes out of it."""
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


def test_what_the_system_makes_up_stops_at_the_limit() -> None:
    """A file of /proc has no size beforehand, and no more than the limit is read of it."""
    with pytest.raises(ValueError, match="too large"):
        read_regular_file(Path("/proc/self/maps"), 10)


@pytest.mark.parametrize("mode", [0o666, 0o620, 0o602])
def test_a_file_that_others_can_write_to_is_not_the_readers_own(tmp_path: Path, mode: int) -> None:
    """What somebody else could have written is not believed where the reader's own is wanted."""
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    assert read_regular_file(file, 100, own=True) == b"mine"
    file.chmod(mode)
    assert read_regular_file(file, 100) == b"mine"
    with pytest.raises(PermissionError):
        read_regular_file(file, 100, own=True)


def test_a_link_is_not_the_readers_own(tmp_path: Path) -> None:
    """A link may lead anywhere, so it is followed only where that is fine."""
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"mine")
    link.symlink_to(file)
    assert read_regular_file(link, 100) == b"mine"
    with pytest.raises(OSError, match="symbolic links"):
        read_regular_file(link, 100, own=True)


@pytest.mark.skipif(not hasattr(os, "chown") or os.getuid() != 0, reason="only root can give away")
def test_another_users_file_is_not_the_readers_own(tmp_path: Path) -> None:
    """A file that belongs to somebody else is not believed, even when it is closed."""
    file = tmp_path / "file"
    file.write_bytes(b"theirs")
    os.chown(file, 12345, 12345)
    file.chmod(0o600)
    with pytest.raises(PermissionError):
        read_regular_file(file, 100, own=True)
