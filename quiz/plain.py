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
from quiz.play.explain import OTHER, RIGHT, WRONG, Told, told
from quiz.play.mark import Arrangement, Certainty, Response, numbers
from quiz.play.pick import ROUND, matching, pick
from quiz.play.round import Answer, Round, Slot
from quiz.record.history import History, of_round
from quiz.record.profile import PRIVACY, Profile, profile, so_far
from quiz.record.review import due

LETTERS = ascii_lowercase
"""What options, rows and steps are called, in the order in which they are shown."""

# Signs such as ✓ and − are passed over or read oddly by a screen reader: here words stand for them.
WORDS = {RIGHT: "Right", WRONG: "Wrong", OTHER: "Not right"}


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
            yield from ("", "The labels:")
            yield from (f"{place}: {label}" for place, label in enumerate(labels, start=1))
        case Order(steps=steps, ends=(first, last)):
            yield from _lettered(steps[number].text for number in arrangement)
            yield from ("", f"From {first} to {last}.")
        case Spot(parts=parts):
            yield from (" ".join(part.text for part in parts), "", "You can pick:")
            picks = [part.text for part in parts if part.why]
            yield from (f"{place}) {text}" for place, text in enumerate(picks, start=1))
        case Short():
            pass  # the prompt says it


def marks(number: int) -> str:
    """A number of marks in words."""
    sign = "minus " if number < 0 else ""
    return f"{sign}{abs(number)} mark{'' if abs(number) == 1 else 's'}"


def verdict(slot: Slot) -> str:
    """Whether the answer was right, how sure the reader was, and what that earned."""
    assert slot.answer is not None  # noqa: S101 - asked for answered slots alone
    word = "Right" if slot.right else "Partly right" if slot.share else "Wrong"
    return f"{word}; you said {slot.answer.certainty.word}: {marks(slot.points)}."


def answer_lines(things: Iterable[Told], question: Question, habit: str) -> Iterator[str]:
    """Why each option is right or tempts, the explanation, and a line to take away."""
    for each in things:
        word = WORDS[each.sign]
        match each.note:
            case "" | "right":
                yield f"{word}: {each.text}"
            case "your answer":
                yield f"{word}, your answer: {each.text}"
            case note:
                yield f"{word}: {each.text} ({note})"
        if each.why:
            yield f"  {each.why}"
    yield from ("", question.explanation.strip())
    if question.as_of:
        yield f"As of {question.as_of}."
    yield from ("", f"Take away: {question.habit or habit}")


def card_lines(number: int, citation: Citation, source: Source) -> Iterator[str]:
    """Where a statement can be checked: the words, and who wrote them where and when."""
    words = (f"“{citation.quote}”" if citation.quote else "", citation.says)
    where = citation.at.replace("¶", "paragraph ")
    yield f"[{number}] {' '.join(filter(None, words))}".rstrip()
    yield f"    {', '.join(filter(None, (source.name, where)))}"
    yield f"    {origin(source)}"
    if source.url:
        yield f"    {source.url}"


def source_lines(source: Source) -> Iterator[str]:
    """Who is behind a source, and what its page leaves out."""
    yield from (source.name, f"  {origin(source)}")
    if source.tells:
        yield f"  It tells: {source.tells}"
    if source.silent:
        yield f"  It leaves out: {source.silent}"


def origin(source: Source) -> str:
    """What kind of piece a source is, who wrote and who ran it, and when."""
    by = ", ".join(filter(None, (source.author, source.publisher))) or "author not known"
    return f"{source.genre}; {by}; {source.published or 'no date'}"


def preview_lines(bank: Bank, slot: Slot) -> Iterator[str]:
    """A whole question that is answered, as a reader sees it, with its citations."""
    question, skill = slot.question, bank.skills[slot.question.skill]
    yield from (f"{skill.group} · {skill.name}", "")
    yield from question_lines(question, slot.arrangement)
    yield from ("", *answer_lines(told(slot), question, skill.habit))
    for number, citation in enumerate(question.cites, start=1):
        yield from ("", *card_lines(number, citation, bank.sources[citation.source]))


