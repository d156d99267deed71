"""The first minute: two statements on which a new reader tries what it earns to be sure."""

from collections.abc import Callable, Iterator

from quiz.bank.kinds import Choice, Response
from quiz.bank.kinds.picking import Option
from quiz.play.mark import Certainty, judge, points

TITLE = "A first minute"
OFFER = "two quick questions to warm up"
"""What a list of things to do says of it."""
BEFORE = "Two quick questions to warm up. What you earn depends on how sure you say you are."


def _statement(text: str, because: str, *, true: bool) -> Choice:
    """A statement to call true or false, and why it is."""
    options = (
        Option(text="True", why=because, right=true),
        Option(text="False", why=because, right=not true),
    )
    asked = f"True or false? {text}"
    return Choice(id="tried", skill="tried", stem=asked, explanation=because, options=options)


STATEMENTS = (
    _statement(
        "An octopus has three hearts.",
        "It has: two push blood through the gills, and one through the rest of the body.",
        true=True,
    ),
    _statement(
        "Bats are blind.",
        "They can all see. “Blind as a bat” is only a saying.",
        true=False,
    ),
)


def outcome(
    statement: Choice, response: Response, certainty: Certainty, marks: Callable[[float], str]
) -> Iterator[str]:
    """Whether the response is right, why, and what each certainty earns or would have earned.

    `marks` puts points into words.
    """
    judgement = judge(statement, response, certainty)
    one, other = (
        (each.word, marks(points(judgement.share, each)))
        for each in Certainty
        if each is not certainty
    )
    yield "Right." if judgement.right else "Wrong."
    yield statement.explanation
    said = f"You said “{certainty.word}”: {marks(judgement.points)}."
    yield f"{said} “{one[0].capitalize()}” would have been {one[1]}, “{other[0]}” {other[1]}."
