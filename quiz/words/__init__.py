"""The words of the quiz itself, in the language of the bank.

They stand in English where they are said:

    say("Correct answer:")
    say("You left off at {where}.", where=where)
    say_n(due, "{n} question is due", "{n} questions are due")

Another language has a catalogue, a file such as `de.toml` with each English phrase and its
translation, read by `catalogue.py` when it is spoken. What has no translation is said in English.
What a command tells authors, and what a question file says, goes through none of these.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.words.catalogue import Catalogue

_language, _tag = "en", "en"
_spoken: "Catalogue | None" = None
"""The language of the bank, as the first part of its tag, all of that, and the catalogue; None for
English, and where there is none.

The one piece of state in this room: `speak` sets it when a bank is opened for a reader, and all
that draws words reads it, so that no word has to be handed through a face.
"""


_SINGLE, _SINGLE_LOW = str.maketrans("“”", "‘’"), str.maketrans("„“”", "‚‘’")
"""Quotation marks within others; after a low one, “ is the closing one."""


def speak(tag: str | None) -> None:
    """Say everything in this language from now on, by its tag; in English without a catalogue."""
    global _language, _tag, _spoken  # noqa: PLW0603 - see above
    _tag, _spoken = (tag or "en").lower(), None
    _language = _tag.partition("-")[0]
    if _language != "en":
        from quiz.words.catalogue import catalogue  # noqa: PLC0415 - English does without

        _spoken = catalogue(_language)


def language() -> str:
    """The language of the bank, such as "de", whether or not it has a catalogue."""
    return _language


def language_tag() -> str:
    """The language of the bank with its script and region, such as "es-mx", in small letters."""
    return _tag


def say(text: str, /, **named: object) -> str:
    """The phrase in the language that is spoken, with what is `named` in its {placeholders}.

    What it names between quotation marks gets single ones inside.
    """
    if "“{" in text:
        named = _within_marks(text, named)
    if _spoken is not None:
        return _spoken.say(text, named)
    return text.format_map(named) if named else text


def say_n(number: float, one: str, many: str, /, **named: object) -> str:
    """The phrase that goes with a number, which is {n}, such as "1 mark" or "1,200 marks"."""
    named = {"n": figures(number), **_within_marks(one, named)}
    if _spoken is not None:
        return _spoken.say_n(number, one, many, named)
    return (one if abs(number) == 1 else many).format_map(named)


def _within_marks(text: str, named: Mapping[str, object]) -> dict[str, object]:
    """What is named, with single marks for the double ones of what stands between such itself."""
    return {
        name: value.translate(_SINGLE_LOW if "„" in value else _SINGLE)
        if isinstance(value, str) and f"“{{{name}}}”" in text
        else value
        for name, value in named.items()
    }


def phrase(text: str) -> str:
    """The phrase as it is, in English: `say` it when it is shown."""
    return text


def figures(number: float, decimals: int = 0) -> str:
    """A number in figures, with the language's own signs between them: "1,200" or "1.2"."""
    text = f"{number:,.{decimals}f}"
    return text if _spoken is None else text.translate(_spoken.signs)


def decimal_mark() -> str:
    """What stands before decimals in the language that is spoken: a point or a comma."""
    return "." if _spoken is None else _spoken.decimal
