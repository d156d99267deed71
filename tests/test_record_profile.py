"""The profile: what the answers show about a reader, and no more than they support."""

import math
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import msgspec
import pytest

from quiz.bank.kinds import Response
from quiz.bank.model import Bank
from quiz.play.mark import BEST_WITHIN, Certainty, points
from quiz.play.round import Answer, Round, answer, begin, onward, pass_over
from quiz.record.answers import RECENT, AnswerRecord, RoundSummary, answers_of_round
from quiz.record.history import History
from quiz.record.measures import FEW, calibration, leaning, standing, tail, wilson
from quiz.record.page import end_sections, in_short, profile_lines, scale, sections, ticks
from quiz.record.profile import (
    Profile,
    _and_now,
    _came_back,
    _next_after,
    practise_next,
    profile,
    profile_of_bank,
    profile_of_round,
    sure_and_wrong,
)
from quiz.record.review import coming_counts, schedule
from quiz.text import cells
from tests.conftest import Living

PARTS = "counting what was partly right"
EARNED = "guesses they would have earned"
BAD_LUCK = "5 answers are not enough to tell; it may be bad luck."
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


def record(
    *,
    right: bool = True,
    certainty: Certainty = Certainty.FAIRLY,
    question: str = "bridge-in-may",
    skill: str = "certainty",
    trust: int = 0,
    doubt: int = 0,
    turn: int = 0,
) -> AnswerRecord:
    """An answer with these values."""
    return AnswerRecord(
        question=question, digest="", skill=skill, move="", kind="choice", response=(0,),
        certainty=certainty, right=right, share=float(right),
        points=points(right, certainty), trust=trust, doubt=doubt, looked=False,
        seconds=1.0, when=NOON + timedelta(minutes=turn), turn=turn,
    )  # fmt: skip


def page(profile: Profile, width: int = 72) -> list[str]:
    """The lines of the page, with headings."""
    return [line for heading, lines in sections(profile, width) for line in (heading, *lines)]


def some(right: int, n: int, **about: object) -> list[AnswerRecord]:
    """A number of answers, `right` of them right."""
    return [record(right=number < right, turn=number, **about) for number in range(n)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.9, "“Sure” fits how often you are right."),
        (0.5, f"50% right, {PARTS}: as “sure” these cost 7.5 marks; as {EARNED} 2.5. {BAD_LUCK}"),
    ],
)
def test_partly_right_answers_count_by_their_share_for_what_pays(share: float, words: str) -> None:
    """What a certainty cost, and whether it fits, is worked out from the marks that it earned."""
    answers = [
        msgspec.structs.replace(each, share=share) for each in some(0, 5, certainty=Certainty.SURE)
    ]
    found = calibration(answers, Certainty.SURE)
    assert (found.right, found.share, found.words) == (0, share, words)


def test_one_partly_right_answer_is_called_so(bank: Bank) -> None:
    """The sentence on a single answer says if it was partly right."""
    (sort,) = (each for each in bank.questions if each.id == "fact-or-forecast")
    round = answer(begin([sort], Random(1)), Answer((0, 0, 1), Certainty.SURE))
    found = profile(bank, answers_of_round(round))
    assert in_short(found) == "You've given one answer; it was partly right."


def test_answers_on_a_skill_that_is_gone_count_as_they_went(bank: Bank) -> None:
    """A skill may be renamed: what was right on it stays right in the sum."""
    answers = [*some(3, 4, skill="gone"), *some(1, 2)]
    assert in_short(profile(bank, answers)) == "Of your 6 answers, 4 were right."


def test_partly_right_answer_is_not_called_wrong(bank: Bank) -> None:
    """What was sure but only partly right is listed with its own sign, and how much was right."""
    (sort,) = (each for each in bank.questions if each.id == "fact-or-forecast")
    round = answer(begin([sort], Random(1)), Answer((0, 0, 1), Certainty.SURE))
    found = profile(bank, answers_of_round(round))
    assert f"◐ {sort.name}" in page(found)
    assert "    Partly right, 2 of 3 lines right." in [*profile_lines(found)]
    changed = profile(bank, [msgspec.structs.replace(answers_of_round(round)[0], digest="before")])
    assert f"◐ {sort.name}" in page(changed)
    assert "    Partly right." in [*profile_lines(changed)]


def test_what_comes_back_is_heard_without_its_answer(bank: Bank) -> None:
    """A question that was missed is asked again, so its list doesn't say what is right."""
    (short,) = (each for each in bank.questions if each.id == "which-month")
    round = answer(begin([short], Random(1)), Answer("June", Certainty.SURE))
    found = profile(bank, answers_of_round(round))
    assert f"  {short.name}" in [*profile_lines(found)]
    assert not any("May" in line for line in profile_lines(found))


