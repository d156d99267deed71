"""The quiz a line at a time: for screen readers, for terminals that cannot draw, for pipes."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random

from quiz import NAME
from quiz.bank.articles import article
from quiz.bank.fields import Citation
from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.plain.kinds import prompt, question_lines, read_response, spoken
from quiz.plain.lines import (
    answer_lines,
    citation_lines,
    claim_lines,
    ended,
    figure_lines,
    marks,
    scale_lines,
    source_lines,
    verdict,
)
from quiz.plain.talk import Leave, Talk
from quiz.play import round as rounds
from quiz.play.mark import Certainty
from quiz.play.pick import ROUND, matching, pick
from quiz.play.round import Answer, Round
from quiz.record.answers import ResumedRound
from quiz.record.history import IN_EXAM, History
from quiz.record.profile import PRIVACY, of_one, so_far
from quiz.record.review import EarlierAnswers, due, last_answers
from quiz.text import counted, folded

HOW_SURE = "How sure? 1 guess, 2 fairly, 3 sure; Enter takes it back:"
BEFORE = (
    "At each question, ? tells what else you can type.",
    "Some turn on quotation marks and brackets, so have punctuation read out.",
)
HELP = (
    "To answer, type what the line before asks for, then how sure you are.",
    "s: who is behind the sources.",
    "x: skip, at no cost.",
    "m: mark the question to come back, or take the mark away.",
    "p: back to the question before.",
    "q: leave; the round waits.",
    "Where you type a word, a slash in front tells these apart, such as /s.",
    "",
    "You do best when you say how sure you really are.",
    *scale_lines(),
)


class PlainFace:
    """One reader, one bank and one history, a line at a time."""

    def __init__(
        self,
        bank: Bank,
        history: History,
        talk: Talk,
        *,
        bank_id: str = "own",
        options: str = "",
        articles: Path | None = None,
    ) -> None:
        """Take under what id the bank's rounds are kept, and the reader's own articles.

        `options` are what the command needs to open the same bank again.
        """
        self._bank = bank
        self._history = history
        self._talk = talk
        self._bank_id = bank_id
        self._options = options
        self._articles = articles
        self._random = Random()
        self._open: Round | None = None
        """The round that is being taken."""
        self._number = 0
        """Its number in the history."""
        self._missed: dict[str, str] = {}
        """What to say of the questions in it that were missed before, by their ids."""
        self._at_end = False
        """The last question was reached, and each further one is gone to by its number."""
        self._knows_scale = bool(history.answers(bank_id, newest=1))

    def farewell(self) -> tuple[str, str]:
        """What to say to a reader who leaves, and the command to go on with, if there is one."""
        if self._open is None:
            return "Goodbye.", ""
        if not self._history.settle():
            return "Goodbye. This round could not be kept.", ""
        if self._number < 0:
            return "Goodbye. This round was forgotten from elsewhere, and stays so.", ""
        first = self._history.unfinished(self._bank, self._bank_id)
        if first is None or first.number != self._number:
            return "Your answers are kept. A round that you left before comes first.", ""
        place = f"question {self._open.at + 1} of {len(self._open.slots)}"
        told = f"Your answers are kept; {place} waits. To go on, type t after this command:"
        return told, f"{NAME} --plain{self._options}"

    def home(self) -> None:
        """Offer the ways in, again and again; raises `Leave` when the reader leaves."""
        about = self._bank.about
        self._talk.say(about.title, about.description)
        self._tell_news()
        while True:
            ways = self._ways()
            self._talk.say("", *(f"{key}) {name}" for key, (name, _) in ways.items()), "q) leave")
            while (given := self._talk.command("Your choice:")) not in ways:
                if given in ("", "?"):
                    break
                self._talk.say("That is none of these. Enter tells them again.")
            else:
                _, go = ways[given]
                go()

    def _tell_news(self) -> None:
        """Tell what there is to know of the history, once."""
        if news := self._history.news():
            self._talk.say("", news)

    def _ways(self) -> dict[str, tuple[str, Callable[[], None]]]:
        """The ways in: under what is typed for each, its name, and what it does."""
        ways: dict[str, tuple[str, Callable[[], None]]] = {}
        if taken := self._history.unfinished(self._bank, self._bank_id):
            where = f"question {taken.round.at + 1} of {len(taken.round.slots)}"
            ways["t"] = (f"take up where you left off, {where}", partial(self._resume, taken))
        ways["r"] = (f"a round of {ROUND}, some of every skill", self._begin)
        if again := self._due():
            count = f"{counted(len(again), 'question')} to meet again"
            ways["d"] = (count, lambda: self.take(rounds.begin(again[:ROUND], self._random)))
        for place, (id, skill) in enumerate(self._bank.skills.items(), start=1):
            ways[str(place)] = (f"a round on {skill.name}", partial(self._begin, skill=id))
        ways["a"] = ("a round on one article", self._choose_article)
        ways["p"] = ("my progress", self._progress)
        ways["s"] = ("the sources", self._tell_sources)
        if self._bank.claims:
            ways["c"] = ("the claims file: who claimed what, who disputes it", self._tell_claims)
        return ways

    def take(self, round: Round) -> None:
        """Play a new round and tell how it went; raises `Leave` when the reader stops before."""
        note = self._bank.about.content_note
        if note and not self._history.rounds(self._bank_id, newest=1):
            self._talk.say("", note)
        number = self._history.begin(round, self._bank_id)
        self._tell_news()
        self._play(round, number)

    def _resume(self, taken: ResumedRound) -> None:
        if taken.notice:
            self._talk.say(taken.notice)
        self._play(taken.round, taken.number)

    def _begin(self, *, skill: str | None = None, source: str | None = None) -> None:
        fitting = matching(self._bank.questions, skill=skill, source=source)
        offered = self._history.offered(fitting, self._bank_id)
        if chosen := pick(offered, ROUND, self._random, self._history.schedule(self._bank_id)):
            self.take(rounds.begin(chosen, self._random))
        else:
            self._talk.say(IN_EXAM if fitting else "There is no question on this yet.")

    def _choose_article(self) -> None:
        articles = self._bank.articles()
        names = [f"{each.name}; {each.genre}" for each in articles.values()]
        for place in islice(self._chosen(names), 1):
            self._begin(source=list(articles)[place])

    def _tell_sources(self) -> None:
        sources = sorted(self._bank.sources.values(), key=lambda each: each.role != "article")
        names = [
            each.name if each.role == "article" else f"{each.name}; reporting from elsewhere"
            for each in sources
        ]
        for place in self._chosen(names):
            self._talk.say(*source_lines(sources[place]))

    def _tell_claims(self) -> None:
        claims = self._bank.claims
        for place in self._chosen([f"{each.event}; {each.kind} by {each.by}" for each in claims]):
            self._talk.say(*claim_lines(claims[place], self._bank.sources))

    def _chosen(self, names: Sequence[str]) -> Iterator[int]:
        """The places of the names that the reader chooses, one after the other."""
        self._talk.say(*(f"{place}) {name}" for place, name in enumerate(names, start=1)))
        places = {str(place + 1): place for place in range(len(names))}
        while line := self._talk.command("A number; Enter to go back, q to leave:"):
            if line in places:
                yield places[line]
            else:
                self._talk.say(f"Give a number from 1 to {len(names)}.")

    def _due(self) -> list[Question]:
        found = due(self._bank, self._history.schedule(self._bank_id), datetime.now(UTC))
        return self._history.offered(found, self._bank_id)

    def _progress(self) -> None:
        now = datetime.now().astimezone()
        found = so_far(self._bank, self._history, self._bank_id, now)
        self._talk.say("", *figure_lines(found), "", PRIVACY)

    def _play(self, round: Round, number: int) -> None:
        self._talk.say("", *BEFORE)
        self._number, self._at_end = number, False
        questions = [slot.question for slot in round.slots]
        before = (kept for kept in self._history.answers(self._bank_id) if kept.round != number)
        last = last_answers(before)
        memories = self._history.schedule(self._bank_id) if last else {}
        now = datetime.now(UTC)
        self._missed = EarlierAnswers(self._bank, last, memories, now).missed(questions)
        heard: tuple[int, bool] | None = None
        began = 0.0
        while not round.over:
            self._open = round
            if heard != (round.at, round.shows_answer):
                self._show(round, again=heard != (round.at, False))
                heard, began = (round.at, round.shows_answer), time.monotonic()
            after = self._turn(round, began)
            if after != round:
                round = after
                self._number = self._history.keep(self._number, round)
                self._tell_news()
        self._open = None
        self._end(round)

    def _end(self, round: Round) -> None:
        """Tell how a round went; an exam is explained only now."""
        answered = round.answered
        right, earned = sum(bool(s.right) for s in answered), sum(s.points for s in answered)
        left = len(round.left_out)
        tail = f", {left} left out" if left else ""
        score = f"{right} of {len(answered)} right, {marks(earned)}" if answered else "no answer"
        self._talk.say("", f"The end: {score}{tail}.")
        with suppress(Leave):  # who has read enough hears the figures all the same
            for place, slot in enumerate(round.slots):
                if round.exam and slot.answer:
                    self._show(rounds.go(round, place))
                    self._talk.command("Enter goes on, q ends:")
        if answered:
            here = (self._bank, self._history, self._bank_id, self._number)
            found = of_one(*here, round, now=datetime.now(UTC))
            self._talk.say("", *figure_lines(found))

    def _show(self, round: Round, *, again: bool = True) -> None:
        """Show the question that a round stands at, unless it was just heard, and its answer."""
        slot, question = round.slot, round.slot.question
        skill = self._bank.skills[question.skill]
        if again:
            marked = ", marked" if slot.flagged else ""
            place = f"Question {round.at + 1} of {len(round.slots)}{marked}."
            self._talk.say("", f"{place} {skill.name}.")
            if slot.answer is None and question.id in self._missed:
                self._talk.say(self._missed[question.id])
            self._talk.say("")
            self._talk.say(*question_lines(question, slot.arrangement))
        self._talk.say("")
        if round.shows_answer:
            self._talk.say(verdict(slot), *answer_lines(slot, skill.habit))
            if question.cites:
                self._talk.say("", "Where to check it:")
                self._talk.say(*citation_lines(question.cites, self._bank.sources, self._own))
            self._talk.say("")
        elif slot.answer:
            given = spoken(question, slot.arrangement, slot.answer.response)
            sure = slot.answer.certainty.word
            self._talk.say(f"You answered {given}; how sure: {sure}. Enter keeps that.", "")

    def _own(self, citation: Citation) -> str:
        """The paragraph that is cited, where the reader has a copy of the article."""
        if self._articles is None:
            return ""
        return article(self._articles, citation.source).get(citation.at, "")

    def _turn(self, round: Round, began: float) -> Round:
        """The round after a line of the reader's; `began` is when the question was shown."""
        question, explained = round.slot.question, round.shows_answer
        if explained:
            last = rounds.onward(round).over and not _waiting(round)
            line = self._talk.ask("Enter ends the round:" if last else "Enter goes on:")
        else:
            line = self._talk.ask(prompt(question, round.slot.arrangement))
        # A word that is right is no command; a slash in front makes it one.
        right = question.typed and not explained and question.share(line) == 1
        match None if right else folded(line).removeprefix("/"):
            case "q":
                raise Leave
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
                    self._talk.say(*source_lines(self._bank.sources[id], findings=explained))
                return rounds.look(round)
            case "x" if not explained:
                self._talk.say("Skipped.")
                return self._onward(rounds.pass_over(round))
            case "" if round.slot.answer:
                return self._onward(round)
        if explained:
            self._talk.say("Enter alone goes on. ? tells what else you can do.")
            return round
        may_be_path = question.typed and str(question.key).startswith("/")
        if line.startswith("/") and not (right or may_be_path):
            self._talk.say(f"There is no {line}. ? tells what there is.")
            return round
        return self._answer(round, line, began)

    def _answer(self, round: Round, line: str, began: float) -> Round:
        """The round with what a line answers, once the reader has said how sure they are."""
        question, arrangement = round.slot.question, round.slot.arrangement
        try:
            response = read_response(question, arrangement, line)
        except ValueError as error:
            self._talk.say(f"{error} ? tells what else you can do.")
            return round
        self._talk.say(ended(f"You answer {spoken(question, arrangement, response)}"))
        certainty = self._certainty()
        if certainty is None:
            return round
        after = rounds.answer(round, Answer(response, certainty, time.monotonic() - began))
        return after if after.shows_answer else self._onward(after)

    def _certainty(self) -> Certainty | None:
        """How sure the reader is; None when the answer is taken back."""
        if not self._knows_scale:
            self._talk.say("You do best when you say how sure you really are.", *scale_lines())
            self._knows_scale = True
        words = {str(int(each)): each for each in Certainty}
        words |= {each.word: each for each in Certainty}
        while (given := self._talk.command(HOW_SURE)) not in words:
            if not given:
                self._talk.say("Taken back. Answer anew.")
                return None
            self._talk.say("That is none of these.", *scale_lines())
        return words[given]

    def _onward(self, round: Round) -> Round:
        """The next question; before the end, one may still go to any that was left out."""
        after = rounds.finish(round) if self._at_end else rounds.onward(round)
        waiting = _waiting(round)
        if not after.over or not (round.exam or waiting):
            return after
        self._at_end = True
        for what, places in waiting.items():
            self._talk.say(f"{what}: {', '.join(map(str, places))}.")
        self._talk.say("That was the last. You can still go to a question by its number.")
        known = {str(number + 1): number for number in range(len(round.slots))}
        while line := self._talk.command("A number, or Enter to end and see how it went:"):
            if line in known:
                return rounds.go(round, known[line])
            self._talk.say(f"Give a number from 1 to {len(known)}.")
        return after


def _waiting(round: Round) -> dict[str, list[int]]:
    """What one may want to go back to before the end, by the numbers of the questions."""
    found = {"Marked to come back": round.flagged, "Left out": round.left_out}
    return {what: [at + 1 for at in places] for what, places in found.items() if places}
