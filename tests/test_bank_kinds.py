"""The kinds of question: each one has everything that a kind needs."""

from pathlib import Path
from random import Random
from typing import Any, ClassVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import field
from msgspec.structs import asdict, replace

from quiz.bank.kinds import KINDS, Choice, Option, Order, Question, Sort, Spot, digest
from quiz.bank.kinds.order import Step
from quiz.bank.kinds.sort import Row
from quiz.bank.model import Bank

SEEDS = st.integers(0, 2**32)
ROOT = Path(__file__).parents[1]

DIGESTS = {
    "bridge-in-may": "cef7aed0eeead258",
    "page-tells": "d5995185b174c3e5",
    "fact-or-forecast": "43ff3a73ef9d337a",
    "least-to-most": "9917ab65dcc1afea",
    "the-hedge": "073547e509c79749",
    "which-month": "fc33f3c3aef00930",
}
"""Digests of questions in tests/bank.toml, as they are in readers' histories."""


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind, by its name in the file."""
    return str(request.param)


@pytest.fixture
def question(starter_bank: Bank, kind: str) -> Question:
    """A question of each kind, from the bank that authors start from."""
    questions = [each for each in starter_bank.questions if each.kind == kind]
    assert questions, f"quiz/bank/starter.toml needs a question of the kind {kind}"
    return questions[0]


def test_each_kind_has_a_file_of_its_name(kind: str) -> None:
    """Each kind has a module of its own name."""
    assert KINDS[kind].__module__ == f"quiz.bank.kinds.{kind}"


def test_the_guide_for_authors_describes_each_kind(kind: str) -> None:
    """The table of kinds says what a reader does and which fields the question has."""
    guide = (ROOT / "docs" / "writing-questions.md").read_text(encoding="utf-8")
    assert f"\n| `{kind}` | " in guide


def test_the_key_is_a_right_response(question: Question) -> None:
    """The key fits its question, is fully right, and can be put into words."""
    assert question.fits(question.key)
    assert question.share(question.key) == 1
    assert question.in_words(question.key)
    assert question.typed == isinstance(question.key, str)


def test_feedback_on_the_key_gives_every_reason(question: Question) -> None:
    """Feedback on the key gives every reason in the file, and calls nothing wrong."""
    feedback = list(question.feedback(question.key, question.arrange(Random(1))))
    assert {each.why for each in feedback if each.why} == {
        why for _, why in question.texts("why") if why
    }
    assert "✗" not in {each.sign for each in feedback}


def test_paths_lead_to_the_texts(question: Question) -> None:
    """The path of each text leads to it in the file, so that checks can point at it."""
    for path, text in [*question.asked(), *question.texts(), *question.texts("why")]:
        value: Any = question
        for step in path:
            value = value[step] if isinstance(step, int) else getattr(value, step)
        assert value == text


@pytest.mark.parametrize("id", DIGESTS)
def test_a_digest_stays_as_it_is_in_histories(questions: dict[str, Question], id: str) -> None:
    """A field added later doesn't change a question's digest while it has its default."""
    assert digest(questions[id]) == DIGESTS[id]


class Later(Option, frozen=True):
    """An option with fields that were added later."""

    hint: str = ""
    tags: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    colour: str = "red"

    later: ClassVar = ("hint", "tags", "links")
    unasked: ClassVar = ("colour",)


def test_fields_added_to_a_struct_within_a_question_leave_its_digest_alone(
    questions: dict[str, Question],
) -> None:
    """A field of an option, too, counts only once a file gives it a value of its own."""
    question = questions["bridge-in-may"]
    assert isinstance(question, Choice)

    def with_options(**fields: object) -> str:
        options = tuple(Later(**{**asdict(each), **fields}) for each in question.options)
        return digest(replace(question, options=options))

    assert with_options() == with_options(colour="blue") == digest(question)
    for changes in ({"hint": "Look."}, {"tags": ("a",)}, {"links": {"a": "b"}}):
        assert with_options(**changes) != digest(question)


def test_a_title_leaves_the_digest_alone(question: Question) -> None:
    """A question keeps its digest, and so its answers, when it gets a title or a new one."""
    for title in (None, "One title", "Another title"):
        assert digest(replace(question, title=title)) == digest(question)


def test_an_event_leaves_the_digest_alone(question: Question) -> None:
    """A question keeps its digest when its author notes what it is about."""
    assert digest(replace(question, event="The late ferry")) == digest(question)


def test_lists_call_a_question_by_its_title_or_else_by_its_stem(question: Question) -> None:
    """Without a title, lists have the beginning of the stem, no longer than a title may be."""
    assert question.name == question.title
    stem = "A  page on a\nferry is late. Whose word does the page rest on?"
    untitled = replace(question, title=None, stem=stem)
    assert untitled.name == "A page on a ferry is late. Whose word…"
    assert replace(untitled, stem="Who says so?").name == "Who says so?"


# The order in which options are shown


@given(seed=SEEDS)
def test_every_option_is_shown_once(bank: Bank, seed: int) -> None:
    """An arrangement has each option, row or step once, and is empty for a typed answer."""
    for question in bank.questions:
        raw = msgspec.to_builtins(question)
        things = next((raw[k] for k in ("options", "rows", "steps", "parts") if k in raw), ())
        assert sorted(question.arrange(Random(seed))) == list(range(len(things)))


@given(seed=SEEDS)
def test_fixed_options_are_not_shuffled(questions: dict[str, Question], seed: int) -> None:
    """Fixed options, fixed rows and the parts of a passage keep their order."""
    assert questions["when-written"].arrange(Random(seed)) == (0, 1, 2)
    assert questions["the-hedge"].arrange(Random(seed)) == (0, 1, 2, 3, 4, 5)
    rows = questions["fact-or-forecast"]
    assert isinstance(rows, Sort)
    fixed = replace(rows, fixed=True)
    assert fixed.arrange(Random(seed)) == (0, 1, 2)


@pytest.mark.parametrize("id", ["bridge-in-may", "page-tells", "fact-or-forecast"])
def test_other_options_are_shuffled(questions: dict[str, Question], id: str) -> None:
    """Every option is sometimes shown first."""
    seen = {questions[id].arrange(Random(seed)) for seed in range(60)}
    assert {arrangement[0] for arrangement in seen} == set(range(len(next(iter(seen)))))


@given(seed=SEEDS, count=st.integers(2, 9))
def test_steps_are_never_shown_in_the_right_order(seed: int, count: int) -> None:
    """Shuffled steps are never in the right order."""
    steps = tuple(Step(f"{number}", "It is so.") for number in range(count))
    question = Order(id="x", skill="y", stem="In order?", explanation="So.", steps=steps)
    shown = question.arrange(Random(seed))
    assert sorted(shown) == list(range(count))
    assert shown != tuple(range(count))


def test_parts_of_a_spot_need_no_space_between_them(bank: Bank) -> None:
    """A `spot` joins its parts by spaces, or by nothing if it says so."""
    (spot,) = (each for each in bank.questions if isinstance(each, Spot))
    texts = [part.text for part in spot.parts]
    assert spot.text == " ".join(texts)
    assert replace(spot, join="").text == "".join(texts)


def test_shuffled_rows_keep_their_labels() -> None:
    """Rows are shown in any order, and each keeps its label."""
    rows = (Row("Two", "even", "It halves."), Row("Three", "odd", "It does not."))
    question = Sort(
        id="x", skill="y", stem="Which?", explanation="So.", labels=("even", "odd"), rows=rows
    )
    assert {question.arrange(Random(seed)) for seed in range(20)} == {(0, 1), (1, 0)}
