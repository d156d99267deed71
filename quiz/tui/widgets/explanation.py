"""An answer explained: what matters most on the first page, and more below it."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace
from textual.containers import VerticalGroup
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from quiz.bank.kinds import MISSED, RIGHT, WRONG, Feedback, Sort, Spot, numbers
from quiz.play.explain import TAKE_AWAY, Explained
from quiz.play.round import Slot
from quiz.text import shown
from quiz.tui.widgets import Piece
from quiz.tui.widgets.exhibits.frame import Drawing, Frame
from quiz.tui.widgets.linked import Linked, referring
from quiz.words import say

_LOOKS = {RIGHT: "$success", MISSED: "$warning", WRONG: "$error"}

LEAST = 16
"""From this many lines on, the take-away is on the first page of an answer."""


class FeedbackLines(Widget):
    """Feedback on options or rows, hanging beside their signs."""

    DEFAULT_CSS = """
    FeedbackLines { height: auto; padding: 0 1; margin-top: 1; }
    """

    def __init__(self, feedback: Iterable[Feedback], *, rows: bool = False) -> None:
        """Take feedback on options, or on `rows`, whose labels are the right ones.

        Between options that went wrong and those that are right there is a blank line.
        """
        super().__init__()
        self._feedback, self._rows = [*feedback], rows

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        before = None
        for each in self._feedback:
            if not self._rows and before and each.sign != before.sign:
                lines.append(Content(""))
            before = each
            sign = _sign(each)
            front = Content.styled(f"{sign} ", f"bold {_LOOKS.get(sign, '')}".strip())
            for piece in _wrapped(each, max(1, width - front.cell_length), rows=self._rows):
                lines.append(front.append(piece))
                front = Content(" " * front.cell_length)
        return lines


def _sign(feedback: Feedback) -> str:
    """The sign before it: that of what was found stands before nothing else."""
    return MISSED if feedback.missed else feedback.sign


def _wrapped(feedback: Feedback, width: int, *, rows: bool) -> Iterator[Content]:
    """Feedback in lines of a width; of a row that takes several, the label begins one if it can."""
    if not (rows and feedback.label):
        yield from _entry(feedback).wrap(width)
        return
    text = Content.styled(shown(feedback.text), "bold")
    label: list[Piece] = [(f"→ {feedback.label}", f"bold {_LOOKS[RIGHT]}")]
    if feedback.note:
        label.append((f" ({feedback.note})", _LOOKS[WRONG]))
    belongs = Content.assemble(*label)
    lines = Content("  ").join([text, belongs]).wrap(width)
    parted = [*text.wrap(width), *belongs.wrap(width)]
    yield from parted if len(parted) <= len(lines) else lines
    if feedback.why:
        yield from Content(shown(feedback.why)).wrap(width)


def _entry(feedback: Feedback) -> Content:
    """The label, the text, the note, and on a line of its own the reason."""
    look = _LOOKS.get(_sign(feedback), "")
    pieces: list[Piece] = []
    if feedback.label:
        pieces.append((f"{feedback.label}: ", f"bold {look}".strip()))
    pieces.append((shown(feedback.text), "bold"))
    if feedback.note:
        pieces.append((f" ({feedback.note})", look))
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
    *,
    tight: bool = False,
) -> FirstPage:
    """The answer and why it tempts, what is right and why, and the line to take away.

    Where not all of it fits into the room, which is in columns of text and in lines, reasons wait
    under more: the last ones first, but those for what the reader found before all others. The
    passage of a `spot` waits if it is framed, as an exhibit is, before any of those others, else
    after them. On a low screen, or where even that is too much, nothing waits, and the reader
    scrolls.

    `urls` has the address of each citation, which its reference opens, and `drawing` is how the
    exhibit is laid out in which a `spot` was answered, in a `tight` frame or not.
    """
    question, rows, feedback = slot.question, slot.question.row_by_row, [*explained.first]
    passage = (
        (_in_place(question, slot, feedback, drawing, tight=tight),)
        if isinstance(question, Spot)
        else ()
    )
    why = (_explanation(explained.why, urls),) if explained.why else ()
    remember = Content.assemble((f"{say(TAKE_AWAY)} ", "bold $accent"), explained.take_away)
    take_away = Static(remember, classes="explained")
    lines = room.height - _height(remember, room.width) if room.height >= LEAST else 0
    if not lines and isinstance(question, Sort):
        feedback.sort(key=lambda each: each.sign != WRONG)  # or what was right would fill the page
    for above, below, waiting in _ways(slot, feedback, passage, why):
        left = lines - sum(_height_in_place(each, room.width) for each in above)
        left -= _height(Content(shown(explained.why)), room.width) if below else 0
        kept = [replace(each, why="") if each in waiting else each for each in feedback]
        told = FeedbackLines(kept, rows=rows)
        if told.get_content_height(room, room, room.width) + 1 > left:
            continue
        waits: list[Widget] = [*passage[len(above) :]]
        if later := [each for each in feedback if each in waiting and each.why]:
            waits += [_title(say("Why")), FeedbackLines(later, rows=rows)]
        waits += why[len(below) :]
        return FirstPage((*above, told, *below, take_away), tuple(waits))
    told = FeedbackLines(feedback, rows=rows)
    return FirstPage((*passage, told, *why, take_away))


Widgets = tuple[Widget, ...]


def _ways(
    slot: Slot, first: Sequence[Feedback], passage: Widgets, why: Widgets
) -> Iterator[tuple[Widgets, Widgets, Sequence[Feedback]]]:
    """What can be above and below the feedback, and whose reasons wait: the fullest page first."""
    picked = numbers(slot.answer.response) if slot.answer else ()
    found = [each for each in first if each.sign == RIGHT and each.number in picked]
    last_first = [*reversed(found), *(each for each in reversed(first) if each not in found)]
    some, all = range(len(found) + 1), range(len(first) + 1)
    ways: list[tuple[Widgets, Widgets, range]] = [(passage, why, some)]
    if why:
        ways.append((passage, (), some))
    if any(isinstance(each, Frame) for each in passage):
        ways.append(((), (), some))
    ways += [(passage, (), all[len(some) :]), ((), (), all)]
    for above, below, counts in ways:
        for count in counts:
            yield above, below, last_first[:count]


def _height(text: Content, width: int) -> int:
    """The lines of a text and the blank one above it."""
    return 1 + len(text.wrap(max(1, width)))


def _height_in_place(passage: Widget, width: int) -> int:
    """The lines of the passage of a `spot`, and the blank one above it."""
    if isinstance(passage, Frame):
        edges, sides = (2, 0) if passage.tight else (3, 2)  # with the blank line above
        return edges + passage.get_content_height(Size(), Size(), width - sides)
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
        parts += [
            _title(explained.others_title),
            FeedbackLines(explained.others, rows=question.row_by_row),
        ]
    parts.append(_title(say("The question")))
    if question.passage:
        parts.append(Static(Content(shown(question.passage)), classes="passage"))
    parts += [Static(Content(shown(question.stem)), classes="stem"), *exhibits]
    return VerticalGroup(*parts, id="more")


def _in_place(
    question: Spot,
    slot: Slot,
    feedback: Iterable[Feedback],
    drawing: Drawing | None,
    *,
    tight: bool,
) -> Widget:
    """The passage of a `spot`, with signs before what was picked and what is right."""
    picked = numbers(slot.answer.response) if slot.answer else ()
    missed = {each.number for each in feedback if each.missed}
    looks: list[Content] = []
    for number, part in enumerate(question.parts):
        look = Content(part.text)
        if part.right or number in picked:
            sign = WRONG if not part.right else MISSED if number in missed else RIGHT
            look = Content.styled(f"{sign}{part.text}", f"bold underline {_LOOKS[sign]}")
        looks.append(look)
    if question.frame and drawing:
        frame = Frame(question.frame, drawing, looks, question.join, tight=tight)
        frame.add_class("-answered")
        return frame
    return Static(Content(question.join).join(looks), classes="passage")


def _explanation(text: str, urls: Sequence[str | None]) -> Linked:
    return Linked(referring(shown(text), urls), classes="explained")


def _title(text: str) -> Static:
    return Static(Content(text), classes="title")
