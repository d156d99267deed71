"""Typed answers: invisible differences don't count, and those that carry meaning do."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.exhibits import Post
from quiz.bank.kinds import Short
from quiz.bank.typed.match import best_form, match
from quiz.play.explain import explained
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Slot
from quiz.words import speak
from tests.test_walls import loaded


def asked(*accept: str, **more: Any) -> Short:
    """A question that accepts these forms."""
    return Short(id="x", skill="y", stem="Which?", explanation="So.", accept=accept, **more)


@pytest.mark.parametrize(
    ("accept", "typed"),
    [
        ("café", "cafe\u0301"),
        ("café", "\u200bcafé"),
        ("café", "ca\u00adfé"),
        ("café", "\u00a0café\u2009"),
        ("café", "caf\ufe0fé\u200d"),
        ("propa\u00adganda", "propaganda"),
        ("of course", "of\u00a0course"),
        ("36", "３６"),
        ("36", "٣٦"),
        ("state", "ｓｔａｔｅ"),
        ("İstanbul", "istanbul"),
        ("istanbul", "İSTANBUL"),
        ("STRASSE", "straße"),
        ("fine", "ﬁne"),
        ("Việt Nam", "Vie\u0323\u0302t Nam"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
    ],
)
def test_invisible_differences_do_not_count(accept: str, typed: str) -> None:
    """An answer that looks like an accepted form is right, whatever its code points."""
    assert match(asked(accept), typed)


@pytest.mark.parametrize(
    ("accept", "typed"),
    [
        ("2016–2017", "2016-2017"),
        ("2016–17", "2016 — 17"),
        ("−5", "-5"),
        ("-5", "−5"),
        ("so-called “state”", 'so-called "state"'),
        ("so-called “state”", "so‑called ‹state›"),
        ("café", "«café»"),
        ("café", "„café“"),
        ("北京", "「北京」"),
        ("北京", "北京。"),
        ("خبر", "خبر؟"),
        ("U.S.", "US"),
        ("US", "U.S."),
        ("Dr. No", "Dr No"),
        ("the mayor’s office", "Mayor's office"),
        ("however much", "However much,"),
        ("¿Quién?", "quién"),
        ("H₂O", "h2o"),
        ("m²", "m^2"),
        ("10 %", "10%"),
        ("[sic]", "sic"),
        ("…", "..."),
        ("z. B.", "zB"),
        ("J. R. R. Tolkien", "JRR Tolkien"),
        ("No.5", "No. 5"),
        ("9 a.m.", "9am"),
        ("¹⁴C", "14C"),
        ("SO₄²⁻", "SO42-"),
        ("2ⁿ", "2^n"),
        ("5″", '5"'),
        ("20 °C", "20 ºC"),
        ("50%", "٥٠٪"),
        ("צה״ל", 'צה"ל'),
        ("lʼété", "l'été"),
        ("2016–2017", "2016--2017"),
        ("le « quoi » dit", 'le "quoi" dit'),
        ("₹5", "₹ 5"),
        ("2 × 10³", "2 x 10^3"),
        ("x ≤ 5", "x<=5"),
        ("eighty-two", "eighty two"),
        ("Washington, D.C.", "Washington DC"),
        ("the “state”", "state"),
        ("state", 'the "state"'),
        ("ferry", "a ferry"),
        ("A ferry", "ferry"),
        ("(a, b)", "(a,b)"),
        ("Paris, France", "Paris,France"),
    ],
)
def test_punctuation_of_a_keyboard_matches_that_of_print(accept: str, typed: str) -> None:
    """Dashes, quotation marks, full stops and brackets can be typed as a keyboard has them."""
    assert match(asked(accept), typed)


@pytest.mark.parametrize(
    ("accept", "typed"),
    [
        ("-5", "5"),
        ("5", "-5"),
        ("C++", "C"),
        ("C++", "C#"),
        ("C#", "C++"),
        ("C", "C++"),
        ("10 %", "10"),
        ("10", "10 %"),
        (".5", "5"),
        ("$5", "5"),
        ("$5", "€5"),
        ("5!", "5"),
        ("10²", "102"),
        ("1½", "11/2"),
        ("A+", "A"),
        ("A-", "A"),
        ("@home", "home"),
        ("#tag", "tag"),
        ("<b>", "b"),
        ("node.js", "node js"),
        ("!", "."),
        ("?", "!"),
        ("…", "."),
        ("café", "cafés"),
        ("2ⁿ", "2n"),
        ("101₂", "1012"),
        ("x²", "x₂"),
        ("5′", "5"),
        ("5′", "5″"),
        ("f′", "f"),
        ("(a, b)", "[a, b]"),
        ("[a-z]", "a-z"),
        ("A major", "major"),
        ("A-level", "level"),
        ("a + b", "+ b"),
        ("../etc", "/etc"),
        ("cd ..", "cd"),
        ("main.c", "mainc"),
        ("x.y", "xy"),
        ("i++", "i"),
        (".NET", "NET"),
        ("3.14", "314"),
        ("1:30", "130"),
    ],
)
def test_punctuation_that_carries_meaning_counts(accept: str, typed: str) -> None:
    """A sign, a unit, a point or a plus makes another answer, and so does any mark by itself."""
    assert not match(asked(accept), typed)
    assert match(asked(accept), accept)


@pytest.mark.parametrize(
    "typed", ["74.5", "74,5", "74.50 mm", "74.5mm", "７４.５", "٧٤٫٥ mm", "75", "74"]
)
def test_number_is_right_however_it_is_typed(typed: str) -> None:
    """A number can have a point or a comma, a unit, any digits, and be off by up to `within`."""
    result = match(asked("a good seventy-four", number=74.5, within=0.5, units=("mm",)), typed)
    assert result is not None
    assert result.by == "number"


@pytest.mark.parametrize(
    "typed", ["745", "-74.5", "74.5 cm", "74.5 mm long", "75.01", "74,500", "1e9", ""]
)
def test_other_number_or_unit_is_wrong(typed: str) -> None:
    """A number further off than `within`, or with an unknown unit, is wrong."""
    assert not match(asked(number=74.5, within=0.5, units=("mm",)), typed)


@pytest.mark.parametrize(
    "typed", ["1000", "1 000", "1,000", "1'000", "1,000.0", "1.000,0", "1e3", "1\u202f000"]
)
def test_thousands_can_have_separators(typed: str) -> None:
    """A space, a comma or an apostrophe can separate thousands."""
    assert match(asked(number=1000), typed)


@pytest.mark.parametrize(
    ("number", "unit", "typed"),
    [
        (9, "a.m.", "9 am"),
        (9, "am", "9 a.m."),
        (500, "Rs.", "Rs.500"),
        (500, "Rs", "Rs. 500"),
        (20, "S/.", "S/.20"),
        (9, "a.m.", "9 a.m"),
        (-5, "$", "-$5"),
        (-5, "$", "$ −5"),
        (5, "$ million", "$5 million"),
        (5, "(m)", "5 (m)"),
        (5, "'", "5′"),
        (3e8, "m/s", "3 × 10⁸ m/s"),
        (0.001, "", "10^-3"),
        (74.5, "", "74½"),
        (74.5, "mm", "(74 1/2 mm)"),
    ],
)
def test_units_powers_and_fractions_are_read(number: float, unit: str, typed: str) -> None:
    """Units match on either side and without full stops; ½ and 10³ are numbers."""
    assert match(asked(number=number, units=(unit,) if unit else ()), typed)


@pytest.mark.parametrize("typed", ["18", "18.0", "18 %", "١٨"])
def test_rejected_number_is_wrong_however_it_is_typed(typed: str) -> None:
    """A number in `reject` is wrong, even within the tolerance."""
    question = asked(number=20, within=5, units=("%",), reject=("18",))
    assert match(question, "19 %")
    assert not match(question, typed)


def test_ambiguous_separator_is_read_as_in_english() -> None:
    """“1.000” is one and “1,000” a thousand, but “0,500” can only be a half."""
    assert match(asked(number=1), "1.000")
    assert not match(asked(number=1000), "1.000")
    assert not match(asked(number=1), "1,000")
    assert match(asked(number=0.5), "0,500")
    assert match(asked(number=1_000_000), "1.000.000")


@pytest.mark.usefixtures("german")
def test_ambiguous_separator_is_read_as_in_the_language_of_the_bank() -> None:
    """In German “1.000” is a thousand and “1,000” one; what can be read in one way alone is."""
    assert match(asked(number=1000), "1.000")
    assert not match(asked(number=1000), "1,000")
    assert match(asked(number=1), "1,000")
    assert match(asked(number=74.5), "74.5")
    assert match(asked(number=0.5), "0.500")
    assert match(asked(number=1234.5), "1.234,5")
    assert match(asked(number=1234.5), "1,234.5")
    assert best_form(asked(number=74.5, units=("mm",))) == "74,5 mm"
    assert all(match(asked(number=each), best_form(asked(number=each))) for each in (1.125, 1000))


@pytest.mark.parametrize(
    ("tag", "thousand"),
    [
        *(("fr", "1.000"), ("es", "1.000"), ("nl-BE", "1.000"), ("pt-BR", "1.000")),
        *(("es-MX", "1,000"), ("es-419", "1,000"), ("ja", "1,000"), ("tlh", "1,000")),
    ],
)
def test_ambiguous_separator_needs_no_catalogue(tag: str, thousand: str) -> None:
    """A bank in a language that the quiz doesn't speak has its own marks, read and shown."""
    speak(tag)
    assert match(asked(number=1000), thousand)
    assert not match(asked(number=1), thousand)
    assert match(asked(number=1.125), best_form(asked(number=1.125)))


