"""The head of a page, as in a newspaper: a nameplate on the first, a running head on others."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from quiz.text import cells, shortened
from quiz.tui.widgets import LOW, MUTED


def rule(width: int) -> Content:
    """A thin rule across a column."""
    return Content.styled("─" * width, "$rule")


class Masthead(Widget):
    """The nameplate between thin rules, and a line beneath; on a low screen, in one line."""

    DEFAULT_CSS = "Masthead { height: auto; }"
    date = reactive("")

    def __init__(self, title: str, date: str, what: str, whose: str = "") -> None:
        """Take the title, and the left and right ends of the line beneath.

        `whose` stands in place of the right one, and is there however little room there is.
        """
        super().__init__()
        self._title = title
        self.set_reactive(Masthead.date, date)
        self._what = whose or what
        self._whose = whose

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Four lines, or one on a low screen."""
        return 1 if self.screen.size.height < LOW else 4

    def render(self) -> Content:
        width = self.content_size.width
        if self.content_size.height == 1:
            return self._in_one_line(width)
        name = self._nameplate(width)
        beneath = f" {self.date}"
        if (gap := width - cells(beneath) - cells(self._what) - 1) > 1:
            beneath += " " * gap + self._what
        elif self._whose:
            beneath = f" {shortened(self._whose, width - 2, in_columns=True)}"
        return Content("\n").join(
            [
                rule(width),
                Content(" " * ((width - name.cell_length) // 2)).append(name),
                rule(width),
                Content.styled(beneath, MUTED).truncate(width),
            ]
        )

    def _in_one_line(self, width: int) -> Content:
        """The nameplate with whose it is, or between rules if there is room."""
        if self._whose:
            name = Content.styled(f"{self._title} ", "bold $accent")
            return name.append(Content.styled(self._whose, MUTED)).truncate(width, ellipsis=True)
        name = self._nameplate(width)
        sides = (width - name.cell_length - 2) // 2
        if sides < 1:
            return name
        return Content(" ").join([rule(sides), name, rule(width - sides - name.cell_length - 2)])

    def _nameplate(self, width: int) -> Content:
        name = Content.styled(_spaced(self._title, width), "bold $accent")
        return name.truncate(width, ellipsis=True)


def _spaced(title: str, width: int) -> str:
    """The title in spaced capitals if they fit, as a nameplate; else as it is, shortened."""
    spaced = "   ".join(" ".join(word) for word in title.upper().split())
    return spaced if len(spaced) <= width and spaced.isascii() else title


class RunningHead(Widget):
    """What a page is, in the style of the masthead: a title, words beside it, and a thin rule."""

    DEFAULT_CSS = "RunningHead { height: auto; }"

    def __init__(self, title: str, beside: str = "") -> None:
        super().__init__()
        self._title = title
        self._beside = beside

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Two lines, or one on a low screen."""
        return 1 if self.screen.size.height < LOW else 2

    def render(self) -> Content:
        width = self.content_size.width
        head = Content.styled(f" {self._title}", "bold $accent")
        if (gap := width - head.cell_length - Content(self._beside).cell_length - 1) > 1:
            head = Content.assemble(head, " " * gap, (self._beside, MUTED))
        head = head.truncate(width, ellipsis=True)
        return head if self.content_size.height == 1 else Content("\n").join([head, rule(width)])
