"""Changes to values and keys of a file that can be read, as patches that change nothing else."""

import re
from collections.abc import Iterator
from os.path import commonprefix
from typing import Any, Literal, NamedTuple, TypeAlias

import tomli

from quiz.bank.faults import headers
from quiz.bank.limits import STRINGS
from quiz.bank.locate import locate
from quiz.bank.patches import Lines, Patch, Patched
from quiz.bank.problem import DocumentPath, Problem

Place: TypeAlias = "tuple[DocumentPath, Literal['key', 'value']]"


class Change(NamedTuple):
    """A value or a key that is to be another."""

    path: DocumentPath
    new: str
    part: Literal["key", "value"] = "value"
    is_plain: bool = False
    """Whether the new value is a number, true or false, and not a text."""

    @property
    def value(self) -> object:
        """What is to be there."""
        return _read(self.new) if self.is_plain else self.new


class Mend(NamedTuple):
    """Changes that belong together."""

    says: str
    """What is mended, such as "`at` “paragraph 3” is now “¶3”"."""
    changes: tuple[Change, ...]
    settles: frozenset[tuple[str, DocumentPath]]
    """The problems that are gone then: rule and path."""
    at: int = 0
    """Where the first value or key begins in the text."""
    patches: tuple[Patch, ...] = ()


def with_patches(text: str, wanted: list[Mend]) -> list[Mend]:
    """The changes with the patches that make them, in the order of the text."""
    places = {(change.path, change.part) for mend in wanted for change in mend.changes}
    problems = [Problem("", "", path=path, part=part) for path, part in places]
    lines = Lines(text)
    found = {
        (each.path, each.part): (lines.offset(each.line, each.column), each.length)
        for each in locate(problems, text, "")
        if each.line
    }
    made = []
    for mend in wanted:
        if mend.changes[0].part == "key" and len(mend.changes[0].path) == 1:
            if in_headers := _in_headers(text, mend.changes[0]):
                made.append(mend._replace(at=in_headers[0].start, patches=in_headers))
            continue
        patches = [_patch(text, change, found) for change in mend.changes]
        known = tuple(sorted(patch for patch in patches if patch))
        if len(known) == len(mend.changes):
            first = mend.changes[0]
            made.append(mend._replace(at=found[first.path, first.part][0], patches=known))
    return sorted(made, key=lambda each: each.at)


def _in_headers(text: str, change: Change) -> tuple[Patch, ...]:
    """The patches that change the name of a table in all headers that have it."""
    old = re.compile(rf"\s*([\"']?{re.escape(str(change.path[0]))}[\"']?)\s*(?:\.|$)")
    found = ((header.start("name"), old.match(header["name"])) for header in headers(text))
    return tuple(
        Patch(start + name.start(1), start + name.end(1), change.new)
        for start, name in found
        if name
    )


def _patch(text: str, change: Change, found: dict[Place, tuple[int, int]]) -> Patch | None:
    """The patch that makes one change; None if its value isn't where it was looked for."""
    if (change.path, change.part) not in found:
        return None
    start, length = found[change.path, change.part]
    string = STRINGS.match(text, start) if text[start] in "\"'" else None
    end = string.end() if string else start + length
    if change.part == "key":
        return Patch(start, end, change.new)
    if (old := _read(text[start:end])) is None:
        return None
    literal = text[start:end]
    if change.is_plain:
        return Patch(start, end, change.new)
    for new in _literals(literal, old if isinstance(old, str) else "", change.new):
        if _read(new) == change.new:
            head = _common(literal, new)
            tail = _common(literal[head:][::-1], new[head:][::-1])
            return Patch(start + head, end - tail, new[head : len(new) - tail])
    return None


def _literals(literal: str, old: str, new: str) -> Iterator[str]:
    """Ways to write a new text, the one that changes least of the old first."""
    at = _common(old, new)
    if old[at:].endswith(new[at:]):  # something is taken out in one piece
        yield literal.replace(old[at : len(old) - len(new) + at], "", 1)
    gone = set(old) - set(new)
    yield "".join(each for each in literal if each not in gone)
    escaped = new.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    yield f'"{escaped}"'


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return len(commonprefix((one, other)))  # noqa: RUF071 - of letters, not of paths


def is_made(text: str, made: list[Mend]) -> bool:
    """Whether the patches lead to a text in which just what is wanted has changed."""
    wanted = tomli.loads(text)
    changes = [change for mend in made for change in mend.changes]
    for change in sorted(changes, key=lambda each: each.part, reverse=True):
        put(wanted, change)
    patches = [patch for mend in made for patch in mend.patches]
    after = Patched(text).patched(patches)
    try:
        return after is not None and tomli.loads(after.text) == wanted
    except tomli.TOMLDecodeError:
        return False


def _read(literal: str) -> object:
    """The value that a literal stands for; None if it is none."""
    try:
        return tomli.loads(f"x = {literal}").get("x")
    except (ValueError, RecursionError):
        return None


def put(document: dict[str, Any], change: Change) -> None:
    """Make a change in a document."""
    *above, last = change.path
    table = value_at(document, tuple(above))
    if change.part == "key":
        table[change.new] = table.pop(last)
    else:
        table[last] = change.value


def value_at(document: Any, path: DocumentPath) -> Any:
    """The value at a path in a document."""
    for part in path:
        document = document[part]
    return document
