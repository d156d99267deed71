"""The rules about quotations: compare them with the articles in an author's folder."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from quiz.bank.articles import NOT_UTF8, RUN_ON, article, read_article
from quiz.bank.fields import Citation
from quiz.bank.ids import kebab
from quiz.bank.kinds import Question
from quiz.bank.meant import PLACE
from quiz.bank.model import Claim
from quiz.bank.problem import DocumentPath, Problem
from quiz.bank.quotes import fold, occurs_in
from quiz.check.rules import Finding, Findings, apply_rules, family, rule
from quiz.check.texts import explained, in_exhibits, quoted, shown
from quiz.text import one_form, shortened, word_matches, words

ALIKE = 0.65
"""The share of letters in common, from 0 to 1, that makes words likely to misquote others."""

LEAST, LEAST_EXPLAINED = 4, 6
"""The fewest words in quotation marks to check, before the answer and after it; with fewer, they may
not quote the article."""

_PUT_IN = 4
"""The most words that a quotation may have too many, or too few, for all of its original to be shown."""

_COMPARED = 200
"""The most letters of two runs of words to compare."""

_MOST_FILES = 1000
"""The most files in a folder of articles to look for one of another name among."""
_UNREAD = {
    NOT_UTF8: "; save it as UTF-8",
    RUN_ON: "; put an empty line after the headline and after each paragraph",
}
"""What to do about a copy that can't be read, by the reason."""

_SHOWN = 40
"""The most characters of a locator to repeat."""
_LEFT_OUT = re.compile(r"…|\.\.\.|\[[^\]]*\]")


def misquotations(
    entries: Iterable[tuple[str, int, Question | Claim]], roles: dict[str, str], directory: Path
) -> Iterator[Problem]:
    """Every quotation that is not in the paragraph that it names.

    Entries are (name of the list, index, entry); roles are by source. An article that can't be read
    is one problem.
    """
    unread: set[str] = set()
    for field, index, entry in entries:
        for path, citation in _quoting(entry):
            if citation.source not in roles:
                continue
            blocks = article(directory, citation.source)
            if not citation.quote:
                role = roles[citation.source]
                if path[0] == "cites" and (problem := _no_place(citation, role, blocks)):
                    yield replace(problem, path=(field, index, *path, "at"))
            elif blocks:
                if problem := _misquotation(citation, blocks):
                    inside = problem.path if path[0] == "cites" else ()
                    yield replace(problem, path=(field, index, *path, *inside))
            elif citation.source not in unread:
                unread.add(citation.source)
                yield from _unread(citation.source, roles[citation.source], directory)
        if not isinstance(entry, Claim):
            rules = {**family("Q205"), **family("Q206"), **family("Q209")}
            articles = {id for id in _named(entry) if roles.get(id) == "article"}
            all_read = all(article(directory, id) for id in articles)
            for found in apply_rules(rules, entry, (field, index), directory):
                if all_read or found.code != "Q300":  # else nobody can tell what finds nothing
                    yield found


def unknown_places(
    entries: Iterable[tuple[str, int, Question | Claim]],
    roles: dict[str, str],
    paragraphs: Mapping[str, int],
) -> Iterator[Problem]:
    """Every citation of an article that names a place which no article has, or not this one.

    Entries are (name of the list, index, entry); roles are by source, and so is how many paragraphs
    an article has, where that is known.
    """
    for field, index, entry in entries:
        for number, citation in enumerate(entry.cites):
            at, path = citation.at, (field, index, "cites", number, "at")
            if problem := _no_place(citation, roles.get(citation.source)):
                yield replace(problem, path=path)
            most = paragraphs.get(citation.source) if at.startswith("¶") else None
            if most is not None and PLACE.fullmatch(at) and int(at.removeprefix("¶")) > most:
                message = f"there is no {at}: the source's `blocks` end at ¶{most}"
                yield Problem("Q203", message, "mend the number, or `blocks`", path)


