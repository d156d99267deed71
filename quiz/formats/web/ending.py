"""What the page says at the end of a round, with the names that its script uses."""

from typing import Any

from quiz.formats.web.words import forms
from quiz.words import say, say_n

_AGAIN = {"n": "{n}", "title": "{title}", "key": "{key}"}


def words_at_the_end() -> dict[str, Any]:
    """All phrases by their names, with the {placeholders} that the script fills in."""
    return {
        **_of_what_went_well(),
        **_of_what_is_next(),
        **_of_sureness(),
        **_of_the_score(),
        "howItWent": say("How it went"),
        "questions": say("Questions"),
        "newRound": say("New round"),
        "lookAgain": say("Look again"),
        "comeBack": say("Come back to it"),
        "fiveNew": say("Five new ones"),
        "lastNew": forms(lambda n: say_n(n, "The last new one", "The last {n} new ones", n="{n}")),
        "areNew": forms(
            lambda n: say_n(
                n,
                "{n} of {all} questions is still new to you.",
                "{n} of {all} questions are still new to you.",
                n="{n}",
                all="{all}",
            )
        ),
        "toLookAt": forms(
            lambda n: say_n(
                n,
                "To look at again: “{title}” ({key}).",
                "To look at again: {n}, starting with “{title}” ({key}).",
                **_AGAIN,
            )
        ),
        "takeAgain": forms(
            lambda n: say_n(n, "Take this one again", "Take these {n} again", n="{n}")
        ),
    }


def _of_what_went_well() -> dict[str, Any]:
    return {
        "looked": say("You had a look at them, and that costs nothing."),
        "allRightAndSure": say("You got {all} right, and were sure of every one."),
        "allRight": say("You got {all} right."),
        "veryGood": say("A very good round"),
        "good": say("A good round"),
        "went": say("{good}: {n} of {all} right"),
        "wentAndSure": say("{went}, and right all {n} times you were sure."),
        "sureEachTime": say("You were sure of {n}, and right each time."),
        "allOfSkill": say("You got {all} on {skill} right."),
        "rightToBeSure": say("You were right to be sure about “{title}”."),
        "gotOneRight": say("You got “{title}” right."),
        "gotItRight": say("You got it right."),
        "onTrack": say("You were on the right track: part of what you said was right."),
        "neverSure": say("You never said “sure” when you were wrong, and that saved marks."),
        "stayed": say("You stayed to the end, and what surprises you is what you remember best."),
        "both": say("both"),
        "all": say("all {n}"),
    }


def _of_what_is_next() -> dict[str, Any]:
    return {
        "another": say("Next, try another round (n)."),
        "againWrong": forms(
            lambda n: say_n(
                n,
                "Next, look again at “{title}” ({key}).",
                "Next, look again at the {n} you got wrong, starting with “{title}” ({key}).",
                **_AGAIN,
            )
        ),
        "againPartly": forms(
            lambda n: say_n(
                n,
                "Next, look again at “{title}” ({key}).",
                "Next, look again at the {n} that were partly right, "
                "starting with “{title}” ({key}).",
                **_AGAIN,
            )
        ),
        "againLeftOut": forms(
            lambda n: say_n(
                n,
                "Next, come back to “{title}” ({key}).",
                "Next, come back to the {n} you left out, starting with “{title}” ({key}).",
                **_AGAIN,
            )
        ),
        "againSkipped": forms(
            lambda n: say_n(
                n,
                "Next, come back to “{title}” ({key}).",
                "Next, come back to the {n} you skipped, starting with “{title}” ({key}).",
                **_AGAIN,
            )
        ),
        "asks": say("It begins: “{text}”"),
    }


def _of_sureness() -> dict[str, Any]:
    return {
        "cost": say("You were sure of it, and that cost {marks}."),
        "costs": forms(
            lambda n: say_n(
                n,
                "You were sure of it and of one more, and that cost {marks}.",
                "You were sure of it and of {n} more, and that cost {marks}.",
                n="{n}",
                marks="{marks}",
            )
        ),
        "quoted": say("“{text}”"),
        "or": say("{some} or {last}"),
        "couldBeSurer": forms(
            lambda n: say_n(
                n,
                "You said {words} once: with “sure”, this would have earned {marks}, not {earned}.",
                "You said {words} {n} times: with “sure”, this would have earned {marks}, "
                "not {earned}.",
                n="{n}",
                words="{words}",
                marks="{marks}",
                earned="{earned}",
            )
        ),
    }


def _of_the_score() -> dict[str, Any]:
    return {
        "nothing": say("Nothing answered"),
        "rightOf": say("{n} of {all} right"),
        "partlyOf": say("{n} partly right"),
        "skippedOf": say("{n} skipped"),
        "leftOutOf": say("{n} left out"),
        "theMost": say("{marks}, the most you can get."),
        "ofTheMost": say("{marks}; {all} is the most you can get."),
        "asGuesses": say("With “guess” every time, it would have been {n}."),
    }
