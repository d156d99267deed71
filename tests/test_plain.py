"""The quiz a line at a time, by its text alone: real runs with scripted lines."""

import re
import subprocess
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import StringIO
from itertools import permutations
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from quiz.bank.exhibits import Post
from quiz.bank.fields import Citation
from quiz.bank.kinds import KINDS, Choice, Multi, Order, Question, Response, Short, Sort, Spot
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.bank.source import Source
from quiz.plain.face import PlainFace
from quiz.plain.kinds import prompt, question_lines, read_response, response_in_words
from quiz.plain.lines import citation_lines
from quiz.plain.talk import Leave, Talk
from quiz.play.mark import Certainty
from quiz.play.pick import pick
from quiz.play.round import Answer, Round, answer, begin, onward
from quiz.record.history import History
from quiz.session import Session
from tests.conftest import STARTER
from tests.plain_lines import in_names
from tests.process import QUIZ, run
from tests.terminal import Terminal
from tests.test_session import wrong

ROOT = Path(__file__).parents[1]
BANK = read_bank(Path(__file__).with_name("bank.toml"))
QUESTIONS = (*BANK.questions, *read_bank(STARTER).questions)
OF_KIND = {each.kind: each.id for each in reversed(QUESTIONS)}
"""A question of each kind, from the small bank or else from the starter."""
WRONG: dict[str, Response] = {
    "choice": (1,),
    "multi": (2, 3),
    "sort": (1, 0, 0),
    "order": (2, 1, 0),
    "spot": (1,),
    "short": "June",
}
"""A wholly wrong response to each."""
SEED = 3

Only = Callable[[str], Path]


@pytest.fixture
def only(bank_file: Path, tmp_path: Path) -> Only:
    """Writes a bank of one question alone, of the small bank or the starter."""

    def write(id: str) -> Path:
        texts = (file.read_text(encoding="utf-8") for file in (bank_file, STARTER))
        head, *blocks = next(text for text in texts if f'id = "{id}"' in text).split(
            "[[questions]]"
        )
        block = next(block for block in blocks if f'id = "{id}"' in block)
        file = tmp_path / "one.toml"
        file.write_text(f"{head}[[questions]]{block}", encoding="utf-8")
        return file

    return write


def plain(*arguments: str | Path, lines: Iterable[str]) -> subprocess.CompletedProcess[str]:
    """The quiz run with some arguments and these lines typed, and what it said."""
    return run([*QUIZ, *arguments, "--plain"], "".join(f"{line}\n" for line in lines))


def take(file: Path, *options: str, lines: Iterable[str]) -> str:
    """What is heard of a round that ends well."""
    done = plain("take", "--bank", file, "--seed", str(SEED), *options, lines=lines)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def words(text: str) -> str:
    """The text in one line, wherever it was broken."""
    return " ".join(text.split())


def round_of(file: Path) -> Round:
    """The round that `take` plays."""
    random = Random(SEED)
    return begin(pick(read_bank(file).questions, 10, random), random)


def round_on_disk(file: Path) -> Round:
    """The newest round on a bank, as it is kept."""
    history = History.open()
    past = history.rounds(read_bank(file).id, newest=1)
    found = history.round(past[0].number)
    history.close()
    assert found is not None
    return found


def line_for(file: Path, response: Response) -> str:
    """What is typed to answer the only question of a bank."""
    slot = round_of(file).slot
    return in_names(slot.question, slot.arrangement, response)


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_answer_is_explained_in_full(kind: str, only: Only) -> None:
    """After the verdict come the answer and what to take away; `e` tells all the rest."""
    bank = read_bank(file := only(OF_KIND[kind]))
    question = bank.questions[0]
    heard = words(take(file, lines=[line_for(file, question.key), "3", "e", ""]))
    before, _, after = heard.partition("Right. You said “sure”: 3 marks.")
    first, asks, more = after.partition("Enter to end the round, e for more:")
    assert asks
    assert bank.skills[question.skill].habit in first
    assert "Where to check it:" in more
    assert "Where to check it:" not in first
    assert words(question.stem) in before
    assert words(question.passage) in before
    assert all(words(text) in before for _, text in question.texts())
    assert all(words(why) in after for _, why in question.texts("why"))
    assert words(question.explanation) in after
    assert bank.skills[question.skill].habit in after
    for citation in question.cites:
        source = bank.sources[citation.source]
        assert all(text in after for text in (citation.quote, source.name, source.url or ""))
    assert " 1 of 1 right. 3 marks, the most you can get." in after


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_answer_is_told_first(kind: str, only: Only) -> None:
    """The verdict is the first line after the answer, and what was picked is named as wrong."""
    file = only(OF_KIND[kind])
    heard = take(file, lines=[line_for(file, WRONG[kind]), "3", ""])
    _, _, after = heard.partition("to change your answer: 3\n")
    verdict = after.strip().splitlines()[0]
    assert verdict.endswith("rong. You said “sure”: minus 6 marks.") or verdict.startswith("Partly")
    assert re.search(
        r"^(Your answer|Not this one|Wrong): ", after.partition(verdict)[2], re.MULTILINE
    )
    assert "\n0 of 1 right.\nminus 6 marks; 3 is the most you can get." in after


@pytest.mark.parametrize(
    ("source", "citation", "first", "second"),
    [
        (
            Source("blog", "outside", headline="Who ordered them?", author="A. Hill"),
            Citation("s", "¶1", says="It names a day."),
            "[1] Paragraph 1: It names a day.",
            "Who ordered them? Blog; A. Hill",
        ),
        (
            Source("report", "article", headline="Don't Let It.", published="2030-05"),
            Citation("s", "headline", quote="Don't Let It."),
            "[1] Headline: “Don't Let It.”",
            "Don't Let It. Report; May 2030",
        ),
        (
            Source("report", "article", headline="The bridge opens", publisher="The Lantern"),
            Citation("s", says="It says so."),
            "[1] It says so.",
            "The bridge opens. Report; The Lantern",
        ),
    ],
)
def test_a_citation_reads_as_sentences(
    source: Source, citation: Citation, first: str, second: str
) -> None:
    """The place comes before the words, and the title ends as a sentence before its origin."""
    lines = [line.strip() for line in citation_lines([citation], {"s": source})]
    assert lines[:2] == [first, second]


def test_what_was_partly_right_is_told(only: Only) -> None:
    """One of two right options picked is neither right nor wrong."""
    file = only("page-tells")
    heard = take(file, lines=[line_for(file, (0,)), "2", ""])
    assert (
        "Partly right, 1 of 2 found. You said “fairly”: 0 marks.\nThis was “The top of a report”.\n"
    ) in heard
    assert re.search(r"\nRight: [a-d]\) Who wrote the report", heard)
    assert re.search(r"Right, but not picked: [a-d]\) On which day it ran", heard)
    assert re.search(
        r"You were right not to pick these:\n.*\n?.*\n?[a-d]\) Who built the footbridge", heard
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1", "“guess”: 1 mark."),
        ("2", "“fairly”: 2 marks."),
        ("3", "“sure”: 3 marks."),
        ("fairly", "“fairly”: 2 marks."),
        ("SURE", "“sure”: 3 marks."),
    ],
)
def test_certainty_is_a_digit_or_a_word(typed: str, said: str, only: Only) -> None:
    """Anything else is asked again, and ? gives the scale."""
    file = only("which-month")
    heard = take(file, lines=["May", "0", "?", typed, ""])
    assert heard.count("Type 1, 2 or 3, or ? for what they earn.") == 1
    assert heard.count("minus 6 if wrong") == 2  # before it is first asked, too
    assert "minus 6 if wrong; best when you are over 80% sure." in heard
    assert f"Right. You said {said}" in heard


