"""Markdown of other tools as plain text."""

import re

from quiz.formats.html import Plain, plain

# Each stops at what may begin another, so that a hostile text takes no longer than a long one.
_FENCE = re.compile(
    r"^[ \t]*(`{3,}|~{3,}).*?(?:^[ \t]*\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_CODE = re.compile(r"(`+)(?!`)(.{1,500}?)(?<!`)\1(?!`)")
_PICTURE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\((https?://[^()\s]{1,500})\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,500})(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_\n]{1,500})(?<=\S)\1(?![\w*_])")
_TAG = re.compile(
    r"</?(?:[bi]|em|strong|u|su[bp]|code|br|p|img|span|div)\b[^<>\n]{0,500}>", re.IGNORECASE
)


def markdown(text: str) -> Plain:
    """Markdown as plain text: its marks are taken out, addresses stay, code stays as it is."""
    code: list[str] = []

    def kept(match: re.Match[str]) -> str:
        code.append(match[2] if match.re is _CODE else match[0].strip("\n"))
        return f"\0{len(code) - 1}\0"

    text = _CODE.sub(kept, _FENCE.sub(kept, text.replace("\0", "")))
    lost = ("a picture",) if _PICTURE.search(text) else ()
    text = _LINK.sub(r"\1 (\2)", _PICTURE.sub(r"\1", text))
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    if _TAG.search(text):
        html = plain(re.sub(r"\n", "<br>", text))
        text, lost = html.text, (*lost, *html.lost)
    whole = re.sub("\0(\\d+)\0", lambda match: code[int(match[1])], text)
    return Plain(whole.strip(), tuple(dict.fromkeys(lost)))
