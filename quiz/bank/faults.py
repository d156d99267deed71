"""What a fault of syntax is: its cause, its place, and the patches that mend it in a copy."""

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from quiz.bank.limits import STRINGS
from quiz.bank.patches import Lines, Patch, Patched
from quiz.bank.problem import Problem

KEY = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
PAIR = re.compile(rf"[ \t]*{KEY}(?:[ \t]*\.[ \t]*{KEY})*[ \t]*=(?!=)")
"""The start of a line that gives a key its value."""

HEADER = re.compile(r"[ \t]*\[\[?[ \t]*(?:about|sources|skills|policies|claims|questions|sets)\b")
"""The start of a line with one of the tables of the file."""

NEAR = 200
"""How many characters before a stop are searched for a key or a bracket."""

SHOWN = 60
"""The most characters of a name or a word to show."""

_HEADER_LINE = re.compile(
    rf"{STRINGS.pattern}|[{{}}]"
    r"|^[ \t]*(?P<open>\[\[?)(?P<name>[^\[\]\n]+)\]\]?[ \t]*(?=#|\n|\Z)|[\[\]]",
    re.DOTALL | re.MULTILINE,
)
_TOKEN = re.compile(rf"{STRINGS.pattern}|[\[\]{{}}\n]", re.DOTALL)


class Fault(NamedTuple):
    """One place where a file isn't what it should be."""

    message: str
    mend: str
    at: int
    length: int = 1
    patches: tuple[Patch, ...] = ()
    """What to change in a copy, so that reading can go on."""
    certain: bool = False
    """Whether the patches are the only right mend, so that `quiz check --fix` makes them."""
    code: str = "Q004"
    level: Literal["error", "warning"] = "error"
    quiet: bool = False
    """Whether something else will be reported at the same place."""
    repeats: bool = False
    """Whether a name is there twice, which is found only where all before it could be read."""
    filled: bool = False
    """Whether a patch stands for what only the author knows: nothing more is reported of it."""
    drops: bool = False
    """Whether a line is left out of the copy that may have had a key of its table."""
    removes: bool = False
    """Whether so much is left out of the copy that the rules would say what isn't so."""

    def hides(self, offset: int) -> bool:
        """Whether there is nothing more to report of what begins at this offset of the original."""
        return self.filled and any(each.start <= offset <= each.end for each in self.patches)

    def traced(self, copy: Patched) -> "Fault":
        """This fault of a copy as one of the original."""
        at = copy.origin(self.at)
        length = max(1, copy.origin(self.at + self.length, at_end=True) - at)
        return self._replace(at=at, length=length, patches=tuple(copy.traced(self.patches)))

    def problem(self, lines: Lines, file: str = "") -> Problem:
        """The fault as it is told."""
        return Problem(
            self.code,
            self.message,
            self.mend,
            level=self.level,
            file=file,
            length=self.length,
            fixable=self.certain,
            **lines.position(self.at),
        )


def too_many(at: int, sign: str) -> Fault:
    """The fault of a sign that is one too many."""
    message = f"there is a {sign} too many"
    return Fault(message, "take it out", at, patches=(Patch(at, at + 1, ""),))


class Stop(NamedTuple):
    """Where the parser stopped, and what it had read of the statement until there."""

    text: str
    pos: int
    message: str
    """The parser's own."""
    start: int
    """Where the statement begins."""
    opened: tuple[int, ...]
    """The brackets that are still open."""
    string: tuple[int, int] | None
    """The last string, if it isn't over or only blanks come between it and the stop."""
    line_of: Callable[[int], int]
    """The line in the file of an offset in the text."""
    is_guess: bool = False
    """Whether a fault before it in the table was mended by a guess."""

    @property
    def rest(self) -> str:
        """The rest of the line."""
        return self.text[self.pos : self.line_end]

    @property
    def line_start(self) -> int:
        """Where the line begins."""
        return self.text.rfind("\n", 0, self.pos) + 1

    @property
    def line_end(self) -> int:
        """Where the line ends."""
        end = self.text.find("\n", self.pos)
        return len(self.text) if end < 0 else end

    @property
    def before(self) -> str:
        """The line up to the stop."""
        return self.text[self.line_start : self.pos]

    def line_twice(self) -> Fault:
        """The fault of a line that is there twice."""
        line = self.text[self.line_start : self.line_end]
        at = self.line_start + len(line) - len(line.lstrip())
        patch = Patch(self.line_start, self.line_end, "")
        message, mend = "this line is there twice", "take one of them out"
        return Fault(message, mend, at, len(line.strip()), (patch,))

    @property
    def is_behind_row(self) -> bool:
        """Whether a { that has something behind it in its line is still open in a later one."""
        if self.bracket != "{":
            return False
        first, broken, _ = self.text[self.opened[-1] + 1 : self.pos].partition("\n")
        return bool(first.strip() and broken)

    @property
    def bracket(self) -> str:
        """The innermost bracket that is open, if any."""
        return self.text[self.opened[-1]] if self.opened else ""


def headers(text: str) -> Iterator[re.Match[str]]:
    """The headers of tables, outside texts, comments and brackets."""
    depth = 0
    for token in _HEADER_LINE.finditer(text):
        if token["name"] is None:
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        elif depth == 0:
            yield token


def stop_at(text: str, since: int, pos: int, message: str, line_of: Callable[[int], int]) -> Stop:
    """The stop at an offset; `since` is where an earlier statement begins."""
    start, opened = since, list[int]()
    string: tuple[int, int] | None = None
    for token in _TOKEN.finditer(text, since):
        if token.start() >= pos:
            break
        match text[token.start()]:
            case "\n":
                if not opened:
                    start = token.end()
            case "[" | "{":
                opened.append(token.start())
            case "]" | "}":
                del opened[-1:]
            case "#":
                pass
            case _:
                string = token.span()
    if string and string[1] < pos and text[string[1] : pos].strip(" \t"):
        string = None
    return Stop(text, pos, message, start, tuple(opened), string, line_of)
