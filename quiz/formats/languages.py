"""Texts that say the same in several languages, for the filters of Moodle's that show one of them.

https://docs.moodle.org/en/Multi-language_content_filter
"""

import re
from typing import NamedTuple

_SPAN = re.compile(
    r"""
    (?<!\s)(\s*+)
    <span\b (?=[^<>]*?\bclass=["']?multilang\b) (?=[^<>]*?\blang=["']?([\w-]++)) [^<>]*+ >
    ((?:(?!</?span). | <span\b[^<>]*+> (?:(?!</?span).)*+ </span>)*+)  # perhaps with spans in it
    </span>
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_BRACES = re.compile(
    r"(?<!\s)(\s*+)\{mlang\s++([\w,-]++)\s*+\}((?:(?!\{mlang).)*+)\{mlang\}",
    re.DOTALL | re.IGNORECASE,
)
_PATTERNS = (_SPAN, _BRACES)
"""Each has the blanks before a text, its language, and the text itself."""


class InOne(NamedTuple):
    """A text in one of its languages."""

    text: str
    language: str = ""
    """Its code, such as "de"; empty if the text doesn't say."""
    others: tuple[str, ...] = ()
    """The codes of the languages that it isn't in any more."""


def in_one_language(html: str, wanted: str = "") -> InOne:
    """A text in the language that is wanted if it has that, and else in the first that it has."""
    if "mlang" not in html and "multilang" not in html:
        return InOne(html)
    matches = [match for pattern in _PATTERNS for match in pattern.finditer(html)]
    codes = [*dict.fromkeys(match[2].lower() for match in matches)]
    if not codes:
        return InOne(html)
    language = wanted if wanted in codes else codes[0]
    for pattern in _PATTERNS:
        html = pattern.sub(
            lambda match: match[1] + match[3] if match[2].lower() == language else "", html
        )
    return InOne(html, language, tuple(each for each in codes if each != language))
