"""What is said of the bell, which ends a round at a time that was set for it."""

from datetime import datetime
from math import ceil

from quiz.words import say, say_n


def bell_rang(until: datetime, *, exam: bool) -> str:
    """What to say once the bell has rung."""
    time = f"{until.astimezone():%H:%M}"
    if exam:
        return say("It's {time}, so your exam ends here. What you've answered counts.", time=time)
    return say("It's {time}, so the round ends here. What you've answered counts.", time=time)


def bell_ahead(until: datetime, now: datetime, *, exam: bool) -> str:
    """What to say of the bell as a round begins."""
    time, minutes = f"{until.astimezone():%H:%M}", ceil((until - now).total_seconds() / 60)
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