@pytest.mark.usefixtures("german")
def test_articles_and_other_words_are_those_of_the_language_of_the_bank() -> None:
    """In German “die” in front doesn't count and “the” does; a slip isn't another German word."""
    assert match(asked("Bäckerei"), "die Bäckerei")
    assert match(asked("eine Bäckerei"), "bäckerei")
    assert not match(asked("Bäckerei"), "the Bäckerei")
    assert match(asked("Verstand"), "Verstandd")
    assert not match(asked("Verstand"), "Versand")


def test_other_articles_and_words_are_those_of_english() -> None:
    """In English “die” in front makes another answer."""
    assert match(asked("bakery"), "the bakery")
    assert not match(asked("Bäckerei"), "die Bäckerei")
    assert match(asked("Verstand"), "Versand")


@pytest.mark.parametrize(
    ("tag", "accept", "typed"),
    [
        ("fr", "école", "l’école"),
        ("fr", "le journal", "journal"),
        ("es-MX", "periódico", "el periódico"),
        ("nl", "krant", "de krant"),
        ("tlh", "krant", "krant"),
    ],
)
def test_articles_are_known_without_a_catalogue(tag: str, accept: str, typed: str) -> None:
    """The articles of a language are known though the quiz says its own words in English."""
    speak(tag)
    assert match(asked(accept), typed)


