"""Messages from the screens to the app, which decides what to show next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import dataclass_transform

from textual.message import Message

from quiz.bank.kinds import Response
from quiz.bank.model import Claim
from quiz.session import OpenRound, Way


@dataclass_transform(eq_default=False)
class QuizMessage(Message):
    """A message that is made with the fields it declares.

    Nobody prints or compares one: to make the methods for that would take half a millisecond.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        dataclass(repr=False, eq=False)(cls)


class WayChosen(QuizMessage):
    """The reader chose one of the ways in on home."""

    way: Way


class RoundEnded(QuizMessage):
    """The round is over, or the reader has looked through it to its end."""

    opened: OpenRound
    drafts: Mapping[str, Response]
    """What was picked or typed but not completed, by the id of its question."""


class RoundLeft(QuizMessage):
    """The reader leaves the round for now."""

    opened: OpenRound
    drafts: Mapping[str, Response]
    """As of a round that ended."""


class RoundsAsked(Message):
    """The reader wants to see their rounds."""


class RoundChosen(QuizMessage):
    """The reader wants to look at a round again that is over."""

    number: int


class SlotOpened(QuizMessage):
    """The reader opens one of the answers on a page of results again."""

    opened: OpenRound
    index: int


class AddressesAsked(QuizMessage):
    """The reader wants to open one of these addresses."""

    urls: Sequence[str]


class ClaimChosen(QuizMessage):
    """The reader wants a round of the questions on this claim."""

    claim: Claim


class PractiseChosen(QuizMessage):
    """The reader wants a round to practise on."""

    skill: str
    """What it is on; empty for a mix of skills."""


class ResultsClosed(Message):
    """The reader goes one step back from how a round went."""


class ResultsLeft(Message):
    """The reader wants to go home from a page of results."""
