"""Patches: short stretches of a text that are replaced, in a copy or in the file itself."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from quiz.bank.problem import Position


class Patch(NamedTuple):
    """Replaces `text[start:end]` with `new`."""

    start: int
    end: int
    new: str


class Patched:
    """A text with patches in their order; any offset in it can be traced to the text as it was."""

    def __init__(self, original: str, patches: Iterable[Patch] = ()) -> None:
        self.original = original
        self.patches = tuple(patches)
        self._starts: list[int] = []
        self._ends: list[int] = []
        pieces, at, shift = [], 0, 0
        for start, end, new in self.patches:
            pieces += [original[at:start], new]
            self._starts.append(start + shift)
            self._ends.append(start + shift + len(new))
            at, shift = end, shift + len(new) - (end - start)
        self.text = "".join([*pieces, original[at:]])

    def traced(self, patches: Iterable[Patch]) -> list[Patch]:
        """Patches of this text as patches of the original."""
        return [
            Patch(
                start := self.origin(each.start),
                start if each.start == each.end else self.origin(each.end, at_end=True),
                each.new,
            )
            for each in patches
        ]

    def patched(self, patches: Iterable[Patch]) -> "Patched | None":
        """This text with more patches; None if one of them begins or ends within an earlier one."""
        every = list(self.patches)
        for patch in sorted(patches, reverse=True):
            first = last = bisect_right(self._ends, patch.start)
            while last < len(self._starts) and self._starts[last] < patch.end:
                if not patch.start <= self._starts[last] <= self._ends[last] <= patch.end:
                    return None
                last += 1
            every[first:last] = self.traced([patch])
        return Patched(self.original, every)

    def origin(self, offset: int, *, at_end: bool = False) -> int:
        """The offset in the original that an offset, or the end of a stretch, comes from."""
        number = (bisect_left if at_end else bisect_right)(self._starts, offset) - 1
        if number < 0:
            return offset
        patch = self.patches[number]
        if offset >= self._ends[number]:
            return patch.end + offset - self._ends[number]
        return min(patch.end, patch.start + offset - self._starts[number])


class Stretches:
    """Stretches of a text that are taken by patches."""

    def __init__(self, patches: Iterable[Patch] = ()) -> None:
        self._ends = sorted((each.end, each.start) for each in patches)

    def are_free_of(self, patches: Iterable[Patch]) -> bool:
        """Whether none of these patches overlaps or touches one of them."""
        return not any(self._touch(each) for each in patches)

    def add(self, patches: Iterable[Patch]) -> None:
        """Take these, too."""
        for each in patches:
            insort(self._ends, (each.end, each.start))

    def _touch(self, patch: Patch) -> bool:
        at = bisect_left(self._ends, (patch.start, -1))
        return at < len(self._ends) and self._ends[at][1] <= patch.end


class Lines:
    """The lines of a text, to turn offsets into positions and back."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]

    def position(self, offset: int) -> Position:
        """The line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return {"line": line, "column": offset - self._starts[line - 1] + 1}

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and a column."""
        return self._starts[line - 1] + column - 1
