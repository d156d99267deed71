"""What a class's answers come to: questions, readers, and what is said of them."""

import csv
import html
import json
import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from io import StringIO
from random import Random

import msgspec
import pytest
from msgspec.structs import replace

from quiz.bank.kinds import Choice, Multi, Question, Response, Sort, digest
from quiz.bank.model import Bank
from quiz.classroom import tables
from quiz.classroom.expected import expected
from quiz.classroom.handin import HandedRound, HandIn, Offered, stamp
from quiz.classroom.page import STYLE, page
from quiz.classroom.plots import telling_plot
from quiz.classroom.question import QuestionResult
from quiz.classroom.question_words import key_in_words, quoted
from quiz.classroom.received import Trouble
from quiz.classroom.remark import judged_again
from quiz.classroom.report import text_lines
from quiz.classroom.reported import Report
from quiz.classroom.results import Results, Which, results
from quiz.classroom.slides import slides
from quiz.classroom.sureness_words import how_sure
from quiz.markup import escaped
from quiz.play.mark import Certainty, judge
from quiz.words import speak
from tests.test_classroom_statistics import LSAT6

MONDAY = datetime(2031, 3, 3, 9, 30, tzinfo=UTC)
GUESS, FAIRLY, SURE = Certainty
WRONG: dict[str, Response] = {
    "bridge-in-may": (1,),
    "ferry-interest": (2,),
    "when-written": (0,),
    "page-tells": (0, 2),
    "fact-or-forecast": (1, 1, 1),
    "least-to-most": (1, 0, 2),
    "the-hedge": (2,),
    "which-month": "June",
}


def offered(
    question: Question, response: Response | None = None, certainty: Certainty = FAIRLY
) -> Offered:
    """A question as it was offered, with an answer if there is a response."""
    bare = Offered(question.id, digest(question), question.kind, question.arrange(Random(1)))
    if response is None:
        return replace(bare, skipped=True)
    judged = judge(question, response, certainty)
    return replace(
        bare,
        response=response,
        certainty=certainty,
        share=judged.share,
        marks=judged.points,
        trust=judged.trust,
        doubt=judged.doubt,
    )


def handed(
    bank: Bank, number: int, *rounds: Sequence[Offered], name: str = "", over: bool = True
) -> HandIn:
    """What a reader handed in."""
    taken = [
        HandedRound(
            f"{100 * number + place:032x}",
            MONDAY,
            MONDAY,
            exam=False,
            over=over,
            questions=tuple(each),
        )
        for place, each in enumerate(rounds)
    ]
    return HandIn(1, MONDAY, f"{number:032x}", name, stamp(bank), tuple(taken), "word")


def a_class(
    bank: Bank, readers: int = 28, odd: str = "", certainty: Certainty = FAIRLY
) -> list[HandIn]:
    """Readers who had the more right the later they come; of an odd question, the fewer."""
    hands = []
    for number in range(readers):
        random = Random(number)
        chance = (number + 1) / (readers + 1)
        answers = []
        for question in bank.questions:
            right = random.random() < (1 - chance if question.id == odd else chance)
            response = question.key if right else WRONG[question.id]
            answers.append(offered(question, response, certainty))
        hands.append(handed(bank, number, answers))
    return hands


def of(found: Results, id: str) -> QuestionResult:
    """The result of a question in the bank's wording."""
    return next(each for each in found.questions if each.id == id and each.question)


def in_rows(report: Report) -> list[dict[str, str]]:
    """The rows of the CSV."""
    return [*csv.DictReader(StringIO("".join(tables.csv(report))))]


def text(found: Results, *, names: bool = False) -> str:
    """The report in one line."""
    return " ".join(" ".join(text_lines(Report(found, names))).split())


def test_published_answers_give_their_known_figures_in_the_json(bank: Bank) -> None:
    """From hand-ins of the LSAT6 table, the JSON has the known figures, unrounded."""
    questions = bank.questions[:5]
    readers = [pattern for pattern, people in LSAT6.items() for _ in range(people)]
    hands = [
        handed(
            bank,
            number,
            [
                offered(each, each.key if right == "1" else WRONG[each.id])
                for each, right in zip(questions, pattern, strict=True)
            ],
        )
        for number, pattern in enumerate(readers)
    ]
    found = json.loads(tables.json(Report(results(hands, bank), names=False)))
    assert (found["readers"], found["answers"]) == (1000, 5000)
    assert found["alpha"] == pytest.approx(0.2949972, abs=5e-8)
    known = {each["id"]: each for each in found["questions"]}
    assert [known[each.id]["facility"] for each in questions] == [0.924, 0.709, 0.553, 0.763, 0.87]
    assert [known[each.id]["discrimination"] for each in questions] == pytest.approx(
        [0.1128327, 0.1531781, 0.1727789, 0.1444281, 0.1215964], abs=5e-8
    )


def test_what_many_were_sure_of_and_wrong_about_comes_first(bank: Bank) -> None:
    """A question that many were sure of and wrong about is discussed, with what pulled and why."""
    first, second, *_ = bank.questions
    hands = [
        handed(
            bank,
            number,
            [
                offered(first, (1,) if number < 7 else first.key, SURE),
                offered(second, (2,) if number < 2 else (1,) if number < 3 else second.key, SURE),
            ],
        )
        for number in range(20)
    ]
    found = results(hands, bank)
    assert [each.id for each in found.discuss] == ["bridge-in-may"]
    assert (of(found, "bridge-in-may").sure_and_wrong, found.marks) == (7, 30 * 3 - 10 * 6)
    said = text(found)
    assert "1. The Lantern on the footbridge (bridge-in-may) " in said
    assert "7 of 20 readers picked “The bridge will open in May.” 7 of them were sure." in said
    assert re.search(r"7 - The bridge will open in May\. .*13 ✓ |13 ✓ .* 7 - The bridge will", said)
    assert said.index("What to do next") < said.index("Talk to") < said.index("Discuss first")
    assert said.index("Discuss first") < said.index("The questions, fewest")


def test_a_question_that_weak_readers_get_right_may_be_broken(bank: Bank) -> None:
    """Negative discrimination beyond chance, and strong readers pulled, are both said."""
    found = results(a_class(bank, odd="bridge-in-may"), bank)
    assert [each.id for each in found.questions if each.may_be_broken] == ["bridge-in-may"]
    broken = of(found, "bridge-in-may")
    assert broken.reversed
    assert broken.pull_of_strong
    assert broken.pull_of_strong.distractor.text == "The bridge will open in May."
    said = text(found)
    assert "This question may be broken: weak readers had it right more often" in said
    assert "check what counts as right, “The mayor expects it in May.”" in said
    assert "strong readers were pulled by “The bridge will open in May.”" in said
    assert re.search(r"of \d+ figures tested, expect (about|less than) \w+ by chance alone", said)


