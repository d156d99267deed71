"""Typed answers: the ways in which people write the same word, date or number."""

from typing import Any

import pytest

from quiz.bank.typed.match import Match, match
from quiz.bank.typed.number_words import number_words
from quiz.words import speak
from tests.test_bank_typed import asked


@pytest.mark.parametrize(
    ("accept", "typed"),
    [
        ("café", "cafe"),
        ("cafe", "café"),
        ("naïve", "naive"),
        ("Dvořák", "Dvorak"),
        ("Łódź", "Lodz"),
        ("El País", "El Pais"),
        ("Dayan", "Dayán"),
        ("Amaq", "Āmāq"),
        ("Zürich", "Zuerich"),
        ("Zuerich", "Zürich"),
        ("don't", "dont"),
        ("Daesh", "Da'esh"),
        ("Qur'an", "Quran"),
        ("Qur'an", "Qura'n"),
        ("so-called", "socalled"),
        ("e-mail", "email"),
        ("eyewitness", "eye-witness"),
        ("the government", "a goverment"),
        ("government", "the goverment"),
    ],
)
def test_marks_left_out_of_a_word_are_a_slip(accept: str, typed: str) -> None:
    """Accents, apostrophes and hyphens may be missing or too many; feedback shows the spelling."""
    assert match(asked(accept), typed) == Match(accept, "slip")


@pytest.mark.parametrize(
    ("tag", "accept", "typed"),
    [
        ("de", "fördern", "fordern"),
        ("de", "drücken", "drucken"),
        ("de", "schön", "schon"),
        ("fr", "où", "ou"),
        ("en", "its", "it's"),
        ("en", "we're", "were"),
        ("es", "público", "publicó"),
        ("el", "νόμος", "νομός"),
        ("vi", "bán", "bàn"),
        ("en", "ñ", "n"),
        ("en", "[a-z]", "az"),
    ],
)
def test_another_word_is_no_slip_in_marks(tag: str, accept: str, typed: str) -> None:
    """A mark tells words of the language apart, and single letters; so does an accent elsewhere."""
    speak(tag)
    assert match(asked(accept), accept)
    assert not match(asked(accept), typed)


def test_a_word_of_the_question_or_a_rejected_one_is_no_slip_in_marks() -> None:
    """A question about a mark has the word without it in its stem, or rejects it."""
    assert not match(asked("café", reject=("cafe",)), "cafe")
    question = asked("café", passage="Is “cafe” spelled as the dictionary has it?")
    assert not match(question, "cafe")


@pytest.mark.parametrize(
    "typed",
    [
        *("22nd June", "June 22", "june 22nd", "the 22nd of June", "22. June", "22 Jun", "Jun. 22"),
        *("(22 June)", "on 22 June", "on the 22nd of June", "22-June", "June22", "22,June"),
    ],
)
def test_day_is_right_however_it_is_written(typed: str) -> None:
    """Day and month may be in either order, with the endings and articles of the language."""
    assert match(asked("22 June"), typed)
    assert match(asked("June 22nd"), typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("22 June 2017", "June 22, 2017", "22nd of June, 2017", "2017 June 22", "22 June '17"),
        *("22-Jun-2017", "22june2017"),
    ],
)
def test_day_with_its_year_is_right_however_it_is_written(typed: str) -> None:
    """A year may come first or last, with or without a comma."""
    assert match(asked("22 June 2017"), typed)
    assert not match(asked("22 June"), typed)


@pytest.mark.parametrize(
    "typed", ["22.06.2017", "22-6-2017", "22/6/17", "22. 6. 2017", "22/06/2017"]
)
def test_date_in_figures_is_right_with_any_signs(typed: str) -> None:
    """Points, slashes, hyphens and noughts make no difference; the order of day and month does."""
    assert match(asked("22/6/2017"), typed)
    assert not match(asked("6/22/2017"), typed)
    assert match(asked("2017-06-22"), "2017/6/22")


