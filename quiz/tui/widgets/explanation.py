"""An answer explained: what matters most on the first page, and more below it."""

from collections.abc import Iterable, Sequence

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


def first_page(
    slot: Slot,
    explained: Explained,
    urls: Sequence[str | None],
    drawing: Drawing | None = None,
) -> list[Widget]:
    """The answer and why it tempts, what is right and why, and the line to take away.

    `urls` has the address of each citation, which its reference opens, and `drawing` is how the
    exhibit is laid out in which a `spot` was answered.
    """
    page: list[Widget] = []
    if isinstance(slot.question, Spot):
        page.append(_in_place(slot.question, slot, drawing))
    page.append(FeedbackLines(explained.first, rows=slot.question.row_by_row))
    if explained.why:
        page.append(_explanation(explained.why, urls))
    page.append(_text((f"{say(TAKE_AWAY)} ", "bold $accent"), explained.take_away))
    return page


def more(
    slot: Slot, explained: Explained, urls: Sequence[str | None], exhibits: Sequence[Widget]
) -> VerticalGroup:
    """The explanation, the other options, and what was asked, with its exhibits."""
    question = slot.question
    parts: list[Widget] = [_explanation(explained.more, urls)] if explained.more else []
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


def _text(*pieces: Piece) -> Static:
    return Static(Content.assemble(*pieces), classes="explained")


def _title(text: str) -> Static:
    return Static(Content(text), classes="title")
