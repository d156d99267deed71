"""The widget that answers `spot`: move over the words of a passage and pick."""

from collections.abc import Container, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content, Span
from textual.geometry import Size
from textual.style import Style

from quiz.bank.exhibits.base import PARTS
from quiz.bank.kinds import Response, numbers
from quiz.bank.kinds import Spot as SpotQuestion
from quiz.tui.widgets import MUTED
from quiz.tui.widgets.exhibits.frame import FRAMED, NOTED, TIGHT, Drawing, Parts, entitle
from quiz.tui.widgets.picking import LETTERS, Picks, Warned, picking_keys
from quiz.words import say

BLANK = "\ue000"
"""In a text without spaces, holds the place of signs while that is wrapped."""
RULE = "│"
"""What parts the words of one part from those of the next, in the space between them."""
PICKED = ("▸", "◂")
"""The signs before and after words that are picked: in the spaces around them, if it has any."""

_LETTERS = ",".join(f"{each},{each.lower()}" for each in LETTERS if each != "H")
"""Letters that pick something in other kinds of question; h moves."""


class Spot(Picks):
    """A passage with underlined parts that can be picked. Posts `Completed`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *picking_keys(
            "pick or unpick the words under the cursor",
            "← → ↑ ↓",
            "move over the underlined words; h j k l too",
            "left,up,k,h",
            "right,down,j,l",
        ),
        Binding(_LETTERS, "letterless", show=False, system=True),
    ]
    DEFAULT_CSS = f"""
    Spot {{ height: auto; border-left: solid $foreground-muted; }}
    Spot:focus {{ border-left: solid $accent; }}
    Spot.-framed {{ {FRAMED} margin: 0; padding: 0; }}
    Spot.-framed:focus {{ border: round $accent; }}
    Spot.-framed.-tight, Spot.-framed.-tight:focus {{ {TIGHT} padding: 0; }}
    Spot.-framed.-tight.-noted {{ {NOTED} }}
    """

    letters = 0

    def __init__(
        self,
        question: SpotQuestion,
        response: Response | None,
        drawing: Drawing | None = None,
        *,
        tight: bool = False,
    ) -> None:
        """Take how the exhibit that has the passage is laid out, if one has, and if it is tight."""
        super().__init__()
        self._parts, self._join = question.parts, question.join
        self._pickable = question.pickable
        self.count = len(self._pickable)
        self.at_once = len(question.key) == 1
        self.by_itself = self.at_once or question.asks_for is not None
        if self.at_once:
            self.hint = say("No letters here: ← → move, Enter picks. Or click.")
            self.warnings = (say("Pick some words first: click on them, or use ← → and Enter."),)
        else:
            self.hint = say("No letters here: ← → move, Space picks. Or click. Then press Enter.")
            self.warnings = (
                say("Pick some words first: click on them, or use ← → and Space."),
                say("Press Enter if that's all, then 1, 2 or 3."),
            )
        if n := question.asks_for:
            self.hint = say("Pick {n}: ← → move, Space picks. Or click. Then say how sure.", n=n)
            self.reminder = say("Pick {n}.", n=n)
        self._question = question
        self._picked = set(numbers(response))
        first = next((n for n, part in enumerate(self._pickable) if part in self._picked), 0)
        self.set_reactive(Spot.cursor, first)
        self._drawing = drawing or Drawing(Content(PARTS))
        self.is_framed = bool(question.frame)
        """Whether the passage is in an exhibit."""
        if question.frame:
            self.add_class("-framed")
            entitle(self, question.frame, tight=tight)
        self._frame, self._tight = question.frame, tight
        self._looks: tuple[object, ...] = ()
        """What the lines below depend on."""
        self._wrapped: list[Content] = []

    def on_resize(self) -> None:
        if self._frame:
            entitle(self, self._frame, tight=self._tight)

    def validate_cursor(self, cursor: int) -> int:
        """Go on from the last words to the first."""
        return cursor % self.count

    def render(self) -> Content:
        """The passage, with what is picked between signs and the words at the cursor reversed."""
        lines = self._lines(self.content_size.width)
        shown = (Content(line.plain.replace(BLANK, " "), list(line.spans)) for line in lines)
        return Content("\n").join(shown)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        """The lines of the passage, which are wrapped again only when they look different."""
        cursor = self.cursor if self.has_focus else None
        looks = (width, cursor, frozenset(self._picked))
        if looks != self._looks:
            self._looks = looks
            parts, room = Parts([*self._looks_of_parts()], self._join), max(1, width - 2)
            lines = list(self._drawing.lines(room, parts))
            lines = [*map(partial(_filled, room), lines, [*lines[1:], Content()])]
            lines = [line.pad_left(1) for line in lines]  # a sign may begin or end one
            self._wrapped = _signed(lines, self._pickable, self._picked) if self._join else lines
        return self._wrapped

    def _looks_of_parts(self) -> Iterator[Content]:
        """Each part; what can be picked is underlined, and without spaces has room for signs."""
        for number, part in enumerate(self._parts):
            if number not in self._pickable:
                yield Content(part.text)
                continue
            picked = number in self._picked
            at_cursor = self.has_focus and self._pickable[self.cursor] == number
            look = Style(bold=picked, reverse=at_cursor) + Style.from_meta({"part": number})
            underlined = look + Style(underline=True)
            before, after = PICKED if picked else (BLANK, BLANK)
            words = Content.styled(part.text, underlined)
            if picked:
                words = words.stylize("$accent")
            if not self._join:
                words = Content.assemble((before, look), words, (after, look))
            yield words

    def cursor_lines(self) -> tuple[int, int]:
        part = self._pickable[self.cursor]
        lines = enumerate(self._lines(self.content_size.width))
        own = [number for number, line in lines if part in _parts_in(line)]
        return own[0], own[-1]

    def letter(self, index: int) -> None:
        """Do nothing: no words have a letter."""

    def action_letterless(self) -> None:
        """Say what moves and picks here, as letters would clutter the text."""
        if self.at_once:
            self.post_message(Warned(say("No letters here: ← → move, Enter picks.")))
        else:
            self.post_message(Warned(say("No letters here: ← → move, Space picks.")))

    def pick_at_cursor(self) -> None:
        """Pick the part under the cursor, or leave it; where one is right, leave all others."""
        part = {self._pickable[self.cursor]}
        self._picked = part if self.at_once else self._picked ^ part
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        part = event.style.meta.get("part")
        if part in self._pickable:
            event.stop()
            self.pick(self._pickable.index(part))


def _signed(
    lines: Sequence[Content], pickable: Sequence[int], picked: Container[int]
) -> list[Content]:
    """The lines, each of which begins with a blank, with signs in the spaces around what is picked.

    Between parts that follow each other is a rule, unless a sign is there. Nothing moves.
    """
    signs: dict[tuple[int, int], str] = {}
    ends: dict[int, tuple[int, int]] = {}
    for part in pickable:
        spans = [(n, span) for n, line in enumerate(lines) for span in _spans_of(part, line)]
        if not spans:
            continue
        (first, begins), (last, stops) = spans[0], spans[-1]
        ends[part] = (last, stops.end)
        if (before := ends.get(part - 1)) and _follow(lines, before, (first, begins.start)):
            signs.setdefault(before, RULE)
        if part in picked:
            signs[last, stops.end] = PICKED[1]
            signs[first, begins.start - 1] = PICKED[0]
    signed = [*lines]
    for (number, at), sign in signs.items():
        line = signed[number]
        if at == len(line.plain):
            line = line.append(" ")
        if line.plain[at] == " ":
            look = MUTED if sign == RULE else "bold $accent"
            text = f"{line.plain[:at]}{sign}{line.plain[at + 1 :]}"
            signed[number] = Content(text, [*line.spans]).stylize(look, at, at + 1)
    return signed


def _follow(lines: Sequence[Content], end: tuple[int, int], start: tuple[int, int]) -> bool:
    """Whether nothing but a space or the end of a line is between an end and a start."""
    (above, stop), (below, begin) = end, start
    if above == below:
        return begin - stop <= 1
    between = lines[above].plain[stop:] + lines[below].plain[:begin]
    return below == above + 1 and not between.strip()


def _spans_of(part: int, line: Content) -> list[Span]:
    """Where the words of a part are in a line."""
    looks = ((span, span.style) for span in line.spans)
    own = (s for s, look in looks if isinstance(look, Style) and look.meta.get("part") == part)
    return sorted(own, key=lambda span: span.start)


def _filled(width: int, line: Content, following: Content) -> Content:
    """A line, drawn to the edge if a part goes on in the next, so that it looks like one part."""
    if not (part := _parts_in(line) & _parts_in(following)):
        return line
    looks = (each.style for each in line.spans if isinstance(each.style, Style))
    last = [look for look in looks if look.meta.get("part") in part][-1]
    return line.append(Content.styled(" " * max(0, width - line.cell_length), last))


def _parts_in(line: Content) -> set[int]:
    """The parts that have words in a line."""
    looks = (span.style for span in line.spans)
    return {look.meta["part"] for look in looks if isinstance(look, Style) and "part" in look.meta}