def test_progress_is_heard_in_the_order_in_which_it_is_seen(bank: Bank) -> None:
    """The headings are the same, and the likely range of each certainty is reported."""
    found = profile(bank, some(2, 6, certainty=Certainty.SURE), now=NOON)
    lines = [*profile_lines(found)]
    headings = [line for line in lines if line and line[0] != " "]
    assert headings == [heading for heading, _ in sections(found)]
    (sure,) = (line for line in lines if line.startswith("  sure: "))
    assert "2 of 6 right, likely 10 to 70%. Earns most" in sure


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_interval_is_that_of_the_published_table(
    right: int, n: int, low: float, high: float
) -> None:
    """Newcombe, R. G. (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    assert [round(end, 4) for end in wilson(right, n)] == [low, high]


@pytest.mark.parametrize("n", [1, 2, 5, 9, 10, 20, 57])
def test_interval_solves_its_own_equation(n: int) -> None:
    """Its ends are the p with (right/n - p)² = z² p (1 - p) / n, which defines the interval."""
    z = 1.959964
    for right in range(n + 1):
        for end in wilson(right, n):
            assert math.isclose((right / n - end) ** 2, z * z * end * (1 - end) / n, abs_tol=1e-12)
        low, high = wilson(right, n)
        assert 0 <= low <= right / n <= high <= 1


def test_interval_without_answers_is_everything() -> None:
    """Without answers the share may be anything from 0 to 1."""
    assert wilson(0, 0) == (0.0, 1.0)


def test_marks_are_those_of_certainty_based_marking() -> None:
    """Moodle Docs, "Using certainty-based marking": 1, 2, 3 when right and 0, -2, -6 when wrong."""
    table = {c: (points(1, c), points(0, c)) for c in Certainty}
    assert table == {1: (1, 0), 2: (2, -2), 3: (3, -6)}


def test_each_certainty_pays_best_where_the_marks_say() -> None:
    """The marks expected of two certainties are equal at 2/3 and at 4/5, in exact fractions."""

    def expected(certainty: Certainty, chance: Fraction) -> Fraction:
        right, wrong = (Fraction(points(each, certainty)) for each in (1, 0))
        return chance * right + (1 - chance) * wrong

    guess, fairly, sure = Certainty
    assert expected(guess, Fraction(2, 3)) == expected(fairly, Fraction(2, 3)) == Fraction(2, 3)
    assert expected(fairly, Fraction(4, 5)) == expected(sure, Fraction(4, 5)) == Fraction(6, 5)
    for percent in range(101):
        chance = Fraction(percent, 100)
        best = max(Certainty, key=lambda c: expected(c, chance))
        low, high = BEST_WITHIN[best]
        assert low <= percent / 100 <= high


@pytest.mark.parametrize(
    ("right", "n", "words"),
    [
        (0, 0, "not tried yet"),
        (3, 4, "3 of 4 right, too few to say"),
        (3, 5, "3 of 5 right (23–88%)"),
        (9, 9, "9 of 9 right (70–100%)"),
        (7, 10, "70% of 10 right (40–89%)"),
        (19, 19, "100% of 19 right (83–100%)"),
        (20, 20, "100% of 20 right (84–100%), strong"),
        (17, 20, "85% of 20 right (64–95%)"),
        (9, 20, "45% of 20 right (26–66%), weak"),
        (0, 19, "0% of 19 right (0–17%)"),
    ],
)
def test_words_say_no_more_than_the_count_allows(right: int, n: int, words: str) -> None:
    """Under 5 a count; then an interval; from 10 a score; "strong" and "weak" from 20."""
    assert standing(some(right, n)).words == words


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (
            "oo",
            "You had 2 questions like ones from before, and got both right this time and both last",
        ),
        (
            "ox",
            "You had 2 questions like ones from before, and got 1 right this time and both last",
        ),
    ],
)
def test_new_questions_that_stood_in_are_called_that(new: str, words: str) -> None:
    """Where none came back itself, it doesn't say that any did, and counts each time alike."""
    earlier, *_ = some(1, 1, question="old")
    pairs = [(some(int(mark == "o"), 1, question="new")[0], earlier) for mark in new]
    assert _came_back(pairs) == f"{words} time."


def test_what_stood_in_is_not_called_new() -> None:
    """Of a move of several, one that was answered before may stand in for another."""
    earlier, other, now = (some(1, 1, question=id)[0] for id in ("old", "other", "another"))
    end = "this time and all last time"
    assert _came_back([(now, earlier), (other, other), (earlier, earlier)]).endswith(
        f"{end}; another one stood in for one of them."
    )
    assert _came_back([(now, earlier), (now, other), (earlier, earlier)]).endswith(
        f"{end}; others stood in for 2 of them."
    )


GUESS, FAIRLY, SURE = Certainty


FITS = "“Sure” fits how often you are right."
FEW_YET = "Too few to say so far."
EVEN = "just on the line; as “fairly” they would have earned the same."
BAD, GOOD = (f"not enough to tell; it may be {luck} luck." for luck in ("bad", "good"))
SURER = "enough to tell: you were more confident than you should have been."
SURENESS = "How sure, and how often right"
DARE = "enough to tell: you know more than you think, so trust yourself more."


@pytest.mark.parametrize(
    ("certainty", "right", "n", "words"),
    [
        (SURE, 0, 0, FEW_YET),
        (SURE, 4, 4, FEW_YET),
        (SURE, 5, 5, FITS),
        (SURE, 9, 10, f"{FITS} The one that wasn't right cost 6 marks."),
        (SURE, 18, 20, f"{FITS} The 2 that weren't right cost 12 marks."),
        (GUESS, 3, 10, "“Guess” fits how often you are right."),
        (GUESS, 0, 5, "“Guess” fits how often you are right."),
        (FAIRLY, 7, 10, "“Fairly” fits how often you are right."),
        (FAIRLY, 4, 6, "“Fairly” fits how often you are right."),
        (FAIRLY, 4, 5, "“Fairly” fits how often you are right."),
        (SURE, 4, 5, f"80% right, {EVEN}"),
        (GUESS, 4, 6, f"67% right, {EVEN}"),
    ],
)
def test_certainty_fits_where_it_pays_best(
    certainty: Certainty, right: int, n: int, words: str
) -> None:
    """A certainty fits within its band alone; on the line between two, both pay the same."""
    others = some(2, 3, certainty=Certainty(certainty % 3 + 1))
    found = calibration([*some(right, n, certainty=certainty), *others], certainty)
    assert (found.words, found.n) == (words, n)


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ([0.9, 0.0], "Of the 2 that weren't right, one cost 6 marks."),
        ([0.9, 0.0, 0.5], "Of the 3 that weren't right, 2 cost 7.5 marks."),
        ([0.9], ""),
        ([0.5], "The one that wasn't right cost 1.5 marks."),
    ],
)
def test_only_those_that_cost_marks_are_said_to(shares: list[float], words: str) -> None:
    """A partly right answer may have earned marks, so not all that weren't right cost some."""
    partly = [
        msgspec.structs.replace(each, share=share)
        for each, share in zip(some(0, len(shares), certainty=SURE), shares, strict=True)
    ]
    found = calibration([*some(30, 30, certainty=SURE), *partly], SURE)
    assert found.words == f"{FITS} {words}".rstrip()


