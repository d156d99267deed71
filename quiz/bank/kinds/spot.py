"""`spot`: find the words in a passage that do what the stem says."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from quiz.bank.exhibits import Exhibit, as_quoted, for_parts
from quiz.bank.exhibits.base import filled
from quiz.bank.kinds.base import Arrangement, Feedback, Response, TextField, Texts, located
from quiz.bank.kinds.picking import Option, Part, PickingQuestion
from quiz.bank.problem import Problem
from quiz.words import phrase


class Spot(PickingQuestion, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="spot"):
    """Find the words in a passage that do what the stem says."""

    parts: Annotated[tuple[Part, ...], Meta(min_length=2, max_length=60)]
    """The passage in parts, which `join` joins; an exhibit with "{parts}" shows them."""

    join: Literal["", " "] = " "
    """What is between the parts: write "" in a script without spaces, such as the Chinese one."""

    pick: Annotated[int, Meta(ge=1, le=60)] | None = None
    """How many to pick, if the stem says it: readers are told when it's more or fewer."""

    leans: ClassVar = ()
    later: ClassVar = (*PickingQuestion.later, "join", "pick")
    says_of_right: ClassVar = (
        phrase("Found it"),
        phrase("This was it"),
        phrase("Found it"),
        phrase("Missed"),
    )
    """The words to find may say something false, so that they can't be called right."""

    @property
    def asks_for(self) -> int | None:
        """How many the stem says that a reader is to pick; None if it leaves that open."""
        return self.pick

    @property
    def alternatives(self) -> Sequence[Option | Part]:
        """The parts."""
        return self.parts

    @property
    def pickable(self) -> tuple[int, ...]:
        """The numbers of the parts that can be picked."""
        return tuple(number for number, part in enumerate(self.parts) if part.why)

    @property
    def text(self) -> str:
        """The whole passage."""
        return self.join.join(part.text for part in self.parts)

    @property
    def frame(self) -> Exhibit | None:
        """The exhibit that the passage is shown in, which still lacks it; None if it has none."""
        return next((each for each in self.exhibits if for_parts(each)), None)

    @property
    def other_exhibits(self) -> tuple[Exhibit, ...]:
        """The exhibits without the passage."""
        return tuple(each for each in self.exhibits if each is not self.frame)

    @property
    def shown_exhibits(self) -> tuple[Exhibit, ...]:
        """The exhibits in full; the one with the passage comes last."""
        return (*self.other_exhibits, *((self.in_full(self.frame),) if self.frame else ()))

    def in_full(self, exhibit: Exhibit) -> Exhibit:
        """One of its exhibits, with the passage if it has that."""
        full: Exhibit = filled(exhibit, self.text, (part.text for part in self.parts))
        return full

    def exhibited(self) -> Texts:
        """The texts in its exhibits, with their paths; with those of the parts if one has them."""
        parts = [(path, as_quoted(text)) for path, text in self.texts()] if self.frame else []
        return super().exhibited() + parts

    def arrange(self, random: Random) -> Arrangement:  # noqa: ARG002 - a passage isn't shuffled
        """The parts in the order of the passage."""
        return tuple(range(len(self.parts)))

    def feedback(self, response: Response, arrangement: Arrangement) -> Iterator[Feedback]:  # noqa: ARG002 - a passage isn't shuffled
        """Feedback on each part that has a reason, in the order of the passage."""
        return super().feedback(response, self.pickable)

    def texts(self, field: TextField = "text") -> Texts:
        """The texts of the parts, or the reasons for them."""
        return located(self.parts, "parts", field)

    def unplayable(self) -> Iterator[Problem]:
        """Problems that leave no fair answer: no right part, or too few that can be picked."""
        yield from super().unplayable()
        if not self.key:
            yield Problem(
                "Q104",
                "no part is right",
                "add `right = true` and a `why` to the one that is",
                ("parts",),
            )
        # A right part without a reason is told of itself.
        if len({*self.pickable, *self.key}) < 2:  # noqa: PLR2004 - one is no choice
            yield Problem(
                "Q112",
                "fewer than two parts can be picked",
                "give a `why` to each part that a reader may pick",
                ("parts",),
            )
        for number in self.key:
            if number not in self.pickable:
                yield Problem(
                    "Q112",
                    "a right part has no `why`, so it cannot be picked",
                    "add `why = …`",
                    ("parts", number),
                )
