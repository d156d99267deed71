"""The quiz a line at a time: for screen readers, for terminals that cannot draw, for pipes."""

import re
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from string import ascii_lowercase
from textwrap import wrap
from typing import TextIO

from quiz.bank.model import (
    Bank,
    Choice,
    Citation,
    Multi,
    Order,
    Question,
    Short,
    Sort,
    Source,
    Spot,
)
from quiz.bank.problem import clean
from quiz.bank.quotes import article
from quiz.play import round as rounds
from quiz.play.explain import Told, signed, told, verdict
from quiz.play.mark import Arrangement, Certainty, Response
from quiz.play.pick import ROUND, matching, pick
from quiz.play.round import Answer, Round, Slot
from quiz.record.history import History, of_round
from quiz.record.profile import PRIVACY, Profile, profile, sections, so_far
from quiz.record.review import due

LETTERS = ascii_lowercase
"""What options, rows and steps are called, in the order in which they are shown."""


def question_lines(question: Question, arrangement: Arrangement) -> Iterator[str]:
    """What is asked and what there is to choose from, in the order of the arrangement."""
    if question.passage:
        yield from (question.passage.strip(), "")
    yield from (question.stem.strip(), "")
    match question:
        case Choice(options=options) | Multi(options=options):
            yield from _lettered(options[number].text for number in arrangement)
        case Sort(labels=labels, rows=rows):
            yield from _lettered(rows[number].text for number in arrangement)
            yield from ("", *(f"{place}: {label}" for place, label in enumerate(labels, start=1)))
        case Order(steps=steps, ends=(first, last)):
            yield from _lettered(steps[number].text for number in arrangement)
            yield from ("", f"From {first} to {last}.")
        case Spot(parts=parts):
            yield from (" ".join(part.text for part in parts), "")
            picks = [part.text for part in parts if part.why]
            yield from (f"{place}) {text}" for place, text in enumerate(picks, start=1))
        case Short():
            yield "Type a word or a number."


def answer_lines(things: Iterable[Told], question: Question, habit: str) -> Iterator[str]:
    """Why each option is right or tempts, the explanation, and a line to take away."""
    for each in things:
        note = f" ({each.note})" if each.note else ""
        yield f"{each.sign} {each.text}{note}"
        if each.why:
            yield f"  {each.why}"
    yield from ("", question.explanation.strip(), "", f"Take away: {question.habit or habit}")


def card_lines(number: int, citation: Citation, source: Source) -> Iterator[str]:
    """Where a statement can be checked: the words, and who wrote them where and when."""
    where = f", {citation.at}" if citation.at else ""
    yield f"[{number}] {f'“{citation.quote}”' if citation.quote else citation.says}"
    by = ", ".join(filter(None, (source.author, source.publisher))) or "author not known"
    yield f"    {source.name}{where}"
    yield f"    {source.genre}; {by}; {source.published or 'no date'}"
    if source.url:
        yield f"    {source.url}"


def preview_lines(bank: Bank, slot: Slot) -> Iterator[str]:
    """A whole question that is answered, as a reader sees it, with its citations."""
    question, skill = slot.question, bank.skills[slot.question.skill]
    yield from (f"{skill.group} · {skill.name}", "")
    yield from question_lines(question, slot.arrangement)
    yield from ("", *answer_lines(told(slot), question, skill.habit))
    for number, citation in enumerate(question.cites, start=1):
        yield from ("", *card_lines(number, citation, bank.sources[citation.source]))


def wrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    """The lines broken at words, each piece indented as its line is."""
    for line in lines:
        text = line.lstrip()
        indent = line[: len(line) - len(text)]
        yield from (
            f"{indent}{piece}"
            for piece in wrap(
                text, width - len(indent), break_long_words=False, break_on_hyphens=False
            )
            or [""]
        )


def _lettered(texts: Iterable[str]) -> Iterator[str]:
    return (f"{letter}) {text}" for letter, text in zip(LETTERS, texts, strict=False))


class Leave(Exception):  # noqa: N818 - no error: the reader wants to stop, or the input has ended
    """The round stays as it is, to be taken up again."""


class Talk:
    """Lines to a reader, and lines from one."""

    def __init__(self, given: TextIO, shown: TextIO, width: int) -> None:
        """Take what is read from, what is written to, and how many columns to use."""
        self._given = given
        self._shown = shown
        self.width = width

    def say(self, *lines: str) -> None:
        """Show lines, broken at words, without anything that a terminal could take for orders."""
        for line in wrapped(lines, self.width):
            self._shown.write(f"{clean(line)}\n")

    def ask(self, prompt: str) -> str:
        """A line from the reader; raises `Leave` on q, and when there are no more lines."""
        self._shown.write(f"{clean(prompt)} ")
        self._shown.flush()
        line = self._given.readline()
        if not self._given.isatty():  # what a terminal would show as it is typed
            self._shown.write(line if line.endswith("\n") else f"{line}\n")
        if not line or line.strip().lower() in ("q", "/q"):
            raise Leave
        return line.strip()