@pytest.mark.parametrize(
    ("certainty", "right", "n", "cost", "enough"),
    [
        (SURE, 3, 5, "cost 3 marks; as guesses they would have earned 3", BAD),
        (SURE, 2, 5, "cost 12 marks; as guesses they would have earned 2", BAD),
        (SURE, 1, 5, "cost 21 marks; as guesses they would have earned 1", SURER),
        (SURE, 3, 6, "cost 9 marks; as guesses they would have earned 3", BAD),
        (SURE, 5, 10, "cost 15 marks; as guesses they would have earned 5", SURER),
        (SURE, 7, 10, "earned 3 marks; as “fairly” they would have earned 8", BAD),
        (FAIRLY, 4, 9, "cost 2 marks; as guesses they would have earned 4", BAD),
        (FAIRLY, 4, 8, "came to nothing; as guesses they would have earned 4", BAD),
        (FAIRLY, 0, 5, "cost 10 marks; as guesses they would have cost nothing", SURER),
        (FAIRLY, 9, 9, "earned 18 marks; as “sure” they would have earned 27", GOOD),
        (FAIRLY, 30, 30, "earned 60 marks; as “sure” they would have earned 90", DARE),
        (GUESS, 5, 5, "earned 5 marks; as “sure” they would have earned 15", GOOD),
        (GUESS, 7, 10, "earned 7 marks; as “fairly” they would have earned 8", GOOD),
        (GUESS, 20, 20, "earned 20 marks; as “sure” they would have earned 60", DARE),
    ],
)  # fmt: skip
def test_certainty_that_does_not_fit_says_what_it_cost(
    certainty: Certainty, right: int, n: int, cost: str, enough: str
) -> None:
    """A certainty that doesn't fit comes with its cost, and with whether it may be luck."""
    found = calibration(some(right, n, certainty=certainty), certainty)
    given = "guesses" if certainty is GUESS else f"“{certainty.word}”"
    share = f"{100 * right / n:.0f}% right"
    assert found.words == f"{share}: as {given} these {cost}. {n} answers are {enough}"


@pytest.mark.parametrize("certainty", Certainty)
def test_no_certainty_fits_that_another_would_have_outdone(certainty: Certainty) -> None:
    """Whatever was answered, "fits" means that no other word would have earned more."""
    for n in range(FEW, 40):
        for right in range(n + 1):
            answers = some(right, n, certainty=certainty)
            earned = {
                each: sum(points(answer.right, each) for answer in answers) for each in Certainty
            }
            words = calibration(answers, certainty).words
            least, most = BEST_WITHIN[certainty]
            if "fits" in words:
                assert earned[certainty] == max(earned.values())
                assert least <= right / n <= most
            elif "on the line" not in words:
                assert earned[certainty] < max(earned.values())
                surer = right / n > most
                many, border = (n - right, 1 - most) if surer else (right, least)
                assert ("are enough" in words) == (binomial(many, n, border) < 0.05)
            assert " 1 marks" not in words


def binomial(most: int, n: int, share: float) -> Fraction:
    """The probability of at most so many right, term by term and without rounding."""
    p = Fraction(share).limit_denominator(30)
    return sum(
        (math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(most + 1)), start=Fraction()
    )


@pytest.mark.parametrize(
    ("most", "n", "share"), [(2, 5, 0.8), (0, 5, 0.8), (9, 9, 0.2), (40, 70, 2 / 3)]
)
def test_chance_of_so_few_is_exact(most: int, n: int, share: float) -> None:
    """`tail` sums the binomial distribution; 2 of 5 at 80% happen 5.8 times in a hundred."""
    assert tail(most, n, share) == pytest.approx(float(binomial(most, n, share)))
    assert round(tail(2, 5, 0.8), 4) == 0.0579
    assert tail(1990, 2500, 0.8) == pytest.approx(0.32, abs=0.02)


@pytest.mark.parametrize(
    ("certainty", "right", "n", "words"),
    [
        (SURE, 35, 44, "Just under 80% right: as “sure” these earned 51 marks; as “fairly” they"),
        (SURE, 40, 50, "80% right, just on the line"),
        (FAIRLY, 201, 250, "Just over 80% right: "),
        (FAIRLY, 333, 500, "Just under 67% right: "),
        (GUESS, 167, 250, "Just over 67% right: "),
        (FAIRLY, 249, 250, "Just under 100% right: "),
        (SURE, 1, 250, "Just over 0% right: "),
    ],
)
def test_no_share_is_rounded_onto_a_border(
    certainty: Certainty, right: int, n: int, words: str
) -> None:
    """Rounding moves no share onto the edge of its band, or to all or none."""
    assert calibration(some(right, n, certainty=certainty), certainty).words.startswith(words)


