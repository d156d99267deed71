"""HTML of other tools as plain text."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from quiz.formats.html_tags import asked_about, is_text, looks_of, lost_of
from quiz.formats.languages import in_one_language


class Plain(NamedTuple):
    """HTML as plain text."""

    text: str
    """Paragraphs have an empty line between them; lists have bullets, tables bars."""
    lost: tuple[str, ...]
    """What isn't in the text, such as "a picture", each once."""


def plain(html: str, beside: str = "") -> Plain:
    """HTML as plain text, in time in proportion to its length.

    Looks that rarely matter are named as lost if it, or the text `beside` it, asks about them.
    """
    html, _, others = in_one_language(html)
    reader = _Html(is_page=all(each.search(html) for each in _OF_A_PAGE))
    for token in _tokens(html):
        if token.name:
            reader.tag(token)
        else:
            reader.text(token.text)
    its = reader.result(beside)
    return its._replace(lost=(*its.lost, "a text in other languages")) if others else its


class _Token(NamedTuple):
    """A tag of HTML, or the text up to the next one."""

    text: str
    name: str = ""
    """The name of an element, after a slash if the tag ends it."""
    whole: str = ""
    """A tag as it is written."""


_OF_A_PAGE = (re.compile(r"<body[\s>]", re.IGNORECASE), re.compile("</html>", re.IGNORECASE))
"""What a page has that was pasted whole."""
_TAG_START = re.compile("<(?=[!?]|/?[a-zA-Z])")
_TAG = re.compile(r"""<(/?[a-zA-Z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_CODE = re.compile(r"<(?:!doctype|\?(?:php|=))", re.IGNORECASE)
"""What is text, in a question on programming."""
_SIMPLE_TAG = re.compile(r"<(/?[a-zA-Z][^\s/>]*+)([^>]*+)>")
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]++)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""")
_RAW_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
"""What ends the elements in which nothing else is a tag."""
_MEDIA = {
    "img": "a picture",
    "svg": "a picture",
    "canvas": "a picture",
    "audio": "a sound",
    "video": "a video",
    "iframe": "an embedded page",
    "object": "an embedded file",
    "embed": "an embedded file",
    "math": "the layout of a formula",
    "script": "a script",
    "input": "a field of a form",
    "select": "a field of a form",
    "textarea": "a field of a form",
}
_WITH_ATTRIBUTES = {*_MEDIA, "a", "ol"}
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_BLOCK = re.compile(
    "p|div|pre|blockquote|[uod]l|table|h[1-6r]|figure|section|article|header|footer|fieldset"
    "|address|center|form"
)
_LINE = re.compile("li|tr|dt|dd|caption|figcaption|legend")
_START = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_TOO_MANY = re.compile(r"\n{3,}")
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def _tokens(html: str) -> Iterator[_Token]:
    text = at = 0  # where the text before a tag begins, and where to look for one
    tag, unclosed = _TAG, set[str]()
    while found := _TAG_START.search(html, at):
        start = found.start()
        if html.startswith(("<!", "<?"), start):
            at = start + 1
            if after := _after_aside(html, start, unclosed):
                yield _Token(html[text:start])
                text = at = after
            continue
        found = tag.match(html, start)
        if not found and tag is _TAG:  # a quotation mark is never closed: look no further for it
            tag = _SIMPLE_TAG
            found = tag.match(html, start)
        if not found:
            break
        name, at = found[1].lower(), found.end()
        if name in _RAW_ENDS:
            end = None if name in unclosed else _RAW_ENDS[name].search(html, at)
            if not end:  # as in “What goes into <style>?”
                unclosed.add(name)
                continue
            at = end.start()
        if text < start:
            yield _Token(html[text:start])
        yield _Token(found[2], name, found[0])
        text = at
    yield _Token(html[text:])


def _after_aside(html: str, start: int, unclosed: set[str]) -> int:
    """Where a comment or the like ends; 0 if it's text."""
    close = "-->" if html.startswith("<!--", start) else ">"
    if close in unclosed or _CODE.match(html, start):
        return 0
    if (after := html.find(close, start)) < 0:
        unclosed.add(close)
        return 0
    return after + len(close)


def _attributes(text: str) -> dict[str, str]:
    """The attributes of a tag by their names; of two with one name, the last."""
    return {key.lower(): value.strip("\"'") for key, value in _ATTRIBUTE.findall(text)}


