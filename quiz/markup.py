"""Pages of HTML: their head, and texts, exhibits and sources on them.

Nothing on such a page runs, and it fetches nothing.
"""

import re
from functools import lru_cache
from html import escape

from quiz.text import clean, pieces

STYLE = """
:root { color-scheme: light dark; --ink: #222; --paper: #fff; --rule: #bbb; --muted: #595959;
  --link: #1a4f8a; --right: #1e6b2e; --wrong: #a11b1b; --partly: #7a5200; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #ddd8cd; --paper: #1c1b18;
  --rule: #5c5850; --muted: #a8a296; --link: #8ab8ea; --right: #7cc28a; --wrong: #f08c84;
  --partly: #e0b060; } }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif;
  color: var(--ink); background: var(--paper); }
a { color: var(--link); }
.right { color: var(--right); } .wrong { color: var(--wrong); } .partly { color: var(--partly); }
h1, h2, h3 { line-height: 1.25; } h3 { font-size: 1.05rem; margin-bottom: .3rem; }
article { border-top: 1px solid var(--rule); padding-top: .6rem; margin-top: 1.2rem; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid var(--rule); }
figure { margin: .5rem 0; padding: .5rem 1rem; border: 1px solid var(--rule); }
figure p { margin: .25rem 0; } figcaption { font-style: italic; }
pre { white-space: pre-wrap; font: .85rem/1.4 ui-monospace, monospace; margin: .5rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
dt { font-weight: bold; } dd { margin: 0; } ul { list-style: none; padding: 0; font-size: .85rem;
  overflow-wrap: anywhere; }
ul.options { font-size: 1rem; }
@media print {
  body { margin: 0; padding: 0; max-width: none; font: 9pt/1.3 Georgia, serif; }
  p, ul, blockquote, figure { margin: .25rem 0; } article { margin-top: .6rem; padding-top: .2rem; }
  h1, h2, h3, figcaption { break-after: avoid; } li, tr { break-inside: avoid; }
  ul.options { font-size: 9pt; } ul { font-size: 8pt; }
}
"""
"""How every page looks, on a screen and in print."""

END = "</body></html>\n"

INDENT = re.compile(r"^[^\S\n]+", re.MULTILINE)
"""The spaces that a line begins with."""


def head(
    title: str, language: str, style: str = "", *, titled: bool = True, maker: str = ""
) -> str:
    """The beginning of a page, up to its title, which only its window has unless it is `titled`.

    `style` is what looks different on this page; `maker`, the command that makes it, is there for
    it to know the page again.
    """
    heading = escaped(title)
    made = f'<meta name="generator" content="{maker}">\n' if maker else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(language)}"><head><meta charset="utf-8">\n{made}'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{heading}</title><style>{STYLE}{style}</style></head>\n"
        f"<body>\n{f'<h1>{heading}</h1>' if titled else ''}\n"
    )


def escaped(text: str) -> str:
    """A text as HTML, in one line."""
    return escape(clean(text))


@lru_cache(maxsize=1024)  # a long history has the same questions many times
def paragraphs(text: str) -> str:
    """A text as HTML that keeps its lines, and in code and tables its spaces too."""
    return "\n".join(
        f"<pre>{escaped(piece)}</pre>"
        if laid_out
        else f"<p>{INDENT.sub(as_references, escaped(piece)).replace(chr(10), '<br>')}</p>"
        for laid_out, piece in pieces(text)
    )


def figure(heading: str, content: str) -> str:
    """An exhibit, which is HTML already, in a frame under what it is."""
    return f"<figure><figcaption>{escaped(heading)}</figcaption>\n{content}</figure>"


def source_item(source: str, url: str) -> str:
    """A source as an item of a list, in which its address can be followed."""
    if not url.startswith(("https://", "http://")) or not source.endswith(url):
        return f"<li>{escaped(source)}</li>"
    link = f'<a href="{escaped(url)}" rel="noopener noreferrer">{escaped(url)}</a>'
    return f"<li>{escaped(source.removesuffix(url))}{link}</li>"


def as_references(match: re.Match[str]) -> str:
    """The indentation of a line as character references, since HTML and Markdown drop plain spaces.

    Some Markdown readers drop wide spaces, too, unless they are character references.
    """
    return "".join(f"&#{160 if space.isascii() else ord(space)};" for space in match[0])
