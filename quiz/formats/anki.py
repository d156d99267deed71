"""`anki`: a package of cards (.apkg), one a question, with what is right and why on the back.

Notes, cards and the deck always have the same ids, made from the bank's and the question's, so that
importing twice adds nothing. The tables are those of schema 11, which every version of Anki since
2.1 reads: https://github.com/ankidroid/Anki-Android/wiki/Database-Structure
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from random import Random
from typing import Any

from quiz.bank.kinds import (
    RIGHT,
    Choice,
    Multi,
    Order,
    Question,
    Short,
    Sort,
    Spot,
)
from quiz.bank.model import Bank
from quiz.drawn import STYLE as DRAWN
from quiz.drawn import asked
from quiz.formats import Change
from quiz.formats.feedback import feedback
from quiz.formats.package import ours, packed
from quiz.markup import escaped
from quiz.record.review import Memories, Memory

TOOL = "Anki, on computers and phones"
ENDING = ".apkg"
OURS = ours("anki")

MARKS = Change(
    "how sure you are, and the marks", "are left out: you judge yourself, by Anki's buttons"
)
PICKING = Change(
    "picking, sorting and ordering", "are done in the head; the back says what is right"
)
TYPED = Change("a typed answer", "is compared with one right form, letter by letter")
REWORDED = Change(
    "a question that you reword later",
    "is changed in Anki only if “Update notes” is set to “Always” when you import it again",
)
CHANGES = (MARKS, PICKING, TYPED, REWORDED)

_FIELDS = ("Question", "Options", "Typed", "Answer")
_STYLE = f"""
.card {{ font: 18px/1.5 Georgia, serif; text-align: left; max-width: 42rem; margin: 0 auto;
  --muted: #666; --rule: #999; --right: #1e6b2e; }}
.nightMode.card {{ --muted: #aaa; --rule: #777; --right: #7cc28a; }}
figure, blockquote {{ margin: .6rem 0; padding: .3rem .8rem; border-left: 3px solid var(--rule); }}
pre {{ white-space: pre-wrap; font-size: .85em; }}
figcaption {{ font-style: italic; }} .right {{ color: var(--right); }}
.why {{ display: block; color: var(--muted); margin-bottom: .4rem; }}
{DRAWN}"""
_FRONT = "{{Question}}{{Options}}{{#Typed}}{{type:Typed}}{{/Typed}}"
_BACK = "{{FrontSide}}<hr id=answer>{{Answer}}"

_BEGAN = datetime(2020, 1, 1, 4, tzinfo=UTC)
"""The first day of the collection, from which Anki counts when cards are due."""
_FIRST_ID = 1_577_836_800_000
"""Ids are the milliseconds of a time since 1970 in Anki; ours lie in the three years from 2020."""
_IDS = 94_608_000_000
_SEPARATOR = "\x1f"
"""What is between the fields of a note."""

_TABLES = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null,
  scm integer not null, ver integer not null, dty integer not null, usn integer not null,
  ls integer not null, conf text not null, models text not null, decks text not null,
  dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null,
  mod integer not null, usn integer not null, tags text not null, flds text not null,
  sfld integer not null, csum integer not null, flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null,
  ord integer not null, mod integer not null, usn integer not null, type integer not null,
  queue integer not null, due integer not null, ivl integer not null, factor integer not null,
  reps integer not null, lapses integer not null, left integer not null, odue integer not null,
  odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null,
  ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null,
  time integer not null, type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn ON notes (usn); CREATE INDEX ix_notes_csum ON notes (csum);
CREATE INDEX ix_cards_usn ON cards (usn); CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_usn ON revlog (usn); CREATE INDEX ix_revlog_cid ON revlog (cid);
"""


def changes(question: Question) -> Iterator[Change]:
    """What becomes of a question on a card."""
    yield MARKS
    yield TYPED if isinstance(question, Short) else PICKING
    yield REWORDED


def written(bank: Bank, questions: Sequence[Question], memories: Memories | None = None) -> bytes:
    """The package; with a reader's memories, each card comes back when its question would."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(_TABLES)
        _collection(db, bank)
        for number, question in enumerate(questions, start=1):
            memory = (memories or {}).get(question.id)
            _card(db, bank, question, memory, number)
        db.commit()
        content = db.serialize()
    return packed({"collection.anki2": content, "media": b"{}"}, "anki")


def _hash(*names: str) -> bytes:
    return hashlib.sha256("/".join(names).encode()).digest()


def guid(bank: Bank, question: Question) -> str:
    """What Anki knows a note by when it is imported again."""
    return _hash(bank.id, question.id).hex()[:16]


def _id(*names: str) -> int:
    """A number that always stands for the same thing."""
    return _FIRST_ID + int.from_bytes(_hash(*names)[:8], "big") % _IDS


def _collection(db: sqlite3.Connection, bank: Bank) -> None:
    """The one row of `col`: the kind of note, the deck and the settings."""
    began = int(_BEGAN.timestamp())
    model, deck = _id(bank.id, "model"), _id(bank.id, "deck")
    common = {"usn": 0, "mod": began}
    decks = {
        "1": _deck(1, "Default") | common,
        str(deck): _deck(deck, bank.about.title.replace("::", ": ")) | common,
    }
    models = {str(model): _model(model, deck, bank.about.title) | common}
    conf = {"curDeck": deck, "activeDecks": [deck], "curModel": str(model), "nextPos": 1}
    options = {"1": _options() | common}
    texts = (json.dumps(each) for each in (conf, models, decks, options, {}))
    values = (1, began, began * 1000, began * 1000, 11, 0, 0, 0, *texts)
    db.execute(f"INSERT INTO col VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 - marks alone


def _deck(id: int, name: str) -> dict[str, Any]:
    nothing = [0, 0]
    today = dict.fromkeys(("newToday", "revToday", "lrnToday", "timeToday"), nothing)
    return {
        "id": id,
        "name": name,
        "desc": "",
        "dyn": 0,
        "conf": 1,
        "collapsed": False,
        "browserCollapsed": False,
        "extendNew": 0,
        "extendRev": 0,
        **today,
    }


def _model(id: int, deck: int, title: str) -> dict[str, Any]:
    fields = [
        {"name": name, "ord": place, "font": "Arial", "size": 20, "sticky": False, "rtl": False}
        for place, name in enumerate(_FIELDS)
    ]
    template = {"name": "Card", "ord": 0, "qfmt": _FRONT, "afmt": _BACK, "did": None}
    return {
        "id": id,
        "name": title,
        "type": 0,
        "did": deck,
        "sortf": 0,
        "tags": [],
        "vers": [],
        "flds": fields,
        "tmpls": [template | {"bqfmt": "", "bafmt": ""}],
        "css": _STYLE,
        "latexPre": "",
        "latexPost": "",
        "req": [[0, "any", [0]]],
    }


def _options() -> dict[str, Any]:
    """How a deck is learned: Anki's own settings, of which it knows those that aren't here."""
    new = {"bury": False, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0]}
    review = {"bury": False, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200}
    lapse = {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0}
    return {
        "id": 1,
        "name": "Default",
        "autoplay": True,
        "replayq": True,
        "timer": 0,
        "maxTaken": 60,
        "dyn": False,
        "new": new | {"order": 1, "perDay": 20},
        "rev": review | {"hardFactor": 1.2},
        "lapse": lapse,
    }


def _card(
    db: sqlite3.Connection, bank: Bank, question: Question, memory: Memory | None, number: int
) -> None:
    """A question's note and card."""
    note, card = (_free(db, each, _id(bank.id, question.id, each)) for each in ("notes", "cards"))
    mod = int(_BEGAN.timestamp())
    fields = [*_fields(bank, question)]
    sort_field = question.stem
    values: tuple[object, ...] = (
        *(note, guid(bank, question), _id(bank.id, "model"), mod, -1),
        *(f" {question.skill} {question.kind} ", _SEPARATOR.join(fields), sort_field),
        *(int(hashlib.sha1(fields[0].encode(), usedforsecurity=False).hexdigest()[:8], 16), 0, ""),
    )
    db.execute(f"INSERT INTO notes VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 - marks alone
    state = _learned(memory) if memory else (0, 0, number, 0, 0, 0, 0, 0, 0, 0, 0, "")
    values = (card, note, _id(bank.id, "deck"), 0, mod, -1, *state)
    db.execute(f"INSERT INTO cards VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 - marks alone


def _free(db: sqlite3.Connection, table: str, id: int) -> int:
    """The id, or the next one that no other question has."""
    taken = f"SELECT 1 FROM {table} WHERE id = ?"  # noqa: S608 - one of our two tables
    while db.execute(taken, (id,)).fetchone():
        id += 1
    return id


def _learned(memory: Memory) -> tuple[object, ...]:
    """What the table of cards has of a memory, from its type on.

    The last column has the stability and the difficulty, by the names that Anki's FSRS gives them.
    """
    due = (memory.due - _BEGAN).days
    interval = max(1, (memory.due - memory.reviewed).days)
    data = {"s": round(memory.stability, 4), "d": round(memory.difficulty, 3), "dr": 0.9}
    return (2, 2, due, interval, 2500, 1, 0, 0, 0, 0, 0, json.dumps(data))


def _fields(bank: Bank, question: Question) -> Iterator[str]:
    """The fields of a note, as HTML."""
    arrangement = question.arrange(Random(question.id))
    parts = _parts(question)
    yield "\n".join(asked(question, bank.sources, parts))
    yield "\n".join(_choices(question, arrangement))
    yield escaped(question.key) if isinstance(question, Short) else ""
    yield "\n".join((*_right(question, arrangement), feedback(bank, question)))


def _parts(question: Question) -> list[str]:
    """The parts of a `spot`, underlined if they can be picked."""
    if not isinstance(question, Spot):
        return []
    texts = ((escaped(part.text), bool(part.why)) for part in question.parts)
    return [f"<u>{text}</u>" if pickable else text for text, pickable in texts]


def _choices(question: Question, arrangement: Sequence[int]) -> Iterator[str]:
    """What there is to pick, to sort or to order, under the question."""
    texts: Sequence[str] = ()
    match question:
        case Choice() | Multi():
            texts = [question.options[number].text for number in arrangement]
        case Sort():
            yield f"<p>{' / '.join(map(escaped, question.labels))}</p>"
            texts = [question.rows[number].text for number in arrangement]
        case Order():
            yield f"<p>{' → '.join(map(escaped, question.ends_in_words))}</p>"
            texts = [question.steps[number].text for number in arrangement]
        case Short() | Spot():
            return
    items = "".join(f"<li>{escaped(text)}</li>" for text in texts)
    lettered = isinstance(question, Choice | Multi)
    yield f'<ol type="A">{items}</ol>' if lettered else f"<ul>{items}</ul>"


def _right(question: Question, arrangement: Sequence[int]) -> Iterator[str]:
    """What is right and what isn't, each with its reason."""
    order = arrangement if not isinstance(question, Order) else range(len(question.steps))
    items = []
    for each in question.feedback(question.key, tuple(order)):
        css = ' class="right"' if each.sign == RIGHT else ""
        label = f" <b>({escaped(each.label)})</b>" if question.row_by_row and each.label else ""
        why = f'<span class="why">{escaped(each.why)}</span>' if each.why else ""
        items.append(f"<li><span{css}>{each.sign} {escaped(each.text)}{label}</span>{why}</li>")
    yield f"<ul>{''.join(items)}</ul>"
