"""Text from bytes that aren't UTF-8: in which encoding a file was probably saved."""

import codecs
import re
from typing import NamedTuple

_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_OTHER_FILES = {
    b"PK\x03\x04": "a document, a spreadsheet or a package (.docx, .xlsx, .zip)",
    b"\xd0\xcf\x11\xe0": "a document or a spreadsheet (.doc, .xls)",
    b"%PDF": "a PDF",
    b"{\\rtf": "a document (.rtf)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3\x00": "a database",
    b"\x1f\x8b": "a packed file (.gz)",
    b"7z\xbc\xaf": "a packed file (.7z)",
    b"Rar!": "a packed file (.rar)",
    b"RIFF": "a picture or a sound",
    b"ID3": "a sound",
    b"OggS": "a sound",
}

PACKAGE = "a package of a learning platform (.zip)"
"""Such as Canvas exports."""

_MIXED = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\x00-\x08\x0e-\x1f\x7f]")
"""Characters in UTF-8 beside others, or bytes that are in no text."""

_ENOUGH = 4_000
"""How many bytes are looked at for the noughts of UTF-16."""

_MOSTLY = 0.7
"""The least share of them that are noughts; letters of other scripts have none."""

_UNLIKELY = re.compile(
    r"[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŒŸ]"  # a capital in a word: MacRoman
    r"|[A-Za-z][ƒ†‡ˆ‰•˜™€¡¤¦¨ª¬®¯±´µ¸º¿×÷][a-z]"  # likewise
    r"|[À-ÿŠŽŒšžœŸƒ]{3}"  # letters that no plain one comes between: another script
    r"|[¹³¼½¾¶][^\W\d]|[^\W\d][¼½¾]|¤"  # letters of Polish and Slovak; the euro of Latin-9
    r"|è[aeiouy]|õ(?!e)|ã[^\Woesi]"  # the č of Croatian, ő of Hungarian and ă of Romanian
)
"""What there is in a text that was saved in another encoding than Windows-1252."""

_OF_LANGUAGES = [
    frozenset(letters)
    for letters in (
        "éèêëáàâäöüßçñïîôåíóú",  # English with words from its neighbours, German, Spanish
        "àâäæçéèêëîïôöœùûüÿ",  # French
        "áâãàçéêíïóôõúüñ",  # Portuguese
        "àáèéìíîïòóùúç",  # Italian
        "àáçèéíïñòóúü",  # Catalan
        "áàâäéèêëíïîóòôöúûüç",  # Dutch
        "æøåäöüéèêóòôàá",  # Danish and Norwegian
        "åäöüéàáè",  # Swedish and Finnish
    )
]
"""The letters beyond ASCII of languages that are written in Windows-1252.

Icelandic isn't among them, as its þ, ð and ý are letters of Turkish in Windows-1254.
"""


def other_file(data: bytes) -> str:
    """What a file is by its first bytes, if it holds no plain text."""
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return "a Word file (.docx)"
        if b"imsmanifest.xml" in data:  # names in a zip aren't packed
            return PACKAGE
    return next((name for start, name in _OTHER_FILES.items() if data.startswith(start)), "")


class Decoded(NamedTuple):
    """What was found in the bytes of a file."""

    text: str | None
    """None if nobody can tell what it is."""
    message: str = ""
    """What is wrong with the encoding; empty for UTF-8."""
    start: int = 0
    """Where that begins: in the text, or in the bytes if there is no text."""


def decoded(data: bytes) -> Decoded:
    """The text in the bytes of a file, from whatever encoding is certain."""
    wide = "utf-32" if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)) else ""
    if encoding := wide or _UTF_16.get(data[:2]) or _unmarked_utf_16(data):
        try:
            text = data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            text = None
        return Decoded(text, f"the file is {encoding[: len('utf-16')].upper()}")
    if name := other_file(data):
        return Decoded(None, f"this is {name}, not a text")
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        start = error.start + 3 * data.startswith(codecs.BOM_UTF8)
    message, byte = "the file is not UTF-8", f": byte 0x{data[start]:02X}"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return Decoded(None, message + byte, start)
    if _MIXED.search(data) or _UNLIKELY.search(text) or not _is_of_a_language(text):
        return Decoded(None, message + byte, start)
    return Decoded(text, f"{message}, but likely Windows-1252 (or Latin-1){byte}", start)


def _is_of_a_language(text: str) -> bool:
    """Whether the letters beyond ASCII are all of one language written in Windows-1252."""
    letters = {each for each in text.lower() if not each.isascii() and each.isalpha()} - {*"ªºµ"}
    return any(letters <= each for each in _OF_LANGUAGES)


def _unmarked_utf_16(data: bytes) -> str:
    """The encoding of data in which every other byte is nought; empty if it isn't so."""
    some = data[:_ENOUGH]
    half = len(some) // 2
    even, odd = some[::2].count(0), some[1::2].count(0)
    if odd > half * _MOSTLY and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > half * _MOSTLY and odd == 0 else ""
