"""Text in which addresses can be clicked; each is shown once more before it is opened."""

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from quiz.tui.messages import AddressesAsked


class Linked(Static):
    """Text with addresses that can be clicked. Posts `AddressesAsked`."""

    def on_click(self, event: events.Click) -> None:
        if url := event.style.meta.get("url"):
            event.stop()
            self.post_message(AddressesAsked((url,)))


def linked(text: str, url: str) -> Content:
    """A text that opens an address when it is clicked in a `Linked`."""
    return Content.styled(text, "$accent underline").stylize(Style.from_meta({"url": url}))
