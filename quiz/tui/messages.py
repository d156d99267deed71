"""Messages from the screens to the app, which decides what to show next.

Nobody prints or compares them: to make the methods for that would take half a millisecond.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.message import Message

from quiz.bank.kinds import Response
from quiz.bank.model import Claim
from quiz.session import OpenRound, Way


@dataclass(repr=False, eq=False)
class WayChosen(Message):
    """The reader chose one of the ways in on home."""

    way: Way


@dataclass(repr=False, eq=False)
class RoundEnded(Message):
    """The round is over, or the reader has looked through it to its end."""

    opened: OpenRound


@dataclass(repr=False, eq=False)
class RoundLeft(Message):
    """The reader leaves the round for now."""

    opened: OpenRound
    drafts: Mapping[str, Response]
    """What was picked or typed but not completed, by the id of its question."""


class RoundsAsked(Message):
    """The reader wants to see their rounds."""


@dataclass(repr=False, eq=False)
class RoundChosen(Message):
    """The reader wants to look at a round again that is over."""

    number: int


@dataclass(repr=False, eq=False)
class SlotOpened(Message):
    """The reader opens one of the answers on a page of results again."""

    opened: OpenRound
    index: int


@dataclass(repr=False, eq=False)
class AddressesAsked(Message):
    """The reader wants to open one of these addresses."""

    urls: Sequence[str]


@dataclass(repr=False, eq=False)
class ClaimChosen(Message):
    """The reader wants a round of the questions on this claim."""

    claim: Claim


@dataclass(repr=False, eq=False)
class PractiseChosen(Message):
    """The reader wants a round on this skill."""

    skill: str


class ResultsClosed(Message):
    """The reader goes one step back from how a round went."""


class ResultsLeft(Message):
    """The reader wants to go home from a page of results."""