class _Html:
    """Plain text that is put together from tokens."""

    def __init__(self, *, is_page: bool) -> None:
        self._is_page = is_page
        self._pieces: list[str] = []
        self._lost: dict[str, None] = {}
        self._gap = ""
        """The line breaks, or the space, that come before the next word."""
        self._pre = 0
        self._numbers: list[int] = []
        """How many items the open lists have so far; -1 for one without numbers."""
        self._shift: dict[int, int] | None = None
        self._cells = 0
        self._first = False
        """Whether a list or a table has just begun, before its first line."""
        self._begun = False
        """Whether the last piece is a bullet, so that the next comes beside it."""
        self._link = ""
        """The address that the open link leads to."""
        self._linked = 0
        """How many pieces came before it."""
        self._in_picture = 0
        """How many formulas and drawings are open."""
        self._looks: set[str] = set()

    def text(self, raw: str) -> None:
        try:
            text = unescape(raw)
        except ValueError:  # a number of more digits than Python reads
            text = raw
        if self._pre:
            self._add(text.replace("\r\n", "\n"))
            return
        text = _SPACE.sub(" ", text)
        if text.startswith(" "):
            self._gap = self._gap or " "
        if word := text.strip(" "):
            if self._shift:
                shifted = word.translate(self._shift)
                whole = not set(word) - set(map(chr, self._shift))
                word = shifted if whole else f"{'^' if self._shift is _RAISED else '_'}({word})"
            self._add(word)
            if text.endswith(" "):
                self._gap = " "

    def tag(self, token: _Token) -> None:
        name = token.name.removeprefix("/")
        opens = name == token.name
        in_picture = self._in_picture > 0
        if is_text(name, token.text, in_picture=in_picture, in_page=self._is_page):
            self.text(token.whole)
            return
        if name in ("svg", "math"):
            self._in_picture = max(0, self._in_picture + (1 if opens else -1))
        has_any = name in _WITH_ATTRIBUTES or "style" in token.text.lower()
        attributes = _attributes(token.text) if opens and has_any else {}
        style = attributes.get("style", "")
        if opens:
            self._look(name, style)
        if opens and name in _MEDIA:
            self._media(name, attributes)
        elif name == "q":
            self.text("“" if opens else "”")
        elif name == "a":
            self._end_link()
            if opens:
                self._begin_link(attributes.get("href", ""))
        elif name == "br":
            self._gap = "\n" + self._gap.strip(" ")
            if len(self._gap) > 2:  # noqa: PLR2004 - an empty line is enough
                self._gap = "\n\n"
        elif _BLOCK.fullmatch(name):
            self._gap = "\n\n"
            if name == "pre":
                self._pre = max(0, self._pre + (1 if opens else -1))
            if name in ("ul", "ol"):
                self._list(name, attributes, opens=opens)
            self._first = self._first or name == "table"
        elif _LINE.fullmatch(name):
            if not (self._first and self._gap):
                self._gap = "\n"
            self._cells = 0
            if opens:
                self._first = False
                if name == "li":
                    self._item()
        elif name in ("td", "th") and opens:
            if self._cells:
                self._gap = ""
                self._add(" | ")
                self._begun = True
            self._cells += 1
        elif name in ("sup", "sub"):
            self._shift = (_RAISED if name == "sup" else _LOWERED) if opens else None

    def _look(self, name: str, style: str) -> None:
        self._lost.update(dict.fromkeys(lost_of(name, style)))
        self._looks.update(looks_of(name, style))

    def _list(self, name: str, attributes: dict[str, str], *, opens: bool) -> None:
        if self._numbers:
            self._gap = "\n"
        if opens:
            self._numbers.append(self._before_first(attributes) if name == "ol" else -1)
            self._first = True
        elif self._numbers:
            self._numbers.pop()

    def _before_first(self, attributes: dict[str, str]) -> int:
        """The number before a list's first one; it's named as lost if it has letters instead."""
        if attributes.get("type", "1") != "1":
            self._lost["the letters of a list, which is numbered here"] = None
        start = attributes.get("start", "")
        return int(start) - 1 if _START.fullmatch(start) else 0

    def _item(self) -> None:
        if self._numbers and self._numbers[-1] >= 0:
            self._numbers[-1] += 1
            self._add(f"{self._numbers[-1]}. ")
        else:
            self._add("• ")
        self._begun = True

    def _begin_link(self, href: str) -> None:
        """Of addresses, only those of the web are kept."""
        address = unescape(href[:3000]).strip()
        if _ADDRESS.fullmatch(address):
            self._link, self._linked = address, len(self._pieces)
        elif address and not address.startswith("#"):
            self._lost["the address of a link"] = None

    def _end_link(self) -> None:
        """The address comes in brackets after what was the link, unless that shows it."""
        address, self._link = self._link, ""
        shown = "".join(self._pieces[self._linked :]).strip() if address else ""
        bare = address.partition("://")[2].rstrip("/")
        if address and address not in shown and shown.rstrip("/") != bare:
            after = self._gap
            if shown:
                self._gap = " "
            self._add(f"({address})" if shown else address)
            self._gap = after

    def _media(self, name: str, attributes: dict[str, str]) -> None:
        """A picture's description takes its place; the rest is lost."""
        what = _MEDIA[name]
        told = _SPACE.sub(" ", unescape(attributes.get("alt", "")[:1000])).strip()
        if name == "img" and told:
            what = f"{what}, but for its description"
            self._add(f"[{told}]")
        self._lost[what] = None

    def _add(self, text: str) -> None:
        if not text:
            return
        if self._pieces and not self._begun:
            self._pieces.append(self._gap)
        self._gap, self._begun = "", False
        self._pieces.append(text)

    def result(self, beside: str) -> Plain:
        self._end_link()
        text = "".join(self._pieces).replace("\xa0", " ")
        lines = "\n".join(line.rstrip() for line in text.split("\n"))
        whole = _TOO_MANY.sub("\n\n", lines).strip("\n")
        looks = (each for each in sorted(self._looks) if asked_about(each, f"{beside}\n{whole}"))
        return Plain(whole, (*self._lost, *looks))
