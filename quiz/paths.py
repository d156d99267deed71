"""Where files lie: in `QUIZ_DATA_DIR`, or in the folders that the system has for such files."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from quiz import LONG_NAME


def history_folder() -> Path:
    """The history's folder; raises `OSError` if there is no home folder, or no working folder."""
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
