"""Lines and columns of what parses as TOML but is wrong.

A TOML reader gives values without their places; the grammar of tree-sitter has both. It is
loaded when there is something to point at, and not before.
"""

from collections.abc import Iterable

import msgspec
import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from quiz.bank.problem import Path, Problem

Span = tuple[int, int]
"""Where something begins and ends, in bytes."""


def locate(problems: Iterable[Problem], text: str, file: str) -> list[Problem]:
    """The problems with file, line and column, in the order of the file."""
    waiting = list(problems)
    data = text.encode()
    places = _places(data) if any(problem.path and not problem.line for problem in waiting) else {}
    placed = []
    for problem in waiting:
        line, column, length = problem.line, problem.column, problem.length
        if not line and problem.path:
            start, end = _span(problem, places)
            line_start = data.rfind(b"\n", 0, start) + 1
            line_end = data.find(b"\n", start)
            end = min(end, line_end if line_end >= 0 else len(data))
            line = data.count(b"\n", 0, start) + 1
            column = len(data[line_start:start].decode(errors="replace")) + 1
            length = max(1, len(data[start:end].decode(errors="replace")))
        placed.append(
            msgspec.structs.replace(problem, file=file, line=line, column=column, length=length)
        )
    return sorted(placed)


def _span(problem: Problem, places: dict[Path, tuple[Span, Span]]) -> Span:
    """Where a problem's path is, or else the nearest table around it."""
    path = problem.path
    while path:
        if path in places:
            key, value = places[path]
            return key if problem.part == "key" or path != problem.path else value
        path = path[:-1]
    return (0, 0)


def _places(data: bytes) -> dict[Path, tuple[Span, Span]]:
    """For each path in the document, where its key and its value stand."""
    tree = Parser(Language(tree_sitter_toml.language())).parse(data)
    found: dict[Path, tuple[Span, Span]] = {}
    counts: dict[Path, int] = {}

    def resolve(names: list[str]) -> Path:
        """The path of a table's header: a name that is an array of tables means its last."""
        path: Path = ()
        for name in names:
            path = (*path, name)
            if path in counts:
                path = (*path, counts[path] - 1)
        return path

    def pair(node: Node, base: Path) -> None:
        key, value = node.named_children[0], node.named_children[-1]
        path = base
        for name, part in _keys(key):
            path = (*path, name)
            found.setdefault(path, (_of(part), _of(value)))
        walk(value, path)

    def walk(node: Node, path: Path) -> None:
        if node.type == "array":
            values = [child for child in node.named_children if child.type != "comment"]
            for number, child in enumerate(values):
                found[*path, number] = (_of(child), _of(child))
                walk(child, (*path, number))
        elif node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    pair(child, path)

    for node in tree.root_node.named_children:
        if node.type == "pair":
            pair(node, ())
        elif node.type in ("table", "table_array_element"):
            key = node.named_children[0]
            parts = _keys(key)
            names = [name for name, _ in parts]
            path = (*resolve(names[:-1]), names[-1])
            header = _of(key)
            found.setdefault(path, (header, header))
            if node.type == "table_array_element":
                counts[path] = counts.get(path, 0) + 1
                path = (*path, counts[path] - 1)
                found[path] = (header, header)
            for child in node.named_children[1:]:
                if child.type == "pair":
                    pair(child, path)
    return found


def _keys(node: Node) -> list[tuple[str, Node]]:
    """The parts of a key, dotted or not, with their nodes."""
    if node.type != "dotted_key":
        text = (node.text or b"").decode(errors="replace")
        return [(text.strip("\"'") if node.type == "quoted_key" else text, node)]
    return [key for child in node.named_children for key in _keys(child)]


def _of(node: Node) -> Span:
    return node.start_byte, node.end_byte
