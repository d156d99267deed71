"""Keys and kinds that are called otherwise in other quiz tools are known."""

from pathlib import Path

import pytest
from msgspec import inspect

from quiz.bank.kinds import KINDS, Question
from quiz.bank.other_words import our_kind
from quiz.bank.validate import validate
from quiz.check.run import check
from tests.test_check_run import CLEAN

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
        ("Reihenfolge", "order"),
        ("Zuordnung", "sort"),
        ("Lückentext", "short"),
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
        ({"frage": "Who?"}, "there is no key “frage” here; did you mean `stem`?"),
        ({"Erläuterung": "So."}, "there is no key “Erläuterung” here; did you mean `explanation`?"),
        ({"pregunta": "Who?"}, "there is no key “pregunta” here; did you mean `stem`?"),
        ({"réponses": []}, "there is no key “réponses” here; did you mean `options`?"),
        ({"vaardigheid": "b"}, "there is no key “vaardigheid” here; did you mean `skill`?"),
        (
            {"antwort": "b"},
            "there is no key “antwort” here; write `right = true` in the option that is",
        ),
        ({"kind": "mcq"}, "there is no kind “mcq” of question; did you mean `choice`?"),
    ],
)
def test_a_key_of_another_tool_leads_to_ours(given: dict[str, object], told: str) -> None:
    """A key of another tool is one problem that says which of ours is meant."""
    question = {**BASE, "kind": "choice", "options": OPTIONS, **given}
    ours = {"question": "stem", "type": "kind", "choices": "options", "frage": "stem"}
    ours |= {"Erläuterung": "explanation", "pregunta": "stem", "réponses": "options"}
    ours |= {"vaardigheid": "skill"}
    question.pop(ours.get(next(iter(given)), ""), None)
    (problem,) = validate(question, inspect.type_info(Question), ("questions", 0))
    assert f"{problem.message}; {problem.mend}" == told


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        (
            "[[questions]]",
            "[[fragen]]",
            "there is no key “fragen” here; write [[questions]] instead",
        ),
        ("[[questions]]", "[[question]]", "write [[questions]] instead"),
        ("[[questions]]", "[preguntas]", "write [[questions]] instead"),
        ("[skills.", "[fertigkeiten.", "write [skills.ID] instead"),
        ("[sources.", "[quellen.", "write [sources.ID] instead"),
        ("[about]", "[ueber]", "write [about] instead"),
    ],
)
def test_a_table_under_another_name_is_known_by_what_is_in_it(
    ours: str, theirs: str, told: str, tmp_path: Path
) -> None:
    """Whatever the tables are called, each problem but those that follow says what to write."""
    file = tmp_path / "bank.toml"
    file.write_text(CLEAN.replace(ours, theirs), encoding="utf-8")
    problems = [each for each in check(file)[1] if each.code in ("Q004", "Q101", "Q102")]
    assert problems
    assert all(f"{each.message}; {each.mend}".endswith(told) for each in problems)


def test_a_bad_name_of_a_skill_is_told_once(tmp_path: Path) -> None:
    """What refers to a table whose name can't be used is no problem of its own."""
    file = tmp_path / "bank.toml"
    text = CLEAN.replace("[skills.certainty]", "[skills.Certainty]")
    for skill in ("certainty", "Certainty"):
        file.write_text(text.replace('skill = "certainty"', f'skill = "{skill}"'), encoding="utf-8")
        assert [each.code for each in check(file)[1] if each.level != "note"] == ["Q105"]


def test_all_keys_of_another_language_are_told_at_once() -> None:
    """A translated `kind` doesn't keep the other keys from being reported, nor does none at all."""
    question = {**BASE, "options": OPTIONS, "titel": "Who"}
    frage = question.pop("stem")
    for art, told in (({"art": "choice"}, "kind"), ({"art": "auswahl"}, "kind"), ({}, "")):
        given = {**question, **art, "frage": frage}
        problems = [*validate(given, inspect.type_info(Question), ("questions", 0))]
        meant = [each.mend for each in problems if each.code == "Q101"]
        wanted = filter(None, (told, "title", "stem"))
        assert sorted(meant) == sorted(f"did you mean `{each}`?" for each in wanted)
        assert [each.code for each in problems if each.code != "Q101"] == ["Q102"] * (not art)


@pytest.mark.parametrize(
    ("leans", "meant"), [("Vertrauen", "trust"), ("sceptic", "doubt"), ("doute", "doubt")]
)
def test_fixed_words_in_another_language_are_known(leans: str, meant: str) -> None:
    """A translated word is one problem that says which of ours is meant."""
    options = [*OPTIONS, {"text": "Three", "why": "No.", "leans": leans}]
    question = {**BASE, "kind": "choice", "options": options}
    (problem,) = validate(question, inspect.type_info(Question), ("questions", 0))
    assert problem.mend == f"did you mean `{meant}`?"


@pytest.mark.parametrize("key", ["kinds", "knid", "Kind", "KIND", "type"])
def test_kind_under_another_spelling_is_one_problem(key: str) -> None:
    """A question whose `kind` is misspelt is reported once, at the key that is there."""
    question = {**BASE, key: "choice", "options": OPTIONS}
    (problem,) = validate(question, inspect.type_info(Question), ("questions", 0))
    assert (problem.path[-1], problem.mend) == (key, "did you mean `kind`?")


def test_format_below_a_header_is_one_problem(tmp_path: Path) -> None:
    """A `format` that stands below [about] is reported once, with its place."""
    file = tmp_path / "bank.toml"
    text = CLEAN.replace("format = 1\n", "").replace("[about]\n", "[about]\nformat = 1\n")
    file.write_text(text, encoding="utf-8")
    (told,) = check(file)[1]
    assert told.mend == "it belongs at the top of the file, above the first table"