@pytest.mark.parametrize(("pulled", "told"), [(4, False), (5, True)])
def test_a_distractor_pulls_strong_readers_from_five_on(
    bank: Bank, pulled: int, told: bool
) -> None:
    """Four of the strongest who pick the same distractor may be chance; five are reported."""
    first, *others = bank.questions
    hands = []
    for number in range(28):
        rest = [
            offered(each, each.key if place < number / 4 else WRONG[each.id])
            for place, each in enumerate(others)
        ]
        picks = (1,) if number >= 28 - pulled else first.key
        hands.append(handed(bank, number, [offered(first, picks), *rest]))
    found = of(results(hands, bank), first.id)
    assert bool(found.pull_of_strong) is told


@pytest.mark.parametrize("odd", ["", "bridge-in-may"])
def test_a_class_of_five_is_too_few_to_say(bank: Bank, odd: str) -> None:
    """Of a class of five, neither reliability nor any question's discrimination is said."""
    found = results(a_class(bank, readers=5, odd=odd), bank)
    assert found.reliability is None
    assert not any(each.may_be_broken for each in found.questions)
    document = json.loads(tables.json(Report(found, names=False)))
    assert document["alpha"] is None
    assert {each["discrimination_low"] for each in document["questions"]} == {None}
    assert "too few to say" in text(found)


def test_another_wording_is_told_apart(bank: Bank) -> None:
    """Answers to an earlier wording are in a row of their own, by numbers, without its texts."""
    first = bank.questions[0]
    earlier = replace(first, stem="What can you tell about it?")
    hands = [
        handed(bank, number, [offered(first if number % 2 else earlier, (1,))])
        for number in range(12)
    ]
    found = results(hands, bank)
    assert [(each.id, each.n, each.question is None) for each in found.questions] == [
        ("bridge-in-may", 6, False),
        ("bridge-in-may", 6, True),
    ]
    now, before = found.questions
    assert now.pulled[0].distractor.text == "The bridge will open in May."
    assert (before.pulled[0].distractor.text, before.pulled[0].distractor.option) == ("", 2)
    rows = in_rows(Report(found, names=False))
    assert [row["pulled_1"] for row in rows] == [now.pulled[0].distractor.text, "option 2"]
    said = text(found)
    assert "The Lantern on the footbridge (in another wording)" in said
    assert "1 question is in another wording than the bank's" in said


def test_first_last_or_all_answers_count(bank: Bank) -> None:
    """A reader's first answer counts, or the last, or every one."""
    first = bank.questions[0]
    rounds = [[offered(first, each)] for each in ((1,), (2,), first.key)]
    hands = [handed(bank, 1, *rounds)]
    ways: dict[Which, tuple[int, int]] = {"first": (1, 0), "last": (1, 1), "all": (3, 1)}
    for which, (n, right) in ways.items():
        found = results(hands, bank, which)
        assert (found.answers, found.right, of(found, first.id).n) == (n, right, n)


def test_left_out_is_what_a_reader_never_answered(bank: Bank) -> None:
    """A question that was skipped and answered in a later round isn't left out."""
    first, second, *_ = bank.questions
    found = results(
        [handed(bank, 1, [offered(first), offered(second)], [offered(first, first.key)])], bank
    )
    assert (of(found, first.id).left_out, of(found, second.id).left_out) == (0, 1)
    assert (of(found, second.id).n, found.readers[0].left_out) == (0, 1)
    assert "no answers" in "".join(page(Report(found, names=False)))


@pytest.mark.parametrize("id", sorted(WRONG))
def test_what_pulled_is_said_of_every_kind(
    bank: Bank, questions: dict[str, Question], id: str
) -> None:
    """What was picked, ordered or typed wrongly is there in words, with what is right instead."""
    hands = [handed(bank, number, [offered(questions[id], WRONG[id], SURE)]) for number in range(3)]
    pulled, *_ = of(results(hands, bank), id).pulled
    assert (pulled.n, pulled.sure) == (3, 3)
    assert pulled.distractor.text
    assert pulled.distractor.instead not in ("", pulled.distractor.text)
    assert pulled.distractor.text in text(results(hands, bank))


def test_readers_are_found_by_what_they_need(bank: Bank) -> None:
    """Few right, sure and wrong, left early: each is named for what they did, as a number."""
    hands = a_class(bank)
    wrong = [offered(each, WRONG[each.id]) for each in bank.questions]
    sure = [
        offered(each, WRONG[each.id] if n < 6 else each.key, SURE)
        for n, each in enumerate(bank.questions)
    ]
    hands += [handed(bank, 100, wrong, name="Ann"), handed(bank, 101, sure, name="Ben")]
    begun = [*wrong[:1], *map(offered, bank.questions[1:])]
    hands += [handed(bank, 102, begun, name="Cleo", over=False)]
    found = results(hands, bank)
    ann, ben, cleo = found.readers[-3:]
    assert ann.few_right
    assert ben.sure_but_wrong
    assert cleo.left_early
    assert "reader 29: 0 of 8 right" in text(found)
    assert "Ann" not in text(found)
    assert "Ann: 0 of 8 right" in text(found, names=True)
    assert "Ben: 6 of 8 sure answers wrong" in text(found, names=True)
    assert "Cleo: 1 answer, with 7 questions to go" in text(found, names=True)
    document = tables.json(Report(found, names=False))
    assert "Ann" not in document
    assert "Ann" in tables.json(Report(found, names=True))


def test_judging_again_says_what_changed(bank: Bank) -> None:
    """With a mended key, answers are judged by it, and each question says how many changed."""
    first, *others = bank.questions
    assert isinstance(first, Choice)
    options = tuple(replace(each, right=n == 1) for n, each in enumerate(first.options))
    mended = replace(bank, questions=(replace(first, options=options), *others))
    hands = [
        handed(bank, n, [offered(first, (n % 2,), SURE), offered(others[0], (0,))])
        for n in range(10)
    ]
    judged, changes, left = judged_again(hands, mended)
    (change,) = changes
    assert (change.id, change.now_right, change.now_wrong, change.marks) == (first.id, 5, 5, 0)
    assert (change.n, change.reworded, left) == (10, 10, 0)
    found = results(judged, mended)
    assert [each.question is None for each in found.questions] == [False, False]
    said = " ".join(text_lines(Report(found, names=False, changes=changes)))
    assert "5 of 10 answers now right, 5 now wrong" in said
    twice = [replace(each, rounds=each.rounds * 2) for each in hands]
    _, (change,), _ = judged_again(twice, mended)
    assert (change.n, change.repeats) == (20, 10)
    said = " ".join(" ".join(text_lines(Report(found, names=False, changes=[change]))).split())
    assert "10 of 20 answers (10 of them repeats) now right" in said
    assert judged_again(hands, bank)[1] == []


def test_what_cannot_be_judged_again_stays(bank: Bank) -> None:
    """Answers to a question that is gone, or that no longer fit it, are left as they were."""
    first, second, *others = bank.questions
    assert isinstance(second, Choice)
    fewer = replace(bank, questions=(replace(second, options=second.options[:2]), *others))
    hands = [handed(bank, 1, [offered(first, (1,)), offered(second, (3,))])]
    judged, changes, left = judged_again(hands, fewer)
    assert (judged, changes, left) == (hands, [], 2)


