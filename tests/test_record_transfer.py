"""Imports: no file from a stranger harms a history."""

import codecs
import json
import math
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quiz.bank.kinds import digest
from quiz.bank.model import Bank
from quiz.play.mark import Certainty
from quiz.play.round import Answer, answer, begin, flag, onward
from quiz.record import lines as lines_module
from quiz.record.history import History
from quiz.record.page import sections
from quiz.record.profile import profile_of_bank
from quiz.record.report import report, write
from quiz.record.review import due, missed
from quiz.record.rows import LAST

ODD: list[Any] = [
    -1, 7, 10**8, LAST + 1, 253402300799999, 2**63, 2**80, -(2**70), 0.5, 1e300,
    math.inf, math.nan, None, True, "", "x", "\x1b]0;x\x07\u202e", "\ud800", "a\0b", [], [0], [99],
    {}, {"kind": "poem"}, json.loads("[" * 300 + "]" * 300),
]  # fmt: skip


@pytest.fixture
def lines(bank: Bank, tmp_path: Path) -> list[str]:
    """The export of a sound history: a whole round of every kind, and an open one."""
    history = History.open(tmp_path / "good")
    for count in (len(bank.questions), 3):
        round = begin(bank.questions, Random(3))
        number = history.begin(round, "own")
        for _ in range(count):
            given = Answer(round.slot.question.key, Certainty.SURE, 2.5)
            round = onward(answer(flag(round), given))
            history.keep(number, round)
    found = list(history.export())
    history.close()
    return found


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to each value in a document."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for step, each in entries:
        yield (*path, step)
        if isinstance(each, dict | list):
            yield from places(each, (*path, step))


def with_odd(line: str, path: tuple[Any, ...], change: "Change") -> str:
    """A line with one value changed."""
    value = json.loads(line)
    inner = value
    for step in path[:-1]:
        inner = inner[step]
    change(inner, path[-1])
    return json.dumps(value)


Change = Callable[[Any, Any], None]
"""Changes the value at an index of a list or a key of a dictionary."""


def put(odd: Any) -> Change:
    """A change that puts an odd value there."""

    def change(inner: Any, step: Any) -> None:
        inner[step] = odd

    return change


def one_odd(lines: list[str], random: Random) -> Iterator[tuple[int, str]]:
    """Lines with one odd value, each with the number of its line, without end."""
    ways = [[*places(json.loads(line))] for line in lines]

    def remove(inner: Any, step: Any) -> None:
        del inner[step]

    def double(inner: Any, step: Any) -> None:
        inner.insert(step, inner[step])

    while True:
        number = random.randrange(len(lines))
        path = random.choice(ways[number])
        change: Change
        chance = random.random()
        if chance < 0.1:
            change = remove
        elif chance < 0.2 and isinstance(path[-1], int):
            change = double
        else:
            change = put(random.choice(ODD))
        yield number, with_odd(lines[number], path, change)


def everything_opens(history: History, bank: Bank) -> None:
    """Home, progress, each round, a report of every form and an export can be shown."""
    now = datetime.now(UTC)
    memories = history.schedule("own")
    due(bank, memories, now)
    missed(bank, memories)
    history.unfinished(bank, "own")
    sections(profile_of_bank(bank, history, "own", now))
    summary = history.rounds()
    rounds = [(each, round) for each in summary if (round := history.round(each.number))]
    assert len(rounds) == len(summary)
    for form in ("md", "json", "csv", "html"):
        "".join(write(report("", rounds, bank.sources), form))
    assert sum(each.answered for each in summary) >= history.total()[1] == len(history.answers())
    out: list[str] = []
    lines_module.read(history.export(out.append))
    assert out == []


@pytest.mark.parametrize("many", [40, pytest.param(200, marks=pytest.mark.long)])
def test_odd_values_change_nothing_or_are_harmless(
    bank: Bank, lines: list[str], tmp_path: Path, many: int
) -> None:
    """A file with an odd value is refused with its line, or everything opens after the import."""
    refused = 0
    history = History.open(tmp_path / "none")
    history.close()
    for number, line in islice(one_odd(lines, Random(12)), many):
        folder = tmp_path / "odd"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(tmp_path / "none", folder)
        history = History.open(folder)
        said = ""
        try:
            history.import_([*lines[:number], line, *lines[number + 1 :]])
        except ValueError as error:
            said = str(error)
        if said:
            refused += 1
            assert said.startswith("line ")
            assert "\n" not in said
            assert history.total() == (0, 0)
        everything_opens(history, bank)
        history.close()
        assert history.notice == ""
    assert many / 2 < refused < many


