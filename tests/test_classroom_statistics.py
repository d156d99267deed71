"""The statistics of a class, against published figures and against other ways to work them out."""

import math
from collections.abc import Iterable
from random import Random

import pytest

from quiz.classroom.statistics import (
    correlation,
    discrimination,
    feldt,
    fisher,
    reliability,
    rest_scores,
    share_interval,
)
from quiz.record.measures import wilson

# Section 6 of the Law School Admission Test: five questions, 1,000 people. How many gave each
# pattern of right (1) and wrong (0) answers, from Bock, R. D. and Lieberman, M. (1970), "Fitting a
# response model for n dichotomously scored items", Psychometrika 35, 179-197.
LSAT6 = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3,
    "00111": 4, "01000": 1, "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15,
    "10000": 10, "10001": 29, "10010": 14, "10011": 81, "10100": 3, "10101": 28, "10110": 15,
    "10111": 80, "11000": 16, "11001": 56, "11010": 21, "11011": 173, "11100": 11, "11101": 61,
    "11110": 28, "11111": 298,
}  # fmt: skip

Person = dict[str, bool]


def lsat6() -> list[Person]:
    """What each person had right."""
    return [
        {str(item): each == "1" for item, each in enumerate(pattern)}
        for pattern, people in LSAT6.items()
        for _ in range(people)
    ]


def made_up(readers: int, questions: int, seed: int = 1, answered: float = 1) -> list[Person]:
    """Readers of different strength, who answer a question with a probability."""
    random = Random(seed)
    scores = []
    for _ in range(readers):
        strength = random.gauss(0, 1.5)
        chances = (1 / (1 + math.exp(each / questions - strength)) for each in range(questions))
        scores.append(
            {
                str(number): random.random() < chance
                for number, chance in enumerate(chances)
                if random.random() < answered
            }
        )
    return scores


def item_rest(scores: list[Person], question: str) -> tuple[float | None, float, float]:
    """The discrimination of a question."""
    rests = rest_scores(scores)
    return discrimination(
        [(a[question], b[question]) for a, b in zip(scores, rests, strict=True) if question in a]
    )


def alpha_by_variances(scores: list[Person]) -> float:
    """Alpha by analysis of variance: Hoyt, C. (1941), Psychometrika 6, 153-160."""
    table = [[float(each) for each in person.values()] for person in scores]
    n, k = len(table), len(table[0])
    whole = math.fsum(each for row in table for each in row)
    grand = whole * whole / (n * k)
    people = sum(sum(row) * sum(row) for row in table) / k - grand
    columns: list[float] = [sum(column) for column in zip(*table, strict=True)]
    items = sum(each * each for each in columns) / n - grand
    rest = sum(x * x for row in table for x in row) - grand - people - items
    return 1 - (rest / ((n - 1) * (k - 1))) / (people / (n - 1))


def item_rest_by_means(scores: list[Person], question: str) -> float:
    """The point-biserial correlation from the means of those who were right and of all others."""
    rests = [sum(person.values()) - person[question] for person in scores]
    yes = [rest for rest, person in zip(rests, scores, strict=True) if person[question]]
    no = [rest for rest, person in zip(rests, scores, strict=True) if not person[question]]
    n, mean = len(scores), sum(rests) / len(rests)
    spread = math.sqrt(sum((each - mean) ** 2 for each in rests) / n)
    gap = sum(yes) / len(yes) - sum(no) / len(no)
    return gap / spread * math.sqrt(len(yes) * len(no)) / n


def test_published_answers_give_their_known_figures() -> None:
    """The LSAT6 table gives the alpha and the corrected item-total correlations known of it."""
    scores = lsat6()
    whole = reliability(scores)
    assert whole
    assert (len(scores), whole.questions, whole.readers) == (1000, 5, 1000)
    assert whole.alpha == pytest.approx(0.2949972, abs=5e-8)
    assert [item_rest(scores, str(item))[0] for item in range(5)] == pytest.approx(
        [0.1128327, 0.1531781, 0.1727789, 0.1444281, 0.1215964], abs=5e-8
    )


@pytest.mark.parametrize("scores", [lsat6(), made_up(28, 20), made_up(200, 7, seed=2)])
def test_another_way_to_work_them_out_gives_the_same_figures(scores: list[Person]) -> None:
    """Alpha equals that of an analysis of variance, and item-rest that from two means."""
    whole = reliability(scores)
    assert whole
    assert whole.alpha == pytest.approx(alpha_by_variances(scores), abs=1e-12)
    for question in scores[0]:
        r, low, high = item_rest(scores, question)
        assert r is not None
        assert r == pytest.approx(item_rest_by_means(scores, question), abs=1e-12)
        assert low < r < high
    totals = [sum(person.values()) for person in scores]
    mean = sum(totals) / len(totals)
    variance = sum((each - mean) ** 2 for each in totals) / (len(totals) - 1)
    assert whole.error == pytest.approx(math.sqrt(variance * (1 - whole.alpha)), abs=1e-12)


@pytest.mark.parametrize(
    ("alpha", "readers", "questions", "low", "high"),
    [
        # https://imaging.mrc-cbu.cam.ac.uk/statswiki/FAQ/cafun, in R by Chris Evans
        (0.913, 873, 20, 0.9044024, 0.9211588),
        # https://real-statistics.com/reliability/internal-consistency-reliability/cronbachs-alpha/
        (0.591719, 15, 10, 0.19492169, 0.83982087),
    ],
)
def test_the_interval_of_alpha_is_the_published_one(
    alpha: float, readers: float, questions: float, low: float, high: float
) -> None:
    """Feldt's interval is what other programs give."""
    assert feldt(alpha, readers, questions) == pytest.approx((low, high), abs=5e-8)


