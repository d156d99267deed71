"""Where files lie: in `QUIZ_DATA_DIR`, or in the folders that the system has for such files."""

import os
from pathlib import Path

from quiz import LONG_NAME


def history_folder() -> Path:
    """The history's folder; a relative path if there is no home folder."""
    if chosen := _chosen_folder():
        return chosen
    import platformdirs  # noqa: PLC0415 - not needed for a chosen folder

    return platformdirs.user_data_path(LONG_NAME, appauthor=False)


def cache_folder() -> Path:
    """The cache's folder; a relative path if there is no home folder."""
    if chosen := _chosen_folder():
        return chosen / "cache"
    import platformdirs  # noqa: PLC0415 - not needed for a chosen folder

    return platformdirs.user_cache_path(LONG_NAME, appauthor=False)


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
    return Path(os.path.expanduser(chosen)).absolute() if chosen else None  # noqa: PTH111 - `expanduser` of a path would raise
