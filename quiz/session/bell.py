"""What is said of the bell, which ends a round at a time that was set for it."""

from datetime import datetime
from math import ceil

from quiz.words import phrase, say, say_n

TIME_IS_UP = phrase("Time's up")
"""What stands at the top of the end of a round that a bell ended."""
LOOK_AGAIN = 5.0
"""Seconds after which a face that waits for the bell looks at the time again, as a clock that
measures may stand still while a laptop sleeps."""
_MINUTE, _TEN = 60, 10
"""In seconds: below the first, what is left is said in steps of the second."""


def bell_rang(until: datetime, *, exam: bool, guessed: bool = False) -> str:
    """What to say once the bell has rung, and whether the last pick was taken for a guess."""
    time = _told(until)
    ends = (
        say("It's {time}, so your exam ends here. What you've answered counts.", time=time)
        if exam
        else say("It's {time}, so the round ends here. What you've answered counts.", time=time)
    )
    return f"{ends} {say('What you had picked last counts as a guess.')}" if guessed else ends


def bell_clock(until: datetime, now: datetime) -> tuple[str, str]:
    """How long it is until the bell rings: with the time at which it does, and alone in short."""
    time, left = _told(until), max(0.0, (until - now).total_seconds())
    if left > _MINUTE:
        n = ceil(left / _MINUTE)
        long = say_n(n, "ends {time}, {n} minute left", "ends {time}, {n} minutes left", time=time)
        return long, say("{n} min", n=n)
    n = max(_TEN, ceil(left / _TEN) * _TEN)
    return say("ends {time}, {n} seconds left", time=time, n=n), say("{n} s", n=n)


def bell_ahead(until: datetime, now: datetime, *, exam: bool) -> str:
    """What to say of the bell as a round begins."""
    time, minutes = _told(until), ceil((until - now).total_seconds() / _MINUTE)
    if exam:
        return say_n(
            minutes,
            "Your exam ends at {time}, in {n} minute.",
            "Your exam ends at {time}, in {n} minutes.",
            time=time,
        )
    return say_n(
        minutes,
        "This round ends at {time}, in {n} minute.",
        "This round ends at {time}, in {n} minutes.",
        time=time,
    )


def _told(time: datetime) -> str:
    """A time where the reader is, such as "09:40"."""
    return f"{time.astimezone():%H:%M}"