def test_the_interval_of_a_correlation_is_the_published_one() -> None:
    """Fisher's interval of 0.5 among 30 is 0.17 to 0.73; among three, anything is possible."""
    assert fisher(0.5, 30) == pytest.approx((0.170, 0.729), abs=5e-4)
    assert fisher(0.5, 3) == (-1, 1)
    assert fisher(1, 30) == (1, 1)


def test_readers_of_different_questions_give_figures_near_those_of_all() -> None:
    """With seven in ten of the answers, the figures are near those of all, for fewer questions."""
    every, some = made_up(400, 20), made_up(400, 20, answered=0.7)
    whole, part = reliability(every), reliability(some)
    assert whole
    assert part
    assert part.questions == pytest.approx(14, abs=0.3)
    assert part.readers == pytest.approx(196, abs=10)
    shorter = 0.7 * whole.alpha / (1 - 0.3 * whole.alpha)  # Spearman and Brown
    assert part.alpha == pytest.approx(shorter, abs=0.04)
    for question in every[0]:
        of_all, of_some = item_rest(every, question)[0], item_rest(some, question)[0]
        assert of_some == pytest.approx(of_all, abs=0.15)


def covariance(pairs: list[tuple[bool, bool]]) -> float:
    """The covariance of two questions over those who answered both."""
    n = len(pairs)
    first, second = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    return sum((a - first) * (b - second) for a, b in pairs) / (n - 1)


def test_sparse_answers_give_the_alpha_of_their_pairs() -> None:
    """With unanswered questions, alpha is that of the mean variance and the mean covariance."""
    scores = made_up(60, 9, answered=0.8)
    ids = [str(number) for number in range(9)]
    table = {
        (one, two): covariance([(each[one], each[two]) for each in scores if {one, two} <= {*each}])
        for one in ids
        for two in ids
    }
    v = sum(table[each, each] for each in ids) / 9
    c = sum(table[one, two] for one in ids for two in ids if one != two) / 72
    k = sum(map(len, scores)) / len(scores)
    whole = reliability(scores)
    assert whole
    assert whole.alpha == pytest.approx(k * c / (v + (k - 1) * c), abs=1e-12)
    assert whole.questions == pytest.approx(k)


def test_nobody_is_stronger_for_having_answered_more_or_easier_questions() -> None:
    """A rest score of a reader who does as all do is 0, whatever they answered."""
    scores = [{"easy": True, "hard": number == 0} for number in range(4)] + [{"easy": True}] * 4
    rests = rest_scores(scores)
    assert [rest["easy"] for rest in rests] == pytest.approx([0.75, *[-0.25] * 3, *[0] * 4])


@pytest.mark.parametrize(
    "scores",
    [
        [],
        [{}] * 30,
        lsat6()[:: len(lsat6()) // 5][:5],  # a class of five
        made_up(9, 20),
        made_up(28, 2),
        [{"a": True, "b": False, "c": True}] * 30,  # all alike
        made_up(28, 40, answered=0.1),  # hardly two who answered the same
        # Ten who had all right or all wrong, and sixty who had one of these right, and no other.
        [dict.fromkeys("abc", number < 5) for number in range(10)]
        + [{each: True} for each in "abc" for _ in range(20)],
    ],
)
def test_nothing_is_said_of_the_reliability_of_too_little(scores: list[Person]) -> None:
    """With few readers, few questions or the same from everybody, there is no alpha."""
    assert reliability(scores) is None


@pytest.mark.parametrize(("readers", "right", "questions"), [(59, 55, 4), (30, 15, 3), (28, 1, 7)])
def test_questions_that_all_tell_the_same_have_an_alpha_of_one(
    readers: int, right: int, questions: int
) -> None:
    """Where each reader has all right or all wrong, alpha is 1, and the error 0."""
    scores = [dict.fromkeys(map(str, range(questions)), each < right) for each in range(readers)]
    whole = reliability(scores)
    assert whole
    assert whole.alpha == pytest.approx(1)
    assert whole.alpha <= 1
    assert whole.error == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("n", "right"), [(5, 3), (9, 5), (28, 26), (28, 1), (28, 0), (28, 28)])
def test_the_discrimination_of_too_few_answers_has_no_interval(n: int, right: int) -> None:
    """With few answers, or few of one sort, discrimination may be anything, and is never proved."""
    pairs = [(number < right, float(number)) for number in range(n)]
    r, *between = discrimination(pairs)
    assert between == [-1, 1]
    assert (r is None) == (right in (0, n))


@pytest.mark.parametrize("pairs", [[], [(1, 2)], [(1, 2), (1, 3)], [(1, 2), (0, 2)]])
def test_what_does_not_vary_correlates_with_nothing(pairs: Iterable[tuple[float, float]]) -> None:
    """Without two different values of each number, there is no correlation."""
    assert correlation(pairs) is None


def test_answers_of_one_reader_say_less_than_as_many_of_different_ones() -> None:
    """The interval of a share is wider where readers differ, and Wilson's where they are alike."""
    alike = [(1, 2)] * 20
    apart = [(2, 2), (0, 2)] * 10
    assert share_interval(alike) == wilson(20, 40)
    # Whole readers right or wrong: a design effect of 2 * 20 / 19.
    assert share_interval(apart) == pytest.approx(wilson(19 / 2, 19))
    assert share_interval([(3, 5)]) == share_interval([]) == (0, 1)
    assert share_interval([(0, 5), (0, 5)]) == wilson(0, 10)
    assert share_interval(alike, 10) == pytest.approx(wilson(20, 40, 2.807034))