def test_an_answer_is_read_back_and_can_be_taken_back(only: Only) -> None:
    """Enter alone, where one should say how sure, lets the reader answer anew."""
    file = only("bridge-in-may")
    wrong, right = (line_for(file, response) for response in (WRONG["choice"], (0,)))
    heard = take(file, lines=[wrong, "", right, "3", ""])
    option = round_of(file).slot.question
    assert isinstance(option, Choice)
    assert f"Your answer: {wrong}) {option.options[1].text}" in heard
    assert "Type your answer again." in heard
    assert "\n1 of 1 right.\n3 marks, the most you can get." in heard


def test_the_scale_is_told_before_it_is_first_used(only: Only) -> None:
    """A new reader hears the whole scale; after that, only what is at stake, each time."""
    file = only("which-month")
    first, second = (take(file, lines=["May", "1", ""]) for _ in range(2))
    assert first.index("2, fairly: 2 marks if right") < first.index("How sure are you?")
    stakes = (
        "If you're right or wrong, 1 (guess) earns 1 or 0, 2 (fairly) earns 2 or minus 2, "
        "3 (sure) earns 3 or minus 6."
    )
    assert stakes not in first
    assert "2, fairly: 2 marks if right" not in second
    assert second.index(stakes) < second.index("How sure are you?")


def test_readers_are_reminded_three_times_of_what_is_at_stake(only: Only) -> None:
    """Who answers on in one sitting has heard it by then, and ? says it again."""
    file = only("which-month")
    take(file, lines=["May", "1", ""])
    heard = take(file, lines=[*["May", "1", "", "n"] * 4, "May", "?", "1", "", ""])
    assert heard.count("How sure are you?") == 6
    assert heard.count("If you're right or wrong") == 3
    assert heard.count("minus 6 if wrong") == 1


def test_a_sort_that_is_right_is_heard_once(only: Only) -> None:
    """Its lines come with their reasons at once, and not a second time among the rest."""
    file = only("fact-or-forecast")
    sort = round_of(file).slot.question
    assert isinstance(sort, Sort)
    _, heard = take(file, lines=[line_for(file, sort.key), "2", ""]).split("Right. You said")
    for row in sort.rows:
        assert heard.count(row.text) == 1
        assert row.why in words(heard)


def test_what_else_can_be_typed_is_said_once(only: Only) -> None:
    """A second round in one sitting begins with its question."""
    file = only("which-month")
    heard = take(file, lines=["May", "1", "", "n", "May", "1", "", ""])
    assert heard.count("How sure are you?") == 2
    assert heard.count("At any question, type ?") == 1


def test_a_look_at_the_sources_is_remembered(only: Only) -> None:
    """`s` before the answer tells who is behind the pieces and what they leave out."""
    file = only("bridge-in-may")
    heard = words(take(file, lines=["s", line_for(file, (0,)), "1", ""]))
    said, _, _ = heard.partition("How sure are you?")
    assert "news report; Oda Finch, The Larkmere Lantern; 4 March 2031" in said
    assert "Not on the page: Who the engineer is." in said
    assert "https://lantern.example/footbridge-in-may" in said
    assert round_on_disk(file).slot.looked


def test_a_look_after_the_answer_does_not_count(only: Only) -> None:
    """`s` tells the same then, and is not kept as a look."""
    file = only("bridge-in-may")
    heard = take(file, lines=[line_for(file, (0,)), "1", "s", ""])
    assert "Not on the page: Who the engineer is." in heard
    assert not round_on_disk(file).slot.looked


def test_skip_mark_and_back(bank_file: Path) -> None:
    """A question can be passed over at no cost, marked, and gone back to."""
    lines = ["p", "/m", "/m", "/m", "/x", "/p", "/x", *["/x"] * 7, "e"]
    heard = take(bank_file, lines=lines)
    for said in ("This is the first question.", "No longer marked.", "Question 1 of 8, marked."):
        assert said in heard
    assert heard.count("\nQuestion 1 of 8") == 2
    assert "\nNothing answered.\n" in heard
    round = round_on_disk(bank_file)
    assert round.slots[0].flagged
    assert all(slot.skipped for slot in round.slots)


def test_going_back_tells_the_question_and_its_answer(bank_file: Path) -> None:
    """Back at an answered question, all of it is heard again, and Enter goes on."""
    first = round_of(bank_file).slot
    line = in_names(first.question, first.arrangement, first.question.key)
    heard = take(bank_file, lines=[line, "3", "", "/p", "", *["/x"] * 7, "e"])
    assert heard.count("Right. You said “sure”: 3 marks.") == 2
    assert words(heard).count(words(first.question.stem)) == 2


def test_only_enter_leaves_an_answer(only: Only) -> None:
    """A letter typed too early does not pass over the explanation."""
    file = only("which-month")
    heard = take(file, lines=["May", "1", "a", ""])
    assert "Enter by itself goes on." in heard


def test_commands_work_where_words_are_typed(only: Only) -> None:
    """A typed x skips, with or without a slash; an unknown word after a slash is reported."""
    file = only("which-month")
    for skip in ("x", "/x", "X"):
        assert "1) skipped; " in take(file, lines=[skip, "e"])
    heard = take(file, lines=["?", "s", "/m", "/marks", "/x", "e"])
    for said in (
        "x: skip, at no cost.",
        "Not on the page: Who the engineer is.",
        "Marked.",
        "There's no /marks.",
    ):
        assert said in heard
    assert "1) skipped; " in heard


@pytest.mark.parametrize("word", ["m", "q", "x", "s", "p", "?", "help"])
def test_a_word_that_is_right_is_no_command(word: str, only: Only) -> None:
    """Where m or q is the answer, it answers; /m marks all the same."""
    question = msgspec.structs.replace(read_bank(only("which-month")).questions[0], accept=(word,))
    heard = talked(question, "/m", word, "3", "", "e")
    assert "Marked." in heard
    assert "The end.\nYou got it right.\n" in heard


def test_words_do_what_letters_do(only: Only) -> None:
    """Where the answer is no word, “skip” and “back” are commands; where it is, after a slash."""
    heard = take(only("ferry-interest"), lines=["back", "skip", "e"])
    assert "This is the first question." in heard
    assert "Skipped." in heard
    file = only("which-month")
    assert "Your answer: “back”." in take(file, lines=["back", "1"])
    assert "This is the first question." in take(file, lines=["/back"])


@pytest.mark.parametrize(("skip", "next"), [("x", "n"), ("skip", "next")])
def test_next_and_skip_go_on_in_an_exam(skip: str, next: str, only: Only) -> None:
    """Each does so as a letter and as a word, and leaves the answer as it is, if there is one."""
    file = only("bridge-in-may")
    for word in (skip, next):
        heard = take(file, "--exam", lines=[word, "1", line_for(file, (0,)), "2", "1", word, "f"])
        assert heard.count("\nf) Finish: ") == 3
        assert "Or type ?" not in heard
        assert "\n1 of 1 right.\n2 marks; 3 is the most you can get." in heard


def test_next_goes_on_from_an_answer(only: Only) -> None:
    """Outside an exam the word does so, too, and before an answer no question is told again."""
    file = only("bridge-in-may")
    stem = words(round_of(file).slot.question.stem)
    heard = words(take(file, lines=["next", line_for(file, (0,)), "2", "next"]))
    before, _, after = heard.partition("Your answer: ")
    assert "Type a letter, from a to c. Or type ?" in before
    assert before.count(stem) == 1
    assert "The end. You got it right." in after


