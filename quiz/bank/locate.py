"""Lines and columns of what parses as TOML but is wrong.

A TOML reader gives values without their places; the grammar of tree-sitter has both. It is
loaded when there is something to point at, and not before.
"""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec
import tomli
import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from quiz.bank.problem import Path, Problem


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
    lost = [problem.path for problem in waiting if problem.path and not problem.line]
    data = text.encode()
    places = _places(data, {path[:end] for path in lost for end in range(1, len(path) + 1)})
    rows = data.split(b"\n") if places else []
    placed = []
    for problem in waiting:
        if span := _span(problem, places):
            before, rest = rows[span.row][: span.start], rows[span.row][span.start :]
            meant = rest if span.end is None else rest[: span.end - span.start]
            problem = msgspec.structs.replace(  # noqa: PLW2901 - the same problem, placed
                problem,
                line=span.row + 1,
                column=len(before.decode(errors="replace")) + 1,
                length=max(1, len(meant.decode(errors="replace").rstrip())),
            )
        placed.append(msgspec.structs.replace(problem, file=file))
    return sorted(placed, key=lambda each: (each.line, each.column, each.code, each.message))


def _span(problem: Problem, places: dict[Path, tuple[Span, Span]]) -> Span | None:
    """Where a problem's path is, or else the nearest table around it."""
    path = () if problem.line else problem.path
    while path and path not in places:
        path = path[:-1]
    if not path:
        return None
    key, value = places[path]
    return key if problem.part == "key" or path != problem.path else value


def _places(data: bytes, wanted: set[Path]) -> dict[Path, tuple[Span, Span]]:
    """For each wanted path that is in the document, where its key and its value stand."""
    found: dict[Path, tuple[Span, Span]] = {}
    counts: dict[Path, int] = {}

    def header(names: list[str]) -> Path:
        """The path of a table's header: a name that is an array of tables means its last."""
        path: Path = ()
        for name in names:
            path = (*path, name)
            if path in counts:
                path = (*path, counts[path] - 1)
        return path

    def pair(node: Node, path: Path) -> None:
        key, value = _child(node), node.named_children[-1]
        if (*path, _first(key)) not in wanted:
            return
        for name, part in _keys(key):
            path = (*path, name)
            if path not in wanted:
                return
            found.setdefault(path, (_of(part), _of(value)))
        inside(value, path)

    def inside(node: Node, path: Path) -> None:
        if node.type == "array":
            values = [child for child in node.named_children if child.type != "comment"]
            for number, child in enumerate(values):
                if (*path, number) in wanted:
                    found[*path, number] = (_of(child), _of(child))
                    inside(child, (*path, number))
        elif node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    pair(child, path)

    for node in _tables(data) if wanted else ():
        if node.type == "pair":
            pair(node, ())
        elif node.type in ("table", "table_array_element"):
            key = _child(node)
            if (_first(key),) not in wanted:
                continue
            parts = _keys(key)
            names = [name for name, _ in parts]
            path = (*header(names[:-1]), names[-1])
            for end, (_, part) in enumerate(parts, start=1):
                found.setdefault(
                    header(names[:end]) if end < len(parts) else path, (_of(part),) * 2
                )
            if node.type == "table_array_element":
                counts[path] = counts.get(path, 0) + 1
                path = (*path, counts[path] - 1)
                found[path] = (_of(key),) * 2
            if path in wanted:
                for child in node.named_children[1:]:
                    if child.type == "pair":
                        pair(child, path)
    return found


def _tables(data: bytes) -> list[Node]:
    return Parser(Language(tree_sitter_toml.language())).parse(data).root_node.named_children


def _child(node: Node) -> Node:
    """What a table or a pair begins with, which is its key."""
    child = node.named_child(0)
    assert child is not None, node  # noqa: S101 - the grammar has no table or pair without
    return child


def _first(key: Node) -> str:
    """The first part of a key; the others cost time, and few keys are wanted."""
    while key.type == "dotted_key":
        key = _child(key)
    return _keys(key)[0][0]


def _keys(node: Node) -> list[tuple[str, Node]]:
    """The parts of a key, dotted or not, with their nodes."""
    if node.type == "dotted_key":
        return [key for child in node.named_children for key in _keys(child)]
    text = (node.text or b"").decode(errors="replace")
    if node.type == "quoted_key":
        try:
            return [(next(iter(tomli.loads(f"{text} = 0"))), node)]
        except tomli.TOMLDecodeError:
            return [(text, node)]
    return [(text, node)]


def _of(node: Node) -> Span:
    (row, start), (end_row, end) = node.start_point, node.end_point
    return Span(row, start, end if end_row == row else None)
