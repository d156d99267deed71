"""`multi`: pick all the answers that apply."""

from quiz.bank.kinds.picking import OptionsQuestion


class Multi(OptionsQuestion, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="multi"):
    """Pick all the answers that apply."""
