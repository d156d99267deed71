"""Keys and kinds that are called otherwise in other quiz tools are known."""

import pytest
from msgspec import inspect

from quiz.bank.kinds import KINDS, Question
from quiz.bank.other_words import our_kind
from quiz.bank.validate import validate

BASE = {"id": "a", "skill": "b", "stem": "Who?", "explanation": "So."}
OPTIONS = [{"text": "One", "why": "So.", "right": True}, {"text": "Two", "why": "So."}]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("MCQ", "choice"),
        ("multiple-choice", "choice"),
        ("true_false", "choice"),
        ("Multiple answers", "multi"),
        ("matching", "sort"),
        ("sequence", "order"),
        ("hotspot", "spot"),
        ("short answer", "short"),
        ("fill in the blanks", "short"),
        ("essay", ""),
    ],
)
def test_a_kind_of_another_tool_is_known(word: str, kind: str) -> None:
    """What other tools call a kind leads to ours."""
    assert our_kind(word) == kind
    assert kind in ("", *KINDS)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"question": "Who?"}, "there is no key “question” here; did you mean `stem`?"),
        ({"type": "mcq"}, "there is no key “type” here; did you mean `kind`?"),
        ({"choices": []}, "there is no key “choices” here; did you mean `options`?"),
        (
            {"answer": "b"},
            "there is no key “answer” here; write `right = true` in the option that is",
        ),
        ({"kind": "mcq"}, "there is no kind “mcq” of question; did you mean `choice`?"),
    ],
)
def test_a_key_of_another_tool_leads_to_ours(given: dict[str, object], told: str) -> None:
    """A key of another tool is one problem that says which of ours is meant."""
    question = {**BASE, "kind": "choice", "options": OPTIONS, **given}
    ours = {"question": "stem", "type": "kind", "choices": "options"}
    question.pop(ours.get(next(iter(given)), ""), None)
    (problem,) = validate(question, inspect.type_info(Question), ("questions", 0))
    assert f"{problem.message}; {problem.mend}" == told
