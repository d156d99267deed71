"""The words of the quiz in the language of a bank."""

import re
from collections.abc import Iterable
from contextlib import closing, suppress
from html import unescape
from io import StringIO
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
import tomli
from click.testing import CliRunner
from textual.containers import VerticalScroll

from quiz.bank.read import read_bank
from quiz.cli import main
from quiz.plain.entering import type_in
from quiz.plain.face import PlainFace
from quiz.plain.key import key_page
from quiz.plain.sheet import sheet_page
from quiz.plain.talk import Leave, Talk
from quiz.play.round import begin, finish
from quiz.record.history import History
from quiz.session import Session
from quiz.tui.widgets.certainty_bar import CertaintyBar
from quiz.words import figures, say, say_n, speak
from quiz.words.catalogue import BOTH, HERE, Catalogue
from tests.conftest import NOON, Golden, Opened, long_but
from tests.phrases import phrases, placeholders, template
from tests.plain_lines import in_names

LANGUAGES = sorted(file.stem for file in HERE.glob("*.toml"))
ALL = {text for texts in phrases().values() for text in texts}


def read(language: str) -> dict[str, Any]:
    """The catalogue file of a language."""
    return tomli.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))


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


@pytest.mark.parametrize(
    ("tag", "quote", "shown"),
    [
        ("en", "“So,” she says", "“‘So,’ she says”"),
        ("en", "it’s so", "“it’s so”"),
        ("de", "„genau so“, sagt sie", "„‚genau so‘, sagt sie“"),
        ("de", "“so” im Englischen", "„‘so’ im Englischen“"),
    ],
)
def test_quotation_marks_within_others_are_single(tag: str, quote: str, shown: str) -> None:
    """A quotation that has quotation marks itself is readable between ours."""
    speak(tag)
    assert say("“{text}”", text=quote) == shown
    one, many = (
        "Next, look at “{title}” ({key}).",
        ("Next, look at the {n} you left out, starting with “{title}” ({key})."),
    )
    assert say_n(1, one, many, title=quote, key="↵") == say_n(
        1, one, many, title="x", key="↵"
    ).replace(say("“{text}”", text="x"), shown)
    assert say("at {where}", where=quote) == f"at {quote}"


@pytest.mark.parametrize("tag", ["de", "DE", "de-AT"])
def test_a_language_is_known_by_its_tag(tag: str) -> None:
    """A tag with a region, or in capitals, speaks the language."""
    speak(tag)
    assert say("Wrong") == "Falsch"
    assert figures(1234.5, 1) == "1.234,5"


@pytest.mark.usefixtures("german")
def test_a_number_with_decimals_is_more_than_one() -> None:
    """What isn't a whole number takes the form for more than one."""
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


GERMAN_FILE = Path(__file__).parent / "german.toml"


def test_a_command_speaks_the_language_of_its_bank(bank_file: Path) -> None:
    """A bank in German is spoken about in German, and the next one in its own language."""
    said = {
        file: CliRunner().invoke(main, ["take", "--due", "--bank", str(file)]).stdout
        for file in (GERMAN_FILE, bank_file)
    }
    assert (
        said[GERMAN_FILE] == f"Nichts ist dran. Eine neue Runde: quiz take --bank {GERMAN_FILE}\n"
    )
    new = f"To start a new round: quiz take --bank {bank_file}"
    assert said[bank_file] == f"Nothing is due. {new}\n"


GERMAN = read_bank(GERMAN_FILE)
WORD = re.compile("[A-Za-z]{2,}")
OTHERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абвгдежзиклмнопрстуфхцчшщъАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪ",
)


