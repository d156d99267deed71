"""What is said of a class's results, in sentences."""

from collections.abc import Iterator

from quiz.classroom.question import QuestionResult
from quiz.classroom.question_words import about, between, key_in_words, number, quoted
from quiz.classroom.reader_words import missing, whom_to_talk_to
from quiz.classroom.reported import Report
from quiz.classroom.results import MOST_DISCUSSED, Results
from quiz.classroom.statistics import CHANCE, EACH_WAY, LEAST_QUESTIONS
from quiz.play.explain import signed, signed_marks, unsigned
from quiz.play.mark import Certainty, points
from quiz.record.measures import FEW, SOME, percent
from quiz.text import counted, one_line, plural

DISCUSSED = (
    "Discuss first: where three readers or more, and a tenth of those who answered, went wrong in "
    "the same way, and somebody was sure of it. What most were sure of comes first, then what "
    f"pulled most; {MOST_DISCUSSED} at most."
)
"""Which questions are to be discussed first."""
NOTHING_TO_DISCUSS = (
    "No question: nowhere did three readers and a tenth of those who answered go wrong in the same "
    "way, with one of them sure."
)
LEGEND = (
    "Right: what is partly right isn't. In brackets, and after “likely” "
    "elsewhere: where the true figure may lie (95%). “Tells strong from weak” is the correlation "
    "of a question with all others: above 0 is as it should be."
)
"""What the figures of the questions mean."""
_GOOD, _FAIR = 0.8, 0.5
"""From which end of alpha's interval on readers can be told apart, and the outermost of them."""


def page_title(results: Results) -> str:
    """What the report is called."""
    return f"The class: {one_line(results.title)}"


def in_short(results: Results) -> str:
    """How many readers and answers there are, and how they did."""
    readers, answers = len(results.readers), results.answers
    if not answers:
        return f"{counted(readers, 'reader')}, and no answers yet."
    which = {"first": "first answers", "last": "latest answers", "all": "answers"}[results.which]
    share = f"{percent(results.right / answers)}%"
    marks = signed(results.marks / readers).removeprefix("+")
    most = answers * points(1, Certainty.SURE) / readers
    return (
        f"{counted(readers, 'reader')} gave {answers:,} {which if answers > 1 else which[:-1]} to "
        f"{counted(len(asked(results)), 'question')}: {results.right:,} right ({share}), "
        f"and {marks} of at most {unsigned(most)} marks a reader on average."
    )


def all_in_short(report: Report) -> str:
    """The same, and which rounds alone it is about."""
    return f"{in_short(report.results)} {report.only}".rstrip()


def how_reliable(results: Results) -> str:
    """How far the readers' results can be relied on, and what for."""
    known = results.reliability
    if known is None:
        return (
            f"How far to trust one reader's result: too few to say. It takes {SOME} readers or "
            f"more who answered the same {LEAST_QUESTIONS} questions or more."
        )
    apart = max(1, int(1.96 * 2**0.5 * known.error))
    if known.low >= _GOOD:
        use = "far enough to tell readers apart."
    elif known.low >= _FAIR:
        use = "to see who is far above or below the others, not to rank those in between."
    else:
        use = "to choose what to discuss, not to rank readers."
    alike, likely = counted(apart, "right answer"), f"{number(known.low)} to {number(known.high)}"
    return (
        f"How far to trust one reader's result: {use} Two readers {alike} apart or fewer may be "
        f"equally good. Never a grade. (Alpha is {number(known.alpha)}, likely {likely}; give or "
        f"take {known.error:.1f} right answers.)"
    )


def about_alpha(results: Results) -> str:
    """What alpha is worked out from; empty where it is too few to say."""
    known = results.reliability
    if known is None:
        return ""
    return (
        f"Alpha is worked out from the {known.among} questions of which every two were answered "
        f"by {SOME} readers or more. A reader answered {round(known.questions)} of them on average."
    )


def next_lesson(report: Report) -> Iterator[str]:
    """What to do next, a line each; none if nothing stands out."""
    results = report.results
    for each in [each for each in results.questions if each.may_be_broken][:2]:
        right = f": is {quoted(key_in_words(each.question), None)} right?" if each.question else "."
        yield f"Check the key of {_named(each)} ({each.id}){right}"
    if discuss := [_named(each) for each in results.discuss]:
        yield f"Discuss {', '.join(discuss)}."
    if skill := weakest_skill(results):
        yield f"Practise “{skill}”."
    yield from whom_to_talk_to(report)
    yield from missing(report)


