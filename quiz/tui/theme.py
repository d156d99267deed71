"""Our two themes, a calm page of a newspaper by day and by night, and which the reader chose."""

from collections.abc import Container
from contextlib import suppress

from textual.theme import Theme

from quiz.bank.load import read_regular_file
from quiz.paths import history_folder, write_private


def _bars(still: str, moved: str, background: str) -> dict[str, str]:
    """Scroll bars that keep quiet until they are used."""
    return {
        "scrollbar": still,
        "scrollbar-hover": moved,
        "scrollbar-active": moved,
        "scrollbar-background": background,
        "scrollbar-background-hover": background,
        "scrollbar-background-active": background,
        "scrollbar-corner-color": background,
    }


THEMES = (
    Theme(
        name="newsprint",
        dark=False,
        primary="#7a2e1d",
        secondary="#5c5647",
        accent="#7a2e1d",
        warning="#7a5200",
        error="#9c1f1f",
        success="#2c5e2e",
        foreground="#211d16",
        background="#f6f1e4",
        surface="#f6f1e4",
        panel="#eae2cd",
        boost="#eae2cd",
        variables={
            "foreground-muted": "#5c5647",
            "footer-background": "#eae2cd",
            "footer-foreground": "#211d16",
            "footer-description-foreground": "#211d16",
            "footer-key-foreground": "#7a2e1d",
            **_bars("#b3a98f", "#5c5647", "#f6f1e4"),
        },
    ),
    Theme(
        name="newsprint-dark",
        dark=True,
        primary="#e0a070",
        secondary="#b3aa97",
        accent="#e0a070",
        warning="#e0b860",
        error="#f0907f",
        success="#8fc48f",
        foreground="#e6dfcf",
        background="#1b1a17",
        surface="#1b1a17",
        panel="#2d2a25",
        boost="#2d2a25",
        variables={
            "foreground-muted": "#b3aa97",
            "footer-background": "#2d2a25",
            "footer-foreground": "#e6dfcf",
            "footer-description-foreground": "#e6dfcf",
            "footer-key-foreground": "#e0a070",
            **_bars("#5a544a", "#b3aa97", "#1b1a17"),
        },
    ),
)


LONGEST = 200
"""Bytes of the file with the name of a theme."""


def chosen_theme(known: Container[str]) -> str | None:
    """The name of the theme that the reader chose last; None without one that is known."""
    with suppress(OSError, ValueError):
        name = read_regular_file(history_folder() / "theme", LONGEST).decode().strip()
        return name if name in known else None
    return None


def keep_theme(name: str) -> None:
    """Remember the theme for the next start, where that can be written down."""
    if (folder := history_folder()).is_absolute():  # it is not where there is no home folder
        with suppress(OSError):
            write_private(folder / "theme", f"{name}\n".encode())