@pytest.mark.usefixtures("german")
def test_words_are_those_of_the_language_of_the_bank(only: Only) -> None:
    """In German “passen” skips, and the first minute is “probe”, answered by “wahr”."""
    question = read_bank(only("ferry-interest")).questions[0]
    heard = talked(question, "?", "probe", "wahr", "3", "", "passen", "e")
    assert "probe: zwei schnelle Fragen" in heard
    assert "Du hast „sicher“ gesagt" in heard
    assert "Gepasst." in heard


def test_a_number_is_asked_for_as_one() -> None:
    """The prompt for a number says so; of two things to type, the one or the other is named."""
    fields = {"id": "a", "skill": "b", "stem": "How much?", "explanation": "So."}
    question = msgspec.convert({**fields, "kind": "short", "number": 74.5}, Question)
    assert prompt(question, ()) == "Type your answer, a number or a word:"
    assert prompt(msgspec.convert({**fields, "kind": "short", "accept": ["x"]}, Question), ()) == (
        "Type your answer:"
    )


def test_a_slash_leaves_where_q_is_right(only: Only) -> None:
    """/q is the way out of a question whose answer is q."""
    question = msgspec.structs.replace(read_bank(only("which-month")).questions[0], accept=("q",))
    with pytest.raises(Leave):
        talked(question, "/q", "q", "3", "")


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("choice", "\ufeffA"),
        ("choice", "ａ"),
        ("multi", "Ａ，ｂ"),
        ("sort", "Ａ ｂ b"),
        ("spot", "４"),
        ("short", "\ufeffＭａｙ"),
        ("short", "M\u200bay"),
    ],
)
def test_what_is_typed_is_taken_as_its_plain_letters(kind: str, line: str) -> None:
    """A byte-order mark, full-width letters and digits and what cannot be seen make no odds."""
    question = next(each for each in BANK.questions if each.id == OF_KIND[kind])
    assert "The end.\n" in talked(question, line, "３", "")
    assert "1 left out" not in talked(question, line, "３", "")


def talked(question: Question, *lines: str) -> str:
    """What is heard of a round of one question, without a process for it."""
    bank = msgspec.structs.replace(BANK, questions=(question,))
    shown = StringIO()
    talk = Talk(StringIO("".join(f"{line}\n" for line in (*lines, ""))), shown, 10_000)
    history = History.open()
    try:
        session = Session(bank, history)
        PlainFace(session, talk).play(session.take(begin([question], Random(SEED))))
    finally:
        history.close()
    return shown.getvalue()


@pytest.mark.parametrize(
    ("kind", "line", "said"),
    [
        ("choice", "z", "Type a letter, from a to c."),
        ("choice", "a b", "Type one letter."),
        ("choice", "", "Type a letter, from a to c."),
        ("choice", "a 7", "Type a letter, from a to c."),
        ("multi", "bad cab", "Type each letter from a to d once."),
        ("multi", "1", "Type letters, from a to d."),
        ("sort", "a b", "Type 3 letters, each a or b."),
        ("sort", "c c c", "Type 3 letters, each a or b."),
        ("order", "a b", "Type each letter from a to c once."),
        ("order", "a a b", "Type each letter from a to c once."),
        ("spot", "9", "Type a number, from 1 to 4."),
        ("spot", "²", "Type a number, from 1 to 4."),
        ("spot", "1-3", "Type a number, from 1 to 4."),
        ("spot", "1 2", "Type one number."),
        ("short", "", "Type something first."),
        ("short", "y" * 401, "That's too long: 400 characters at most."),
    ],
)
def test_a_line_that_answers_nothing_is_asked_again(kind: str, line: str, said: str) -> None:
    """The line says what to type instead, within the limits of this question."""
    question = next(each for each in BANK.questions if each.id == OF_KIND[kind])
    with pytest.raises(ValueError, match=said):
        read_response(question, question.arrange(Random(SEED)), line)


@pytest.mark.parametrize(("kind", "lines"), [("multi", ("a", "a b c")), ("spot", ("1", "1 2 3"))])
def test_a_question_that_asks_for_two_takes_two(kind: str, lines: tuple[str, str]) -> None:
    """The prompt says how many, and a line with more or fewer is asked again."""
    question = next(each for each in BANK.questions if each.id == OF_KIND[kind])
    two = msgspec.structs.replace(question, pick=2)
    arrangement = two.arrange(Random(SEED))
    asked = prompt(two, arrangement)
    assert asked.startswith("Pick 2, such as ")
    *_, first, second = asked.rstrip(":").split()
    assert len(read_response(two, arrangement, f"{first} {second}")) == 2
    for line in lines:
        picked = len(line.split())
        with pytest.raises(ValueError, match=f"It asks for 2, and you've picked {picked}."):
            read_response(two, arrangement, line)


@pytest.mark.parametrize("line", ["a b b", "abb", " A,B,B. ", "1a 2b 3b", "1 2 2", "122"])
def test_labels_are_taken_however_they_are_set(line: str) -> None:
    """Letters count, whatever stands between them; without any, digits do."""
    question = next(each for each in BANK.questions if each.id == "fact-or-forecast")
    assert read_response(question, (0, 1, 2), line) == (0, 1, 1)


@given(data=some.data())
def test_what_is_said_is_understood(data: some.DataObject) -> None:
    """Every response to every question has a line that gives it."""
    question = data.draw(some.sampled_from(QUESTIONS))
    arrangement = question.arrange(data.draw(some.randoms()))
    response: some.SearchStrategy[Response]
    match question:
        case Choice(options=options):
            response = some.sampled_from([(number,) for number in range(len(options))])
        case Multi(options=options):
            picks = some.sets(some.sampled_from(range(len(options))), min_size=1)
            response = picks.map(lambda each: tuple(sorted(each)))
        case Spot(parts=parts):
            numbers = [number for number, part in enumerate(parts) if part.why]
            most = 1 if len(question.key) == 1 else None
            picks = some.sets(some.sampled_from(numbers), min_size=1, max_size=most)
            response = picks.map(lambda each: tuple(sorted(each)))
        case Sort(labels=labels, rows=rows):
            response = some.tuples(*[some.integers(0, len(labels) - 1)] * len(rows))
        case Order(steps=steps):
            response = some.permutations(range(len(steps))).map(tuple)
        case Short():
            response = some.text(min_size=1, max_size=200)
    drawn = data.draw(response)
    assert read_response(question, arrangement, in_names(question, arrangement, drawn)) == drawn


def test_an_exam_is_explained_only_at_its_end(bank_file: Path) -> None:
    """Answers can be changed until then; then the score comes, and each answer with its why."""
    round = round_of(bank_file)
    lines = [
        line
        for slot in round.slots
        for line in (in_names(slot.question, slot.arrangement, slot.question.key), "2")
    ]
    again = ["1", "m", ""]  # the first once more, marked and kept as it is
    ends = ["no", "?", "f", *[""] * 8]
    heard = take(bank_file, "--exam", lines=[*lines, *again, *ends])
    asked, _, said = heard.partition("\nThe end.\n")
    assert "\n8 of 8 right.\n16 marks; 24 is the most you can get." in said
    for early in ("Right", "Wrong", "Remember", "Where to check"):
        assert early not in asked
    first = response_in_words(round.slot.question, round.slot.arrangement, round.slot.question.key)
    assert words(f"You answered {first}, and said “fairly”. Enter keeps that.") in words(asked)
    assert re.search("^1\\) marked; ", asked, re.MULTILINE)
    assert said.count("Right. You said “fairly”: 2 marks.") == 8
    assert said.count("Remember: ") == 2 + 8