@pytest.mark.parametrize(
    ("field", "odd"),
    [
        ("began", -1), ("began", LAST + 1), ("touched", 2**63), ("at", -1), ("slots", []),
        ("uuid", "x"), ("over", None), ("exam", 2), ("bank", None),
    ],
)  # fmt: skip
def test_odd_value_of_a_round_is_refused(lines: list[str], field: str, odd: object) -> None:
    """An odd value is refused with its line and its path."""
    history = History.open()
    bad = with_odd(lines[-1], (field,), put(odd))
    with pytest.raises(ValueError, match=rf"^line {len(lines)}: .*{field}"):
        history.import_([*lines[:-1], bad])
    assert history.total() == (0, 0)
    history.close()


def slot_of(lines: list[str], kind: str) -> tuple[int, int]:
    """The indexes of the line and the slot of an answered question of a kind."""
    kinds = {
        entry["digest"]: entry["kind"] for entry in map(json.loads, lines) if "digest" in entry
    }
    for number, line in enumerate(lines):
        for place, slot in enumerate(json.loads(line).get("slots", ())):
            if kinds[slot["question"]] == kind and slot["response"] is not None:
                return number, place
    raise LookupError(kind)


@pytest.mark.parametrize(
    ("kind", "odd"),
    [
        ("choice", [17]), ("choice", "a word"), ("choice", [0, 1]), ("choice", [-1]),
        ("choice", []), ("multi", [0, 0]), ("multi", [9]), ("sort", [0]), ("sort", [0] * 99),
        ("order", [0, 0, 1]), ("spot", [1000]), ("short", [0]), ("short", 5), ("short", None),
    ],
)  # fmt: skip
def test_answer_that_does_not_fit_its_question_is_refused(
    lines: list[str], kind: str, odd: object
) -> None:
    """A response with an unknown option, of another kind or incomplete is refused."""
    number, place = slot_of(lines, kind)
    way = ("slots", place, "response")
    bad = with_odd(lines[number], way, put(odd))
    history = History.open()
    with pytest.raises(ValueError, match=rf"^line {number + 1}: .*(slot|response)"):
        history.import_([*lines[:number], bad])
    history.close()


def test_marks_and_counts_are_worked_out_anew(lines: list[str]) -> None:
    """Marks and counts are worked out anew, however large the file says they are."""
    forged = []
    for line in lines:
        entry = json.loads(line)
        entry |= {name: 10**30 for name in ("answered", "right", "points") if name in entry}
        for slot in entry.get("slots", ()):
            slot |= {"right": False, "share": -5.0, "points": 2**63, "trust": 10**9, "doubt": None}
        forged.append(json.dumps(entry))
    one, two = History.open(), History.open(Path("/dev/null/nowhere"))
    one.import_(forged)
    assert list(one.export()) == lines
    one.close()
    two.close()


def test_forged_digest_neither_rewords_nor_hides_a_question(
    bank: Bank, lines: list[str], tmp_path: Path
) -> None:
    """A question is known by the digest of its own text, whatever the file calls it."""
    forged = []
    for line in lines:
        entry = json.loads(line)
        if entry["line"] == "question":
            entry["body"] |= {"stem": "Forged?", "id": "forged"}
            entry["id"] = "forged"
        forged.append(json.dumps(entry))
    history = History.open(tmp_path / "mine")
    assert history.import_(forged)[2] == len(bank.questions)
    round = begin(bank.questions, Random(1))
    number = history.begin(round, "own")
    history.keep(number, answer(round, Answer((0,), Certainty.SURE)))
    asked = round.slot.question
    assert asked.id in history.schedule("own")
    stored = history.round(number)
    assert stored is not None
    assert [digest(slot.question) for slot in stored.slots] == [
        digest(slot.question) for slot in round.slots
    ]
    history.close()