PROMPTS: dict[type[Question], str] = {
    Choice: "Your answer, a letter:",
    Multi: "All that apply, such as a c:",
    Sort: "A label for each line, such as 1 2 1:",
    Order: "The order, such as c a b:",
    Spot: "The numbers that you pick, such as 2 5:",
    Short: "Your answer:",
}
HELP = (
    "s who is behind the sources; x skip, at no cost; m mark to come back; p back; q leave.",
    "Where you type a word, put / in front: /s, /x, /m, /p, /q.",
    "You do best when you say how sure you really are.",
)


def understood(question: Question, arrangement: Arrangement, line: str) -> Response:
    """The response that a line gives; raises `ValueError` with what to do when it gives none."""
    words = re.findall(r"[a-z]|\d+", line.lower())
    match question:
        case Short():
            if not line:
                raise ValueError("Type a word or a number.")
            return line
        case Sort(labels=labels):
            digits = [int(word) - 1 for word in words if word.isdigit()]
            if len(digits) != len(arrangement) or not set(digits) <= set(range(len(labels))):
                raise ValueError(f"Give {len(arrangement)} numbers from 1 to {len(labels)}.")
            given = dict(zip(arrangement, digits, strict=True))
            return tuple(given[number] for number in range(len(arrangement)))
        case Spot(parts=parts):
            picks = [number for number, part in enumerate(parts) if part.why]
            places = {int(word) - 1 for word in words if word.isdigit()}
            if not places or not places <= set(range(len(picks))):
                raise ValueError(f"Give numbers from 1 to {len(picks)}.")
            return tuple(sorted(picks[place] for place in places))
        case Choice() | Multi() | Order():
            places_in_order = [LETTERS.index(word) for word in words if word in LETTERS]
            last = LETTERS[len(arrangement) - 1]
            if not places_in_order or not set(places_in_order) <= set(range(len(arrangement))):
                raise ValueError(f"Give letters from a to {last}.")
            numbers = tuple(arrangement[place] for place in places_in_order)
            if isinstance(question, Choice) and len(numbers) != 1:
                raise ValueError("Give one letter.")
            if isinstance(question, Order):
                if sorted(numbers) != sorted(arrangement):
                    raise ValueError(f"Give each letter from a to {last} once.")
                return numbers
            return tuple(sorted(set(numbers)))


