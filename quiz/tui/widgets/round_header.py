"""Where the reader is in a round: a sign for each question, and how this one went."""

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from quiz.bank.kinds import PARTLY, RIGHT, WRONG
from quiz.bank.model import Skill
from quiz.play import explain
from quiz.play.explain import verdict
from quiz.play.round import Round, Slot
from quiz.play.stakes import signed, signed_marks, whole
from quiz.text import cells, shortened, shown
from quiz.tui.widgets import HIGH, MUTED
from quiz.tui.widgets.masthead import rule
from quiz.words import say

MOST_SIGNS = 12
"""However little room there is, so many signs come before the skill; of more, half is theirs."""
LEAST = 8
"""Columns that a shortened skill needs."""
NARROW = 60
"""From this many columns on, there is room for the word “marks”."""
MOST = -12
"""Points that take as much room as any."""
COLOURS = {RIGHT: "$success", PARTLY: "$warning", WRONG: "$error"}


def sign(slot: Slot, *, judged: bool) -> str:
    """The sign of a question: open, skipped, answered, or, if judged, how much of it is right."""
    if slot.answer is None:
        return "–" if slot.skipped else "·"
    if not judged:
        return "●"
    return explain.sign(slot)


class RoundHeader(Widget):
    """The running head: the number of the question, its skill, a sign for each, the marks so far.

    A rule is below it, and after an answer the verdict between the two. On a high screen, the skill
    holds its place until then, so that the verdict moves nothing.
    """

    DEFAULT_CSS = """
    RoundHeader { height: auto; padding: 0 1; text-wrap: nowrap; }
    """

    def __init__(
        self,
        round: Round,
        skill: Skill,
        clock: Callable[[], tuple[str, str]] = lambda: ("", ""),
    ) -> None:
        """Take how long it is until the bell rings, in words and in short; empty if none will."""
        super().__init__()
        self._round = round
        self._skill = skill
        self._clock = clock
        self._ticked = clock()

    def follow(self, round: Round, skill: Skill) -> None:
        """Show where a round stands, at a question on a skill."""
        self._round, self._skill = round, skill
        self.refresh(layout=True)

    def tick(self) -> None:
        """Show how long it now is until the bell rings."""
        if self._clock() != self._ticked:
            self._ticked = self._clock()
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 3 if self._round.shows_answer or self._is_high else 2

    @property
    def _is_high(self) -> bool:
        return self.app.size.height >= HIGH

    def render(self) -> Content:
        width, slot = self.content_size.width, self._round.slot
        room = max(1, width - 2)  # the rule goes beyond the text, as in every running head
        lines = [self._head(room)]
        if self._round.shows_answer:
            colour = COLOURS.get(sign(slot, judged=True), "")
            judged = Content.styled(verdict(slot, room), f"bold {colour}".strip())
            lines.append(self._with_title(judged, room))
        elif self._is_high:
            skill = f"{self._skill.group} · {self._skill.name}"
            lines.append(Content.styled(shortened(skill, room, in_columns=True), MUTED))
        return Content("\n").join([*(each.pad_left(1) for each in lines), rule(width)])

    def _with_title(self, verdict: Content, width: int) -> Content:
        """The verdict, and the whole title by which lists name the question, if it fits."""
        title, room = shown(self._round.slot.question.title or ""), width - verdict.cell_length - 2
        if not title or room < cells(title):
            return verdict
        muted = Content.styled(title, MUTED)
        return verdict.pad_right(width - verdict.cell_length - muted.cell_length).append(muted)

    def _head(self, width: int) -> Content:
        """The first line: what there is no room for is left out, the skill first.

        Room for the marks is kept from the start, so that an answer changes nothing of the skill.
        """
        round = self._round
        exam = f" · {say('exam')}" if round.is_open_exam else ""
        number = say("{n} of {all}", n=round.at + 1, all=len(round.slots))
        number += f"{' ⚑' if round.slot.flagged else ''}{exam}"
        flags = f"  ⚑ {len(round.flagged)}" if round.flagged else ""
        written = signed if width < NARROW else signed_marks
        marks = "" if exam or not round.answered else f"  {written(whole(round.points))}"
        kept = 0 if exam else max(len(marks), 2 + len(written(MOST)))
        long, short = self._clock()
        free = width - len(number) - len(flags) - kept - MOST_SIGNS - 2
        clock = next((f"  {each}" for each in (long, short) if each and len(each) + 2 <= free), "")
        if short and not clock:  # it matters more than signs
            clock = f"  {short}"
        room = max(1, width - len(number) - len(clock) - len(flags) - kept - 2)
        signs = self._signs(min(room, max(room // 2, MOST_SIGNS)), judged=not exam)
        room -= signs.cell_length + 3
        skill = f"{self._skill.group} · {self._skill.name}"
        if self._is_high and not round.shows_answer:
            skill = ""
        elif cells(skill) > room:
            name = shortened(self._skill.name, room, in_columns=True)
            skill = name if room >= LEAST else ""
        left = Content.assemble((number, "bold"), (clock, "bold $accent"), f"  {skill}".rstrip())
        right = Content.assemble(signs, (flags, "$accent"), (marks, "bold"))
        return left.pad_right(max(1, width - left.cell_length - right.cell_length)).append(right)

    def _signs(self, room: int, *, judged: bool) -> Content:
        """A sign for each question, or for those around this one if there is no room for all."""
        slots, at = self._round.slots, self._round.at
        start = max(0, min(at - room // 2, len(slots) - room))
        pieces = []
        for index, slot in enumerate(slots[start : start + room], start=start):
            own = sign(slot, judged=judged)
            cursor = " reverse" if index == at else ""
            pieces.append((own, f"{COLOURS.get(own, '')}{cursor}".strip()))
        return Content.assemble(*pieces)