def test_a_text_keeps_its_lines(only: Only) -> None:
    """Code, verse and tables are heard and previewed line by line, indented as they were."""
    file = only("bridge-in-may")
    verse = "  The mayor said May,\n    the railings said June.\n\nday    bridge\n4 May  open"
    text = file.read_text(encoding="utf-8")
    for name in ("passage", "stem", "explanation"):
        text = re.sub(rf'(?m)^{name} = ".*"$', f'{name} = """\n{verse}\n"""', text)
    file.write_text(text, encoding="utf-8")
    heard = take(file, lines=[line_for(file, (0,)), "2", ""])
    shown = run([*QUIZ, "preview", file, "bridge-in-may"]).stdout
    assert heard.count(f"\n{verse}\n") == shown.count(f"\n{verse}\n") == 3


def test_who_has_read_enough_of_an_exam_hears_how_it_went(bank_file: Path) -> None:
    """`q` among the explanations at its end leaves them, and the figures come."""
    lines = [
        line
        for slot in round_of(bank_file).slots
        for line in (in_names(slot.question, slot.arrangement, slot.question.key), "2")
    ]
    heard = take(bank_file, "--exam", lines=[*lines, "f", "q"])
    assert heard.count("Remember: ") == 2 + 1
    assert "Where you stand" in heard
    assert "You left off" not in heard
    assert "Your answers are saved. 8 questions come back " in heard
    assert round_on_disk(bank_file).over


def test_what_was_left_out_can_still_be_gone_to(bank_file: Path) -> None:
    """The end waits while a question is open or marked, and takes its number."""
    slot = round_of(bank_file).slots[2]
    line = in_names(slot.question, slot.arrangement, slot.question.key)
    heard = take(bank_file, lines=["/m", *["/x"] * 8, "9", "3", line, "2", "", "e"])
    assert "That was the last question.\ne) End the round: See how it went.\n1) " in heard
    assert heard.count("\n1) skipped, marked; ") == 2
    assert "There are questions 1 to 8." in heard
    assert heard.count("\nQuestion 3 of 8.") == 2
    assert len(re.findall(r"^\d\) skipped", heard, re.MULTILINE)) == 8 + 7 + 7
    assert "\n1 of 1 right, 7 skipped.\n2 marks; 24 is the most you can get." in heard


def test_enter_ends_the_round_after_the_one_question_that_was_left_out(bank_file: Path) -> None:
    """Where nothing waits any more, the line says that Enter ends the round, and it does."""
    first, *others = round_of(bank_file).slots
    lines = ["/x"]
    for slot in others:
        lines += [in_names(slot.question, slot.arrangement, slot.question.key), "1", ""]
    last = in_names(first.question, first.arrangement, first.question.key)
    heard = take(bank_file, lines=[*lines, "1", last, "1", ""])
    assert heard.count(", or Enter to end the round:") == 1
    assert heard.count("\nEnter to end the round") == 1
    assert "\n8 of 8 right.\n8 marks; 24 is the most you can get." in heard


@pytest.mark.parametrize("exam", [True, False], ids=["exam", "round"])
def test_the_last_question_is_told_again_from_the_end(exam: bool, only: Only) -> None:
    """Its number, typed after it, tells the question and its answer, though nobody left it."""
    file = only("bridge-in-may")
    stem = words(round_of(file).slot.question.stem)
    lines = ["n", "1", line_for(file, (0,)), "3", "l", ""] if exam else ["x", "1", "x", ""]
    heard = words(take(file, *["--exam"] * exam, lines=lines))
    before_end, _, _ = heard.partition("The end.")
    assert before_end.count("Question 1 of 1") == before_end.count(stem) == (3 if exam else 2)
    assert before_end.count("and said “sure”. Enter keeps that.") == exam


def test_enter_at_the_end_does_what_the_line_says(only: Only) -> None:
    """It ends a round, whatever was marked or skipped; an exam once all is answered, at first."""
    file = only("which-month")
    heard = take(file, lines=["/m", "May", "1", "", ""])
    assert "or the number of any question, or Enter to end the round:" in heard
    assert "\nThe end.\n" in heard
    heard = take(file, lines=["/x", "", ""])
    assert "\n1) skipped; In which month" in heard
    assert ", or Enter to end the round:" in heard
    assert "\nThe end.\n" in heard
    heard = take(file, "--exam", lines=["May", "1", "", "q"])
    assert heard.count(", or Enter to finish:") == 1
    assert "\nThe end.\n" in heard
    heard = take(file, "--exam", lines=["May", "1", "l", "", "", "", "q"])
    assert "You've seen them all." in heard
    assert "\nThe end.\n" not in heard


def test_the_number_of_questions_is_typed(bank_file: Path) -> None:
    """The list of rounds asks for one of four, and Enter keeps the number."""
    heard = plain("--bank", bank_file, lines=["m", "n", "7", "5", "n", "", "", "q"]).stdout
    assert "5 or all, or Enter to go back:" in heard
    assert "That isn't one of them." in heard
    assert heard.count("r) A round of five: a mix of skills") == 3


def test_the_end_says_how_each_question_went(only: Only) -> None:
    """It says what to do next, what comes back, and of each question how it went."""
    file = only("which-month")
    heard = take(file, lines=["June", "3", ""])
    _, _, end = heard.partition("The end.\n")
    assert "\nNext, look again at “In which month does the report expect…” (1).\n" in end
    assert "\n“In which month does the report expect…” comes back tomorrow.\n" in end
    assert "\nYou were sure of it, and that cost 6 marks.\n" in end
    assert "\n1) wrong, sure, minus 6 marks; Source and interest; In which month does" in end


def test_a_round_that_was_left_is_named_where_nobody_can_be_asked(bank_file: Path) -> None:
    """In a pipe another round begins all the same, and the farewell says what waits."""
    take(bank_file, lines=first_right(bank_file))
    heard = take(bank_file, lines=[])
    assert "\nYou left a round at question 2 of 8. You can carry on with it later.\n" in heard
    assert "Goodbye. The round you left is waiting at question 2 of 8." in heard.splitlines()[-2]
    menu = plain("--bank", bank_file, lines=[]).stdout
    assert "t) Carry on where you left off: question 2" in menu


@pytest.mark.parametrize(("typed", "heard"), [("t", "Question 2 of 8."), ("b", "Question 1 of 8.")])
def test_a_round_that_was_left_is_asked_about(typed: str, heard: str, bank_file: Path) -> None:
    """On a terminal the reader carries on with it, or begins the new one."""
    take(bank_file, lines=first_right(bank_file))
    with Terminal([*QUIZ, "take", "--plain", "--bank", str(bank_file)]) as terminal:
        terminal.wait_for("You left a round at question 2 of 8.", "t) Carry on", "b) Begin the new")
        terminal.press("x\n")
        terminal.wait_for("That isn't one of them.")
        terminal.press(f"{typed}\n")
        terminal.wait_for(heard)
        terminal.press("q\n")
        assert terminal.wait() == 0
    history = History.open()
    first, *others = history.rounds()
    history.close()
    assert (first.over, len(others)) == ((False, 0) if typed == "t" else (True, 1))


