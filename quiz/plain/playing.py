"""A round a line at a time: its questions, the answers to them, and how it went."""

import time
from collections.abc import Iterator
from contextlib import suppress

from quiz.bank.kinds import Response
from quiz.plain.asking import Asking
from quiz.plain.kinds import prompt, question_lines, read_response, spoken
from quiz.plain.lines import (
    answer_lines,
    citation_lines,
    lesson_lines,
    more_lines,
    scale_lines,
    source_lines,
    verdict,
)
from quiz.plain.talk import Leave, TimeUp
from quiz.play.explain import (
    BE_HONEST,
    CHECK_IT,
    PARTS,
    TAKE_AWAY,
    Explained,
    explained,
    points_in_words,
)
from quiz.play.explain import spoken as spoken_points
from quiz.play.round import Round, Slot
from quiz.record.ending import marks, score, without_answer
from quiz.record.page import end_lines
from quiz.record.profile import Profile, outcome
from quiz.session import CannotBegin, OpenRound
from quiz.session.opened import TO_HAND_IN
from quiz.session.through import LastQuestion
from quiz.text import as_sentence, folded
from quiz.words import phrase, say

BEFORE = (
    phrase("At any question, type ? to see what else you can do."),
    phrase(
        "Some turn on quotation marks or brackets: if you use a screen reader, turn punctuation on."
    ),
)
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
TRY, HELP = phrase("try"), phrase("help")
WORDS = {phrase("skip"): "x", phrase("back"): "p", phrase("next"): "", phrase("leave"): "q"}
"""Words for some of them, where the answer is no word."""
CHECK = phrase("where to check it, and who is behind the sources.")
"""What the help says of `s` once the answer is explained."""
AFTER_END = phrase("A number to look at a question again, n for a new round, Enter to finish:")


