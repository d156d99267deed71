"""Take what an author plainly means, though the file should have it in other words.

People write “paragraph 3” for ¶3, or a skill's name where its id belongs. There is only one thing
that this can mean, so the quiz takes it, and `quiz check` says how.
"""

import re
from collections.abc import Iterator
from typing import Any

from quiz.bank.address import with_plain_host
from quiz.bank.exhibits.page import HEAD
from quiz.bank.problem import DocumentPath, Problem
from quiz.text import folded

_CANONICAL = re.compile(r"headline|(?:¶|note )[1-9]\d{0,3}|¶[1-9]\d{0,3}[–-]¶?[1-9]\d{0,3}")

PLACE = re.compile(r"headline|(?:¶|note )[1-9]\d{0,3}")
"""A place in an article, as a citation has it."""
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")

# Compiled where they are used, as in most files they aren't.
_IN_WORDS = (
    "one first eins erste erster ersten premier première uno primer primero",
    "two second zwei zweite zweiter zweiten deux deuxième dos segundo",
    "three third drei dritte dritter dritten trois troisième tres tercer tercero",
    "four fourth vier vierte vierter vierten quatre quatrième cuatro cuarto",
    "five fifth fünf fünfte fünfter fünften cinq cinquième cinco quinto",
    "six sixth sechs sechste sechster sechsten sixième seis sexto",
    "seven seventh sieben siebte siebter siebten sept septième siete séptimo",
    "eight eighth acht achte achter achten huit huitième ocho octavo",
    "nine ninth neun neunte neunter neunten neuf neuvième nueve noveno",
    "ten tenth zehn zehnte zehnter zehnten dix dixième diez décimo",
)
"""Numbers from 1 to 10 as words, in English, German, French and Spanish."""
_BEFORE = r"(?:the|in|im|der|die|das|le|la|el|het) "
_NUMBER_SIGN = r"\b(?:no|nr|number|nummer|número|numéro|n[°º])\.? ?(?=\d)"
_IN_BRACKETS = r"(?<=[^\W\d_]) ?[\[(#]([1-9]\d{0,2})[\])]?$"
_NUMBERED = r"(?:¶{1,2}|§{1,2}|#)? ?(?:(?P<word>[^\W\d_]+)\.?)? ?0{0,3}(?P<number>[1-9]\d{0,3})\.?"
_ORDINAL = r"(?:the )?(?P<number>[1-9]\d{0,3})(?:st|nd|rd|th|\.)? (?P<word>[^\W\d_]+)"
_BRACKETED = r"\[(?P<number>[1-9]\d{0,2})\]"
_CHINESE = r"第(?P<number>[1-9]\d{0,3})[段節节]"
_DIGITS = "〇一二三四五六七八九十"
_STRETCH = r"(?P<first>.+?) ?(?:[–—-]|\b(?:to|bis)\b) ?(?P<last>.+)"

# In English, German, French, Spanish and Dutch, case-folded.
_HEADLINE = frozenset(
    (
        *("headline", "head line", "heading", "header", "title", "überschrift", "schlagzeile"),
        *("titel", "titelzeile", "titre", "titular", "título", "kop"),
    )
)
_PARAGRAPH = frozenset(
    (
        *("paragraph", "pilcrow", "paragraphs", "para", "paras", "par", "absatz", "abs"),
        *("paragraphe", "paragraf", "alinéa", "párrafo", "alinea"),
    )
)
_NOTE = frozenset(("note", "footnote", "endnote", "fn", "fussnote", "anmerkung", "nota", "noot"))


def taken_as(document: dict[str, Any]) -> list[Problem]:
    """Put what is plainly meant in its place, in the document itself: a warning for each change.

    The host of an address gets its plain form without a warning, as nothing is wrong with it.
    """
    sources, skills = _table(document, "sources"), _table(document, "skills")
    for with_address in (*sources.values(), *_dicts(skills.values(), "aligns")):
        if isinstance(with_address, dict) and isinstance(url := with_address.get("url"), str):
            with_address["url"] = with_plain_host(url)
    # Outside sources have locators of their own: § 3 of a law is no ¶3.
    outside = [
        id
        for id, each in sources.items()
        if isinstance(each, dict) and each.get("role") == "outside"
    ]
    ids = _ids_by_name(skills)
    changes: list[Problem] = []
    for path, entry in _entries(document):
        skill = entry.get("skill")
        if isinstance(skill, str) and skill not in skills and (id := ids.get(folded(skill))):
            entry["skill"] = id
            if _ID.fullmatch(id):  # another name is reported where it is given
                message = f"“{skill}” is taken as the skill `{id}`"
                changes.append(_warning(message, f'write `skill = "{id}"`', (*path, "skill")))
        for where, place, field in _places(entry, outside):
            said = place[field]
            if isinstance(said, str) and _CANONICAL.fullmatch(said):
                continue
            if (meant := _meant(said, field)) and meant != said:
                place[field] = meant
                named = "the headline" if meant == "headline" else meant
                message = f"`{field}` {_shown(said)} is taken as {named}"
                mend = f'write `{field} = "{meant}"`'
                changes.append(_warning(message, mend, (*path, *where, field)))
    return changes


