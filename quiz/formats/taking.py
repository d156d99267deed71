"""A file of Moodle's being read, a question at a time."""

from collections.abc import Callable

from quiz.formats.answers import Fields, brief
from quiz.formats.apart import Asked, category
from quiz.formats.taken import Lost, Taken


class Taking:
    """What has been taken from a file so far, and what of it was lost."""

    def __init__(self) -> None:
        self._questions: list[Fields] = []
        self._lost: list[Lost] = []
        self._count = 0
        self._where = ""
        self._stem = ""
        self._category = Lost("", "")

    def taken(self) -> Taken:
        """All that was taken."""
        return Taken(tuple(self._questions), tuple(self._lost))

    def _begin(self, line: int) -> None:
        """Begin with the question on a line."""
        self._count += 1
        self._where = f"question {self._count}, line {line}"

    def _row(self, text: Callable[[], str]) -> str | None:
        """The text of a row or a step, empty if it's only a picture; None if nothing is there."""
        told = len(self._lost)
        its = text()
        return its if its or len(self._lost) > told else None

    def _lose(self, what: str) -> None:
        """Note what is lost of the question."""
        self._lost.append(Lost(self._where, what))

    def _enter(self, line: int, path: str, info: str = "") -> None:
        """Note a category, which is named once a question in it isn't ours."""
        name = category(path)
        what = f"the category {brief(name)}{info}: left out" if name else ""
        self._category = Lost(f"line {line}", what)

    def _ask(self, ask: Asked) -> None:
        """Note what a question asks, and name its category, unless the question is ours."""
        self._stem = ask.fields.get("stem", "")
        if self._category.what and not ask.is_ours:  # ours have it in their skill
            self._lost.append(self._category)
            self._category = Lost("", "")
