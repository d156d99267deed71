"""Answers that readers type, where another tool only shows them."""

from collections.abc import Sequence

from quiz.formats.answers import Fields, Lose, brief

_MOST = 60
"""The most characters that a reader can be asked to type."""


def to_type(forms: Sequence[str], said: str, lose: Lose, *, is_long: bool = False) -> Fields:
    """A `short` with the forms of an answer, and what is said of it.

    One that is too long to be typed is in the explanation; `is_long` if the other tool says so.
    """
    fields: Fields = {"kind": "short"}
    if is_long or any(len(each) > _MOST for each in forms):
        lose(f"{brief(forms[0])}, too long to be typed: it's in the explanation")
        said = "\n\n".join(filter(None, (*forms, said)))
    else:
        fields["accept"] = [*dict.fromkeys(forms)]
    return {**fields, **({"explanation": said} if said else {})}