def test_calibration_has_the_same_words_everywhere(bank: Bank) -> None:
    """The page, plain mode and JSON have the same words on calibration.

    Of certainties with too few answers, the first two say it once of all.
    """
    answers = [
        *some(3, 5, certainty=SURE),
        *some(7, 10, certainty=FAIRLY),
        *some(2, 3, certainty=GUESS),
    ]
    result = profile(bank, answers)
    shown = " ".join(" ".join(page(result)).split())
    heard = " ".join(" ".join(profile_lines(result)).split())
    for each in msgspec.json.decode(msgspec.json.encode(result))["sureness"]:
        assert (each["words"] in shown) is (each["n"] >= FEW)
        assert (each["words"] in heard) is (each["n"] >= FEW)
    assert shown.count("it's too early to say") == heard.count("it's too early to say") == 1


def test_leaning_is_compared_with_the_distractors(bank: Bank) -> None:
    """Where all distractors of a question believe too much, picking them shows no leaning."""

    def words(question: str, trust: int, doubt: int) -> str:
        answers = [record(right=False, question=question, trust=1) for _ in range(trust)]
        answers += [record(right=False, question=question, doubt=1) for _ in range(doubt)]
        return leaning(bank, answers).words

    assert words("bridge-in-may", 0, 0) == "So far you've neither trusted nor doubted too much."
    assert words("bridge-in-may", 4, 0) == (
        "4 times you believed more than was there. Too few to say so far."
    )
    assert words("bridge-in-may", 0, 1).startswith("Once you saw a fault where there was none.")
    assert words("bridge-in-may", 1, 2).startswith(
        "2 times you saw a fault where there was none. Once you believed more than was there."
    )
    assert "You lean towards trust." in words("bridge-in-may", 11, 1)
    assert "You lean towards doubt." in words("bridge-in-may", 1, 11)
    assert "No clear leaning." in words("bridge-in-may", 7, 5)
    assert "No clear leaning." in words("page-tells", 12, 0)


def test_sure_and_wrong_ends_with_a_right_answer() -> None:
    """The last answer to a question counts, the latest question comes first."""
    wrong = [
        record(right=False, certainty=Certainty.SURE, question=id, turn=turn)
        for turn, id in enumerate("abc")
    ]
    mended = record(question="b", turn=9)
    assert [a.question for a in sure_and_wrong([*wrong, mended])] == ["c", "a"]


def test_next_to_practise_is_the_least_certain_skill(bank: Bank) -> None:
    """A skill never tried comes first, then the one whose interval reaches lowest."""
    assert practise_next(bank, some(5, 5, skill="certainty")) == "source"
    both = [*some(5, 5, skill="certainty"), *some(1, 5, skill="source")]
    assert practise_next(bank, both) == "source"
    assert practise_next(bank, []) in bank.skills
    low, few = (
        [*some(5, 5, skill="certainty"), *some(1, 5, skill="source")],
        some(5, 9, skill="certainty"),
    )
    assert profile(bank, low).because == "your lowest so far at 1 of 5"
    assert (
        profile(bank, [*few, *some(1, 1, skill="source")]).because
        == "where you've had only 1 so far"
    )
    nobody_knows = [*some(5, 5, skill="certainty"), *some(0, 1, skill="source")]
    assert profile(bank, nobody_knows).because == "where you've had only 1 so far"
    assert profile(bank, some(5, 5, skill="certainty")).because == "which is new to you"


def test_why_a_skill_is_next_is_true_of_all_skills(bank: Bank) -> None:
    """Forty answers aren't "only" forty, and a skill that is gone is no one's lowest."""
    certainty = [each for each in bank.questions if each.skill == "certainty"][:1]
    before = [*some(20, 40, skill="source"), *some(38, 40, skill="certainty")]
    round = answer(begin(certainty, Random(1)), Answer(certainty[0].key, SURE))
    only_its_own = _next_after(bank, before, answers_of_round(round), due=True)
    assert only_its_own == ("certainty", "where 39 of 41 were right so far")
    gone = [*before, *some(0, 6, skill="gone")]
    assert profile(bank, gone).because == "your lowest so far at 20 of 40"
    assert _next_after(bank, gone, [], due=False) == ("source", "your lowest so far at 20 of 40")


def test_chart_shows_share_interval_and_zone() -> None:
    """The share is drawn over its interval, and the interval shows where it is in the zone."""
    assert scale(0.25, 0.5, 0.75, 9) == "··├─●─┤··"
    assert scale(0.0, 0.0, 0.25, 9, (0.5, 1.0)) == "●─┤·░░░░░"
    assert scale(0.25, 0.5, 0.75, 9, (0.625, 1.0)) == "··├─●═┤░░"
    assert scale(1.0, 1.0, 1.0, 9) == "········●"


@pytest.mark.parametrize("width", [40, 60, 72, 120])
def test_page_fits_its_width(bank: Bank, width: int) -> None:
    """From 40 columns up no line is longer than the page, and 72 are the most."""
    answers = [
        *some(9, 30, certainty=Certainty.SURE, trust=1),
        *some(3, 7, skill="source", question="when-written", certainty=Certainty.GUESS),
    ]
    result = profile(bank, answers, coming={NOON.date(): 3, date(2031, 5, 1): 2}, now=NOON)
    for line in page(result, width):
        assert len(line) <= min(width, 72)


