"""Dates in other ways of writing are read, if they are dates."""

from datetime import UTC, date, datetime

import pytest

from quiz.bank.dates import dates_meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *(
            (said, ["2031-03-06"])
            for said in (
                "2031–03–06",
                "2031/03/06",
                "2031-3-6",
                "20310306",
                "06.03.2031",
                "6. März 2031",
                "March 6, 2031",
                "6 mars 2031",
                "6 de marzo de 2031",
                "6 mrt. 2031",
                "２０３１-03-06",
                "2031-03-06T12:00:00",
                date(2031, 3, 6),
                datetime(2031, 3, 6, 12, tzinfo=UTC),
            )
        ),
        ("Dezember 2031", ["2031-12"]),
        ("juillet 2031", ["2031-07"]),
        ("3/6/2031", ["2031-03-06", "2031-06-03"]),
        ("25/6/2031", ["2031-06-25"]),
        ("31.02.2031", []),
        ("c. 2031", []),
        ("Easter 2031", []),
        (31, []),
    ],
)
def test_a_date_in_another_way_of_writing_is_read(said: object, meant: list[str]) -> None:
    """What can only be one day is that day; what could be two is both; the rest is none."""
    assert dates_meant(said) == meant
