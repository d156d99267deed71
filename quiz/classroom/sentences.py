"""What is said of a class's results, in sentences."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from quiz.bank.kinds import Sort
from quiz.classroom.question import Pulled, QuestionResult
from quiz.classroom.remark import Change
from quiz.classroom.results import ReaderResult, Results, Sureness
from quiz.classroom.statistics import CHANCE, LEAST_QUESTIONS
from quiz.play.explain import signed_marks, unsigned
from quiz.play.mark import BEST_WITHIN, Certainty
from quiz.record.measures import FEW, SOME, percent
from quiz.text import counted, one_line, plural

MOST_DISCUSSED = 5
"""How many questions are to be discussed first: a lesson has no room for more."""
MOST_NAMED = 20
"""How many readers are named of those who need the same."""
_GOOD, _FAIR = 0.8, 0.5
"""From which end of alpha's interval on readers can be told apart, and the outermost of them."""


class Report(Struct, frozen=True):
    """A report on a class."""

    results: Results
    names: bool
    """Whether readers are named."""
    changes: Sequence[Change] | None = None
    """What judging the answers again changed; None if they weren't."""
    not_judged: int = 0
    """How many answers couldn't be judged again."""


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
    each = unsigned(abs(results.marks) / readers)
    marks = signed_marks(results.marks / readers) if each != "0" else "no marks"
    return (
        f"{counted(readers, 'reader')} gave {answers:,} {which if answers > 1 else which[:-1]} to "
        f"{counted(len(asked(results)), 'question')}: {results.right:,} right ({share}), "
        f"{marks} a reader on average."
    )


def how_reliable(results: Results) -> str:
    """How far the readers' results can be relied on, and what for."""
    known = results.reliability
    if known is None:
        return (
            f"How reliable each reader's result is: too few to say. It takes {SOME} readers or "
            f"more who answered the same {LEAST_QUESTIONS} questions or more."
        )
    apart = max(1, round(1.96 * 2**0.5 * known.error))
    if known.low >= _GOOD:
        use = "Enough to tell readers apart."
    elif known.low >= _FAIR:
        use = "Enough to see who is far above or below the others, not to rank those in between."
    else:
        use = "Use it to choose what to discuss, not to rank readers."
    return (
        f"How reliable each reader's result is: alpha {number(known.alpha)} "
        f"(likely {number(known.low)} to {number(known.high)}) for the {round(known.questions)} "
        f"questions that most answered, give or take {known.error:.1f} right answers. {use} "
        f"Two readers less than {apart} right answers apart may be equally good. Never a grade."
    )


def next_lesson(report: Report) -> str:
    """What to do next, in a sentence; empty if nothing stands out."""
    results = report.results
    todo = []
    if broken := [f"“{each.title}”" for each in results.questions if each.may_be_broken]:
        todo.append(f"check the key of {' and '.join(broken[:2])}")
    if discuss := [f"“{each.title}”" for each in results.discuss[:3]]:
        todo.append(f"discuss {', '.join(discuss)}")
    if skill := weakest_skill(results):
        todo.append(f"practise “{skill}”")
    readers = {each.number for _, _, some in needs(results) for each in some}
    if readers:
        todo.append(f"talk to {counted(len(readers), 'reader')}")
    return f"What to do next: {'; '.join(todo)}." if todo else ""


def asked(results: Results) -> list[QuestionResult]:
    """The questions with an answer."""
    return [each for each in results.questions if each.n]


def told(results: Results) -> list[QuestionResult]:
    """The questions to tell of: those with answers enough for an interval, or else all."""
    return [each for each in results.questions if each.n >= FEW] or [*results.questions]


def untold(results: Results) -> str:
    """How many questions aren't told of; empty if all are."""
    n = len(results.questions) - len(told(results))
    if not n:
        return ""
    had = f"{counted(n, 'more question')} had fewer than {FEW} answers: too few to say"
    return f"{had} (--to csv has them)."


def reworded(results: Results) -> str:
    """How many questions were answered in another wording; empty if none was."""
    n = sum(not each.question for each in results.questions)
    are = plural(n, "is", "are")
    return (
        f"{counted(n, 'question')} {are} in another wording than the bank's, so its options can't "
        "be named; --remark takes the answers as answers to the present wording."
    ) * bool(n)


