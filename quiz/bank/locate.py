"""Find the lines and columns of problems in a file that is valid TOML.

tomli gives values without their positions; tree-sitter's grammar gives both. It is loaded only
when there is a problem to point at.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple, TypeAlias

import tomli
import tree_sitter_toml
from msgspec.structs import replace
from tree_sitter import Language, Node, Parser

from quiz.bank.limits import STRINGS
from quiz.bank.problem import IN_QUOTES, DocumentPath, Problem, in_order

LARGE = 2_000_000
"""Characters; from a larger file, the parser gets only the tables that it needs."""

_MOST = 40
"""Characters; a number or a date that is longer isn't repeated."""

_HEADERS = re.compile(
    rf"{STRINGS.pattern}|^(?P<header>[ \t]*\[\[?(?P<name>[^\[\]\n]+)\]\]?)[ \t]*(?=#|\n|\Z)",
    re.DOTALL | re.MULTILINE,
)

_TOKENS = re.compile(rb"%b|[^\s,{}\[\]\"'#]+|[,{}\[\]\n]" % STRINGS.pattern.encode(), re.DOTALL)
_CODES = re.compile(rb"\\.", re.DOTALL)

Wanted: TypeAlias = "dict[str | int, Wanted]"
"""The paths to find, as a tree: each part with the parts that come after it."""


class Span(NamedTuple):
    """The position of a key or a value."""

    row: int
    """From 0."""
    start: int
    """In bytes from the start of the row."""
    end: int | None
    """None if it continues on the next row."""


class Spans(NamedTuple):
    """The positions of a key and its value."""

    key: Span
    value: Span


def locate(problems: Iterable[Problem], text: str, file: str) -> list[Problem]:
    """The problems with file, line and column, each once, in the order of the file."""
    waiting = list(dict.fromkeys(problems))
    wanted: Wanted = {}
    for problem in waiting:
        below = wanted
        for part in () if problem.line else problem.path:
            below = below.setdefault(part, {})
    pruned, rows_before = (text, [(0, 0)]) if len(text) <= LARGE else _pruned(text, wanted)
    data = pruned.encode()
    rows = data.split(b"\n") if wanted else []
    starts = list(accumulate((len(row) + 1 for row in rows), initial=0))
    spans = _spans(data, wanted, starts)
    counted: dict[int, tuple[int, int]] = {}
    located = []
    for problem in waiting:
        if span := _span(problem, spans):
            row = rows[span.row]
            if problem.mend == IN_QUOTES and problem.path in spans:
                # As it is written: once read, 0x1F is 31, and 1e3 is 1000.0.
                said = row[span.start : span.end][:_MOST].decode(errors="replace").rstrip()
                mend = f'{IN_QUOTES}: "{said}"' if len(said) < _MOST else IN_QUOTES
                problem = replace(problem, mend=mend)  # noqa: PLW2901 - the same problem
            meant = problem.within.encode()
            if meant and (start := row.find(meant, span.start, span.end)) >= 0:
                span = Span(span.row, start, start + len(meant))
            # Problems come in order, so the count goes on from the last one in a long row.
            start, column = counted.get(span.row, (0, 0))
            if start > span.start:
                start = column = 0
            column += len(row[start : span.start].decode(errors="replace"))
            counted[span.row] = span.start, column
            problem = replace(  # noqa: PLW2901 - the same problem, located
                problem,
                line=_row_before(span.row, rows_before) + 1,
                column=column + 1,
                length=max(1, len(row[span.start : span.end].decode(errors="replace").rstrip())),
            )
        located.append(replace(problem, file=file))
    return in_order(located)


def _pruned(text: str, wanted: Wanted) -> tuple[str, list[tuple[int, int]]]:
    """A large file cut down to the wanted tables and the headers of the others.

    Comes with (row now, row before) for the start of each piece. A wanted table that is itself
    too large is cut as well, as the parser would be slow on it.
    """
    pieces: list[str] = []
    rows_before: list[tuple[int, int]] = []
    counts: dict[str, int] = {}
    start = row = before = size = 0
    header, keep = "", bool(wanted)
    for end in (*(each for each in _HEADERS.finditer(text) if each["header"]), None):
        whole = text[start : end.start() if end else len(text)]
        piece = whole if keep and len(whole) + size <= LARGE else f"{header}\n"
        pieces.append(piece)
        rows_before.append((row, before))
        size += len(piece)
        row, before = row + piece.count("\n"), before + whole.count("\n")
        if end:
            start, header = end.start(), end["header"]
            name, *below = [part.strip().strip("\"'") for part in end["name"].split(".")]
            if header.lstrip().startswith("[[") and not below:
                counts[name] = counts.get(name, -1) + 1
            inner = wanted.get(name, {})
            part = counts.get(name, below[0] if below else None)
            keep = name in wanted and (not inner or part is None or part in inner)
    return "".join(pieces), rows_before


def _row_before(row: int, rows_before: list[tuple[int, int]]) -> int:
    """The row in the whole file that a row in the pruned one comes from."""
    now, before = rows_before[bisect(rows_before, row, key=itemgetter(0)) - 1]
    return row - now + before


