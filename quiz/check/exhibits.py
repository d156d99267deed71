"""The rules about exhibits: to scale, wide enough for a small screen, and true to their sources."""

from itertools import islice
from pathlib import Path

from quiz.bank.articles import article
from quiz.bank.exhibits import Page, Search, Table
from quiz.bank.exhibits.base import texts_in
from quiz.bank.exhibits.page import HEAD
from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.bank.quotes import fold, occurrences
from quiz.check.rules import Finding, Findings, rule
from quiz.text import cells, shortened, words

NARROWEST = 32
"""The columns that an exhibit has on a terminal of 40."""

_MOST_PLACES = 20
"""In how many places of a paragraph the same words are looked for."""

REPEATED = 6
"""The fewest words in one piece that a passage and an exhibit share by more than chance."""


@rule("Q206")
def misplaced(question: Question, directory: Path) -> Findings:
    """Words in the wrong place in their paragraph.

    A page is drawn to scale: `after` says how many words of the paragraph come before the quoted ones,
    so that they are where the article has them.
    """
    for number, exhibit in enumerate(map(question.in_full, question.exhibits)):
        if not isinstance(exhibit, Page):
            continue
        blocks = article(directory, exhibit.source or "")
        for n, part in enumerate(exhibit.shows):
            block = blocks.get(part.at or "", "")
            spans = occurrences(part.quote, block) if part.at not in HEAD else ()
            befores = [len(words(block[:start])) for start, _ in islice(spans, _MOST_PLACES)]
            if befores and part.after not in befores and len(words(block)) > len(words(part.quote)):
                before = min(befores, key=lambda each: abs(each - (part.after or 0)))
                message = f"in {part.at}, {before} words come before these"
                path = ("exhibits", number, "shows", n, "quote")
                yield Finding(path, message, f"write `after = {before}`")


@rule("Q207")
def miscounted(bank: Bank, directory: Path) -> Findings:
    """A page whose paragraphs aren't as long as the article's.

    A page is drawn to scale by `blocks`, the number of words in each block of its source, the headline
    first. The message has the list to copy.
    """
    pages = [each for one in bank.questions for each in one.exhibits if isinstance(each, Page)]
    shown = {each.source for each in pages}
    for id, source in bank.sources.items():
        counts = [len(words(block)) for block in article(directory, id).values()]
        if not counts or not (source.blocks or id in shown):
            continue
        pairs = zip(source.blocks, counts, strict=False)
        near = all(abs(one - other) <= max(2, other // 20) for one, other in pairs)
        if len(source.blocks) != len(counts) or not near:
            message = "its blocks have different lengths in the article"
            if not source.blocks:
                message = "a page shows it, and nothing says how long its blocks are"
            path = ("sources", id, "blocks")
            yield Finding(path, message, f"write `blocks = {counts}`")


@rule("Q319")
def cut_off(question: Question) -> Findings:
    """An exhibit too wide for a small screen.

    On a terminal of 40 columns an exhibit has 32 of them. A word that is longer is broken,
    and so are the columns of a table whose longest words don't fit side by side.

    Before: exhibits = [{ kind = "post", made_up = true, by = "A neighbour", text = "Nooooooooooooooooooooooooooooooo!" }]
    After: exhibits = [{ kind = "post", made_up = true, by = "A neighbour", text = "Nooooo!" }]
    """
    for index, exhibit in enumerate(question.exhibits):
        if isinstance(exhibit, Table):
            if (width := exhibit.narrowest) > NARROWEST:
                message = f"the table takes {width} columns; a small screen has {NARROWEST}"
                mend = "use fewer columns or shorter words"
                yield Finding(("exhibits", index), message, mend)
            continue
        for path, text in texts_in(exhibit):
            if long := next((word for word in text.split() if cells(word) > NARROWEST), None):
                message = f"“{shortened(long, NARROWEST)}” takes {cells(long)} columns"
                mend = f"a small screen has {NARROWEST}"
                yield Finding(("exhibits", index, *path), message, mend)


@rule("Q320")
def repeated_passage(question: Question) -> Findings:
    """An exhibit that the passage repeats.

    An exhibit shows the thing and lets the reader look. A passage that has the same words beside it
    makes the exhibit an ornament, and often does the noticing. Reported if both have the same six words
    in a row.

    Before:
      passage = "A neighbour posts: The pier is closed from tonight on!"
      exhibits = [{ kind = "post", made_up = true, by = "A neighbour", text = "The pier is closed from tonight on!" }]
    After:
      passage = "On your way to the pier, you read this."
      exhibits = [{ kind = "post", made_up = true, by = "A neighbour", text = "The pier is closed from tonight on!" }]
    """
    passage = f" {' '.join(words(question.passage)).casefold()} "
    for path, text in question.exhibited() if question.passage else ():
        run = words(text)
        for start in range(len(run) - REPEATED + 1):
            if f" {' '.join(run[start : start + REPEATED]).casefold()} " in passage:
                message = "the passage has the same words"
                yield Finding(path, message, "leave them to the exhibit")
                break


@rule("Q411")
def results_without_address(bank: Bank) -> Findings:
    """A search result that leads nowhere.

    A result with a source is a page that readers may want to open, so its source has a `url`. A result
    without a source is made up, as is the search around it.
    """
    for index, question in enumerate(bank.questions):
        for number, exhibit in enumerate(question.exhibits):
            for n, result in enumerate(exhibit.results if isinstance(exhibit, Search) else ()):
                source = bank.sources.get(result.source or "")
                if source and not source.url:
                    message = f"the source `{result.source}` has no address"
                    path = ("questions", index, "exhibits", number, "results", n, "source")
                    yield Finding(path, message, "add its `url`, or take the result out")


@rule("Q412")
def other_headlines(bank: Bank) -> Findings:
    """A headline that isn't its source's.

    Headlines and the titles of search results are shown whole and word for word. Those of an outside
    source are compared with its `headline`, up to the … if it ends in one; those of an article, with
    your copy.
    """
    for index, question in enumerate(bank.questions):
        for path, each in question.quotations():
            source = bank.sources.get(each.source)
            if each.at != "headline" or source is None or source.role == "article":
                continue
            wanted, text = fold(source.headline or each.quote), fold(each.quote)
            start = wanted.removesuffix("...").rstrip()
            if not text.startswith(start) or text != wanted == start:
                message = f"`{each.source}` has another headline"
                yield Finding(("questions", index, *path), message, f"it is “{source.headline}”")
