"""The types of the question file, apart from the kinds of question.

The reader, the checks and the JSON Schema all work from these.
"""

import re
import sys
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from quiz.bank.exhibits import EXHIBITS
from quiz.bank.fields import Address, BankId, Citation, Date, Id, Language, Line, Text
from quiz.bank.kinds import KINDS, Question
from quiz.bank.sha import sha256
from quiz.bank.source import Source
from quiz.text import one_line
from quiz.words import phrase, say

LISTS = ("questions", "claims")
"""The tables that a file may have many times, in double brackets."""

MOST_QUESTIONS = 20_000
LONGEST_ROUND = 500
"""The most questions in a round, and so in a set."""


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """What a bank says about itself."""

    title: Line
    """Shown at the top of the home screen."""
    description: Text
    """What the quiz is about, in two lines."""
    id: BankId | None = None
    """Readers' answers are saved under this; leave it as it is when you reword, rename or move."""
    language: Language = "en"
    """The language that the questions are in, as a tag such as "es" or "pt-BR"."""
    content_note: str = ""
    """Shown before the first round: what readers may want to be warned of."""
    introduction: str = ""
    """Shown above the first question of a round: a name that readers may not know, in full."""
    licence: str = ""
    """The terms under which the questions may be used."""
    sources: bool = True
    """False for a bank that cites none, such as one on spelling: no citations are asked for."""
    policies: tuple[str, ...] = ()
    """The names of the policies that `quiz check` holds this bank to."""


class Policy(Struct, frozen=True, forbid_unknown_fields=True):
    """Rules for a bank's content, beyond those for good questions."""

    why: str = ""
    """What the policy is for, in a sentence."""
    quoted: tuple[Line, ...] = ()
    """Loaded words, which may be used only in quotation marks."""
    reasoned: tuple[Line, ...] = ()
    """Words that may be quoted only if the question has a `quote_reason`."""
    unnamed: tuple[Line, ...] = ()
    """Names and words that may not appear in a question."""
    introduced: dict[str, Line] = {}
    """Short names, each with the full name that must come first on a screen."""
    dated: tuple[Line, ...] = ()
    """Words of dispute: an explanation that has one needs an `as_of`."""
    uncounted: tuple[Line, ...] = ()
    """Words for the dead and injured: no question may just ask how many there were."""
    addresses: bool = True
    """Whether addresses and handles may be in the text, rather than only in `sources`."""


class Alignment(Struct, frozen=True, forbid_unknown_fields=True):
    """A place in a published framework of what people should learn."""

    framework: Line
    """Its name, with the year or the edition."""
    at: Line
    """The id or the heading that the skill comes under."""
    url: Address
    """Where to find it."""


class Skill(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a careful reader can do."""

    name: Line
    group: Line
    """A question that readers ask, which several skills help to answer."""
    can: Line
    """What somebody with this skill can do, such as "tell a fact from a guess"."""
    habit: Line
    """One line to take away."""
    lesson: str = ""
    """The skill in 60 to 120 words, with one worked example."""
    aligns: Annotated[tuple[Alignment, ...], Meta(max_length=20)] = ()
    """The places in published frameworks that the skill is part of."""


STANDINGS = (phrase("disputed"), phrase("open"), phrase("undisputed"))
"""How a claim can stand."""


class Claim(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who claimed, denied or attributed what, who disputes it, and on what evidence."""

    id: Id
    event: Text
    """Claims about the same event are listed together."""
    says: str = ""
    """What is claimed, such as "that the pier was closed"; empty if the event tells."""
    when: Line
    by: Line
    through: Line
    kind: Literal["claim", "denial", "attribution"]
    disputed_by: Line
    evidence: Text
    stood: Text
    """How the matter stood, as of `as_of`."""
    standing: Literal["disputed", "open", "undisputed"] | None = None
    """The same in one word; open if nobody disputes a claim that isn't settled either."""
    as_of: Date
    """The date on which things stood so."""
    cites: Annotated[tuple[Citation, ...], Meta(min_length=1, max_length=20)]
    """Where it can be checked."""

    @property
    def what(self) -> str:
        """Who claimed, denied or attributed what, such as "denial by the port: that it closed"."""
        by, says = self.by, self.says
        match self.kind:
            case "claim" if says:
                return say("claim by {by}: {says}", by=by, says=says)
            case "claim":
                return say("claim by {by}", by=by)
            case "denial" if says:
                return say("denial by {by}: {says}", by=by, says=says)
            case "denial":
                return say("denial by {by}", by=by)
            case "attribution" if says:
                return say("attribution by {by}: {says}", by=by, says=says)
            case "attribution":
                return say("attribution by {by}", by=by)

    @property
    def how_it_stood(self) -> str:
        """How the matter stood, after the word for it if there is one."""
        return f"{say(self.standing)}. {self.stood}" if self.standing else self.stood


class QuestionSet(Struct, frozen=True, forbid_unknown_fields=True):
    """The questions of one round, such as a test that is the same for all."""

    name: Line
    """What a list of the sets calls it."""
    ids: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=LONGEST_ROUND)]
    """The ids of its questions, each once; each reader gets them in an order of their own."""


