"""Questions taken from another tool as a file of questions, or as more of one."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from quiz.bank.consistency import inconsistencies
from quiz.bank.ids import LONGEST_ID, kebab
from quiz.bank.kinds import KINDS, Question
from quiz.formats.answers import Fields
from quiz.formats.taken import Taken
from quiz.text import UNSAFE, clean, shortened

FROM_ELSEWHERE = "imported"
"""The id of the skill of questions that name none."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r"}
_UNSAFE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]')
_WORDS_OF_AN_ID = 50
"""The most characters of a stem that an id is made of."""
_BEFORE_A_NUMBER = LONGEST_ID - len("-99999")
"""The most characters of an id that a number comes after."""
_TO_WRITE = """\
# To write here, before questions on it can be asked, each as a line like name:
# group: a question that readers ask, such as “Who is speaking?”
# can: what somebody with this skill can do, such as “tell a fact from a guess”
# habit: one line to take away"""
_FIRST = ("id", "draft", "title", "kind", "skill", "passage", "stem")


class Made(NamedTuple):
    """Questions as TOML."""

    text: str
    ids: Sequence[str]
    drafts: int
    """How many of them are drafts."""
    known: int = 0
    """How many of their ids the file had already, so that they got others."""
    skills: Sequence[str] = ()
    """The skills that are new, and have to be written."""


def new_file(taken: Taken, title: str, id: str, skill: str | None = None) -> Made:
    """A whole file of questions.

    Its skills are those that the questions name, or the one named here, each with no more than its
    name: an author has yet to write about it.
    """
    questions = _placed(taken, _Ids(()), skill or FROM_ELSEWHERE, only=skill)
    skills = dict.fromkeys(each["skill"] for each in questions)
    about = {"id": id, "title": title, "description": title, "sources": False}
    document = {"format": 1, "about": about, "skills": {each: _skill(each) for each in skills}}
    pieces = ["format = 1", _table("about", about)]
    pieces += [f"{_table(f'skills.{each}', _skill(each))}\n{_TO_WRITE}" for each in skills]
    made = _made(questions, document)
    text = "\n".join([*(f"{each}\n" for each in pieces), made.text[1:]])
    return made._replace(text=text, skills=[*skills])


def more_of(
    document: Mapping[str, Any], taken: Taken, otherwise: str, skill: str | None = None
) -> Made:
    """Questions to put at the end of a file that has this document.

    All are on `skill`, if it's given; else each is on its own, or `otherwise` if the file hasn't
    that one.
    """
    known = document.get("skills", {})
    ids = _Ids(ids_of(document))
    questions = _placed(taken, ids, otherwise, only=skill, known=known)
    return _made(questions, document)._replace(known=ids.known)


def ids_of(document: Mapping[str, Any]) -> list[str]:
    """The ids of the questions in a document, as far as they are texts."""
    entries = document.get("questions", ())
    return [each["id"] for each in entries if isinstance(each.get("id"), str)]


def without_a_skill(taken: Taken, known: Collection[str]) -> bool:
    """Whether a question names none of these skills."""
    return any(each.get("skill") not in known for each in taken.questions)


def _placed(
    taken: Taken,
    ids: "_Ids",
    otherwise: str,
    *,
    only: str | None,
    known: Collection[str] | None = None,
) -> list[Fields]:
    """The questions, each with an id of its own and a skill."""
    placed = []
    for number, fields in enumerate(taken.questions, start=1):
        its = fields.get("skill")
        has_one = its is not None and (known is None or its in known)
        words = fields.get("title") or shortened(fields.get("stem", ""), _WORDS_OF_AN_ID)
        id = ids.new(fields.get("id") or kebab(words) or f"question-{number}")
        placed.append({**fields, "id": id, "skill": only or (its if has_one else otherwise)})
    return placed


class _Ids:
    """The ids that are taken."""

    def __init__(self, used: Iterable[str]) -> None:
        self._before = frozenset(used)
        self._used = {*self._before}
        self._numbers: dict[str, int] = {}
        """The last number after an id, so that many questions of one name take no longer."""
        self.known = 0
        """How many that were wanted were taken from the beginning."""

    def new(self, wanted: str) -> str:
        """The id, or else the same with -2, -3 and so on."""
        self.known += wanted in self._before
        id = wanted
        while id in self._used:
            start = wanted[:_BEFORE_A_NUMBER]
            self._numbers[start] = number = self._numbers.get(start, 1) + 1
            id = f"{start}-{number}"
        self._used.add(id)
        return id


def _made(questions: Sequence[Fields], document: Mapping[str, Any]) -> Made:
    """The questions as TOML; those that can't be asked as they are come as drafts."""
    unready = _unready(questions, document)
    tables = []
    for index, fields in enumerate(questions):
        whole = {**fields, **({"draft": True} if index in unready else {})}
        order = dict.fromkeys((*_FIRST, *KINDS[fields["kind"]].__struct_fields__))
        its = {name: whole[name] for name in order if name in whole}
        tables.append(f"\n{_table('[questions]', its)}\n")
    return Made("".join(tables), [each["id"] for each in questions], len(unready))


def _unready(questions: Sequence[Fields], document: Mapping[str, Any]) -> set[int]:
    """The places of the questions that can't be asked as they are.

    All are looked at together: what doesn't depend on them is the same for each.
    """
    unready = {
        index for index, each in enumerate(questions) if each.get("draft") or not _fits(each)
    }
    places = [index for index in range(len(questions)) if index not in unready]
    ready = [questions[index] for index in places]
    whole = {**document, "sets": {}, "claims": [], "questions": ready}
    for problem in inconsistencies(whole):
        match problem.path:
            case ("questions", int(place), *_):
                unready.add(places[place])
            case _:
                pass
    return unready


def _fits(fields: Fields) -> bool:
    """Whether a question has all that one of its kind needs."""
    try:
        msgspec.convert(fields, Question)
    except (msgspec.ValidationError, ValueError):  # the latter: a number too long to show
        return False
    return True


def _skill(id: str) -> dict[str, str]:
    """A skill with no more than its name: a reader is shown the rest, so an author writes it."""
    return {"name": id.replace("-", " ").capitalize()}


def _table(name: str, fields: Fields) -> str:
    lines = (f"{_key(key)} = {_value(value, wide=True)}" for key, value in fields.items())
    return "\n".join((f"[{name}]", *lines))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any, *, wide: bool = False) -> str:
    """A value as TOML. A list of tables has a line for each, if there is room for that (`wide`)."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _lines(value) if wide and "\n" in value else _text(value)
        case Mapping():
            inner = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items())
            return f"{{ {inner} }}" if inner else "{}"
        case list() | tuple() if wide and any(isinstance(each, Mapping) for each in value):
            return "\n".join(("[", *(f"  {_value(each)}," for each in value), "]"))
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            raise TypeError(f"a question has no {type(value).__name__}")


def _text(text: str) -> str:
    """A basic string; what nobody would see in it is an escape."""
    return f'"{_UNSAFE.sub(_escape, _safe(text))}"'


def _safe(text: str) -> str:
    """The text without what no file of questions may have in it."""
    return clean(text) if UNSAFE.search(text) else text


def _lines(text: str) -> str:
    """A basic string over several lines."""
    inner = "\n".join(_UNSAFE.sub(_escape, line) for line in _safe(text).split("\n"))
    return f'"""\n{inner}"""'


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"
