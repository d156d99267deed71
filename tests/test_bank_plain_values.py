"""What people write for a number, or for true and false, is understood if it can mean only that."""

import pytest

from quiz.bank.plain_values import NumberMeant, keys_of, number_meant, truth_meant


@pytest.mark.parametrize(
    ("said", "numbers", "unit"),
    [
        ("7000", "7000", ""),
        ("7.000", "7000 7", ""),
        ("2,400", "2400 2.4", ""),
        ("1.234.000", "1234000", ""),
        ("1,234,000", "1234000", ""),
        ("12\u202f500", "12500", ""),
        ("7'000", "7000", ""),
        ("−7000", "-7000", ""),
        ("+5", "5", ""),
        ("0,5", "0.5", ""),
        ("0.500", "0.500", ""),
        ("007", "7", ""),
        ("1.234,5", "1234.5", ""),
        ("1 234,5", "1234.5", ""),
        ("5 %", "5", "%"),
        ("7000 Gäste", "7000", "Gäste"),
        ("2,4 Mio. Euro", "2.4", "Mio. Euro"),
        ("3/4", "0.75", ""),
        (".5", "0.5", ""),
        ("-,5", "-0.5", ""),
        ("5.", "5", ""),
        *(
            (each, "", "")
            for each in (
                "",
                "seven",
                "7 00",
                "1.2.3",
                "12.345.67",
                "1/3",
                "1/0",
                "1e5",
                "3-4",
                "5 to 7",
            )
        ),
    ],
)
def test_number_is_read_as_people_write_it(said: str, numbers: str, unit: str) -> None:
    """Marks for thousands, a decimal comma and a unit are understood; what may be a date isn't."""
    assert number_meant(said) == NumberMeant(tuple(numbers.split()), unit)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Ja", "true"),
        ("x", "true"),
        (1, "true"),
        ("FALSCH", "false"),
        (0, "false"),
        ("maybe", ""),
        (2, ""),
        pytest.param(10**5000, "", id="endless"),
        ([1], ""),
    ],
)
def test_words_for_true_and_false_are_understood(said: object, meant: str) -> None:
    """A word, a tick or a figure stands for true or false, and others for neither."""
    assert truth_meant(said) == meant


def test_keys_are_known_by_what_they_hold() -> None:
    """The keys of numbers, and of true and false, are those of the file."""
    assert {"right", "draft", "fixed"} <= keys_of(bool)
    assert {"number", "within", "pick", "after"} <= keys_of(int, float)
    assert not {"accept", "title", "line", "text"} & (keys_of(bool) | keys_of(int, float))
