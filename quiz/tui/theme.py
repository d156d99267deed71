"""Our two themes, a calm page of a newspaper by day and by night, and which the reader chose."""

from collections.abc import Container
from contextlib import suppress

from textual.theme import Theme

from quiz.bank.load import read_regular_file
from quiz.paths import history_folder, write_private

LONGEST = 200
"""Most bytes of the file with the name of the chosen theme."""


def _newsprint(theme: Theme, scrollbar: str) -> Theme:
    """The theme, with its accent in the key line, and scrollbars that are quiet until used."""
    muted, paper = str(theme.secondary), str(theme.background)
    theme.surface, theme.boost = theme.background, theme.panel
    theme.variables = {
        "foreground-muted": muted,
        "footer-background": str(theme.panel),
        "footer-foreground": str(theme.foreground),
        "footer-description-foreground": str(theme.foreground),
        "footer-key-foreground": theme.primary,
        "scrollbar": scrollbar,
        **dict.fromkeys(("scrollbar-hover", "scrollbar-active"), muted),
        **dict.fromkeys((f"scrollbar-background{on}" for on in ("", "-hover", "-active")), paper),
        "scrollbar-corner-color": paper,
    }
    return theme


THEMES = (
    _newsprint(
        Theme(
            "newsprint",
            primary="#7a2e1d",
            secondary="#5c5647",
            warning="#7a5200",
            error="#9c1f1f",
            success="#2c5e2e",
            foreground="#211d16",
            background="#f6f1e4",
            panel="#eae2cd",
            dark=False,
        ),
        scrollbar="#b3a98f",
    ),
    _newsprint(
        Theme(
            "newsprint-dark",
            primary="#e0a070",
            secondary="#b3aa97",
            warning="#e0b860",
            error="#f0907f",
            success="#8fc48f",
            foreground="#e6dfcf",
            background="#1b1a17",
            panel="#2d2a25",
        ),
        scrollbar="#5a544a",
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
    with suppress(OSError):
        write_private(history_folder() / "theme", f"{name}\n".encode())
