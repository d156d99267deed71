"""What answers earn, in words: their marks, and what is at stake with each certainty."""

from quiz.play.mark import BEST_WITHIN, Certainty, points
from quiz.words import figures, phrase, say, say_n

BE_HONEST = phrase("You do best when you say how sure you really are.")
"""What the marks come to, as every face says it."""

PARTS = phrase(
    "A partly right answer earns part of the marks: “sure” with 4 of 5 lines right earns 1.2."
)
"""What a help page says of answers that are partly right."""


def unsigned(points: float) -> str:
    """Points without their sign, with one decimal unless they are whole: "3" or "1.2"."""
    tenths = _tenths(points)
    return figures(tenths / 10, decimals=1 if tenths % 10 else 0)


def whole(points: float) -> int:
    """The points of several answers, rounded to whole ones: their own lines have the decimals."""
    return int(abs(points) + 0.5) * (1 if points > 0 else -1)


def signed(points: float) -> str:
    """Points with their sign, as on the screen: "+3", "−1.2" or "0"."""
    size = unsigned(points)
    return size if size == "0" else f"{'+' if points > 0 else '−'}{size}"


def signed_marks(points: float) -> str:
    """Points with their sign and the word: "+1 mark" or "−1.2 marks"."""
    return _marks(points, signed(points))


def points_in_words(points: float) -> str:
    """Points for those who listen: "1 mark" or "minus 1.2 marks"."""
    return _marks(points, spoken(points))


def spoken(points: float) -> str:
    """The number of points for those who listen: "1" or "minus 1.2"."""
    size = unsigned(points)
    return say("minus {n}", n=size) if points < 0 and size != "0" else size


def _marks(points: float, number: str) -> str:
    """A number of points with the word, which goes with them as they are written."""
    return say_n(_tenths(points) / 10, "{n} mark", "{n} marks", n=number)


def _tenths(points: float) -> int:
    """The tenths in points, without a sign: a half is rounded up, even if a float falls short."""
    return int(10 * abs(points) + 0.500001)


def scale_words(certainty: Certainty) -> str:
    """What a certainty earns in a few words, which line up below each other."""
    return say(
        "right {right}   wrong {wrong}",
        right=f"{signed(points(1, certainty)):>2}",
        wrong=f"{signed(points(0, certainty)):>2}",
    )


def best_range(certainty: Certainty) -> tuple[int, int]:
    """The chances of being right, in per cent, at which a certainty earns most on average."""
    low, high = BEST_WITHIN[certainty]
    return round(100 * low), round(100 * high)


def best_in_words(certainty: Certainty) -> str:
    """The chances at which a certainty earns most, such as "under 67%" or "67–80%"."""
    low, high = best_range(certainty)
    if certainty is Certainty.GUESS:
        return say("under {high}%", high=high)
    if certainty is Certainty.SURE:
        return say("over {low}%", low=low)
    return say("{low}–{high}%", low=low, high=high)


def best_for_ears(certainty: Certainty) -> str:
    """The same for those who listen: "67 to 80%"."""
    if certainty is not Certainty.FAIRLY:
        return best_in_words(certainty)
    low, high = best_range(certainty)
    return say("{low} to {high}%", low=low, high=high)
