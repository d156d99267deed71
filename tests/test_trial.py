"""What authors see of their questions while they write: `quiz try`, and what is sound in a file."""

from pathlib import Path
from random import Random

import pytest

from quiz.bank.model import Bank
from quiz.bank.problem import BankError
from quiz.bank.sound import sound_part
from quiz.play.round import begin
from quiz.record.history import History
from quiz.session import Session
from quiz.tui import keyboard
from quiz.tui.app import QuizApp
from tests.process import QUIZ, run
from tests.reader import Reader


def edited(bank_file: Path, folder: Path, *changes: tuple[str, str]) -> Path:
    """A copy of the tests' bank in which each text is replaced once."""
    text = bank_file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return file


TYPO = ('right = true, why = "It keeps', 'rihgt = true, why = "It keeps')


def test_questions_on_a_skill_that_is_not_written_yet_can_be_tried(
    bank_file: Path, tmp_path: Path
) -> None:
    """What the skill lacks is blank, and reported; none of its questions is left out."""
    habit = next(each for each in bank_file.read_text().splitlines() if each.startswith("habit ="))
    sound = sound_part(edited(bank_file, tmp_path, (habit, "")))
    assert not sound.left_out
    assert [each.message for each in sound.problems] == ["`habit` is missing"]


def test_questions_are_tried_in_the_order_of_the_file(bank_file: Path, tmp_path: Path) -> None:
    """Each is asked and explained, at the end or on leaving nothing is kept, and no note shown."""
    typed = "".join(f"{answer}\n3\n\n" for answer in ("a", "a", "a"))
    done = run([*QUIZ, "try", str(bank_file)], given=f"{typed}x\nq\n")
    assert (done.returncode, done.stderr) == (0, "")
    asked = [line for line in done.stdout.splitlines() if line.startswith("Question ")]
    assert [each.partition(".")[0] for each in asked] == [f"Question {n} of 8" for n in range(1, 6)]
    assert done.stdout.index("tell a friend about the opening") < done.stdout.index("the blog?")
    assert done.stdout.count("Correct answer: ") + done.stdout.count("Your answer: ") > 3
    assert done.stdout.endswith("\nNothing was kept.\n")
    assert "Nobody is hurt here" not in done.stdout
    assert not (tmp_path / "history" / "history.db").exists()


def test_one_question_is_tried_by_its_id(bank_file: Path, tmp_path: Path) -> None:
    """After it the trial is over: nothing says how it went, and nothing asks what was skipped."""
    for typed in ("May\n3\n\n", "x\n"):
        done = run([*QUIZ, "try", "--plain", str(bank_file), "which-month"], given=typed)
        assert (done.returncode, done.stderr) == (0, "")
        assert "Question 1 of 1." in done.stdout
        assert done.stdout.endswith("\nNothing was kept.\n")
        assert "The end." not in done.stdout
    assert not (tmp_path / "history" / "history.db").exists()