def number(value: float) -> str:
    """A figure to two decimals, with a real minus."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def between(low: float, high: float) -> str:
    """An interval of a share, in per cent."""
    return f"{percent(low)}–{percent(high)}%"


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


def quoted(text: str, option: int | None) -> str:
    """A distractor in quotation marks, or by its number in the file if its text isn't known."""
    if not text:
        return f"option {option}"
    text = one_line(text)
    return text if text.startswith("“") and text.endswith("”") else f"“{text}”"


def why_broken(each: QuestionResult) -> Iterator[str]:
    """Why a question may be broken."""
    if each.reversed:
        likely = f"{number(each.discrimination_low)} to {number(each.discrimination_high)}"
        yield (
            f"weak readers had it right more often than strong ones (likely {likely}): "
            "check its key"
        )
    if strong := each.pull_of_strong:
        what = quoted(strong.distractor.text, strong.distractor.option)
        yield f"strong readers were pulled by {what}: check whether it is right, too"


def by_chance(results: Results) -> str:
    """How many questions look broken by chance alone."""
    tested = sum(each.is_told_apart for each in results.questions)
    expected = max(1, round(CHANCE * tested))
    looks = plural(expected, "looks", "look")
    return f"Of {counted(tested, 'question')}, about {expected} {looks} so by chance alone."


def sure_and_wrong(each: QuestionResult) -> str:
    """How many were sure and wrong, and what pulled them."""
    were = f"{each.sure_and_wrong} of {each.n} were sure and wrong"
    pull = pull_of_sure(each)
    if pull is None:
        return f"{were}, each in another way." if any(p.sure for p in each.pulled) else f"{were}."
    what = quoted(pull.distractor.text, pull.distractor.option)
    who = "All of them" if pull.sure == each.sure_and_wrong else f"{pull.sure} of them"
    return f"{were}. {who} picked {what}."


def pull_of_sure(each: QuestionResult) -> Pulled | None:
    """The distractor that most who were sure picked; None if no two picked the same."""
    most = max(each.pulled, key=lambda pull: pull.sure, default=None)
    return most if most and most.sure > 1 else None


def tempting(each: QuestionResult) -> str:
    """Why that tempts, in the bank's words; empty if it says nothing."""
    pull = pull_of_sure(each)
    return pull.distractor.why if pull else ""


def right_answer(each: QuestionResult) -> str:
    """What is right instead; empty if the bank no longer has the wording."""
    pull = pull_of_sure(each)
    question = each.question
    if pull or question is None:
        return pull.distractor.instead if pull else ""
    if isinstance(question, Sort):
        return "; ".join(f"{row.text.rstrip('.')}: {row.label}" for row in question.rows)
    return question.right_words or question.in_words(question.key)


def how_sure(each: Sureness) -> str:
    """How often answers of one certainty were right, and whether that is where it pays."""
    word = each.certainty.name.lower()
    if each.n < FEW:
        return f"{word}: {counted(each.n, 'answer')}, too few to say."
    least, most = BEST_WITHIN[each.certainty]
    pays = {
        Certainty.GUESS: f"under {percent(most)}%",
        Certainty.FAIRLY: f"from {percent(least)} to {percent(most)}%",
        Certainty.SURE: f"over {percent(least)}%",
    }[each.certainty]
    says = "not enough to tell whether that fits"
    if each.high < least:
        says = "they were surer than they should have been"
    elif each.low > most:
        says = "they know more than they think"
    elif least <= each.low and each.high <= most:
        says = "that fits"
    count = f"{each.right:,} of {counted(each.n, 'answer')} right"
    share = f"{percent(each.share)}%, likely {between(each.low, each.high)}"
    return f"{word}: {count} ({share}); it pays {pays}; {says}."


def advice_on_sureness(results: Results) -> str:
    """What to practise; empty if nothing stands out."""
    sure = results.sureness[-1]
    if sure.n >= FEW and sure.high < BEST_WITHIN[Certainty.SURE][0]:
        return (
            "Practise this: before anyone says “sure”, they name one thing that would change "
            "their mind."
        )
    guess = results.sureness[0]
    if guess.n >= FEW and guess.low > BEST_WITHIN[Certainty.GUESS][1]:
        return "Practise this: after a guess, they say what spoke for it; it was often enough."
    return ""