class Session:
    """One reader, one bank and one history, a line at a time."""

    def __init__(
        self,
        bank: Bank,
        history: History,
        talk: Talk,
        *,
        key: str = "own",
        articles: Path | None = None,
    ) -> None:
        """Take under what key the bank's rounds are kept, and the reader's own articles."""
        self._bank = bank
        self._history = history
        self._talk = talk
        self._key = key
        self._articles = articles
        self._random = Random()

    def home(self) -> None:
        """Offer the ways in, again and again; raises `Leave` when the reader leaves."""
        about = self._bank.about
        self._talk.say(about.title, about.description, "")
        if not self._history.rounds(self._key, newest=1) and about.content_note:
            self._talk.say(about.content_note, "")
        skills = dict(enumerate(self._bank.skills.items(), start=1))
        while True:
            taken = self._history.unfinished(self._bank, self._key)
            again = self._due()
            if taken:
                self._talk.say(f"t) take up where you left off, question {taken.round.at + 1}")
            self._talk.say(f"r) a round of {ROUND}, some of every skill")
            if again:
                self._talk.say(f"d) what is due: {len(again)}")
            self._talk.say(*(f"{number}) {skill.name}" for number, (_, skill) in skills.items()))
            self._talk.say("p) my progress", "q) leave")
            match self._talk.ask("Your choice:").lower():
                case "t" if taken:
                    if taken.notice:
                        self._talk.say(taken.notice)
                    self._play(taken.round, taken.number)
                case "r":
                    self._begin()
                case "d" if again:
                    self.take(rounds.begin(again[:ROUND], self._random))
                case "p":
                    self._progress()
                case line if line.isdigit() and int(line) in skills:
                    self._begin(skills[int(line)][0])

    def take(self, round: Round) -> None:
        """Play a new round and tell how it went; raises `Leave` when the reader stops before."""
        self._play(round, self._history.begin(round, self._key))

    def _begin(self, skill: str | None = None) -> None:
        seen = {kept.question for kept in self._history.answers(self._key)}
        fitting = matching(self._bank.questions, skill=skill)
        if chosen := pick(fitting, ROUND, self._random, seen):
            self.take(rounds.begin(chosen, self._random))

    def _due(self) -> list[Question]:
        answers, dates = self._history.answers(self._key), self._history.schedule(self._key)
        return due(self._bank, answers, datetime.now(UTC), dates)

    def _progress(self) -> None:
        now = datetime.now().astimezone()
        found = so_far(self._bank, self._history, self._key, now)
        self._talk.say("", *_figures(found, self._talk.width), PRIVACY, "")

    def _play(self, round: Round, number: int) -> None:
        shown: tuple[int, bool] | None = None
        while not round.over:
            if shown != (round.at, round.shows_answer):
                shown, began = (round.at, round.shows_answer), time.monotonic()
                self._show(round)
            after = self._turn(round, began)
            if after != round:
                round = after
                self._history.keep(number, round)
        answered = round.answered
        right, marks = sum(bool(s.right) for s in answered), sum(s.points for s in answered)
        self._talk.say("", f"{right} of {len(answered)} right, {signed(marks)} marks.", "")
        self._talk.say(*_figures(profile(self._bank, of_round(round)), self._talk.width))

    def _show(self, round: Round) -> None:
        """Show the question that a round stands at, asked or explained."""
        question, skill = round.slot.question, self._bank.skills[round.slot.question.skill]
        marked = ", marked" if round.slot.flagged else ""
        number = f"Question {round.at + 1} of {len(round.slots)}{marked}."
        self._talk.say("", f"{number} {skill.group} {skill.name}.", "")
        if not round.shows_answer:
            self._talk.say(*question_lines(question, round.slot.arrangement), "")
            return
        self._talk.say(verdict(round.slot), "")
        self._talk.say(*answer_lines(told(round.slot), question, skill.habit))
        for place, citation in enumerate(question.cites, start=1):
            self._talk.say("", *card_lines(place, citation, self._bank.sources[citation.source]))
            own = article(self._articles, citation.source) if self._articles else {}
            if citation.at in own:
                self._talk.say(f"    {own[citation.at]}")
        self._talk.say("")

    def _turn(self, round: Round, began: float) -> Round:
        """The round after a line of the reader's; `began` is when the question was shown."""
        question = round.slot.question
        line = self._talk.ask("Enter goes on:" if round.shows_answer else PROMPTS[type(question)])
        typing = isinstance(question, Short) and not round.shows_answer
        match line.lower().removeprefix("/") if line.startswith("/") or not typing else None:
            case "?" | "help":
                self._talk.say(*HELP)
                return round
            case "m":
                round = rounds.flag(round)
                self._talk.say("Marked." if round.slot.flagged else "No longer marked.")
                return round
            case "p":
                return rounds.back(round)
            case "s" if not round.shows_answer:
                for id in dict.fromkeys(citation.source for citation in question.cites):
                    self._talk.say(*source_lines(self._bank.sources[id]))
                return rounds.look(round)
            case "x" if not round.shows_answer:
                return self._onward(rounds.pass_over(round))
        if round.shows_answer:
            return self._onward(round)
        try:
            response = understood(question, round.slot.arrangement, line)
        except ValueError as error:
            self._talk.say(f"{error} ? tells what else you can do.")
            return round
        certainty = self._certainty()
        after = rounds.answer(round, Answer(response, certainty, time.monotonic() - began))
        return after if after.shows_answer else self._onward(after)

    def _certainty(self) -> Certainty:
        words = {str(int(each)): each for each in Certainty}
        words |= {each.word: each for each in Certainty}
        while (said := self._talk.ask("How sure? 1 guess, 2 fairly, 3 sure:").lower()) not in words:
            self._talk.say("Say 1, 2 or 3.")
        return words[said]

    def _onward(self, round: Round) -> Round:
        """The next question; an exam asks before it ends."""
        after = rounds.onward(round)
        if after.over and round.exam:
            said = self._talk.ask("That was the last. Enter shows how it went, p looks back:")
            return rounds.back(round) if said.lower() == "p" else after
        return after


def source_lines(source: Source) -> Iterator[str]:
    """Who is behind a source, and what its page leaves out."""
    by = ", ".join(filter(None, (source.author, source.publisher))) or "author not known"
    yield from (source.name, f"  {source.genre}; {by}; {source.published or 'no date'}")
    if source.tells:
        yield f"  It tells: {source.tells}"
    if source.silent:
        yield f"  It leaves out: {source.silent}"


def _figures(found: Profile, width: int) -> Iterator[str]:
    for title, lines in sections(found, width):
        yield from (title, *lines, "")
