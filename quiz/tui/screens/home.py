"""The first screen: a front page with what this is, what there is to do, and how it is going."""

from datetime import date
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.session import Session, Way
from quiz.text import cells, day_in_full, weekday
from quiz.tui.messages import WayChosen
from quiz.tui.screens.base import BaseScreen
from quiz.tui.widgets import LOW, MUTED, WIDE, Piece
from quiz.tui.widgets.entries import Entries
from quiz.tui.widgets.keys import CHOOSE, HELP, Keys
from quiz.tui.widgets.masthead import Masthead, rule
from quiz.tui.widgets.sections import under_headings
from quiz.words import say

WIDEST = 160
"""From this many columns on, there is a third column."""
ACROSS = (72, 116, 164)
"""The most columns of the page, by how many columns of text are beside the list."""
TALL = 48
"""From this many lines on, there is a margin above and below."""
COLUMN = 42
"""The columns of text in the second and the third."""
ROOMY, AIRY = 3, 5
"""Lines for each entry from which on its detail has one, and rules set entries apart, and from
which on there is room around it."""
NOTED = 24
"""From this many lines on, the second column has room for the note on the content."""
ABOVE, MARGINS = 13, 7
"""Lines that the list can't have: those of the masthead, the description and the keys, and of the
margins on a tall screen. On a low one it has all but two."""


