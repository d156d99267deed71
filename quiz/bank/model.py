"""The types of the question file.

The reader, the JSON Schema and the screens all work from these. A new kind of question
starts here, as one more `Struct` in `Question`.
"""

import hashlib
import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from quiz.text import one_line

MOST_QUESTIONS = 20_000

# `(?!\n)`: in Python, unlike in JSON Schema, `$` matches before a last newline too.
Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9][a-z0-9-]{0,79}$(?!\n)",
        description="lower-case letters, digits and hyphens, 80 at most",
    ),
]
BankId = Annotated[
    str,
    Meta(
        # Rounds with the quiz's own questions were once kept under `own`.
        pattern=r"^(?!own$)[a-z0-9][a-z0-9-]{0,79}$(?!\n)",
        description="lower-case letters, digits and hyphens, 80 at most, and not `own`",
    ),
]
Text = Annotated[str, Meta(min_length=1, max_length=4000, pattern=r"\S", description="some text")]
Line = Annotated[
    str,
    Meta(min_length=1, max_length=400, pattern=r"^.*\S.*$(?!\n)", description="one line of text"),
]
Date = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$(?!\n)",
        description="a date such as 2017, 2017-06 or 2017-06-22, in quotes",
    ),
]
Address = Annotated[
    str,
    Meta(
        pattern=r"^https?://", max_length=2000, description="an address that begins with https://"
    ),
]
Leaning = Literal["trust", "doubt"]


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """What a bank says of itself."""

    title: Line
    """Shown at the top of the home screen."""
    description: Text
    """What the quiz is about, in two lines."""
    id: BankId | None = None
    """What readers' answers are kept under; leave it as it is when you reword, rename or move."""
    content_note: str = ""
    """Shown before the first round: what a reader may not want to meet unprepared."""
    licence: str = ""
    """Under what terms the questions may be used."""
    policies: tuple[str, ...] = ()
    """Rules of content that `quiz check` holds this bank to, each a name in `policies`."""


class Policy(Struct, frozen=True, forbid_unknown_fields=True):
    """Rules of content that a bank holds itself to, beyond those of good questions."""

    why: str = ""
    """What the policy is for, in a sentence."""
    quoted: tuple[Line, ...] = ()
    """Loaded words that stand between quotation marks or not at all."""
    reasoned: tuple[Line, ...] = ()
    """Words that are quoted only with a `quote_reason` on the question."""
    unnamed: tuple[Line, ...] = ()
    """Names and words that stand nowhere in a question."""
    introduced: dict[str, Line] = {}
    """Short names, each with the full one that comes before it on a screen."""
    dated: tuple[Line, ...] = ()
    """Words of dispute: an explanation that has one needs an `as_of`."""
    uncounted: tuple[Line, ...] = ()
    """Words for the dead and hurt: no question asks only how many there were."""
    addresses: bool = True
    """Whether addresses and handles may stand in the text, rather than in `sources` alone."""


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """A text that questions rest on, and what is known of its origin."""

    genre: Line
    """What kind of piece it is, such as "news report" or "blog post"."""
    role: Literal["article", "outside"]
    """An article is asked about; an outside source is what an explanation leans on."""
    headline: str = ""
    """As printed; empty where it is not known."""
    author: str = ""
    """Empty where the page does not say."""
    publisher: str = ""
    """Who ran it; empty where that is not known."""
    published: Date | None = None
    """As exactly as is known: year, month or day."""
    url: Address | None = None
    """Where to find it."""
    tells: str = ""
    """What the page says of itself; for an outside source, what it reports."""
    silent: str = ""
    """What the page leaves out about itself; for an outside source, what its address lacks."""

    @property
    def name(self) -> str:
        """The headline, or else who ran it."""
        return self.headline or self.publisher or self.author or self.genre