HOSTILE = "=1+1<script>alert(1)</script>\x1b[2J"


def test_nothing_hostile_gets_into_a_report(bank: Bank) -> None:
    """A name or an answer that is a formula, HTML or control codes is only text in each format."""
    month = bank.questions[-1]
    typed = replace(offered(month, "June"), response=HOSTILE)
    early = [handed(bank, n, [typed], name=HOSTILE, over=False) for n in range(12)]
    report = Report(results(early, bank), names=True)
    shown = "".join(page(report))
    assert "<script" not in shown
    assert "\x1b" not in shown
    assert "default-src 'none'" in shown
    rows = in_rows(report)
    assert rows[0]["pulled_1"].startswith("'=1+1")
    assert "\x1b" not in tables.json(report)
    assert json.loads(tables.json(report))["questions"][0]["pulled"][0]["n"] == 12


def test_markup_in_a_bank_is_text_on_the_page(bank: Bank) -> None:
    """Nothing from the file becomes an element, in an exhibit, a passage or an option."""
    evil = '</style><script>alert(1)</script>&"'
    text = msgspec.json.encode(bank).decode().replace("mayor", evil.replace('"', '\\"'))
    hostile = msgspec.json.decode(text, type=Bank)
    shown = "".join(page(Report(results(a_class(hostile, certainty=SURE), hostile), names=True)))
    assert "<script" not in shown
    assert shown.count("</style>") == 1
    assert "&lt;script&gt;alert(1)" in shown


def test_every_format_has_a_report_on_nothing(bank: Bank) -> None:
    """A hand-in without a round makes a report that says there are no answers."""
    report = Report(results([handed(bank, 1)], bank), names=False)
    assert "1 reader, and no answers yet." in " ".join(text_lines(report))
    shown = "".join(page(report))
    assert "no answers yet" in shown
    assert "<table" not in shown
    assert "Skills" not in shown
    assert json.loads(tables.json(report))["questions"] == []
    assert len("".join(tables.csv(report)).splitlines()) == 1


def test_who_left_everything_out_is_below_where_it_says_so(bank: Bank) -> None:
    """Where nobody answered anything, the readers to talk to are named all the same."""
    hands = [handed(bank, n, [offered(each) for each in bank.questions]) for n in range(12)]
    report = Report(results(hands, bank), names=False)
    for shown in (" ".join(text_lines(report)), html.unescape("".join(page(report)))):
        said = " ".join(shown.split())
        assert "12 readers, and no answers yet." in said
        assert "Talk to 12 readers: see below." in said
        assert "Much left out: reader 1: 0 answers, 8 left out; " in said


def test_a_name_that_is_on_the_list_twice_is_that_of_two() -> None:
    """Of two readers of one name, one is missing until both have handed in."""
    names = ["Ann", "Ben", "ann"]
    for given, missing in (
        ([["Ben"]], ("Ann", "ann")),
        ([["Ben"], ["ANN"]], ("ann",)),
        ([["Ben"], ["ANN"], ["Ann"]], ()),
    ):
        found = expected(names, given)
        assert (found.n, found.missing, found.unlisted) == (3, missing, ())


def test_files_whose_names_are_not_utf_8_are_in_the_json(bank: Bank) -> None:
    """Such are those in a zip of an old Windows."""
    trouble = Trouble("\udcc5sa.quiz", "and \udcc5sa (1).quiz are two readers of one name")
    report = Report(results(a_class(bank), bank), names=True, troubles=[trouble])
    (told,) = json.loads(tables.json(report))["files_to_look_at"]
    assert told["file"] == "<U+DCC5>sa.quiz"
    assert told["what"].startswith("and <U+DCC5>sa (1).quiz are")


def test_a_page_that_was_pasted_is_no_page_of_the_report(
    bank: Bank, questions: dict[str, Question]
) -> None:
    """What was typed is shown by its beginning, and is the same answer for all who pasted it."""
    asked = [each for each in bank.questions if each.id != "which-month"]
    hands = [
        handed(
            bank,
            n,
            [
                offered(questions["which-month"], "On and on " * 2000, SURE),
                *(offered(each, each.key if n else WRONG[each.id], SURE) for each in asked),
            ],
        )
        for n in range(12)
    ]
    found = results(hands, bank)
    (told,) = found.chosen[of(found, "which-month").digest][1:]
    assert (told.n, told.text[-12:]) == (12, "n On and on…")
    report = Report(found, names=False)
    for made in (text_lines(report), page(report), tables.csv(report), slides(found, "en")):
        said = " ".join(" ".join(made).split())
        assert "On and on On and on…" in said
        assert said.count("On and on") < 100


def test_the_page_has_plots_with_words(bank: Bank) -> None:
    """Each plot is a drawing with a label for those who listen, and words beside it."""
    shown = "".join(page(Report(results(a_class(bank, certainty=SURE), bank), names=False)))
    assert shown.count('<svg viewBox="') == shown.count('role="img" aria-label="') == 2
    assert "None is below the line beyond chance." in shown
    assert "prefers-color-scheme: dark" in shown


def test_no_rule_of_the_style_is_there_twice() -> None:
    """No rule is there twice, as where one for the screen lands among those for paper."""
    rules = [" ".join(each.split()) for each in re.findall(r"[^{}]+{[^{}]*}", STYLE)]

    assert [each for each, times in Counter(rules).items() if times > 1] == []


def test_broken_questions_count_in_no_skill(bank: Bank) -> None:
    """What may be broken says nothing of a skill, and each skill says how many questions it has."""
    found = results(a_class(bank, odd="bridge-in-may"), bank)
    broken = of(found, "bridge-in-may")
    assert broken.may_be_broken
    sound = {each.id for each in found.questions} - {broken.id}
    document = json.loads(tables.json(Report(found, names=False)))
    assert sum(each["questions"] for each in document["skills"]) == len(sound)
    assert sum(each["n"] for each in document["skills"]) == 28 * len(sound)
    assert "Certainty (3 questions): 56% right (47 of 84; likely " in text(found)


def test_a_skill_is_to_be_practised_only_if_it_is_below_the_class_beyond_chance(bank: Bank) -> None:
    """Where every skill does alike, nothing is to be practised, and that is said."""
    said = text(results(a_class(bank), bank))
    assert "No skill is clearly weaker than the others" in said
    assert "Practise “" not in said
    first, *_ = [each for each in bank.questions if each.skill != bank.questions[0].skill]
    hands = [
        handed(
            bank,
            number,
            [
                offered(each, WRONG[each.id] if each.skill == first.skill else each.key)
                for each in bank.questions
            ],
        )
        for number in range(20)
    ]
    skill = bank.skills[first.skill].name
    said = text(results(hands, bank))
    assert f"Practise “{skill}”: 0 of 80 right" in said


