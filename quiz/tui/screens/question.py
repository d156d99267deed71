"""What the keys do at a question of an open round, and at its answer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from quiz.bank.kinds import Response
from quiz.play.mark import Certainty
from quiz.tui.messages import AddressesAsked, RoundEnded, RoundLeft
from quiz.tui.screens.asking import LETTER_KEYS, SURE_KEYS, TAB
from quiz.tui.screens.following import Following
from quiz.tui.widgets.certainty_bar import HOW_SURE
from quiz.tui.widgets.keys import HELP, SCROLL, Keys, goes_on, series
from quiz.words import say

if TYPE_CHECKING:
    from quiz.tui.widgets.answering import Answering

SELDOM = ("flag", "back", "address", "lesson")
"""What few readers do at an answer, so that the key line has it behind `…`."""


class QuestionScreen(Following):
    """Show an open round, one question at a time, and pass each step on to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *series("a b c …", "pick what has this letter", LETTER_KEYS),
        Binding("enter", "complete", "Answer", tooltip="finish your answer"),
        Binding("enter", "onward", "Go on", tooltip="go on"),
        *series("1–3", HOW_SURE, SURE_KEYS),
        *TAB,
        Binding("e", "more", "More", tooltip="the explanation and the rest"),
        Binding("pagedown", "page(1)", "Down"),
        *series("PgDn PgUp", "page down, page up", {"pageup": "page(-1)"}),
        *series("Space", "more of an explanation", {"space": "read_on"}),
        *SCROLL,
        Binding("n", "next", "Next", tooltip="go on to the next question and leave this as it is"),
        Binding("s", "sources", "Sources", tooltip="see who is behind the sources"),
        Binding("s", "hide_sources", "Question", tooltip="go back to the question"),
        Binding("s", "citations", "Sources", tooltip="where to check it, and who is behind it"),
        Binding("x", "skip", "Skip", tooltip="skip, at no cost"),
        Binding("x", "next", show=False),
        Binding("q", "leave", "Leave", tooltip="leave; you can carry on later"),
        Binding("q", "close", "Back to the list", tooltip="go back to the list"),
        *series("Esc", "go back to the question", {"escape": "step_back('question')"}),
        *series("Esc", "go back to the answer", {"escape": "step_back('answer')"}),
        *series("Esc", "put the line down", {"escape": "step_back('line')"}),
        *series("Esc", "go back to the top of the page", {"escape": "step_back('top')"}),
        *series("Esc", "go back to the question before", {"escape": "step_back('before')"}),
        *series("Esc", "go back to the list", {"escape": "step_back('list')"}),
        *series("Esc", "leave; you can carry on later", {"escape": "step_back('leave')"}),
        HELP,
        Binding("m", "flag", "Mark", tooltip="mark the question, or take the mark away"),
        Binding("p", "back", "Back", tooltip="go back to the question before"),
        Binding("p", "at_first", show=False),
        Binding("o", "address", "Open", tooltip="see an address, then open it"),
        Binding("l", "lesson", "Lesson", tooltip="the lesson on its skill"),
    ]

    def compose(self) -> ComposeResult:
        yield from super().compose()
        self._keys = Keys(self._key_word, self._waits)
        yield self._keys

    def keep_change(self) -> None:
        """In an exam, keep what the reader now picks in place of an earlier answer.

        A line in the hand is put down, and of a line to type on it is what they finished typing. If
        what they see isn't what is kept, they are told.
        """
        widget = self._widget
        if widget is None:
            return
        response = self._standing(widget)
        if response is not None:
            self.opened.change(response, self._seconds)
        if self.round.shows_answer or not self.round.slot.answer:
            return
        which = say("Question {n} of {all}", n=self.round.at + 1, all=len(self.round.slots))
        if response is None:
            self.notify(
                say(
                    "Your answer is still the one you gave before: what you've picked now isn't "
                    "complete."
                ),
                title=which,
            )
        elif widget.response != response:
            still = say(
                "Your answer is still “{text}”. To change it, press Enter after typing.",
                text=response,
            )
            self.notify(still, title=which, markup=False)

    def picked(self) -> Response | None:
        """Return what is picked and complete, though the reader hasn't said how sure; else None.

        In place of an earlier answer, that is what counts when the reader moves on.
        """
        widget = self._widget
        if widget is None:
            return None
        if widget.is_typed or self.round.slot.answer:
            return self._standing(widget)
        return widget.response if self._is_ready(widget) else None

    def _standing(self, widget: "Answering") -> Response | None:
        """What counts with no more keys: what was finished on a line to type on, else all picks.

        A line in the hand is put down first. None where it isn't complete.
        """
        widget.step_back()
        return self._complete if widget.is_typed else widget.response

    def _end(self) -> None:
        """Let the app show how the round went."""
        self._tell_news()
        self.post_message(RoundEnded(self.opened, self.drafts))

    @property
    def drafts(self) -> Mapping[str, Response]:
        """What is picked or typed but not completed, by the id of its question."""
        self._keep_draft(self.round)
        return self._drafts

    def _key_word(self, binding: Binding) -> str:
        """The word of a key; once the round is over, the one that leads on says where to."""
        if binding.action == "onward" and self.round.over:
            if miss := self.opened.next_miss:
                return say("Next miss ({n} of {all})", n=miss[0], all=miss[1])
            if self._leads_back:
                return say("Back to the list")
        return say(binding.description)

    @property
    def _leads_back(self) -> bool:
        """Whether Enter leads back to the list of the questions of a round that is over."""
        return self.round.over and not self.opened.next_miss and self.opened.is_last

    def _waits(self, binding: Binding) -> bool:
        """Whether a key of an answer is one of those that few readers need."""
        if binding.action == "close" and self._leads_back:  # as Enter does
            return True
        return self.round.shows_answer and binding.action in SELDOM

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        explained = self.round.shows_answer
        has_more = goes_on(self._scroller)
        match action:
            case "onward" | "read_on":
                return explained
            case "step_back":
                return parameters == (self._step,)
            case "citations":
                return explained and self.opened.can_look
            case "address":
                return explained and bool(self._addresses())
            case "lesson":
                return explained and bool(self._skill.lesson)
            case "letter":
                # On the certainty, any letter leads back to the answer.
                return self._widget is not None and (
                    bool(self._widget.letters) or self._certainty.has_focus
                )
            case "sure" | "turn":
                return not explained
            case "skip":
                # In an exam the key for the next question does the same.
                return (
                    not explained and not self.round.is_open_exam and self.round.slot.answer is None
                )
            case "next":
                return self.round.is_open_exam
            case "close":
                return self.round.over
            case "leave":
                return not self.round.over
            case "complete" | "say":
                return self.asks_for(action)
            case "flag":
                # On a line to type on, other keys need the room, and this one comes after Tab.
                typed = self._widget and self._widget.is_typed and self._widget.has_focus
                return self.opened.can_flag and not typed
            case "back":
                return self.round.at > 0
            case "at_first":
                return self.round.at == 0
            case "sources":
                return self.opened.can_look and not (explained or self._sources_open)
            case "hide_sources":
                return not explained and self._sources_open
            case "more":
                return explained and goes_on(self._explained_in)
            case "page":
                # The key line, which asks without parameters, names one key for more.
                if self._widget and self.focused is self._certainty and not parameters:
                    return False  # which is at the end of the page
                is_named = not explained or not goes_on(self._explained_in)
                return parameters == (-1,) or (has_more and bool(parameters or is_named))
            case _:
                return True

    def _state(self) -> tuple[object, ...]:
        return (self._sources_open, self.round, *super()._state())

    async def answered(self, response: Response, certainty: Certainty) -> None:
        """Answer, and show the explanation; in an exam, go on."""
        self.opened.answer(response, certainty, self._seconds)
        if self.round.shows_answer:
            self.redraw()
        else:
            self.action_onward()

    def action_onward(self) -> None:
        """Go to the next question, or end the round; ask first where something waits."""
        if last := self.opened.last_question():
            from quiz.tui.screens.menu import Menu  # noqa: PLC0415 - when it is first shown

            self.redraw()
            ends = [
                (str(each.index), f"{each.index + 1}. {each.name}", each.which)
                for each in last.loose_ends
            ]
            others = ends or [("look", last.look, last.looks)]
            entries = [("end", last.end, last.ends), *others]
            if last.cursor is None:
                menu = Menu(f"{last.heading} {say('↓ to choose.')}", entries, cursor="")
            else:
                menu = Menu(last.heading, entries, cursor=str(last.cursor))
            self.app.push_screen(menu, self._end_or_go_back)
        elif self.opened.onward():
            self.redraw()
        else:
            self._end()

    def _end_or_go_back(self, chosen: str | None) -> None:
        """End the round, or go back to a question."""
        match chosen:
            case None if self.round.shows_answer:
                return
            case None:
                pass
            case "end":
                self.opened.finish()
                self._end()
                return
            case "look":
                self.opened.look_through()
            case index:
                self.opened.revisit(int(index))
        self.redraw(anew=True)  # it is asked again, even where the reader never left it

    @property
    def _step(self) -> str:
        """Where one step back leads: within the page, to the question before, or out of the round.

        Leaving loses nothing, and home offers first to carry on.
        """
        if self._sources_open:
            return "question"
        if self._right.has_focus:
            return "question" if self._widget else "answer"
        if self._widget and self._widget.has_begun:
            return "line"
        if self._widget is None and self._has_read_on:
            return "top"
        if self.round.over:
            return "list"
        return "before" if self.round.at else "leave"

    def action_step_back(self, step: str) -> None:
        """Go one step back, to where the help says."""
        match step:
            case "question" if self._sources_open:
                self.action_hide_sources()
            case "question" | "answer":
                self._page.focus()
            case "line" if self._widget:
                self._widget.step_back()
            case "top":
                self._back_to_top()
            case "before":
                self.action_back()
            case _:
                self.action_leave()

    def action_next(self) -> None:
        """Go to the next question of an exam; this one is left out while it has no answer."""
        self.action_skip()

    def action_back(self) -> None:
        self.keep_change()
        self.opened.back()
        self.redraw()

    def action_at_first(self) -> None:
        """Say why there is no way back."""
        self.notify(say("This is the first question."))

    def action_skip(self) -> None:
        self.keep_change()
        self.opened.skip()
        self.action_onward()

    def action_flag(self) -> None:
        self.opened.flag()
        self.redraw()

    def action_sources(self) -> None:
        """Show who is behind the sources."""
        self._sources_open = True
        self._read_to = self._page.scroll_offset.y
        self.opened.look()
        self.redraw()
        self.call_next(self._show_sources)

    def action_citations(self) -> None:
        """Go to the citations, which are below the answer or beside it."""
        before = self._in_sight
        self._go_to_sources()
        self.call_after_refresh(self._tell_if_there, before)

    def _tell_if_there(self, before: tuple[object, ...]) -> None:
        """Say so if nothing has moved, as the sources were in sight before."""
        if self._in_sight == before:
            self.notify(say("You're already at the sources."))

    @property
    def _in_sight(self) -> tuple[object, ...]:
        """What is shown of the page, and which column has the keys."""
        return self._page.scroll_offset.y, self.focused

    def action_hide_sources(self) -> None:
        """Hide who is behind the sources, and scroll back to where the reader was."""
        self._sources_open = False
        self.call_next(self._show_sources)

    def action_address(self) -> None:
        self.post_message(AddressesAsked(self._addresses()))

    def action_lesson(self) -> None:
        from quiz.tui.screens.lessons import (  # noqa: PLC0415 - when it is first shown
            LessonAfterAnswer,
        )

        self.app.push_screen(LessonAfterAnswer(self._skill))

    def _addresses(self) -> list[str]:
        """The addresses of the sources, each once."""
        sources = (self._bank.sources[id] for id in self.round.slot.question.sources)
        return list(dict.fromkeys(source.url for source in sources if source.url))

    def action_leave(self) -> None:
        self.keep_change()
        self.opened.has_draft = bool(self.drafts)
        self.post_message(RoundLeft(self.opened, self.drafts))

    def action_close(self) -> None:
        """Go back from an answer of a round that is over."""
        self.action_leave()
