"""What is sound in a file of questions that has faults, so that it can be tried meanwhile."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, structs
from msgspec.structs import replace

from quiz.bank.drafts import filled, is_draft, with_blanks
from quiz.bank.kinds import OptionsQuestion, Spot
from quiz.bank.load import gc_paused, load
from quiz.bank.locate import locate
from quiz.bank.meant import taken_as
from quiz.bank.mending import reading
from quiz.bank.model import Bank, Skill
from quiz.bank.problem import BankError, DocumentPath, Problem, in_order
from quiz.bank.read import build, parse_good
from quiz.bank.source import Source

_SEPARATE = ("questions", "claims", "sources", "skills", "sets")
"""The lists and tables whose entries can be left out, one by one; of the tables, keys as well."""

_NEEDED = {
    each.name for struct in (Source, Skill) for each in structs.fields(struct) if each.required
}
"""The keys of sources and skills that they can't do without."""
_SKILL = [each.name for each in structs.fields(Skill) if each.required]
_KNOWN = {*Source.__struct_fields__, *Skill.__struct_fields__}

BLANK = "… …"
"""What isn't written yet; other blanks are dots without a space."""

Entry = tuple[str, str | int]
"""An entry by its list or table, and its index or id."""


class Sound(Struct, frozen=True):
    """What is sound in a file, and what isn't."""

    bank: Bank
    problems: tuple[Problem, ...]
    """The faults of what is left out, with their lines."""
    left_out: tuple[str, ...]
    """The ids of the questions that are left out, where they have one."""


def sound_part(path: Path) -> Sound:
    """The bank in a file without the entries that have faults, and these faults.

    Faults of syntax are mended in a copy. Drafts are in it, with … for what they lack and a right
    option if they have none. Whatever refers to an entry that is left out is left out as well.
    Raises `BankError` if the file can't be read past its faults, if one is outside of such entries,
    or if no question is left.
    """
    with gc_paused():
        data = load(path)
        if parsed := parse_good(data, path):
            text, document = parsed
            bank, problems, left_out = _sound_part(document)
            told = locate(problems, text, str(path))
        else:
            past = reading(data, path)
            told = past.problems(str(path))
            if past.document is None:
                raise BankError(told)
            bank, problems, left_out = _sound_part(past.document)
            others = past.traced(locate(problems, past.copy.text, str(path)))
            told = in_order([*told, *others])
        if bank is None:
            raise BankError(told)
        return Sound(bank, tuple(told), left_out)


def _sound_part(document: dict[str, Any]) -> tuple[Bank | None, list[Problem], tuple[str, ...]]:
    """The bank in a document, the faults of what is left out of it, and the ids of questions there.

    There is no bank if what has a fault can't be left out. The document is changed.
    """
    taken_as(document)
    document = _with_drafts(document)
    found: dict[Problem, None] = {}
    left_out: set[Entry] = set()
    while True:
        bank, problems = build(_without(document, left_out))
        in_file = [replace(each, path=_as_in_file(each.path, left_out)) for each in problems]
        found |= dict.fromkeys(each for each in in_file if not _follows(each, left_out, document))
        if bank and not problems:
            ids = (each.get("id") for each in _questions(document, left_out))
            return bank, [*found], tuple(id for id in ids if isinstance(id, str))
        before, shortened = len(left_out), _fill_skills(document, in_file)
        for path in {each.path[:3] for each in in_file}:
            match path:
                case ("sources" | "skills" as name, id, key) if (
                    key not in _NEEDED and key in document[name][id]
                ):
                    entry = document[name][id]
                    # Where there is one key of something else, there may be more of it.
                    for each in [key] if key in _KNOWN else [*(entry.keys() - _KNOWN)]:
                        del entry[each]
                    shortened = True
                case ("skills", _) if shortened:
                    pass
                case (str(name), entry, *_) if name in _SEPARATE:
                    left_out |= {(name, entry)}
                case _:
                    return None, [*found], ()
        if not in_file or (len(left_out) == before and not shortened):
            return None, [*found], ()


def _fill_skills(document: dict[str, Any], problems: Sequence[Problem]) -> bool:
    """Whether a skill lacked a key, as one that was imported does; each now has a blank for it."""
    lack = [each.path for each in problems if each.code == "Q102" and each.path[:1] == ("skills",)]
    skills = [document["skills"][path[1]] for path in lack]
    for each in skills:
        each.update({name: BLANK for name in _SKILL if name not in each})
    return bool(skills)


def _with_drafts(document: dict[str, Any]) -> dict[str, Any]:
    """A document in which each draft is a whole question, as far as it can be."""
    questions = document.get("questions")
    if not isinstance(questions, list):
        return document
    shown = [
        _as_question({"id": f"draft-{number}", **each}, document) if is_draft(each) else each
        for number, each in enumerate(questions, start=1)
    ]
    return {**document, "questions": shown}


def _as_question(draft: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """A draft with blanks for what it lacks, also for something right and something to pick."""
    entry, question = with_blanks(draft), filled(draft, document)
    if question is None:
        return entry
    entry["skill"] = question.skill
    entry["cites"] = [each for each in entry["cites"] if each["source"] in question.sources]
    blank = {"text": BLANK, "why": BLANK}
    if isinstance(question, OptionsQuestion) and not question.key:
        entry["options"] = [*entry["options"], {**blank, "right": True}]
    elif isinstance(question, Spot):
        rights = [] if question.key else [{**blank, "right": True}]
        wrongs = [blank] if len(question.pickable) + len(rights) < 2 else []  # noqa: PLR2004 - one is no choice
        entry["parts"] = [*entry["parts"], *rights, *wrongs]
    return entry


def _questions(document: dict[str, Any], left_out: set[Entry]) -> list[dict[str, Any]]:
    """The questions among what is left out, apart from those that aren't even tables."""
    indexes = sorted(_indexes("questions", left_out))
    entries = (document["questions"][index] for index in indexes)
    return [each for each in entries if isinstance(each, dict)]


def _follows(problem: Problem, left_out: set[Entry], document: dict[str, Any]) -> bool:
    """Whether a problem is only that what it refers to is left out."""
    ids: list[object] = [id for name, id in left_out if name in ("sources", "skills")]
    ids += [each.get("id") for each in _questions(document, left_out)]
    gone = any(f"`{id}`" in problem.message for id in ids)
    return gone and problem.code in ("Q107", "Q108", "Q119")


def _without(document: dict[str, Any], left_out: set[Entry]) -> dict[str, Any]:
    """The document without these entries."""
    kept = dict(document)
    for name in {name for name, _ in left_out}:
        if isinstance(entries := document[name], dict):
            kept[name] = {id: each for id, each in entries.items() if (name, id) not in left_out}
        else:
            kept[name] = [each for n, each in enumerate(entries) if (name, n) not in left_out]
    return kept


def _as_in_file(path: DocumentPath, left_out: set[Entry]) -> DocumentPath:
    """The path in the whole document of a path in one without these entries."""
    if len(path) < 2 or not isinstance(index := path[1], int):  # noqa: PLR2004 - a list and an index
        return path
    for gone in sorted(_indexes(path[0], left_out)):
        index += gone <= index
    return (path[0], index, *path[2:])


def _indexes(name: str | int, left_out: set[Entry]) -> Iterator[int]:
    return (index for each, index in left_out if each == name and isinstance(index, int))