@pytest.mark.parametrize("width", [40, 66, 72])
def test_page_measures_columns_and_not_characters(bank: Bank, width: int) -> None:
    """Names and titles in Chinese, with emoji or combining marks fit and line up as others do."""
    names = {"source": "来源与利益，谁在说话", "certainty": "Cer\u0301tainty 🙂"}
    skills = {
        id: msgspec.structs.replace(skill, name=names[id]) for id, skill in bank.skills.items()
    }
    questions = [msgspec.structs.replace(q, title="谁在说话？" * 8) for q in bank.questions]
    wide = msgspec.structs.replace(bank, skills=skills, questions=tuple(questions))
    answers = [
        *some(3, 7, certainty=Certainty.SURE),
        *some(3, 7, skill="source", question="when-written"),
    ]
    lines = page(profile(wide, answers), width)
    assert all(cells(line) <= width for line in lines)
    assert len([line for line in lines if line.endswith(" …")]) == (width == 40)
    named = [line for line in lines if line.startswith(("  来", "  C")) and "├" in line]
    assert len({cells(line[: line.index("├")]) for line in named}) == bool(named)


def test_few_answers_have_no_chart(bank: Bank) -> None:
    """Below five answers of a certainty there is nothing to draw, and no legend for it."""
    few = [*some(1, 2, certainty=Certainty.SURE), *some(4, 4, certainty=Certainty.GUESS)]
    shown = dict(sections(profile(bank, few)))["How sure, and how often right"]
    assert shown == [
        "guess    4 of 4 right.",
        "fairly   none yet.",
        "sure     1 of 2 right.",
        "With fewer than 5 answers, it's too early to say more.",
    ]
    more = [*few, *some(6, 6, certainty=Certainty.FAIRLY)]
    shown = dict(sections(profile(bank, more)))["How sure, and how often right"]
    charts = [line for line in shown if "●" in line and "share" not in line]
    assert [line.split()[0] for line in charts] == ["fairly"]
    assert ("═" in charts[0]) == any("═ both" in line for line in shown)
    assert ("░" in charts[0] or "═" in charts[0]) == any("░ where" in line for line in shown)


def test_whoever_is_told_what_both_is_is_told_of_what(bank: Bank) -> None:
    """Where all of a zone is in the likely range, the legend still names the zone."""
    mostly_right = some(8, 11, certainty=Certainty.FAIRLY)
    shown = dict(sections(profile(bank, mostly_right)))["How sure, and how often right"]
    (chart,) = (line for line in shown if line.startswith("fairly"))
    assert "═" in chart
    assert "░" not in chart
    assert "░ where this choice earns most; ═ both" in " ".join(shown)


def test_page_says_what_its_charts_show(bank: Bank) -> None:
    """Every chart has its count beside it, so that no drawing is needed to understand it."""
    lines = page(profile(bank, some(6, 9)))
    assert all("right" in line for line in lines if "●" in line)


@pytest.mark.parametrize(
    ("last", "now", "words"),
    [
        ("", "", ""),
        ("---", "", ""),
        ("x", "x", "One question came back. You got it wrong this time and wrong last time."),
        ("x", "o", "One question came back. You got it right this time and wrong last time."),
        (
            "xxx",
            "oxo",
            "Of the 3 questions that came back, you got 2 right this time and none last time.",
        ),
        (
            "oxx",
            "xox",
            "Of the 3 questions that came back, you got 1 right this time and 1 last time.",
        ),
        (
            "oxo",
            "ooo",
            "Of the 3 questions that came back, you got all right this time and 2 last time.",
        ),
        (
            "xo",
            "xx-",
            "Of the 2 questions that came back, you got none right this time and 1 last time.",
        ),
        (
            "x-o",
            "ooo",
            "Of the 2 questions that came back, you got both right this time and 1 last time.",
        ),
    ],
)
def test_a_round_says_how_what_came_back_went(bank: Bank, last: str, now: str, words: str) -> None:
    """The end of a round counts the questions that came back, now and the last time."""

    def play(history: History, marks: str) -> Profile:
        round = begin(bank.questions, Random(1))
        number = history.begin(round, "own")
        for mark, slot in zip(marks.ljust(len(round.slots), "-"), round.slots, strict=True):
            wrong: Response = "June" if slot.question.id == "which-month" else (2, 1, 0)
            given = Answer(slot.question.key if mark == "o" else wrong, Certainty.FAIRLY)
            round = onward(pass_over(round) if mark == "-" else answer(round, given))
        history.keep(number, round)
        return profile_of_round(bank, history, "own", number, round, now=NOON)

    history = History.open(clock=lambda: NOON)
    play(history, last)
    assert play(history, now).came_back.startswith(words)
    history.close()


