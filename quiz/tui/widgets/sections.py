"""Lines under headings, as in the columns of a newspaper."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from quiz.tui.widgets import Piece


def under_headings(sections: Iterable[tuple[str, Sequence[str]]], *above: Piece) -> Content:
    """The lines of each section below its heading, if it has one, and `above` over each heading."""
    parts = []
    for heading, lines in sections:
        top: list[Piece] = [*above, (heading, "bold $accent"), "\n"] if heading else []
        parts.append(Content.assemble(*top, "\n".join(lines)))
    return Content("\n\n").join(parts)