def _span(problem: Problem, spans: dict[DocumentPath, Spans]) -> Span | None:
    """The span of a problem's path, or of the key of the nearest table around it."""
    path = () if problem.line else problem.path
    while path and path not in spans:
        path = path[:-1]
    if not path:
        return None
    key, value = spans[path]
    return key if problem.part == "key" or path != problem.path else value


def _spans(data: bytes, wanted: Wanted, starts: list[int]) -> dict[DocumentPath, Spans]:
    """The spans of each wanted path that is in the document, whose rows start at these offsets."""
    spans: dict[DocumentPath, Spans] = {}
    counts: dict[DocumentPath, int] = {}

    def walk_pair(node: Node, path: DocumentPath, wanted: Wanted) -> None:
        value = node.named_children[-1]
        for name, part in _keys(_key(node)):
            if name not in wanted:
                return
            path, wanted = (*path, name), wanted[name]
            if path not in spans:
                spans[path] = _spans_of(part, value, starts)
        if wanted:
            walk_value(value, path, wanted)

    def walk_value(node: Node, path: DocumentPath, wanted: Wanted) -> None:
        if node.type == "array":
            values = [child for child in node.named_children if child.type != "comment"]
            for index, below in wanted.items():
                if isinstance(index, int) and index < len(values):
                    spans[*path, index] = _spans_of(values[index], values[index], starts)
                    walk_value(values[index], (*path, index), below)
        elif node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    walk_pair(child, path, wanted)

    def walk_table(node: Node) -> None:
        path: DocumentPath = ()
        key, below = _key(node), wanted
        for name, part in _keys(key):
            if path in counts:  # the name of an array of tables means its last table
                index = counts[path] - 1
                path, below = (*path, index), below.get(index, {})
            if name not in below:
                return
            path, below = (*path, name), below[name]
            if path not in spans:
                spans[path] = _spans_of(part, part, starts)
        if node.type == "table_array_element":
            index = counts.get(path, 0)
            counts[path] = index + 1
            path, below = (*path, index), below.get(index, {})
            spans[path] = _spans_of(key, key, starts)
        for child in node.named_children[1:] if below else ():
            if child.type == "pair":
                walk_pair(child, path, below)

    for node in _tree(data).named_children if wanted else ():
        if node.type == "pair":
            walk_pair(node, (), wanted)
        elif node.type in ("table", "table_array_element"):
            walk_table(node)
    return spans


def _spans_of(key: Node, value: Node, starts: list[int]) -> Spans:
    return Spans(_span_of(key, starts), _span_of(value, starts))


def _tree(data: bytes) -> Node:
    """The document as a tree. The grammar knows TOML 1.0; what 1.1 added is blanked out for it."""
    parser = Parser(Language(tree_sitter_toml.language()))
    root = parser.parse(data).root_node
    return parser.parse(_without_toml_1_1(data)).root_node if root.has_error else root


def _without_toml_1_1(data: bytes) -> bytes:
    """A document as TOML 1.0, each value where it was.

    Spaces take the place of line breaks, comments and last commas in inline tables; codes that 1.1
    has added become that of a backslash.
    """
    blanked = bytearray(data)
    open_brackets: list[bytes] = []
    comma = None
    for match in _TOKENS.finditer(data):
        token, (start, end) = match[0], match.span()
        inline = open_brackets[-1:] == [b"{"]
        if token[:1] == b'"':
            blanked[start:end] = _CODES.sub(_older_code, token)
        elif token[:1] == b"#" or token == b"\n":
            if inline:
                blanked[start:end] = b" " * len(token)
            continue
        elif token in b"{[":
            open_brackets.append(token)
        elif token in b"}]":
            if token == b"}" and comma is not None:
                blanked[comma : comma + 1] = b" "
            del open_brackets[-1:]
        comma = start if token == b"," and inline else None
    return bytes(blanked)


def _older_code(match: re.Match[bytes]) -> bytes:
    return rb"\\" if match[0] in (rb"\e", rb"\x") else match[0]


def _key(node: Node) -> Node:
    """The key at the start of a table or a pair."""
    child = node.named_child(0)
    assert child is not None, node  # noqa: S101 - the grammar has none without a key
    return child


def _keys(node: Node) -> Iterator[tuple[str, Node]]:
    """The parts of a key, dotted or not, with their nodes."""
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _keys(child)
        return
    text = (node.text or b"").decode(errors="replace")
    yield _unquoted(text) if node.type == "quoted_key" else text, node


def _unquoted(text: str) -> str:
    """The name that a quoted key stands for."""
    if "\\" not in text:
        return text[1:-1]
    try:
        return next(iter(tomli.loads(f"{text} = 0")))
    except tomli.TOMLDecodeError:
        return text


def _span_of(node: Node, starts: list[int]) -> Span:
    row, end_row = (bisect(starts, at) - 1 for at in (node.start_byte, node.end_byte))
    return Span(
        row, node.start_byte - starts[row], node.end_byte - starts[row] if end_row == row else None
    )
