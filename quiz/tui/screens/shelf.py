"""A list with a card for each entry: the sources, and the claims file."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.model import Bank, Claim
from quiz.play.explain import APPEARED, place
from quiz.text import cells, date_in_words, has_words, shown, wrapped
from quiz.tui.messages import AddressesAsked, ClaimChosen
from quiz.tui.screens.base import BaseScreen
from quiz.tui.widgets import WIDE
from quiz.tui.widgets.card import Piece, origin, silence
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import HELP, Keys, follow, goes_on, series
from quiz.tui.widgets.linked import Linked, linked
from quiz.tui.widgets.masthead import RunningHead
from quiz.words import say

STANDING_SIGNS = {"disputed": "≠", "open": "?", "undisputed": "=", None: " "}
"""The sign of each standing of a claim."""

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


class Filter(Input):
    """A line for the words to look for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "submit", "To the list", tooltip="back to the list"),
        Binding("escape", "screen.back", "Show all", tooltip="show all again"),
    ]


class Shelf(BaseScreen[None]):
    """A list above or beside the card of the entry under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "address", "Open", tooltip="see an address, then open it"),
        Binding("space,enter", "page(1)", "Read on", tooltip="read on in the card"),
        *series(
            "PgDn PgUp",
            "page down, page up in the card",
            {"pagedown": "page(1)", "pageup": "page(-1)"},
            priority=True,
        ),
        HELP,
        Binding("q,escape", "back", "Back", tooltip="go back"),
        Binding(
            "slash",
            "filter",
            "Filter",
            key_display="/",
            tooltip="show only what has a word; Esc shows all",
        ),
    ]
    DEFAULT_CSS = """
    Shelf {
        align-horizontal: center;
        RunningHead, #looking, #both { max-width: 72; }
        #looking { display: none; }
        #looking > Static { width: 3; padding: 0 1; color: $accent; text-style: bold; }
        #filter { width: 1fr; height: 1; border: none; padding: 0; }
        #list { height: 40%; max-height: 12; scrollbar-gutter: stable; }
        #list > .option-list--option-disabled { color: $foreground; }
        #reading { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        #card { max-width: 72; }
        &.-wide {
            RunningHead, #looking, #both { max-width: 136; }
            #both { layout: horizontal; }
            #list { width: 2fr; height: 1fr; max-height: 100%; }
            #reading { width: 3fr; }
        }
    }
    """

    def __init__(self, title: str, legend: str, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._heading = title
        self._legend = legend
        self._entries = entries
        self._filter = Filter(placeholder=say("a word to look for"), id="filter")
        self._looking = HorizontalGroup(Static("/"), self._filter, id="looking")
        self._list = EntryList(entries, id="list")
        self._card = Linked(id="card")
        self._reading = VerticalScroll(self._card, id="reading", can_focus=False)

    def compose(self) -> ComposeResult:
        yield RunningHead(self._heading, self._legend)
        yield self._looking
        with VerticalScroll(id="both", can_focus=False):
            yield self._list
            yield self._reading
        yield Keys()

    def on_mount(self) -> None:
        self._list.focus()
        follow(self, self._reading)
        self.watch(self._list, "show_vertical_scrollbar", self._show_one_bar)

    def _show_one_bar(self, list_has_one: bool) -> None:
        """Show the bar of the card only where the list has none; the key line says how to go on."""
        self._reading.styles.scrollbar_visibility = "hidden" if list_has_one else "visible"

    @on(OptionList.OptionHighlighted)
    def _show_card(self) -> None:
        if entry := self._entry:
            width = self._reading.scrollable_content_region.width
            self._card.update(entry.fitted_card(min(72, width)))
            self._reading.scroll_home(animate=False)
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _read_on(self) -> None:
        self.action_page(1)

    @on(Input.Changed)
    def _look(self, event: Input.Changed) -> None:
        self._list.filter(event.value)
        if self._entry is None:
            none = say("Nothing here has “{words}”.", words=event.value)
            self._card.update(Content(none))
            self.refresh_bindings()

    @on(Input.Submitted)
    def _to_the_list(self) -> None:
        self._looking.display = bool(self._filter.value)
        self._list.focus()

    def action_filter(self) -> None:
        self._looking.display = True
        self._filter.focus()

    def action_back(self) -> None:
        """Take the filter away, or else leave."""
        if not self._looking.display:
            self.dismiss()
            return
        self._filter.value = ""
        self._looking.display = False
        self._list.focus()

    def action_page(self, by: int) -> None:
        reading = self._reading
        (reading.scroll_page_down if by > 0 else reading.scroll_page_up)(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "address":
                return self._entry is not None and bool(self._entry.urls)
            case "page":
                return parameters == (-1,) or goes_on(self._reading)
            case "filter":
                return not self._filter.has_focus
            case _:
                return True

    @property
    def _entry(self) -> Entry | None:
        """The entry under the cursor."""
        index = self._list.highlighted
        id = None if index is None else self._list.get_option_at_index(index).id
        return self._entries[int(id)] if id else None

    def action_address(self) -> None:
        if self._entry:
            self.post_message(AddressesAsked(self._entry.urls))


class ClaimsFile(Shelf):
    """The shelf of claims, from which a round on a claim can begin."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Shelf.BINDINGS[0],
        Binding("r", "ask", "Ask me", tooltip="answer the questions on this claim"),
        *Shelf.BINDINGS[1:],
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "ask":
            return self._entry is not None and self._entry.has_questions()
        return super().check_action(action, parameters)

    def action_ask(self) -> None:
        if self._entry and self._entry.claim:
            self.post_message(ClaimChosen(self._entry.claim))


