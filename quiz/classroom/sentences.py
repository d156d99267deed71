"""What is said of a class's results, in sentences."""

from calendar import month_name
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from quiz.classroom.question import SEVERAL, QuestionResult
from quiz.classroom.question_words import between, number, quoted
from quiz.classroom.received import Files, Trouble, copies_in_words, in_lines
from quiz.classroom.remark import Change
from quiz.classroom.results import MOST_DISCUSSED, ReaderResult, Results, Sureness
from quiz.classroom.statistics import CHANCE, EACH_WAY, LEAST_QUESTIONS
from quiz.play.explain import signed_marks, unsigned
from quiz.play.mark import BEST_WITHIN, Certainty
from quiz.record.measures import FEW, SOME, UNLIKELY, percent
from quiz.text import counted, folded, one_line, plural

MOST_TOLD = 10
"""How many faults of files are told of, and how many readers whose file was changed."""
MOST_NAMED = 20
"""How many readers are named of those who need the same."""
DISCUSSED = (
    "Where three readers or more, and a tenth of those who answered, went wrong in the same way, "
    "and somebody was sure of it. What most were sure of comes first, then what pulled most; "
    f"{MOST_DISCUSSED} at most."
)
"""Which questions are to be discussed first."""
NOTHING_TO_DISCUSS = (
    "No question: nowhere did three readers and a tenth of those who answered go wrong in the same "
    "way, with one of them sure."
)
LEGEND = (
    "Fewest right first; what is partly right isn't right. In brackets, and after “likely” "
    "elsewhere: where the true figure may lie (95%). “Tells strong from weak” is the correlation "
    "of this question with all others: above 0 is as it should be."
)
"""What the figures of the questions mean."""
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
    files: Files | None = None
    """How many files were read; None if that isn't known."""
    troubles: Sequence[Trouble] = ()
    """What is wrong with files, read or left out."""


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
    apart = max(1, int(1.96 * 2**0.5 * known.error))
    if known.low >= _GOOD:
        use = "Enough to tell readers apart."
    elif known.low >= _FAIR:
        use = "Enough to see who is far above or below the others, not to rank those in between."
    else:
        use = "Use it to choose what to discuss, not to rank readers."
    return (
        f"How reliable each reader's result is: alpha {number(known.alpha)} "
        f"(likely {number(known.low)} to {number(known.high)}) for the {known.among} questions "
        f"that enough answered, of which a reader had {round(known.questions)} on average; "
        f"give or take {known.error:.1f} right answers. {use} Two readers "
        f"{counted(apart, 'right answer')} apart or fewer may be equally good. Never a grade."
    )


def next_lesson(report: Report) -> str:
    """What to do next, in a sentence; empty if nothing stands out."""
    results = report.results
    todo = []
    if broken := [f"“{each.title}”" for each in results.questions if each.may_be_broken]:
        todo.append(f"check the key of {' and '.join(broken[:2])}")
    if discuss := [f"“{each.title}”" for each in results.discuss]:
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
        f"{counted(n, 'question')} {are} in another wording than the bank's, so its options can't "
        "be named; --remark takes the answers as answers to the present wording."
    ) * bool(n)


def by_chance(results: Results) -> str:
    """How many questions look broken by chance alone; empty if none looks so."""
    if not any(each.may_be_broken for each in results.questions):
        return ""
    questions = sum(each.is_told_apart for each in results.questions)
    wrong = sum(each.distractors_tested for each in results.questions)
    return (
        f"Sound questions look so, too, about 1 time in {round(1 / CHANCE)}: of "
        f"{counted(questions + wrong, 'figure')} tested, expect {_about(questions + wrong)} by "
        f"chance alone. Tested were {counted(questions, 'question')} with {SOME} answers or more, "
        f"{EACH_WAY} right and {EACH_WAY} wrong, and {counted(wrong, 'distractor')} that {FEW} or "
        "more picked."
    )


def _about(tested: int, chance: float = CHANCE) -> str:
    """About how many of those tested look so by chance."""
    expected = round(chance * tested)
    return f"about {expected}" if expected else "less than one"


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
        neither = claims.supported - claims.hits - claims.misses
        others = claims.unsupported - claims.false_alarms - claims.correct_rejections
        yield (
            f"Of {claims.supported:,} supported claims, which the sources bear out, they accepted "
            f"{claims.hits:,} and doubted {claims.misses:,}; {neither:,} neither, being wrong in "
            f"another way. Of {claims.unsupported:,} unsupported ones, they accepted "
            f"{claims.false_alarms:,} and rejected {claims.correct_rejections:,}; "
            f"{others:,} neither."
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
    n_few = sum(each.n >= FEW for each in results.readers)
    n_sure = sum(each.sure >= SEVERAL for each in results.readers)
    few = [each for each in results.readers if each.few_right]
    sure = [each for each in results.readers if each.sure_but_wrong]
    early = [each for each in results.readers if each.left_early]
    much = [each for each in results.readers if each.left_much_out]
    by_chance = f"{counted(n_few, 'reader')} with {FEW} answers or more, expect {_about(n_few)}"
    yield (
        "Few right",
        f"fewer than the class had of the same questions; of {by_chance} here by chance alone",
        sorted(few, key=lambda each: (each.right - each.expected) / (each.spread or 1)),
    )
    by_chance = f"{counted(n_sure, 'reader')} with {SEVERAL} sure answers or more"
    expected = _about(n_sure, UNLIKELY)
    yield (
        "Sure and wrong",
        f"surer than they should have been; of {by_chance}, expect {expected} by chance alone",
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


def files_to_look_at(report: Report) -> Iterator[str]:
    """What is wrong with files: with names, a line for the first of them, or else for each fault.

    Readers whose file was changed are told of at any rate.
    """
    left_out = [each for each in report.troubles if each.left_out]
    if report.names:
        yield from (f"{line}." for line in in_lines(report.troubles))
    elif left_out:
        yield f"{counted(len(left_out), 'file')} left out, so their answers don't count:"
        for what, n in Counter(each.what for each in left_out).most_common(MOST_TOLD):
            yield f"{counted(n, 'file')}, {plural(n, 'which', 'each of which')} {what}."
    changed = [each for each in report.results.readers if not each.check]
    if changed and not report.names:
        some = ", ".join(reader_label(each, report) for each in changed[:MOST_TOLD])
        more = f" and {len(changed) - MOST_TOLD} more" if len(changed) > MOST_TOLD else ""
        yield f"Changed after it was made, and counted: the file of {some}{more}."


def handed_in(report: Report) -> Iterator[str]:
    """Who handed in, a line for each reader if they are named, or else how many, and how lately."""
    readers = report.results.readers
    if report.files and (copies := copies_in_words(report.files, names=report.names)):
        yield f"{copies}."
    if readers:
        files = f"{counted(report.files.n, 'file')} of " if report.files else ""
        newest = _day(max(each.handed_in for each in readers))
        yield f"{files}{counted(len(readers), 'reader')}, the newest of {newest}."
    if report.names:
        for each in sorted(readers, key=lambda each: (folded(each.name), each.number)):
            what = f"{counted(each.n, 'answer')}, {each.right} right, {_day(each.handed_in)}"
            word = f"check word {each.check}" if each.check else "changed after it was made"
            yield f"{reader_label(each, report)}: {what}, {word}"


def _day(moment: datetime) -> str:
    """The day of a time, on this machine's clock."""
    local = moment.astimezone()
    return f"{local.day} {month_name[local.month]} {local.year}"