def test_a_round_that_ended_at_the_prompt_is_not_carried_on_with() -> None:
    """Where another window has ended it meanwhile, a line says so, and nothing is begun."""

    class AtTerminal(Asked):
        """Lines that a reader types."""

        is_typed = True

    ours, theirs = History.open(), History.open()
    opened = Session(BANK, ours).take(begin(BANK.questions[:2], Random(1)))
    opened.answer(opened.round.slot.question.key, Certainty.SURE, 1)

    def line(_: int) -> str:
        Session(BANK, theirs).begin_another()
        return "t"

    session, shown = Session(BANK, ours), StringIO()
    PlainFace(session, AtTerminal(shown, line)).begin(session.begin())
    assert "You left a round at question 2 of 2." in shown.getvalue()
    assert shown.getvalue().endswith("There's no round to carry on with.\n")
    assert len(theirs.rounds()) == 1
    ours.close()
    theirs.close()


def test_n_goes_on_in_an_exam(only: Only) -> None:
    """It leaves out a question without an answer, and keeps one that has it."""
    file = only("bridge-in-may")
    heard = take(file, "--exam", lines=["n", "1", line_for(file, (0,)), "2", "1", "n", "f", ""])
    assert "That was the last question.\nf) Finish: You'll see the answers" in heard
    assert heard.count("\n1) left out; The Lantern on the footbridge\n") == 1
    assert "\n1 of 1 right.\n2 marks; 3 is the most you can get." in heard


def test_what_was_left_out_of_an_exam_is_explained_at_its_end(only: Only) -> None:
    """It can't be answered any more: after the end, the right answer is told."""
    file = only("which-month")
    heard = take(file, "--exam", lines=["n", "f", ""])
    _, _, end = heard.partition("The end.\n")
    assert "Left out.\nCorrect answer: May\n" in end
    assert "Next, look at “In which month" in end


def test_questions_are_opened_again_at_the_end(bank_file: Path) -> None:
    """A number opens one, Enter goes on from it, q goes back; what was left out can be answered."""
    slot = round_of(bank_file).slots[1]
    right = in_names(slot.question, slot.arrangement, slot.question.key)
    lines = [*first_right(bank_file), *["/x"] * 7, "e"]
    again = ["1", "?", "r", "zz", "", right, "1", "q", "99", "?", "n", "q"]
    heard = take(bank_file, lines=[*lines, *again])
    _, _, end = heard.partition("The end.\n")
    assert end.count("Right. You said “sure”: 3 marks.") == 2
    assert end.index("Enter by itself goes on.") < end.index("Question 2 of 8.")
    assert "There are questions 1 to 8." in end
    assert end.count("\n1 of 1 right, 7 skipped.\n3 marks; 24 is the most you can get.") == 1
    assert end.count("\n2 of 2 right, 6 skipped.\n4 marks; 24 is the most you can get.") == 2
    assert end.rindex("Question 1 of ") > end.rindex("The end.")
    assert "You left off at" not in end


def test_last_round_and_your_rounds_open_questions_again(bank_file: Path) -> None:
    """The end offers the same, wherever it is told again."""
    take(bank_file, lines=[*first_right(bank_file), *["/x"] * 7, "e"])
    heard = plain("--bank", bank_file, lines=["l", "1", "q", "", "p", "r", "1", "1", "q", "", "q"])
    assert heard.stdout.count("Right. You said “sure”: 3 marks.") == 2


def test_help_is_on_this_place_alone(only: Only) -> None:
    """Before the answer there is no `e`, outside an exam no `n`, at the first question no `p`."""
    file = only("bridge-in-may")
    line = line_for(file, (0,))
    before, _, after = take(file, lines=["?", line, "1", "?", "s", ""]).partition("How sure are")
    found = [set(re.findall(r"^([a-z]): ", text, re.MULTILINE)) for text in (before, after)]
    assert found[0] == {"r", "s", "x", "m", "q"}
    assert found[1] == {"r", "e", "s", "m", "q"}
    assert after.index("s: where to check it") < after.rindex("\nWhere to check it:\n[1]")
    exam = take(file, "--exam", lines=["?", "q"])
    assert "\nn: go on to the next question" in exam
    assert "Question 1 of 1, exam. How sure is it? Certainty." in exam


def test_a_question_is_heard_again(only: Only) -> None:
    """Enter alone tells a question once more, and `r` does so wherever Enter means something."""
    file = only("bridge-in-may")
    line, stem = line_for(file, (0,)), round_of(file).slot.question.stem
    assert words(take(file, lines=["", line, "3", "r", ""])).count(words(stem)) == 3


def test_a_list_is_heard_again(bank_file: Path) -> None:
    """`?` tells all that there is to choose from."""
    heard = plain("--bank", bank_file, lines=["s", "?", "", "q"]).stdout
    assert heard.count("\n1) ") == 2


def test_marks_so_far_are_told_from_the_second_answer_on(bank_file: Path) -> None:
    """After the first they would only be said twice."""
    slot = round_of(bank_file).slots[1]
    second = in_names(slot.question, slot.arrangement, slot.question.key)
    heard = take(bank_file, lines=[*first_right(bank_file), second, "1", ""])
    assert heard.count("Marks so far") == 1
    assert "“guess”: 1 mark. Marks so far: 4.\n" in heard


def test_an_answer_of_an_exam_can_be_changed(only: Only) -> None:
    """The reader can answer a question of an exam again, and the last answer counts."""
    file = only("which-month")
    heard = take(file, "--exam", lines=["June", "3", "1", "May", "1", "f", ""])
    assert "\n1 of 1 right.\n1 mark; 3 is the most you can get." in heard


def test_the_last_answer_of_an_exam_is_kept_before_the_end_is_asked_for(only: Only) -> None:
    """A reader who leaves without ending the round finds the answer there."""
    file = only("which-month")
    heard = take(file, "--exam", lines=["May", "2", "q"])
    left = "Your answers are saved. You left off at question 1 of 1."
    assert f"{left} Finish the exam before you hand it in." in heard
    assert round_on_disk(file).slot.right


def test_the_note_on_the_content_comes_before_the_first_round(bank_file: Path) -> None:
    """It comes once, before anything is asked."""
    first, second = (take(bank_file, lines=[*["/x"] * 8, "e"]) for _ in range(2))
    assert first.index("Nobody is hurt here.") < first.index("Question 1 of 8.")
    assert "Nobody is hurt here." not in second


def test_home_offers_rounds_skills_and_progress(bank_file: Path) -> None:
    """A line or two begins a round or tells progress; other lines aren't taken for a choice."""
    lines = ["zz", "²", "r", *["/x"] * 8, "e", "", "m", "²", "s", "2", *["/x"] * 4, "e", "", "p"]
    done = plain("--bank", bank_file, lines=lines)
    assert (done.returncode, done.stderr) == (0, "")
    heard = done.stdout
    assert heard.startswith("The Larkmere Lantern\n")
    assert heard.count("That isn't one of them.") == 3
    assert heard.count("That isn't one of them. Enter lists them again.") == 2
    assert "Question 8 of 8." in heard
    assert "Question 4 of 4. How sure is it? Certainty." in heard
    assert "No answers yet." in heard
    assert "Everything stays on this machine; nothing is sent." in heard
    assert heard.count("The end.\n") == 2


def test_a_lesson_is_told_when_its_skill_is_chosen(bank_file: Path) -> None:
    """Enter begins a round after it, anything else leads back; a round doesn't tell it again."""
    lesson = "Somebody put every page there"
    heard = plain("--bank", bank_file, lines=["m", "s", "1", "b", "1", "", "q"]).stdout
    assert heard.count(lesson) == 2
    assert heard.count("Question 1 of 4.") == 1
    heard = plain("--bank", bank_file, lines=["m", "s", "2", "q"]).stdout
    assert "Question 1 of " in heard


