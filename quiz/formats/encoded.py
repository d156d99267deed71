"""Other tools' files of plain text, decoded where the encoding is certain."""

from quiz.bank.encodings import decoded
from quiz.bank.problem import position
from quiz.formats.taken import NotReadable

MOST_BYTES = 4_000_000
"""The largest file of plain text that is read: some thousand questions."""
_MOST = 300_000
"""The most lines in it, and the most tags of HTML, as in a file of XML."""


def text_of(data: bytes) -> str:
    """The text of a file, its lines ended by newlines alone.

    Raises `NotReadable` for a file that is too large, isn't text, or may be in several encodings.
    """
    if len(data) > MOST_BYTES:
        size = f"{MOST_BYTES // 1_000_000} MB"
        raise NotReadable(f"the file is larger than {size}", "split it into several files")
    found = decoded(data)
    text = found.text
    if text is None:
        raise NotReadable(found.message, "save it as plain text in UTF-8")
    if (at := text.find("\0")) >= 0:
        line = position(text, at)["line"]
        raise NotReadable(
            f"line {line} has a null character, so this isn't text", "export it again"
        )
    for sign, what in (("\n", "lines"), ("<", "HTML")):
        if text.count(sign) > _MOST:
            raise NotReadable(f"the file has more {what} than questions need", "split it in two")
    return text.replace("\r\n", "\n").replace("\r", "\n")
