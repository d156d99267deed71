"""A question of a round in lines of text: it is told, and what the reader types at it is done."""

import time
from collections.abc import Iterator

from quiz.bank.kinds import Question, Response
from quiz.plain.asking import HELP, Asking
from quiz.plain.kinds import prompt, question_lines, read_response, response_in_words
from quiz.plain.lines import (
    answer_lines,
    citation_lines,
    lesson_lines,
    more_lines,
    scale_lines,
    source_lines,
    verdict,
)
from quiz.plain.talk import Leave
from quiz.play.explain import CHECK_IT, Explained, explained
from quiz.play.round import Round, Slot
from quiz.play.stakes import BE_HONEST, PARTS, spoken, whole
from quiz.session import OpenRound
from quiz.session.through import LastQuestion
from quiz.text import as_sentence, capitalised, folded
from quiz.words import phrase, say

COMMANDS = {
    "r": phrase("hear the question again."),
    "e": phrase("the explanation, the other options, where to check it."),
    "s": phrase("who is behind the sources."),
    "l": phrase("the lesson on its skill."),
    "x": phrase("skip, at no cost."),
    "n": phrase("go on to the next question and leave this one as it is."),
    "m": phrase("mark the question, or take the mark away."),
    "p": phrase("go back to the question before."),
    "try": phrase("two quick questions to warm up."),
    "q": phrase("leave; you can carry on later."),
}
"""What can be typed at a question besides an answer, with what the help says of it."""
TRY = phrase("try")
WORDS = {
    phrase("skip"): "x",
    phrase("back"): "p",
    phrase("next"): "n",
    phrase("leave"): "q",
    phrase("repeat"): "r",
    phrase("sources"): "s",
    phrase("lesson"): "l",
    phrase("mark"): "m",
}
"""Words for some of them, where the answer is no word."""
CHECK = phrase("where to check it, and who is behind the sources.")
"""What the help says of `s` once the answer is explained."""