def test_enter_goes_one_step_back(bank_file: Path) -> None:
    """From skills and articles to the rounds to choose from, from your rounds to my progress."""
    heard = plain("--bank", bank_file, lines=["m", "s", "", "a", "", "", "q"]).stdout
    assert heard.count("n) How many questions") == 3
    assert heard.count("m) Choose a round") == 2
    take(bank_file, lines=["a", "1", "", *["/x"] * 7, "e"])
    heard = plain("--bank", bank_file, lines=["p", "r", "1", "", "", "", "q"]).stdout
    assert heard.count("r to list your rounds") == 2
    assert heard.count("m) Choose a round") == 2


def test_a_lesson_is_told_before_the_first_round_on_its_skill(only: Only) -> None:
    """It comes once, before the first question; after an answer `l` tells it again."""
    file = only("ferry-interest")
    answer, lesson = line_for(file, (0,)), "Somebody put every page there"
    first, second = (
        take(file, "--skill", "source", lines=["?", answer, "3", "?", "l", ""]) for _ in range(2)
    )
    assert first.index(lesson) < first.index("Question 1 of 1.")
    assert first.index("3 marks.") < first.index("l: the lesson on its skill.")
    assert (first.count(lesson), second.count(lesson)) == (2, 1)
    exam = take(file, "--exam", "--skill", "source", lines=[answer, "3", "f", "l", "e", ""])
    assert exam.count(lesson) == 1
    assert "The end.\n" in exam


def test_a_skill_without_a_lesson_tells_none(only: Only) -> None:
    """There `l` is no command, and the help has none."""
    file = only("bridge-in-may")
    heard = take(file, "--skill", "certainty", lines=["?", line_for(file, (0,)), "3", "l", ""])
    assert "lesson" not in heard
    assert "Enter by itself goes on." in heard


def test_the_first_minute_tells_what_each_certainty_would_have_earned(bank_file: Path) -> None:
    """It is offered once; Enter skips it, and `try` at a question asks it again."""
    lines = ["try", "c", "t", "", "f", "3", "b", "1", "", "try", "", "q"]
    heard = plain("--bank", bank_file, lines=lines).stdout
    assert heard.count("try) A first minute") == 1
    assert "Wrong." in heard
    assert "You said “sure”: minus 6 marks." in heard
    assert "“Guess” would have been 0 marks, “fairly” minus 2 marks." in heard
    assert "You said “guess”: 1 mark." in heard
    assert heard.count("An octopus has three hearts.") == 2
    assert heard.index("Question 1 of 8.") < heard.rindex("An octopus has three hearts.")


def test_a_reader_may_go_home_after_the_first_minute(bank_file: Path) -> None:
    """A letter leads back to the menu, in which the first minute isn't any more."""
    heard = plain("--bank", bank_file, lines=["try", "t", "3", "f", "1", "b", "", "q"]).stdout
    assert "Enter to begin a round, b to go back" in heard
    assert "Question 1 of" not in heard
    assert heard.count("try) A first minute") == 1


def test_the_way_on_from_a_miss_is_the_next_miss(bank_file: Path) -> None:
    """From the end, a number opens one that went wrong, and Enter the others that did."""
    lines: list[str] = []
    for number, slot in enumerate(round_of(bank_file).slots):
        response = wrong(slot.question) if number in (1, 5) else slot.question.key
        lines += [in_names(slot.question, slot.arrangement, response), "1", ""]
    heard = take(bank_file, lines=[*lines, "2", "", "", "3", "q", "", "q"])
    end = heard.partition("\nThe end.\n")[2]
    asks = re.findall(r"^Enter .*:", end, re.MULTILINE)
    assert asks[0] == "Enter for the next miss (2 of 2), q to go back to the list:"
    assert asks[1].startswith("Enter to go back to the list")
    assert asks[2].startswith("Enter to go on")
    assert [*re.findall(r"^Question (\d) of 8", end, re.MULTILINE)] == ["2", "6", "3"]


def test_page_is_told_after_the_question_and_has_the_words_of_a_copy(
    only: Only, tmp_path: Path
) -> None:
    """An exhibit is told in words after the stem; a copy of the article fills it in."""
    file = only("ferry-who-is-heard")
    stem = read_bank(file).questions[0].stem
    bare = plain("take", "--bank", file, lines=["q"]).stdout
    told, asked = bare.index("Exhibit: a web page at a glance."), bare.index(stem)
    assert (
        bare.index("Paragraph 2: (6 words not shown) said that the engine had stopped twice (6")
        > told
    )
    assert asked < told < bare.index("Paragraphs 4 to 5: left out, 24 words")
    article = "Late\n\nFog.\n\nA passenger said that the engine had stopped twice, at sea."
    (tmp_path / "ferry-2024.txt").write_text(article, encoding="utf-8")
    filled = plain("take", "--bank", file, "--articles", tmp_path, lines=["q"]).stdout
    assert "Paragraph 2: A passenger said that the engine had stopped twice, at sea." in filled


def test_home_tells_sources_and_claims_and_offers_articles(bank_file: Path) -> None:
    """Each list is told once; a number chooses, Enter goes back, anything else is told so."""
    claim, source = BANK.claims[0], next(iter(BANK.articles().values()))
    lines = [
        "s",
        "x",
        "1",
        "",
        "c",
        "/zebra",
        "/FOOTBRIDGE may",
        "1",
        "",
        "",
        *("m", "a", ""),
        *("a", "1"),
        "q",
    ]
    heard = plain("--bank", bank_file, lines=lines).stdout
    assert "Type a number from 1 to " in heard
    assert f"Not on the page: {source.silent}" in heard
    assert f"Disputed by: {claim.disputed_by}" in heard
    assert "Nothing here has “zebra”." in heard
    assert heard.count(f"1) {claim.event}; disputed; claim by {claim.by}") == 2
    assert "Question 1 of " in heard
    assert heard.count("Your choice:") == 3


def test_outside_reporting_does_not_give_the_answer_away(only: Only) -> None:
    """`s` before the answer tells who is behind it, and its title and findings only after that."""
    file = only("bridge-in-may")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('role = "article"', 'role = "outside"'), encoding="utf-8")
    heard = take(file, lines=["s", line_for(file, (0,)), "1", "s", ""])
    before, _, after = heard.partition("How sure are you?")
    assert "news report; Oda Finch" in before
    for spoiler in ("Footbridge Will Open", "https://lantern.example", "What it reports:"):
        assert spoiler not in before
        assert spoiler in after


def test_what_was_found_elsewhere_comes_with_the_answer(only: Only) -> None:
    """`s` before the answer has what the page itself says, and the rest only after the answer."""
    file = only("bridge-in-may")
    text = file.read_text(encoding="utf-8")
    found = 'publisher = "The Larkmere Lantern"\nfound = ["publisher", "published", "url"]'
    file.write_text(text.replace('publisher = "The Larkmere Lantern"', found), encoding="utf-8")
    heard = take(file, lines=["s", line_for(file, (0,)), "1", "s", ""])
    before, _, after = heard.partition("How sure are you?")
    assert "news report; Oda Finch\n" in before
    assert "Found elsewhere: outlet, date, address." not in before
    assert "Found elsewhere: outlet, date, address." in after
    for spoiler in ("The Larkmere Lantern", "4 March 2031", "https://lantern.example"):
        assert spoiler not in before
        assert spoiler in after


