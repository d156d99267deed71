"""How the widgets of a screen are put together, without those that a change doesn't touch."""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class Touched(Compositor):
    """Textual's compositor, which asks for lines only the widgets of which some are drawn again.

    Textual asks all that scroll together with one of them: on a question, a sixth of a key's time.
    """

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen and (crop is None or seen.overlaps(crop)):
                yield region, clip, widget.render_lines(seen.translate(-region.offset))
