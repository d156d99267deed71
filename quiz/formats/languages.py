"""Texts that say the same in several languages, for the filters of Moodle's that show one of them.

https://docs.moodle.org/en/Multi-language_content_filter
"""

import re

_SPAN = re.compile(
    r"""(?<!\s)(\s*+)<span\b(?=[^<>]*?\bclass=["']?multilang\b)(?=[^<>]*?\blang=["']?([\w-]++))[^<>]*+>"""
    r"((?:(?!</?span).|<span\b[^<>]*+>(?:(?!</?span).)*+</span>)*+)</span>",
    re.DOTALL | re.IGNORECASE,
)
_BRACES = re.compile(
    r"(?<!\s)(\s*+)\{mlang\s++([\w,-]++)\s*+\}((?:(?!\{mlang).)*+)\{mlang\}",
    re.DOTALL | re.IGNORECASE,
)


def in_one_language(html: str) -> tuple[str, bool]:
    """A text in the first of its languages, and whether it has others."""
    if "mlang" not in html and "multilang" not in html:
        return html, False
    whole, has_others = html, False
    for pattern in (_SPAN, _BRACES):
        found = [match[2].lower() for match in pattern.finditer(whole)]
        if found:
            has_others = has_others or len({*found}) > 1
            whole = _of(found[0], pattern, whole)
    return whole, has_others


def _of(language: str, pattern: re.Pattern[str], text: str) -> str:
    """A text without what is in other languages."""
    return pattern.sub(
        lambda match: match[1] + match[3] if match[2].lower() == language else "", text
    )
