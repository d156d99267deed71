"""The claims file by event: who claimed or denied what, who disputes it, and with what."""

from functools import cache
from typing import ClassVar

from textual.binding import Binding, BindingType

from quiz.bank.model import Bank, Claim
from quiz.play.explain import APPEARED, place
from quiz.text import date_in_words
from quiz.tui.messages import ClaimChosen
from quiz.tui.screens.shelf import Shelf
from quiz.tui.widgets import MUTED
from quiz.tui.widgets.entry_list import Entry, Line
from quiz.words import say

STANDING_SIGNS = {"disputed": "≠", "open": "?", "undisputed": "=", None: " "}
"""The sign of each standing of a claim."""


class ClaimsFile(Shelf):
    """The shelf of claims, from which a round on a claim can begin."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Shelf.BINDINGS[0],
        Binding("r", "ask", "Ask me", tooltip="answer the questions on this claim"),
        *Shelf.BINDINGS[1:],
    ]

    def __init__(self, bank: Bank) -> None:
        signs = "  ".join(f"{sign} {say(word)}" for word, sign in STANDING_SIGNS.items() if word)
        events = bank.claims_by_event().values()
        entries = [_entry(claim, bank) for about in events for claim in about]
        super().__init__(say("The claims file"), signs, entries)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "ask":
            return self._entry is not None and self._entry.has_questions()
        return super().check_action(action, parameters)

    def action_ask(self) -> None:
        if self._entry and self._entry.claim:
            self.post_message(ClaimChosen(self._entry.claim))


def _entry(claim: Claim, bank: Bank) -> Entry:
    sources = [bank.sources[citation.source] for citation in claim.cites]
    sign = STANDING_SIGNS[claim.standing]
    standing = f"  {sign} {say(claim.standing or '')}".rstrip()
    as_of = say("As of {date}:", date=date_in_words(claim.as_of))
    facts = {
        f"{sign} {as_of}".lstrip(): claim.how_it_stood,
        say("Disputed by:"): claim.disputed_by,
        say("The evidence:"): claim.evidence,
        say("When:"): claim.when,
        say(APPEARED): claim.through,
    }
    card = [Line(claim.event, style="bold", hang=0), Line(claim.what, hang=0), Line("")]
    card += [Line(fact, f"{label} ") for label, fact in facts.items()]
    for number, (citation, source) in enumerate(zip(claim.cites, sources, strict=True), start=1):
        where = say("{place} of ", place=place(citation.at)) if citation.at else ""
        words = say("“{text}”", text=citation.quote) if citation.quote else citation.says
        card += [Line(""), Line(words, f"[{number}] ", 4)]
        card.append(
            Line(
                source.name,
                f"    {where}",
                hang=0,  # as the label is indented, all lines are
                label_style=MUTED,
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
        low=(Line(claim.event, f"{sign} ", label_style="bold"), Line(claim.what, "  ")),
    )