def test_who_came_back_did_not_leave_early(bank: Bank) -> None:
    """A round left before its end is an early leaving only if its questions were left for good."""
    first, second, *_ = bank.questions
    begun = [offered(first, first.key), offered(second)]

    def early(*rounds: HandedRound) -> bool:
        found = results([replace(handed(bank, 1), rounds=rounds)], bank)
        return found.readers[0].left_early

    (left,) = handed(bank, 1, begun, over=False).rounds
    (again,) = handed(bank, 2, [offered(first, first.key), offered(second)]).rounds
    (rest,) = handed(bank, 3, [offered(second, second.key)], over=False).rounds
    assert early(left)
    assert not early(left, again)
    assert not early(left, rest)
    assert not early(replace(left, exam=True))
    assert not early(replace(left, over=True))


def test_who_left_much_out_is_said_to_have_done_so(bank: Bank) -> None:
    """Blanks on a paper are told as such, and nobody is said to have left."""
    answers = [offered(each, each.key if n < 2 else None) for n, each in enumerate(bank.questions)]
    found = results([handed(bank, 1, answers)], bank)
    assert not found.readers[0].left_early
    assert "Much left out: reader 1:" in text(found)
    assert "reader 1: 2 answers, 6 left out" in text(found)


def test_discrimination_is_unrounded_in_json_and_blank_in_csv_where_it_is_too_few(
    bank: Bank,
) -> None:
    """With nine answers the JSON has the figure without an interval, and the CSV a blank."""
    report = Report(results(a_class(bank, readers=9), bank), names=False)
    known = {each["id"]: each for each in json.loads(tables.json(report))["questions"]}
    rows = in_rows(report)
    assert any(each["discrimination"] for each in known.values())
    assert {each["discrimination_low"] for each in known.values()} == {None}
    assert {each["discrimination"] for each in rows} == {""}
    enough = Report(results(a_class(bank), bank), names=False)
    told = {row["id"]: row for row in in_rows(enough)}
    assert re.fullmatch(r"-?[01]\.\d\d?", told["bridge-in-may"]["discrimination"])
    assert told["bridge-in-may"]["key"] == "The mayor expects it in May."
    assert all(row["right_percent"].isdecimal() for row in told.values())


@pytest.mark.parametrize(("right", "says"), [(16, "too close to call"), (40, ": fine (")])
def test_a_certainty_fits_only_if_its_whole_interval_does(
    bank: Bank, right: int, says: str
) -> None:
    """“Fine” takes an interval that lies where it pays; a share that does is too little."""
    first = bank.questions[0]
    n = 18 if right == 16 else 40
    hands = [
        handed(bank, number, [offered(first, first.key if number < right else (1,), SURE)])
        for number in range(n)
    ]
    assert says in how_sure(results(hands, bank).sureness[-1])


def test_the_same_questions_are_to_be_discussed_everywhere(bank: Bank) -> None:
    """Headline, section, JSON and plot have the same questions, most sure of one wrong first."""
    first, second, third, *rest = bank.questions
    hands = []
    for number in range(30):
        answers = [
            offered(first, (1,) if number % 30 < 7 else first.key, SURE),
            offered(third, WRONG[third.id] if number % 30 < 2 else third.key, SURE),
            *(offered(each, each.key if number % 2 else WRONG[each.id], GUESS) for each in rest),
        ]
        if number < 15:
            answers.append(offered(second, (2,) if number < 5 else second.key, SURE))
        hands.append(handed(bank, number, answers))
    found = results(hands, bank)
    assert [each.id for each in found.discuss] == [first.id, second.id]
    report = Report(found, names=False)
    document = json.loads(tables.json(report))
    assert document["discuss_first"] == [each.digest for each in found.discuss]
    said = text(found)
    assert f"Discuss “{first.name}”: " in said
    assert f"Then discuss “{second.name}”." in said
    assert f"1. {first.name}" in said
    assert telling_plot(found).count('class="hot"') == 2


def test_what_pulled_most_is_discussed_and_what_nobody_shares_is_not(bank: Bank) -> None:
    """Several who were sure of one wrong answer come first, then many with one; others don't."""
    first, second, third, *_ = bank.questions
    hands = []
    for number in range(28):
        sure = SURE if number < 4 else GUESS
        hands.append(
            handed(
                bank,
                number,
                [
                    offered(first, (1,) if number < 9 else first.key, sure),
                    offered(second, (2,) if 3 <= number < 15 else second.key, sure),
                    offered(third, (number % 3,) if number < 3 else third.key, SURE),
                ],
            )
        )
    found = results(hands, bank)
    assert [each.id for each in found.discuss] == [first.id, second.id]
    said = text(found)
    assert "9 of 28 readers picked “The bridge will open in May.” 4 of them were sure." in said
    assert "12 of 28 readers picked “" in said
    assert "1 of them was sure." in said


def test_what_most_had_right_is_not_discussed(bank: Bank) -> None:
    """From four in five right on, a question is left out, however sure the others were of it."""
    first, second, *_ = bank.questions
    hands = [
        handed(
            bank,
            number,
            [
                offered(first, (1,) if number < 4 else first.key, SURE),
                offered(second, (2,) if number < 5 else second.key, SURE),
            ],
        )
        for number in range(20)
    ]
    assert [each.id for each in results(hands, bank).discuss] == [second.id]


def test_a_weak_skill_names_the_questions_that_make_it_so(bank: Bank) -> None:
    """They are discussed, too, though nobody was sure; the rest of the skill is said to be fine."""
    hard, *fine = [each for each in bank.questions if each.skill == bank.questions[0].skill]
    hands = []
    for number in range(20):
        right = {each.id: number % 5 > 0 for each in bank.questions}
        right[hard.id] = number % 10 == 0
        hands.append(
            handed(
                bank,
                number,
                [
                    offered(each, each.key if right[each.id] else WRONG[each.id], GUESS)
                    for each in bank.questions
                    if each.skill != hard.skill or each in (hard, fine[0])
                ],
            )
        )
    found = results(hands, bank)
    assert found.practise
    assert (found.practise.because_of, found.practise.otherwise) == ((digest(hard),), True)
    assert [each.id for each in found.discuss] == [hard.id]
    said = text(found)
    name = bank.skills[hard.skill].name
    so = f"Practise “{name}”: 18 of 40 right. One question made it so: “{hard.name}”."
    assert said.count(so) == 2
    assert f"Discuss “{hard.name}”: 18 of 20 readers " in said


def test_what_most_did_not_pick_is_said_of_several_that_are_right(
    bank: Bank, questions: dict[str, Question]
) -> None:
    """Who lacks one of several went wrong alike as well, even if no distractor pulled them."""
    tells = questions["page-tells"]
    only = (int(tells.key[0]),)
    hands = [
        handed(bank, n, [offered(tells, only if n < 6 else tells.key, SURE)]) for n in range(20)
    ]
    found = results(hands, bank)
    assert [each.id for each in found.discuss] == [tells.id]
    said = text(found)
    assert re.search("6 of 20 readers missed “[^”]*”, which is right. 6 of them were sure.", said)