async def test_trial_on_screens_ends_with_the_last_question(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question comes at once; after the last, or on leaving, the app ends instead of home."""
    monkeypatch.setattr(keyboard, "FRAME", 0)
    for keys, skipped in (("enter",), False), (("q",), False), (("x",), True):
        history = History.open(tmp_path / keys[0])
        session = Session(bank, history, trial=True)
        first = session.prepare(begin(bank.questions[:1], Random(1)))
        app = QuizApp(session, first=first)
        async with app.run_test(size=(80, 24)):
            reader = Reader(app)
            await reader.rest()
            assert "tell a friend about the opening" in reader.sees
            await reader.press(*(() if skipped else ("a", "3")))
            assert app.is_running
            await reader.press(*keys)
        assert app._exit
        assert session.farewell() == ("Nothing was kept.", False)
        history.close()


@pytest.mark.parametrize("words", [("try",), ("preview",)])
def test_fault_of_one_question_does_not_hide_another(
    words: tuple[str, ...], bank_file: Path, tmp_path: Path
) -> None:
    """The question that is asked for is shown, and what is left out is named with its line."""
    file = edited(bank_file, tmp_path, TYPO)
    shown = run([*QUIZ, *words, str(file), "the-hedge"], given="q\n")
    assert shown.returncode == 0
    assert "keep the engineer's opinion at a distance" in shown.stdout
    named = f"{file}:94:44: Q101 there is no key “rihgt” here; did you mean `right`?\n"
    left = "quiz: 1 question is left out until that is mended: bridge-in-may\n"
    assert shown.stderr == named + left
    missing = run([*QUIZ, *words, str(file), "bridge-in-may"])
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr == f"{named}quiz: “bridge-in-may” can't be shown until that is mended\n"
    wrong = run([*QUIZ, *words, str(file), "bridge-in-june"])
    assert wrong.returncode == 2
    assert "there is no question “bridge-in-june”; choose from bridge-in-may, " in wrong.stderr


def test_what_leans_on_a_fault_is_left_out_too(bank_file: Path, tmp_path: Path) -> None:
    """A source with a fault takes along what cites it; where it can do without, it stays."""
    file = edited(
        bank_file,
        tmp_path,
        ('genre = "blog post"', "genre = 5"),
        ('author = "Oda Finch"', "author = 5"),
        TYPO,
    )
    sound = sound_part(file)
    assert {each.id for each in sound.bank.questions} == {
        "page-tells", "fact-or-forecast", "least-to-most", "the-hedge", "which-month",
    }  # fmt: skip
    assert sound.left_out == ("bridge-in-may", "ferry-interest", "when-written")
    assert [each.id for each in sound.bank.claims] == ["may-opening"]
    lines = file.read_text(encoding="utf-8").splitlines()
    told = [(each.code, lines[each.line - 1]) for each in sound.problems]
    assert [(code, line.partition(" =")[0].strip()) for code, line in told] == [
        ("Q103", "author"), ("Q103", "genre"), ("Q101", "{ text"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        ('stem = "Which words keep', "stem = “Which words keep"),
        ('kind = "order"', 'kind: "order"'),
    ],
)
def test_fault_of_syntax_hides_nothing(
    change: tuple[str, str], bank_file: Path, tmp_path: Path
) -> None:
    """The others are shown from a copy in which it is mended, and it is named."""
    file = edited(bank_file, tmp_path, change)
    shown = run([*QUIZ, "preview", str(file), "bridge-in-may"])
    assert shown.returncode == 0
    assert "What may you tell a friend" in shown.stdout
    assert "Q004" in shown.stderr


def test_what_is_broken_as_a_whole_has_no_sound_part(bank_file: Path, tmp_path: Path) -> None:
    """Outside of entries that can be left out, or if no question remains, a fault is an error."""
    for change in (
        ('title = "The Larkmere', 'titel = "The Larkmere'),
        ("format = 1", "format = 2"),
        ("format = 1", "format = 1.0"),
    ):
        with pytest.raises(BankError):
            sound_part(edited(bank_file, tmp_path, change))
    head, _, _ = bank_file.read_text(encoding="utf-8").partition("[[questions]]")
    (tmp_path / "none.toml").write_text(f'{head}[[questions]]\nid = "x"\n', encoding="utf-8")
    with pytest.raises(BankError) as error:
        sound_part(tmp_path / "none.toml")
    assert error.value.problems[0].code == "Q102"


DRAFTS = """
[[questions]]
draft = true

[[questions]]
id = "half-spot"
draft = true
kind = "spot"
skill = "no such skill"
stem = "Which word is it?"
parts = [{ text = "It is this word," }, { text = "I think." }]
cites = [{ source = "nowhere", quote = "this word" }]

[[questions]]
draft = true
stem = 5
"""


def test_drafts_are_shown_as_drafts(bank_file: Path, tmp_path: Path) -> None:
    """What a draft lacks is …, also what is right and what can be picked; readers never see it."""
    text = bank_file.read_text(encoding="utf-8") + DRAFTS
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    sound = sound_part(file)
    assert [each.id for each in sound.bank.questions[8:]] == ["draft-9", "half-spot"]
    assert sound.left_out == ("draft-11",)
    assert [each.code for each in sound.problems] == ["Q103"]
    shown = run([*QUIZ, "preview", str(file), "half-spot"])
    assert shown.stdout.count("This is a draft: readers aren't asked it yet.") == 1
    assert "It is this word, I think." in shown.stdout
    tried = run([*QUIZ, "try", str(file), "draft-9", "the-hedge"], given="x\nx\n")
    assert tried.returncode == 0
    assert tried.stdout.count("This is a draft") == 1
    taken = run([*QUIZ, "take", "--bank", str(file), "-n", "20", "--plain"], given="q\n")
    assert "Question 1 of 8" in taken.stdout