class Turns(Asking):
    """Tells the questions of an open round, and does what the reader types."""

    _picked: Response | None = None
    """What the reader answered and hasn't said yet how sure they are of."""
    _heard: tuple[int, bool] | None = None
    """The index of the question that was told last, and whether it was explained; None if it is to
    be told anew."""

    def _show(self, opened: OpenRound, *, again: bool = True) -> None:
        """Say the question that a round is at, if `again`, and its explanation or answer."""
        if again:
            self._tell_question(opened)
        self._say("")
        slot = opened.round.slot
        if opened.round.shows_answer:
            self._tell_explanation(opened.round)
        elif slot.answer:
            response = response_in_words(slot.question, slot.arrangement, slot.answer.response)
            certainty = slot.answer.certainty.word
            said = say(
                "You answered {response}, and said “{certainty}”. Enter keeps that.",
                response=response,
                certainty=certainty,
            )
            self._say(said, "")

    def _tell_question(self, opened: OpenRound) -> None:
        """Say which question it is, what stands above it, and what it asks."""
        round, slot = opened.round, opened.round.slot
        skill = self._bank.skills[slot.question.skill]
        exam = f", {say('exam')}" if round.is_open_exam else ""
        flagged = f", {say('marked')}" if slot.flagged else ""
        number = say("Question {n} of {all}", n=round.at + 1, all=len(round.slots))
        clock = opened.clock[0]
        first = f"{number}{exam}{flagged}. {as_sentence(skill.group)} {as_sentence(skill.name)}"
        self._say("", f"{first} {as_sentence(capitalised(clock))}" if clock else first)
        if note := opened.note_above(slot):
            self._say(note)
        self._say("")
        sources = self._bank.sources
        self._say(*question_lines(slot.question, slot.arrangement, sources, self._articles))

    def _tell_explanation(self, round: Round) -> None:
        """Say the verdict, what matters most of the explanation, and the rest unless it's brief."""
        slot = round.slot
        about, first = self._explained(slot), verdict(slot)
        if len(round.answered) > 1 and not round.over:
            so_far = say("Marks so far: {marks}.", marks=spoken(whole(round.points)))
            first = f"{first} {so_far}"
        title = slot.question.title
        named = [say("This was “{title}”.", title=title)] if title else []
        self._say(first, *named, *answer_lines(slot, about))
        if not about.brief:
            self._tell_more(slot)
        self._say("")

    def _explained(self, slot: Slot) -> Explained:
        return explained(slot, self._bank.skills[slot.question.skill].habit)

    def _tell_more(self, slot: Slot) -> None:
        """Say the rest of an explained answer."""
        self._say(*more_lines(self._bank, slot, self._explained(slot), self._articles))

    def _help(self, opened: OpenRound) -> Iterator[str]:
        """What can be typed at this question, and before its answer, what marks it earns."""
        round, slot = opened.round, opened.round.slot
        after = round.shows_answer
        there = {
            "e": after,
            "s": opened.can_look,
            "l": after and bool(self._bank.skills[slot.question.skill].lesson),
            "x": not after and slot.answer is None and not round.is_open_exam,
            "n": round.is_open_exam,
            "m": opened.can_flag,
            "p": round.at > 0,
        }
        instead = {"s": CHECK} if after else {}
        if not opened.can_look:
            instead["e"] = phrase("the explanation and the other options.")
        if round.over:
            instead["q"] = phrase("go back to the end of the round.")
        if not after:
            yield say("To answer, type what you are asked for, then how sure you are.")
        for command, words in COMMANDS.items():
            if there.get(command, True):
                typed = say(TRY) if command == TRY else command
                yield f"{typed}: {say(instead.get(command, words))}"
        if not after:
            if slot.question.typed:
                yield say(
                    "As the answer is a word, you can put a slash in front of these, such as /s."
                )
            yield from ("", say(BE_HONEST), *scale_lines(), say(PARTS))

    def _prompt(self, opened: OpenRound) -> str:
        """What to type to answer, or what Enter does after the answer."""
        slot, over = opened.round.slot, opened.round.over
        if not opened.round.shows_answer:
            return prompt(slot.question, slot.arrangement)
        ends = opened.is_last and not opened.loose_ends and not over
        onward = say("Enter to end the round") if ends else say("Enter to go on")
        if next := opened.next_miss:
            onward = say("Enter for the next miss ({n} of {all})", n=next[0], all=next[1])
        elif over and opened.is_last:
            onward = say("Enter to go back to the list")
        more = f", {say('e for more')}" if self._explained(slot).brief else ""
        finish = f", {say('q to go back to the list')}" if over and not opened.is_last else ""
        return f"{onward}{more}{finish}:"

    def _turn(self, opened: OpenRound, began: float) -> bool:
        """Read a line and act on it; returns whether there is more to show.

        `began` is when the question was shown.
        """
        slot, shows_answer = opened.round.slot, opened.round.shows_answer
        question, skill = slot.question, self._bank.skills[slot.question.skill]
        line = self._talk.ask(self._prompt(opened))
        may_be_path = question.typed and str(question.key).startswith("/")
        match _command_in(line, question, shows_answer=shows_answer):
            case "q":
                raise Leave
            case "?":
                self._say(*self._help(opened))
            case "try":
                self._try_marks()
            case "m" if opened.can_flag:
                opened.flag()
                self._say(say("Marked.") if opened.round.slot.flagged else say("No longer marked."))
            case "p":
                if opened.round.at == 0:
                    self._say(say("This is the first question."))
                opened.back()
            case "r":
                self._show(opened)
            case "s" if opened.can_look:
                self._tell_sources_of(question, explained=shows_answer)
                opened.look()
            case "e" if shows_answer:
                self._tell_more(slot)
            case "l" if shows_answer and skill.lesson:
                self._say(*lesson_lines(skill))
            case "x" if not shows_answer and slot.answer is None:
                self._say(say("Skipped."))
                return self._pass_over(opened)
            case "n" | "x" if opened.round.is_open_exam:
                return self._pass_over(opened)
            case "" | "n" if slot.answer or shows_answer:
                return self._onward(opened)
            case "":
                self._show(opened)
            case _ if shows_answer:
                self._say(say("Enter by itself goes on. Type ? to see what else you can do."))
            case str() if line.startswith("/") and not may_be_path:
                self._say(say("There's no {typed}. Type ? to see what there is.", typed=line))
            case _:
                return self._answer(opened, line, began)
        return True

    def _tell_sources_of(self, question: Question, *, explained: bool) -> None:
        """Say who is behind the sources; once it is `explained`, first where to check it."""
        if explained:
            cites = citation_lines(question.cites, self._bank.sources, self._articles)
            self._say(f"{say(CHECK_IT)}:", *cites, "")
        for id in question.sources:
            source = self._bank.sources[id]
            self._say(*source_lines(source if explained else source.before_answer()))

    def _answer(self, opened: OpenRound, line: str, began: float) -> bool:
        """Answer with this line, once the reader has said how sure they are."""
        question, arrangement = opened.round.slot.question, opened.round.slot.arrangement
        try:
            response = read_response(question, arrangement, line)
        except ValueError as error:
            self._say(f"{error} {say('Or type ? to see what else you can do.')}")
            return True
        in_words = response_in_words(question, arrangement, response)
        self._say(as_sentence(say("Your answer: {response}", response=in_words)))
        self._picked = response
        certainty = self._certainty()
        self._picked = None
        if certainty:
            opened.answer(response, certainty, time.monotonic() - began)
            if not opened.round.shows_answer:
                return self._onward(opened)
        return True

    def _pass_over(self, opened: OpenRound) -> bool:
        opened.skip()
        return self._onward(opened)

    def _onward(self, opened: OpenRound) -> bool:
        """Go to the next question; after the last, end the round unless the reader goes back.

        Returns whether there is a question to show.
        """
        last = opened.last_question()
        return self._ask_at_end(opened, last) if last else opened.onward()

    def _ask_at_end(self, opened: OpenRound, last: LastQuestion) -> bool:
        """End the round, or go back to a question; returns whether there is one to show."""
        end, count = "f" if opened.round.exam else "e", len(opened.round.slots)
        lines = [f"{each.index + 1}) {each.which}; {each.name}" for each in last.loose_ends]
        others = lines or [f"l) {last.look}: {last.looks}"]
        told = ("", last.heading, f"{end}) {last.end}: {last.ends}", *others)
        self._say(*told)
        by_enter, does = _enter_at(last, end)
        asks = f"{say('Your choice, or the number of any question')}{does}:"
        while (typed := self._talk.command(asks) or by_enter) != end:
            if typed in map(str, range(1, count + 1)):
                opened.revisit(int(typed) - 1)
                self._heard = None  # it is told, even where it is the one that was told last
                return True
            if typed == "l" and not lines:
                opened.look_through()
                self._heard = None
                return True
            self._say(*(told if typed in ("", "?") else [none_of(count)]))
        opened.finish()
        return False


def _command_in(line: str, question: Question, *, shows_answer: bool) -> str | None:
    """The command that a line is, or looks like; None where it can only be an answer.

    A word that is right is not a command; a slash in front makes it one.
    """
    word = folded(line).removeprefix("/")
    is_typed = question.typed and not shows_answer
    meant = {HELP: "?", TRY: TRY} | ({} if is_typed and not line.startswith("/") else WORDS)
    meant |= {folded(say(each)): command for each, command in meant.items()}
    command = meant.get(word, word)
    if not line.startswith("/") and command not in {*COMMANDS, "?", ""}:
        return None
    return None if is_typed and question.share(line) == 1 else command


def _enter_at(last: LastQuestion, end: str) -> tuple[str, str]:
    """What Enter stands for after the last question, and the words that say so.

    `end` is what ends the round.
    """
    match last.cursor:
        case None:
            return "", ""
        case "end":
            return end, say(", or Enter to finish") if end == "f" else say(
                ", or Enter to end the round"
            )
        case index:
            return str(index + 1), say(", or Enter for question {n}", n=index + 1)


def none_of(count: int) -> str:
    """What to say to a reader who types the number of no question."""
    there = say("There are questions 1 to {last}.", last=count)
    return " ".join((say("That isn't one of them."), there))