def due_round(
    bank: Bank, *marks: tuple[str, bool, bool], stand_in: str = ""
) -> tuple[Profile, History]:
    """The profile of a round of what was due: for each question how it went before, and now."""
    now = NOON
    history = History.open(clock=lambda: now)
    questions = {question.id: question for question in bank.questions}

    def play(right: dict[str, bool]) -> tuple[int, Round]:
        round = begin([questions[id] for id in right], Random(1))
        number = history.begin(round, "own")
        while not round.over:
            question = round.slot.question
            best = question.key
            given = best if right[question.id] else (0,) if best != (0,) else (1,)
            round = onward(answer(round, Answer(given, Certainty.SURE)))
        history.keep(number, round)
        return number, round

    play({id: before for id, before, _ in marks})
    now = NOON + timedelta(days=99)
    number, round = play({stand_in or id: right for id, _, right in marks})
    return profile_of_round(bank, history, "own", number, round, now=now), history


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ([(False, True)], "and wrong last time. It comes back on "),
        ([(False, False)], "One needs another look and comes back tomorrow: Certainty."),
        ([(False, True), (False, False)], "One needs another look and comes back tomorrow: Source"),
        ([(False, True), (True, True)], " and 1 last time. The first comes back on "),
    ],
)
def test_the_end_of_a_due_round_speaks_of_that_round(
    bank: Bank, marks: list[tuple[bool, bool]], words: str
) -> None:
    """The end of a due round says what needs another look, or when the first comes back."""
    ids = ("bridge-in-may", "when-written")
    found, history = due_round(bank, *((id, *each) for id, each in zip(ids, marks, strict=False)))
    history.close()
    assert words in found.came_back
    result = "\n".join((*page(found), *profile_lines(found)))
    assert "not tried yet" not in result
    assert "What to practise next" not in result
    asked = {question.skill for question in bank.questions if question.id in ids[: len(marks)]}
    assert found.next in (asked if any(not each for _, each in marks) else {""})


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((1, 1), "2 need another look and come back tomorrow: Certainty, Source and interest."),
        ((1, 9), "2 need another look, and the first comes back tomorrow: Certainty, Source and "),
    ],
)
def test_only_the_first_comes_back_on_its_day(
    bank: Bank, days: tuple[int, int], words: str
) -> None:
    """Where two that were missed come back on two days, not both are said to on the first."""
    ids = ("bridge-in-may", "when-written")
    missed = [
        record(right=False, question=id, skill=skill, turn=turn)
        for turn, (id, skill) in enumerate(zip(ids, ("certainty", "source"), strict=True))
    ]
    memories = {
        id: msgspec.structs.replace(each, due=NOON + timedelta(days=n))
        for (id, each), n in zip(schedule(missed, NOON).items(), days, strict=True)
    }
    assert _and_now(bank, missed, memories, NOON).startswith(words)


def test_a_round_looked_back_at_says_what_its_end_said(bank: Bank) -> None:
    """Months later, what came back and what was due are still those of the round's own day."""
    moves = ("when-written", "page-tells")
    questions = [
        msgspec.structs.replace(each, move="date" if each.id in moves else "")
        for each in bank.questions
    ]
    kin = msgspec.structs.replace(bank, questions=tuple(questions))
    now = NOON
    history = History.open(clock=lambda: now)
    by_id = {each.id: each for each in questions}

    def play(*ids: str, right: bool = True) -> tuple[int, Round]:
        round = begin([by_id[id] for id in ids], Random(1))
        number = history.begin(round, "own")
        while not round.over:
            key = round.slot.question.key
            given = key if right else (0,) if key != (0,) else (1,)
            round = onward(answer(round, Answer(given, Certainty.SURE)))
        history.keep(number, round)
        return number, round

    for _ in range(5):
        play("bridge-in-may", right=False)
        play("when-written")
    now += timedelta(hours=1)
    number, round = play("page-tells")
    then = profile_of_round(kin, history, "own", number, round, now=now)
    whole = profile_of_bank(kin, history, "own", now)
    now += timedelta(days=90)
    later = profile_of_round(kin, history, "own", number, round, now=now)
    whole_later = profile_of_bank(kin, history, "own", now)
    history.close()
    assert (then.came_back, then.next) == ("", "certainty")
    assert msgspec.structs.replace(later, today=then.today) == then
    assert (whole_later.next, whole_later.because) == (whole.next, whole.because)


@pytest.mark.long
def test_what_came_later_came_before_no_round(bank: Bank) -> None:
    """A round from before the newest answers that a profile uses is told of as any other."""
    history = History.open(clock=lambda: NOON)
    first = answer(begin(bank.questions[:1], Random(1)), Answer((0,), Certainty.SURE))
    number = history.begin(first, "own")
    history.keep(number, onward(first))
    many = begin(bank.questions[:1] * (RECENT + 1), Random(1))
    slots = tuple(
        msgspec.structs.replace(each, answer=first.slot.answer, judgement=first.slot.judgement)
        for each in many.slots
    )
    history.begin(msgspec.structs.replace(many, slots=slots, over=True), "own")
    assert history.total("own") == (2, RECENT + 2)
    found = profile_of_round(bank, history, "own", number, first, now=NOON)
    history.close()
    assert found.came_back == ""


def test_what_was_mastered_since_needs_no_other_look(bank: Bank) -> None:
    """A round of what was due says when its questions come back only while that is so."""
    found, history = due_round(bank, ("bridge-in-may", False, False))
    number, now = history.rounds("own")[-1].number, NOON + timedelta(days=99)
    missed = history.round(number)
    assert missed
    question = missed.slots[0].question
    round = begin([question], Random(1))
    history.keep(
        history.begin(round, "own"),
        onward(answer(round, Answer(question.key, Certainty.SURE))),
    )
    later = profile_of_round(bank, history, "own", number, missed, now=now)
    history.close()
    assert "One needs another look" in found.came_back
    assert later.came_back == (
        "One question came back. You got it wrong this time and wrong last time."
    )


def test_a_due_round_can_be_looked_at_once_its_skill_is_gone(bank: Bank) -> None:
    """A skill that was renamed since is called by the id that it had in the round."""
    _, history = due_round(bank, ("bridge-in-may", False, False))
    number = history.rounds("own")[-1].number
    round = history.round(number)
    assert round is not None
    questions = [msgspec.structs.replace(each, skill="new") for each in bank.questions]
    skills = {"new": bank.skills["source"]}
    renamed = msgspec.structs.replace(bank, skills=skills, questions=tuple(questions))
    now = NOON + timedelta(days=99)
    found = profile_of_round(renamed, history, "own", number, round, now=now)
    history.close()
    skill = round.slot.question.skill
    assert found.came_back.endswith(f"One needs another look and comes back tomorrow: {skill}.")