def sources(bank: Bank) -> Shelf:
    """All sources by title: the articles, then the reporting from elsewhere."""
    return Shelf(
        say("Sources"),
        say("■ article  □ reporting from elsewhere"),
        [
            Entry(
                (Line(source.name, "■ " if source.role == "article" else "□ ", label_style=""),),
                Content.assemble(*origin(source), "\n", *silence(source)),
                (source.url,) if source.url else (),
            )
            for source in bank.sources_by_title().values()
        ],
    )


def claims(bank: Bank) -> ClaimsFile:
    """The claims file by event: who claimed or denied what, who disputes it, and with what."""
    signs = "  ".join(f"{sign} {say(word)}" for word, sign in STANDING_SIGNS.items() if word)
    events = bank.claims_by_event().values()
    return ClaimsFile(
        say("The claims file"), signs, [_claim(claim, bank) for about in events for claim in about]
    )


def _claim(claim: Claim, bank: Bank) -> Entry:
    sources = [bank.sources[citation.source] for citation in claim.cites]
    sign = f"{STANDING_SIGNS[claim.standing]} "
    standing = f"  {sign}{say(claim.standing or '')}".rstrip()
    as_of = say("As of {date}:", date=date_in_words(claim.as_of))
    card = [Line(claim.event, style="bold", hang=0), Line(claim.what, hang=0), Line("")]
    for label, text in (
        (
            f"{STANDING_SIGNS[claim.standing]} {as_of} ".lstrip(),
            claim.how_it_stood,
        ),
        (f"{say('Disputed by:')} ", claim.disputed_by),
        (f"{say('The evidence:')} ", claim.evidence),
        (f"{say('When:')} ", claim.when),
        (f"{say(APPEARED)} ", claim.through),
    ):
        card.append(Line(text, label))
    for number, (citation, source) in enumerate(zip(claim.cites, sources, strict=True), start=1):
        where = say("{place} of ", place=place(citation.at)) if citation.at else ""
        words = say("“{text}”", text=citation.quote) if citation.quote else citation.says
        card += [Line(""), Line(words, f"[{number}] ", 4)]
        card.append(
            Line(
                source.name,
                f"    {where}",
                hang=0,  # as the label is indented, all lines are
                label_style="$foreground-muted",
                url=source.url or "",
            )
        )
    return Entry(
        (
            Line(claim.what, f"{standing}  ", 4, label_style="bold"),
            Line(f"{say('Disputed by:')} {claim.disputed_by}", "    ", 4),
        ),
        tuple(card),
        tuple(dict.fromkeys(source.url for source in sources if source.url)),
        claim.event,
        claim,
        cache(lambda: bool(bank.questions_on(claim))),
        low=(
            Line(claim.event, sign, label_style="bold"),
            Line(claim.what, "  "),
        ),
    )
