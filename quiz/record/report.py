"""Reports of rounds for a teacher, as Markdown, JSON, CSV or one page of HTML."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from textwrap import indent
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from quiz.bank.exhibits import in_words
from quiz.bank.fields import Citation
from quiz.bank.kinds import (
    OTHER,
    PARTLY,
    RIGHT,
    WRONG,
    Choice,
    Multi,
    Question,
    Response,
    Spot,
    numbers,
)
from quiz.bank.model import Bank
from quiz.bank.source import Source
from quiz.markup import END, INDENT, as_references, escaped, figure, head, paragraphs, source_item
from quiz.play.explain import partly, place
from quiz.play.mark import total
from quiz.play.round import Answer, Round, Slot
from quiz.play.stakes import signed_marks, whole
from quiz.record.answers import RoundSummary
from quiz.record.history import History
from quiz.record.measures import Standing, percent
from quiz.record.page import WHERE, known, likely, summary
from quiz.record.profile import GroupStanding, profile_of_bank, profile_of_round
from quiz.text import as_json, clean, date_in_words, in_csv, in_json, pieces, trimmed
from quiz.words import say

Form = Literal["md", "json", "csv", "html"]

STYLE = """
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
tbody + tbody::before { content: ""; display: block; height: .6rem; }
th { text-align: left; font-weight: normal; padding: .1rem .5rem .1rem 1rem; }
td { padding: .1rem .5rem; white-space: nowrap; }
.group > * { font-weight: bold; } .group th { padding-left: 0; }
.scale { position: relative; width: 30%; min-width: 5rem;
  background: linear-gradient(var(--rule), var(--rule)) center / 100% 1px no-repeat; }
.scale > * { position: absolute; top: 50%; transform: translateY(-50%); background: var(--rule); }
.scale i { height: .4rem; }
.scale b { width: .6rem; height: .6rem; margin-left: -.3rem; border-radius: 50%;
  background: var(--ink); }
@media (max-width: 32rem) { .scale { display: none; } td { white-space: normal; } }
@media print { * { print-color-adjust: exact; } }
"""
"""How the table on a page of HTML looks."""


class Offered(Struct, frozen=True):
    """An option that a reader could pick."""

    text: str
    right: bool
    picked: bool


class Sorted(Struct, frozen=True):
    """A line that a reader put under a label, or a step that they put in order."""

    text: str
    right: bool
    label: str
    """The right label; empty for a step, whose text begins with its number."""
    note: str
    """What the reader said instead; empty if it was right."""


class LeftOut(Struct, frozen=True):
    """A question without an answer."""

    number: int
    """Its position in the round, from 1."""
    question: str
    stem: str


class AnswerEntry(Struct, frozen=True):
    """One answer in words."""

    number: int
    """The position of the question in the round, from 1."""
    question: str
    skill: str
    stem: str
    passage: str
    exhibits: tuple[tuple[str, ...], ...]
    """Each in lines of words; the first says what it is."""
    options: tuple[Offered, ...]
    """Of a question in which something is picked, in the order of the bank; else none."""
    rows: tuple[Sorted, ...]
    """Of a `sort` as it was shown, of an `order` in the right one; else none."""
    answer: str
    key: str
    right: bool
    share: float
    partly: str
    """How much of a partly right answer is right, in words; else empty."""
    certainty: str
    marks: float
    seconds: float
    looked: bool
    explanation: str
    sources: tuple[str, ...]
    urls: tuple[str, ...]
    """The address at the end of each source; empty where it has none."""


class RoundEntry(Struct, frozen=True):
    """One round, and its answers in words."""

    number: int
    began: datetime
    """In the reader's time zone."""
    exam: bool
    asked: int
    answered: int
    right: int
    marks: float
    answers: tuple[AnswerEntry, ...]
    left_out: tuple[LeftOut, ...]


class Report(Struct, frozen=True):
    """A report; the name is empty unless the reader gave it."""

    title: str
    name: str
    rounds: Iterable[RoundEntry]
    """May be a generator: a history can be larger than memory."""
    summary: Sequence[tuple[str, Sequence[str]]] = ()
    """What a page begins with: headings, each with its lines."""
    standings: Sequence[GroupStanding] = ()
    """What a page of HTML has as a table, in place of its lines in the summary."""
    titles: Mapping[str, str] = {}
    """What a page calls questions, by their ids; the history keeps no titles."""
    language: str = "en"
    """The language of the bank, as a tag."""


def report(
    title: str,
    rounds: Iterable[tuple[RoundSummary, Round]],
    sources: Mapping[str, Source],
    name: str = "",
    sealed: Callable[[Question], object] = lambda _question: False,
) -> Report:
    """A report of rounds: each answered question that isn't `sealed`, with its key and sources."""
    entries = (_round_entry(past, round, sources, sealed) for past, round in rounds)
    return Report(title, name, entries)


