"""`page` on a screen: the quoted words where they are on the page, and bars for the others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import chop_cells
from textual.content import Content

from quiz.bank.exhibits.page import ABSENT, HEAD, Bar, Block, Gap, Words
from quiz.text import shown
from quiz.tui.widgets import MUTED
from quiz.tui.widgets.exhibits.frame import Drawing, Parts
from quiz.words import phrase, say, say_n

BAR = "━"
DOTS = "…"
SCALE = 4
"""The words that one of these stands for. To its full length, a page would fill two screens."""
MOST = 8
"""The most of these beside words, which are to be read and not measured; where tight, none."""
LEGEND = phrase("Bars and … stand for words we left out; ¶4 is paragraph 4.")
"""What the first page of a round says below it."""

INDENT = 2
"""The columns by which the first line of a paragraph is indented."""

_LOOKS = {"nameplate": "bold italic", "headline": "bold", "byline": "", "date": MUTED}

SPACE = Content(" ")


class Token(NamedTuple):
    """A word, or a bar that may be broken anywhere."""

    content: Content
    before: Content = SPACE
    """What comes before it, unless it begins a line: a space, or nothing."""


class PageDrawing(Drawing):
    """A page, whose bars are wrapped with the words."""

    def __init__(
        self, layout: Sequence[Block | Gap], *, explained: bool = False, tight: bool = False
    ) -> None:
        """Take the parts of the page; below them it is `explained` what bars are, if it has any.

        Where lines are `tight`, there is … in place of bars, and how many words are left out
        between paragraphs.
        """
        self._layout = layout
        self._tight = tight
        self._most = 0 if tight else MOST
        self._explained = explained and not tight and any(map(_has_bars, layout))

    def lines(self, width: int, parts: Parts | None = None) -> Iterator[Content]:
        """The page from the top down, with a blank line under its head unless lines are tight."""
        in_head = False
        for number, (each, tokens) in enumerate(self._in_tokens(parts)):
            was_in_head, in_head = in_head, isinstance(each, Block) and each.at in HEAD
            if number and was_in_head is not in_head and not self._tight:
                yield Content("")
            yield from _wrapped(tokens, max(1, width), 0 if in_head else INDENT)
        if self._explained:
            yield from Content.styled(say(LEGEND), f"italic {MUTED}").wrap(max(1, width))

    def _in_tokens(self, parts: Parts | None) -> list[tuple[Block | Gap, list[Token]]]:
        """Each part of the page; where lines are tight, a gap begins the next, or ends the last."""
        drawn: list[tuple[Block | Gap, list[Token]]] = []
        passed = False
        for each in self._layout:
            if self._tight and _shows_no_words(each):
                passed = True
                continue
            tokens = [*_tokens(each, parts, self._most)]
            drawn.append((each, [Token(_PASSED_OVER), *tokens] if passed else tokens))
            passed = False
        if passed and drawn:
            *before, last = drawn[-1][1]
            kept = before if last.content.plain == DOTS else [*before, last]
            drawn[-1] = drawn[-1][0], [*kept, Token(_PASSED_OVER)]
        return drawn


def _has_bars(each: Block | Gap) -> bool:
    """Whether words that are left out are drawn as a bar."""
    return isinstance(each, Block) and any(isinstance(piece, Bar) for piece in each.pieces)


def _shows_no_words(each: Block | Gap) -> bool:
    """Whether a part of a page leaves out all of its words."""
    if isinstance(each, Gap):
        return True
    return bool(each.pieces) and all(isinstance(piece, Bar) for piece in each.pieces)


_PASSED_OVER = Content.styled(DOTS, MUTED)
"""What stands for paragraphs that are left out: the numbers of the others say which those are."""


def _tokens(each: Block | Gap, parts: Parts | None, most: int) -> Iterator[Token]:
    """The words and the bars of a part of a page, in order; beside words, at most so long a bar."""
    match each:
        case Gap(first, last, count):
            stretch = f"¶{first}–¶{last}" if last > first else f"¶{first}"
            many = f", {say_n(count, '{n} word', '{n} words')}" if count else ""
            left_out = say("{place} left out", place=stretch)
            yield from _words(Content.styled(f"… {left_out}{many} …", MUTED))
        case Block(at, ()):
            yield from _words(Content.styled(f"({say(ABSENT[at])})", MUTED))
        case Block(at, pieces):
            has_words = any(isinstance(each, Words) for each in pieces)
            if at not in HEAD:
                number = f"[{at.removeprefix('note ')}]" if at.startswith("note") else at
                yield Token(Content.styled(number, MUTED))  # a question may name it
            glued = False
            for piece, apart in each.parted():
                match piece:
                    case Bar(words=count):
                        cells = min(-(-count // SCALE), most if has_words else count)
                        bar = (BAR * cells, "$scrollbar") if cells else (DOTS, MUTED)
                        yield Token(Content.styled(*bar))
                        glued = False
                    case Words(text, quoted):
                        if apart:
                            yield Token(Content.styled(DOTS, MUTED))
                        look = _LOOKS.get(at, "") if quoted else MUTED
                        content = Content.styled(shown(text), look)
                        content = parts.put_into(content) if parts else content
                        before = Content("") if glued and not text[:1].isspace() else SPACE
                        yield from _words(content, before)
                        glued = not text[-1:].isspace()


def _words(content: Content, before: Content = SPACE) -> Iterator[Token]:
    """The words of a text, each after the space before it, as this looks."""
    for found in re.finditer(r"\S+", content.plain):
        start, end = found.span()
        yield Token(content[start:end], content[start - 1 : start] if start else before)


def _wrapped(tokens: Iterable[Token], width: int, indent: int) -> Iterator[Content]:
    """The tokens in lines; a bar goes on in the next line."""
    line = [Content(" " * indent)]
    used, fresh = indent, True
    for token in tokens:
        left, before = token
        is_bar = left.plain[0] == BAR
        while left:
            space = 0 if fresh else before.cell_length
            room = width - used - space
            if room < (1 if is_bar else min(width, left.cell_length)) and used:
                yield Content.assemble(*line).simplify()
                line, used, fresh = [], 0, True
                continue
            # A word that is wider than the page is cut up.
            taken = left[: len(chop_cells(left.plain, max(1, room))[0])]
            line += [before] * bool(space) + [taken]
            used, fresh = used + space + taken.cell_length, False
            left = left[len(taken.plain) :]
            before = Content("")
    yield Content.assemble(*line).simplify()
