"""Find errors that the types don't catch: dangling references and unanswerable questions."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from quiz.bank.address import is_plain_address
from quiz.bank.exhibits.base import PART, PARTS, for_parts, texts_in
from quiz.bank.fields import REFERENCE
from quiz.bank.kinds import Question, Spot
from quiz.bank.model import Bank, Claim, QuestionSet, Skill
from quiz.bank.problem import MOST_PROBLEMS, DocumentPath, Problem
from quiz.bank.source import Source
from quiz.text import counted, did_you_mean


def inconsistencies(document: dict[str, Any], bank: Bank | None = None) -> Iterator[Problem]:
    """Errors that the types don't catch; without a bank, only in entries that fit their types."""
    sources, skills = document.get("sources"), document.get("skills")
    tables = sources if isinstance(sources, dict) else {}
    source_ids = list(tables)
    skill_ids = list(skills) if isinstance(skills, dict) else []
    about = document.get("about")
    cites_sources = not (isinstance(about, dict) and about.get("sources") is False)
    if cites_sources and "sources" not in document and not _has_sources(document):
        mend = "add a table `[sources.ID]`, or under [about] `sources = false` if there are none"
        yield Problem("Q102", "`sources` is missing", mend)
    known: dict[str, Source] = bank.sources if bank else dict(fitting(document, "sources", Source))
    skills_known = bank.skills if bank else dict(fitting(document, "skills", Skill))
    addresses: list[tuple[DocumentPath, str | None]] = [
        (("sources", id, "url"), source.url) for id, source in known.items()
    ]
    for id, skill in skills_known.items():
        for number, each in enumerate(skill.aligns):
            addresses.append((("skills", id, "aligns", number, "url"), each.url))
    for path, url in addresses:
        if url is not None and not is_plain_address(url):
            mend = "write https://host/path, with no user name and no space"
            yield Problem("Q111", "this address is not a plain one", mend, path)
    claims = list(enumerate(bank.claims) if bank else fitting(document, "claims", Claim))
    questions: list[tuple[Any, Question]] = list(
        enumerate(bank.questions) if bank else fitting(document, "questions", Question)
    )
    for field, entries in (("claims", claims), ("questions", questions)):
        yield from _repeated_ids(document, field)
        for index, entry in entries:
            for n, citation in enumerate(entry.cites):
                if isinstance(sources, dict) and citation.source not in sources:
                    message = f"there is no source `{citation.source}`"
                    mend = did_you_mean(citation.source, source_ids)
                    yield Problem("Q107", message, mend, (field, index, "cites", n, "source"))
    for index, question in questions:
        path = ("questions", index)
        if isinstance(skills, dict) and question.skill not in skills:
            message = f"there is no skill `{question.skill}`"
            mend = did_you_mean(question.skill, skill_ids)
            yield Problem("Q108", message, mend, (*path, "skill"))
        for problem in question.unplayable():
            yield replace(problem, path=(*path, *problem.path))
        for problem in _in_exhibits(question, known, tables):
            yield replace(problem, path=(*path, "exhibits", *problem.path))
        # Where nothing is cited, [1] may be an interval or a vector.
        references = REFERENCE.findall(question.explanation) if cites_sources else []
        for number in sorted(set(references), key=int):
            if not 1 <= int(number) <= len(question.cites):
                message = f"[{number}] has no citation; there are {len(question.cites)}"
                mend = "add it to `cites`, or mend the number"
                where = (*path, "explanation")
                yield Problem("Q110", message, mend, where, within=f"[{number}]")
    sets = bank.sets if bank else dict(fitting(document, "sets", QuestionSet))
    yield from _in_sets(sets, document) if sets else ()


def _has_sources(document: dict[str, Any]) -> bool:
    """Whether a table under another name holds the sources, which is reported already."""
    from quiz.bank.other_words import table_like  # noqa: PLC0415 - for a bad file alone

    return any(table_like(each) == "sources" for each in document.values())