def introduced(report: Report, bank: Bank, history: History, number: int | None) -> Report:
    """The report with titles and with what the answers in one round, or all, say of the reader."""
    now = datetime.now().astimezone()
    round = history.round(number) if number else None
    profile = (
        profile_of_round(bank, history, bank.id, number, round, now=now)
        if round
        else profile_of_bank(bank, history, bank.id, now)
    )
    titles = {each.id: each.title for each in bank.questions if each.title}
    return replace(
        report,
        titles=titles,
        summary=summary(profile) if profile.answers else (),
        standings=known(profile),
        language=bank.about.language,
    )


def write(report: Report, form: Form) -> Iterator[str]:
    """The text of a report, in pieces."""
    writers = {"md": _markdown, "json": _json, "csv": _csv, "html": _html_page}
    return writers[form](report)


def _round_entry(
    past: RoundSummary,
    round: Round,
    sources: Mapping[str, Source],
    sealed: Callable[[Question], object],
) -> RoundEntry:
    told = [(n, each) for n, each in enumerate(round.slots, 1) if not sealed(each.question)]
    answers = tuple(_entry(n, slot, slot.answer, sources) for n, slot in told if slot.answer)
    return RoundEntry(
        number=past.number,
        began=past.began.astimezone(),
        exam=past.exam,
        asked=past.asked,
        answered=len(answers),
        right=sum(answer.right for answer in answers),
        marks=total(answer.marks for answer in answers),
        answers=answers,
        left_out=tuple(
            LeftOut(n, slot.question.id, slot.question.stem) for n, slot in told if not slot.answer
        ),
    )


def _entry(number: int, slot: Slot, answer: Answer, sources: Mapping[str, Source]) -> AnswerEntry:
    question = slot.question
    cites = [sources.get(citation.source) for citation in question.cites]
    return AnswerEntry(
        number=number,
        question=question.id,
        skill=question.skill,
        stem=question.stem,
        passage=_passage(question),
        exhibits=tuple(map(tuple, in_words(question.shown_exhibits, sources))),
        options=_offered(question, answer.response),
        rows=_sorted(slot, answer.response),
        answer=question.in_words(answer.response),
        key=question.in_words(question.key),
        right=bool(slot.right),
        share=round(slot.share, 2),
        partly=partly(slot),
        certainty=answer.certainty.name.lower(),
        marks=slot.points,
        seconds=round(answer.seconds, 1),
        looked=slot.looked,
        explanation=question.explanation,
        sources=tuple(
            cited(number, citation, source)
            for number, (citation, source) in enumerate(zip(question.cites, cites, strict=True), 1)
        ),
        urls=tuple(source.url if source and source.url else "" for source in cites),
    )


def _passage(question: Question) -> str:
    """What a question is about, with the passage in which something was to be found."""
    parts = [question.passage]
    if isinstance(question, Spot) and not question.frame:  # or else an exhibit has it
        parts.append(question.text)
    return "\n\n".join(filter(None, parts))


def _offered(question: Question, response: Response) -> tuple[Offered, ...]:
    if not isinstance(question, Choice | Multi | Spot):
        return ()
    picked = numbers(response)
    return tuple(
        Offered(each.text.strip(), index in question.key, index in picked)
        for index, each in enumerate(question.alternatives)
        if each.why or not isinstance(question, Spot)
    )


def _sorted(slot: Slot, response: Response) -> tuple[Sorted, ...]:
    if not slot.question.row_by_row:
        return ()
    rows = slot.question.feedback(response, slot.arrangement)
    return tuple(Sorted(row.text, row.sign == RIGHT, row.label, row.note) for row in rows)


def cited(number: int, citation: Citation, source: Source | None) -> str:
    """A citation with its source in one line, as in a list of references."""
    about = [citation.source]
    if source:
        headline = say("“{text}”", text=source.headline) if source.headline else ""
        about = [
            source.author,
            headline,
            source.publisher,
            date_in_words(source.published) or say("no date"),
        ]
    said = say("“{text}”", text=citation.quote) if citation.quote else citation.says
    address = source.url if source and source.url else ""
    parts = [*about, place(citation.at), said.rstrip("."), address]
    return f"[{number}] {', '.join(filter(None, parts))}"


def _facts(round: RoundEntry) -> str:
    kind = f", {say('feedback at the end')}" if round.exam else ""
    count = say("nothing answered")
    if round.answered:
        right = say("{n} of {all} right", n=round.right, all=round.answered)
        count = f"{right}, {signed_marks(whole(round.marks))}"
    offset = f"{round.began:%z}"
    when = f"{round.began:%Y-%m-%d %H:%M} (UTC{offset[:3]}:{offset[3:5]})"
    return f"{when}{kind}: {count}, {say('{n} asked', n=round.asked)}"