def test_what_was_missed_says_when_and_its_end_speaks_of_it(only: Only) -> None:
    """A question that came back says when it was missed, and the end how it went this time."""
    file = only("which-month")
    history = History.open(clock=lambda: datetime(2020, 11, 3, 12, tzinfo=UTC))
    round = begin(read_bank(file).questions, Random(SEED))
    number = history.begin(round, str(file.resolve()))
    history.keep(number, onward(answer(round, Answer("June", Certainty.SURE))))
    history.close()
    heard = take(file, "--due", lines=["May", "3", "/p", ""])
    assert heard.count("You missed this on 3 November 2020; you'd said “sure”.") == 1
    _, _, end = heard.partition("The end.\n")
    assert "One question came back. You got it right this time and wrong last time." in words(end)
    assert "not tried yet" not in end


def first_right(file: Path) -> list[str]:
    """The lines that answer the first question of a round, and go on."""
    slot = round_of(file).slot
    return [in_names(slot.question, slot.arrangement, slot.question.key), "3", ""]


def test_leaving_home_without_a_round_says_goodbye(bank_file: Path) -> None:
    """Goodbye is all that a reader hears who leaves without beginning a round."""
    heard = plain("--bank", bank_file, lines=["q"]).stdout
    assert heard.endswith("Goodbye.\n")


def test_home_takes_up_what_was_left(bank_file: Path) -> None:
    """A round left in the middle goes on at the question where it was left."""
    take(bank_file, lines=[*first_right(bank_file), "/x", "/m"])
    heard = plain("--bank", bank_file, lines=["t", *["/x"] * 6, "e", "q"]).stdout
    assert "t) Carry on where you left off: question 3 of 8\n" in heard
    assert "Question 3 of 8, marked." in heard
    assert heard.count("t) Carry on") == 1
    assert "Question 2 of 8" not in heard


def test_home_asks_what_is_due(bank_file: Path, bank: Bank) -> None:
    """What was wrong long ago is due, and makes a round."""
    history = History.open(clock=lambda: datetime(2020, 1, 2, tzinfo=UTC))
    round = begin([bank.questions[0]], Random(SEED))
    number = history.begin(round, str(bank_file.resolve()))
    history.keep(number, onward(answer(round, Answer((1,), Certainty.SURE))))
    history.close()
    heard = plain("--bank", bank_file, lines=["d", "/x", "e", "", "p", "q"]).stdout
    assert "\nd) Today's review: another look, so it sticks\nr) A round of all 8" in heard
    assert "Question 1 of 1." in heard
    assert "Sure but not right: look here first\n  The Lantern on the footbridge" in heard


def test_the_end_of_the_input_loses_nothing(bank_file: Path) -> None:
    """In mid-round it is told in one last line, and what was answered is kept."""
    heard = take(bank_file, lines=first_right(bank_file))
    said, command = heard.splitlines()[-2:]
    assert said.startswith(
        "Your answers are saved. You left off at question 2 of 8. 1 question comes back "
    )
    assert said.endswith(". To carry on, run this command and type t:")
    assert command.startswith("quiz --plain --bank ")
    round = round_on_disk(bank_file)
    assert not round.over
    assert round.at == 1
    assert round.slots[0].right


@pytest.mark.parametrize("last", ["q", "/q", "Q"])
def test_leaving_is_a_letter(bank_file: Path, last: str) -> None:
    """Leaving in mid-question exits well, and the round waits."""
    heard = take(bank_file, lines=[*first_right(bank_file), last])
    assert heard.splitlines()[-2].startswith("Your answers are saved. ")
    assert round_on_disk(bank_file).at == 1


