"""How long a check may take."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

SECONDS = 3.2
"""Processor time of a check, before lines and columns are looked up."""

_T = TypeVar("_T")


class TimeBudget:
    """The processor time that a check may take, and the parts that it skipped for lack of it."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._deadline = time.process_time() + seconds
        self.skipped: list[str] = []

    def within(self, things: Iterable[_T], what: str) -> Iterator[_T]:
        """The things, as long as there is time; after that, `what` counts as skipped."""
        for thing in things:
            if time.process_time() > self._deadline:
                self.skipped += [what] if what not in self.skipped else []
                return
            yield thing
