"""The types of the question file, besides the kinds of question.

The reader, the checks and the JSON Schema all work from these.
"""

import hashlib
import re
import sys
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from quiz.bank.fields import Address, BankId, Citation, Date, Id, Line, Text
from quiz.bank.kinds import KINDS, Question
from quiz.text import one_line

MOST_QUESTIONS = 20_000


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
        """The headline, or else the publisher, the author or the genre."""
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
        """The id that its rounds are saved under: its own, or a hash of its title and questions."""
        if self.about.id:
            return self.about.id
        ids = sorted(question.id for question in self.questions)
        content = msgspec.json.encode([self.about.title, ids])
        return f"content:{hashlib.sha256(content).hexdigest()[:16]}"

    def articles(self) -> dict[str, Source]:
        """The sources that questions are about, by their ids."""
        return {id: source for id, source in self.sources.items() if source.role == "article"}


def structs() -> dict[str, type[Struct]]:
    """Every struct that a bank is made of, by its name."""
    modules = [sys.modules[each.__module__] for each in (Bank, *KINDS.values())]
    return {
        name: each
        for module in modules
        for name, each in vars(module).items()
        if isinstance(each, type) and issubclass(each, Struct) and each is not Struct
    }


def without_folder(bank_id: str) -> str:
    """A bank's id without the folder that ids had in earlier versions, to show to others."""
    name = re.split(r"[\\/]", bank_id)[-1]
    return bank_id if name == bank_id else f"file:{one_line(name)}"
