"""Lines and columns of what parses as TOML but is wrong.

A TOML reader gives values without their places; the grammar of tree-sitter has both. It is
loaded when there is something to point at, and not before.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple, TypeAlias

import msgspec
import tomli
import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from quiz.bank.limits import STRINGS
from quiz.bank.problem import DocumentPath, Problem

LARGE = 2_000_000
"""Characters of a file of which the parser sees only what is pointed at."""

_HEADERS = re.compile(
    rf"{STRINGS.pattern}|^(?P<header>[ \t]*\[\[?(?P<name>[^\[\]\n]+)\]\]?)[ \t]*(?=#|\n|\Z)",
    re.DOTALL | re.MULTILINE,
)

Wanted: TypeAlias = "dict[str | int, Wanted]"
"""The parts of the wanted paths, each with those that come after it."""


class Span(NamedTuple):
    """Where something begins, and where it ends if that is on the same line."""

    row: int
    """From 0."""
    start: int
    """In bytes from the start of the row."""
    end: int | None
    """None where it goes on in the next row."""


def locate(problems: Iterable[Problem], text: str, file: str) -> list[Problem]:
    """The problems with file, line and column, each once, in the order of the file."""
    waiting = list(dict.fromkeys(problems))
    wanted: Wanted = {}
    for problem in waiting:
        below = wanted
        for part in () if problem.line else problem.path:
            below = below.setdefault(part, {})
    some, first_lines = (text, [(0, 0)]) if len(text) <= LARGE else _needed(text, wanted)
    data = some.encode()
    places = _places(data, wanted)
    rows = data.split(b"\n") if places else []
    counted: dict[int, tuple[int, int]] = {}
    placed = []
    for problem in waiting:
        if span := _span(problem, places):
            row = rows[span.row]
            meant = problem.within.encode()
            if meant and (start := row.find(meant, span.start, span.end)) >= 0:
                span = Span(span.row, start, start + len(meant))
            # Problems come in order, so a long row is not counted anew for each.
            start, column = counted.get(span.row, (0, 0))
            if start > span.start:
                start = column = 0
            column += len(row[start : span.start].decode(errors="replace"))
            counted[span.row] = span.start, column
            problem = msgspec.structs.replace(  # noqa: PLW2901 - the same problem, placed
                problem,
                line=_row(span.row, first_lines) + 1,
                column=column + 1,
                length=max(1, len(row[span.start : span.end].decode(errors="replace").rstrip())),
            )
        placed.append(msgspec.structs.replace(problem, file=file))
    return sorted(placed, key=lambda each: (each.line, each.column, each.code, each.message))


def _needed(text: str, wanted: Wanted) -> tuple[str, list[tuple[int, int]]]:
    """Those tables of a large file that are pointed at, and of the others the headers alone.

    Of each piece, the row where it begins comes with the one where it began before. A piece that
    is large by itself is left out, as the parser would take long over it.
    """
    pieces: list[str] = []
    first_lines: list[tuple[int, int]] = []
    counts: dict[str, int] = {}
    start = row = before = size = 0
    header, keep = "", bool(wanted)
    ends = [each for each in _HEADERS.finditer(text) if each["header"]]
    for end in (*ends, None):
        piece = text[start : end.start() if end else len(text)]
        shown = piece if keep and len(piece) + size <= LARGE else f"{header}\n"
        pieces.append(shown)
        first_lines.append((row, before))
        size += len(shown)
        row, before = row + shown.count("\n"), before + piece.count("\n")
        if end:
            start, header = end.start(), end["header"]
            name, *below = [part.strip().strip("\"'") for part in end["name"].split(".")]
            if header.lstrip().startswith("[[") and not below:
                counts[name] = counts.get(name, -1) + 1
            inner = wanted.get(name, {})
            part = counts.get(name, below[0] if below else None)
            keep = name in wanted and (not inner or part is None or part in inner)
    return "".join(pieces), first_lines


def _row(row: int, first_lines: list[tuple[int, int]]) -> int:
    """Where a row of the pieces stood before."""
    now, before = first_lines[bisect(first_lines, row, key=itemgetter(0)) - 1]
    return row - now + before


def _span(problem: Problem, places: dict[DocumentPath, tuple[Span, Span]]) -> Span | None:
    """Where a problem's path is, or else the nearest table around it."""
    path = () if problem.line else problem.path
    while path and path not in places:
        path = path[:-1]
    if not path:
        return None
    key, value = places[path]
    return key if problem.part == "key" or path != problem.path else value


def _places(data: bytes, wanted: Wanted) -> dict[DocumentPath, tuple[Span, Span]]:
    """For each wanted path that is in the document, where its key and its value stand."""
    found: dict[DocumentPath, tuple[Span, Span]] = {}
    counts: dict[DocumentPath, int] = {}

    def pair(node: Node, path: DocumentPath, wanted: Wanted) -> None:
        value = node.named_children[-1]
        for name, part in _keys(_child(node)):
            if name not in wanted:
                return
            path, wanted = (*path, name), wanted[name]
            if path not in found:
                found[path] = (_of(part), _of(value))
        if wanted:
            inside(value, path, wanted)

    def inside(node: Node, path: DocumentPath, wanted: Wanted) -> None:
        if node.type == "array":
            values = [child for child in node.named_children if child.type != "comment"]
            for number, below in wanted.items():
                if isinstance(number, int) and number < len(values):
                    child = values[number]
                    found[*path, number] = (_of(child), _of(child))
                    inside(child, (*path, number), below)
        elif node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    pair(child, path, wanted)

    for node in _tables(data) if wanted else ():
        if node.type == "pair":
            pair(node, (), wanted)
        elif node.type in ("table", "table_array_element"):
            path: DocumentPath = ()
            key, below = _child(node), wanted
            for name, part in _keys(key):
                if path in counts:  # a name that is an array of tables means its last
                    number = counts[path] - 1
                    path, below = (*path, number), below.get(number, {})
                if name not in below:
                    break
                path, below = (*path, name), below[name]
                if path not in found:
                    found[path] = (_of(part),) * 2
            else:
                if node.type == "table_array_element":
                    number = counts[path] = counts.get(path, 0) + 1
                    path, below = (*path, number - 1), below.get(number - 1, {})
                    found[path] = (_of(key),) * 2
                for child in node.named_children[1:] if below else ():
                    if child.type == "pair":
                        pair(child, path, below)
    return found


def _tables(data: bytes) -> list[Node]:
    return Parser(Language(tree_sitter_toml.language())).parse(data).root_node.named_children


def _child(node: Node) -> Node:
    """What a table or a pair begins with, which is its key."""
    child = node.named_child(0)
    assert child is not None, node  # noqa: S101 - the grammar has no table or pair without
    return child


def _keys(node: Node) -> Iterator[tuple[str, Node]]:
    """The parts of a key, dotted or not, with their nodes."""
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _keys(child)
        return
    text = (node.text or b"").decode(errors="replace")
    if node.type == "quoted_key":
        text = _unquoted(text)
    yield text, node


def _unquoted(text: str) -> str:
    """What a quoted key is called."""
    if "\\" not in text:
        return text[1:-1]
    try:
        return next(iter(tomli.loads(f"{text} = 0")))
    except tomli.TOMLDecodeError:
        return text


def _of(node: Node) -> Span:
    (row, start), (end_row, end) = node.start_point, node.end_point
    return Span(row, start, end if end_row == row else None)
