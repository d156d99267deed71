"""Text in which addresses can be clicked; each is shown once more before it is opened."""

import re
from collections.abc import Mapping, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widgets import Static

from quiz.bank.fields import REFERENCE
from quiz.tui.messages import AddressesAsked, QuizMessage

_ADDRESS = re.compile(r"https?://\S+")
_SIGN = re.compile(r"[-/.?&=_](?!/)")
"""What an address may be broken after."""


class Linked(Static):
    """Text with addresses that can be clicked. Posts `AddressesAsked` and `Linked.CardAsked`."""

    class CardAsked(QuizMessage):
        """The reader wants to see the card of a citation, by its number from 1."""

        number: int

    def render(self) -> Content:
        return broken(self._whole(), self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(broken(self._whole(), width).wrap(max(1, width)))

    def _whole(self) -> Content:
        """The text, with its addresses in one piece."""
        return self.content if isinstance(self.content, Content) else Content(str(self.content))

    def on_click(self, event: events.Click) -> None:
        if url := event.style.meta.get("url"):
            event.stop()
            self.post_message(AddressesAsked((url,)))
        elif number := event.style.meta.get("card"):
            event.stop()
            self.post_message(self.CardAsked(number))


def broken(text: Content, width: int) -> Content:
    """The text with each address that is wider than a column broken after a sign, not in a word."""
    pieces, start = [], 0
    for address in _ADDRESS.finditer(text.plain):
        at, end = address.span()
        while end - at > width > 0:
            signs = [*_SIGN.finditer(text.plain, at, at + width)]
            at = signs[-1].end() if signs else at + width
            pieces.append(text[start:at])
            start = at
    return Content("\n").join([*pieces, text[start:]])


def linked(text: str, url: str) -> Content:
    """A text that opens an address when it is clicked in a `Linked`."""
    return _link(Content(text), {"url": url})


def referring(text: str, urls: Sequence[str | None]) -> Content:
    """A text in which each reference, such as [1], opens the address of its source.

    `urls` has the address of each citation, in their order; one without leads to its card.
    """
    content = Content(text)
    for reference in REFERENCE.finditer(text):
        number = int(reference[1])
        if 1 <= number <= len(urls):
            url = urls[number - 1]
            meta = {"url": url} if url else {"card": number}
            content = _link(content, meta, *reference.span())
    return content


def _link(
    content: Content, meta: Mapping[str, object], start: int = 0, end: int | None = None
) -> Content:
    look = content.stylize("$accent underline", start, end)
    return look.stylize(Style.from_meta(dict(meta)), start, end)
