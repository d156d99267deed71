"""Messages from the screens to the app, which decides what to show next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.message import Message

from quiz.bank.kinds import Response
from quiz.bank.model import Claim
from quiz.session import OpenRound, Way


@dataclass
class WayChosen(Message):
    """The reader chose one of the ways in on home."""

    way: Way


@dataclass
class RoundEnded(Message):
    """The round is over, or the reader has looked through it to its end."""

    opened: OpenRound


@dataclass
class RoundLeft(Message):
    """The reader leaves the round for now."""

    opened: OpenRound
    drafts: Mapping[str, Response]
    """What was picked or typed but not completed, by the id of its question."""


@dataclass
class RoundsAsked(Message):
    """The reader wants to see their rounds."""


@dataclass
class RoundChosen(Message):
    """The reader wants to look at a round again that is over."""

    number: int


@dataclass
class SlotOpened(Message):
    """The reader opens one of the answers on a page of results again."""

    opened: OpenRound
    index: int


@dataclass
class AddressesAsked(Message):
    """The reader wants to open one of these addresses."""

    urls: Sequence[str]


@dataclass
class ClaimChosen(Message):
    """The reader wants a round of the questions on this claim."""

    claim: Claim


@dataclass
class PractiseChosen(Message):
    """The reader wants a round on this skill."""

    skill: str


@dataclass
class ResultsClosed(Message):
    """The reader goes one step back from how a round went."""


@dataclass
class ResultsLeft(Message):
    """The reader wants to go home from a page of results."""