def test_a_discussion_leads_with_the_mistake_that_ranks_it(
    bank: Bank, questions: dict[str, Question]
) -> None:
    """Its rank, the first thing said, the row set off and what to ask are about one mistake."""
    tells = questions["page-tells"]
    assert isinstance(tells, Multi)
    first, second = tells.key
    wrong = next(n for n, each in enumerate(tells.options) if not each.right)
    lacks, picks = (first,), (first, second, wrong)
    for missed, pulled, leads in ((9, 4, True), (4, 9, False)):
        given = [*[lacks] * missed, *[picks] * pulled, *[tells.key] * 7]
        hands = [handed(bank, n, [offered(tells, each, SURE)]) for n, each in enumerate(given)]
        found = results(hands, bank)
        (only,) = found.discuss
        assert only.weight == 3 * 9
        right, other = (quoted(tells.options[n].text, None) for n in (second, wrong))
        said = text(found)
        shown = " ".join(html.unescape("".join(page(Report(found, names=False)))).split())
        lines = (f"9 of 20 readers missed {right}", f"9 of 20 readers picked {other}")
        others = (f"Besides, 4 of 20 readers (4 of them sure) picked {other}", "readers missed")
        assert lines[not leads] in said
        assert f"✗ {lines[not leads]}" in shown
        assert (others[0] if leads else "4 of 20 readers (4 of them sure) missed") in said
        asked = right if leads else other
        assert f"Ask the class: What speaks for {asked}, and " in said
        (most,) = re.findall('<tr class="most">.*?</tr>', shown)
        assert tells.options[second if leads else wrong].text in most


def test_the_mistake_to_discuss_is_the_heaviest_whoever_was_sure(
    bank: Bank, questions: dict[str, Question]
) -> None:
    """Whoever was sure counts three times; a question is in if somebody was, of any mistake."""
    tells = questions["page-tells"]
    assert isinstance(tells, Multi)
    first, second = tells.key
    wrong = next(n for n, each in enumerate(tells.options) if not each.right)
    for guessed, missed in ((13, True), (11, False)):
        given = [*[(first,)] * guessed, *[(first, second, wrong)] * 4]
        hands = [
            handed(bank, n, [offered(tells, each, SURE if len(each) > 1 else GUESS)])
            for n, each in enumerate(given)
        ]
        found = results(hands, bank)
        (only,) = found.discuss
        assert only.mistake
        assert (only.mistake.missed, only.weight) == (missed, max(guessed, 12))


def test_what_was_typed_was_answered_not_picked(bank: Bank, questions: dict[str, Question]) -> None:
    """Only what is in a list to pick from is said to be picked."""
    month = questions["which-month"]
    hands = [
        handed(bank, n, [offered(month, WRONG[month.id] if n < 6 else month.key, SURE)])
        for n in range(12)
    ]
    found = results(hands, bank)
    said = text(found).partition("The questions, fewest right first")[0]
    shown = "".join(page(Report(found, names=False))).partition("fewest right first")[0]
    assert "6 of 12 readers answered “June”" in said
    assert "picked" not in said
    assert "picked" not in shown[shown.index("<body>") :]


@pytest.mark.parametrize("id", sorted(WRONG))
def test_a_teacher_is_told_what_to_say_of_a_question(
    bank: Bank, questions: dict[str, Question], id: str
) -> None:
    """Why the right answer is right, what to remember, and one question to put to the class."""
    question = questions[id]
    hands = [
        handed(bank, n, [offered(question, WRONG[id] if n < 4 else question.key, SURE)])
        for n in range(9)
    ]
    found = results(hands, bank)
    habit = question.habit or bank.skills[question.skill].habit
    shown = " ".join(html.unescape("".join(page(Report(found, names=False)))).split())
    for said in (text(found), re.sub("<.*?>", "", shown)):
        assert " ".join(question.explanation.split())[:60] in said
        assert f"Remember: {' '.join(habit.split())}" in said
        assert re.search(r"Ask the class: [^?]+\?", said)
        assert "\\n" not in said


def test_a_question_that_may_be_broken_is_shown_and_not_discussed(bank: Bank) -> None:
    """Its passage and its options are there with its id, in both reports, and why it may be so."""
    found = results(a_class(bank, odd="bridge-in-may", certainty=SURE), bank)
    (broken,) = found.check_first
    assert broken.question
    assert broken.wants_discussion
    assert not replace(found, questions=(broken,)).discuss
    shown = html.unescape("".join(page(Report(found, names=False))))
    for said in (text(found), shown):
        whole = said[said.index("Discuss first") :]
        first, _, part = whole.partition("May be broken: look before you count it")
        part = part[: part.index("The questions, fewest")]
        assert "bridge-in-may" not in first
        assert "Ask the class" not in part
        assert "Why the bank says that it's right" in part
        assert " ".join(broken.question.stem.split()) in " ".join(part.split())
        assert "bridge-in-may" in part
        assert "The bridge will open in May." in part
        assert "This question may be broken: weak readers had it right more often" in part
        assert all(
            each.id in said[said.index("The questions, fewest") :] for each in found.questions
        )


def test_four_readers_at_most_are_talked_to_first_and_about_something(bank: Bank) -> None:
    """Those who need most: with what they were sure of and most had right, and what they picked."""
    hands = a_class(bank, certainty=SURE)
    first, *_ = bank.questions
    answers = [offered(each, WRONG[each.id], GUESS) for each in bank.questions[1:]]
    hands.append(handed(bank, 100, [offered(first, (1,), SURE), *answers], name="Ann"))
    found = results(hands, bank)
    assert len(found.talk_first) == 4
    needing = [each for each in found.readers if each.few_right or each.sure_but_wrong]
    assert len(needing) > 4
    for each in found.talk_first:
        assert 1 <= len(each.misses) <= 2
        assert each.misses[0].said
    said = text(found)
    assert re.search(r"Talk to reader \d+ \(.*\) first; \d+ more readers? below\.", said)
    only = results([*a_class(bank)[14:], hands[-1]], bank)
    (ann,) = [each for each in only.talk_first if each.reader.name == "Ann"]
    assert (ann.misses[0].title, ann.misses[0].said) == (first.name, "The bridge will open in May.")
    about = f"“{first.name}”: picked “The bridge will open in May.”, sure. "
    assert about in text(only, names=True)