class Skill(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a careful reader can do."""

    name: Line
    group: Line
    """The question that a reader asks, which several skills help to answer."""
    can: Line
    """What somebody with this skill can do, such as "tell a fact from a guess"."""
    habit: Line
    """One line to take away."""


class Citation(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a statement can be checked."""

    source: Id
    at: str = ""
    """The locator: "headline", "¶6" or "note 4" in an article."""
    quote: str = ""
    """A fragment, word for word as it stands there."""
    says: str = ""
    """For a source that is not quoted: what it reports, in our words."""


class Claim(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who claimed, denied or attributed what, and who disputes it with what."""

    id: Id
    event: Text
    when: Line
    by: Line
    through: Line
    kind: Literal["claim", "denial", "attribution"]
    disputed_by: Line
    evidence: Text
    stood: Text
    """How it stood, as of `as_of`."""
    as_of: Date
    cites: Annotated[tuple[Citation, ...], Meta(min_length=1, max_length=20)]
    """Where it can be checked."""


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the answers to pick from."""

    text: Line
    why: Text
    """Why it is right, or what makes it tempting and where it goes wrong."""
    right: bool = False
    """Left out on wrong ones."""
    leans: Leaning | None = None
    """Believing more than the text supports is trust, dismissing more is doubt."""


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A statement to put under a label."""

    text: Line
    label: Line
    why: Text


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the things to put in order."""

    text: Line
    why: Text


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of a passage; one with a `why` can be picked."""

    text: Line
    right: bool = False
    """Left out on wrong ones."""
    why: str = ""
    """Why it is right, or why not; without it, the part cannot be picked."""


class _Asked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What every kind of question has."""

    id: Id
    """What a reader's answers are kept under; keep it when you reword."""
    skill: Id
    """A name of `[skills]`."""
    stem: Text
    """What is asked; it can be answered with the options covered."""
    explanation: Text
    """What the question teaches, with marks such as [1] for its citations."""
    cites: Annotated[tuple[Citation, ...], Meta(max_length=20)] = ()
    """Where it can be checked; [1] in the explanation is the first."""
    passage: str = ""
    """Facts or a constructed passage that the stem is about."""
    move: str = ""
    """Questions with one move ask for the same thing of different material."""
    habit: str = ""
    """One line to take away, where the skill's own does not fit."""
    verdict: Literal["supported", "unsupported"] | None = None
    """Whether the key accepts a claim as it stands, where the question asks for that."""
    as_of: Date | None = None
    """As of when a disputed matter is told."""
    quote_reason: str = ""
    """Why propaganda's own words are quoted, where they are."""
    allow: dict[str, Line] = {}
    """Rules of `quiz check` set aside for this question, each with the reason."""


_Options = Annotated[tuple[Option, ...], Meta(min_length=2, max_length=9)]


class Choice(_Asked, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="choice"):
    """Pick the one best answer."""

    options: _Options
    """What to pick from, in any order."""
    fixed: bool = False
    """The options have an order of their own and are not shuffled."""


class Multi(_Asked, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="multi"):
    """Pick all the answers that apply."""

    options: _Options
    """What to pick from, in any order."""
    fixed: bool = False
    """They have an order of their own and are not shuffled."""


class Sort(_Asked, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="sort"):
    """Put each statement under one of the labels."""

    labels: Annotated[tuple[Line, ...], Meta(min_length=2, max_length=5)]
    """What the statements go under."""
    rows: Annotated[tuple[Row, ...], Meta(min_length=2, max_length=9)]
    """The statements, in any order."""
    fixed: bool = False
    """They have an order of their own and are not shuffled."""


class Order(_Asked, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="order"):
    """Put the steps in order; the file has them in the right one."""

    steps: Annotated[tuple[Step, ...], Meta(min_length=2, max_length=9)]
    """The steps, in the right order."""
    ends: tuple[Line, Line] = ("first", "last")
    """What the two ends of the order mean."""


class Spot(_Asked, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="spot"):
    """Find the words in a passage that do what the stem says."""

    parts: Annotated[tuple[Part, ...], Meta(min_length=2, max_length=60)]
    """The passage, in pieces that are joined by spaces."""


class Short(_Asked, frozen=True, forbid_unknown_fields=True, kw_only=True, tag="short"):
    """Type a word or a number."""

    accept: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=40)] = ()
    """Each form that counts as right, the one to show first; may be left out beside `number`."""
    reject: Annotated[tuple[Line, ...], Meta(max_length=40)] = ()
    """Forms that are wrong, though they look like a slip of the pen for a right one."""
    number: float | None = None
    """The number that is right, however it is typed: 74.5 takes 74,5 and 74.50."""
    within: Annotated[float, Meta(ge=0)] = 0.0
    """How far from `number` an answer may be."""
    units: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()
    """What may stand with the number, such as "mm"; the one to show first."""
    case: bool = False
    """Capitals are part of the answer."""


Question = Choice | Multi | Sort | Order | Spot | Short


class Bank(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole file of questions."""

    format: Literal[1]
    """The version of this kind of file."""
    about: About
    sources: dict[Id, Source]
    """Each under the id that citations name."""
    skills: dict[Id, Skill]
    """Each under the id that questions name."""
    questions: Annotated[tuple[Question, ...], Meta(min_length=1, max_length=MOST_QUESTIONS)]
    """What is asked, in any order."""
    claims: tuple[Claim, ...] = ()
    """Who claimed or denied what, for readers to look up."""
    policies: dict[Id, Policy] = {}
    """A policy of the quiz's own is added to, another is the bank's own."""

    @property
    def id(self) -> str:
        """What its rounds are kept under: the id it gives itself, or a hash of title and ids."""
        if self.about.id:
            return self.about.id
        said = msgspec.json.encode([self.about.title, sorted(each.id for each in self.questions)])
        return f"content:{hashlib.sha256(said).hexdigest()[:16]}"

    def articles(self) -> dict[str, Source]:
        """The sources that questions are asked about."""
        return {id: source for id, source in self.sources.items() if source.role == "article"}


def without_folder(key: str) -> str:
    """A bank's key as others may see it: of a path, as earlier versions had it, the file's name."""
    name = re.split(r"[\\/]", key)[-1]
    return key if name == key else f"file:{one_line(name)}"


_LATER: dict[str, object] = {
    "reject": [],
    "number": None,
    "within": 0.0,
    "units": [],
    "case": False,
}
"""Fields that came after the first version of the file, with their defaults."""


def digest(question: Question) -> str:
    """A short hash of everything that a question says; it changes when the question does.

    A question that leaves the later fields out keeps the hash that it had before they came.
    """
    said = msgspec.to_builtins(question)
    for field, default in _LATER.items():
        if field in said and said[field] == default:
            del said[field]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:16]