@given(number=st.decimals(-(10**9), 10**9, places=3, allow_nan=False))
def test_number_is_right_in_the_form_that_is_shown(number: Any) -> None:
    """The number shown as the key is itself accepted."""
    question = asked(number=float(number), units=("km",))
    assert match(question, best_form(question))


def test_feedback_says_how_a_number_was_read() -> None:
    """Feedback on a number typed in another form says what it was read as."""
    question = asked(number=1000)
    assert note(question, "1.000") == "read as 1"
    assert note(question, "1,000") == "read as 1000"
    assert note(question, "1000") == ""


def test_capitals_count_where_they_are_asked_for() -> None:
    """With `case = true` an answer is right only with its capitals."""
    assert match(asked("iPhone", case=True), "iPhone.")
    assert not match(asked("iPhone", case=True), "Iphone")
    assert not match(asked("camelCase", case=True), "camelcase")
    assert match(asked("Allegedly", case=True), "Alegedly")


@pytest.mark.parametrize(
    ("accept", "typed"),
    [
        ("allegedly", "alegedly"),
        ("allegedly", "allegeldy"),
        ("allegedly", "allegedlyy"),
        ("propaganda", "propoganda"),
        ("Washington Post", "washingon post"),
        ("O’Connor", "O'Conor"),
        ("コンピューター", "コンピュウター"),
        ("Québec", "Quebec"),
        ("behaviour", "behavior"),
        ("organize", "organise"),
    ],
)
def test_slip_of_one_letter_is_right_and_feedback_spells_it(accept: str, typed: str) -> None:
    """One letter may be wrong in a word of six or more, and feedback shows the spelling."""
    result = match(asked(accept), typed)
    assert result is not None
    assert (result.form, result.by) == (accept, "slip")
    assert note(asked(accept), typed) == f"spelt “{accept}”"


