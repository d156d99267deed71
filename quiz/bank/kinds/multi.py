"""`multi`: pick all the answers that apply."""

from typing import Annotated, ClassVar

from msgspec import Meta

from quiz.bank.kinds.picking import OptionsQuestion


class Multi(OptionsQuestion, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="multi"):
    """Pick all the answers that apply."""

    pick: Annotated[int, Meta(ge=1, le=9)] | None = None
    """How many to pick, if the stem says it: readers are told when it's more or fewer."""

    later: ClassVar = (*OptionsQuestion.later, "pick")

    @property
    def asks_for(self) -> int | None:
        """How many the stem says that a reader is to pick; None if it leaves that open."""
        return self.pick