@pytest.mark.parametrize(
    "typed",
    [
        *("2 June", "June 2", "222 June", "22 July", "June", "22", "June 2017", "June 222"),
        *("not 22 June", "after 22 June", "22 or 23 June", "22-23 June", "22 June 2016"),
    ],
)
def test_another_day_is_wrong(typed: str) -> None:
    """Another day, month or year, and what isn't sure of it, is another answer."""
    assert not match(asked("22 June", "22 June 2017"), typed)


@pytest.mark.parametrize(
    ("tag", "accept", "typed"),
    [
        ("de", "22. Juni", "22 Juni"),
        ("de", "22. Juni", "der 22.Juni"),
        ("de", "22. Juni 2017", "am 22. Jun. 2017"),
        ("de", "3. März", "3. Maerz"),
        ("fr", "1er août", "le 1 aout"),
        ("es", "22 de junio de 2017", "22 junio 2017"),
        ("nl", "22 maart", "22 mrt"),
    ],
)
def test_dates_are_known_in_the_language_of_the_bank(tag: str, accept: str, typed: str) -> None:
    """The months of a bank's language are known with their short forms and what goes with them."""
    speak(tag)
    assert match(asked(accept), typed)


@pytest.mark.parametrize(
    ("tag", "accept", "typed"),
    [
        ("en", "reportedly", "the word “reportedly”"),
        ("en", "Reuters", "It was Reuters."),
        ("en", "Reuters", "answer: Reuters"),
        ("en", "the mayor", "it's the mayor"),
        ("en", "reportedly", "*reportedly*"),
        ("en", "reportedly", "• reportedly"),
        ("en", "however much", "…however much"),
        ("de", "angeblich", "das Wort „angeblich“"),
        ("fr", "rumeur", "c'est une rumeur"),
        ("en", "Tom & Jerry", "Tom and Jerry"),
        ("de", "Salz und Pfeffer", "Salz & Pfeffer"),
    ],
)
def test_words_around_the_answer_do_not_count(tag: str, accept: str, typed: str) -> None:
    """What only introduces an answer, or sets it off, leaves it as it is."""
    speak(tag)
    assert match(asked(accept), typed)


@pytest.mark.parametrize(
    ("tag", "accept", "typed"),
    [
        ("de", "wenig", "ein wenig"),
        ("es", "unos pocos", "pocos"),
        ("fr", "peu", "un peu"),
    ],
)
def test_article_that_makes_another_word_counts(tag: str, accept: str, typed: str) -> None:
    """“Un peu” is more than “peu”, as “a few” is more than “few”."""
    speak(tag)
    assert match(asked(accept), accept)
    assert not match(asked(accept), typed)


@pytest.mark.parametrize(
    ("accept", "reject", "typed"),
    [
        ("U.S.", "US", "us"),
        ("students'", "students", "Students."),
        ("students’", "students", "students"),
        ("e-mail", "e mail", "e mail"),
        ("22 June", "June 22", "June 22"),
    ],
)
def test_rejected_form_is_wrong_though_only_its_signs_differ(
    accept: str, reject: str, typed: str
) -> None:
    """Where signs are what is asked about, a form without them can be rejected."""
    question = asked(accept, reject=(reject,))
    assert not match(question, typed)
    assert match(question, accept)
    assert match(asked(accept), typed)


@pytest.mark.parametrize(
    ("accept", "typed"),
    [
        ("Reuters", "it was not Reuters"),
        ("Reuters", "the answer is AFP, not Reuters"),
        ("answer", "the"),
        ("*args", "args"),
        ("args", "**args"),
        ("reportedly", "reportedly or allegedly"),
        ("answer sheet", "sheet"),
        ("few", "a few"),
        ("a few boats", "few boats"),
        ("little", "a little"),
    ],
)
def test_other_words_around_the_answer_count(accept: str, typed: str) -> None:
    """A denial, a second answer and a sign that means something make another answer."""
    assert not match(asked(accept), typed)


@pytest.mark.parametrize(
    ("accept", "typed"),
    [
        *(("Ph.D.", "PhD"), ("№ 5", "No.5"), ("by all appearances", "by all appearances …")),
        *(("e.g.", "e.g"), ("9 a.m.", "9a.m."), ("9 a.m.", "9 a.m"), ("U.S.", "u.s")),
        *(("¶3", "¶ 3"), ("C++", "C ++"), ("20 °C", "20 ° C"), ("1/2", "1\u20442")),
        *(("Amaq", "\u0410maq"), ("COVID", "\u0421OVID"), ("5 μm", "5 µm")),
    ],
)
def test_answer_that_looks_the_same_is_right(accept: str, typed: str) -> None:
    """A stop or a space beside a sign, or a letter of another script, can't be seen to differ."""
    assert match(asked(accept), typed)


