"""`page` on a screen: the quoted words where they are on the page, and bars for the others."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import chop_cells
from textual.content import Content

from quiz.bank.exhibits.page import HEAD, Bar, Block, Gap, Words
from quiz.text import cells, shown
from quiz.tui.widgets.exhibits.frame import MUTED, Drawing
from quiz.words import phrase, say, say_n

BAR = "━"
"""A word that isn't shown takes one of these: a fifth or a sixth of its width in print."""

INDENT = 2
"""The columns by which the first line of a paragraph is indented."""

ABSENT = {
    "nameplate": phrase("no nameplate"),
    "headline": phrase("no headline"),
    "byline": phrase("no byline"),
    "date": phrase("no date"),
    "credit": phrase("no picture credit"),
}
"""What stands for a part of a page that it lacks."""
_LOOKS = {"nameplate": "bold italic", "headline": "bold", "byline": "", "date": MUTED}

Piece = tuple[str, str]
"""A text without line breaks, and its look."""


class Token(NamedTuple):
    """A word, or a bar that may be broken anywhere."""

    text: str
    look: str
    spaced: bool = True
    """Whether a space comes before it, unless it begins a line."""


class PageDrawing(Drawing):
    """A page, whose bars are wrapped with the words."""

    def __init__(self, layout: Sequence[Block | Gap]) -> None:
        self._layout = layout

    def lines(self, width: int, parts: Content | None = None) -> Iterator[Content]:
        """The page from the top down, with a blank line under its head."""
        in_head = False
        for number, each in enumerate(self._layout):
            was_in_head, in_head = in_head, isinstance(each, Block) and each.at in HEAD
            if number and was_in_head is not in_head:
                yield Content("")
            indent = 0 if in_head else INDENT
            for line in _wrapped(_tokens(each), max(1, width), indent):
                yield Content.assemble(*line)


def _tokens(each: Block | Gap) -> Iterator[Token]:
    """The words and the bars of a part of a page, in order."""
    match each:
        case Gap(first, last, count):
            stretch = f"¶{first}–¶{last}" if last > first else f"¶{first}"
            many = f", {say_n(count, '{n} word', '{n} words')}" if count else ""
            left_out = say("{place} left out", place=stretch)
            yield from (Token(word, MUTED) for word in f"… {left_out}{many} …".split())
        case Block(at, ()):
            yield from (Token(word, MUTED) for word in f"({say(ABSENT[at])})".split())
        case Block(at, pieces):
            if at not in HEAD and any(isinstance(each, Words) for each in pieces):
                number = f"[{at.removeprefix('note ')}]" if at.startswith("note") else at
                yield Token(number, MUTED)  # a question may name it
            glued = False
            for piece in pieces:
                match piece:
                    case Bar(words=count):
                        yield Token(BAR * count, "$scrollbar") if count else Token("…", MUTED)
                        glued = False
                    case Words(text, quoted):
                        look = _LOOKS.get(at, "") if quoted else MUTED
                        spaced = not glued or text[:1].isspace()
                        for word in shown(text).split():
                            yield Token(word, look, spaced)
                            spaced = True
                        glued = not text[-1:].isspace()


def _wrapped(tokens: Iterator[Token], width: int, indent: int) -> Iterator[list[Piece]]:
    """The tokens in lines; a bar goes on in the next line."""
    line: list[Piece] = [(" " * indent, "")]
    used, fresh = indent, True
    for token in tokens:
        # A word that is wider than the page is cut up.
        parts = [token.text] if token.text[0] == BAR else chop_cells(token.text, width)
        for part in parts:
            left = part
            while left:
                space = token.spaced and not fresh
                room = width - used - space
                if room < (1 if left[0] == BAR else cells(left)) and used:
                    yield line
                    line, used, fresh = [], 0, True
                    continue
                taken = left[:room] if left[0] == BAR else left
                line += [(" ", "")] * space + [(taken, token.look)]
                used, fresh = used + space + cells(taken), False
                left = left[len(taken) :]
    yield line