def _in_sets(sets: dict[str, QuestionSet], document: dict[str, Any]) -> Iterator[Problem]:
    """Questions of sets that aren't there, or are there twice."""
    entries = document.get("questions")
    known = [
        each["id"]
        for each in (entries if isinstance(entries, list) else ())
        if isinstance(each, dict) and isinstance(each.get("id"), str)
    ]
    ids = {*known}
    for name, each in sets.items():
        seen: set[str] = set()
        for number, id in enumerate(each.ids):
            path = ("sets", name, "ids", number)
            if id not in ids:
                mend = did_you_mean(id, known)
                yield Problem("Q119", f"there is no question `{id}`", mend, path)
            elif id in seen:
                yield Problem("Q119", f"the question `{id}` is in it twice", "leave one", path)
            seen.add(id)


def _in_exhibits(
    question: Question, sources: dict[str, Source], tables: dict[str, Any]
) -> Iterator[Problem]:
    """Exhibits that can't be drawn or come from nowhere, or from a source that isn't there."""
    yield from _misplaced_parts(question)
    for number, exhibit in enumerate(question.exhibits):
        problems = [*exhibit.unsourced(), *exhibit.undrawable(sources)]
        for path, id in exhibit.named_sources() if tables else ():
            if id not in tables:
                message = f"there is no source `{id}`"
                problems.append(Problem("Q107", message, did_you_mean(id, list(tables)), path))
        yield from (replace(problem, path=(number, *problem.path)) for problem in problems)


def _misplaced_parts(question: Question) -> Iterator[Problem]:
    """Texts of exhibits that stand for the parts of a `spot` where there can be none, or nearly."""
    places = [
        (exhibit, text, (number, *path))
        for number, exhibit in enumerate(question.exhibits)
        for path, text in for_parts(exhibit)
    ]
    for n, (exhibit, text, path) in enumerate(places):
        first, earlier, _ = places[0]
        if not isinstance(question, Spot):
            message, mend = "only a `spot` has parts to show here", "write the text itself"
        elif PART in exhibit.can_hold and text not in exhibit.can_hold:
            message, mend = f"{exhibit.called} has parts one by one", f"write `{PART}` for each"
        elif text not in exhibit.can_hold or path[-1] not in ("text", "quote"):
            message = f"the parts can't be shown here, in {exhibit.called}"
            mend = "show them as the text of a post, a draft, a headline or a note, or on a page"
        elif n and not (exhibit is first and text == earlier == PART):
            message = "the parts are shown twice"
            mend = f"leave one `{PARTS}`, or a `{PART}` for each"
        elif n + 1 == len(places) != len(question.parts) and text == PART:
            message = f"{counted(n + 1, 'part is', 'parts are')} shown of {len(question.parts)}"
            mend = f"write `{PART}` once for each, in their order"
        else:
            continue
        yield Problem("Q116", message, mend, path)
    for number, exhibit in enumerate(question.exhibits if isinstance(question, Spot) else ()):
        for path, text in texts_in(exhibit):
            if nearly := re.search(r"\{ ?parts? ?\}", text, re.IGNORECASE):
                message = f"“{nearly[0]}” would be shown as it is"
                mend = f"write `{PARTS}` or `{PART}` and nothing else, where parts are to be"
                yield Problem("Q116", message, mend, (number, *path), within=nearly[0])


def _repeated_ids(document: dict[str, Any], field: str) -> Iterator[Problem]:
    entries = document.get(field)
    seen: set[str] = set()
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        id = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(id, str):
            if id in seen:
                message = f"the id `{id}` is used twice"
                yield Problem("Q106", message, "give each its own id", (field, index, "id"))
            seen.add(id)


def fitting(document: dict[str, Any], field: str, type: Any) -> Iterator[tuple[Any, Any]]:
    """The entries of a table or list that fit a type: (key or index, entry).

    Each entry that doesn't fit is a problem, so this stops after `MOST_PROBLEMS` of them.
    """
    match document.get(field):
        case dict() as table:
            entries = list(table.items())
        case list() as array:
            entries = list(enumerate(array))
        case _:
            entries = []
    unfit = 0
    for key, entry in entries:
        try:
            yield key, msgspec.convert(entry, type)
        except (msgspec.ValidationError, ValueError):
            unfit += 1
            if unfit == MOST_PROBLEMS:
                return
