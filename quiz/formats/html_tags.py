"""Which tags of HTML show something, which are no tags but text, and what styles say."""

import re
from collections.abc import Iterable, Iterator, Sequence

_HTML = (
    "a abbr acronym address applet area article aside audio b basefont bdi bdo big blockquote "
    "br button canvas caption center cite code col colgroup data datalist dd del details dfn "
    "dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset "
    "h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li main map "
    "mark marquee math menu meter nav nobr noembed nolink noscript object ol optgroup option "
    "output p param picture pre progress q rb rp rt ruby s samp script section select small "
    "source span strike strong style sub summary sup svg table tbody td template tex textarea "
    "tfoot th thead time tr track tt u ul var video wbr xmp"
)
_KNOWN = frozenset(_HTML.split())
_PARTS_OF_PICTURES = re.compile(
    r"m[a-z]+|semantics|annotation(?:-xml)?|path|g|circle|rect|line|text|tspan|ellipse|defs|use"
    r"|polygon|polyline|lineargradient|radialgradient|stop|clippath|image|desc|title"
)
"""The elements of MathML and SVG."""
_OF_OFFICE = re.compile(r"[a-z]\w*:\w+|\w+-[\w-]+")
"""Elements of word processors, such as o:p, and those that a page makes up for itself."""
_OF_A_PAGE = re.compile("html|head|title|body|meta|link|base")
_ONE_LETTER = frozenset("abipqsu")


def is_text(name: str, rest: str, *, in_picture: bool, in_page: bool) -> bool:
    """Whether what looks like a tag is text: <title> in a question on HTML, or a<b and c>d.

    `rest` is what follows its name, `in_picture` whether it's part of a formula or a drawing, and
    `in_page` whether a whole page was pasted.
    """
    if rest and name in _ONE_LETTER and "=" not in rest and rest.strip(" \t\r\n/"):
        return True
    if name in _KNOWN:
        return False
    if _OF_A_PAGE.fullmatch(name):
        return not in_page and not in_picture and "=" not in rest
    is_part = in_picture and _PARTS_OF_PICTURES.fullmatch(name)
    return not (is_part or _OF_OFFICE.fullmatch(name))


_LOOKS = {
    "bold or italics": re.compile(
        r"\b(?:in\s+bold|bold(?=[^.!?]{0,60}\?|\s+(?:words?|names?|texts?|parts?|letters?|type)\b)"
        r"|bold(?:ed|-?faced?)|italics?|emphasi[sz]ed|fett\w*|kursiv\w*|hervorgehoben\w*|gras|italique|negrita"
        r"|cursiva)\b",
        re.IGNORECASE,
    ),
    "colours": re.compile(
        r"colou?r|\b(?:red|blue|green|yellow|orange|grey|gray)\b|farb|\b(?:rot|blau|grün|gelb)|couleur|\bcolor",
        re.IGNORECASE,
    ),
}
"""Looks that rarely matter, each with the words of a text that asks about them."""
_LOOK_OF_TAG = {
    **dict.fromkeys(("b", "strong", "i", "em", "cite", "dfn", "var"), "bold or italics"),
    "font": "colours",
}
_LOOK_OF_STYLE = (
    (re.compile(r"font-(?:weight|style)\s*:", re.IGNORECASE), "bold or italics"),
    (re.compile(r"(?:color|background)\s*:", re.IGNORECASE), "colours"),
)
_STYLES = (
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*underline", re.IGNORECASE), "underlining"),
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE), "strikethrough"),
    (
        re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE),
        "the hiding of a text",
    ),
)
_OF_TAG = {
    "u": "underlining",
    "ins": "underlining",
    "mark": "highlighting",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
}
_LONGEST_STYLE = 2_000


def lost_of(name: str, style: str) -> Sequence[str]:
    """What plain text has nothing for in a tag with a style, and a question may ask about."""
    whats = [_OF_TAG[name]] if name in _OF_TAG else []
    return [*whats, *_in_style(style, _STYLES)] if style else whats


def looks_of(name: str, style: str) -> Sequence[str]:
    """What else a tag with a style looks like, which rarely matters; see `asked_about`."""
    whats = [_LOOK_OF_TAG[name]] if name in _LOOK_OF_TAG else []
    return [*whats, *_in_style(style, _LOOK_OF_STYLE)] if style else whats


def _in_style(style: str, known: Iterable[tuple[re.Pattern[str], str]]) -> Iterator[str]:
    return (what for pattern, what in known if pattern.search(style[:_LONGEST_STYLE]))


def asked_about(look: str, text: str) -> bool:
    """Whether a text has words for a look, so that it may ask about it."""
    return _LOOKS[look].search(text) is not None
