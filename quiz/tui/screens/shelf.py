"""A list to walk, with a card for each: the sources, and the claims file."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.bank.model import Bank, Claim
from quiz.text import shown
from quiz.tui.screens.address import Addresses
from quiz.tui.widgets.card import Piece, origin, silence
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import HELP, Keys, follow, goes_on, series


class AnswerRecord(Struct, frozen=True):
    """One thing on a shelf."""

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

    def __init__(self, title: str, entries: Sequence[AnswerRecord]) -> None:
        super().__init__()
        self._heading = title
        self._entries = entries
        self._reading = VerticalScroll(id="reading", can_focus=False)

    def on_mount(self) -> None:
        follow(self, self._reading)

    def compose(self) -> ComposeResult:
        yield Static(Content(self._heading), id="heading", classes="title")
        with VerticalScroll(id="both", can_focus=False):
            yield Entries(*(Option(entry.name) for entry in self._entries), id="list")
            with self._reading:
                yield Static(id="card")
        yield Keys()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the card of the entry under the cursor."""
        self.query_one("#card", Static).update(self._entries[event.option_index].card)
        self._reading.scroll_home(animate=False)
        self.refresh_bindings()

    def on_option_list_option_selected(self) -> None:
        """Read on in the card."""
        self.action_page(1)

    def action_page(self, by: int) -> None:
        """Scroll the card by a page."""
        reading = self._reading
        (reading.scroll_page_down if by > 0 else reading.scroll_page_up)(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        if not self.is_mounted:
            return True
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
        at = self.query_one("#list", Entries).highlighted
        return () if at is None else self._entries[at].urls

    def action_address(self) -> None:
        """Show the addresses of the entry under the cursor."""
        self.app.push_screen(Addresses(list(self._urls)))


def sources(bank: Bank) -> Shelf:
    """All sources: the articles, then the reporting from elsewhere."""
    ordered = sorted(bank.sources.values(), key=lambda source: source.role != "article")
    return Shelf(
        "Sources  ■ article  □ reporting from elsewhere",
        [
            AnswerRecord(
                Content.assemble(
                    ("■ " if source.role == "article" else "□ ", "$accent"), source.name
                ),
                Content.assemble(*origin(source), "\n", *silence(source)),
                (source.url,) if source.url else (),
            )
            for source in ordered
        ],
    )


def claims(bank: Bank) -> Shelf:
    """The claims file: who claimed or denied what, who disputes it, and with what."""
    return Shelf("The claims file", [_claim(claim, bank) for claim in bank.claims])


def _claim(claim: Claim, bank: Bank) -> AnswerRecord:
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
        pieces += ["\n    ", (f"{where}{source.name}", "$foreground-muted")]
    urls = tuple(dict.fromkeys(source.url for source in sources if source.url))
    name = Content.assemble((claim.event, "bold"), f"\n  {claim.kind} by {claim.by}")
    return AnswerRecord(name, Content.assemble(*pieces), urls)
