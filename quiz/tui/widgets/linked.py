"""Text in which addresses can be clicked; each is shown once more before it is opened."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from quiz.bank.fields import REFERENCE
from quiz.tui.messages import AddressesAsked


class Linked(Static):
    """Text with addresses that can be clicked. Posts `AddressesAsked`."""

    def on_click(self, event: events.Click) -> None:
        if url := event.style.meta.get("url"):
            event.stop()
            self.post_message(AddressesAsked((url,)))


def linked(text: str, url: str) -> Content:
    """A text that opens an address when it is clicked in a `Linked`."""
    return _link(Content(text), url)


def referring(text: str, urls: Sequence[str | None]) -> Content:
    """A text in which each reference, such as [1], opens the address of its source, if it has one.

    `urls` has the address of each citation, in their order.
    """
    content = Content(text)
    for reference in REFERENCE.finditer(text):
        number = int(reference[1])
        if 1 <= number <= len(urls) and (url := urls[number - 1]):
            content = _link(content, url, *reference.span())
    return content


def _link(content: Content, url: str, start: int = 0, end: int | None = None) -> Content:
    look = content.stylize("$accent underline", start, end)
    return look.stylize(Style.from_meta({"url": url}), start, end)