def test_a_name_with_a_comma_is_seen_to_be_one(bank: Bank) -> None:
    """As school lists have them; what stands between such names is no comma."""
    wrong = [offered(each, WRONG[each.id], SURE) for each in bank.questions]
    hands = [handed(bank, n, wrong, name=name) for n, name in enumerate(["Smith, Bo", "Ann"])]
    said = text(results(hands, bank), names=True)
    assert "Talk to Smith, Bo (sure and wrong); Ann (sure and wrong) first." in said
    begun = [offered(bank.questions[0], WRONG["bridge-in-may"]), offered(bank.questions[1])]
    hands = [
        replace(each, rounds=handed(bank, 9 + n, begun, over=False).rounds)
        for n, each in enumerate(hands)
    ]
    said = text(results(hands, bank), names=True)
    assert "Let Smith, Bo; and Ann finish: 1 question to go." in said


def test_nobody_has_few_right_in_a_class_of_two(bank: Bank) -> None:
    """What a class has is told only of ten readers or more."""
    right, wrong = (
        [offered(each, pick(each), GUESS) for each in bank.questions]
        for pick in (lambda each: each.key, lambda each: WRONG[each.id])
    )
    for others, named in ((1, False), (8, False), (9, True)):
        hands = [handed(bank, n, right) for n in range(others)]
        found = results([*hands, handed(bank, 50, wrong)], bank)
        assert ("few right" in text(found).partition("About the figures")[0].lower()) is named


def test_with_all_answers_readers_are_compared_by_their_first(bank: Bank) -> None:
    """A reader who had few right is reported by first answers, however often they came back."""
    hands = a_class(bank)
    wrong = [offered(each, WRONG[each.id]) for each in bank.questions]
    right = [offered(each, each.key) for each in bank.questions]
    hands.append(handed(bank, 100, wrong, right, right))
    for which in ("first", "all"):
        found = results(hands, bank, which)
        assert "reader 29: 0 of 8 right, where the class had" in text(found)
        (last,) = [each for each in found.talk_first if each.reader.number == 29]
        assert {each.n for each in last.misses} == {29}
        assert "of the 29 who answered it had it right" in text(found)


def test_a_mark_a_reader_is_one(bank: Bank) -> None:
    """What readers earned on average is in words that go with its number."""
    first, *_ = bank.questions
    for certainty, right, marks in ((GUESS, True, "1 mark"), (FAIRLY, False, "−2 marks")):
        answer = offered(first, first.key if right else WRONG[first.id], certainty)
        said = text(results([handed(bank, n, [answer]) for n in range(2)], bank))
        assert f"That's {marks} a reader; all right and sure would be 3." in said


def test_the_counts_of_questions_add_up(bank: Bank) -> None:
    """Those in the table, those with too few answers and those with none are all there are."""
    first, second, third, *_ = bank.questions
    hands = [
        handed(
            bank, n, [offered(first, (0,)), *([offered(second, (0,))] * (n < 2)), offered(third)]
        )
        for n in range(6)
    ]
    said = text(results(hands, bank))
    assert "8 first answers to 2 questions" in said
    assert "1 more question had fewer than 5 answers: too few to say. 1 question had none." in said


@pytest.mark.parametrize("id", ["fact-or-forecast", "least-to-most"])
def test_why_is_told_of_the_part_that_most_got_wrong(
    bank: Bank, questions: dict[str, Question], id: str
) -> None:
    """Of rows and steps, the reason shown is that of the one where most went wrong."""
    question = questions[id]
    right = question.key
    assert isinstance(right, tuple)
    hands = [handed(bank, number, [offered(question, WRONG[id], SURE)]) for number in range(4)]
    mistake = of(results(hands, bank), id).mistake
    assert mistake
    assert mistake.what.part
    assert mistake.what.why
    assert " ".join(mistake.what.why.split()) in text(results(hands, bank))


def test_how_claims_were_judged_is_said(bank: Bank) -> None:
    """How many supported and unsupported claims were believed and how many weren't is said."""
    found = results(a_class(bank), bank)
    claims = replace(found.leaning.judged, supported=89, hits=60, misses=2)
    claims = replace(claims, unsupported=74, false_alarms=5, correct_rejections=60)
    said = text(replace(found, leaning=replace(found.leaning, judged=claims)))
    assert "they believed 60, doubted 2, and picked something else for 27." in said
    assert "they rejected 60, believed 5, and picked something else for 9." in said
    assert re.search(r"As many blind picks .* would have doubted \d+ and believed \d+\.", said)


def test_statistics_stand_at_the_end(bank: Bank) -> None:
    """Alpha and intervals of correlations are reported where the figures are explained."""
    found = results(a_class(bank, odd="bridge-in-may", certainty=SURE), bank)
    shown = html.unescape("".join(page(Report(found, names=False))))
    for said in (text(found), shown[shown.index("<body>") :]):
        before, about = said.split("About the figures")
        for each in ("alpha is", "expect about"):
            assert each not in before.lower()
            assert each in about
        first = before.partition("The questions, fewest right first")[0]
        assert not re.search(r"likely [\d−]", first)
        assert not re.search(r"\d\.\d", first)


def test_few_readers_are_expected_here_by_chance(bank: Bank) -> None:
    """Beside those with few right stands how many of the class would be there by chance."""
    said = text(results(a_class(bank), bank))
    assert "of 28 readers with 5 answers or more, expect about 1 here by chance alone" in said


def test_numbers_in_the_plot_lie_beside_each_other(bank: Bank) -> None:
    """Questions that come out alike have their numbers moved, so that all can be read."""
    same = [replace(bank.questions[0], id=f"same-{n}", stem=f"Same {n}?") for n in range(6)]
    alike = replace(bank, questions=tuple(same))
    hands = [
        handed(alike, number, [offered(each, each.key if number % 2 else (1,)) for each in same])
        for number in range(20)
    ]
    drawn = telling_plot(results(hands, alike))
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)">\d+</text>', drawn)
    places = [(float(x), float(y)) for x, y in found]
    assert len(places) == 6
    for n, (x, y) in enumerate(places):
        assert all(abs(x - a) >= 8 or abs(y - b) >= 10 for a, b in places[:n])


def test_what_is_too_few_to_say_is_not_drawn(bank: Bank) -> None:
    """A question that may be broken and that too few had right is reported beside the plot."""
    first, *others = bank.questions
    hands = []
    for number in range(28):
        rest = [
            offered(each, each.key if place < number / 4 else WRONG[each.id])
            for place, each in enumerate(others)
        ]
        picks = first.key if number == 0 else (1,) if number >= 18 else (2,)
        hands.append(handed(bank, number, [offered(first, picks), *rest]))
    found = results(hands, bank)
    broken = of(found, first.id)
    assert (broken.may_be_broken, broken.is_told_apart) == (True, False)
    assert telling_plot(found).count('class="broken"') == 0
    assert "Number 1 may be broken, but isn&#x27;t drawn: too few had it right" in telling_plot(
        found
    )


def test_quotation_marks_within_others_are_single() -> None:
    """A distractor that quotes is shown with single marks inside of its own."""
    assert quoted("Nice: “as far as we know” stands", 1) == "“Nice: ‘as far as we know’ stands”"
    assert quoted("“Yes.”", 1) == "“Yes.”"
    assert quoted("", 1) == "option 1"
    assert quoted("", None) == "“”"  # what was typed may be empty


