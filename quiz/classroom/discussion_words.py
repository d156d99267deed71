"""What a teacher needs to discuss a question: what went wrong, why the right answer is right."""

from collections.abc import Iterator, Mapping
from random import Random

from msgspec import Struct

from quiz.bank.kinds import (
    RIGHT,
    Choice,
    Multi,
    Order,
    Question,
    Short,
    Sort,
    Spot,
)
from quiz.bank.kinds.picking import PickingQuestion
from quiz.classroom.chosen import Chosen, is_mistake
from quiz.classroom.mistake import Mistake
from quiz.classroom.question import QuestionResult
from quiz.classroom.question_words import did, ended, quoted
from quiz.classroom.results import Results
from quiz.play.explain import explained
from quiz.play.round import Slot
from quiz.text import capitalised, one_line, plural
from quiz.words import say

WHY, WHY_BROKEN = "Why that's right", "Why the bank says that it's right"
"""What comes before the reasons for the right answer, and where that may be none."""


class Lesson(Struct, frozen=True):
    """What to say of a question once it has been discussed."""

    why: tuple[str, ...]
    """Why the right answer is right, in paragraphs."""
    remember: str
    ask: str
    """A question to put to the class."""


def went_wrong(each: QuestionResult, results: Results) -> Iterator[str]:
    """How many made the mistake, and how many of them were sure, in sentences."""
    if (mistake := each.mistake) is None:
        return
    yield ended(f"{mistake.n} of {each.n} {answers_or_readers(results)} {_did(mistake, each)}")
    some = mistake.sure or "none"
    sure = f"{some} of them {plural(max(mistake.sure, 1), 'was', 'were')} sure"
    if (others := each.sure_and_wrong - mistake.sure) > 0:
        more = " more" if mistake.sure else ""
        were = plural(others, "was", "were")
        sure += f"; {others}{more} {were} sure and wrong in another way"
    yield f"{capitalised(sure)}."


def answers_or_readers(results: Results) -> str:
    """What is counted: readers, or all their answers."""
    return "answers" if results.which == "all" else "readers"


def _did(mistake: Mistake, each: QuestionResult) -> str:
    """What those did who made a mistake, as the end of a sentence about them."""
    what = mistake.what
    if mistake.missed:
        right = "was to be found" if isinstance(each.question, Spot) else "is right"
        return f"missed {quoted(what.text, None)}, which {right}"
    if not mistake.same:
        return f"went wrong at {quoted(what.part, None)}"
    return f"{did(what)} {quoted(what.text, what.option)}"


def besides(each: QuestionResult, results: Results) -> str:
    """The next mistake that is worth a word, with why it tempts; empty if there is none."""
    if (other := each.besides) is None:
        return ""
    sure = f" ({other.sure} of them sure)" if other.sure else ""
    who = f"{other.n} of {each.n} {answers_or_readers(results)}"
    said = ended(f"Besides, {who}{sure} {_did(other, each)}")
    return f"{said} {one_line(other.what.why)}".rstrip()


def missed_by(one: Chosen, each: QuestionResult) -> str:
    """How many missed it, after a space, if that is the mistake to discuss; else empty."""
    mistake = each.mistake
    is_it = mistake and mistake.missed and is_mistake(one, mistake)
    return f" (missed by {mistake.n})" if mistake and is_it else ""


def to_pick(question: Question | None) -> str:
    """How many each was to pick, where it is more than one; else empty."""
    if not isinstance(question, PickingQuestion) or isinstance(question, Choice):
        return ""
    n = question.asks_for
    if n == 1:
        return ""
    return f"Each was to pick {n}." if n else "Each could pick several."


def lesson(
    each: QuestionResult, habits: Mapping[str, str], *, whole: bool = False
) -> Lesson | None:
    """What to say of a question; None if the bank no longer has the wording.

    Unless it is to be `whole`, it lacks the reason of what was missed: the mistake has that.
    """
    question = each.question
    if question is None:
        return None
    slot = Slot(question, tuple(sorted(question.arrange(Random(0)))))
    about = explained(slot, habits.get(question.skill, ""))
    first = [
        one for one in about.first if one.sign == RIGHT and one.why and not question.row_by_row
    ]
    named = len(first) > 1  # else it's plain which one is meant
    mistake = each.mistake
    told = mistake.what.text if mistake and mistake.missed and not whole else ""
    whys = [
        f"{quoted(one.text, None)}: {one.why}" if named else one.why
        for one in first
        if one.text.strip() != told
    ]
    texts = (*whys, about.why, about.more)
    return Lesson(
        tuple(text.strip() for text in texts if text.strip()),
        about.take_away,
        one_line(to_ask(question, each)),
    )


def to_ask(question: Question, each: QuestionResult) -> str:
    """A question to put to the class: one that takes the mistake seriously."""
    if (mistake := each.mistake) is None:
        return say("Which answer did you nearly give, and what decided it?")
    what = _in_marks(mistake.what.text)
    if mistake.missed:
        return say("What speaks for {answer}, and why is it easy to miss?", answer=what)
    match question:
        case Choice() | Multi() | Spot():
            return say("What speaks for {answer}, and what speaks against it?", answer=what)
        case Sort():
            said, right = (
                _in_marks(text.removeprefix(f"{mistake.what.part}: "))
                for text in (mistake.what.text, mistake.what.instead)
            )
            row = _in_marks(mistake.what.part)
            return say(
                "{line}: what speaks for {one}, and what for {other}?",
                line=row,
                one=said,
                other=right,
            )
        case Order():
            step = _in_marks(mistake.what.part)
            return say("What tells you where {step} belongs?", step=step)
        case Short():
            return say("Where could you look to see whether {answer} is right?", answer=what)


def _in_marks(text: str) -> str:
    """A text in the quotation marks of the language."""
    return say("“{text}”", text=quoted(text, None)[1:-1])
