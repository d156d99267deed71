"""Where the quiz keeps things: `QUIZ_DATA_DIR`, or the places that the system has for them."""

import os
from pathlib import Path

from quiz import LONG_NAME


def of_history() -> Path:
    """The folder of what was answered; not absolute where there is no home folder."""
    if chosen := _chosen():
        return chosen
    import platformdirs  # noqa: PLC0415 - not needed where the place is chosen

    return platformdirs.user_data_path(LONG_NAME, appauthor=False)


def of_copies() -> Path:
    """The folder of what can be made anew; not absolute where there is no home folder."""
    if chosen := _chosen():
        return chosen / "cache"
    import platformdirs  # noqa: PLC0415 - not needed where the place is chosen

    return platformdirs.user_cache_path(LONG_NAME, appauthor=False)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file for the reader alone, whole or not at all, in a folder closed to others."""
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{os.urandom(32).hex()}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _chosen() -> Path | None:
    chosen = os.environ.get("QUIZ_DATA_DIR")
    # Unlike that of a Path, this expanduser leaves a home that is not there as it is.
    return Path(os.path.expanduser(chosen)).absolute() if chosen else None  # noqa: PTH111
