"""Moodle's embedded answers ("cloze"): gaps in a text, written in braces."""

import re
from collections.abc import Iterable

from quiz.markup import escaped, paragraphs

_SPECIAL = re.compile(r"[{}~=%:\\]|(?<!&)#")
"""What has a meaning within a gap, in HTML, whose references such as &#x27; stay."""


def around(html: str) -> str:
    """HTML in which Moodle sees no gap."""
    return html.replace("{", "&#123;").replace("}", "&#125;")


def menu(choices: Iterable[str], right: int, why: str) -> str:
    """A gap with a menu of these choices, each of which says why.

    Moodle takes references out of a gap before it reads the HTML, so all of it is escaped twice:
    `qtype_multianswer_extract_question` in question/type/multianswer/questiontype.php of Moodle.
    """
    said = _within(paragraphs(why))
    each = (
        f"{'=' if number == right else ''}{_within(escaped(text))}#{said}"
        for number, text in enumerate(choices)
    )
    return f"{{1:MULTICHOICE:{'~'.join(each)}}}"


def _within(html: str) -> str:
    """HTML as it's written within a gap."""
    return escaped(_SPECIAL.sub(lambda match: f"&#{ord(match[0])};", html))