@pytest.mark.parametrize(
    "change",
    [
        {"options": []}, {"kind": "poem"}, {"stem": "a\x1b[2Jb"}, {"explanation": "\u202e"},
        {"id": "Not an id"}, {"more": 1},
    ],
)  # fmt: skip
def test_body_that_is_no_question_is_refused(lines: list[str], change: dict[str, object]) -> None:
    """A body that isn't a question of a bank is refused."""
    number, _ = slot_of(lines, "choice")
    place = next(n for n, line in enumerate(lines) if '"kind":"choice"' in line)
    entry = json.loads(lines[place])
    entry["body"] |= change
    with pytest.raises(ValueError, match=f"^line {place + 1}: "):
        lines_module.read([*lines[:place], json.dumps(entry), *lines[place + 1 : number + 1]])


@pytest.mark.parametrize("kind", ["choice", "multi", "sort", "spot", "short"])
def test_question_without_a_right_answer_is_refused(lines: list[str], kind: str) -> None:
    """A question without a right answer is refused."""
    place = next(n for n, line in enumerate(lines) if f'"kind":"{kind}"' in line)
    entry = json.loads(lines[place])
    for name in ("options", "parts"):
        for thing in entry["body"].get(name, ()):
            thing["right"] = False
    for row in entry["body"].get("rows", ()):
        row["label"] = "elsewhere"
    entry["body"].pop("accept", None)
    with pytest.raises(ValueError, match=f"^line {place + 1}: the question has no right answer"):
        lines_module.read([*lines[:place], json.dumps(entry)])


def test_doubled_slots_and_rounds_are_refused(lines: list[str]) -> None:
    """A file has no slot or round twice, though a question may be, as in two files joined."""
    with pytest.raises(ValueError, match=f"^line {len(lines) + 1}: this round is there twice"):
        lines_module.read([*lines, lines[-1]])
    doubled = with_odd(lines[-1], ("slots", 0), lambda inner, step: inner.insert(0, inner[step]))
    with pytest.raises(ValueError, match=f"^line {len(lines)}: slot 0 is there twice"):
        lines_module.read([*lines[:-1], doubled])
    lines_module.read([lines[0], *lines])


def test_byte_order_mark_spaces_and_escaped_letters_are_read(lines: list[str]) -> None:
    """A byte-order mark, spaces and escaped letters, as other programs write them, are read."""
    rewritten = [
        codecs.BOM_UTF8 + json.dumps(json.loads(line), indent=None).encode() for line in lines
    ]
    history = History.open()
    history.import_([b"\r\n".join(rewritten[:1]), b"\n", *rewritten[1:]])
    assert list(history.export()) == lines
    history.close()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("{}".encode("utf-16"), "not UTF-8 text"),
        (b'{"line": "r\xff"}', "not UTF-8 text"),
        (b"[" * 100_000, ""),
        (b'{"line": "round", "x": ' + b"[" * 100_000, "nested too deep"),
        (b'"' + b"a" * lines_module.LONGEST, "longer than"),
        (b'{"line": "round", "seconds": NaN}', "JSON is malformed"),
    ],
)
def test_file_that_is_not_text_is_refused_in_a_line(data: bytes, said: str) -> None:
    """A file that isn't text is refused in a line."""
    with pytest.raises(ValueError, match=f"^line 1: .*{said}"):
        lines_module.read([data])


def test_file_without_end_stops_at_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line without end, or lines without end: a file larger than any history is refused."""
    with Path("/dev/zero").open("rb") as zero, pytest.raises(ValueError, match=r"^line 1: "):
        lines_module.read(lines_module.lines_of(zero))
    monkeypatch.setattr(lines_module, "MOST", 1000)
    with pytest.raises(ValueError, match=r"^line 1001: more than"):
        lines_module.read(iter(lambda: b"\n", b""))
    monkeypatch.setattr(lines_module, "LARGEST", 10_000)
    with pytest.raises(ValueError, match="more than"):
        lines_module.read(iter(lambda: b" " * 99, b""))