def test_the_same_seed_sounds_the_same(
    bank_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two readers who type the same hear the same, byte for byte."""
    lines = ["a", "1", "", "b", "2", "", "a b a", "2", "", "a b c", "3", "", "/x", "/s", "/x"]
    heard = set()
    for reader in ("one", "other"):
        monkeypatch.setenv("QUIZ_DATA_DIR", str(tmp_path / reader))
        heard.add(take(bank_file, lines=lines))
    assert len(heard) == 1


def test_all_is_said_in_words(bank_file: Path) -> None:
    """No sign, chart or rule is left for a screen reader to stumble on."""
    lines = []
    for slot in round_of(bank_file).slots:
        lines += [in_names(slot.question, slot.arrangement, slot.question.key), "3", ""]
    heard = take(bank_file, lines=lines)
    heard += plain("--bank", bank_file, lines=["p", "q"]).stdout
    assert "\n8 of 8 right.\n24 marks, the most you can get." in heard
    assert set(heard) & set("✓✗·●○☑☐├┤─━═░█−′¶⚑↵") == set()


def test_every_round_can_be_heard_again(bank_file: Path) -> None:
    """After my progress, r lists the rounds that are over, and a number says how one went."""
    take(bank_file, lines=["a", "1", "", *["/x"] * 7, "e"])
    heard = plain("--bank", bank_file, lines=["p", "r", "1", "", "q"]).stdout
    assert re.search(r"\n1\) \d+ \w+ \d{4}, \d\d:\d\d: \d of 1 right, ", heard)
    assert heard.count("Last round.") == 1
    assert heard.count("; 24 is the most you can get.") == 1


def test_progress_opens_what_was_sure_but_not_right(bank_file: Path) -> None:
    """After my progress, w lists those answers, and a number tells one again."""
    take(bank_file, lines=["p", *["/x"] * 8, "e"])
    assert "w to open" not in plain("--bank", bank_file, lines=["p", "", "q"]).stdout
    slot = round_of(bank_file).slots[1]
    wrong = in_names(slot.question, slot.arrangement, WRONG[slot.question.kind])
    take(bank_file, lines=["/x", wrong, "3", "", *["/x"] * 6, "e"])
    heard = plain("--bank", bank_file, lines=["p", "w", "1", "q", "", "", "q"]).stdout
    assert "w to open what you were sure of but got wrong" in heard
    assert f"\n1) {slot.question.name}\n" in heard
    assert "You said “sure”: minus 6 marks." in heard
    assert heard.count("w to open") == 2


def test_no_mark_is_taken_where_it_would_be_lost(bank_file: Path) -> None:
    """At an answer opened again from my progress, `m` is no key, as it would keep nothing."""
    slot = round_of(bank_file).slots[1]
    wrong = in_names(slot.question, slot.arrangement, WRONG[slot.question.kind])
    take(bank_file, lines=["/x", wrong, "3", "", *["/x"] * 6, "e"])
    heard = plain("--bank", bank_file, lines=["p", "w", "1", "m", "?", "q", "", "", "q"]).stdout
    assert "Marked." not in heard
    assert "Enter by itself goes on." in heard
    assert "\nm: " not in heard
    assert not round_on_disk(bank_file).flagged


def test_progress_offers_a_round_to_practise(bank_file: Path) -> None:
    """`n` begins it, on the skill that it names."""
    take(bank_file, lines=[*first_right(bank_file), *["/x"] * 7, "e"])
    heard = plain("--bank", bank_file, lines=["p", "zz", "n", "q"]).stdout
    named = re.search(r"n for a round to practise \((.+)\), Enter to go back: zz\n", heard)
    assert named
    assert "That isn't one of them.\n" in heard
    assert re.search(rf"\nQuestion 1 of \d\. .+\? {named[1]}\.\n", heard)


def test_lines_stay_whole_in_a_pipe_and_are_broken_on_a_terminal(bank_file: Path) -> None:
    """What reads a pipe aloud does not stop in mid-sentence; a terminal gets 72 columns."""
    stem = round_of(bank_file).slot.question.stem
    assert stem in take(bank_file, lines=["/x"])
    command = ["take", "--plain", "--bank", str(bank_file), "--seed", str(SEED)]
    with Terminal([*QUIZ, *command], width=120) as terminal:
        terminal.wait_for("Question 1 of 8.", ":")
        assert max(map(len, terminal.text.splitlines())) <= 72
        terminal.press("q\n")
        assert terminal.wait() == 0


def test_lines_may_end_as_on_windows(only: Only) -> None:
    """A carriage return at the end of a line is no part of an answer."""
    file = only("which-month")
    assert "The end.\nYou got it right.\n" in take(file, lines=["May\r", "3\r", "\r"])


def test_what_is_typed_cannot_command_the_terminal(only: Only) -> None:
    """Control characters in the input are written out, in the echo and in the history."""
    file = only("which-month")
    heard = take(file, lines=["\x1b]0;x\x07May", "1", ""])
    assert "\x1b" not in heard
    assert "<U+001B>" in heard
    answered = round_on_disk(file).slot.answer
    assert answered is not None
    assert "\x1b" not in str(answered.response)


def test_a_terminal_that_cannot_draw_gets_lines(
    bank_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With TERM=dumb the quiz goes on a line at a time, and sends nothing but text."""
    monkeypatch.setenv("TERM", "dumb")
    command = [*QUIZ, "take", "--bank", str(bank_file), "--seed", "1"]
    with Terminal(command) as terminal:
        terminal.wait_for("Question 1 of 8.")
        terminal.press("/x\n")
        terminal.wait_for("Question 2 of 8.")
        terminal.press("q\n")
        terminal.wait_for("Goodbye.")
        assert terminal.wait() == 0
        assert b"\x1b" not in terminal.output


def test_the_screens_take_up_what_plain_began(bank_file: Path) -> None:
    """Both keep one history: the round goes on at the screens where the lines were left."""
    take(bank_file, lines=[*first_right(bank_file), "/m"])
    with Terminal([*QUIZ, "--bank", str(bank_file)]) as terminal:
        terminal.wait_for("Carry on where you left off", "question 2 of 8")
        terminal.press("\r")
        terminal.wait_for("2 of 8", "✓·······", "⚑ 1")
        terminal.end("TERM")
        assert terminal.wait() == 143
    round = round_on_disk(bank_file)
    assert round.at == 1
    assert [slot.skipped for slot in round.slots[:3]] == [False, False, False]
    assert round.slots[1].flagged


class Asked(Talk):
    """Lines that are made up when they are asked for, so that something can happen before each."""

    def __init__(self, shown: StringIO, line: Callable[[int], str]) -> None:
        super().__init__(StringIO(), shown, 72)
        self._line = line
        self._count = 0

    def ask(self, prompt: str) -> str:
        """The next line."""
        self.say(prompt)
        self._count += 1
        return self._line(self._count)


def heard_while(history: History, line: Callable[[int], str]) -> str:
    """What is heard of a round of three."""
    out = StringIO()
    session = Session(BANK, history)
    face = PlainFace(session, Asked(out, line))
    try:
        face.play(session.take(begin(BANK.questions[:3], Random(1))))
    except Leave:
        out.write(face.farewell()[0])
    return out.getvalue()


@pytest.mark.parametrize("goes_on", [True, False])
def test_a_round_that_was_forgotten_elsewhere_stays_so(goes_on: bool) -> None:
    """Its end speaks of its own answers alone; who leaves hears what became of it."""
    ours, theirs = History.open(), History.open()

    def line(asked: int) -> str:
        if asked == 3:  # one question is answered by now
            assert theirs.forget(1) == 1
            theirs.begin(begin(BANK.questions, Random(2)), BANK.id)
        if asked > 3 and not goes_on:
            raise Leave
        if asked % 3 != 1:
            return "3" if asked % 3 else ""
        slot = next(slots, None)
        if slot is None:
            return ""
        return in_names(slot.question, slot.arrangement, slot.question.key)

    slots = iter(begin(BANK.questions[:3], Random(1)).slots)

    heard = heard_while(ours, line)
    if goes_on:
        assert "3 of 3 right. 9 marks, the most you can get." in words(heard)
        assert "came back" not in heard
        assert sum(past.answered for past in theirs.rounds()) == 2
    else:
        assert heard.endswith("This round was forgotten in another window, so it isn't saved.")
        assert [past.answered for past in theirs.rounds()] == [0]
    ours.close()
    theirs.close()


def test_what_an_open_exam_asks_is_not_asked_elsewhere(bank_file: Path) -> None:
    """A round leaves it out; where nothing else is left, a line says why."""
    history = History.open()
    history.begin(begin(BANK.questions[1:], Random(1), exam=True), str(bank_file))
    history.close()
    done = plain("take", "--bank", bank_file, lines=["q"])
    assert "Question 1 of 1." in done.stdout
    history = History.open()
    history.begin(begin(BANK.questions, Random(1), exam=True), BANK.id)
    history.close()
    done = plain("take", "--bank", bank_file, lines=[])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "all of these are in round" in done.stderr
    done = plain("--bank", bank_file, lines=["r", "q"])
    assert "All of these are in an exam" in done.stdout


def test_a_claim_whose_questions_an_open_exam_asks_leads_back_to_the_claims() -> None:
    """A line says why they aren't asked now, and the next claim can be chosen."""
    history, shown = History.open(), StringIO()
    try:
        session = Session(BANK, history)
        session.take(begin(BANK.questions, Random(1), exam=True))
        face = PlainFace(session, Talk(StringIO("c\n1\nr\n/zebra\n\nq\n"), shown, 10_000))
        with pytest.raises(Leave):
            face.home()
    finally:
        history.close()
    _, _, after = shown.getvalue().partition("All of these are in an exam")
    assert "Nothing here has “zebra”." in after


def test_the_number_of_questions_can_be_chosen_again_and_again() -> None:
    """Each time the list of rounds comes back, however often."""
    history, shown = History.open(), StringIO()
    lines = "m\n" + "n\n5\n" * 600
    try:
        face = PlainFace(Session(BANK, history), Talk(StringIO(lines), shown, 10_000))
        with pytest.raises(Leave):
            face.home()
    finally:
        history.close()
    assert shown.getvalue().count("n) How many questions") == 601


@pytest.mark.parametrize("line", ["c a b", "cab", "C, A, B."])
def test_an_order_is_typed_as_letters_from_its_first_end_to_its_last(line: str) -> None:
    """The two ends are named before the prompt; a letter stands for the line it was shown with."""
    question = next(each for each in BANK.questions if each.kind == "order")
    assert read_response(question, (2, 0, 1), line) == (1, 2, 0)
    *_, ends = question_lines(question, (2, 0, 1))
    assert ends == "From least sure to surest."
    assert prompt(question, (2, 0, 1)).startswith("The letters in that order, such as ")


@pytest.mark.parametrize(("words", "times"), [(10, 1), (300, 2)])
def test_stem_is_told_again_after_long_exhibits(words: int, times: int) -> None:
    """Where exhibits take a screen, the stem is told again above the options."""
    exhibit = Post(made_up=True, by="Cem", text="bridge " * words)
    asked = msgspec.structs.replace(BANK.questions[0], exhibits=(exhibit,))
    lines = [*question_lines(asked, asked.arrange(Random(1)))]
    assert lines.count(asked.stem) == times


@pytest.mark.parametrize("kind", ["multi", "sort", "order"])
def test_no_example_is_the_key(kind: str) -> None:
    """However the options are shown, what a prompt suggests isn't the answer."""
    question = next(each for each in BANK.questions if each.id == OF_KIND[kind])
    for arrangement in permutations(question.arrange(Random(1))):
        _, _, example = prompt(question, arrangement).rstrip(":").partition("such as ")
        assert question.share(read_response(question, arrangement, example)) < 1