class Home(BaseScreen[None]):
    """What the bank is, what the reader can do, and how it is going. Posts `WayChosen`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        CHOOSE,
        Binding(
            "m", "more", "More rounds", tooltip="other rounds: by skill or article, or an exam"
        ),
        HELP,
        Binding("t", "app.next_theme", "Theme", tooltip="next theme; T lists them all"),
        Binding("q", "app.leave", "Leave", tooltip="leave the quiz"),
    ]
    DEFAULT_CSS = """
    Home {
        align-horizontal: center;
        Masthead, #columns { width: 100%; max-width: 73; }
        Masthead { padding: 0 1; margin-top: 1; }
        &.-narrow Masthead { padding: 0 2 0 1; }
        #columns { height: 1fr; }
        /* As high as its text, which Textual measures as if a bar took no room. */
        #about { height: auto; max-height: 60%; padding: 1 3 1 2; scrollbar-gutter: auto; }
        #ways { height: 1fr; padding: 0 1; }
        .beside {
            display: none; width: 48; margin-top: 1; padding: 0 2; border-left: solid $rule;
            scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        }
        &.-wide Masthead, &.-wide #columns { max-width: 116; }
        &.-widest Masthead, &.-widest #columns { max-width: 164; }
        &.-wide #second, &.-widest .beside { display: block; }
        &.-low {
            Masthead { margin: 0; }
            #about { padding: 0 3 0 2; }
        }
        &.-tall {
            Masthead { margin-top: 4; }
            #columns { margin-bottom: 3; }
        }
    }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (WIDEST, "-widest")]  # noqa: RUF012 - typed by Textual
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high"), (TALL, "-tall")]  # noqa: RUF012 - typed by Textual

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked_on: date | None = None
        """The reader's day on which the session was asked."""
        self._ways: list[Way] = []
        title = session.bank.about.title
        self._masthead = Masthead(
            title, self._date, say("a quiz for ten quiet minutes"), session.whose
        )
        self._about = Static()
        self._list = Entries(id="ways")
        self._drawn_for = Size()
        """The size of the window when the page was last drawn."""
        self._has_note: VerticalScroll | None = None
        """The part of the page that the note on the content is in."""
        self._columns = [
            VerticalScroll(Static(), id=id, classes="beside", can_focus=False)
            for id in ("second", "third")
        ]
        """What is beside the list, each on the page only once there is room: it takes time."""

    def compose(self) -> ComposeResult:
        yield self._masthead
        with Horizontal(id="columns"):
            with Vertical():
                with VerticalScroll(id="about", can_focus=False):
                    yield self._about
                yield self._list
            yield from self._new_columns()
        yield Keys()

    def _new_columns(self) -> list[VerticalScroll]:
        """The columns that there is room for and that aren't on the page yet."""
        return [each for each in self._columns[: self._beside] if each.parent is None]

    @property
    def _beside(self) -> int:
        """How many columns there is room for beside the list."""
        return (self.app.size.width >= WIDE) + (self.app.size.width >= WIDEST)

    @property
    def shows_note(self) -> bool:
        """Whether the note on the content is in sight as a whole: no key scrolls to its end."""
        return self._has_note is not None and self._has_note.max_scroll_y == 0

    def on_screen_resume(self) -> None:
        """Offer what the reader can do now, at first and whenever home is shown again."""
        before = self._ways[:1]
        self.renew()
        if self._ways[:1] != before:
            self._list.action_first()

    def on_key(self) -> None:
        """Ask again when a new day has begun: home may have been left open, and more is due."""
        if self._asked_on != self._today():
            self.renew()

    def on_resize(self) -> None:
        new = self._new_columns()
        # A start brings several of these; the page is drawn for the size of the window already.
        if self._ways and (new or self._drawn_for != self.app.size):
            self.query_one("#columns").mount_all(new)
            self._draw(self._at_cursor)

    @property
    def _at_cursor(self) -> str | None:
        """The id of the way in under the cursor."""
        index = self._list.highlighted
        return None if index is None else self._ways[index].id

    def renew(self) -> None:
        """Ask what the reader can do now, and draw it."""
        at_cursor = self._at_cursor
        self._ways = self._session.ways()
        self._asked_on = self._today()
        self._masthead.date = self._date
        self._draw(at_cursor)

    def _draw(self, at_cursor: str | None) -> None:
        """Draw the page, with the cursor at this way in, if it is still there."""
        self._drawn_for = self.app.size
        self._has_note = None
        about = self._description()
        self._about.update(about)
        self._about.display = bool(about)
        height = self.app.size.height
        above = 2 if height < LOW else ABOVE + (MARGINS if height >= TALL else 0)
        each = (height - above) // len(self._ways)
        options: list[Option | None] = []
        for way in self._ways:
            options += [None] if options and each >= ROOMY else []
            options.append(Option(self._entry(way, each), way.id))
        self._list.set_options(options)
        ids = [way.id for way in self._ways]
        self._list.highlighted = ids.index(at_cursor) if at_cursor in ids else 0
        if self._beside:
            self.set_timer(0.05, self._show_beside)

    def _description(self) -> Content:
        """The history's notice, or else the bank's description; before the first round its note.

        On a low screen there is room for the notice alone.
        """
        notice = self._session.notice()
        texts: list[Piece] = [(notice, "$warning")] if notice else []
        height = self.app.size.height
        if height >= LOW:
            if not notice:
                texts.append(self._session.bank.about.description)
            note = self._session.content_note
            if note and not (self._beside and height >= NOTED):
                texts.append((note, MUTED))
                self._has_note = self.query_one("#about", VerticalScroll)
        return Content("\n\n").join(Content.assemble(each) for each in texts)

    def _entry(self, way: Way, lines: int) -> Content:
        """A way in, in so many lines: its name, and beside or below it the detail, if it fits."""
        if self._beside and way.id == "last":  # how it went is beside the list
            way = replace(way, detail=say("look at it again"))
        name = Content.styled(way.name, "bold")
        if lines >= ROOMY or (lines > 1 and self.app.size.height < LOW):
            below = [name, Content(way.detail)]
            return Content("\n").join(below if lines < AIRY else [Content(), *below, Content()])
        column = max(cells(each.name) for each in self._ways) + 2
        room = min(self.app.size.width, ACROSS[self._beside]) - self._beside * (COLUMN + 6) - 5
        if column + max(cells(each.detail) for each in self._ways) > room:
            column = cells(way.name) + 2
        fits = column + cells(way.detail) <= room
        return name.pad_right(column - cells(way.name)).append(way.detail) if fits else name

    def _show_beside(self) -> None:
        """Show how it is going, once all else is drawn, as it takes longer to find out."""
        if not self._beside:  # the window has become narrow since
            return
        from quiz.record import glance  # noqa: PLC0415 - the first screen does without it

        session, (second, third) = self._session, self._columns
        profile, welcome = session.progress(), glance.welcome(session.content_note, COLUMN)
        whole, brief = (
            glance.glance(profile, COLUMN, session.last(), brief=each) or welcome
            for each in (False, True)
        )
        above = (rule(COLUMN), "\n")
        beside = under_headings(whole, *above)
        if beside.plain.count("\n") >= second.size.height:
            beside = under_headings(brief)
        second.query_one(Static).update(beside)
        if whole == welcome and session.content_note:
            self._has_note = self._has_note or second
        if third.parent:
            articles = glance.articles(session.bank, COLUMN)
            third.query_one(Static).update(under_headings(articles, *above))

    def action_choose(self) -> None:
        self._list.action_select()

    def action_more(self) -> None:
        """Show the rounds that there are to choose from."""
        self.post_message(WayChosen(next(way for way in self._ways if way.id == "choose")))

    @on(OptionList.OptionSelected)
    def _pass_on(self, event: OptionList.OptionSelected) -> None:
        self.post_message(WayChosen(self._ways[event.option_index]))

    @property
    def _date(self) -> str:
        today = self._today()
        return say("{weekday} {date}", weekday=weekday(today), date=day_in_full(today))

    def _today(self) -> date:
        return self._session.clock().astimezone().date()
