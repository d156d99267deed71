"""What is said of one question, in words and figures."""

import re
from collections.abc import Iterator

from quiz.bank.kinds import Question, Sort
from quiz.classroom.pulled import Distractor
from quiz.classroom.question import QuestionResult
from quiz.classroom.statistics import CHANCE
from quiz.record.measures import FEW, percent
from quiz.text import one_line


def number(value: float) -> str:
    """A figure to two decimals, with a real minus."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def between(low: float, high: float) -> str:
    """An interval of a share, in per cent."""
    return f"{percent(low)}–{percent(high)}%"


def about(tested: int, chance: float = CHANCE) -> str:
    """About how many of those tested look so by chance."""
    expected = round(chance * tested)
    return f"about {expected}" if expected else "less than one"


def facility(each: QuestionResult) -> str:
    """How many had a question right, with the interval from `FEW` answers on."""
    if not each.n:
        return "no answers"
    if each.n < FEW:
        return f"{each.right} of {each.n}"
    return f"{percent(each.facility)}% ({between(each.low, each.high)})"


def tells(each: QuestionResult) -> str:
    """The discrimination of a question, with its interval; or that it's too little to say."""
    if each.discrimination is None or not each.is_told_apart:
        return "too few"
    likely = f"{number(each.discrimination_low)} to {number(each.discrimination_high)}"
    return f"{number(each.discrimination)} ({likely})"


def title(each: QuestionResult) -> str:
    """What a question is called, and whether it is in another wording than the bank's."""
    return each.title if each.question else f"{each.title} (in another wording)"


def pulled(each: QuestionResult, most: int = 2) -> Iterator[str]:
    """What wrong answers picked, with how many did."""
    for pull in each.pulled[:most]:
        if pull.n >= min(2, each.n):
            yield f"{quoted(pull.distractor.text, pull.distractor.option)} ({pull.n})"


def named(each: QuestionResult) -> str:
    """The title of a question in quotation marks."""
    return f"“{each.title}”"


def quoted(text: str, option: int | None) -> str:
    """A distractor in quotation marks, or by its number in the file if its text isn't known."""
    if not text and option:
        return f"option {option}"
    text = one_line(text).rstrip(",;")  # of a part of a passage
    if text.startswith("“") and text.endswith("”"):
        return text
    return f"“{text.translate(str.maketrans('“”', '‘’'))}”"  # marks within others are single


def ended(sentence: str) -> str:
    """A sentence with a full stop, unless what it quotes at its end has one."""
    return sentence if re.search("[.!?…]”?$", sentence) else f"{sentence}."


def why_broken(each: QuestionResult) -> Iterator[str]:
    """Why a question may be broken."""
    one_text = each.question and not each.question.row_by_row
    right = quoted(key_in_words(each.question), None) if each.question and one_text else ""
    key, beside = (f", {right}", f", beside {right}") if right else ("", "")
    if each.reversed:
        yield (
            "weak readers had it right more often than strong ones, beyond chance: "
            f"check what counts as right{key}"
        )
    if strong := each.pull_of_strong:
        what = quoted(strong.distractor.text, strong.distractor.option)
        yield f"strong readers were pulled by {what}: check whether it is right, too{beside}"


def broken_in_words(each: QuestionResult) -> Iterator[str]:
    """Why a question may be broken, in sentences."""
    yield from (ended(f"This question may be broken: {why}") for why in why_broken(each))


def tempting(each: QuestionResult) -> str:
    """Why the mistake tempts, in the bank's words; empty if it says nothing."""
    return each.mistake.what.why if each.mistake else ""


def right_answer(each: QuestionResult) -> str:
    """What is right instead; empty if the bank no longer has the wording."""
    if each.mistake and each.mistake.what.instead:
        return each.mistake.what.instead
    return key_in_words(each.question) if each.question else ""


def did(what: Distractor) -> str:
    """What readers did who have a distractor: what isn't in a list to pick from, they answered."""
    return "answered" if what.option is None else "picked"


def key_in_words(question: Question) -> str:
    """What is right, in words."""
    if isinstance(question, Sort):
        rows = zip(question.rows, question.right_labels, strict=True)
        return "; ".join(f"{row.text.rstrip('.')}: {label}" for row, label in rows)
    return question.right_words or question.in_words(question.key)
