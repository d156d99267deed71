"""What the page says, in the language of the bank: phrases with the names that its script uses."""

from collections.abc import Callable
from typing import Any

from quiz.play.explain import TAKE_AWAY
from quiz.play.mark import Certainty
from quiz.play.stakes import BE_HONEST, PARTS, best_in_words
from quiz.words import say, say_n

_REPEAT = 100
"""After how many numbers the forms of a phrase repeat in all languages, from the second 100 on."""


def words() -> dict[str, Any]:
    """All phrases by their names, with the {placeholders} that the script fills in."""
    return {
        **_of_the_first_page(),
        **_of_a_question(),
        **_of_an_answer(),
        **_of_saving(),
        "certainties": [each.word for each in Certainty],
        "sureness": [say("a guess"), say("fairly sure"), say("sure")],
        "bestAt": [best_in_words(each) for each in Certainty],
        "keysTitle": say("Keys"),
        "takesKeys": say("Use single keys, such as a, 1 or ?"),
        "close": say("Close"),
        "keys": [
            ["a b c …", say("pick what has this letter")],
            ["↑ ↓ ← →", say("move")],
            [say("Space"), say("pick or unpick")],
            ["↵", say("complete the answer; go on")],
            ["1 2 3", say("say how sure you are, once you have answered")],
            ["e", say("the explanation and the rest")],
            ["x", say("skip, at no cost")],
            ["p", say("go back to the question before")],
            ["n", say("begin another round")],
            [say("Esc"), say("go one step back")],
            ["?", say("this help")],
        ],
    }


def _of_the_first_page() -> dict[str, Any]:
    return {
        "quiet": say("a quiz for ten quiet minutes"),
        "howMany": say("How many questions?"),
        "whichRound": say("Which round?"),
        "mix": say("a mix of skills"),
        "missed": say("What you missed"),
        "soFar": say("So far you have {n} of {all} right."),
        "sameForAll": say("The same for everyone"),
        "inSet": say("Everyone gets these questions in the same order, with the same letters."),
        "begin": say("Begin a round"),
        "keysInside": say("The right answers are in this file: it's for learning, not for grades."),
        "kept": say(
            "After each answer you see what is right and why, and where to check it. Your answers "
            "stay in this page, and nothing is sent."
        ),
        "howMarksWork": say("How marks work"),
        "beHonest": say(BE_HONEST),
        "parts": say(PARTS),
        "scaleHeads": [say("How sure"), say("Right"), say("Wrong"), say("if your chance is")],
    }


def _of_a_question() -> dict[str, Any]:
    return {
        "place": say("{n} of {all}"),
        "exhibit": say("Exhibit"),
        "howSure": say("How sure are you?"),
        "figures": say("right / wrong"),
        "nowSure": say("How sure? 1–3. ↑ edits your answer."),
        "miscounted": say("It asks for {n}, and you've picked {picked}."),
        "back": say("Back"),
        "skip": say("Skip"),
        "leave": say("End the round"),
        "hintChoice": say("A letter, a click or ↑ ↓ and Enter."),
        "hintChoiceByTouch": "",
        "pickFirst": say("Pick an answer first: its letter, a click, or ↑ ↓ and Enter."),
        "pickFirstByTouch": say("Pick an answer first: tap it."),
        "hintMultiByTouch": say("Tap all that apply."),
        "hintPickByTouch": say("Tap {n}."),
        "hintMulti": say("Tick all that apply with letters, clicks or Space, then press Enter."),
        "hintPick": say("Tick {n} with letters, clicks or Space, then press Enter."),
        "tickFirst": say("Tick at least one first: its letter, a click, or Space."),
        "tickFirstByTouch": say("Tick at least one first: tap it."),
        "enterWhenAll": say("Press Enter when you have them all; then say how sure you are."),
        "hintSortByTouch": "",
        "hintSort": say("A letter or a click labels a line; ↑ ↓ move. Then press Enter."),
        "labelFirst": say("Each line needs a label first: press its letter, or click."),
        "labelFirstByTouch": say("This line needs its label first: tap it."),
        "enterWhenLabelled": say(
            "Press Enter when every line has the label you want; then say how sure you are."
        ),
        "hintOrderByTouch": say("Tap ↑ or ↓, or tap a line and then the place it goes to."),
        "hintOrder": say(
            "From {first} (top) to {last} (bottom). Space, its letter or a click lifts a "
            "line and puts it down; ↑ ↓ move it. Then press Enter."
        ),
        "enterWhenOrdered": say(
            "Press Enter when you're happy with the order; then say how sure you are."
        ),
        "moveUp": say("Move up: {text}"),
        "moveDown": say("Move down: {text}"),
        "isNow": say("{n} of {all}: {text}"),
        "hintSpotOneByTouch": say("Tap the words you mean."),
        "hintSpotOne": say("No letters here: ← → move, Enter picks. Or click."),
        "spotOneFirst": say("Pick some words first: click on them, or use ← → and Enter."),
        "spotOneFirstByTouch": say("Pick some words first: tap them."),
        "spotFirstByTouch": say("Pick some words first: tap them."),
        "hintSpotByTouch": say("Tap all that apply."),
        "hintSpotPickByTouch": say("Tap {n}."),
        "hintSpot": say("No letters here: ← → move, Space picks. Or click. Then press Enter."),
        "hintSpotPick": say("Pick {n}: ← → move, Space picks. Or click. Then press Enter."),
        "spotFirst": say("Pick some words first: click on them, or use ← → and Space."),
        "hintShort": say("Type your answer, then press Enter. Tab leaves the line."),
        "hintShortByTouch": "",
        "typeFirst": say("Type something first."),
        "tooLong": say("That's too long: {most} characters at most."),
        "enterFirst": say("Press Enter first; then say how sure you are."),
    }