class Playing(Asking):
    """Plays the rounds of a session as lines of text."""

    _picked: Response | None = None
    """What the reader answered and hasn't said yet how sure they are of."""

    def begin(self, opened: OpenRound) -> None:
        """Play a round, and those that the reader goes on with from its end."""
        next: OpenRound | None = opened
        while next:
            next = self._begin(next)

    def _begin(self, opened: OpenRound) -> OpenRound | None:
        """Play a round as `play` does; if it is a new one while another waits, ask first."""
        waiting = self._session.waiting(opened)
        if waiting and not self._talk.is_typed:
            self._say("", f"{waiting.heading} {say('You can carry on with it later.')}")
        elif waiting:
            self._say("", waiting.heading, f"t) {waiting.carry_on_name}")
            self._say(f"b) {waiting.begin_name}: {waiting.begin}")
            while (typed := self._talk.command(say("Your choice, or Enter to go back:"))) not in (
                "t",
                "b",
            ):
                if not typed:
                    return None
                self._say(say("That isn't one of them."))
            if typed == "t":
                opened = self._session.resume()
            else:
                self._session.begin_another()
        try:
            opened.keep()
        except CannotBegin as reason:
            self._say(str(reason))
            return None
        return self.play(opened)

    def play(self, opened: OpenRound) -> OpenRound | None:
        """Play a round and say how it went; return the round to go on with, if the reader does.

        How an author's trial went is nobody's concern. Raises `Leave` when the reader leaves.
        """
        if opened.note:
            self._say("", opened.note)
        if opened.notice:
            self._say(opened.notice)
        self._tell_news()
        if opened.lesson:
            self._say(*lesson_lines(opened.lesson))
        self._say("", *map(say, BEFORE))
        self._talk.seconds_left = lambda: opened.seconds_left
        with suppress(TimeUp):
            self._go_through(opened)
        picked, self._picked = self._picked, None
        opened.ring(picked)
        if opened.rang:
            self._session.news()  # which the end says, too
        self._tell_news()
        return None if self._session.trial else self._end(opened)

    def _go_through(self, opened: OpenRound) -> None:
        """Show questions and do what the reader types, to the end of the round.

        In a round that is over, that is until the reader has gone on from its last question.
        """
        heard: tuple[int, bool] | None = None
        began = 0.0
        goes_on, was_over = True, opened.round.over
        while goes_on and opened.round.over is was_over:
            round = opened.round
            if heard != (round.at, round.shows_answer):
                self._show(opened, again=heard != (round.at, False))
                heard, began = (round.at, round.shows_answer), time.monotonic()
            goes_on = self._turn(opened, began)
            self._tell_news()

    def _end(self, opened: OpenRound) -> OpenRound | None:
        """Say how a round went, with the answers of an exam explained, as in `look_back`."""
        profile = opened.profile()
        self._tell_end(opened, profile)
        told = [index for index in range(len(opened.round.slots)) if opened.may_tell(index)]
        if opened.round.exam and told:
            self._look_at(opened, told[0])
        return self._after_end(opened, profile)

    def look_back(self, opened: OpenRound) -> OpenRound | None:
        """Say once more how a round went; return the round to go on with, if the reader does."""
        profile = opened.profile()
        self._tell_end(opened, profile)
        return self._after_end(opened, profile)

    def _after_end(self, opened: OpenRound, profile: Profile) -> OpenRound | None:
        """Give the figures of a round, and open its questions again; Enter leads on."""
        if opened.round.answered:
            self._say(*end_lines(profile))
        self._say("")
        count = len(opened.round.slots)
        while typed := self._talk.command(say(AFTER_END)):
            if typed == "n":
                try:
                    return self._session.begin(skill=profile.next or None)
                except CannotBegin as reason:
                    self._say(str(reason))
            elif typed in map(str, range(1, count + 1)):
                before = opened.round.slots
                self._look_at(opened, int(typed) - 1, misses=True)
                if opened.round.slots != before:  # what was left out has been answered
                    profile = opened.profile()
                    self._tell_end(opened, profile)
            elif typed == "?":
                self._tell_end(opened, profile)
            else:
                self._say(_none_of(count))
        return None

    def _look_at(self, opened: OpenRound, index: int, *, misses: bool = False) -> None:
        """Open a question of a round that is over, and go through those that follow it.

        With `misses`, one that wasn't right is followed by the others that weren't.
        """
        if (opened.review if misses else opened.go)(index):
            with suppress(Leave):  # who has read enough goes back to the end
                self._go_through(opened)
        self._tell_news()

    def _tell_end(self, opened: OpenRound, profile: Profile) -> None:
        """Say what comes first on the screen at the end of a round, in the same order."""
        round, ending = opened.round, opened.ending(profile)
        look = " ".join(filter(None, (ending.next, ending.asks)))
        told = (ending.well, look, ending.sure)
        self._say("", f"{opened.heading}.", *filter(None, told))
        if command := opened.to_hand_in:
            self._say(say(TO_HAND_IN))
            self._talk.quote(command)
        self._say("")
        self._say(*(f"{say(TAKE_AWAY)} {each}" for each in ending.remember))
        below = (marks(opened.whole, points_in_words), ending.back, opened.left_out_here)
        self._say(f"{', '.join(score(opened.whole))}.", *filter(None, below))
        self._say("")
        for number, slot in enumerate(round.slots, start=1):
            about = f"{self._bank.skills[slot.question.skill].name}; {slot.question.name}"
            flagged = f"{say('marked')}; " if slot.flagged else ""
            self._say(as_sentence(f"{number}) {_went(round, slot)}; {flagged}{about}"))
        if ending.then:
            self._say("", ending.then)

    def _show(self, opened: OpenRound, *, again: bool = True) -> None:
        """Say the question that a round is at, if `again`, and its explanation or answer."""
        round = opened.round
        slot, question = round.slot, round.slot.question
        skill = self._bank.skills[question.skill]
        if again:
            exam = f", {say('exam')}" if round.exam and not round.over else ""
            flagged = f", {say('marked')}" if slot.flagged else ""
            number = say("Question {n} of {all}", n=round.at + 1, all=len(round.slots))
            number = f"{number}{exam}{flagged}."
            clock = opened.clock[0]
            clock = f" {as_sentence(clock[:1].upper() + clock[1:])}" if clock else ""
            self._say("", f"{number} {as_sentence(skill.group)} {as_sentence(skill.name)}{clock}")
            if note := opened.note_above(slot):
                self._say(note)
            self._say("")
            sources = self._bank.sources
            self._say(*question_lines(question, slot.arrangement, sources, self._articles))
        self._say("")
        if round.shows_answer:
            about = self._explained(slot)
            several = len(round.answered) > 1 and not round.over
            so_far = say("Marks so far: {marks}.", marks=spoken_points(round.points))
            first = f"{verdict(slot)} {so_far}" if several else verdict(slot)
            title = [say("This was “{title}”.", title=question.title)] if question.title else []
            self._say(first, *title, *answer_lines(slot, about))
            if not about.brief:
                self._tell_more(slot)
            self._say("")
        elif slot.answer:
            response = spoken(question, slot.arrangement, slot.answer.response)
            certainty = slot.answer.certainty.word
            said = say(
                "You answered {response}, and said “{certainty}”. Enter keeps that.",
                response=response,
                certainty=certainty,
            )
            self._say(said, "")

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
            "x": not after and slot.answer is None and not (round.exam and not round.over),
            "n": round.exam and not round.over,
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
        # A word that is right is not a command; a slash in front makes it one.
        word = folded(line).removeprefix("/")
        is_typed = question.typed and not shows_answer
        meant = {HELP: "?", TRY: TRY} | ({} if is_typed and not line.startswith("/") else WORDS)
        meant |= {folded(say(each)): command for each, command in meant.items()}
        word = meant.get(word, word)
        like_a_command = line.startswith("/") or word in {*COMMANDS, "?", ""}
        right = is_typed and like_a_command and question.share(line) == 1
        may_be_path = question.typed and str(question.key).startswith("/")
        match word if like_a_command and not right else None:
            case "q":
                raise Leave
            case "?":
                self._say(*self._help(opened))
            case "try":
                self._try_marks()
            case "m":
                opened.flag()
                self._say(say("Marked.") if opened.round.slot.flagged else say("No longer marked."))
            case "p":
                if opened.round.at == 0:
                    self._say(say("This is the first question."))
                opened.back()
            case "r":
                self._show(opened)
            case "s" if opened.can_look:
                if shows_answer:
                    cites = citation_lines(question.cites, self._bank.sources, self._articles)
                    self._say(f"{say(CHECK_IT)}:", *cites, "")
                for id in question.sources:
                    source = self._bank.sources[id]
                    self._say(*source_lines(source if shows_answer else source.before_answer()))
                opened.look()
            case "e" if shows_answer:
                self._tell_more(slot)
            case "l" if shows_answer and skill.lesson:
                self._say(*lesson_lines(skill))
            case "x" if not shows_answer and slot.answer is None:
                self._say(say("Skipped."))
                return self._pass_over(opened)
            case "n" if opened.round.exam and not opened.round.over:
                return self._pass_over(opened)
            case "" if slot.answer or shows_answer:
                return self._onward(opened)
            case "":
                self._show(opened)
            case _ if shows_answer:
                self._say(say("Enter by itself goes on. Type ? to see what else you can do."))
            case _ if line.startswith("/") and not (right or may_be_path):
                self._say(say("There's no {typed}. Type ? to see what there is.", typed=line))
            case _:
                return self._answer(opened, line, began)
        return True

    def _answer(self, opened: OpenRound, line: str, began: float) -> bool:
        """Answer with this line, once the reader has said how sure they are."""
        question, arrangement = opened.round.slot.question, opened.round.slot.arrangement
        try:
            response = read_response(question, arrangement, line)
        except ValueError as error:
            self._say(f"{error} {say('Or type ? to see what else you can do.')}")
            return True
        told = say("Your answer: {response}", response=spoken(question, arrangement, response))
        self._say(as_sentence(told))
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
        if not (last := opened.last_question()):
            return opened.onward()
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
                return True
            if typed == "l" and not lines:
                opened.look_through()
                return True
            none = (_none_of(count),)
            self._say(*(told if typed in ("", "?") else none))
        opened.finish()
        return False


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


def _none_of(count: int) -> str:
    """What to say to a reader who types the number of no question."""
    there = say("There are questions 1 to {last}.", last=count)
    return " ".join((say("That isn't one of them."), there))


def _went(round: Round, slot: Slot) -> str:
    """How a question of a round went: right or not, how sure, and the marks."""
    if slot.answer is None:
        return without_answer(round, slot)
    how = outcome(slot.share)
    return f"{how}, {slot.answer.certainty.word}, {points_in_words(slot.points)}"
