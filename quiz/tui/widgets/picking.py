"""What the widgets that are answered with a cursor have in common."""

from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from quiz.bank.kinds import Response
from quiz.bank.kinds.picking import PickingQuestion
from quiz.play.explain import miscounted
from quiz.tui.messages import QuizMessage
from quiz.tui.widgets.in_view import bring_into_view, is_below, page_around, region_of, view_of
from quiz.tui.widgets.keys import series
from quiz.words import phrase, say

LETTERS = "ABCDEFGHI"
"""What options, steps and labels are called; their keys are the same in small."""


def which_letters(count: int) -> str:
    """What to say to a reader who presses another letter than the first `count`."""
    if count == 2:  # noqa: PLR2004 - both
        return say("The letters here are A and B.")
    return say("The letters here are A to {last}.", last=LETTERS[count - 1])


class Completed(Message):
    """The reader says that the answer is complete."""


class Picked(Message):
    """Something was picked, and not too much: the answer may be complete by now."""


class Warned(QuizMessage):
    """What the reader did comes to nothing, or to too much, and this says what would do."""

    warning: str


def picking_keys(
    space: str,
    names: str = "↑ ↓",
    move: str = phrase("move the cursor; j k too"),
    before: str = "up,k",
    after: str = "down,j",
) -> list[BindingType]:
    """The bindings of a widget with a cursor; `space` is what the help says of Space."""
    return [
        *series(names, move, {before: "step(-1)", after: "step(1)"}),
        *series("Space", space, {"space": "press"}),
        *series("↵", "finish your answer", {"enter": "done"}),
    ]


class Picking(Widget, can_focus=True):
    """Options, rows, steps or parts of a text, with a cursor. Posts `Completed`."""

    letters: int
    """How many letters pick something."""
    is_typed = False
    at_once = False
    """Whether one pick completes the answer, so that a digit says how sure at once."""
    by_itself = False
    """Whether it shows by itself when the answer is complete, so that no Enter has to say so."""
    hint: str
    """What there is to do."""
    reminder = ""
    """What of that readers can't know who have answered others of its kind."""
    warnings: tuple[str, ...]
    """What to do before one can say how sure: first while there is no response, last after it."""
    count: int
    """How many options, rows, steps or parts there are."""
    cursor = reactive(0, init=False)
    _moved = False
    """Whether the cursor was moved since the last pick."""

    @property
    def response(self) -> Response | None:
        """The response in the numbers of the bank; None while it is incomplete."""
        raise NotImplementedError

    @property
    def draft(self) -> Response:
        """What there is of a response so far, from which the widget can be made again."""
        return self.response or ()

    @property
    def missing(self) -> str:
        """What to do before one can say how sure."""
        return self.warnings[0 if self.response is None else -1]

    @property
    def excess(self) -> str:
        """What to say where more is picked than is asked for; otherwise empty."""
        return ""

    @property
    def state(self) -> tuple[object, ...]:
        """Everything that a key can change: what is drawn, and where the cursor is."""
        return str(self.render()), self.cursor

    def cursor_lines(self) -> tuple[int, int]:
        """The first and the last line of what is under the cursor."""
        raise NotImplementedError

    def letter(self, index: int) -> None:
        """Do what one of the letters asks, by its index: pick, where nothing else is said."""
        self.pick(index)

    def pick(self, index: int) -> None:
        """Pick by index, as a letter, a click or Space asks."""
        self._pick(index)
        if self.at_once:
            self.post_message(Completed())

    def _pick(self, index: int) -> None:
        self._moved = False
        self.cursor = index
        self.pick_at_cursor()
        self.refresh()
        self.show_cursor()
        if self.excess:
            self.post_message(Warned(self.excess))
        elif self.by_itself and not self.at_once:
            self.post_message(Picked())

    def take_cursor(self) -> bool:
        """Where one pick completes the answer, pick what the cursor was moved to.

        Return whether that was in sight.
        """
        if self.at_once and self._moved:
            if self.show_cursor():
                return False
            self._pick(self.cursor)
        return True

    def pick_at_cursor(self) -> None:
        """Pick what is under the cursor, or leave it."""
        raise NotImplementedError

    def watch_cursor(self) -> None:
        self.show_cursor()

    def show_cursor(self) -> bool:
        """Bring what is under the cursor into view; return whether it was out of sight."""
        return bring_into_view(self, *self.cursor_lines())

    def action_step(self, by: int) -> None:
        """Move the cursor; where it is still ahead on the page, scroll towards it instead."""
        page = page_around(self)
        if page and self._is_ahead(page, by):
            page.scroll_relative(y=2 * by, animate=False)
        else:
            self.step(by)

    def _is_ahead(self, page: Widget, by: int) -> bool:
        """Whether what is under the cursor is still out of sight where a step leads."""
        if by > 0 and is_below(self):
            return True
        lines, view = region_of(self, *self.cursor_lines()), view_of(page)
        ahead = lines.y >= view.bottom if by > 0 else lines.bottom <= view.y
        return view.height > 0 and ahead

    def step(self, by: int) -> None:
        before = self.cursor
        self.cursor += by
        self._moved |= self.cursor != before

    def action_press(self) -> None:
        if not self.show_cursor():
            self.pick(self.cursor)

    def seek(self) -> None:
        """Move the cursor to what is still missing, where that is in one place."""

    @property
    def has_begun(self) -> bool:
        """Whether something was begun that Esc takes back."""
        return False

    def step_back(self) -> None:
        """Take back what was begun."""

    def action_done(self) -> None:
        """Say that the answer is complete; where one is right, pick what is under the cursor."""
        if self.at_once:
            self.action_press()
        else:
            self.post_message(Completed())


class Picks(Picking):
    """The base for questions of which options or parts are picked, one or as many as they ask for.

    After `Rows`, as Textual takes the default styles of the first base alone.
    """

    _question: PickingQuestion
    _picked: set[int]
    """The numbers of what is picked, as the bank counts."""

    @property
    def response(self) -> Response | None:
        return None if miscounted(self._question, self.draft) else self.draft or None

    @property
    def draft(self) -> Response:
        return tuple(sorted(self._picked))

    @property
    def missing(self) -> str:
        return miscounted(self._question, self.draft) or super().missing

    @property
    def excess(self) -> str:
        asked = self._question.asks_for
        return self.missing if asked and len(self._picked) > asked else ""
