"""Limit the time that a check may take."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

SECONDS = 7.0
"""The most processor time for a check, before lines and columns are looked up."""

_T = TypeVar("_T")


class TimeBudget:
    """The processor time that a check may take, and the parts skipped when it ran out."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._deadline = time.process_time() + seconds
        self.skipped: list[str] = []

    def within(self, things: Iterable[_T], what: str) -> Iterator[_T]:
        """The things, while there is time; after that, `what` is noted as skipped."""
        for thing in things:
            if time.process_time() > self._deadline:
                self.skipped += [what] if what not in self.skipped else []
                return
            yield thing
