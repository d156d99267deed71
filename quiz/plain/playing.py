"""A round a line at a time: how it begins, its questions one after the other, and how it went."""

import time
from contextlib import suppress

from quiz.plain.lines import (
    lesson_lines,
)
from quiz.plain.talk import Leave, TimeUp
from quiz.plain.turns import Turns, none_of
from quiz.play.explain import TAKE_AWAY
from quiz.play.round import Round, Slot
from quiz.play.stakes import points_in_words, whole
from quiz.record.ending import marks, score, without_answer
from quiz.record.page import end_lines
from quiz.record.profile import Profile, outcome
from quiz.session import CannotBegin, OpenRound
from quiz.session.opened import TO_HAND_IN
from quiz.text import as_sentence
from quiz.words import phrase, say

BEFORE = (
    phrase("At any question, type ? to see what else you can do."),
    phrase(
        "Some questions are about quotation marks or brackets: if you use a screen reader, "
        "turn punctuation on."
    ),
)
AFTER_END = phrase("A number to look at a question again, n for a new round, Enter to finish:")


class Playing(Turns):
    """Plays the rounds of a session as lines of text."""

    _knows_keys = False
    """Whether the reader was told, since they began, what else they can type."""

    def begin(self, opened: OpenRound) -> None:
        """Play a round, and those that the reader goes on with from its end."""
        next: OpenRound | None = opened
        while next:
            next = self._begin(next)

    def _begin(self, opened: OpenRound) -> OpenRound | None:
        """Play a round as `play` does; if it is a new one while another waits, ask first."""
        try:
            if chosen := self._chosen_of_two(opened):
                chosen.keep()
        except CannotBegin as reason:  # another window began or ended a round meanwhile
            self._say(str(reason))
            return None
        return self.play(chosen) if chosen else None

    def _chosen_of_two(self, opened: OpenRound) -> OpenRound | None:
        """Ask whether to begin a round or to carry on with one that waits; None for neither.

        Raises `CannotBegin` where that one has ended by now.
        """
        waiting = self._session.waiting(opened)
        if waiting is None:
            return opened
        if not self._talk.is_typed:
            self._say("", f"{waiting.heading} {say('You can carry on with it later.')}")
            return opened
        self._say("", waiting.heading, f"t) {waiting.carry_on_name}")
        self._say(f"b) {waiting.begin_name}: {waiting.begin}")
        while typed := self._talk.command(say("Your choice, or Enter to go back:")):
            if typed == "t":
                return self._session.resume()
            if typed == "b":
                self._session.begin_another()
                return opened
            self._say(say("That isn't one of them."))
        return None

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
        if not self._knows_keys:
            self._say("", *map(say, BEFORE))
            self._knows_keys = True
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
        self._heard, began = None, 0.0
        goes_on, was_over = True, opened.round.over
        while goes_on and opened.round.over is was_over:
            round = opened.round
            if self._heard != (round.at, round.shows_answer):
                self._show(opened, again=self._heard != (round.at, False))
                self._heard, began = (round.at, round.shows_answer), time.monotonic()
            goes_on = self._turn(opened, began)
            self._tell_news()

    def _end(self, opened: OpenRound) -> OpenRound | None:
        """Say how a round went, go through an exam's answers, and go on as `look_back` does."""
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
                self._say(none_of(count))
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
        look = " ".join(filter(None, (ending.next, ending.begins)))
        told = (ending.well, look, ending.sure)
        self._say("", f"{opened.heading}.", *filter(None, told))
        if command := opened.to_hand_in:
            self._say(say(TO_HAND_IN))
            self._talk.quote(command)
        self._say("")
        self._say(*(f"{say(TAKE_AWAY)} {each}" for each in ending.remember))
        below = (
            marks(opened.whole, lambda points: points_in_words(whole(points))),
            ending.back,
            opened.left_out_here,
        )
        self._say(f"{', '.join(score(opened.whole))}.", *filter(None, below))
        self._say("")
        for number, slot in enumerate(round.slots, start=1):
            about = f"{self._bank.skills[slot.question.skill].name}; {slot.question.name}"
            flagged = f"{say('marked')}; " if slot.flagged else ""
            self._say(as_sentence(f"{number}) {_went(round, slot)}; {flagged}{about}"))
        if ending.then:
            self._say("", ending.then)


def _went(round: Round, slot: Slot) -> str:
    """How a question of a round went: right or not, how sure, and the marks."""
    if slot.answer is None:
        return without_answer(round, slot)
    how = outcome(slot.share)
    return f"{how}, {slot.answer.certainty.word}, {points_in_words(slot.points)}"