def _no_place(
    citation: Citation, role: str | None, blocks: Mapping[str, str] | None = None
) -> Problem | None:
    """The problem of a place that this article doesn't have or, without its blocks, that none has."""
    at = citation.at
    if not at or role != "article" or at in (blocks or ()):
        return None
    if blocks and PLACE.fullmatch(at):
        return Problem("Q203", f"there is no {at} in {citation.source}", _extent(blocks))
    if PLACE.fullmatch(at):
        return None
    message = f"no article has a place “{shortened(at, _SHOWN)}”"
    return Problem("Q203", message, 'write "headline", a paragraph such as "¶3" or "note 4"')


def _quoting(entry: Question | Claim) -> Iterator[tuple[DocumentPath, Citation]]:
    """The citations of an entry and, in its exhibits, what is quoted, with paths."""
    for number, citation in enumerate(entry.cites):
        yield ("cites", number), citation
    if not isinstance(entry, Claim):
        yield from entry.quotations()


@rule("Q205")
def misquoting(question: Question, directory: Path) -> Findings:
    """A text misquotes the article.

    Four words or more between “…”, or the marks of another language, are in no article that the question
    cites or shows, but nearly the same words are; in a `why` and the explanation, six or more. What people say in
    exhibits counts. Words unlike any in the article are left alone, as they may be made up for the
    question; those on either side of … or […] are compared separately. This is a warning.
    """
    articles = {
        source: blocks
        for source in sorted(_named(question))
        if (blocks := article(directory, source))
    }
    texts = [(LEAST, *each) for each in (*shown(question), *in_exhibits(question))]
    texts += ((LEAST_EXPLAINED, *each) for each in explained(question))
    for least, path, text in texts if articles else ():
        for part in (part for quote in quoted(text) for part in _LEFT_OUT.split(quote)):
            run = part.strip(" .,;:!?")
            # The start of a sentence in the article may be in the middle of one in the question.
            if len(words(run)) < least or any(
                occurs_in(run.casefold(), block.casefold())
                for blocks in articles.values()
                for block in blocks.values()
            ):
                continue
            for source, blocks in articles.items():
                locator, meant = nearest_run(run, blocks)
                if meant:
                    message = f"{source} doesn't have these words as they are here"
                    yield Finding(path, message, f"{locator} has “{meant}”", within=run)
                    break


def _named(question: Question) -> set[str]:
    """The ids of the sources that a question cites or shows."""
    shown = (id for exhibit in question.exhibits for _, id in exhibit.named_sources())
    return {*question.sources, *shown}


def _unread(source: str, role: str, directory: Path) -> Iterator[Problem]:
    """The problem if an article can't be read; an outside source needs no copy."""
    file, mend = f"{source}.txt", "its quotations were not checked"
    try:
        read_article(directory, source)
    except FileNotFoundError:
        if role != "article":
            return
        message = f"the folder of articles has no {file}"
        if other := _named_like(source, directory):
            is_text = other.lower().endswith(".txt") and other.lower().count(".") == 1
            save = "rename it to" if is_text else "save that as plain text, in UTF-8, as"
            message += f", but {other}"
            mend += f"; {save} {file}"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error).removeprefix("this is ")
        mend += _UNREAD.get(reason, "")
        message = f"{file} is there, but {reason[0].lower()}{reason[1:]}"
    else:
        return
    yield Problem("Q204", message, mend, ("sources", source), part="key")


def _named_like(source: str, directory: Path) -> str:
    """The name of a file that is likely the article's, such as “Port_Strike.docx”."""
    some = sorted(each.name for each in islice(directory.iterdir(), _MOST_FILES))
    same = (name for name in some if kebab(name.partition(".")[0]) == source)
    return next(same, "")


