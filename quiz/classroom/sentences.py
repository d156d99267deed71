"""What is said of a class's results, in sentences."""

from collections.abc import Iterator

from quiz.classroom.question import QuestionResult
from quiz.classroom.question_words import about, between, named, number
from quiz.classroom.reader_words import day_of
from quiz.classroom.reported import Report
from quiz.classroom.results import MOST_DISCUSSED, Results
from quiz.classroom.statistics import CHANCE, EACH_WAY, LEAST_QUESTIONS
from quiz.classroom.talk_words import what_needs_mean
from quiz.play.mark import Certainty, points
from quiz.play.stakes import signed, signed_marks
from quiz.record.measures import FEW, SOME, percent
from quiz.text import counted, in_a_row, one_line, plural

DISCUSSED = (
    "Discuss first: where three readers or more, and a tenth of those who answered, went wrong in "
    "the same way, and somebody was sure of it. Where most went wrong so comes first, and whoever "
    "was sure counts three times. What four in five had right is left out, and so is what may be "
    "broken; what makes the skill to "
    f"practise weak is in. {MOST_DISCUSSED} at most."
)
"""Which questions are to be discussed first."""
NOTHING_TO_DISCUSS = (
    "No question: nowhere did three readers and a tenth of those who answered go wrong in the same "
    "way, with one of them sure."
)
CHECK = "May be broken: look before you count it"
"""What stands above the questions that may be broken."""
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


def of_whom(report: Report) -> str:
    """What the class or its folder is called, and the day of the newest file."""
    newest = max((each.handed_in for each in report.results.readers), default=None)
    return ", ".join(filter(None, (report.of, day_of(newest) if newest else "")))


def in_short(results: Results) -> str:
    """How many readers and answers there are, and how they did."""
    readers, answers = len(results.readers), results.answers
    if not answers:
        return f"{counted(readers, 'reader')}, and no answers yet."
    which = {"first": "first answers", "last": "latest answers", "all": "answers"}[results.which]
    share = f" ({percent(results.right / answers)}%)" * (answers >= FEW)
    each = round(results.marks / readers)
    marks = f"{signed(each).removeprefix('+')} {plural(each, 'mark')}"
    most = round(answers * points(1, Certainty.SURE) / readers)
    return (
        f"{counted(readers, 'reader')} gave {answers:,} {which if answers > 1 else which[:-1]} to "
        f"{counted(len(asked(results)), 'question')}: {results.right:,} right{share}. "
        f"That's {marks} a reader; all right and sure would be {most}."
    )


def all_in_short(report: Report) -> str:
    """The same, how what came back went, and which rounds alone it is about."""
    some = (in_short(report.results), came_back(report.results), report.only)
    return " ".join(filter(None, some))


def came_back(results: Results) -> str:
    """Whether it helped to be asked again; empty where it is too few to say."""
    again = results.again
    if again.n < FEW:
        return ""
    return (
        f"Of {again.n:,} questions that came back to the same reader, {again.first:,} "
        f"{plural(again.first, 'was', 'were')} right at first and {again.latest:,} the latest time."
    )


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
    return (
        f"How far to trust one reader's result: {use} Of the {known.among} questions that enough "
        f"of them answered, two readers {counted(apart, 'right answer')} apart or fewer may be "
        "equally good. Never a grade."
    )


def about_alpha(results: Results) -> str:
    """How reliable the results are, in figures; empty where it is too few to say."""
    known = results.reliability
    if known is None:
        return ""
    likely = f"{number(known.low)} to {number(known.high)}"
    return (
        f"How far to trust one reader's result: alpha is {number(known.alpha)}, likely {likely}; "
        f"give or take {known.error:.1f} right answers. It is worked out from the {known.among} "
        "questions of which every two were answered by "
        f"{SOME} readers or more. A reader answered {round(known.questions)} of them on average."
    )


def asked(results: Results) -> list[QuestionResult]:
    """The questions with an answer."""
    return [each for each in results.questions if each.n]


def told(results: Results) -> list[QuestionResult]:
    """The questions to report: those with answers enough for an interval, or else all."""
    return [each for each in results.questions if each.n >= FEW] or [*results.questions]


def untold(results: Results) -> str:
    """How many questions aren't reported; empty if all are."""
    none = len(results.questions) - len(asked(results))
    few = len(results.questions) - len(told(results)) - none
    if few <= 0:  # all are reported, or there is none with answers enough
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
    if left_out := [*_in_no_skill(results)]:
        yield f"Without {' and '.join(left_out)}."


def _in_no_skill(results: Results) -> Iterator[str]:
    """Which answers count in no skill, so that the counts of all skills are fewer than all."""
    some = asked(results)
    broken = [each for each in some if each.question and each.may_be_broken]
    if n := sum(each.n for each in broken):
        yield f"{counted(n, 'answer')} to {in_a_row(map(named, broken))}, which may be broken"
    if n := sum(each.n for each in some if not each.question):
        yield f"{counted(n, 'answer')} to other wordings"


def practise_next(results: Results) -> str:
    """What to practise next, and which questions make it so; or that no skill stands out."""
    skill = results.practise
    if skill is None:
        same = "No skill is clearly weaker than the others, so none needs practice before the rest."
        return same if results.skills else ""
    practise = f"Practise “{skill.name}”: {skill.right:,} of {skill.n:,} right"
    by_digest = {each.digest: each for each in results.questions}
    heavy = [named(by_digest[each]) for each in skill.because_of]
    if not heavy:
        return f"{practise}, spread over {counted(skill.questions, 'question')}."
    if not skill.otherwise:
        return f"{practise}, fewest in {in_a_row(heavy)}."
    so = {1: "One question", 2: "Two questions"}.get(len(heavy), f"{len(heavy)} questions")
    return f"{practise}. {so} made it so: {in_a_row(heavy)}."


def about_figures(results: Results) -> Iterator[str]:
    """How the figures are worked out, and what they may be by chance."""
    yield from filter(
        None,
        (
            DISCUSSED,
            LEGEND,
            about_alpha(results),
            by_chance(results),
            what_needs_mean(results),
        ),
    )


def remarked(report: Report) -> Iterator[str]:
    """What judging again changed, a line a question."""
    if report.changes is None:
        return
    if not report.changes:
        yield "Judged again by the bank as it is now: nothing changed."
    for each in report.changes:
        again = f" ({each.repeats} of them repeats)" if each.repeats else ""
        right = f"{each.now_right} of {counted(each.n, 'answer')}{again} now right"
        wrong = f"{each.now_wrong} now wrong"
        old = f"; {each.reworded} of them to another wording" if each.reworded else ""
        yield f"{each.title}: {right}, {wrong}, {signed_marks(each.marks)}{old}"
    if report.not_judged:
        left = counted(report.not_judged, "answer")
        yield f"{left} to what the bank no longer asks so: left as judged before."
