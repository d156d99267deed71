"""Hand-ins with some of their rounds: those of a set, or since a day."""

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from quiz.classroom.handin import HandIn


def narrowed(
    handed: Iterable[HandIn], set_id: str | None = None, since: datetime | None = None
) -> list[HandIn]:
    """The hand-ins with the rounds of a set that began at a time or later; others are left out.

    A reader who has none of these stays, without a round.
    """
    return [
        replace(
            each,
            rounds=tuple(
                round
                for round in each.rounds
                if set_id in (None, round.set) and (since is None or round.began >= since)
            ),
        )
        for each in handed
    ]


def moment(text: str) -> datetime:
    """The time that a text such as "2026-11-24" or "2026-11-24 09:40" gives, on this clock.

    Raises `ValueError` for any other text.
    """
    return datetime.fromisoformat(text.strip()).astimezone()
