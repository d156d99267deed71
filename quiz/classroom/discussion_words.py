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
from quiz.classroom.question import SEVERAL, QuestionResult
from quiz.classroom.question_words import ended, quoted
from quiz.classroom.results import Results
from quiz.play.explain import explained
from quiz.play.round import Slot
from quiz.text import one_line, plural


class Lesson(Struct, frozen=True):
    """What to say of a question once it has been discussed."""

    why: tuple[str, ...]
    """Why the right answer is right, in paragraphs."""
    remember: str
    ask: str
    """A question to put to the class."""


def went_wrong(each: QuestionResult, results: Results) -> Iterator[str]:
    """How many went wrong in the same way, and how many of them were sure, in sentences."""
    who = "answers" if results.which == "all" else "readers"
    if pull := each.main_pull:
        what = pull.distractor
        did = f"picked {quoted(what.text, what.option)}"
        did = did if pull.same else f"went wrong at {quoted(what.part, None)}"
        yield ended(f"{pull.n} of {each.n} {who} {did}")
        some = pull.sure or "none"
        sure = f"{some} of them {plural(max(pull.sure, 1), 'was', 'were')} sure"
        if (others := each.sure_and_wrong - pull.sure) > 0:
            more = " more" if pull.sure else ""
            were = plural(others, "was", "were")
            sure += f"; {others}{more} {were} sure and wrong in another way"
        yield f"{sure[:1].upper()}{sure[1:]}."
    missed = each.missed
    if missed and (missed.n >= SEVERAL or not pull):
        sure = f" ({missed.sure} of them sure)" if missed.sure else ""
        yield f"{missed.n} of {each.n} missed {quoted(missed.text, None)}{sure}, which is right."


def lesson(each: QuestionResult, habits: Mapping[str, str]) -> Lesson | None:
    """What to say of a question; None if the bank no longer has the wording."""
    question = each.question
    if question is None:
        return None
    slot = Slot(question, tuple(sorted(question.arrange(Random(0)))))
    about = explained(slot, habits.get(question.skill, ""))
    first = [
        one for one in about.first if one.sign == RIGHT and one.why and not question.row_by_row
    ]
    named = len(first) > 1  # else it's plain which one is meant
    whys = [f"{quoted(one.text, None)}: {one.why}" if named else one.why for one in first]
    texts = (*whys, about.why, about.more)
    return Lesson(
        tuple(text.strip() for text in texts if text.strip()),
        about.take_away,
        one_line(to_ask(question, each)),
    )


def to_ask(question: Question, each: QuestionResult) -> str:
    """A question to put to the class: one that takes the wrong answer seriously."""
    pull = each.main_pull
    if pull is None:
        if each.missed:
            return f"Who saw {quoted(each.missed.text, None)}, and what gave it away?"
        return "Which answer did you nearly give, and what decided it?"
    what = quoted(pull.distractor.text, None)
    match question:
        case Choice() | Sort():
            return f"What would have to be different for {what} to be right?"
        case Multi() | Spot():
            return f"What would have to be different for {what} to be one of them?"
        case Order():
            return f"What tells you where {quoted(pull.distractor.part, None)} belongs?"
        case Short():
            return f"Where could you look to see whether {what} is right?"
