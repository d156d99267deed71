"""The first minute: two statements on which a new reader tries what it earns to be sure."""

from collections.abc import Callable, Iterator

from quiz.bank.kinds import Choice, Response
from quiz.bank.kinds.picking import Option
from quiz.play.mark import Certainty, judge, points
from quiz.words import phrase, say

TITLE = phrase("A first minute")
OFFER = phrase("two quick questions to warm up")
"""What a list of things to do says of it."""
BEFORE = phrase(
    "Two quick questions to warm up. What you earn depends on how sure you say you are."
)


def _statement(text: str, because: str, *, true: bool) -> Choice:
    """A statement to call true or false, and why it is."""
    options = (
        Option(text=say("True"), why=because, right=true),
        Option(text=say("False"), why=because, right=not true),
    )
    asked = say("True or false? {statement}", statement=text)
    return Choice(id="tried", skill="tried", stem=asked, explanation=because, options=options)


def statements() -> tuple[Choice, Choice]:
    """The two statements."""
    return (
        _statement(
            say("An octopus has three hearts."),
            say("It has: two push blood through the gills, and one through the rest of the body."),
            true=True,
        ),
        # Most people fall for this one, so that they see what it costs to be sure and wrong. The
        # average is the harmonic mean: 2 ÷ (1/30 + 1/60) = 40.
        _statement(
            say("You drive there at 30 km/h and back at 60, so your average is 45 km/h."),
            say("It's 40: the way there takes twice as long."),
            true=False,
        ),
    )


def begins_with(statement: Choice, typed: str) -> int | None:
    """The index of the option that is typed in full, or by its first letter, such as t for True."""
    for index, option in enumerate(statement.options):
        word = option.text.lower()
        if typed in (word, word[:1]):
            return index
    return None


def outcome(
    statement: Choice, response: Response, certainty: Certainty, marks: Callable[[float], str]
) -> Iterator[str]:
    """Whether the response is right, why, and what each certainty earns or would have earned.

    `marks` puts points into words.
    """
    judgement = judge(statement, response, certainty)
    (one, ones), (other, others) = (
        (each.word, marks(points(judgement.share, each)))
        for each in Certainty
        if each is not certainty
    )
    yield say("Right.") if judgement.right else say("Wrong.")
    yield statement.explanation
    yield say(
        "You said “{certainty}”: {marks}. “{One}” would have been {ones}, “{other}” {others}.",
        certainty=certainty.word,
        marks=marks(judgement.points),
        One=one.capitalize(),
        ones=ones,
        other=other,
        others=others,
    )
