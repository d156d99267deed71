"""Questions taken from another tool as a file of questions, or as more of one."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from quiz.bank.ids import LONGEST_ID, kebab
from quiz.bank.kinds import KINDS
from quiz.bank.read import build
from quiz.formats.taken import Taken
from quiz.text import shortened

FROM_ELSEWHERE = "imported"
"""The id of the skill of questions that name none."""

Fields = Mapping[str, Any]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r"}
_UNSAFE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]')
_WORDS_OF_AN_ID = 50
"""The most characters of a stem that an id is made of."""
_FIRST = ("id", "draft", "title", "kind", "skill", "passage", "stem")


def new_file(taken: Taken, title: str, id: str, skill: str | None = None) -> str:
    """A whole file of questions.

    Its skills are those that the questions name, or the one named here, each with what an author
    has yet to write about it.
    """
    questions = [*_placed(taken, (), skill or FROM_ELSEWHERE, only=skill)]
    skills = dict.fromkeys(each["skill"] for each in questions)
    about = {"id": id, "title": title, "description": title, "sources": False}
    document = {"format": 1, "about": about, "skills": {each: _skill(each) for each in skills}}
    pieces = ["format = 1", _table("about", about)]
    pieces += [_table(f"skills.{each}", _skill(each)) for each in skills]
    return "\n\n".join([*pieces, *_questions(questions, document)]) + "\n"


def more_of(
    document: Mapping[str, Any], taken: Taken, skill: str | None = None, only: str | None = None
) -> str:
    """Questions to put at the end of a file that has this document.

    `skill` is for those that name none of its skills; with `only`, all have that one.
    """
    known = document.get("skills", {})
    ids = [each["id"] for each in document.get("questions", ()) if isinstance(each.get("id"), str)]
    questions = [*_placed(taken, ids, skill or only or "", only=only, known=known)]
    return "".join(f"\n{each}\n" for each in _questions(questions, document))


def without_a_skill(taken: Taken, known: Collection[str]) -> bool:
    """Whether a question names none of these skills."""
    return any(each.get("skill") not in known for each in taken.questions)


def _placed(
    taken: Taken,
    used: Iterable[str],
    skill: str,
    *,
    only: str | None,
    known: Collection[str] | None = None,
) -> Iterator[dict[str, Any]]:
    """The questions, each with an id of its own and a skill."""
    ids = {*used}
    for number, fields in enumerate(taken.questions, start=1):
        its = fields.get("skill")
        has_one = its is not None and (known is None or its in known)
        words = fields.get("title") or shortened(fields.get("stem", ""), _WORDS_OF_AN_ID)
        wanted = fields.get("id") or kebab(words) or f"question-{number}"
        id = next(each for each in _numbered(wanted) if each not in ids)
        ids.add(id)
        yield {**fields, "id": id, "skill": only or (its if has_one else skill)}


def _numbered(id: str) -> Iterator[str]:
    """The id, then the same with -2, -3 and so on."""
    yield id
    for number in count(2):
        end = f"-{number}"
        yield id[: LONGEST_ID - len(end)] + end


def _questions(questions: Iterable[Fields], document: Mapping[str, Any]) -> Iterator[str]:
    """Each question as TOML; one that can't be asked as it is comes as a draft."""
    for fields in questions:
        _, problems = build({**document, "sets": {}, "claims": [], "questions": [fields]})
        draft = {"draft": True} if problems else {}
        order = dict.fromkeys((*_FIRST, *KINDS[fields["kind"]].__struct_fields__))
        whole = {**fields, **draft}
        yield _table("[questions]", {name: whole[name] for name in order if name in whole})


def _skill(id: str) -> dict[str, str]:
    return {
        "name": id.replace("-", " ").capitalize(),
        "group": "TODO: a question that readers ask, such as “Who is speaking?”",
        "can": "TODO: what somebody who has this skill can do",
        "habit": "TODO: one line to take away",
    }


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
    return f'"{_UNSAFE.sub(_escape, text)}"'


def _lines(text: str) -> str:
    """A basic string over several lines."""
    inner = "\n".join(_UNSAFE.sub(_escape, line) for line in text.split("\n"))
    return f'"""\n{inner}"""'


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"
