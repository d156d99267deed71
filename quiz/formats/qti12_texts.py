"""The texts of an item of QTI 1.2, as an import reads them."""

from collections.abc import Iterable

from quiz.formats.answers import Lose, brief
from quiz.formats.apart import Piece, one_line, piece
from quiz.formats.qti12_item import Item, is_overall
from quiz.formats.taken import NotReadable
from quiz.formats.xml import MOST_BYTES
from quiz.text import folded

TRUE_FALSE = {"true", "false"}


class Texts:
    """The texts of the answers of one item after another."""

    def __init__(self, lose: Lose) -> None:
        self._lose = lose
        self._pieces: dict[str, Piece] = {}
        """Those of this item that have been read, by their HTML."""
        self._again = 0
        """How long all texts are that stood at several answers, after their first."""
        self._unplaced: set[str] = set()
        """What has been named as having no place here."""

    def begin(self) -> None:
        """Begin with another item."""
        self._pieces = {}

    def _piece(self, html: str) -> Piece:
        """What `piece` gives, once for each text, however many answers share it."""
        if (known := self._pieces.get(html)) is None:
            self._pieces[html] = known = piece(html)
        else:
            self._again += len(known.text)
            if self._again > MOST_BYTES:
                raise NotReadable("far too many answers share a text", "export it again")
        return known

    def why(self, item: Item, names: Iterable[str]) -> str:
        """The feedback of an answer, by the first of these names that has one."""
        for name in names:
            if html := item.feedback.get(name):
                item.used.add(name)
                text, lost = self._piece(html)
                for each in lost:
                    self._lose(f"{each}, in what is said of an answer: left out")
                return text
        return ""

    def line(self, html: str) -> str:
        """The text of an answer."""
        text, lost = self._piece(html)
        for each in lost:
            self._lose(f"{each}, in an answer: left out")
        return one_line(text)

    def option(self, ident: str, html: str) -> str:
        """The text of an option; empty if there is none."""
        if text := self.line(html) or (ident if folded(ident) in TRUE_FALSE else ""):
            return text
        self._lose("an answer without a text, such as a picture: write one in its place")
        return ""

    def unplaced(self, item: Item) -> None:
        """Report feedback that has found no answer, and what is said of any right or wrong one."""
        for name, html in item.feedback.items():
            if name in item.used:
                continue
            text = self._piece(html).text
            if text and text not in self._unplaced:
                self._unplaced.add(text)
                of = "any such answer" if is_overall(name) else "an answer, but not of which"
                self._lose(f"{brief(text)}, said of {of}: left out")
