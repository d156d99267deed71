"""How the widgets of a screen are put together, without those that a change doesn't touch."""

from collections.abc import Iterable

from textual._compositor import Compositor, ReflowResult
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class Touched(Compositor):
    """Textual's compositor, which asks for lines only the widgets of which some are drawn again.

    Textual asks all that scroll together with one of them: on a question, a sixth of a key's time.

    And what has moved is drawn again, whatever was asked in between. Textual compares where widgets
    are with where they were when all were last laid out. It also lays them out when it is asked for
    one that is out of sight; between a scroll and the next drawing, that hides the scroll, and the
    window goes on showing what was there before.
    """

    def __init__(self) -> None:
        super().__init__()
        self._placed: dict[Widget, tuple[Region, Region]] = {}
        """Where the widgets in sight were when they were last marked to be drawn."""

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        result = super().reflow(parent, size)
        self._mark_moved()
        return result

    def reflow_visible(self, parent: Widget, size: Size) -> set[Widget]:
        exposed = super().reflow_visible(parent, size)
        self._mark_moved()
        return exposed

    def _mark_moved(self) -> None:
        """Mark to be drawn where widgets are that have moved, and where they were."""
        placed = self.visible_widgets
        for _, (region, clip) in placed.items() ^ self._placed.items():
            if seen := region.intersection(clip):
                self._dirty_regions.add(seen)
        self._placed = placed

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen and (crop is None or seen.overlaps(crop)):
                yield region, clip, widget.render_lines(seen.translate(-region.offset))