def _of_an_answer() -> dict[str, Any]:
    return {
        "right": say("Right"),
        "partly": say("Partly right"),
        "wrong": say("Wrong"),
        "leftOut": say("Left out"),
        "leftOutShort": say("left out"),
        "skipped": say("skipped"),
        "signs": {
            "✓": say("Right"),
            "◐": say("Partly right"),
            "✗": say("Wrong"),
            "": say("Left out"),
        },
        "notThis": say("Not this one"),
        "yourAnswer": say("Your answer"),
        "correct": say("Correct answer"),
        "weWrite": say("We'd write"),
        "spelt": say("spelt “{form}”"),
        "readAs": say("read as {number}"),
        "youSaid": say("you said “{label}”"),
        "put": [
            *(say("you put it 1st"), say("you put it 2nd"), say("you put it 3rd")),
            *(say("you put it 4th"), say("you put it 5th"), say("you put it 6th")),
            *(say("you put it 7th"), say("you put it 8th"), say("you put it 9th")),
        ],
        "pairs": say("{n} of {all} pairs in order"),
        "lines": say("{n} of {all} lines right"),
        "found": say("{n} of {all} found"),
        "cancels": forms(
            lambda n: say_n(
                n,
                "{found}, but {n} wrong cancels one",
                "{found}, but {n} wrong cancel {n}",
                n="{n}",
                found="{found}",
            )
        ),
        "minus": say("minus {n}"),
        "marks": forms(lambda n: say_n(n, "{n} mark", "{n} marks", n="{n}")),
        "whyRight": say("Why these are right"),
        "rightlyLeft": say("You were right not to pick these"),
        "tempting": say("Tempting, but wrong"),
        "remember": say(TAKE_AWAY),
        "more": say("More"),
        "theQuestion": say("The question"),
        "goOn": say("Go on"),
        "nextMiss": say("Next miss ({n} of {all})"),
        "backToList": say("Back to the list"),
    }


def _of_saving() -> dict[str, Any]:
    return {
        "save": say("Keep your answers"),
        "saveWhy": say(
            "They are only in this page, and lost when you close it. Save them as a file to keep, "
            "or to hand in to a teacher."
        ),
        "savedWhy": say(
            "All your answers so far are in {file}. After another round, save them again."
        ),
        "nameless": say(
            "Without a name, a teacher can't tell whose file it is. Type it in, or save once more "
            "without one."
        ),
        "yourName": say("Your name, if you want it in the file"),
        "saveFile": say("Save my answers"),
        "savedAs": say("Saved as {file}: look in your downloads."),
        "checkWord": say("Check word: {word}"),
        "carryOn": say("To carry on from a file that you saved here, choose it"),
        "carriedOn": forms(
            lambda n: say_n(
                n,
                "{file} has {n} round, and this page adds to it.",
                "{file} has {n} rounds, and this page adds to them.",
                n="{n}",
                file="{file}",
            )
        ),
        "leftOff": say("You left off here. Your answers so far are kept."),
        "notSaved": say(
            "Your answers aren't saved yet. Save them, or they are lost when you leave."
        ),
        "someoneElse": say("Begin as someone else"),
        "notOurs": say(
            "{file} wasn't saved from a page with this quiz, or has been changed since. Choose "
            "another file."
        ),
    }


def forms(form: Callable[[int], str]) -> dict[str, Any]:
    """The forms of a phrase that goes with a number, and which of them each number takes."""
    told = [form(n) for n in range(2 * _REPEAT)]
    distinct = [*dict.fromkeys(told)]
    return {"forms": distinct, "of": [distinct.index(each) for each in told]}