def _verdict(entry: AnswerEntry) -> str:
    looked = f", {say('looked at the source first')}" if entry.looked else ""
    sign, word = (RIGHT, say("right")) if entry.right else (WRONG, say("wrong"))
    if entry.partly:
        sign, word = PARTLY, f"{say('partly right')}, {entry.partly}"
    said = say("said “{certainty}”", certainty=say(entry.certainty))
    return f"{sign} {word}, {said}: {signed_marks(entry.marks)}{looked}"


def _markdown(report: Report) -> Iterator[str]:
    yield f"# {_plain(report.title)}\n"
    if report.name:
        yield f"\n{_plain(report.name)}\n"
    for heading, lines in report.summary:
        yield f"\n## {_plain(heading)}\n\n" + "".join(f"- {_plain(line)}\n" for line in lines)
    for round in report.rounds:
        yield f"\n## {say('Round {n}', n=round.number)}\n\n{_facts(round)}\n"
        for entry in round.answers:
            asked, _, more = trimmed(entry.stem).partition("\n")
            passage = [f"> {line}".rstrip() for line in _blocks(entry.passage)]
            lines = [f"\n### {entry.number}. {_plain(asked)}", ""]
            lines += [*_blocks(more), ""] if more else []
            lines += [*passage, ""] if passage else []
            for heading, *details in entry.exhibits:
                shown = (line for each in details for line in ("", *_blocks(each)))
                lines += [f"> **{_plain(heading)}**", *(f"> {line}".rstrip() for line in shown), ""]
            items = [
                f"- {sign} {_plain(text)}{f' **({_plain(note)})**' if note else ''}"
                for sign, text, note in _items(entry)
            ] or [
                f"- {say('Your answer')}: {_plain(entry.answer)}",
                f"- {say('Correct answer')}: {_plain(entry.key)}",
            ]
            lines += [_plain(_verdict(entry)), "", *items, "", *_blocks(entry.explanation)]
            if entry.sources:
                lines += ["", *(f"- {_plain(source)}" for source in entry.sources)]
            yield "\n".join((*lines, ""))
        if round.left_out:
            yield f"\n### {say('Left out')}\n\n"
            yield "".join(f"- {_plain(_asked(each, report))}\n" for each in round.left_out)


def _asked(left: LeftOut, report: Report) -> str:
    """The number of a question that was left out, with its title or else its first line."""
    first, _, _ = trimmed(left.stem).partition("\n")
    return f"{left.number}. {report.titles.get(left.question) or first}"


def _json(report: Report) -> Iterator[str]:
    about = {"title": report.title, "name": report.name, "rounds": ()}
    # A name typed on the command line may not be UTF-8, and msgspec would raise.
    empty = in_json(json.dumps(about, ensure_ascii=False, indent=2))
    head, _, tail = empty.rpartition("[]")
    yield f"{head}["
    comma = ""
    for round in report.rounds:
        yield comma + indent(f"\n{as_json(round)}", "    ")
        comma = ","
    yield f"\n  ]{tail}\n" if comma else f"]{tail}\n"


_COLUMNS = (
    "name", "round", "began", "question", "skill", "stem", "answer", "key", "right", "share",
    "certainty", "marks", "seconds", "looked", "sources",
)  # fmt: skip


def _csv(report: Report) -> Iterator[str]:
    yield in_csv(_COLUMNS)
    for round in report.rounds:
        about = {"name": report.name, "round": round.number, "began": round.began.isoformat()}
        for entry in round.answers:
            cells = asdict(entry) | about | {"sources": " | ".join(entry.sources)}
            cells["marks"] = int(entry.marks) if entry.marks.is_integer() else entry.marks
            yield in_csv(cells[column] for column in _COLUMNS)