class Bank(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole question file."""

    format: Literal[1]
    """The version of the file format."""
    about: About
    skills: dict[Id, Skill]
    """The skills, by the ids that questions give."""
    questions: Annotated[tuple[Question, ...], Meta(min_length=1, max_length=MOST_QUESTIONS)]
    """The questions, in any order."""
    sources: dict[Id, Source] = {}
    """The sources, by the ids that citations give."""
    claims: tuple[Claim, ...] = ()
    """Who claimed or denied what, for readers to look up."""
    policies: dict[Id, Policy] = {}
    """The bank's own policies; one named like a policy of the quiz adds to it."""
    sets: dict[Id, QuestionSet] = {}
    """Rounds that are the same for all, by the ids that `quiz take --set` takes."""

    def claims_by_event(self) -> dict[str, list[Claim]]:
        """The claims on each event, in the order of the file."""
        events: dict[str, list[Claim]] = {}
        for claim in self.claims:
            events.setdefault(claim.event, []).append(claim)
        return events

    def questions_on(self, claim: Claim) -> list[Question]:
        """The questions on a claim: those that cite the same words, or the same outside report."""
        return [
            question
            for question in self.questions
            if any(self._is_same(mine, its) for mine in claim.cites for its in question.cites)
        ]

    def _is_same(self, one: Citation, other: Citation) -> bool:
        """Whether two citations rest on the same outside report, or on words of one another's."""
        if one.source != other.source:
            return False
        source = self.sources.get(one.source)
        if source and source.role == "outside":
            return True
        quotes = sorted((one.quote.casefold(), other.quote.casefold()), key=len)
        return one.at == other.at and bool(quotes[0]) and quotes[0] in quotes[1]

    def sources_by_title(self) -> dict[Id, Source]:
        """The sources by their ids: the articles, then the others, each in the order of titles."""
        order = sorted(
            self.sources.items(),
            key=lambda item: (item[1].role != "article", item[1].name.strip("“‘\"' ").casefold()),
        )
        return dict(order)

    @property
    def id(self) -> str:
        """The id that rounds are saved under: its own, or a hash of its title and questions."""
        if self.about.id:
            return self.about.id
        ids = sorted(question.id for question in self.questions)
        content = msgspec.json.encode([self.about.title, ids])
        return f"content:{sha256(content).hexdigest()[:16]}"

    def articles(self) -> dict[str, Source]:
        """The sources that questions are about, by id."""
        return {id: source for id, source in self.sources.items() if source.role == "article"}


def structs() -> dict[str, type[Struct]]:
    """Every struct that a bank is made of, by name."""
    modules = [
        sys.modules[each.__module__] for each in (Bank, Source, *KINDS.values(), *EXHIBITS.values())
    ]
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