def test_orders_that_go_wrong_at_the_same_step_count_together(
    bank: Bank, questions: dict[str, Question]
) -> None:
    """Readers who put different steps first went wrong at the same one, and the reason is given."""
    question = questions["least-to-most"]
    given = [(1, 0, 2), (2, 0, 1), (1, 2, 0), (0, 2, 1)]
    hands = [handed(bank, n, [offered(question, each, SURE)]) for n, each in enumerate(given)]
    found = results(hands, bank)
    mistake = of(found, question.id).mistake
    assert mistake
    assert (mistake.n, mistake.sure, mistake.same) == (3, 3, False)
    assert f"3 of 4 readers went wrong at “{mistake.what.part}” 3 of them were" in text(found)


@pytest.mark.parametrize("id", sorted(WRONG))
def test_what_is_to_be_discussed_is_shown_whole(
    bank: Bank, questions: dict[str, Question], id: str
) -> None:
    """The page has its id, its exhibits, and what can be picked, with how many did and the key."""
    question = questions[id]
    hands = [
        handed(bank, n, [offered(question, WRONG[id] if n < 4 else question.key, SURE)])
        for n in range(9)
    ]
    found = results(hands, bank)
    picked = found.chosen[digest(question)]
    right = [each for each in picked if each.right]
    assert right
    assert sum(each.n for each in picked if not each.right) >= 4 or id == "page-tells"
    shown = "".join(page(Report(found, names=False)))
    assert f"<code>{id}</code>" in shown
    assert shown.count("<figure><figcaption>") >= len(question.other_exhibits)
    for each in picked:
        cells = f'<td class="figure">{each.n}</td><td class="figure">{each.sure}</td>'
        assert cells in shown
        assert escaped(each.text) in shown
    said = text(found)
    assert f"({id}) {' '.join(question.stem.split())}" in said
    assert all(f"{each.n} ✓ {' '.join(each.text.split())}" in said for each in right)


def test_the_right_label_is_right_whatever_its_capitals(bank: Bank) -> None:
    """A row may write its label as “fact” where the labels have “Fact”: nothing told changes."""
    id = "fact-or-forecast"
    told = []
    for as_written in (True, False):
        found = next(each for each in bank.questions if each.id == id)
        assert isinstance(found, Sort)
        if not as_written:
            rows = tuple(replace(each, label=each.label.lower()) for each in found.rows)
            found = replace(found, rows=rows)
        questions = tuple(found if each.id == id else each for each in bank.questions)
        its = replace(bank, questions=questions)
        given = [*[WRONG[id]] * 4, *[found.key] * 3]
        hands = [handed(its, n, [offered(found, each, SURE)]) for n, each in enumerate(given)]
        its_results = results(hands, its)
        picked = its_results.chosen[digest(found)]
        assert [(each.text, each.n) for each in picked if each.right] == [
            ("The railings are not ordered: Fact", 3),
            ("The bridge should open in May: Forecast", 7),
            ("The ferry will lose its passengers: Forecast", 7),
        ]
        html = "".join((*page(Report(its_results, names=False)), *slides(its_results, "en")))
        feedback = [*found.feedback(WRONG[id], (0, 1, 2))]
        told.append((picked, text(its_results), html, feedback, key_in_words(found)))
    assert told[0] == told[1]


def test_the_page_says_first_what_to_do_and_whom_to_talk_to(bank: Bank) -> None:
    """What to do stands first, with readers' numbers or names, and whom to talk to after it."""
    hands = a_class(bank, certainty=SURE)
    wrong = [offered(each, WRONG[each.id], SURE) for each in bank.questions]
    hands.append(handed(bank, 100, wrong, name="Ann"))
    found = results(hands, bank)
    listed = expected(["Ann", "Ben", "Cleo"], ([each.name] if each.name else [] for each in hands))
    for names, who in ((False, "reader 29"), (True, "Ann")):
        shown = "".join(page(Report(found, names, expected=listed)))
        todo = shown[shown.index("What to do next") : shown.index("Discuss first")]
        assert re.search(f"<li><p>Talk to .*{who} ?[,(]", todo)
        assert re.search(r"Ask (Ann|reader \d+): in “", todo)
        assert "<li><p>Not handed in by 2 of 3: Ben, Cleo.</p>" in todo
        assert "<li><p>28 readers handed in without a name.</p>" in todo
        assert todo.index("Talk to</h2>") < todo.index(f"{who}: 0 of 8 right")


def test_no_share_is_said_of_fewer_than_five(bank: Bank) -> None:
    """Of few answers, how many is said, in sentences as in tables; what more answered is first."""
    first, second, third, *others = bank.questions
    hands = []
    for number in range(12):
        answers = [offered(each, each.key, SURE) for each in others]
        answers += [offered(first, first.key)] * (number < 2)
        hands.append(handed(bank, number, [*answers, offered(second, second.key)]))
    wrong = [offered(each, WRONG[each.id], FAIRLY) for each in others]
    wrong.append(offered(first, WRONG[first.id], SURE))
    hands.append(handed(bank, 50, [*wrong, offered(third, third.key)]))
    found = results(hands, bank)
    (talk,) = found.talk_first
    assert [each.n for each in talk.misses] == [13, 13]
    said = text(found)
    assert "92% of the 13 who answered it had it right." in said
    few = results(
        [
            *hands[:12],
            handed(
                bank, 50, [offered(each, WRONG[each.id], SURE) for each in (first, second, third)]
            ),
        ],
        bank,
    )
    assert "of the class" not in said.partition("About the figures")[0]
    rows = {row["id"]: row for row in in_rows(Report(few, names=False))}
    assert (rows[first.id]["n"], rows[first.id]["right_percent"]) == ("3", "")
    assert re.search(
        r"“[^”]+”: picked “[^”]+”, sure. 2 of 3 who answered it had it right.", text(few)
    )
    alone = results([handed(bank, 1, [offered(first, first.key), offered(second, (1,))])], bank)
    assert "2 first answers to 2 questions: 1 right. " in text(alone)
    assert "%" not in text(alone).partition("The questions")[0]


def test_numbers_that_look_contradictory_say_why(bank: Bank) -> None:
    """What counts in no skill is said below them, and what blind picks give beside a leaning."""
    found = results(a_class(bank, odd="bridge-in-may"), bank)
    said = text(found)
    n = found.answers - sum(each.n for each in found.skills)
    broken = found.check_first[0].title
    assert n == 28
    assert f"Without 28 answers to “{broken}”, which may be broken." in said
    assert re.search(
        r"wrong picks believed too much, and \d+ too little: "
        r"(no clear leaning|the class leans to \w+), as blind picks would give \d+ and \d+[.;]",
        said,
    )
    assert re.search(r"Of the 8 questions that enough of them answered, two readers \d", said)


