"""A round a line at a time: its questions, the answers to them, and how it went."""

import time
from contextlib import suppress
from functools import partial
from pathlib import Path

from quiz import NAME
from quiz.bank.kinds import Choice, Response
from quiz.plain.kinds import prompt, question_lines, read_response, spoken
from quiz.plain.lines import (
    answer_lines,
    lesson_lines,
    more_lines,
    scale_lines,
    source_lines,
    stakes_line,
    verdict,
)
from quiz.plain.talk import Leave, Talk
from quiz.play import first_minute
from quiz.play import round as rounds
from quiz.play.explain import (
    BE_HONEST,
    PARTS,
    Explained,
    explained,
    points_in_words,
)
from quiz.play.explain import spoken as spoken_points
from quiz.play.mark import Certainty
from quiz.play.round import Round, Slot
from quiz.record.ending import score
from quiz.record.page import end_lines
from quiz.record.profile import Profile, outcome
from quiz.session import CannotBegin, OpenRound, Session
from quiz.session.opened import LastQuestion
from quiz.text import as_sentence, folded

HOW_SURE = "How sure are you? 1, 2 or 3, or Enter to change your answer:"
BEFORE = (
    "At any question, type ? to see what else you can do.",
    "Some turn on quotation marks or brackets: if you use a screen reader, turn punctuation on.",
)
COMMANDS = {
    "e": "more on an answer: the explanation, the other options, where to check it.",
    "s": "who is behind the sources.",
    "l": "after an answer, the lesson on its skill.",
    "x": "skip, at no cost.",
    "n": "in an exam, go on to the next question and leave this one as it is.",
    "m": "mark the question to come back to, or take the mark away.",
    "p": "go back to the question before.",
    "try": f"{first_minute.OFFER}.",
    "q": "leave; you can carry on later.",
}
"""What can be typed at a question besides an answer, with what the help says of it."""
HELP = (
    "To answer, type what you are asked for, then how sure you are.",
    *(f"{command}: {words}" for command, words in COMMANDS.items()),
    "Where the answer is a word, put a slash in front of these, such as /s.",
    "",
    BE_HONEST,
    *scale_lines(),
    PARTS,
)
LESSON = f"l: {COMMANDS['l']}"
"""The line of the help that there is only with a lesson."""


