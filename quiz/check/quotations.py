"""What questions quote, compared with the articles in an author's folder."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from quiz.bank.articles import NOT_UTF8, article, read_article
from quiz.bank.fields import Citation
from quiz.bank.kinds import Question
from quiz.bank.model import Claim
from quiz.bank.problem import Problem
from quiz.bank.quotes import fold, stands, word_matches, words
from quiz.check.rules import Finding, Findings, apply, rule
from quiz.check.texts import shown
from quiz.text import one_form

ALIKE = 0.65
"""From what share of common letters on one run of words may be meant for another, from 0 to 1."""

LEAST = 4
"""Words; of fewer between quotation marks, it is open whether the article is quoted."""

_COMPARED = 200
"""How many letters of two runs of words are compared."""

_QUOTED = re.compile("“([^“”]+)”")
_LEFT_OUT = re.compile(r"…|\.\.\.|\[[^\]]*\]")


def misquotations(
    entries: Iterable[tuple[str, int, Question | Claim]],
    roles: dict[str, str],
    directory: Path,
) -> Iterator[Problem]:
    """Every quotation that does not stand in the paragraph that it names.

    Each entry comes with the name of its list and its number there, each source with its role.
    An article that can't be read is told once.
    """
    lacking: set[str] = set()
    for kind, number, entry in entries:
        for place, citation in enumerate(entry.cites):
            if not citation.quote or citation.source not in roles:
                continue
            path = (kind, number, "cites", place)
            if blocks := article(directory, citation.source):
                if problem := _misquotation(citation, blocks):
                    code, message, mend, key = problem
                    yield Problem(code=code, message=message, mend=mend, path=(*path, key))
            elif citation.source not in lacking:
                lacking.add(citation.source)
                yield from _unread(citation.source, roles[citation.source], directory)
        if not isinstance(entry, Claim):
            yield from apply({"Q205": misquoting}, entry, (kind, number), directory)


@rule("Q205")
def misquoting(question: Question, directory: Path) -> Findings:
    """A passage or an option misquotes the article.

    Four words or more between “…” that stand in no article that the question cites, though words that
    are nearly the same do. Words that are like none of the article's are left alone, as they may be
    made up for the question; those on either side of … or […] are compared by themselves. A warning.
    """
    cited = dict.fromkeys(citation.source for citation in question.cites)
    articles = {source: blocks for source in cited if (blocks := article(directory, source))}
    for path, text in shown(question) if articles else ():
        for part in (part for quote in _QUOTED.findall(text) for part in _LEFT_OUT.split(quote)):
            run = part.strip(" .,;:!?")
            # What begins a sentence there may stand within one here.
            if len(words(run)) < LEAST or any(
                stands(run.casefold(), block.casefold())
                for blocks in articles.values()
                for block in blocks.values()
            ):
                continue
            for source, blocks in articles.items():
                locator, meant = nearest_run(run, blocks)
                if meant:
                    message = f"these words do not stand in {source} as they stand here"
                    mend = f"{locator} has “{meant}”"
                    yield Finding(path, message, mend, within=run)
                    break


def _unread(source: str, role: str, directory: Path) -> Iterator[Problem]:
    """That an article could not be read; an outside source needs no copy."""
    file, mend = f"{source}.txt", "its quotations were not checked"
    try:
        read_article(directory, source)
    except FileNotFoundError:
        if role != "article":
            return
        what = f"the folder of articles has no {file}"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error).removeprefix("this is ")
        mend += "; save it as UTF-8" if reason == NOT_UTF8 else ""
        what = f"{file} is there, but {reason[0].lower()}{reason[1:]}"
    else:
        return
    yield Problem(code="Q204", message=what, mend=mend, path=("sources", source), part="key")


def _misquotation(citation: Citation, blocks: dict[str, str]) -> tuple[str, str, str, str] | None:
    """The code, the message, the mend and the key to point at; None where all is well."""
    quote, at = citation.quote, citation.at
    named = blocks.get(at)
    if named is not None and stands(quote, named):
        return None
    elsewhere = [locator for locator, block in blocks.items() if stands(quote, block)]
    if elsewhere:
        where = " and ".join(elsewhere)
        if named is not None:
            return ("Q201", f"these words do not stand in {at}", f"they stand in {where}", "at")
        missing = f"there is no {at} in {citation.source}" if at else "`at` is missing"
        return ("Q201", missing, f"these words stand in {where}", "at" if at else "quote")
    if named is None and at:
        return ("Q203", f"there is no {at} in {citation.source}", _extent(blocks), "at")
    locator, run = nearest_run(quote, blocks)
    near = f"{locator} has “{run}”"
    mend = near if run else "nothing like it stands there; is it the right article?"
    return ("Q202", f"these words do not stand in {citation.source}", mend, "quote")


def _extent(blocks: dict[str, str]) -> str:
    """How far the paragraphs of an article go, and its notes."""
    last = {locator.rstrip("0123456789"): locator for locator in blocks}
    paragraphs = f"its paragraphs run to {last['¶']}" if "¶" in last else "it has no paragraphs"
    return f"{paragraphs}, its notes to {last['note ']}" if "note " in last else paragraphs


def nearest_run(quote: str, blocks: dict[str, str]) -> tuple[str, str]:
    """The locator and the words of an article that are most like a quotation's.

    As many words as the quotation has, around the longest run that both have; empty where
    they are not alike.
    """
    wanted = [fold(word).casefold() for word in words(quote)]
    best = ("", "", max(1, len(wanted) // 3) - 1)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for locator, block in blocks.items():
        text = one_form(block)
        found = word_matches(text)
        matcher.set_seq1([fold(word[0]).casefold() for word in found])
        match = matcher.find_longest_match()
        if match.size > best[2]:
            first = max(0, match.a - match.b)
            last = min(len(found), first + len(wanted)) - 1
            best = (locator, text[found[first].start() : found[last].end()], match.size)
    locator, run, _ = best
    there, here = (fold(text).casefold()[:_COMPARED] for text in (run, quote))
    alike = SequenceMatcher(None, there, here, autojunk=False).ratio()
    return (locator, run) if alike >= ALIKE else ("", "")
