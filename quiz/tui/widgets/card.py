"""A source on a card: who wrote it, where it ran, when, and where to check it."""

from pathlib import Path

from textual.content import Content

from quiz.bank.fields import Citation
from quiz.bank.source import Source
from quiz.play.explain import LEAVES_OUT, SAYS, origin_notes, place
from quiz.text import date_in_words, shown
from quiz.tui.widgets import MUTED, Piece
from quiz.tui.widgets.linked import Linked, linked
from quiz.words import say


def origin(source: Source) -> list[Piece]:
    """Who wrote a source, where it ran, what kind of piece it is, when, and its address."""
    pieces: list[Piece] = []
    if source.headline:
        pieces += [(source.headline, "bold"), "\n"]
    if by := " · ".join(filter(None, (source.author, source.publisher))):
        pieces += [by, "\n"]
    pieces.append(" · ".join(filter(None, (source.genre, date_in_words(source.published)))))
    if source.url:
        pieces += ["\n", linked(source.url, source.url)]
    for note in origin_notes(source):
        pieces += ["\n", (note, MUTED)]
    if source.role == "outside" and source.silent:
        pieces += ["\n", (shown(source.silent), MUTED)]
    return pieces


def silence(source: Source) -> list[Piece]:
    """What a source tells about itself, and what an article leaves out."""
    pieces: list[Piece] = []
    if source.tells:
        pieces += ["\n", (f"{say(SAYS)} ", "bold"), shown(source.tells)]
    if source.silent and source.role == "article":
        pieces += ["\n", (f"{say(LEAVES_OUT)} ", "bold"), shown(source.silent)]
    return pieces


class Card(Linked):
    """Who is behind a source, with the quotation if there is one."""

    DEFAULT_CSS = """
    Card { border-left: thick $panel; padding: 0 1; margin: 1 0 0 1; }
    Card.-cited { border-left: thick $accent; }
    """

    @classmethod
    def of_citation(
        cls,
        number: int,
        citation: Citation,
        source: Source,
        articles: Path | None,
        *,
        again: bool = False,
    ) -> "Card":
        """The card of reference [number]; `again` where an earlier card shows the same source.

        With the reader's own `articles`, the quoted paragraph is shown below.
        """
        pieces: list[Piece] = [(f"[{number}] ", "bold $accent")]
        if citation.quote:
            pieces += [(say("“{text}”", text=shown(citation.quote)), "italic"), "\n"]
        if citation.says:
            pieces += [shown(citation.says), "\n"]
        if citation.at:
            at = place(citation.at)
            where = say("{place} of ", place=at)
            if again:
                where = say("{place}, also from ", place=at)
            pieces += [(where, MUTED)]
        pieces += [source.name] if again else origin(source)
        if articles:
            pieces += _in_paragraph(citation, articles)
        return cls(Content.assemble(*pieces))

    @classmethod
    def in_brief(cls, source: Source) -> "Card":
        """The name of a source and who wrote and published it: nothing of when, or of its page.

        A question may say that its page has no date, or ask about that.
        """
        source = source.before_answer()
        by = " · ".join(filter(None, (source.author, source.publisher)))
        lines = (source.headline and Content.styled(source.headline, "bold"), by, source.genre)
        return cls(Content("\n").join(Content.assemble(line) for line in lines if line))

    @classmethod
    def of_source(cls, source: Source) -> "Card":
        """Who is behind a source, without what may answer a question."""
        source = source.before_answer()
        return cls(Content.assemble(*origin(source), *silence(source)))


def _in_paragraph(citation: Citation, articles: Path) -> list[Piece]:
    """The paragraph of the reader's own copy that a citation quotes; nothing if it isn't there."""
    from quiz.bank.articles import paragraph_of  # noqa: PLC0415 - most readers have no articles
    from quiz.bank.quotes import find  # noqa: PLC0415 - likewise

    paragraph = paragraph_of(articles, citation)
    if not paragraph:
        return []
    start, end = find(citation.quote, paragraph) or (0, 0)
    return [
        "\n\n",
        (paragraph[:start], MUTED),
        (paragraph[start:end], "bold reverse"),
        (paragraph[end:], MUTED),
    ]