def _misquotation(citation: Citation, blocks: dict[str, str]) -> Problem | None:
    """The problem with a citation, with its path there; None if the quotation is right."""
    quote, at = citation.quote, citation.at
    named = blocks.get(at)
    if named is not None and occurs_in(quote, named):
        return None
    no_such = f"there is no {at} in {citation.source}"
    if where := " and ".join(
        locator for locator, block in blocks.items() if occurs_in(quote, block)
    ):
        if named is not None:
            message = f"these words aren't in {at}"
            return Problem("Q201", message, f"they are in {where}", ("at",))
        if not at and where in blocks:
            named = "the headline" if where == "headline" else where
            message = f"`at` is missing, and taken as {named}"
            return Problem("Q117", message, path=("quote",), level="note")
        message, field = (no_such, "at") if at else ("`at` is missing", "quote")
        return Problem("Q201", message, f"these words are in {where}", (field,))
    if named is None and at:
        return Problem("Q203", no_such, _extent(blocks), ("at",))
    pieces = [each for each in _LEFT_OUT.split(quote) if words(each)]
    missing = [each for each in pieces if not _is_in(each.strip(), blocks)]
    if pieces != [quote] and not missing:
        mend = "quote one piece, or cite each by itself" if len(pieces) > 1 else "take it out"
        message = "a citation quotes words in one piece, with nothing left out or put in"
        found = _LEFT_OUT.search(quote)
        return Problem("Q202", message, mend, ("quote",), within=found[0] if found else "")
    locator, run = nearest_run(missing[0] if missing else quote, blocks)
    near = f"{locator} has “{run}”"
    mend = near if run else "there is nothing like them; is it the right article?"
    return Problem("Q202", f"these words aren't in {citation.source}", mend, ("quote",))


def _is_in(text: str, blocks: dict[str, str]) -> bool:
    return any(occurs_in(text, block) for block in blocks.values())


def _extent(blocks: Mapping[str, str]) -> str:
    """How far the paragraphs and the notes of an article run, in words."""
    last = {locator.rstrip("0123456789"): locator for locator in blocks}
    paragraphs = f"its paragraphs run to {last['¶']}" if "¶" in last else "it has no paragraphs"
    return f"{paragraphs}, its notes to {last['note ']}" if "note " in last else paragraphs


def nearest_run(quote: str, blocks: dict[str, str]) -> tuple[str, str]:
    """The words of an article that are most like a quotation: (locator, words).

    From the word for its first to the word for its last, around the longest run that both share;
    empty strings if nothing is alike.
    """
    wanted = [fold(word).casefold() for word in words(quote)]
    best = ("", "")
    longest, alike = max(1, len(wanted) // 3) - 1, 0.0
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for locator, block in blocks.items():
        text, spans, compared = _in_words(block)
        matcher.set_seq1(compared)
        run = matcher.find_longest_match()
        if run.size > longest:
            longest = run.size
            as_many, whole = (
                text[spans[first][0] : spans[last - 1][1]]
                for first, last in _stretches(compared, wanted, run.a - run.b)
            )
            best = (locator, max(as_many, whole, key=lambda some: likeness(some, quote)))
            alike = likeness(as_many, quote)
    return best if alike >= ALIKE else ("", "")


def _stretches(compared: list[str], wanted: list[str], start: int) -> Iterator[tuple[int, int]]:
    """Where words like the wanted ones begin and end, if their shared run begins at `start`.

    First as many as are wanted; then some more or fewer, where words were left out or put in.
    """
    first, last = max(0, start), min(len(compared), max(0, start) + len(wanted))
    yield first, last
    since = max(0, first - _PUT_IN)
    around = compared[since : last + _PUT_IN]
    *shared, _ = SequenceMatcher(None, around, wanted, autojunk=False).get_matching_blocks()
    begun, ended = shared[0], shared[-1]
    first = max(0, since + begun.a - begun.b)
    yield first, max(first + 1, min(len(compared), since + ended.a + len(wanted) - ended.b))


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1."""
    letters, others = (fold(text).casefold()[:_COMPARED] for text in (one, other))
    return SequenceMatcher(None, letters, others, autojunk=False).ratio()


@lru_cache(maxsize=512)
def _in_words(block: str) -> tuple[str, list[tuple[int, int]], list[str]]:
    """A block in one form, where each of its words is, and the words as they are compared."""
    text = one_form(block)
    matches = word_matches(text)
    return text, [word.span() for word in matches], [fold(word[0]).casefold() for word in matches]