def figure_lines(found: Profile) -> Iterator[str]:
    """What answers say of their reader, in words alone."""
    if not found.answers:
        yield "No answers yet. After the first round, this tells how it went."
        return
    yield from ("What to practise next", f"  {found.why}.", "")
    if found.sure_and_wrong:
        yield "Sure and wrong: look here first"
        yield from (f"  {missed.stem}" for missed in found.sure_and_wrong[:ROUND])
        yield ""
    yield "How sure, and how often right"
    for each in found.sureness:
        if each.n:
            low, high = (round(100 * chance) for chance in each.best)
            count = f"{each.certainty.word}: {each.right} of {each.n} right"
            yield f"  {count}. Best when {low} to {high} % are; {each.words}."
    yield from ("", "Where you stand")
    for group in found.groups:
        yield f"  {group.name} {group.standing.words}."
        yield from (f"    {skill.name}: {skill.standing.words}." for skill in group.skills)
    looked = f"You looked at who is behind the piece before {found.looked} of {found.answers}"
    yield from ("", "Trust and doubt", f"  {found.leaning.words}", "")
    yield from ("The sources", f"  {looked} answers.")
    if over := [past for past in found.rounds if past.over]:
        yield from ("", "Rounds")
        for past in over:
            count = f"{past.right} of {past.answered} right, {marks(past.points)}"
            yield f"  {past.began:%Y-%m-%d}: {count}."
    if found.coming:
        yield from ("", "Coming back")
        yield from (f"  {count} on {day}" for day, count in list(found.coming.items())[:7])


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
        line = clean(self._given.readline())
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
    Short: "Type a word or a number:",
}
HELP = (
    "s: who is behind the sources.",
    "x: skip, at no cost.",
    "m: mark the question to come back, or take the mark away.",
    "p: back to the question before.",
    "q: leave; nothing is lost.",
    "Where you type a word, put a slash in front, such as /s.",
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
            digits = [int(digit) - 1 for digit in re.findall(r"\d", line)]
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


def said(question: Question, arrangement: Arrangement, response: Response) -> str:
    """The line that gives a response, as `understood` takes it."""
    match question:
        case Short():
            return str(response)
        case Sort():
            given = numbers(response)
            return " ".join(str(given[number] + 1) for number in arrangement)
        case Spot(parts=parts):
            picks = [number for number, part in enumerate(parts) if part.why]
            return " ".join(str(picks.index(number) + 1) for number in numbers(response))
        case Choice() | Multi() | Order():
            letters = [LETTERS[arrangement.index(number)] for number in numbers(response)]
            return " ".join(letters if isinstance(question, Order) else sorted(letters))


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
        self._talk.say(about.title, about.description)
        skills = {str(place): id for place, id in enumerate(self._bank.skills, start=1)}
        while True:
            taken = self._history.unfinished(self._bank, self._key)
            again = self._due()
            self._talk.say("")
            if taken:
                self._talk.say(f"t) take up where you left off, question {taken.round.at + 1}")
            self._talk.say(f"r) a round of {ROUND}, some of every skill")
            if again:
                self._talk.say(f"d) what is due: {len(again)}")
            for place, id in skills.items():
                self._talk.say(f"{place}) {self._bank.skills[id].name}")
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
                case place if place in skills:
                    self._begin(skills[place])
                case _:
                    self._talk.say("That is none of these.")

    def take(self, round: Round) -> None:
        """Play a new round and tell how it went; raises `Leave` when the reader stops before."""
        note = self._bank.about.content_note
        if note and not self._history.rounds(self._key, newest=1):
            self._talk.say("", note)
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
        self._talk.say("", *figure_lines(found), "", PRIVACY)

    def _play(self, round: Round, number: int) -> None:
        self._talk.say("", "At each question, ? tells what else you can type.")
        heard: tuple[int, bool] | None = None
        began = 0.0
        while not round.over:
            if heard != (round.at, round.shows_answer):
                self._show(round, again=heard != (round.at, False))
                heard, began = (round.at, round.shows_answer), time.monotonic()
            after = self._turn(round, began)
            if after != round:
                round = after
                self._history.keep(number, round)
        self._end(round)

    def _end(self, round: Round) -> None:
        """Tell how a round went; an exam is explained only now."""
        answered = round.answered
        right, earned = sum(bool(s.right) for s in answered), sum(s.points for s in answered)
        left = len(round.slots) - len(answered)
        tail = f", {left} left out" if left else ""
        self._talk.say("", f"The end: {right} of {len(answered)} right, {marks(earned)}{tail}.")
        for place, slot in enumerate(round.slots):
            if round.exam and slot.answer:
                self._show(rounds.go(round, place))
                self._talk.ask("Enter goes on:")
        self._talk.say("", *figure_lines(profile(self._bank, of_round(round))))

    def _show(self, round: Round, *, again: bool = True) -> None:
        """Show the question that a round stands at, unless it was just heard, and its answer."""
        slot, question = round.slot, round.slot.question
        skill = self._bank.skills[question.skill]
        if again:
            marked = ", marked" if slot.flagged else ""
            place = f"Question {round.at + 1} of {len(round.slots)}{marked}."
            self._talk.say("", f"{place} {skill.group} {skill.name}.", "")
            self._talk.say(*question_lines(question, slot.arrangement))
        self._talk.say("")
        if round.shows_answer:
            self._talk.say(verdict(slot), "", *answer_lines(told(slot), question, skill.habit))
            if question.cites:
                self._talk.say("", "Where to check it:")
            for number, citation in enumerate(question.cites, start=1):
                source = self._bank.sources[citation.source]
                self._talk.say(*card_lines(number, citation, source))
                own = article(self._articles, citation.source) if self._articles else {}
                if citation.at in own:
                    self._talk.say(f"    {own[citation.at]}")
            self._talk.say("")
        elif slot.answer:
            given = said(question, slot.arrangement, slot.answer.response)
            self._talk.say(f"You said {given}, {slot.answer.certainty.word}; Enter keeps that.", "")

    def _turn(self, round: Round, began: float) -> Round:
        """The round after a line of the reader's; `began` is when the question was shown."""
        question, explained = round.slot.question, round.shows_answer
        line = self._talk.ask("Enter goes on:" if explained else PROMPTS[type(question)])
        typing = isinstance(question, Short) and not explained
        match None if typing and line[:1] not in ("", "/", "?") else line.lower().removeprefix("/"):
            case "?" | "help":
                self._talk.say(*HELP)
                return round
            case "m":
                round = rounds.flag(round)
                self._talk.say("Marked." if round.slot.flagged else "No longer marked.")
                return round
            case "p":
                if round.at == 0:
                    self._talk.say("This is the first question.")
                return rounds.back(round)
            case "s":
                for id in dict.fromkeys(citation.source for citation in question.cites):
                    self._talk.say(*source_lines(self._bank.sources[id]))
                return rounds.look(round)
            case "x" if not explained:
                return self._onward(rounds.pass_over(round))
            case "" if round.slot.answer:
                return self._onward(round)
        if explained:
            self._talk.say("Enter alone goes on. ? tells what else you can do.")
            return round
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
        if not (round.exam and after.over):
            return after
        marked = [str(place) for place, slot in enumerate(round.slots, start=1) if slot.flagged]
        if marked:
            self._talk.say(f"Marked to come back: {', '.join(marked)}.")
        places = {str(place + 1): place for place in range(len(round.slots))}
        self._talk.say("That was the last. You can still go to a question by its number.")
        while line := self._talk.ask("A number, or Enter to end and see how it went:"):
            if line in places:
                return rounds.go(round, places[line])
        return after
