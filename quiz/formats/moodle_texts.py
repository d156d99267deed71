"""The texts of elements of Moodle XML."""

import re
from xml.etree.ElementTree import Element

from quiz.formats.amounts import as_number
from quiz.markup import escaped

_ANGLE = re.compile(r"<(?=\S)")
_EMPTY = ("br", "hr", "img", "input")
"""Tags of HTML that nothing ends."""


def without_tags(name: str) -> str:
    """A name in which Moodle sees no tags, which it would cut out, with what follows a “<”."""
    return _ANGLE.sub("<\t", name)


def as_it_was(name: str) -> str:
    """A name that was written by `without_tags`, which Moodle shows with a space."""
    return name.replace("<\t", "<")


def html_of(node: Element, path: str = ".") -> tuple[str, str]:
    """A text as it is in the file, and its format."""
    found = node.find(path)
    if found is None:
        return "", "html"
    text = found.find("text")
    pieces: list[str] = []
    if text is not None:
        _collect(text, pieces)
    return "".join(pieces).strip(), found.get("format", "html")


def is_markdown(node: Element) -> bool:
    """Whether what is in an element is Markdown."""
    return node.get("format") == "markdown"


def _collect(node: Element, pieces: list[str]) -> None:
    """Add what is in an element: HTML, whose tags may stand there as they are, not escaped."""
    pieces.append(node.text or "")
    for child in node:
        if child.tag != "file":
            attributes = "".join(f' {name}="{escaped(its)}"' for name, its in child.items())
            pieces.append(f"<{child.tag}{attributes}>")
            _collect(child, pieces)
            if child.tag not in _EMPTY:
                pieces.append(f"</{child.tag}>")
        pieces.append(child.tail or "")


def text_of(node: Element, path: str) -> str:
    """A text that isn't HTML; a tag in it isn't part of it."""
    found = node.find(f"{path}/text")
    return "" if found is None else "".join(found.itertext()).strip()


def typed(answer: Element) -> str:
    """An answer as it is typed; once, it stood in no `text`."""
    return text_of(answer, ".") or (answer.text or "").strip()


def percent(answer: Element) -> float:
    """An answer's share of the mark."""
    return as_number(answer.get("fraction", "0")) or 0.0


def is_on(node: Element, tag: str, default: str) -> bool:
    """Whether something is switched on."""
    return (node.findtext(tag) or default).strip() not in ("false", "0")
