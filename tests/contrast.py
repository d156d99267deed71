"""The contrast of text on a screen."""

from textual.color import Color

from tests.reader import Reader

LEAST = 4.5
"""For text of ordinary size, WCAG 2.2, success criterion 1.4.3 (level AA)."""


def luminance(color: Color) -> float:
    """Relative luminance, from 0 to 1, as WCAG 2.2 defines it."""
    parts = [part / 255 for part in color.rgb]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, light = sorted(luminance(Color.parse(each)) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def unreadable(reader: Reader) -> list[str]:
    """Each piece of text on the screen that has too little contrast, with its colours."""
    found = []
    for look, text in reader.looks():
        assert look.color is not None, text
        assert look.bgcolor is not None, text
        fore, back = (each.get_truecolor().hex for each in (look.color, look.bgcolor))
        if contrast(fore, back) < LEAST:  # the same for `reverse`, which swaps the two
            found.append(f"“{text}” is {fore} on {back}")
    return found