def test_a_stand_in_is_not_said_to_have_been_answered_before(bank: Bank) -> None:
    """A stand-in isn't said to have been answered before itself."""
    kin = msgspec.structs.replace(
        bank,
        questions=tuple(
            msgspec.structs.replace(
                q, move="date" if q.id in ("when-written", "page-tells") else ""
            )
            for q in bank.questions
        ),
    )
    found, history = due_round(kin, ("when-written", False, True), stand_in="page-tells")
    history.close()
    assert found.came_back.startswith(
        "You had a question like one you got wrong last time. This time: right."
    )


@pytest.mark.parametrize(
    ("right", "n", "words"),
    [
        (1, 1, "You've given one answer; it was right."),
        (0, 1, "You've given one answer; it was wrong."),
        (1, 2, "Of your 2 answers, 1 was right."),
        (1200, 1500, "Of your 1,500 answers, 1,200 were right."),
    ],
)
def test_counts_have_singulars_and_commas(bank: Bank, right: int, n: int, words: str) -> None:
    """One answer is singular, and thousands have a comma."""
    found = profile(bank, some(right, n))
    assert in_short(found) == words
    result = " ".join(" ".join(page(found)).split())
    assert "Before you answer, s shows who is behind a piece" in result
    seen = profile(bank, [msgspec.structs.replace(each, looked=True) for each in some(right, n)])
    assert "You always checked" in " ".join(" ".join(page(seen)).split())


def test_one_mark_is_singular(bank: Bank) -> None:
    """The list of rounds says "+1 mark"."""
    summary = RoundSummary(
        number=1, bank="own", began=NOON, exam=False, over=True, asked=9,
        answered=1, right=1, points=1,
    )  # fmt: skip
    result = page(profile(bank, some(1, 1), rounds=[summary], now=NOON))
    assert any(line.endswith("1 of 1 right, +1 mark") for line in result)


def test_the_end_of_a_round_speaks_of_what_was_asked(bank: Bank) -> None:
    """The end of a round leaves out other skills; what to practise follows from all answers."""
    history = History.open(clock=lambda: NOON)

    def play(skill: str, response: Response) -> tuple[int, Round]:
        round = begin([q for q in bank.questions if q.skill == skill][:1], Random(1))
        number = history.begin(round, "own")
        round = onward(answer(round, Answer(response, Certainty.SURE)))
        history.keep(number, round)
        return number, round

    play("certainty", next(q.key for q in bank.questions if q.skill == "certainty"))
    found = profile_of_round(bank, history, "own", *play("source", (1,)), now=NOON)
    history.close()
    result = "\n".join((*page(found), *profile_lines(found)))
    assert "not tried yet" not in result
    assert [group.name for group in found.groups] == ["Who is speaking?"]
    assert found.why == "Source and interest: you've had only one question on this so far"


def test_rounds_are_dated_where_the_reader_is(bank: Bank, living: Living) -> None:
    """A round begun after the reader's midnight has that day's date, on the page and in words."""
    living("UTC-13")
    summary = RoundSummary(
        number=1, bank="own", began=NOON, exam=False, over=True, asked=9,
        answered=9, right=6, points=3,
    )  # fmt: skip
    result = profile(bank, some(6, 9), rounds=[summary], now=NOON)
    assert result.today == date(2031, 3, 5)
    began = msgspec.json.decode(msgspec.json.encode(result))["rounds"][0]["began"]
    assert began == "2031-03-05T01:00:00+13:00"
    assert any(line.startswith(" 5 Mar 2031 01:00  ━━━━━━━···  6 of 9") for line in page(result))
    assert "  5 March 2031, 01:00: 6 of 9 right, 3 marks." in profile_lines(result)


def test_page_before_the_first_answer_says_so(bank: Bank) -> None:
    """Without answers the page is one line."""
    ((title, lines),) = sections(profile(bank, []))
    assert title == "No answers yet"
    assert lines == ["Once you've finished a round, you'll see here how it went."]


def test_page_says_when_only_the_newest_answers_count(bank: Bank) -> None:
    """The page says how many of all answers count."""
    assert "Of your latest 9 answers (100,000 in all), 6 were right." in page(
        profile(bank, some(6, 9), total=100_000)
    )


def test_three_rounds_on_three_days_tell_a_story(bank: Bank, tmp_path: Path) -> None:
    """A reader who is sure and wrong at first, and learns, can read so on the page."""
    now = NOON

    def clock() -> datetime:
        return now

    for day in range(3):
        now = NOON + timedelta(days=day)
        history = History.open(tmp_path / "history", clock=clock)
        round = begin(bank.questions, Random(day))
        number = history.begin(round, "own")
        while not round.over:
            question = round.slot.question
            knows = round.at < 2 + 3 * day
            given = question.key if knows else "July" if question.id == "which-month" else (0, 2, 1)
            sure = Certainty.SURE if knows or day == 0 else Certainty.GUESS
            round = onward(answer(round, Answer(given, sure, 5)))
            history.keep(number, round)
        history.close()

    history = History.open(tmp_path / "history", clock=clock)
    answers = history.answers("own")
    result = profile(
        bank,
        answers,
        rounds=history.rounds("own"),
        coming=coming_counts(bank, schedule(answers), now),
        now=now,
    )
    text = "\n".join(page(result))
    assert "Of your 24 answers, " in text
    assert [line[:11] for line in text.splitlines() if line[2:11] == " Mar 2031"] == [
        " 6 Mar 2031",
        " 5 Mar 2031",
        " 4 Mar 2031",
    ]
    assert [summary.right for summary in result.rounds] == [2, 5, 8]
    assert "  3 tomorrow, " in "\n".join(profile_lines(result))
    assert "Coming back\ntomorrow" in text
    assert result.sure_and_wrong == ()
    assert msgspec.json.decode(msgspec.json.encode(result))["answers"] == 24
    history.close()


