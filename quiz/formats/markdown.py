"""Markdown of other tools as plain text."""

import re
from collections.abc import Iterator

from quiz.formats.html import Plain, plain

# Each stops at what may begin another, so that a hostile text takes no longer than a long one.
_FENCE = re.compile(
    r"^[ \t]*(`{3,}|~{3,}).*?(?:^[ \t]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_MARKS = re.compile(r"[`~*_\[<\0]")
_TICKS = re.compile("`+")
_LONGEST_CODE = 500
_ADDRESS = r"\((?:[^()\n]++|\([^()\n]*+\))*+\)"
_PICTURE = re.compile(rf"!\[([^\[\]\n]{{0,500}})\](?:{_ADDRESS}|\[[^\[\]\n]{{0,500}}\])")
_EMBEDDED = re.compile(
    r"\[([^\[\]\n]{1,500})\](?:\(<?data:(?:[^()\n]++|\([^()\n]*+\))*+\)|:[ \t]*<?data:[^\n]*+)"
)
"""An address that is a file itself, such as a picture in base64."""
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\((https?://[^()\s]{1,500})\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,500})(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_\n]{1,500})(?<=\S)\1(?![\w*_])")
_TAG = re.compile(
    r"</?(?:[bi]|em|strong|u|su[bp]|code|br|p|img|span|div)\b[^<>\n]*+>", re.IGNORECASE
)


def markdown(text: str) -> Plain:
    """Markdown as plain text: its marks are taken out, addresses stay, code stays as it is."""
    if not _MARKS.search(text):
        return Plain(text.strip(), ())
    code: list[str] = []
    lost: list[str] = []

    def kept(text: str) -> str:
        code.append(text)
        return f"\0{len(code) - 1}\0"

    text = _FENCE.sub(lambda match: kept(match[0].strip("\n")), text.replace("\0", ""))
    text = "".join(kept(each) if is_code else each for is_code, each in _spans(text))
    for pattern, by, what in (
        (_PICTURE, r"\1", "a picture"),
        (_EMBEDDED, r"\1", "an embedded file"),
    ):
        text, count = pattern.subn(by, text)
        lost += [what] if count else []
    text = _LINK.sub(r"\1 (\2)", text)
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    if _TAG.search(text):
        html = plain(re.sub(r"\n", "<br>", text))
        text = html.text
        lost += html.lost
    whole = re.sub("\0(\\d+)\0", lambda match: code[int(match[1])], text)
    return Plain(whole.strip(), tuple(dict.fromkeys(lost)))


def _spans(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, each with whether it's code between as many ticks; in one pass."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    last: dict[int, int] = {}
    closing = [-1] * len(runs)
    for place in range(len(runs) - 1, -1, -1):
        start, end = runs[place]
        closing[place] = last.get(end - start, -1)
        last[end - start] = place
    at = next_run = 0
    for place, (start, end) in enumerate(runs):
        close = closing[place]
        if place < next_run or close < 0:
            continue
        inner = text[end : runs[close][0]] if runs[close][0] - end <= _LONGEST_CODE else "\n"
        if "\n" not in inner:
            yield False, text[at:start]
            yield True, inner
            at, next_run = runs[close][1], close + 1
    yield False, text[at:]