def leaning(results: Results) -> Iterator[str]:
    """Whether wrong answers believed or dismissed too much, and how claims were judged."""
    trust, doubt = results.leaning.trust, results.leaning.doubt
    n = trust + doubt
    if n < FEW:
        yield "Whether the class leans to trust or to doubt: too few wrong answers to say."
    else:
        low, high = results.leaning.low, results.leaning.high
        expected = results.leaning.by_chance
        says = "no clear leaning"
        if n >= SOME and low > expected:
            says = "the class leans to trust; ask what would have to be shown"
        elif n >= SOME and high < expected:
            says = "the class leans to doubt; ask what speaks for a claim, too"
        yield (
            f"Of {counted(n, 'wrong pick')} that lean, {trust:,} believed too much and {doubt:,} "
            f"dismissed too much. Blind picks would have been too trusting "
            f"{percent(expected)} times in 100: {says}."
        )
    claims = results.leaning.judged
    if claims.supported >= FEW and claims.unsupported >= FEW:
        yield (
            f"They accepted {claims.hits:,} of {claims.supported:,} supported claims, and "
            f"{claims.false_alarms:,} of {claims.unsupported:,} unsupported ones."
        )


def skills(results: Results) -> Iterator[str]:
    """How the class did in each skill, the weakest first."""
    for each in results.skills:
        rests = f"({counted(each.questions, 'question')})"
        share = f"{each.right:,} of {each.n:,} right"
        if each.n < FEW:
            yield f"{each.name} {rests}: {share}, too few to say"
        else:
            yield f"{each.name} {rests}: {share} ({between(each.low, each.high)})"


def weakest_skill(results: Results) -> str:
    """The skill with the fewest right that is below the class's share beyond chance, or empty."""
    return next((each.name for each in results.skills if each.below), "")


def practise_next(results: Results) -> str:
    """What to practise next; empty if no skill stands out."""
    skill = weakest_skill(results)
    if skill:
        return f"Practise next: “{skill}”, where the class is below its average beyond chance."
    return "No skill is below the average of the class beyond chance." if results.skills else ""


def needs(results: Results) -> Iterator[tuple[str, str, list[ReaderResult]]]:
    """What readers need, what that means, and who they are, the neediest first."""
    few = [each for each in results.readers if each.few_right]
    sure = [each for each in results.readers if each.sure_but_wrong]
    early = [each for each in results.readers if each.left_early]
    much = [each for each in results.readers if each.left_much_out]
    yield (
        "Few right",
        "fewer than the class had of the same questions, beyond chance",
        sorted(few, key=lambda each: (each.right - each.expected) / (each.spread or 1)),
    )
    yield (
        "Sure and wrong",
        "sure more often than they should have been",
        sorted(sure, key=lambda each: -each.sure_and_wrong),
    )
    yield (
        "Left early",
        "left a round before its end, and haven't come back to its questions",
        sorted(early, key=lambda each: -each.to_go),
    )
    yield (
        "Much left out",
        "more than a third of the questions without an answer",
        sorted(much, key=lambda each: -each.left_out),
    )


def reader_label(each: ReaderResult, report: Report) -> str:
    """The name of a reader, or else the number."""
    if not report.names or not each.name:
        return f"reader {each.number}"
    twice = sum(other.name == each.name for other in report.results.readers) > 1
    return f"{each.name} ({each.number})" if twice else each.name


def reader_line(each: ReaderResult, need: str, report: Report) -> str:
    """A reader, and what they did that says so."""
    did = {
        "Few right": f"{each.right} of {each.n} right, where the class had {each.expected:.0f}",
        "Sure and wrong": f"{each.sure_and_wrong} of {each.sure} sure answers wrong",
        "Left early": f"{counted(each.n, 'answer')}, with {counted(each.to_go, 'question')} to go",
        "Much left out": f"{counted(each.n, 'answer')}, {each.left_out} left out",
    }[need]
    return f"{reader_label(each, report)}: {did}"


def who(report: Report) -> str:
    """What the numbers of readers stand for."""
    nobody = all(not readers for *_, readers in needs(report.results))
    if nobody:
        return "Nobody stands out."
    return "" if report.names else "Readers are numbered; --names says who they are."


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
