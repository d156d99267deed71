"""Find what has one right mend in a file that can be read: ids, locators, letters before options.

What `quiz check` names of it, `quiz check --fix` mends: both ask here.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain, count
from typing import Any

import tomli
from msgspec.structs import replace

from quiz.bank.consistency import fitting
from quiz.bank.dates import DATED, dates_meant
from quiz.bank.garbled import ungarbled
from quiz.bank.ids import ID, LONGEST_ID, kebab
from quiz.bank.kinds import Question
from quiz.bank.meant import taken_as
from quiz.bank.model import Bank
from quiz.bank.other_words import table_like
from quiz.bank.patches import Patch, Patched, Stretches
from quiz.bank.plain_values import keys_of, number_meant, truth_meant
from quiz.bank.problem import DocumentPath, Problem
from quiz.check.changes import Change, Mend, is_made, put, value_at, with_patches
from quiz.check.characters import visible
from quiz.check.citations import with_references_apart
from quiz.check.options import without_marks
from quiz.check.texts import every_text, every_value
from quiz.text import folded

CODES = frozenset(
    ("Q101", "Q009", "Q010", "Q103", "Q105", "Q107", "Q108", "Q117", "Q312", "Q321", "Q500")
)
"""The rules whose problems may have one right mend."""

MOST, FEW = 1000, 50
"""The most changes to make at a time, and to try one by one."""
LARGE = 1_000_000
"""The most characters in a file for `quiz check` to look for mends, which takes it a while."""

_SUCH_AS = re.compile(r"such as `[^`]*`")
_REFERENCES = (("sources", "Q107"), ("skills", "Q108"), ("policies", "Q500"))
"""The tables that are referred to by id, and the rule for an unknown one."""


def mends(
    copy: Patched, guesses: Iterable[Patch] = (), codes: AbstractSet[str] = CODES
) -> list[Mend]:
    """Every change to a text of TOML that has one right mend, in patches that make just that.

    The patches are for the original; they leave alone what is only guessed in the copy. Of the
    changes that aren't to ids, only those by these rules are made.
    """
    text = copy.text
    try:
        wanted = with_patches(text, list(_wanted(tomli.loads(text), codes))[:MOST])
        if wanted and not is_made(text, wanted):
            wanted = [each for each in wanted[:FEW] if is_made(text, [each])]
    except RecursionError:
        return []
    guessed = Stretches(guesses)
    traced = [
        each._replace(at=copy.origin(each.at), patches=tuple(copy.traced(each.patches)))
        for each in wanted
    ]
    return [each for each in traced if guessed.are_free_of(each.patches)]


def with_mends(
    problems: list[Problem], copy: Patched, guesses: Iterable[Patch] = ()
) -> list[Problem]:
    """The problems, with those marked that have one right mend."""
    codes = CODES & {problem.code for problem in problems}
    if not codes or len(copy.text) > LARGE:
        return problems
    found = mends(copy, guesses, codes)
    settled = {each for mend in found for each in mend.settles}
    new = {change.path: change.new for mend in found for change in mend.changes}
    return [
        _fixable(each, new.get(each.path)) if (each.code, each.path) in settled else each
        for each in problems
    ]


def _fixable(problem: Problem, new: str | None) -> Problem:
    """A problem that has one right mend, with the name that is given where one is named."""
    mend = _SUCH_AS.sub(f"such as `{new}`", problem.mend) if new else problem.mend
    return replace(problem, mend=mend, fixable=True)


def _wanted(document: dict[str, Any], codes: AbstractSet[str]) -> Iterator[Mend]:
    """The changes that are wanted in a document, which is changed on the way; no value twice."""
    if tables := list(_tables(document)):  # first, as all else is in them
        yield from tables
        return
    changed: set[DocumentPath] = set()
    language = _table(document, "about").get("language")
    renamed = list(_ids(document, language if isinstance(language, str) else ""))
    for mend in renamed:
        for change in sorted(mend.changes, key=lambda each: each.part, reverse=True):
            put(document, change)
    others = (
        ("Q103", _dates),
        ("Q103", _plain_values),
        ("Q117", _locators),
        ("Q312", _joined_references),
        ("Q321", _marks),
        ("Q010", _garbled),
        ("Q009", _invisible),
    )
    found = chain.from_iterable(find(document) for code, find in others if code in codes)
    for mend in chain(renamed, found):
        paths = {change.path for change in mend.changes}
        if not paths & changed:
            changed |= paths
            yield mend


def _tables(document: dict[str, Any]) -> Iterator[Mend]:
    """Tables under another name that can be only one of ours: [[fragen]], [quellen.ID]."""
    for key, value in document.items():
        table = "" if key in Bank.__struct_fields__ else table_like(value)
        if table and table not in document:
            says = f"the table {_shown(key)} is now `{table}`, wherever it begins"
            yield Mend(says, (Change((key,), table, "key"),), frozenset({("Q101", (key,))}))


def _ids(document: dict[str, Any], language: str) -> Iterator[Mend]:
    """Ids and names that cannot be used, with all that refers to them."""
    of_ids = ("Q103", "Q119")
    in_sets = [
        (path, id)
        for path, id in every_text(document.get("sets"), ("sets",))
        if path[2:3] == ("ids",)
    ]
    for field in ("questions", "claims"):
        entries = list(_dicts(document.get(field)))
        ids = [(index, entry.get("id")) for index, entry in entries]
        taken = {id for _, id in ids if isinstance(id, str)}
        for index, id in ids:
            path = (field, index, "id")
            if isinstance(id, str) and (new := _free(id, taken, language)):
                asked = [each for each, its in in_sets if field == "questions" and its == id]
                changes = tuple(Change(each, new) for each in (path, *asked))
                settles = frozenset((code, each.path) for each in changes for code in of_ids)
                yield Mend(f"the id {_shown(id)} is now `{new}`", changes, settles)
    named = _table(document, "about").get("id")
    if isinstance(named, str) and (new := _free(named, set(), language)):
        where: DocumentPath = ("about", "id")
        says = f"the id of the bank, {_shown(named)}, is now `{new}`"
        yield Mend(says, (Change(where, new),), frozenset({("Q103", where)}))
    for field, unknown in _REFERENCES:
        yield from _names(document, field, unknown, language)


def _names(document: dict[str, Any], field: str, unknown: str, language: str) -> Iterator[Mend]:
    """Names of tables that cannot be used, and references that miss one by its spelling alone."""
    table, references = _table(document, field), list(_references(document, field))
    taken = set(table)
    renamed = {id: new for id in table if (new := _free(id, taken, language))}
    for id, new in renamed.items():
        changes = [Change((field, id), new, "key")]
        settles: set[tuple[str, DocumentPath]] = {("Q105", (field, id))}
        for path, value in references:
            if value == id:
                changes.append(Change(path, new))
            if value in (id, new):
                settles |= {(code, path) for code in ("Q103", "Q117", unknown)}
        says = f"{_shown(id)} is now `{new}`, wherever it is named"
        yield Mend(says, tuple(changes), frozenset(settles))
    ids = {*table, *renamed.values()} - set(renamed)
    by_headline = [
        (folded(each["headline"]), id)
        for id, each in table.items()
        if isinstance(each, dict) and isinstance(each.get("headline"), str)
    ]
    headlines = dict(by_headline) if len(dict(by_headline)) == len(by_headline) else {}
    for path, value in references:
        new = headlines.get(folded(value)) or kebab(value.removesuffix(".txt"), language)
        new = "" if value in taken else new
        if new in ids and new != value:
            settled = frozenset((code, path) for code in ("Q103", "Q117", unknown))
            yield Mend(
                f"`{path[-1]}` {_shown(value)} is now `{new}`", (Change(path, new),), settled
            )


def _free(id: str, taken: set[str], language: str) -> str:
    """A good id for one that cannot be used; empty if it can, or if there is none."""
    if ID.fullmatch(id) or not (plain := kebab(id, language)) or id == "own":
        return ""
    numbered = (f"{plain[: LONGEST_ID - 5]}-{number}" for number in count(2))
    new = next(each for each in chain([plain], numbered) if each not in taken)
    taken.add(new)
    return new


def _references(document: dict[str, Any], field: str) -> Iterator[tuple[DocumentPath, str]]:
    """Where the tables of a field are named: (path, id)."""
    if field == "policies":
        policies = _table(document, "about").get("policies")
        for index, each in enumerate(policies if isinstance(policies, list) else ()):
            if isinstance(each, str):
                yield ("about", "policies", index), each
    elif field == "skills":
        for index, entry in _dicts(document.get("questions")):
            if isinstance(skill := entry.get("skill"), str):
                yield ("questions", index, "skill"), skill
    else:
        for part in ("questions", "claims"):
            for path, value in every_text(document.get(part), (part,)):
                if path[-1] == "source":
                    yield path, value


def _dates(document: dict[str, Any]) -> Iterator[Mend]:
    """Dates that are written in another way, if they can mean only one day."""
    for path, value in every_value(document):
        if path[-1] in DATED and len(meant := dates_meant(value)) == 1 and meant[0] != value:
            says = f"`{path[-1]}` {_shown(value)} is now {_shown(meant[0])}"
            yield Mend(says, (Change(path, meant[0]),), frozenset({("Q103", path)}))


def _plain_values(document: dict[str, Any]) -> Iterator[Mend]:
    """Numbers between quotation marks, and words and figures for true and false."""
    for path, value in every_value(document):
        new = ""
        if path[-1] in keys_of(bool) and isinstance(value, str | int):
            new = "" if isinstance(value, bool) else truth_meant(value)
        elif path[-1] in keys_of(int, float) and isinstance(value, str):
            numbers, unit = number_meant(value)
            new = numbers[0] if len(numbers) == 1 and not unit else ""
        if new:
            says = f"`{path[-1]}` {_shown(value)} is now {new}"
            change = Change(path, new, is_plain=True)
            yield Mend(says, (change,), frozenset({("Q103", path)}))


def _locators(document: dict[str, Any]) -> Iterator[Mend]:
    """What is taken for what it plainly means."""
    before = dict(every_value(document))
    for problem in taken_as(document):
        new = value_at(document, problem.path)
        if isinstance(new, str):
            said = _shown(before.get(problem.path))
            says = f"`{problem.path[-1]}` {said} is now {_shown(new)}"
            settles = frozenset({(problem.code, problem.path)})
            yield Mend(says, (Change(problem.path, new),), settles)


def _marks(document: dict[str, Any]) -> Iterator[Mend]:
    """Letters that were pasted in with the options of a question."""
    for index, question in fitting(document, "questions", Question):
        texts = without_marks(question)
        if texts and all(new for _, new in texts):
            changes = tuple(Change(("questions", index, *path), new) for path, new in texts)
            says = "the letters before the options are taken out"
            yield Mend(says, changes, frozenset({("Q321", changes[0].path)}))


def _joined_references(document: dict[str, Any]) -> Iterator[Mend]:
    """References to several citations in one pair of brackets."""
    for index, question in fitting(document, "questions", Question):
        new = with_references_apart(question)
        if new != question.explanation and "Q312" not in question.allow:
            path = ("questions", index, "explanation")
            says = "references to several citations are apart"
            yield Mend(says, (Change(path, new),), frozenset({("Q312", path)}))


def _invisible(document: dict[str, Any]) -> Iterator[Mend]:
    """Texts with characters that nobody sees."""
    for path, value in every_text(document):
        if (new := visible(value)) != value:
            says = f"an invisible character is taken out of `{_last_name(path)}`"
            yield Mend(says, (Change(path, new),), frozenset({("Q009", path)}))


def _garbled(document: dict[str, Any]) -> Iterator[Mend]:
    """Texts with letters that were read in the wrong encoding."""
    for path, value in every_text(document):
        if (new := ungarbled(value)) != value:
            says = (
                f"letters that were read in the wrong encoding are mended in `{_last_name(path)}`"
            )
            yield Mend(says, (Change(path, new),), frozenset({("Q010", path)}))


def _dicts(entries: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield index, entry


def _table(document: dict[str, Any], field: str) -> dict[str, Any]:
    table = document.get(field)
    return table if isinstance(table, dict) else {}


def _last_name(path: DocumentPath) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "the file")


def _shown(value: object) -> str:
    return f"“{value[:60]}”" if isinstance(value, str) else str(value)
