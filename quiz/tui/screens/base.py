"""What all screens have in common: each is drawn with less work than Textual would do."""

from textual.events import ScreenResume
from textual.screen import Screen, ScreenResultType

from quiz.tui.compositor import Touched


class BaseScreen(Screen[ScreenResultType]):
    """A screen that draws no more than what changes."""

    def __init__(self, **options: str | None) -> None:
        super().__init__(**options)
        self._compositor = Touched()

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Leave the styles of a new screen as they are: Textual would find all a second time.

        That takes 3 ms before the first frame. Of an event, Textual calls the handlers of every
        class of a screen, its own last.
        """
        if not self.stack_updates:
            event.refresh_styles = False