@pytest.mark.parametrize(
    ("accept", "typed"),
    [
        ("form", "from"),
        ("maybes", "maybee s"),
        ("ostensibly", "ostensible"),
        ("country", "county"),
        ("inspired", "inspires"),
        ("casual", "causal"),
        ("propaganda", "propogandda"),
        ("123456", "123457"),
        ("2016–2017", "2016–2018"),
        ("中华人民共和国", "中华人民共知国"),
    ],
)
def test_other_word_or_number_is_no_slip(accept: str, typed: str) -> None:
    """Short words, other English words, two slips, digits and ideographs aren't forgiven."""
    assert not match(asked(accept), typed)


def test_rejected_forms_and_words_of_the_question_are_no_slips() -> None:
    """A rejected form, a word near one, and a word of the question are no slips."""
    question = asked("Qayyarah", reject=("Qayyaruh",))
    assert not match(question, "Qayyaruh")
    assert not match(question, "Qayyarih")
    assert match(asked("Qayyarah"), "Qayyarih")
    asks = Short(
        id="x", skill="y", stem="Not Qayyarih, but?", explanation="So.", accept=("Qayyarah",)
    )
    assert not match(asks, "Qayyarih")
    post = Post(made_up=True, by="A pupil", text="Was it Qayyarih?")
    assert not match(asked("Qayyarah", exhibits=(post,)), "Qayyarih")


def test_a_letter_without_a_name_is_no_slip() -> None:
    """A letter that Python has no name for, such as one of Tangut, is judged like an ideograph."""
    assert match(asked("propaganda"), "propagand\U00017000") is None


@pytest.mark.parametrize("typed", ["(" + "a" * 10**5, "'.'" * 10**5, "e" + "\u0301" * 10**5])
def test_overlong_answer_is_wrong_at_once(typed: str) -> None:
    """A pasted book is judged wrong within half a second."""
    before = time.perf_counter()
    assert not match(asked("a", number=5), typed)
    assert time.perf_counter() - before < 0.5


@given(typed=st.text(max_size=80))
def test_any_text_is_judged(typed: str) -> None:
    """Any text is judged, and a blank one is wrong."""
    question = asked("allegedly", number=74.5, within=0.5, units=("mm", "%"))
    assert typed.strip() or not match(question, typed)


def test_matching_and_the_dictionary_are_loaded_when_needed() -> None:
    """A start loads no matching, a typed answer does, and only a slip loads the dictionary."""
    code = """
from quiz.bank.cache import cached_bank
from quiz.bank.kinds import Short
from quiz.play import mark, pick, round
short = Short(id="x", skill="y", stem="Who?", explanation="So.", accept=("the mayor",))
"""
    matching, dictionary = "quiz.bank.typed.match", "spellchecker"
    assert not {matching, dictionary} & loaded(code)
    assert {matching, dictionary} & loaded(f"{code}short.share('Mayor')") == {matching}
    assert {matching, dictionary} <= loaded(
        f"{code.replace('the mayor', 'government')}short.share('goverment')"
    )


def note(question: Short, typed: str) -> str:
    """The note beside the typed answer in its feedback."""
    slot = Slot(question, ()).with_answer(Answer(typed, Certainty.SURE))
    return explained(slot, "").first[0].note