class Playing:
    """Plays the rounds of a session as lines of text."""

    def __init__(
        self, session: Session, talk: Talk, *, command: str = NAME, articles: Path | None = None
    ) -> None:
        """Take the folder of the reader's own copies of the articles.

        `command` opens the same bank again.
        """
        self._session = session
        self._bank = session.bank
        self._talk = talk
        self._say = talk.say
        self._command = command
        self._articles = articles
        self._knows_scale = session.knows_scale

    def begin(self, opened: OpenRound) -> None:
        """Play a round; if it is a new one while another waits, ask first."""
        waiting = self._session.waiting(opened)
        if waiting and not self._talk.is_typed:
            self._say("", f"{waiting.heading} You can carry on with it later.")
        elif waiting:
            self._say("", waiting.heading, f"t) {waiting.carry_on_name}")
            self._say(f"b) {waiting.begin_name}: {waiting.begin}")
            while (typed := self._talk.command("Your choice, or Enter to go back:")) not in (
                "t",
                "b",
            ):
                if not typed:
                    return
                self._say("That isn't one of them.")
            if typed == "t":
                opened = self._session.resume()
            else:
                self._session.begin_another()
        try:
            opened.keep()
        except CannotBegin as reason:
            self._say(str(reason))
            return
        self.play(opened)

    def play(self, opened: OpenRound) -> None:
        """Play a round and say how it went; raises `Leave` when the reader stops before its end."""
        if opened.note:
            self._say("", opened.note)
        if opened.notice:
            self._say(opened.notice)
        self._tell_news()
        if opened.lesson:
            self._say(*lesson_lines(opened.lesson))
        self._say("", *BEFORE)
        heard: tuple[int, bool] | None = None
        began = 0.0
        while not opened.round.over:
            round = opened.round
            if heard != (round.at, round.shows_answer):
                self._show(opened, round, again=heard != (round.at, False))
                heard, began = (round.at, round.shows_answer), time.monotonic()
            self._turn(opened, began)
            self._tell_news()
        self._end(opened)

    def _try_marks(self) -> None:
        """Ask two statements, and tell what each certainty would have earned; Enter skips it."""
        self._session.try_marks()
        self._say("", first_minute.BEFORE)
        for statement in first_minute.STATEMENTS:
            tried = self._try(statement)
            if tried is None:
                return
            self._say("", *first_minute.outcome(statement, *tried, points_in_words))
        self._say("", BE_HONEST)

    def _try(self, statement: Choice) -> tuple[Response, Certainty] | None:
        """Ask a statement and how sure the reader is; return None when they skip it."""
        self._say("", *question_lines(statement, (0, 1)))
        while line := self._talk.command("Your answer, a or b, or Enter to skip this:"):
            try:
                response = read_response(statement, (0, 1), line)
            except ValueError as error:
                self._say(str(error))
            else:
                if certainty := self._certainty():
                    return response, certainty
        return None

    def _end(self, opened: OpenRound) -> None:
        """Say how a round went, with the answers of an exam explained."""
        round, profile = opened.round, opened.profile()
        self._tell_end(opened, profile)
        with suppress(Leave):  # who has read enough still hears the figures
            for index, slot in enumerate(round.slots):
                if round.exam and opened.may_tell(index):
                    self._show(opened, rounds.go(round, index))
                    more = ", e for more" if self._explained(slot).brief else ""
                    skill = self._bank.skills[slot.question.skill]
                    tell = {"e": partial(self._tell_more, slot)}
                    if skill.lesson:
                        tell["l"] = partial(self._say, *lesson_lines(skill))
                    while typed := self._talk.command(f"Enter to go on{more}, q to finish:"):
                        if typed not in tell:
                            break
                        tell[typed]()
        if round.answered:
            self._say(*end_lines(profile))

    def _tell_end(self, opened: OpenRound, profile: Profile) -> None:
        """Say what comes first on the screen at the end of a round, in the same order."""
        round, ending = opened.round, opened.ending(profile)
        self._say("", "The end.", ending.well, ending.next)
        self._say("", f"{', '.join(score(opened.whole, spoken_points))}.")
        self._say(*filter(None, (ending.back, opened.left_out_here)))
        self._say("")
        for number, slot in enumerate(round.slots, start=1):
            about = f"{self._bank.skills[slot.question.skill].name}; {slot.question.name}"
            flagged = "marked; " if slot.flagged else ""
            self._say(as_sentence(f"{number}) {_went(slot)}; {flagged}{about}"))

    def _tell_news(self) -> None:
        """Say what there is to know of the history, once."""
        if news := self._session.news():
            self._say("", news)

    def _show(self, opened: OpenRound, round: Round, *, again: bool = True) -> None:
        """Say the question that a round is at, if `again`, and its explanation or answer."""
        slot, question = round.slot, round.slot.question
        skill = self._bank.skills[question.skill]
        if again:
            flagged = ", marked" if slot.flagged else ""
            number = f"Question {round.at + 1} of {len(round.slots)}{flagged}."
            self._say("", f"{number} {skill.name}.")
            if missed := opened.missed_note(slot):
                self._say(missed)
            self._say("")
            sources = self._bank.sources
            self._say(*question_lines(question, slot.arrangement, sources, self._articles))
        self._say("")
        if round.shows_answer:
            about = self._explained(slot)
            self._say(verdict(slot), *answer_lines(slot, about))
            if not about.brief:
                self._tell_more(slot)
            self._say("")
        elif slot.answer:
            response = spoken(question, slot.arrangement, slot.answer.response)
            certainty = slot.answer.certainty.word
            self._say(f"You answered {response}, and said “{certainty}”. Enter keeps that.", "")

    def _explained(self, slot: Slot) -> Explained:
        return explained(slot, self._bank.skills[slot.question.skill].habit)

    def _tell_more(self, slot: Slot) -> None:
        """Say the rest of an explained answer."""
        self._say(*more_lines(self._bank, slot, self._explained(slot), self._articles))

    def _turn(self, opened: OpenRound, began: float) -> None:
        """Read a line and act on it; `began` is when the question was shown."""
        slot, shows_answer = opened.round.slot, opened.round.shows_answer
        question, skill = slot.question, self._bank.skills[slot.question.skill]
        if shows_answer:
            ends = opened.is_last and not opened.waiting
            onward = "end the round" if ends else "go on"
            more = ", e for more" if self._explained(slot).brief else ""
            line = self._talk.ask(f"Enter to {onward}{more}:")
        else:
            line = self._talk.ask(prompt(question, slot.arrangement))
        # A word that is right is not a command; a slash in front makes it one.
        word = folded(line).removeprefix("/")
        like_a_command = line.startswith("/") or word in {*COMMANDS, "?", "help", ""}
        is_typed = question.typed and not shows_answer
        right = is_typed and like_a_command and question.share(line) == 1
        may_be_path = question.typed and str(question.key).startswith("/")
        match word if like_a_command and not right else None:
            case "q":
                raise Leave
            case "?" | "help":
                self._say(*(each for each in HELP if skill.lesson or each != LESSON))
            case "try":
                self._try_marks()
            case "m":
                opened.flag()
                self._say("Marked." if opened.round.slot.flagged else "No longer marked.")
            case "p":
                if opened.round.at == 0:
                    self._say("This is the first question.")
                opened.back()
            case "s":
                for id in question.sources:
                    source = self._bank.sources[id]
                    self._say(*source_lines(source if shows_answer else source.before_answer()))
                opened.look()
            case "e" if shows_answer:
                self._tell_more(slot)
            case "l" if shows_answer and skill.lesson:
                self._say(*lesson_lines(skill))
            case "x" if not shows_answer:
                self._say("Skipped.")
                self._pass_over(opened)
            case "n" if opened.round.exam:
                self._pass_over(opened)
            case "" if slot.answer:
                self._onward(opened)
            case _ if shows_answer:
                self._say("Enter by itself goes on. Type ? to see what else you can do.")
            case _ if line.startswith("/") and not (right or may_be_path):
                self._say(f"There's no {line}. Type ? to see what there is.")
            case _:
                self._answer(opened, line, began)

    def _answer(self, opened: OpenRound, line: str, began: float) -> None:
        """Answer with this line, once the reader has said how sure they are."""
        question, arrangement = opened.round.slot.question, opened.round.slot.arrangement
        try:
            response = read_response(question, arrangement, line)
        except ValueError as error:
            self._say(f"{error} Or type ? to see what else you can do.")
            return
        self._say(as_sentence(f"Your answer: {spoken(question, arrangement, response)}"))
        if certainty := self._certainty():
            opened.answer(response, certainty, time.monotonic() - began)
            if not opened.round.shows_answer:
                self._onward(opened)

    def _certainty(self) -> Certainty | None:
        """Ask how sure the reader is; return None when they take the answer back."""
        if self._knows_scale:
            self._say(stakes_line())
        else:
            self._say(BE_HONEST, *scale_lines())
            self._knows_scale = True
        words = {str(int(each)): each for each in Certainty}
        words |= {each.word: each for each in Certainty}
        while (typed := self._talk.command(HOW_SURE)) not in words:
            if not typed:
                self._say("Type your answer again.")
                return None
            self._say("That isn't one of them.", *scale_lines())
        return words[typed]

    def _pass_over(self, opened: OpenRound) -> None:
        opened.skip()
        self._onward(opened)

    def _onward(self, opened: OpenRound) -> None:
        """Go to the next question; after the last, end the round unless the reader goes back."""
        if not (last := opened.last_question()):
            opened.onward()
            return
        end, count = last.end[0].lower(), len(opened.round.slots)
        lines = [f"{index + 1}) {name}: {which}" for index, name, which in last.waiting]
        others = lines or [f"l) {last.look}: {last.looks}"]
        told = ("", last.heading, f"{end}) {last.end}: {last.ends}", *others)
        self._say(*told)
        by_enter, does = _enter_at(last)
        asks = f"Your choice, or the number of any question{does}:"
        while (typed := self._talk.command(asks) or by_enter) != end:
            if typed in map(str, range(1, count + 1)):
                opened.revisit(int(typed) - 1)
                return
            if typed == "l" and not lines:
                opened.look_through()
                return
            none = (f"That isn't one of them. There are questions 1 to {count}.",)
            self._say(*(told if typed in ("", "?") else none))
        opened.finish()


def _enter_at(last: LastQuestion) -> tuple[str, str]:
    """What Enter stands for after the last question, and the words that say so."""
    match last.cursor:
        case None:
            return "", ""
        case "end":
            return last.end[0].lower(), ", or Enter to end the round"
        case "look":
            return "l", ", or Enter to look through them"
        case index:
            return str(index + 1), f", or Enter for question {index + 1}"


def _went(slot: Slot) -> str:
    """How an answer went: right or not, how sure, and the marks."""
    if slot.answer is None:
        return "left out"
    how = outcome(slot.share)
    return f"{how}, {slot.answer.certainty.word}, {points_in_words(slot.points)}"