def _named(each: QuestionResult) -> str:
    return f"“{each.title}”"


def asked(results: Results) -> list[QuestionResult]:
    """The questions with an answer."""
    return [each for each in results.questions if each.n]


def told(results: Results) -> list[QuestionResult]:
    """The questions to tell of: those with answers enough for an interval, or else all."""
    return [each for each in results.questions if each.n >= FEW] or [*results.questions]


def untold(results: Results) -> str:
    """How many questions aren't told of; empty if all are."""
    none = len(results.questions) - len(asked(results))
    few = len(results.questions) - len(told(results)) - none
    if few <= 0:  # all are told of, or there is none with answers enough
        return ""
    had = f"{counted(few, 'more question')} had fewer than {FEW} answers: too few to say."
    return f"{had} {counted(none, 'question')} had none." if none else had


def reworded(results: Results) -> str:
    """How many questions were answered in another wording; empty if none was."""
    n = sum(not each.question for each in results.questions)
    are = plural(n, "is", "are")
    return (
        f"{counted(n, 'question')} {are} in another wording than the bank's, so "
        f"{plural(n, 'its', 'their')} options can't be named."
    ) * bool(n)


def by_chance(results: Results) -> str:
    """How many questions look broken by chance alone; empty if none looks so."""
    if not any(each.may_be_broken for each in results.questions):
        return ""
    questions = sum(each.is_told_apart for each in results.questions)
    wrong = sum(each.distractors_tested for each in results.questions)
    return (
        f"Sound questions may look broken, too, about 1 time in {round(1 / CHANCE)}: of "
        f"{counted(questions + wrong, 'figure')} tested, expect {about(questions + wrong)} by "
        f"chance alone. Tested were {counted(questions, 'question')} with {SOME} answers or more, "
        f"{EACH_WAY} right and {EACH_WAY} wrong, and {counted(wrong, 'distractor')} that {FEW} or "
        "more picked."
    )


def went_wrong(each: QuestionResult, results: Results) -> str:
    """How many went wrong in the same way, and how many of them were sure; empty if none did."""
    pull = each.main_pull
    if pull is None:
        return ""
    who = "answers" if results.which == "all" else "readers"
    what = quoted(pull.distractor.text, pull.distractor.option)
    did = f"picked {what}" if pull.same else f"went wrong at {quoted(pull.distractor.part, None)}"
    sure = f"{pull.sure} of them {plural(pull.sure, 'was', 'were')} sure"
    if (others := each.sure_and_wrong - pull.sure) > 0:
        sure += f"; {others} more {plural(others, 'was', 'were')} sure and wrong in another way"
    return f"{pull.n} of {each.n} {who} {did}. {sure}."


def skills(results: Results) -> Iterator[str]:
    """How the class did in each skill, the weakest first."""
    for each in results.skills:
        rests = f"({counted(each.questions, 'question')})"
        count = f"{each.right:,} of {each.n:,}"
        if each.n < FEW:
            yield f"{each.name} {rests}: {count} right, too few to say"
        else:
            share, likely = percent(each.right / each.n), between(each.low, each.high)
            yield f"{each.name} {rests}: {share}% right ({count}; likely {likely})"


def weakest_skill(results: Results) -> str:
    """The skill with the fewest right that is below the class's share beyond chance, or empty."""
    return next((each.name for each in results.skills if each.below), "")


def practise_next(results: Results) -> str:
    """What to practise next; empty if no skill stands out."""
    skill = weakest_skill(results)
    if skill:
        return f"Practise next: “{skill}”, where the class is below its average beyond chance."
    same = "No skill is clearly weaker than the others, so none needs practice before the rest."
    return same if results.skills else ""


def remarked(report: Report) -> Iterator[str]:
    """What judging again changed, a line a question."""
    if report.changes is None:
        return
    if not report.changes:
        yield "Judged again by the bank as it is now: nothing changed."
    for each in report.changes:
        right = f"{each.now_right} of {counted(each.n, 'answer')} now right"
        wrong = f"{each.now_wrong} now wrong"
        old = f"; {each.reworded} of them to another wording" if each.reworded else ""
        yield f"{each.title}: {right}, {wrong}, {signed_marks(each.marks)}{old}"
    if report.not_judged:
        left = counted(report.not_judged, "answer")
        yield f"{left} to what the bank no longer asks so: left as judged before."