@pytest.fixture
def other_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak a language that has no Latin letter, so that what is said past it can be seen."""

    def written(text: str) -> str:
        return re.sub(r"[^{}]+(?![^{]*\})", lambda words: words[0].translate(OTHERS), text)

    phrases = {
        text: [*map(written, text.split(BOTH))] if BOTH in text else written(text) for text in ALL
    }
    document = {"plural": "n != 1", "thousands": ".", "decimal": ",", "phrases": phrases}
    monkeypatch.setattr("quiz.words._spoken", Catalogue(document))


def said_past(text: str, *, typed: str = "") -> set[str]:
    """The words in a text that are neither in the German bank nor were typed."""
    bank = msgspec.json.encode(GERMAN).decode().replace("\\n", " ")
    known = set(WORD.findall(f"{bank} {typed}"))
    words = (word for line in text.split("\n") for word in WORD.findall(line))
    return {word for word in words if not any(each.startswith(word) for each in known)}


@pytest.mark.usefixtures("german")
def test_words_are_typed_in_the_language_of_the_bank_or_in_english() -> None:
    """In German a reader can type how sure they are, or that they need help, in either language."""
    said = StringIO()
    with closing(History.open(clock=lambda: NOON)) as history, suppress(Leave):
        session = Session(GERMAN, history, random=Random(3), clock=lambda: NOON)
        typed = "hilfe\nhelp\na\nziemlich\n\na b\nsure\n"
        round = begin([GERMAN.questions[0], GERMAN.questions[1]], Random(1))
        PlainFace(session, Talk(StringIO(typed), said, 10_000)).play(session.take(round))
    assert said.getvalue().count("m: die Frage merken oder nicht mehr.") == 2
    assert "Du hast „ziemlich“ gesagt" in said.getvalue()
    assert "Du hast „sicher“ gesagt" in said.getvalue()


AT_HOME = "try a 3 b fairly _ s zzz 1 /zzz _ c 1 _ _ m zzz n zzz 5 s ? 1 _ x x x _ _ _ m a 1 q"
LATER = "l ? 99 1 q _ p zzz r 1 _ _ p w 1 q _ n q"


@pytest.mark.usefixtures("other_letters")
def test_plain_mode_says_all_in_the_language_of_the_bank() -> None:
    """In plain mode no word of the quiz itself is said past the catalogue."""
    history, said = History.open(clock=lambda: NOON), StringIO()
    session = Session(GERMAN, history, random=Random(3), clock=lambda: NOON)

    def face(lines: Iterable[str]) -> PlainFace:
        typed = "".join(f"{'' if line == '_' else line}\n" for line in lines)
        return PlainFace(session, Talk(StringIO(typed), said, 10_000), command="")

    with closing(history):
        with suppress(Leave):
            face(AT_HOME.split()).home()
        for exam, question in product((False, True), GERMAN.questions):
            round = begin([question], Random(1), exam=exam)
            right = in_names(question, round.slot.arrangement, question.key)
            lines = ["?", "zzz", "/zzz", "_", "r", "s", "m", "p", right, "zzz", "_", right, "2"]
            lines += ["?", "zzz", "e", "s", "l", "r", "m", "_", "zzz", "f", "?", "1", "?", "q"]
            with suppress(Leave):
                face(lines).play(session.take(round))
        with suppress(Leave):
            face(LATER.split()).home()
        said.write(face([]).farewell()[0])
    typed = "zzz try fairly"
    assert said_past(said.getvalue(), typed=typed) == set()


@pytest.mark.usefixtures("other_letters")
def test_paper_says_all_in_the_language_of_the_bank() -> None:
    """On a sheet, in its key and while it is typed in, nothing is said past the catalogue."""
    made = [finish(begin(GERMAN.questions, Random(seed), exam=True)) for seed in (1, 2)]
    sheets = [
        sheet_page(GERMAN, each, "1-1-1-bbbb", letter)
        for each, letter in zip(made, "AB", strict=True)
    ]
    for page in (*sheets, key_page(GERMAN, made, "1-1-1-bbbb")):
        _, _, body = "".join(page).partition("<body>")
        shown = unescape(re.sub("<[^>]*>", " ", body))
        assert said_past(shown, typed="bbbb") == set()
    said = StringIO()
    lines = ["?", "zzz", "b", "9", "p", "b1", *[""] * 5, "zzz", "1", "x", ""]
    type_in(Talk(StringIO("".join(f"{each}\n" for each in lines)), said, 10_000), made[0])
    assert said_past(said.getvalue(), typed="zzz") == set()


JOURNEYS = {
    "the help and the first minute": "question_mark f a 3 enter enter a 1 enter",
    "how many questions": "m down enter escape",
    "a skill and its lesson": "m down down enter enter question_mark escape escape",
    "an article": "m down down down enter escape",
    "the last round": "down down down enter pagedown n",
    "progress": "down down down down enter question_mark escape pagedown pagedown pagedown r",
    "the sources": "down down down down down enter question_mark escape down o slash z",
    "the claims": "down down down down down down enter question_mark escape pagedown r",
}
IN_A_ROUND = (
    "1 enter s s question_mark escape a b c a b space enter 2 "
    "e s l escape p m escape question_mark escape enter enter"
)


@pytest.mark.usefixtures("other_letters")
@pytest.mark.parametrize("journey", long_but({"a skill and its lesson"}, JOURNEYS))
async def test_screens_say_all_in_the_language_of_the_bank(opened: Opened, journey: str) -> None:
    """On the screens around a round no word of the quiz itself is said past the catalogue."""
    async with opened(asked=GERMAN, size=(120, 40)) as reader:
        assert said_past(reader.sees) == set()
        for key in JOURNEYS[journey].split():
            await reader.press(key)
            assert said_past(reader.sees) == set(), key


@pytest.mark.usefixtures("other_letters")
@pytest.mark.parametrize("exam", [pytest.param(True, marks=pytest.mark.long), False])
@pytest.mark.parametrize("id", long_but({"wie-sicher"}, [each.id for each in GERMAN.questions]))
async def test_a_question_is_asked_in_the_language_of_the_bank(
    opened: Opened, id: str, *, exam: bool
) -> None:
    """In a round on the screens no word of the quiz itself is said past the catalogue."""
    last = GERMAN.questions[0].id
    async with opened(id, last, asked=GERMAN, size=(120, 40), exam=exam) as reader:
        for key in IN_A_ROUND.split():
            await reader.press(key)
            assert said_past(reader.sees, typed="esl") == set(), key


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=["40x12", "80x24"])
async def test_screens_in_german(opened: Opened, golden: Golden, size: tuple[int, int]) -> None:
    """Home, a question, its answer and the end in German, which is longer, cut nothing off."""
    async with opened(asked=GERMAN, size=size) as reader:
        golden(reader, "german-home")
    async with opened("tatsache-oder-meinung", asked=GERMAN, size=size) as reader:
        golden(reader, "german-sort")
        await reader.press("a", "a", "a", "b", "enter", "2")
        golden(reader, "german-sort-answered")
        await reader.press("enter")
        golden(reader, "german-end")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_help_is_as_high_as_its_text(opened: Opened, language: str) -> None:
    """Where a window has room, the help is never cut off, however its lines are wrapped."""
    speak(language)
    async with opened(size=(80, 40)) as reader:
        await reader.press("question_mark")
        frame = reader.app.screen.query_one(VerticalScroll)
        for width in range(60, 78):
            await reader.resize(width, 40)
            assert frame.max_scroll_y == 0, width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("keys", ["", "a", "a right", "enter enter", "a 2 p"])
@pytest.mark.parametrize("height", [12, 30])
async def test_how_sure_fits_on_the_narrowest_screen(
    opened: Opened, language: str, keys: str, height: int
) -> None:
    """How sure one is is asked in three lines on 40 columns, in any language, whatever it says."""
    speak(language)
    size = (40, height)
    async with opened("ferry-interest", "bridge-in-may", size=size, exam=True) as reader:
        await reader.press(*keys.split())
        bar = reader.app.screen.query_one(CertaintyBar)
        assert len(bar.render().wrap(bar.content_size.width)) <= 3
        assert bar.region.bottom < height
