"""A list with a card for each entry: the sources, and the claims file."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.model import Bank, Claim
from quiz.text import shown
from quiz.tui.messages import AddressesAsked
from quiz.tui.widgets.card import Piece, origin, silence
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import HELP, Keys, follow, goes_on, series
from quiz.tui.widgets.linked import Linked, linked


class Entry(Struct, frozen=True):
    """One source or claim."""

    name: Content
    card: Content
    urls: tuple[str, ...]
    """Where it can be looked up."""


class Shelf(Screen[None]):
    """A list above or beside the card of the entry under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "address", "Open", tooltip="open an address, after showing it"),
        Binding("space,enter", "page(1)", "Read on", tooltip="read on in the card"),
        *series(
            "PgDn PgUp",
            "more of the card, and back",
            {"pagedown": "page(1)", "pageup": "page(-1)"},
            priority=True,
        ),
        HELP,
        Binding("q,escape", "dismiss", "Back", tooltip="back"),
    ]
    DEFAULT_CSS = """
    Shelf {
        #heading { padding: 0 1; background: $panel; }
        #list { height: 40%; max-height: 12; }
        #reading { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        #card { max-width: 72; }
        &.-wide {
            #both { layout: horizontal; }
            #list { width: 2fr; height: 1fr; max-height: 100%; }
            #reading { width: 3fr; }
        }
    }
    """

    def __init__(self, title: str, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._heading = title
        self._entries = entries
        self._list = Entries(*(Option(entry.name) for entry in entries), id="list")
        self._card = Linked(id="card")
        self._reading = VerticalScroll(self._card, id="reading", can_focus=False)

    def compose(self) -> ComposeResult:
        yield Static(Content(self._heading), id="heading", classes="title")
        with VerticalScroll(id="both", can_focus=False):
            yield self._list
            yield self._reading
        yield Keys()

    def on_mount(self) -> None:
        follow(self, self._reading)

    @on(OptionList.OptionHighlighted)
    def _show_card(self, event: OptionList.OptionHighlighted) -> None:
        self._card.update(self._entries[event.option_index].card)
        self._reading.scroll_home(animate=False)
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _read_on(self) -> None:
        self.action_page(1)

    def action_page(self, by: int) -> None:
        reading = self._reading
        (reading.scroll_page_down if by > 0 else reading.scroll_page_up)(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "address":
                return bool(self._urls)
            case "page":
                return parameters == (-1,) or goes_on(self._reading)
            case _:
                return True

    @property
    def _urls(self) -> tuple[str, ...]:
        """The addresses of the entry under the cursor."""
        index = self._list.highlighted
        return () if index is None else self._entries[index].urls

    def action_address(self) -> None:
        self.post_message(AddressesAsked(self._urls))


def sources(bank: Bank) -> Shelf:
    """All sources: the articles, then the reporting from elsewhere."""
    articles_first = sorted(bank.sources.values(), key=lambda source: source.role != "article")
    return Shelf(
        "Sources  ■ article  □ reporting from elsewhere",
        [
            Entry(
                Content.assemble(
                    ("■ " if source.role == "article" else "□ ", "$accent"), source.name
                ),
                Content.assemble(*origin(source), "\n", *silence(source)),
                (source.url,) if source.url else (),
            )
            for source in articles_first
        ],
    )


def claims(bank: Bank) -> Shelf:
    """The claims file: who claimed or denied what, who disputes it, and with what."""
    return Shelf("The claims file", [_claim(claim, bank) for claim in bank.claims])


def _claim(claim: Claim, bank: Bank) -> Entry:
    sources = [bank.sources[citation.source] for citation in claim.cites]
    pieces: list[Piece] = [(claim.event, "bold"), "\n", f"{claim.kind} · {claim.when}", "\n"]
    for label, text in (
        ("By", claim.by),
        ("Through", claim.through),
        ("Disputed by", claim.disputed_by),
        ("With what", claim.evidence),
        (f"How it stood ({claim.as_of})", claim.stood),
    ):
        pieces += ["\n", (f"{label}  ", "bold $accent"), shown(text)]
    for number, (citation, source) in enumerate(zip(claim.cites, sources, strict=True), start=1):
        where = f"{citation.at} of " if citation.at else ""
        words = f"“{citation.quote}” " if citation.quote else f"{citation.says} "
        pieces += ["\n\n", (f"[{number}] ", "bold $accent"), words]
        of = linked(source.name, source.url) if source.url else source.name
        pieces += ["\n    ", (where, "$foreground-muted"), of]
    urls = tuple(dict.fromkeys(source.url for source in sources if source.url))
    name = Content.assemble((claim.event, "bold"), f"\n  {claim.kind} by {claim.by}")
    return Entry(name, Content.assemble(*pieces), urls)
