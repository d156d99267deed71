"""The page at the end of a round: how it went, what to do next, and its questions to open again."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from quiz.play.explain import TAKE_AWAY
from quiz.play.mark import Certainty
from quiz.play.round import Slot
from quiz.play.stakes import signed, signed_marks, whole
from quiz.record.ending import marks, score, without_answer
from quiz.record.page import end_sections
from quiz.session import OpenRound, Session
from quiz.session.opened import TO_HAND_IN
from quiz.text import cells, fitted, shortened, shown
from quiz.tui.messages import PractiseChosen, ResultsClosed
from quiz.tui.screens.results import Results
from quiz.tui.widgets import HIGH
from quiz.tui.widgets.keys import HELP, follow, goes_on, series
from quiz.tui.widgets.masthead import RunningHead
from quiz.tui.widgets.round_header import COLOURS, LEAST, sign
from quiz.tui.widgets.sections import under_headings
from quiz.words import say

LONGEST, LONGEST_WIDE = 63, 90
"""The most columns of a line, beside its sign; the second where it needs them and has them."""
SURE = 15
"""The columns of how sure and of the marks, with the blanks between them and around a skill."""
AROUND = 9
"""The columns of the page beside a line."""
WIDEST_HEAD, AROUND_HEAD = 68, 3
"""The most columns of the words above the list, and the lines around them."""
ROOMY = 50
"""With so many columns, a line says how sure the reader was, and on which skill."""


class End(Results):
    """How a round went: two sentences, the marks, a line for each question, what comes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", tooltip="look at this question again"),
        Binding(
            "enter", "on", "Practise", tooltip="begin the round that is suggested", priority=True
        ),
        Binding("n", "again", "Practise", tooltip="begin the round that is suggested"),
        Binding("n", "another", "New round", tooltip="begin another round"),
        Binding("q", "leave", "Home", tooltip="go home"),
        Binding("a", "mixed", "Another round", tooltip="begin another round, a mix of skills"),
        Binding("a", "another", show=False),
        *series("Esc", "go back to where you came from", {"escape": "close"}),
        Binding("pagedown", "page", "Down", tooltip="page down", priority=True),
        Binding("pageup", "page(-1)", tooltip="page up", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),  # at its end, too
        HELP,
    ]

    DEFAULT_CSS = """
    End {
        #heading, #profile { max-width: 70; }
        Entries { margin: 1 0; }
    }
    """

    def __init__(self, session: Session, opened: OpenRound) -> None:
        profile, slots = opened.profile(), opened.round.slots
        self._ending = opened.ending(profile, key="↵")
        self._moved = self._done = False
        self._width = LONGEST
        self._skills = {
            slot.question.skill: session.bank.skills[slot.question.skill].name for slot in slots
        }
        self._longest = max(
            cells(shown(each.question.title or "")) + 2 * each.flagged for each in slots
        )
        """The columns of the longest title with its flag; a stem in place of one is cut."""
        super().__init__(session.bank, profile, opened)

    def _column(self) -> Sequence[Widget]:
        self._heading = Static(self._head(), id="heading")
        return [RunningHead(self._opened.heading), self._heading, self._list, self._sections]

    def _head(self, *, remembers: bool = True) -> Content:
        """What went well, what to do next, what to remember, and how the round went."""
        round, ending = self._opened.round, self._ending
        strip = Content("").join(
            Content.styled(each, COLOURS.get(each, ""))
            for each in (sign(slot, judged=True) for slot in round.slots)
        )
        command = self._opened.to_hand_in
        remember = [*self._remember(), Content("")] if remembers and ending.remember else []
        earned = [self._earned(self._opened.whole.points)] if self._is_low else []
        score_line = (f"  {' · '.join([*score(self._opened.whole), *earned])}", "bold")
        begins = ending.begins if self._width >= ROOMY else ""
        return Content("\n").join(
            [
                Content.styled(ending.well, "bold $accent"),
                Content(" ".join(filter(None, (ending.next, begins, ending.sure)))),
                *([Content(f"{say(TO_HAND_IN)} {command}")] if command else []),
                Content(""),
                *remember,
                Content.assemble(strip, score_line),
                *(map(Content, [] if self._is_low else self._figures())),
            ]
        )

    @property
    def _is_low(self) -> bool:
        """Whether the list needs the room above it, so that its cursor is in sight at first."""
        return self.app.size.height < HIGH

    def _remember(self) -> list[Content]:
        """The lines to remember below their heading; none if there are none."""
        lines = [Content(f"· {each}") for each in self._ending.remember]
        return [Content.styled(say(TAKE_AWAY), "bold $accent"), *lines] if lines else []

    def _is_in_sight(self, head: Content) -> bool:
        """Whether the question to look at first is in sight below this head."""
        width, height = self.app.size
        above = len(head.wrap(max(1, min(WIDEST_HEAD, width - 7)))) + AROUND_HEAD
        return above + self._ending.reopen < height - 1

    def _figures(self) -> list[str]:
        """The marks, what comes back and what is left out."""
        all_asked = self._opened.whole
        earned = marks(all_asked, self._earned)
        figures = (earned, self._ending.back, self._opened.left_out_here)
        return [each for each in figures if each]

    def _earned(self, points: float) -> str:
        """Marks in words, to a whole one."""
        return signed_marks(whole(points)).lstrip("+")

    def on_screen_resume(self) -> None:
        """Once the last miss has been looked at, say so, and let Enter lead on."""
        if self._done or not self._opened.misses_looked_at:
            return
        self._done = True
        self._ending = self._opened.ending(self._profile, key="↵")
        self._list.highlighted = None
        if self._cursor is not None:
            line = self._line(self.slots[self._cursor])
            self._list.replace_option_prompt_at_index(self._cursor, line)
            self._cursor = None
        self._write()
        self._page.scroll_home(animate=False)
        self.refresh_bindings()

    def on_mount(self) -> None:
        self._page.can_focus = False
        self._list.highlighted = self._ending.reopen
        self._list.focus(scroll_visible=False)
        self.call_after_refresh(self._page.scroll_home, animate=False)
        follow(self, self._page)

    @on(OptionList.OptionHighlighted)
    def _scroll_to_cursor(self, event: OptionList.OptionHighlighted) -> None:
        """Scroll the page where it is too long for the window, from the first question to its top.

        At first the page stays at its top, wherever the cursor is.
        """
        if not self._moved:
            self._moved = True
            return
        self.refresh_bindings()
        line = self._list.region.y + event.option_index - self._list.scroll_offset.y
        page = self._page.region
        by = max(0, line - page.bottom + 1) + min(0, line - page.y)
        if event.option_index == 0:
            self._page.scroll_home(animate=False)
        elif by:
            self._page.scroll_relative(y=by, animate=False)

    def on_resize(self, event: events.Resize) -> None:
        needed = SURE + max(map(cells, self._skills.values())) + self._longest
        most = max(LONGEST, min(needed, LONGEST_WIDE))
        self._width = max(12, min(most, event.size.width - 10))
        self.query_one("#page > .column").styles.max_width = most + AROUND
        self._write()
        for index, slot in enumerate(self.slots):
            line = self._line(slot, at_cursor=index == self._cursor)
            self._list.replace_option_prompt_at_index(index, line)

    def _write(self) -> None:
        """Say how it went, above the list and below it."""
        head, short = self._head(), self._head(remembers=False)
        gives_way = self._is_low and not self._is_in_sight(head) and self._is_in_sight(short)
        self._heading.update(short if gives_way else head)
        below = end_sections(self._profile) if self._opened.round.answered else []
        first = [*(self._figures() if self._is_low else []), *filter(None, [self._ending.then])]
        sections = under_headings([*([("", first)] if first else []), *below])
        remember = Content("\n").join(self._remember()) if gives_way else Content("")
        parts = [each for each in (remember, sections) if each]
        self._sections.update(Content("\n\n").join(parts))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "page":
                return bool(parameters) or goes_on(self._page)
            case "open":
                return self._list.highlighted is not None
            case "on":  # where the list has no cursor: everything in it was looked at
                return self._list.highlighted is None
            case "again":  # unless Enter leads there
                return bool(self._profile.next) and self._list.highlighted is not None
            case "another":
                return not self._profile.next
            case "mixed":  # where none is suggested, the key for that leads to one
                return bool(self._profile.next)
            case _:
                return True

    def action_on(self) -> None:
        """Begin the round that is suggested, or else one of any skills."""
        self.post_message(PractiseChosen(self._profile.next))

    def action_another(self) -> None:
        self.action_mixed()

    def action_mixed(self) -> None:
        """Begin a round of any skills."""
        self.post_message(PractiseChosen(""))

    def _line(self, slot: Slot, *, at_cursor: bool = False) -> Content:
        """The sign, how sure, the marks, the skill and the title, or what there is room for."""
        flag, facts = "⚑ " if slot.flagged else "", self._facts(slot)
        room = self._width - len(flag) - cells(facts)
        title = shortened(slot.question.name, max(8, room), in_columns=True)
        return Content.assemble(self._sign(slot, at_cursor=at_cursor), facts, flag, title)

    def _facts(self, slot: Slot) -> str:
        """How sure, the marks and the skill, in columns, or what there is room for."""
        marks = f"{signed(slot.points):>4}  "
        round = self._opened.round
        word = slot.answer.certainty.word if slot.answer else without_answer(round, slot)
        if self._width < ROOMY:
            return marks if slot.answer else f"{word}  "
        column = max(6, *(cells(each.word) for each in Certainty))
        facts = f"{fitted(word, column)} {marks}" if slot.answer else fitted(word, column + 7)
        longest = max(map(cells, self._skills.values()))
        columns = min(longest, self._width - len(facts) - self._longest - 2)
        if columns < LEAST:
            return facts
        skill = shortened(self._skills[slot.question.skill], columns, in_columns=True)
        return f"{facts}{fitted(skill, columns)}  "

    def action_close(self) -> None:
        self.post_message(ResultsClosed())