@pytest.mark.parametrize("width", [-3, 0, 1, 3, 8, 19, 10**9])
def test_page_is_20_to_72_columns_wide(bank: Bank, width: int) -> None:
    """Whatever COLUMNS says, a page is between 20 and 72 columns wide."""
    lines = page(profile(bank, some(2, 5, certainty=Certainty.SURE)), width)
    assert 20 <= max(map(len, lines)) <= 72


@pytest.mark.parametrize(
    ("width", "numbers"),
    [(24, "0          50    80  100"), (11, "0   50  100"), (7, "0   100")],
)
def test_scale_has_the_numbers_that_fit(width: int, numbers: str) -> None:
    """The ends, the middle and the edge of “sure” are numbered, where there is room."""
    assert ticks(width) == numbers


def test_end_of_a_round_has_words_and_no_charts(bank: Bank) -> None:
    """Each certainty with five answers, and each skill, has a sentence of its own."""
    answers = [*some(9, 10, certainty=Certainty.SURE), *some(1, 4, certainty=Certainty.GUESS)]
    shown = dict(end_sections(profile(bank, answers)))
    assert shown["How sure, and how often right"] == ["sure: 9 of 10 right. That fits."]
    for certainty, right, words in (
        (SURE, 3, "Too early to tell."),
        (FAIRLY, 4, "That fits."),
        (GUESS, 5, "Too early to tell."),
        (SURE, 15, "Going by these few, you're a bit too sure."),
        (GUESS, 20, "Going by these few, you could be surer."),
    ):
        n = 20 if right > 5 else 5
        (line,) = end_sections(profile(bank, some(right, n, certainty=certainty)))[0][1]
        assert line == f"{certainty.word}: {right} of {n} right. {words}"
    assert shown["Where you stand"][1] == "  Certainty: 10 of 14 right, likely 45 to 88%."
    (only,) = dict(end_sections(profile(bank, some(1, 4))))["Where you stand"]
    assert only == "One round is too short to tell: My progress counts all your answers."


@pytest.mark.parametrize("n", range(1, 8))
def test_an_interval_is_of_the_count_beside_it(bank: Bank, n: int) -> None:
    """Where parts are counted in a likely range, or in what fits, the count beside it says so."""
    partly = [msgspec.structs.replace(each, share=0.8) for each in some(0, n, certainty=SURE)]
    found = profile(bank, [*some(2, 2, certainty=SURE), *partly])
    said = f"2 of {n + 2} right ({2 + 0.8 * n:.1f} with parts)"
    for lines in (
        page(found),
        [*profile_lines(found)],
        dict(end_sections(found)).get(SURENESS, []),
    ):
        text = " ".join(lines)
        assert (said in text) is (n + 2 >= FEW and f"of {n + 2} right" in text)


def test_next_days_have_a_bar_each(bank: Bank) -> None:
    """What comes back is shown by the day for a week, and all the rest as later."""
    day = NOON.date()
    coming = {day: 3, day + timedelta(days=1): 12, day + timedelta(days=8): 5}
    lines = dict(
        sections(msgspec.structs.replace(profile(bank, some(1, 1)), coming=coming, today=day), 40)
    )
    assert lines["Coming back"] == [
        "today     ━━━━━━ 3",
        "tomorrow  ━━━━━━━━━━━━━━━━━━━━━━━━ 12",
        "later     ━━━━━━━━━━ 5",
    ]


def test_the_last_week_that_there_is_has_its_days(bank: Bank) -> None:
    """What comes back is shown by the day until the last day of the year 9999."""
    shown = msgspec.structs.replace(
        profile(bank, some(1, 1)), coming={date.max: 2}, today=date(9999, 12, 30)
    )
    assert dict(sections(shown, 40))["Coming back"] == [f"tomorrow  {'━' * 24} 2"]


def test_rounds_without_an_answer_are_not_listed(bank: Bank, living: Living) -> None:
    """The newest round comes first; one that is open says so, and an exam says what it is."""
    living("UTC")

    def past(number: int, **about: object) -> RoundSummary:
        values = {"exam": False, "over": True, "answered": 4, "right": 3, "points": 5.0} | about
        return RoundSummary(number=number, bank="own", began=NOON, asked=9, **values)  # type: ignore[arg-type]

    rounds = [
        past(1),
        past(2, answered=0, right=0, points=0),
        past(3, over=False),
        past(4, exam=True),
        past(5, exam=True, over=False, right=None, points=None),
    ]
    result = profile(bank, some(3, 4), rounds=rounds, now=NOON)
    assert dict(sections(result))["Rounds"] == [
        " 4 Mar 2031 12:00  4 of 9 answered, an exam",
        " 4 Mar 2031 12:00  ━━━━━━━━··  3 of 4 right, +5 marks, an exam",
        " 4 Mar 2031 12:00  ━━━━━━━━··  3 of 4 right, +5 marks, not finished",
        " 4 Mar 2031 12:00  ━━━━━━━━··  3 of 4 right, +5 marks",
    ]
    assert dict(sections(result, 30))["Rounds"][1] == " 4 Mar 2031  3 of 4 right, +5"
    assert [*profile_lines(result)][-4:-2] == [
        "  4 March 2031, 12:00, an exam: 4 of 9 answered, not finished.",
        "  4 March 2031, 12:00, an exam: 3 of 4 right, 5 marks.",
    ]
