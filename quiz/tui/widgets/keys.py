"""The keys that do something now, in one line.

Textual's Footer makes a widget of each key, twice at every start: a third of the time until a
question is there. This draws the same bindings as one text.
"""

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget


class Keys(Widget):
    """A line of keys at the bottom; a click on one is the key. What does not fit is left out."""

    DEFAULT_CSS = """
    Keys {
        dock: bottom;
        height: 1;
        padding: 0 1;
        background: $footer-background;
        color: $footer-foreground;
    }
    """

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """The keys, with what they do."""
        line = Content("")
        for name, does, key in self._bound():
            meta = Style.from_meta({"key": key})

            piece = Content.assemble((name, "bold $footer-key-foreground"), f" {does}")
            piece = piece.stylize(meta)
            longer = line.append(Content("  ")).append(piece) if line else piece
            if longer.cell_length > self.content_size.width:
                break
            line = longer
        return line

    def _bound(self) -> list[tuple[str, str, str]]:
        """The name, the meaning and the key of each binding to show, each action once."""
        found: dict[str, tuple[str, str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                name = self.app.get_key_display(binding)
                found.setdefault(binding.action, (name, binding.description, binding.key))
        return list(found.values())

    def on_click(self, event: events.Click) -> None:
        """Take a click on a key for the key."""
        if key := event.style.meta.get("key"):
            event.stop()
            self.app.simulate_key(key)