def _meant(said: object, field: str) -> str | None:
    """The locator that is meant by what stands there; None if it isn't plain."""
    match said:
        case bool():
            return None
        case int():
            return f"¶{said}" if 0 < said < 10_000 else None  # noqa: PLR2004 - as `_NUMBERED`
        case str():
            text = folded(said).strip(" .,:;")
            return _locator(text) if field == "at" else _stretch(text)
        case _:
            return None


def _locator(text: str) -> str | None:
    """The place that a folded text names: a part of the head, a paragraph or a note."""
    text = re.sub(_NUMBER_SIGN, "", re.sub(r"[^\W\d_]+", _in_digits, re.sub(_BEFORE, "", text)))
    text = re.sub(_IN_BRACKETS, r" \1", text)
    text = re.sub("[一二三四五六七八九十]", lambda found: str(_DIGITS.index(found[0])), text)
    if text in HEAD:
        return text
    if text in _HEADLINE:
        return "headline"
    if match := re.fullmatch(_BRACKETED, text):
        return f"note {match['number']}"
    if match := re.fullmatch(_CHINESE, text):
        return f"¶{match['number']}"
    if match := re.fullmatch(_NUMBERED, text) or re.fullmatch(_ORDINAL, text):
        number, word = match["number"], match["word"]
        if word in _NOTE:
            return f"note {number}"
        if word is None or word in _PARAGRAPH:
            return f"¶{number}"
    return None


def _in_digits(word: re.Match[str]) -> str:
    numbers = (n for n, words in enumerate(_IN_WORDS, 1) if word[0] in words.split())
    return str(next(numbers, word[0]))


def _stretch(text: str) -> str | None:
    """The stretch of paragraphs that a folded text names."""
    match = re.fullmatch(_STRETCH, text)
    ends = [_locator(each) or "" for each in match.group("first", "last")] if match else []
    if ends and all(end.startswith("¶") for end in ends):
        return "–".join(ends)
    at = _locator(text) or ""
    return at if at.startswith("¶") else None


def _places(
    entry: dict[str, Any], outside: list[str]
) -> Iterator[tuple[DocumentPath, dict[str, Any], str]]:
    """Where an entry names a place in an article: (path, table, field)."""
    for n, cite in _numbered(entry, "cites"):
        if "at" in cite and cite.get("source") not in outside:
            yield ("cites", n), cite, "at"
    for n, exhibit in _numbered(entry, "exhibits"):
        if exhibit.get("source") in outside:
            continue
        if "at" in exhibit:
            yield ("exhibits", n), exhibit, "at"
        for m, part in _numbered(exhibit, "shows"):
            for field in ("at", "gap"):
                if field in part:
                    yield ("exhibits", n, "shows", m), part, field


def _ids_by_name(skills: dict[str, Any]) -> dict[str, str]:
    """The ids of skills by their names and by themselves, folded; none that two could mean."""
    ids: dict[str, str | None] = {}
    for id, skill in skills.items():
        name = skill.get("name") if isinstance(skill, dict) else None
        for each in {folded(id), folded(name) if isinstance(name, str) else ""}:
            ids[each] = id if each not in ids else None
    return {name: id for name, id in ids.items() if name and id}


def _entries(document: dict[str, Any]) -> Iterator[tuple[DocumentPath, dict[str, Any]]]:
    for field in ("claims", "questions"):
        yield from (((field, index), entry) for index, entry in _numbered(document, field))


def _numbered(table: dict[str, Any], field: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The tables in a list, with their numbers; a document may have anything there."""
    entries = table.get(field)
    for index, each in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(each, dict):
            yield index, each


def _dicts(tables: Any, field: str) -> Iterator[dict[str, Any]]:
    for table in tables:
        if isinstance(table, dict):
            yield from (each for _, each in _numbered(table, field))


def _table(document: dict[str, Any], field: str) -> dict[str, Any]:
    table = document.get(field)
    return table if isinstance(table, dict) else {}


def _warning(message: str, mend: str, path: DocumentPath) -> Problem:
    return Problem("Q117", message, mend, path, level="warning")


def _shown(said: object) -> str:
    return f"“{said}”" if isinstance(said, str) else str(said)
