"""The question, its answer and its sources: one screen, changed in place."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from quiz.bank.model import Bank, Spot
from quiz.play import round as rounds
from quiz.play.explain import verdict
from quiz.play.round import Answer, Round
from quiz.tui.screens.address import Addresses
from quiz.tui.screens.menu import Menu
from quiz.tui.widgets import Answering, answering
from quiz.tui.widgets.card import Card
from quiz.tui.widgets.explanation import Explanation
from quiz.tui.widgets.sureness import Sureness
from quiz.tui.widgets.trail import Trail

_ENDINGS = [
    ("end", "See how it went", "The answers are explained then, and stay as they are."),
    ("back", "Look through them again", "You can still change an answer."),
]


class QuestionScreen(Screen[None]):
    """A round as the reader sees it. What happens in it is decided by `quiz.play.round`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "onward", "Go on", key_display="↵"),
        Binding("s", "sources", "Sources"),
        Binding("x", "skip", "Skip"),
        Binding("q", "leave", "Leave"),
        Binding("question_mark", "app.help", "Help", key_display="?"),
        Binding("m", "flag", "Mark"),
        Binding("p", "back", "Back"),
        Binding("o", "address", "Open"),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        *(
            Binding(f"{letter},{letter.upper()}", f"pick({n})", show=False)
            for n, letter in enumerate("abcdefghi")
        ),
        *(Binding(str(n), f"digit({n})", show=False) for n in range(1, 10)),
    ]
    DEFAULT_CSS = """
    QuestionScreen {
        #verdict { padding: 0 1; text-style: bold; }
        #verdict.-right { color: $success; }
        #verdict.-wrong { color: $error; }
        #sureness { margin-top: 1; }
        &.-narrow .later { display: none; }
    }
    """

    class Ended(Message):
        """The round is over, or was looked through to its end."""

        def __init__(self, round: Round) -> None:
            super().__init__()
            self.round = round

    class Left(Message):
        """The reader wants to leave the round for now."""

    round: reactive[Round | None] = reactive(None, init=False)

    def __init__(
        self,
        bank: Bank,
        round: Round,
        *,
        keep: Callable[[Round], None],
        clock: Callable[[], float],
        articles: Path | None,
    ) -> None:
        """Take the round, what keeps it after each step, and a clock in seconds."""
        super().__init__()
        self.bank = bank
        self._keep = keep
        self._clock = clock
        self._articles = articles
        self.set_reactive(QuestionScreen.round, round)
        self._shown_at = 0.0
        self._sources_open = False

    @property
    def playing(self) -> Round:
        """The round, which is there from the start."""
        assert self.round is not None  # noqa: S101 - set in __init__
        return self.round

    def compose(self) -> ComposeResult:
        yield Trail(id="trail")
        yield Static(id="verdict", classes="gone")
        with VerticalScroll(id="page"):
            with VerticalGroup(id="left", classes="column"):
                yield Static(id="skill", classes="muted")
                yield Explanation(id="explanation", classes="gone")
                yield Static(id="passage", classes="passage")
                yield Static(id="stem", classes="stem")
                yield Static(id="hint", classes="hint")
                yield VerticalGroup(id="answer")
                yield Sureness(id="sureness")
            yield VerticalGroup(id="right", classes="column")
        yield Footer(compact=True, show_command_palette=False)

    async def on_mount(self) -> None:
        await self._show()

    async def watch_round(self, before: Round, after: Round) -> None:
        """Keep what changed before it is shown, then show it."""
        self._keep(after)
        if after.over and not before.over:
            self.post_message(self.Ended(after))
        elif before.at != after.at or before.shows_answer != after.shows_answer:
            self._sources_open = False
            await self._show()
        else:
            self._show_trail()

    async def _show(self) -> None:
        """Draw the question that the round stands at, asked or explained."""
        slot, explained = self.playing.slot, self.playing.shows_answer
        question, skill = slot.question, self.bank.skills[slot.question.skill]
        self._shown_at = self._clock()
        self._show_trail()
        line = self.query_one("#verdict", Static)
        line.set_class(not explained, "gone")
        if explained:
            line.update(Content(verdict(slot)))
            line.set_class(bool(slot.right), "-right").set_class(not slot.right, "-wrong")
        self.query_one("#skill", Static).update(
            Content.assemble((skill.group, "bold"), f"  {skill.name}")
        )
        stem = self.query_one("#stem", Static)
        stem.update(Content(question.stem))
        stem.set_class(explained, "gone")
        passage = self.query_one("#passage", Static)
        text = question.passage
        if explained and isinstance(question, Spot):
            text = " ".join(part.text for part in question.parts)
        passage.update(Content(text))
        passage.set_class(not text, "gone")
        page = self.query_one(Explanation)
        page.set_class(not explained, "gone")
        holder = self.query_one("#answer", VerticalGroup)
        await holder.remove_children()
        sureness = self.query_one(Sureness)
        sureness.set_class(explained, "gone")
        hint = self.query_one("#hint", Static)
        hint.set_class(explained, "gone")
        await self._show_cards()
        if explained:
            page.tell(slot, question.habit or skill.habit)
            self.query_one("#page").focus()
        else:
            widget = answering(slot)
            await holder.mount(widget)
            hint.update(Content(widget.hint))
            widget.focus(scroll_visible=False)
        self.query_one("#page").scroll_home(animate=False)
        self.query_one("#left").scroll_home(animate=False)
        self.refresh_bindings()

    async def _show_cards(self) -> None:
        """Draw the sources: with what they say when explained, and who they are before."""
        slot = self.playing.slot
        right = self.query_one("#right", VerticalGroup)
        await right.remove_children()
        cards: list[Static] = []
        if self.playing.shows_answer:
            cards = [
                Card.of_citation(
                    number, citation, self.bank.sources[citation.source], self._articles
                )
                for number, citation in enumerate(slot.question.cites, start=1)
            ]
            title = "Check it here"
        elif self._sources_open:
            sources = dict.fromkeys(citation.source for citation in slot.question.cites)
            cards = [Card.of_source(self.bank.sources[id]) for id in sources]
            title = "Who is behind it"
        else:
            cards = [Static(Content("s shows who is behind the sources."), classes="muted later")]
            title = ""
        if title:
            cards.insert(0, Static(Content(title), classes="title"))
        await right.mount(*cards)

    def _show_trail(self) -> None:
        self.query_one(Trail).follow(self.playing, self.size.width)

    def on_resize(self, event: Resize) -> None:
        """Fit the marks into the new width."""
        self.query_one(Trail).follow(self.playing, event.size.width)

    @property
    def _widget(self) -> Answering | None:
        """What takes the answer now, if anything does."""
        children = self.query_one("#answer").children
        return children[0] if children else None  # type: ignore[return-value] # mounted in _show

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        if not self.is_mounted:
            return True
        explained = self.playing.shows_answer
        match action:
            case "onward" | "address":
                return explained
            case "skip" | "pick" | "digit":
                return not explained
            case "back":
                return self.playing.at > 0
        return True

    def on_rows_done(self) -> None:
        """Ask how sure the reader is, once there is an answer."""
        widget = self._widget
        if widget is None:
            return
        if widget.response is None:
            self._hint("Some of it is still open.")
            return
        self.query_one(Sureness).focus()
        self.query_one(Sureness).scroll_visible(animate=False)

    def _hint(self, text: str) -> None:
        """Say what is missing, where the reader was told what to do."""
        hint = self.query_one("#hint", Static)
        hint.update(Content.styled(text, "bold $warning"))
        hint.scroll_visible(animate=False)

    def on_sureness_said(self, message: Sureness.Said) -> None:
        """Answer, with the certainty."""
        widget = self._widget
        if widget is None or (response := widget.response) is None:
            self._hint("Answer first, then say how sure you are.")
            return
        seconds = max(0.0, self._clock() - self._shown_at)
        given = Answer(response, message.certainty, seconds)
        after = rounds.answer(self.playing, given)
        self.round = after
        if not after.shows_answer:
            self.action_onward()

    def action_pick(self, place: int) -> None:
        """Pick by letter."""
        if (widget := self._widget) is not None:
            widget.pick(place)

    def action_digit(self, digit: int) -> None:
        """Say how sure when that is asked, and otherwise what the digit means to the answer."""
        sureness = self.query_one(Sureness)
        if sureness.has_focus:
            if digit <= 3:  # noqa: PLR2004 - three certainties
                sureness.say(sureness.cursor.__class__(digit))
        elif (widget := self._widget) is not None:
            widget.digit(digit)

    def action_onward(self) -> None:
        """Go to the next question."""
        after = rounds.onward(self.playing)
        if not after.over:
            self.round = after
        elif self.playing.over and self.playing.at + 1 == len(self.playing.slots):
            self.post_message(self.Ended(self.playing))
        elif self.playing.exam and not self.playing.over:
            self.app.push_screen(Menu("That was the last question.", _ENDINGS), self._end)
        else:
            self.round = after

    def _end(self, chosen: str | None) -> None:
        """End an exam, unless the reader wants to look through it again."""
        if chosen == "end":
            self.round = rounds.finish(self.playing)

    def action_back(self) -> None:
        """Go back to look."""
        self.round = rounds.back(self.playing)

    def action_skip(self) -> None:
        """Pass over the question."""
        self.round = rounds.pass_over(self.playing)
        self.action_onward()

    def action_flag(self) -> None:
        """Mark to come back."""
        self.round = rounds.flag(self.playing)

    async def action_sources(self) -> None:
        """Show or hide who is behind the sources; after the answer, go to the cards."""
        right = self.query_one("#right")
        if not self.playing.shows_answer:
            self._sources_open = not self._sources_open
            await self._show_cards()
            if self._sources_open:
                self.round = rounds.look(self.playing)
            else:
                self.query_one("#page").scroll_home(animate=False)
                return
        self.call_after_refresh(right.scroll_visible, animate=False, top=True)

    def action_address(self) -> None:
        """Show the addresses of the sources, and open one if the reader says so."""
        sources = (self.bank.sources[each.source] for each in self.playing.slot.question.cites)
        if urls := list(dict.fromkeys(source.url for source in sources if source.url)):
            self.app.push_screen(Addresses(urls))
        else:
            self.notify("No address is known for this.", timeout=3)

    def action_leave(self) -> None:
        """Leave the round; it can be taken up again."""
        self.post_message(self.Left())

    def action_scroll(self, by: int) -> None:
        """Move the page by a little."""
        self._scroller.scroll_relative(y=2 * by, animate=False)

    def action_page(self, by: int) -> None:
        """Move the page by what is seen of it."""
        self._scroller.scroll_relative(y=by * (self._scroller.size.height - 1), animate=False)

    @property
    def _scroller(self) -> Widget:
        return self.query_one("#left" if self.has_class("-wide") else "#page")