def test_what_to_do_next_has_what_to_say_and_a_command(bank: Bank) -> None:
    """Beside what to discuss and to practise stand what to say and what to type, unbroken."""
    hands = a_class(bank, certainty=SURE)
    begun = [offered(bank.questions[0], WRONG["bridge-in-may"]), offered(bank.questions[1])]
    hands.append(handed(bank, 102, begun, name="Cleo", over=False))
    found = results(hands, bank)
    broken = Trouble("a/Ben.quiz", "is empty")
    paper = Trouble("a/Dev.unfinished", "is a paper", unfinished=True)
    option = " --bank 'a folder with a long name/and another one/mine.toml'"
    report = Report(found, True, troubles=[broken, paper], bank=option, of="8a")
    lines = [*text_lines(report)]
    first = found.discuss[0]
    assert lines[1] == "8a, 3 March 2031"
    assert f"       quiz print --ids {first.id} --large{option} -o {first.id}.html" in lines
    assert f'       quiz hand-in --name "…"{option}' in lines
    assert f"       quiz{option}" in lines
    said = " ".join(" ".join(lines).split())
    todo = said[: said.index("Talk to How far")]
    assert f"1. Discuss “{first.title}”: " in todo
    assert "Ask the class: " in todo
    assert "Let Cleo finish: 1 question to go." in todo
    assert "Ask again for 1 file that was left out" in todo
    assert "were right: they were surer than they should have been. Practise this: " in todo
    shown = html.unescape("".join(page(report)))
    assert f"<code>quiz print --ids {first.id} --large{option} -o {first.id}.html</code>" in shown
    assert f"quiz print --ids {','.join(each.id for each in found.discuss)} " in shown
    known = "".join(page(replace(report, again="quiz class 8a")))
    assert "<code>quiz class 8a --to slides -o lesson.html</code>" in known


def test_tables_have_skills_and_each_answer_of_a_reader(bank: Bank) -> None:
    """Questions have their skill, readers a sum for each, and a table has readers by questions."""
    hands = [replace(each, name=f"R{n}") for n, each in enumerate(a_class(bank, readers=12))]
    report = Report(results(hands, bank), names=True)
    skills = {row["id"]: row["skill"] for row in in_rows(report)}
    assert skills == {each.id: each.skill for each in bank.questions}
    readers = [*csv.DictReader(StringIO("".join(tables.readers_csv(report))))]
    answers = [*csv.DictReader(StringIO("".join(tables.answers_csv(report))))]
    for reader, row, result in zip(readers, answers, report.results.readers, strict=True):
        assert (reader["name"], row["name"]) == (result.name, result.name)
        cells = {name: cell for name, cell in row.items() if "(" in name}
        assert len(cells) == len(bank.questions)
        assert sum(map(int, cells.values())) == result.right == int(row["right"])
        for skill in bank.skills:
            of = [int(cell) for name, cell in cells.items() if name.endswith(f" ({skill})")]
            assert int(reader.get(f"{skill}_right", 0)) == sum(of)
            assert int(reader.get(f"{skill}_n", 0)) == len(of)


def test_wordings_of_one_question_have_columns_of_their_own(bank: Bank) -> None:
    """In the table of answers, each is told from the others by its head."""
    first, *_ = bank.questions
    now = offered(first, first.key)
    wordings = [now, replace(now, digest="a1b2c3" + "0" * 10), replace(now, digest="f" * 16)]
    for n, others in (
        (2, ["another wording"]),
        (3, ["another wording, a1b2c3", "another wording, ffffff"]),
    ):
        hands = [handed(bank, number, [each]) for number, each in enumerate(wordings[:n])]
        made = "".join(tables.answers_csv(Report(results(hands, bank), names=False)))
        (heads, *_) = csv.reader(StringIO(made))
        assert {*heads[3:]} == {f"{first.id} ({each})" for each in (first.skill, *others)}


def test_a_table_may_have_decimal_commas(bank: Bank) -> None:
    """Then there are semicolons between cells, and no figure has a point."""
    report = Report(results(a_class(bank), bank), names=False)
    rows = [*csv.DictReader(StringIO("".join(tables.csv(report, comma=True))), delimiter=";")]
    assert any("," in row["discrimination"] for row in rows)
    assert not any("." in row["discrimination"] for row in rows)
    first = next(tables.readers_csv(report, comma=True))
    assert first.startswith("number;answers;right;")


def test_what_came_back_is_told_from_five_on(bank: Bank) -> None:
    """How many were right at first, and how many the latest time, of what was asked again."""
    first, second, *_ = bank.questions
    rounds = ([offered(first, (1,)), offered(second)], [offered(first, first.key)])
    for readers, told in ((4, False), (5, True)):
        found = results([handed(bank, n, *rounds) for n in range(readers)], bank)
        said = "Of 5 questions that came back to the same reader, 0 were right at first and 5 the"
        assert (said in text(found)) is told


def test_one_of_what_came_back_was_right(bank: Bank) -> None:
    """One is singular, among the questions that came back as well."""
    question, *_ = bank.questions
    rounds = ([offered(question, (1,))], [offered(question, (1,))])
    right = ([offered(question, question.key)], [offered(question, question.key)])
    found = results([handed(bank, n, *(rounds if n else right)) for n in range(5)], bank)
    said = "Of 5 questions that came back to the same reader, 1 was right at first and 1 the latest"
    assert said in text(found)


@pytest.mark.parametrize("id", sorted(WRONG))
def test_slides_show_a_question_before_its_answers(
    bank: Bank, questions: dict[str, Question], id: str
) -> None:
    """What is asked is in sight; counts and what is right come once opened, and nobody is named."""
    question = questions[id]
    hands = [
        handed(bank, n, [offered(question, WRONG[id] if n < 4 else question.key, SURE)], name="Ann")
        for n in range(9)
    ]
    shown = html.unescape("".join(slides(results(hands, bank), "en")))
    asks, *opened = shown.partition("<body>")[2].split("<details>")
    assert len(opened) == 2
    assert " ".join(question.stem.split()) in " ".join(asks.split())
    assert "✓" not in asks + opened[0]
    assert "9 answered." in opened[0]
    assert re.search(r'<p class="ask">[^<]+\?</p>', opened[0])
    assert "✓" in opened[1]
    assert " ".join(question.explanation.split())[:40] in " ".join(opened[1].split())
    if isinstance(question, Multi):
        for number in question.key:
            assert " ".join(question.options[number].why.split())[:40] in opened[1]
    assert "Ann" not in shown
    assert "<script" not in shown


def test_slides_speak_the_language_of_the_bank(bank: Bank) -> None:
    """In a German bank, what is said beside its questions is German, with German marks."""
    hands = a_class(bank, certainty=SURE)
    try:
        speak("de")
        shown = html.unescape("".join(slides(results(hands, bank), "de")))
    finally:
        speak(None)
    assert "Was die Klasse geantwortet hat" in shown
    assert re.search('<p class="ask">[^<“]*„[^“]+“', shown)
    assert 'lang="de"' in shown