def _html_page(report: Report) -> Iterator[str]:
    yield head(report.title, report.language, STYLE)
    if report.name:
        yield f"<p>{escaped(report.name)}</p>\n"
    for heading, lines in report.summary:
        yield f"<h2>{escaped(heading)}</h2>\n"
        in_table = 0
        if heading == say(WHERE):
            yield from _table(report.standings)
            in_table = sum(1 + len(group.skills) for group in report.standings)
        text = "<br>\n".join(escaped(line) for line in lines[in_table:])
        yield f"<p>{text}</p>\n"
    for round in report.rounds:
        number = escaped(say("Round {n}", n=round.number))
        yield f"<h2>{number}</h2>\n<p>{escaped(_facts(round))}</p>\n"
        for entry in round.answers:
            sources = "".join(map(source_item, entry.sources, entry.urls))
            passage = paragraphs(entry.passage)
            quoted = f"<blockquote>{passage}</blockquote>" if passage else ""
            exhibits = [
                figure(heading, "\n".join(map(paragraphs, details)))
                for heading, *details in entry.exhibits
            ]
            if title := report.titles.get(entry.question):
                asked = [escaped(title), quoted, *exhibits, paragraphs(entry.stem)]
            else:
                first, _, more = trimmed(entry.stem).partition("\n")
                asked = [escaped(first), paragraphs(more), quoted, *exhibits]
            verdict = "right" if entry.right else "partly" if entry.partly else "wrong"
            parts = [
                f"<article><h3>{entry.number}. {asked[0]}</h3>",
                *asked[1:],
                f'<p class="{verdict}">{escaped(_verdict(entry))}</p>',
                _answer(entry),
                paragraphs(entry.explanation),
                f"<ul>{sources}</ul></article>" if sources else "</article>",
            ]
            yield "\n".join((*filter(None, parts), ""))
        if round.left_out:
            left = "".join(f"<li>{escaped(_asked(each, report))}</li>" for each in round.left_out)
            yield f"<h3>{escaped(say('Left out'))}</h3>\n<ul>{left}</ul>\n"
    yield END


def _table(standings: Sequence[GroupStanding]) -> Iterator[str]:
    """Groups and their skills, each with how many were right, and a bar with the likely range."""
    if not standings:
        return
    yield "<table>\n"
    for group in standings:
        yield f'<tbody><tr class="group">{_row(group.name, group.standing)}</tr>\n'
        yield from (f"<tr>{_row(each.name, each.standing)}</tr>\n" for each in group.skills)
        yield "</tbody>\n"
    yield "</table>\n"


def _row(name: str, standing: Standing) -> str:
    low, share, high = map(percent, (standing.low, standing.right / standing.n, standing.high))
    bar = f'<i style="left:{low}%;width:{high - low}%"></i><b style="left:{share}%"></b>'
    count = say("{n} of {all} right", n=standing.right, all=standing.n)
    return (
        f'<th scope="row">{escaped(name)}</th>'
        f'<td class="scale" aria-hidden="true">{bar}</td>'
        f"<td>{escaped(count)}</td><td>{escaped(likely(standing))}</td>"
    )


def _items(entry: AnswerEntry) -> Iterator[tuple[str, str, str]]:
    """The sign, the text and a note of each row or option, with what is right and was answered."""
    for row in entry.rows:
        note = "; ".join(filter(None, (row.label, row.note)))
        yield RIGHT if row.right else WRONG, row.text, note
    for each in entry.options:
        sign = RIGHT if each.right else WRONG if each.picked else OTHER
        words = [say("correct answer")] * each.right + [say("your pick")] * each.picked
        yield sign, each.text, ", ".join(words)


def _answer(entry: AnswerEntry) -> str:
    """The options or rows with what is right and what was answered; else the answer."""
    tags = {RIGHT: '<li class="right">', WRONG: '<li class="wrong">', OTHER: "<li>"}
    items = [
        f"{tags[sign]}{sign} {escaped(text)}{f' <b>({escaped(note)})</b>' if note else ''}</li>"
        for sign, text, note in _items(entry)
    ]
    if items:
        return "\n".join(('<ul class="options">', *items, "</ul>"))
    answer, correct = escaped(say("Your answer")), escaped(say("Correct answer"))
    key = "" if entry.right else f"<dt>{correct}</dt><dd>{escaped(entry.key)}</dd>"
    return f"<dl><dt>{answer}</dt><dd>{escaped(entry.answer)}</dd>{key}</dl>"


@lru_cache(maxsize=1024)
def _blocks(text: str) -> tuple[str, ...]:
    """The lines of a text as Markdown that keeps them, with code and tables between fences."""
    blocks: list[str] = []
    for laid_out, piece in pieces(clean(text)):
        blocks += [""] if blocks else []
        if laid_out:
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", piece)), default=0))
            blocks += [fence, *piece.split("\n"), fence]
        else:
            lines = "\n".join(_indented(line) for line in piece.split("\n"))
            # In Markdown, a backslash at the end of a line is a line break.
            blocks += re.sub(r"(?<=.)\n(?=.)", r"\\\n", lines).split("\n")
    return tuple(blocks)


def _indented(line: str) -> str:
    spaces = INDENT.match(line) if line.strip() else None
    return (as_references(spaces) if spaces else "") + _plain(line)


def _plain(text: str) -> str:
    """A line of a text as Markdown, with its markup escaped."""
    line = re.sub(r"[ \t\n]+", " ", clean(text).strip())
    escaped = re.sub(r"([\\`*_\[\]<>#|~]|&(?=#?\w+;))", r"\\\1", line)
    return re.sub(r"^(\d+(?=[.)](?:\s|$))|(?=[-+=]))", r"\1\\", escaped)
