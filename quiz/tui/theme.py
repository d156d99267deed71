"""Our two themes, a calm page of a newspaper by day and by night, and which the reader chose."""

from collections.abc import Container
from contextlib import suppress

from textual.color import Color
from textual.theme import Theme

from quiz.bank.load import read_regular_file
from quiz.paths import history_folder, write_private

LONGEST = 200
"""Most bytes of the file with the name of the chosen theme."""

LEAST = 4.5
"""The least contrast of text: WCAG 2.2, success criterion 1.4.3 (level AA)."""
TEXTS = (
    "foreground",
    "foreground-muted",
    "accent",
    "success",
    "error",
    "warning",
    "footer-foreground",
    "footer-key-foreground",
    "footer-description-foreground",
)
"""The colours that we write in."""


def _newsprint(theme: Theme, quiet: str, bar: str) -> Theme:
    """The theme, with its accent in the key line, thin rules, and scrollbars quiet until used."""
    muted, paper = str(theme.secondary), str(theme.background)
    theme.surface, theme.boost = theme.background, theme.panel
    theme.variables = {
        "foreground-muted": muted,
        "footer-background": str(theme.panel),
        "footer-foreground": str(theme.foreground),
        "footer-description-foreground": str(theme.foreground),
        "footer-key-foreground": theme.primary,
        "rule": quiet,
        "scrollbar": bar,
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
        quiet="#b3a98f",
        bar="#8c8369",
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
        quiet="#5a544a",
        bar="#736b5e",
    ),
)


def readable(variables: dict[str, str]) -> dict[str, str]:
    """The colours of a theme, with those of text moved away from the page until they can be read.

    Adds the colour of rules. Ours have it, and are returned as they are, and so are those of a
    terminal's own palette, which nobody can know.
    """
    if "rule" in variables or variables["background"].startswith("ansi"):
        return variables
    page, panel = (Color.parse(variables[name]) for name in ("background", "panel"))
    far = Color.parse("#ffffff" if page.brightness < 0.5 else "#000000")  # noqa: PLR2004 - half
    made = {"rule": page.blend(far, 0.3, 1).hex, "footer-background": panel.hex}
    for name in TEXTS:
        color = Color.parse(variables[name])
        color = page.blend(color, color.a, 1)
        steps = (color.blend(far, step / 20) for step in range(21))
        made[name] = next(
            (each for each in steps if min(contrast(each, page), contrast(each, panel)) >= LEAST),
            far,
        ).hex
    return {**variables, **made}


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    """The relative luminance of a colour, from 0 to 1, as WCAG 2.2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - theirs
        for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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
