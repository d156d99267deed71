"""Letters that were saved in UTF-8 and read in Windows-1252: “Ã©” for é, “â€™” for ’."""

import re


def _read(byte: int) -> str:
    """The character that a byte is in Windows-1252, or in Latin-1 where that has none."""
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


_BYTES = {_read(byte): byte for byte in range(0x80, 0x100)} | {
    chr(byte): byte for byte in range(0x80, 0xA0)
}
_LATER = "".join(each for each, byte in _BYTES.items() if byte < 0xC0)  # noqa: PLR2004 - as in UTF-8
"""What the second byte of a character, or a later one, becomes."""
_MARKS = "‘’“”„‚…–—‹›«»™®·ºª´¹²³\xa0"
"""Those of them that may stand behind a good capital."""
_ODD = "".join(each for each in _LATER if each not in _MARKS)
_UNIT = rf"(?:[Â-ß][{_LATER}]|[à-ï][{_LATER}]{{2}}|[ð-ô][{_LATER}]{{3}})"

GARBLED = re.compile(
    rf"{_UNIT}{{2,}}|[Â-Å][{_ODD}]|(?<=[a-z0-9])[Â-Å][{_MARKS}]|Ã[{_MARKS}](?=[a-z])|Ã\xa0(?= )"
    rf"|â[€\x80][{_LATER}]?|â(?:‚¬|„¢|†[{_LATER}])|ðŸ[{_LATER}]{{2}}|ï»¿|ï¿½|\ufffd"
)
"""A character that was garbled, or several in a row; no language has these letters so."""


def ungarbled(text: str) -> str:
    """The text with each garbled character as it was, apart from those that are lost."""
    before = ""
    while text != before:  # a text may have been through it twice
        before, text = text, GARBLED.sub(lambda found: meant(found[0]), text)
    return text


def meant(garbled: str) -> str:
    """What a garbled stretch was; the same if that is lost."""
    try:
        plain = bytes(_BYTES[each] for each in garbled).decode()
    except (KeyError, UnicodeDecodeError):
        return garbled
    return garbled if "\ufffd" in plain else plain
