"""Ids from names: what an author plainly means where an id is refused."""

import os
import re
import unicodedata

LONGEST_ID = 80
"""The most characters in an id."""

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
"""What an id is, as a whole."""

DASHES = re.compile("[\u2010-\u2015\u2212]")
"""What a word processor makes of a hyphen."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_OTHERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})
_WITHOUT_UMLAUTS = ("ca", "es", "fr", "nl", "pt")
"""Languages in which two dots on a letter only keep two vowels apart."""


def kebab(name: str, language: str = "") -> str:
    """The id that is nearest to a name; empty if it has letters that aren't Latin."""
    text = unicodedata.normalize("NFKC", DASHES.sub("-", name)).casefold().translate(_OTHERS)
    if not language.startswith(_WITHOUT_UMLAUTS):
        text = text.translate(_UMLAUTS)
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if each.isascii())
    if sum(map(str.isalnum, text)) > sum(map(str.isalnum, plain)):
        return ""
    plain = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")
    return plain[:LONGEST_ID].strip("-")


def id_of_its_own(name: str) -> str:
    """An id for a new bank, after a name: a history tells banks apart by their ids."""
    return f"{kebab(name)[:40].strip('-') or 'bank'}-{os.urandom(2).hex()}"
