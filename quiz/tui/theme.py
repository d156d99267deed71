"""Our two themes, a calm page of a newspaper by day and by night, and which the reader chose."""

from collections.abc import Container
from contextlib import suppress

from textual.theme import Theme

from quiz.bank.load import read_regular_file
from quiz.paths import history_folder, write_private

LONGEST = 200
"""Most bytes of the file with the name of the chosen theme."""


def _newsprint(
    name: str,
    *,
    ink: str,
    muted: str,
    paper: str,
    panel: str,
    scrollbar: str,
    accent: str,
    warning: str,
    error: str,
    success: str,
) -> Theme:
    """A theme with one accent, and scrollbars that keep quiet until they are used."""
    return Theme(
        name,
        primary=accent,
        secondary=muted,
        accent=accent,
        warning=warning,
        error=error,
        success=success,
        foreground=ink,
        background=paper,
        surface=paper,
        panel=panel,
        boost=panel,
        dark=name.endswith("dark"),
        variables={
            "foreground-muted": muted,
            "footer-background": panel,
            "footer-foreground": ink,
            "footer-description-foreground": ink,
            "footer-key-foreground": accent,
            "scrollbar": scrollbar,
            "scrollbar-hover": muted,
            "scrollbar-active": muted,
            "scrollbar-background": paper,
            "scrollbar-background-hover": paper,
            "scrollbar-background-active": paper,
            "scrollbar-corner-color": paper,
        },
    )


THEMES = (
    _newsprint(
        "newsprint",
        ink="#211d16",
        muted="#5c5647",
        paper="#f6f1e4",
        panel="#eae2cd",
        scrollbar="#b3a98f",
        accent="#7a2e1d",
        warning="#7a5200",
        error="#9c1f1f",
        success="#2c5e2e",
    ),
    _newsprint(
        "newsprint-dark",
        ink="#e6dfcf",
        muted="#b3aa97",
        paper="#1b1a17",
        panel="#2d2a25",
        scrollbar="#5a544a",
        accent="#e0a070",
        warning="#e0b860",
        error="#f0907f",
        success="#8fc48f",
    ),
)


def chosen_theme(known: Container[str]) -> str | None:
    """The name of the theme that the reader chose last; None unless it is a known one."""
    with suppress(OSError, ValueError):
        name = read_regular_file(history_folder() / "theme", LONGEST).decode().strip()
        return name if name in known else None
    return None


def keep_theme(name: str) -> None:
    """Remember a theme for the next start, if it can be written down."""
    if (folder := history_folder()).is_absolute():  # it is relative where there is no home folder
        with suppress(OSError):
            write_private(folder / "theme", f"{name}\n".encode())
