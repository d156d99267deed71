"""What a question asks, as HTML: its passage, its stem, and its exhibits, drawn."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from quiz.bank.exhibits import Detail, Exhibit, Page, Table, copy_of, heading
from quiz.bank.exhibits.base import PART, PARTS, Sources
from quiz.bank.exhibits.page import ABSENT, HEAD, Bar, Block, Gap, Words
from quiz.bank.kinds import Question, Spot
from quiz.markup import escaped, figure, paragraphs
from quiz.text import capitalised, shown
from quiz.words import phrase, say, say_n

STYLE = """
.stem { font-weight: bold; } .more { color: var(--muted); }
.bar { color: var(--rule); word-break: break-all; }
u { text-underline-offset: .2em; } table { border-collapse: collapse; }
th, td { padding: .1rem .8rem .1rem 0; text-align: left; vertical-align: top; }
"""

BARS = phrase("Bars and … stand for words we left out; ¶4 is paragraph 4.")

_PLACE = re.compile(f"{re.escape(PARTS)}|{re.escape(PART)}")
"""Where a `spot` has its parts in an exhibit."""


def asked(
    question: Question, sources: Sources, parts: Sequence[str], articles: Path | None = None
) -> Iterator[str]:
    """What a reader is shown, above what there is to pick from.

    `parts` are those of a `spot`, as HTML. With copies of the articles, the words of a page take
    the place of its bars.
    """
    if question.passage:
        yield f"<blockquote>{paragraphs(question.passage)}</blockquote>"
    yield f'<div class="stem">{paragraphs(question.stem)}</div>'
    in_frame = [question.frame] if isinstance(question, Spot) and question.frame else []
    for exhibit in (*question.other_exhibits, *in_frame):
        content = _drawn(exhibit, question, sources, articles, parts)
        called = heading(exhibit)
        yield figure(capitalised(called), content)
    if isinstance(question, Spot) and not question.frame:
        yield f"<blockquote><p>{question.join.join(parts)}</p></blockquote>"


def legend(page: str) -> str:
    """What bars stand for, as HTML, if there are any on a page of questions."""
    return f'<p class="more">{escaped(say(BARS))}</p>' if 'class="bar"' in page else ""


def _drawn(
    exhibit: Exhibit,
    question: Question,
    sources: Sources,
    articles: Path | None,
    parts: Sequence[str],
) -> str:
    """What is in an exhibit: a page to scale, a table in columns, anything else part by part."""
    copy = copy_of(exhibit, articles)
    texts = [part.text for part in question.parts] if isinstance(question, Spot) else []
    if isinstance(exhibit, Page):
        content = "\n".join(map(_block, exhibit.layout_for(texts, sources, copy)))
    elif isinstance(exhibit, Table):
        heads = "".join(f"<th>{escaped(cell)}</th>" for cell in exhibit.columns)
        rows = ("".join(f"<td>{escaped(cell)}</td>" for cell in row) for row in exhibit.rows)
        return f"<table><tr>{heads}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    else:
        content = "\n".join(map(_detail, exhibit.details(sources, copy)))
    if isinstance(question, Spot) and exhibit is question.frame:
        return _with_parts(content, question, parts)
    return content


def _with_parts(content: str, question: Spot, parts: Sequence[str]) -> str:
    """The content with the parts of a `spot` in their places; they may have braces of their own."""
    left = iter(parts)
    whole = question.join.join(parts)
    return _PLACE.sub(lambda at: whole if at[0] == PARTS else next(left, PART), content)


def _detail(each: Detail) -> str:
    """A text of an exhibit in its own lines, after what it is."""
    text = paragraphs(shown(each.text))
    if not each.label:
        return text
    label = f"<b>{escaped(each.label)}:</b>"
    if text.startswith("<p>"):
        return f"<p>{label} {text.removeprefix('<p>')}"
    return f"<p>{label}</p>\n{text}"  # the columns of a table stay below each other


def _block(each: Block | Gap) -> str:
    """A part of a page: its words, with bars for those that aren't shown."""
    match each:
        case Gap(first, last, count):
            stretch = f"¶{first}–¶{last}" if last > first else f"¶{first}"
            many = f", {say_n(count, '{n} word', '{n} words')}" if count else ""
            return f'<p class="more">… {stretch} {escaped(say("left out"))}{escaped(many)} …</p>'
        case Block(at, ()):
            return f'<p class="more">({escaped(say(ABSENT[at]))})</p>'
        case Block(at):
            text = "".join(
                (" …" if apart else "") + _piece(piece) for piece, apart in each.parted()
            )
            name = "" if at in HEAD else f'<span class="more">{escaped(at)}</span> '
            return f"<p>{name}{f'<b>{text}</b>' if at in ('nameplate', 'headline') else text}</p>"


def _piece(piece: Words | Bar) -> str:
    match piece:
        case Bar(words=0):
            return " … "
        case Bar(words=count):
            bar = "━" * count
            hidden = escaped(say_n(count, "{n} word", "{n} words"))
            return f' <span class="bar" role="img" aria-label="{hidden}">{bar}</span> '
        case Words(text, quoted):
            return escaped(text) if quoted else f'<span class="more">{escaped(text)}</span>'
