"""The phrases that the quiz says, as they stand in its code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from quiz.words.catalogue import BOTH

ROOT = Path(__file__).parents[1]


def phrases() -> dict[str, list[str]]:
    """The phrases of each file of the quiz that has any, in its order; each only where it is first.

    One that goes with a number has both its forms, with `BOTH` between them.
    """
    seen: set[str] = set()
    found = {}
    for file in sorted((ROOT / "quiz").rglob("*.py")):
        if file.parent.name == "words":
            continue
        new = dict.fromkeys(each for each in _phrases(file) if each not in seen)
        if new:
            found[file.relative_to(ROOT).as_posix()] = [*new]
            seen |= set(new)
    return found


def _phrases(file: Path) -> Iterator[str]:
    calls = [
        node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)
    ]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        match call:
            case ast.Call(func=ast.Name("say" | "phrase"), args=[text]):
                yield from _texts(text, file)
            case ast.Call(func=ast.Name("Binding"), args=args, keywords=keywords):
                yield from (
                    each
                    for text in (*args[2:3], *(k.value for k in keywords if k.arg == "tooltip"))
                    for each in _texts(text, file)
                    if each
                )
            case ast.Call(func=ast.Name("series"), args=[_, does, *_]):
                yield from _texts(does, file)
            case ast.Call(func=ast.Name("picking_keys"), args=[space, *others]):
                yield from (each for text in (space, *others[1:2]) for each in _texts(text, file))
            case ast.Call(func=ast.Name("say_n"), args=[_, one, many]):
                pairs = zip(_texts(one, file), _texts(many, file), strict=True)
                yield from (BOTH.join(pair) for pair in pairs)
            case _:
                pass


def _texts(node: ast.expr, file: Path) -> Iterator[str]:
    """The literal texts that a phrase can be; none where it is a name for a phrase."""
    match node:
        case ast.Constant(str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*_texts(body, file), *_texts(orelse, file))
        case ast.JoinedStr() | ast.BinOp():
            raise AssertionError(f"{file}:{node.lineno}: write the phrase whole, with {{names}}")
        case _:
            pass


def placeholders(text: str) -> set[str]:
    """The names in braces in a phrase."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def template() -> str:
    """The English catalogue, which translators copy."""
    lines = [HEAD]
    for file, texts in phrases().items():
        lines += ["", f"# {file}"]
        for text in texts:
            forms = text.split(BOTH)
            value = f"[{', '.join(map(_toml, forms))}]" if forms[1:] else _toml(text)
            lines.append(f"{_toml(text)} = {value}")
    return "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    escaped = re.sub(r'(["\\])', r"\\\1", text).replace("\n", "\\n")
    return f'"{escaped}"'


HEAD = """\
# What the quiz itself says, in English, for translators to copy: see CONTRIBUTING.md.
# On the left stands the English, which says where a translation goes; change only what is on the
# right. Keep what is in {braces}; you can put it elsewhere in the sentence.

# Which form of a phrase goes with the number n, counted from 0: a rule as in gettext's
# Plural-Forms, such as "n != 1", "n > 1" (French), or "0" where there is but one form.
plural = "n != 1"
# What stands between thousands, and before decimals.
thousands = ","
decimal = "."

[phrases]"""
