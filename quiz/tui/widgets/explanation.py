"""An answer explained: what matters most on the first page, and more below it."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace
from textual.containers import VerticalGroup
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from quiz.bank.kinds import RIGHT, WRONG, Feedback, Spot, numbers
from quiz.play.explain import TAKE_AWAY, Explained
from quiz.play.round import Slot
from quiz.text import shown
from quiz.tui.widgets.card import Piece
from quiz.tui.widgets.exhibits.frame import Drawing, Frame
from quiz.tui.widgets.linked import Linked, referring
from quiz.words import say

_LOOKS = {RIGHT: "$success", WRONG: "$error"}

LEAST = 16
"""From this many lines on, the take-away is on the first page of an answer."""


class FeedbackLines(Widget):
    """Feedback on options or rows, hanging beside their signs."""

    DEFAULT_CSS = """
    FeedbackLines { height: auto; padding: 0 1; margin-top: 1; }
    """

    def __init__(self, feedback: Iterable[Feedback], *, rows: bool = False) -> None:
        """Take feedback on options, or on `rows`, whose labels are the right ones."""
        super().__init__()
        self._parted = not rows
        """Whether there is a blank line between wrong picks and what is right."""
        self._entries = [(each, (_row if rows else _entry)(each)) for each in feedback]

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        before = None
        for each, entry in self._entries:
            if self._parted and before and each.sign != before.sign:
                lines.append(Content(""))
            before = each
            front = Content.styled(f"{each.sign} ", f"bold {_LOOKS.get(each.sign, '')}".strip())
            for piece in entry.wrap(max(1, width - front.cell_length)):
                lines.append(front.append(piece))
                front = Content(" " * front.cell_length)
        return lines


def _row(feedback: Feedback) -> Content:
    """A row with its right label, after the reader's if that was wrong."""
    right = _entry(replace(feedback, sign=RIGHT, note=""))
    if feedback.sign != WRONG:
        return right
    said = (feedback.note[:1].upper() + feedback.note[1:], f"bold {_LOOKS[WRONG]}")
    return Content.assemble(said, "  ", (f"{RIGHT} ", f"bold {_LOOKS[RIGHT]}"), right)


def _entry(feedback: Feedback) -> Content:
    """The label, the text, the note, and on a line of its own the reason."""
    look = _LOOKS.get(feedback.sign, "")
    pieces: list[Piece] = []
    if feedback.label:
        pieces.append((f"{feedback.label}: ", f"bold {look}".strip()))
    pieces.append((shown(feedback.text), "bold"))
    if feedback.note:
        pieces.append((f"  ({feedback.note})", look))
    if feedback.why:
        pieces.append(f"\n{shown(feedback.why)}")
    return Content.assemble(*pieces)


class FirstPage(Struct, frozen=True):
    """What an answer shows first, and what of it has to wait under more."""

    widgets: tuple[Widget, ...]
    waits: tuple[Widget, ...] = ()


def first_page(
    slot: Slot,
    explained: Explained,
    urls: Sequence[str | None],
    drawing: Drawing | None,
    room: Size,
) -> FirstPage:
    """The answer and why it tempts, what is right and why, and the line to take away.

    Where not all of it fits into the room, which is in columns of text and in lines, reasons wait
    under more, the last ones first; where it doesn't fit without any, so does the passage of a
    `spot`. On a low screen, or where even that is too much, nothing waits, and the reader scrolls.

    `urls` has the address of each citation, which its reference opens, and `drawing` is how the
    exhibit is laid out in which a `spot` was answered.
    """
    question, rows = slot.question, slot.question.row_by_row
    passage = (_in_place(question, slot, drawing),) if isinstance(question, Spot) else ()
    why = (_explanation(explained.why, urls),) if explained.why else ()
    remember = Content.assemble((f"{say(TAKE_AWAY)} ", "bold $accent"), explained.take_away)
    take_away = Static(remember, classes="explained")
    lines = room.height - _height(remember, room.width) if room.height >= LEAST else 0
    for above, below in dict.fromkeys(((passage, why), (passage, ()), ((), ()))):
        left = lines - sum(_height_in_place(each, room.width) for each in above)
        left -= _height(Content(shown(explained.why)), room.width) if below else 0
        for kept in range(len(explained.first), -1, -1):
            first, dropped = explained.first[:kept], explained.first[kept:]
            told = FeedbackLines((*first, *(replace(each, why="") for each in dropped)), rows=rows)
            if told.get_content_height(room, room, room.width) + 1 > left:
                continue
            waits: list[Widget] = [*passage[len(above) :]]
            if later := [each for each in dropped if each.why]:
                waits += [_title(say("Why")), FeedbackLines(later, rows=rows)]
            waits += why[len(below) :]
            return FirstPage((*above, told, *below, take_away), tuple(waits))
    told = FeedbackLines(explained.first, rows=rows)
    return FirstPage((*passage, told, *why, take_away))


def _height(text: Content, width: int) -> int:
    """The lines of a text and the blank one above it."""
    return 1 + len(text.wrap(max(1, width)))


def _height_in_place(passage: Widget, width: int) -> int:
    """The lines of the passage of a `spot`, and the blank one above it."""
    if isinstance(passage, Frame):
        return 3 + passage.get_content_height(Size(), Size(), width - 2)  # its edges take these
    assert isinstance(passage, Static)  # noqa: S101 - without a frame
    return _height(Content(str(passage.content)), width - 1)


def more(
    slot: Slot,
    explained: Explained,
    urls: Sequence[str | None],
    exhibits: Sequence[Widget],
    waits: Sequence[Widget] = (),
) -> VerticalGroup:
    """What waits of the first page, the explanation, the other options, and what was asked."""
    question = slot.question
    parts = [*waits]
    if explained.more:
        parts.append(_explanation(explained.more, urls))
    if explained.others:
        parts += [_title(explained.others_title), FeedbackLines(explained.others)]
    parts.append(_title(say("The question")))
    if question.passage:
        parts.append(Static(Content(shown(question.passage)), classes="passage"))
    parts += [Static(Content(shown(question.stem)), classes="stem"), *exhibits]
    return VerticalGroup(*parts, id="more")


def _in_place(question: Spot, slot: Slot, drawing: Drawing | None) -> Widget:
    """The passage of a `spot`, with signs before what was picked and what is right."""
    picked = numbers(slot.answer.response) if slot.answer else ()
    looks: list[Content] = []
    for number, part in enumerate(question.parts):
        look = Content(part.text)
        if part.right or number in picked:
            sign = RIGHT if part.right else WRONG
            look = Content.styled(f"{sign}{part.text}", f"bold underline {_LOOKS[sign]}")
        looks.append(look)
    if question.frame and drawing:
        frame = Frame(question.frame, drawing, looks, question.join)
        frame.add_class("-answered")
        return frame
    return Static(Content(question.join).join(looks), classes="passage")


def _explanation(text: str, urls: Sequence[str | None]) -> Linked:
    return Linked(referring(shown(text), urls), classes="explained")


def _title(text: str) -> Static:
    return Static(Content(text), classes="title")
