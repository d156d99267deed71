"""Answering `choice` and `multi`: pick one option, or all that apply."""

from quiz.bank.kinds import Arrangement, Choice, Multi, Response, numbers
from quiz.tui.widgets.rows import Rows

LETTERS = "ABCDEFGHI"


class Choose(Rows):
    """Options with letters."""

    def __init__(
        self, question: Choice | Multi, arrangement: Arrangement, response: Response | None
    ) -> None:
        super().__init__([question.options[number].text for number in arrangement])
        self.several = isinstance(question, Multi)
        self.at_once = not self.several
        self.hint = (
            "Letters or Space take and leave; Enter when you have them all."
            if self.several
            else "A letter, or ↑ ↓ and Enter."
        )
        self.warnings = (
            (
                "Take at least one first, by its letter or with Space.",
                "Press Enter when you have them all; then say how sure you are.",
            )
            if self.several
            else ("Answer first, by a letter or with ↑ ↓ and Enter.",)
        )
        self._arrangement = arrangement
        self._picked = set(numbers(response))
        places = [place for place in range(len(arrangement)) if self.is_picked(place)]
        self.set_reactive(Choose.cursor, places[0] if places else 0)

    @property
    def response(self) -> Response | None:
        """The options picked, in the numbers of the file; None while there are none."""
        return tuple(sorted(self._picked)) or None

    @property
    def missing(self) -> str:
        """What to do before one can say how sure."""
        return self.warnings[self.several and bool(self._picked)]

    def mark_of(self, place: int) -> str:
        """A letter, and whether it is taken."""
        on, off = ("☑", "☐") if self.several else ("●", "○")
        return f"{on if self.is_picked(place) else off} {LETTERS[place]}"

    def is_picked(self, place: int) -> bool:
        """Whether the option at a place is picked."""
        return self._arrangement[place] in self._picked

    def pick(self, place: int) -> None:
        """Take the option at a place, or with `multi` leave it again."""
        if place >= len(self.texts):
            return
        self.cursor = place
        number = self._arrangement[place]
        self._picked = self._picked ^ {number} if self.several else {number}
        self.refresh()
        self.show_cursor()
        if not self.several:
            super().action_done()

    def action_done(self) -> None:
        """Take the option under the cursor, where only one is to be taken, and go on."""
        if self.several:
            super().action_done()
        else:
            self.action_press()