@pytest.mark.parametrize(
    ("tag", "number", "typed"),
    [
        ("en", 18, "eighteen"),
        ("en", 18, "Eighteen per cent"),
        ("en", 21, "twenty one"),
        ("en", 105, "a hundred and five"),
        ("en", 0, "zero"),
        ("en", -5, "minus five"),
        ("en", -5, "minus 5"),
        ("en", 1_000_000, "1 million"),
        ("en", 2_500_000, "2.5 million per cent"),
        ("en", 45_000, "45k"),
        ("de", 21, "einundzwanzig"),
        ("en", 1_000_000, "a million"),
        ("en", 2_000_000, "Two million per cent"),
        ("en", 1_000_005, "one million and five"),
        ("de", 2_000_000, "2 Mio."),
        ("de", 1_000_000, "eine Million"),
        ("de", 2_500_000, "zwei Millionen fünfhunderttausend"),
    ],
)
def test_number_is_right_in_words(tag: str, number: float, typed: str) -> None:
    """A number may be typed in words, or with a word for its thousands, as well as in figures."""
    speak(tag)
    assert match(asked(number=number, units=("per cent",)), typed)


@pytest.mark.parametrize(
    ("number", "more", "typed"),
    [
        (18, {}, "eighty"),
        (18, {}, "about eighteen"),
        (18, {}, "not eighteen"),
        (45_000, {}, "45"),
        (45_000, {}, "45 million"),
        (5, {"units": ("million",)}, "5 billion"),
        (5_000_000, {"units": ("million",)}, "5 million"),
        (5_000_000, {"units": ("million",)}, "five million"),
        (7_000, {"units": ("thousand",)}, "seven thousand"),
        (2_000_000, {}, "two billion"),
        (-5, {}, "five"),
    ],
)
def test_other_number_in_words_is_wrong(number: float, more: dict[str, Any], typed: str) -> None:
    """Another number, a hedge, and a word for thousands that is the unit itself are wrong."""
    assert not match(asked(number=number, **more), typed)


def test_numbers_in_words_are_those_of_the_language() -> None:
    """Every whole number below a billion has its words, and others have none."""
    assert number_words(12345, "en") == ("twelve thousand three hundred and forty-five",)
    assert number_words(999_999, "de") == (
        "neunhundertneunundneunzigtausendneunhundertneunundneunzig",
    )
    assert number_words(101, "de") == ("einhunderteins", "hunderteins")
    assert number_words(1.5, "en") == number_words(10**9, "en") == number_words(5, "tlh") == ()


def test_whole_number_among_the_forms_is_right_in_words() -> None:
    """“18” accepts “eighteen”, unless that is rejected, and “seven” doesn't accept “7”."""
    assert match(asked("18"), "Eighteen")
    assert not match(asked("18", reject=("eighteen",)), "eighteen")
    assert not match(asked(number=18, reject=("eighteen",)), "eighteen")
    assert not match(asked("seven"), "7")
    assert not match(asked("07"), "seven")


@pytest.mark.parametrize(
    ("accept", "typed"),
    [
        *(("traveller", "traveler"), ("judgement", "judgment")),
        *(("sceptical", "skeptical"), ("skeptic", "sceptic")),
    ],
)
def test_british_and_american_spellings_are_the_same_word(accept: str, typed: str) -> None:
    """A word may be spelled as on the other side of the ocean."""
    assert match(asked(accept), typed)


@pytest.mark.parametrize(
    ("accept", "typed"),
    [("organisation", "organisations"), ("filler", "filer"), ("colour", "colours")],
)
def test_another_british_word_is_no_slip(accept: str, typed: str) -> None:
    """A British word is another word, though the dictionary has the American one alone."""
    assert not match(asked(accept), typed)
