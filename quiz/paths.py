"""Where files are kept: in `QUIZ_DATA_DIR`, or where the system has them; writing a file whole."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from quiz import LONG_NAME, NAME

READER = "QUIZ_READER"
"""The environment variable that names the reader, as `--reader` does."""


def history_folder() -> Path:
    """The folder of the history: of the reader who is named, if one is, inside of the other.

    Raises `OSError` if there is no home folder, or no working folder.
    """
    folder, name = data_folder(), reader()
    return readers_folder() / _folder_name(name) if name else folder


def readers_folder() -> Path:
    """The folder with a folder for each reader who is named; raises `OSError` as above."""
    return data_folder() / "readers"


def reader() -> str:
    """The name of the reader; empty where none is named."""
    # Usually there is none, and a start does without what cleans it.
    name = os.environ.get(READER)
    if not name:
        return ""
    from unicodedata import normalize  # noqa: PLC0415 - as above

    return " ".join(normalize("NFC", name).split())


def called() -> str:
    """What opens the quiz when it is typed: its name or, where the shell finds none, its path.

    In a virtual environment that isn't activated, the shell doesn't find it.
    """
    path = Path(sys.argv[0])
    if path.stem != NAME or path.parent == Path():
        return NAME
    for folder in os.get_exec_path():
        found = Path(folder, path.name)
        if os.access(found, os.X_OK):
            return NAME if found == path else for_shell(path)
    return for_shell(path)


def for_shell(path: Path) -> str:
    """A path as one word of a command that can be copied, whatever is in its name."""
    from shlex import quote  # noqa: PLC0415 - seldom needed

    name = str(path)
    if name.isprintable():
        return quote(name)
    # In bash, zsh and the newest POSIX shells, `$'…'` takes bytes by their numbers.
    plain = frozenset(b"/.-_" + bytes(range(48, 58)) + bytes(range(65, 91)) + bytes(range(97, 123)))
    coded = (chr(each) if each in plain else f"\\x{each:02x}" for each in os.fsencode(name))
    return f"$'{''.join(coded)}'"


def for_reader(command: str) -> str:
    """A command of the quiz that can be copied, such as `quiz take --reader=Ann`; "" opens it."""
    words = [called(), command.strip()]
    if name := reader():
        from shlex import quote  # noqa: PLC0415 - seldom needed

        words.append(f"--reader={quote(name)}")
    return " ".join(filter(None, words))


def _folder_name(name: str) -> str:
    """The name of a reader's folder: the same for capitals and for accents typed otherwise.

    Whatever is in the name, every file system takes it.
    """
    from hashlib import sha256  # noqa: PLC0415 - seldom needed
    from unicodedata import normalize  # noqa: PLC0415 - seldom needed

    folded = normalize("NFKC", normalize("NFKC", name).casefold())
    return sha256(folded.encode(errors="surrogateescape")).hexdigest()[:16]


def data_folder() -> Path:
    """The folder of all that is kept; raises `OSError` as `history_folder` does."""
    if chosen := _chosen_folder():
        return chosen
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed for a chosen folder

    return _at_home(user_data_path)


def cache_folder() -> Path:
    """The cache's folder; raises `OSError` as `history_folder` does."""
    if chosen := _chosen_folder():
        return chosen / "cache"
    from platformdirs import user_cache_path  # noqa: PLC0415 - not needed for a chosen folder

    return _at_home(user_cache_path)


def write_whole(path: Path, content: Iterable[bytes]) -> None:
    """Write a file, which keeps its earlier content until all is written; raises `OSError`.

    A link stays a link, and what is no file, such as a pipe or a terminal, is written to.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            stream.writelines(content)
        return
    part = path.with_name(f"{os.urandom(16).hex()}.part")  # one made from its own might be too long
    try:
        with part.open("wb") as file:
            file.writelines(content)
        if path.exists():
            part.chmod(path.stat().st_mode)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_private(path: Path, data: bytes) -> None:
    """Write a whole file or none, which only the reader can open, in folders closed to others."""
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{os.urandom(32).hex()}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _chosen_folder() -> Path | None:
    chosen = os.environ.get("QUIZ_DATA_DIR")
    # Path.expanduser would raise where there is no home folder; this leaves the `~`.
    path = Path(os.path.expanduser(chosen)) if chosen else None  # noqa: PTH111 - as above
    try:
        return path and path.absolute()
    except FileNotFoundError:
        raise OSError(None, "the folder that you are in is gone; go to another one") from None


def _at_home(folder_of: Callable[..., Path]) -> Path:
    folder = Path()
    with suppress(RuntimeError):  # some versions of platformdirs raise it, some return a `~`
        folder = folder_of(LONG_NAME, appauthor=False)
    if not folder.is_absolute():
        raise OSError(None, "there is no home folder; set QUIZ_DATA_DIR to a folder of your own")
    return folder
