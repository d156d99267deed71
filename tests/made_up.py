"""Questions of every kind that hypothesis makes up, from texts that formats find hard."""

from collections.abc import Iterator
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec.structs import replace

from quiz.bank.kinds import Choice, Multi, Option, Order, Question, Short, Sort, Spot
from quiz.bank.kinds.order import Step
from quiz.bank.kinds.picking import Part
from quiz.bank.kinds.sort import Row
from quiz.text import folded

WORDS = (
    *(
        "fog",
        "Ferry",
        "über",
        "漢字",
        "🙂",
        "e\u0301",
        "«oui»",
        "don't",
        '"so"',
        "No. 5",
        "1.5",
        "T",
    ),
    *(
        "<b>",
        "</p>",
        "<br>",
        "a<b",
        "x>y",
        "&",
        "&amp;",
        "&#35;",
        "&lt;b&gt;",
        "]]>",
        "<!--",
        "<?x",
    ),
    *("{", "}", "=", "~", "#", "####", ":", "::", "\\", "\\n", "\\:", "\\}", "->", "%50%", "100%"),
    *("*", r"\*", "[html]", "[plain]", "//", "$CATEGORY:", "{1:SHORTANSWER:=x}", "{#1}", "_____"),
    *(
        "|",
        "- a",
        "1.",
        "A.",
        "A)",
        "ANSWER: B",
        "TRUE",
        ",",
        ";",
        "''",
        "`",
        "$x$",
        "@@PLUGINFILE@@",
    ),
)
"""Words with which one format or another means something."""

lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
texts = st.lists(lines, min_size=1, max_size=3).flatmap(
    lambda some: st.sampled_from(["\n", "\n\n"]).map(lambda gap: gap.join(some))
)


def _distinct(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(lines, min_size=least, max_size=most, unique_by=folded)


@st.composite
def _about(draw: st.DrawFn) -> dict[str, Any]:
    """What every kind has."""
    return {
        "id": f"made-up-{draw(st.integers(0, 10**6))}",
        "skill": "certainty",
        "stem": draw(texts),
        "explanation": draw(texts),
        "passage": draw(st.just("") | texts),
        "title": draw(lines.map(lambda line: f"On {line}"[:40].strip())),
        "habit": draw(st.just("") | lines),
        "as_of": draw(st.sampled_from([None, "2031", "2031-03", "2031-03-04"])),
    }


@st.composite
def picking(draw: st.DrawFn) -> Question:
    """A `choice` or a `multi`."""
    texts_ = draw(_distinct(2, 9))
    rights = draw(st.sets(st.integers(0, len(texts_) - 1), min_size=1))
    one = draw(st.booleans())
    if one:
        rights = {min(rights)}
    options = tuple(
        Option(text=text, why=draw(texts), right=number in rights)
        for number, text in enumerate(texts_)
    )
    rest: dict[str, Any] = {"options": options, "fixed": draw(st.booleans())}
    return Choice(**draw(_about()), **rest) if one else Multi(**draw(_about()), **rest)


@st.composite
def spots(draw: st.DrawFn) -> Question:
    """A `spot`, with more right parts than Moodle has shares for, too."""
    count = draw(st.integers(2, 30))
    rights = draw(st.sets(st.integers(0, count - 1), min_size=1))
    wrong = draw(st.sets(st.integers(0, count - 1), min_size=1))
    some = draw(st.lists(lines, min_size=count, max_size=count))
    parts = [
        Part(text=text, right=n in rights, why=draw(texts) if n in rights | wrong else "")
        for n, text in enumerate(some)
    ]
    if len(rights | wrong) < 2:
        parts.append(Part(text=draw(lines), why=draw(texts)))
    return Spot(**draw(_about()), parts=tuple(parts), join=draw(st.sampled_from(["", " "])))


@st.composite
def sorts(draw: st.DrawFn) -> Question:
    """A `sort`, whose rows may have their labels in other capitals."""
    labels = tuple(draw(_distinct(2, 5)))
    forms = {*map(folded, labels)}
    as_written = (each for label in labels for each in (label, label.swapcase()))
    known = st.sampled_from([each for each in as_written if folded(each) in forms])
    rows = tuple(
        Row(text=text, label=draw(known), why=draw(texts)) for text in draw(_distinct(2, 9))
    )
    return Sort(**draw(_about()), labels=labels, rows=rows)


@st.composite
def orders(draw: st.DrawFn) -> Question:
    """An `order`."""
    steps = tuple(Step(text=text, why=draw(texts)) for text in draw(_distinct(2, 9)))
    ends = draw(st.just(("first", "last")) | st.tuples(lines, lines))
    return Order(**draw(_about()), steps=steps, ends=ends)


@st.composite
def shorts(draw: st.DrawFn) -> Question:
    """A `short` for words."""
    forms = tuple(draw(_distinct(1, 6)))
    first = draw(st.integers(1, len(forms)))
    case = draw(st.booleans())
    return Short(**draw(_about()), accept=forms[:first], reject=forms[first:], case=case)


@st.composite
def numbers(draw: st.DrawFn) -> Question:
    """A `short` for a number."""
    number = draw(st.decimals(-(10**6), 10**6, places=3).map(float))
    within = draw(st.decimals(0, 10, places=2).map(float))
    units = tuple(draw(st.lists(st.sampled_from(["mm", "°C", "%"]), max_size=2, unique=True)))
    return Short(**draw(_about()), number=number, within=within, units=units)


questions = picking() | spots() | sorts() | orders() | shorts() | numbers()


def fields(question: Question) -> dict[str, Any]:
    """What a question file has of a question: each field that isn't as it would be without it.

    A row has its label as that stands among the labels.
    """
    if isinstance(question, Sort):
        pairs = zip(question.rows, question.key, strict=True)
        rows = tuple(replace(row, label=question.labels[label]) for row, label in pairs)
        question = replace(question, rows=rows)
    return dict(_stated(msgspec.json.decode(msgspec.json.encode(question))))


def _stated(whole: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in whole.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield name, [dict(_stated(each)) for each in value]
        elif name == "number" or (name, value) == ("join", ""):
            if value is not None:
                yield name, value
        elif value and (name, value) not in _DEFAULTS:
            yield name, value


_DEFAULTS = (("join", " "), ("ends", ["first", "last"]))
