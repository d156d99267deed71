"""The words of the quiz in the language of a bank."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli

from quiz.words import figures, say, say_n, speak
from quiz.words.catalogue import BOTH, HERE, Catalogue
from tests.phrases import phrases, placeholders, template

LANGUAGES = sorted(file.stem for file in HERE.glob("*.toml"))
ALL = {text for texts in phrases().values() for text in texts}


def read(language: str) -> dict[str, Any]:
    """The catalogue file of a language."""
    return tomli.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English again after each test."""
    yield
    speak("en")


def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Speak a language whose catalogue has this text."""
    (tmp_path / "xx.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("quiz.words.catalogue.HERE", tmp_path)
    speak("xx")


def test_the_english_catalogue_has_each_phrase_in_the_code(request: pytest.FixtureRequest) -> None:
    """`en.toml`, which translators copy, is what the code says; `pytest --golden` writes it."""
    file = HERE / "en.toml"
    if request.config.getoption("golden"):
        file.write_text(template(), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == template()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_phrase_and_no_other(language: str) -> None:
    """A catalogue translates each phrase in the code, and has none that isn't said any more."""
    found = set(read(language)["phrases"])
    assert sorted(ALL - found) == [], "to translate"
    assert sorted(found - ALL) == [], "no longer said"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_phrase(language: str) -> None:
    """A translation fills in what the English does; {n} may be missing for one number."""
    document = read(language)
    catalogue = Catalogue(document)
    count = 1 + max(map(catalogue._form, range(1000)))
    for text, translation in document["phrases"].items():
        if BOTH not in text:
            assert isinstance(translation, str), text
            assert placeholders(translation) == placeholders(text), text
            continue
        one, many = (placeholders(form) | {"n"} for form in text.split(BOTH))
        assert [placeholders(form) | {"n"} for form in translation] == [
            one if number == 0 < count - 1 else many for number in range(count)
        ], text
        assert "n" in placeholders(translation[-1]) or "n" not in placeholders(text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_begins_and_ends_as_its_phrase_does(language: str) -> None:
    """Spaces around a phrase, its full stop or colon and its line breaks stay."""
    for text, translation in read(language)["phrases"].items():
        forms = translation if isinstance(translation, list) else [translation]
        for english, form in zip((text.split(BOTH) * 9), forms, strict=False):
            assert form, text
            assert form == form.strip() or english != english.strip(), text
            assert english[-1:] not in (*".:?!",) or form[-1] in (*".:?!",), text
            assert english.count("\n") == form.count("\n"), text


def test_english_is_said_as_it_stands() -> None:
    """Without a catalogue a phrase is said in English, with what is named and its number."""
    assert say("Correct answer:") == "Correct answer:"
    assert say("at {where}", where="{n}") == "at {n}"
    assert [say_n(n, "{n} mark", "{n} marks") for n in (1, -1, 0, 1200)] == [
        "1 mark", "-1 mark", "0 marks", "1,200 marks",
    ]  # fmt: skip
    assert figures(1.25, 1) == "1.2"


@pytest.mark.parametrize("tag", ["de", "DE", "de-AT"])
def test_a_language_is_known_by_its_tag(tag: str) -> None:
    """A tag with a region, or in capitals, speaks the language."""
    speak(tag)
    assert say("Wrong") == "Falsch"
    assert figures(1234.5, 1) == "1.234,5"


def test_a_number_with_decimals_is_more_than_one() -> None:
    """What isn't a whole number takes the form for more than one."""
    speak("de")
    numbers = (0, 0.3, 1, -1, 1.2, 2)
    said = [say_n(n, "{n} mark", "{n} marks", n="…") for n in numbers]
    assert said == ["… Punkte", "… Punkte", "… Punkt", "… Punkt", "… Punkte", "… Punkte"]


@pytest.mark.parametrize("tag", ["tlh", "../de", "xx", "", None, "en-GB", "qqqqqq"])
def test_a_language_without_a_catalogue_is_spoken_in_english(tag: str | None) -> None:
    """Where nobody has translated the quiz, it speaks English; so it does after another bank."""
    speak("de")
    speak(tag)
    assert say("Wrong") == "Wrong"


HEAD = 'plural = "n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2"\nthousands = "\u00a0"\ndecimal = ","\n'


def test_a_language_can_have_more_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule at the head of a catalogue, here for Latvian, says which form goes with a number."""
    made_up(
        tmp_path,
        monkeypatch,
        f'{HEAD}[phrases]\n"{{n}} mark | {{n}} marks" = ["one {{n}}", "some {{n}}", "none {{n}}"]',
    )
    said = [say_n(n, "{n} mark", "{n} marks") for n in (1, 21, 11, 0, 2000)]
    assert said == ["one 1", "one 21", "some 11", "none 0", "some 2\u00a0000"]


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "[phrases",
        f"{HEAD}phrases = 3",
        HEAD.replace("n%10", "__import__('os')"),
        f'{HEAD}[phrases]\n"at {{where}}" = "{{there}}"\n"{{n}} mark | {{n}} marks" = ["{{m}}"]',
        f'{HEAD}[phrases]\n"at {{where}}" = "bei {{0}}"\n"{{n}} mark | {{n}} marks" = "{{n}}"',
        f'{HEAD}[phrases]\n"at {{where}}" = "bei {{"\n"{{n}} mark | {{n}} marks" = []',
        f'{HEAD}[phrases]\n"at {{where}}" = ["bei"]\n"{{n}} mark | {{n}} marks" = [3, 4]',
        f'{HEAD}[phrases]\n"at {{where}}" = ""\n"{{n}} mark | {{n}} marks" = ["", "", ""]',
        f'{HEAD}[phrases]\n"at {{where}}" = "bei {{where.there}}"',
    ],
)
def test_a_broken_catalogue_says_it_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """What is wrong in a catalogue or its head is said in English, and stops nothing."""
    made_up(tmp_path, monkeypatch, broken)
    assert say("at {where}", where="home") == "at home"
    assert say_n(3, "{n} mark", "{n} marks") == "3 marks"
    assert say_n(1, "{n} mark", "{n} marks") == "1 mark"


def test_a_start_in_english_reads_no_catalogue() -> None:
    """The reader of catalogues is loaded only for another language."""
    from tests.test_walls import loaded  # noqa: PLC0415 - it looks through the whole package

    code = "from quiz.words import say, speak\nspeak('{}')\nassert say('Wrong') == '{}'"
    assert "quiz.words.catalogue" not in loaded(code.format("en", "Wrong"))
    assert "quiz.words.catalogue" in loaded(code.format("de", "Falsch"))
