"""The list of a shelf: its entries, each with a card, and those of them that have some words."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from textual.content import Content
from textual.widgets.option_list import Option

from quiz.bank.model import Claim
from quiz.text import cells, has_words, shown, wrapped
from quiz.tui.widgets import WIDE, Piece
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.linked import linked

_ROOM = 7
"""From this height on, a heading is sure to leave room for an entry."""


class Line(Struct, frozen=True):
    """A text that hangs: from its second line on it is indented."""

    text: str
    label: str = ""
    """What is before the text."""
    hang: int = 2
    style: str = ""
    label_style: str = "bold $accent"
    url: str = ""
    """Where a click on the text leads."""

    def fitted(self, width: int) -> Content:
        """The line in a number of columns."""
        label, text = self.label, shown(self.text)
        hang = min(self.hang, width // 2)
        beside = cells(label) == hang
        first, *more = wrapped([text if beside else label + text], max(1, width - hang))
        if beside:
            first = label + first
        pieces: list[Piece] = [
            (first[: len(label)], self.label_style),
            self._styled(first[len(label) :]),
        ]
        for line in more:
            body = line.lstrip()
            pieces += ["\n".ljust(1 + hang + len(line) - len(body)), self._styled(body)]
        return Content.assemble(*pieces)

    def _styled(self, text: str) -> Piece:
        return linked(text, self.url) if self.url else (text, self.style)


class Entry(Struct, frozen=True):
    """One source or claim."""

    lines: tuple[Line, ...]
    card: Content | tuple[Line, ...]
    urls: tuple[str, ...]
    """Where it can be looked up."""
    heading: str = ""
    """What it is listed under; entries with the same heading follow each other."""
    claim: Claim | None = None
    has_questions: Callable[[], bool] = lambda: False
    """Whether there are questions on the claim; in a large bank it takes a moment to find out."""
    low: tuple[Line, ...] = ()
    """What is in a low list, which has no headings, in place of the lines; empty if it is those."""

    def fitted(self, width: int, *, low: bool = False, brief: bool = False) -> Content:
        """The entry in the list, in a number of columns; the cursor gives it its colours.

        In `brief`, only how a claim stood and whose it is; its card has the rest.
        """
        lines = (low and self.low) or (self.lines[:1] if brief and self.claim else self.lines)
        return Content("\n").join(line.fitted(width) for line in lines)

    def fitted_card(self, width: int) -> Content:
        """The card, in a number of columns."""
        if isinstance(self.card, Content):
            return self.card
        return Content("\n").join(line.fitted(width) for line in self.card)

    def has(self, words: str) -> bool:
        """Whether the entry has these words anywhere."""
        card = self.card
        on_card = card.plain if isinstance(card, Content) else " ".join(_texts(card))
        return has_words(" ".join((self.heading, *_texts(self.lines), on_card)), words)


def _texts(lines: Sequence[Line]) -> Iterator[str]:
    return (f"{line.label}{line.text}" for line in lines)


class EntryList(Entries):
    """The entries that have the words of the filter, under their headings."""

    def __init__(self, entries: Sequence[Entry], *, id: str) -> None:
        super().__init__(id=id)
        self._entries = entries
        self._words = ""
        self._width = 0
        self._is_low = False
        """Whether a heading could push its entries out of sight, so that there are none."""
        self._is_beside = False
        """Whether the list is beside the card and so has many lines, some of which can be blank."""

    def on_resize(self) -> None:
        """Fit the entries into the new width."""
        room = (
            max(8, self.scrollable_content_region.width - 2),
            self.size.height < _ROOM,
            self.app.size.width >= WIDE,
        )
        if room != (self._width, self._is_low, self._is_beside):
            self._width, self._is_low, self._is_beside = room
            self._fill()

    def filter(self, words: str) -> None:
        """Show the entries that have all of some words."""
        self._words = words
        self._fill()

    def _fill(self) -> None:
        option = None if self.highlighted is None else self.get_option_at_index(self.highlighted)
        options: list[Option] = []
        heading = ""
        for index, entry in enumerate(self._entries):
            if not entry.has(self._words):
                continue
            if entry.heading != heading and not self._is_low:
                heading = entry.heading
                line = Line(heading, style="bold", hang=0).fitted(self._width)
                above = Content("\n" if options and self._is_beside else "")
                options.append(Option(above.append(line), disabled=True))
            fitted = entry.fitted(self._width, low=self._is_low, brief=not self._is_beside)
            options.append(Option(fitted, id=str(index)))
        self.set_options(options)
        ids = [each.id for each in options]
        if option and option.id in ids:
            self.highlighted = ids.index(option.id)
        else:
            self.action_first()

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Show the option under the cursor, with the heading before the first one."""
        super().scroll_to_highlight(top)
        if self._is_first and not self._is_low:
            self.scroll_home(animate=False)

    @property
    def _is_first(self) -> bool:
        """Whether the cursor is at the first entry, which only its heading is before."""
        return all(each.disabled for each in self.options[: self.highlighted or 0])
