"""What people who know other quiz tools, or other languages, call our keys and kinds."""

import re
from typing import Any

from quiz.bank.other_languages import is_answer, is_picture, keys_meant, kind_meant

_KEYS = {
    "address": ("url",),
    "alt": ("shows",),
    "author": ("by",),
    "answer": ("accept", "text"),
    "answers": ("options", "accept"),
    "categories": ("labels",),
    "category": ("skill", "label"),
    "choices": ("options",),
    "citations": ("cites",),
    "context": ("passage",),
    "correct": ("right",),
    "date": ("published", "when"),
    "distractors": ("options",),
    "entries": ("items", "results", "lines"),
    "explanation": ("why",),
    "feedback": ("why", "explanation"),
    "from": ("by",),
    "groups": ("labels",),
    "header": ("columns",),
    "headers": ("columns",),
    "headlines": ("items",),
    "is_correct": ("right",),
    "iscorrect": ("right",),
    "is_right": ("right",),
    "items": ("rows", "steps", "options", "results", "entries", "lines"),
    "label": ("text",),
    "link": ("url",),
    "name": ("id", "title", "by"),
    "option": ("text",),
    "options": ("rows", "steps"),
    "prompt": ("stem",),
    "question": ("stem",),
    "questions": ("ids",),
    "rationale": ("why", "explanation"),
    "reason": ("why",),
    "references": ("cites",),
    "results": ("items",),
    "sender": ("by",),
    "snippet": ("says",),
    "sources": ("cites",),
    "statement": ("text",),
    "statements": ("rows",),
    "text": ("stem",),
    "title": ("headline",),
    "tolerance": ("within",),
    "topic": ("skill",),
    "type": ("kind",),
    "unit": ("units",),
    "user": ("by",),
    "username": ("by",),
    "version": ("format",),
    "why": ("explanation",),
}

_KINDS = {
    "choice": "mcq|multiple choice|multichoice|single choice|single|radio|select|boolean|mc"
    "|true false|truefalse|true/false|yes no",
    "multi": "mrq|multiple response|multiple answers?|checkbox|multi ?select|select all",
    "sort": "match|matching|categori[sz]e|classify|drag and drop",
    "order": "ordering|sequence|sequencing|rank|ranking",
    "spot": "hot ?spot|hot ?text|highlight",
    "short": "short ?answer|fill in.*|cloze|gap|text|free text|open|numerical|numeric|number",
}

HEADERS = {
    "questions": "[[questions]]",
    "claims": "[[claims]]",
    "sources": "[sources.ID]",
    "skills": "[skills.ID]",
    "about": "[about]",
    "sets": "[sets.ID]",
}
"""How the tables of a file begin."""
_KEYS_OF = {
    "questions": {"kind", "stem"},
    "claims": {"by", "disputed_by"},
    "sources": {"genre", "role"},
    "skills": {"can", "habit"},
    "about": {"title", "description"},
    "sets": {"name", "ids"},
}
"""Keys that together only the entries of this table have."""

_PICTURES = ("image", "images", "img", "picture", "photo", "media", "figure", "audio", "video")
_ANSWERS = ("answer", "answers", "key", "correct", "correct_answer", "solution", "right")


def our_key(word: str, known: list[str]) -> str:
    """The known key that another tool or another language calls so; empty if none is."""
    words = (*_KEYS.get(word.casefold(), ()), *keys_meant(word))
    return next((key for key in words if key in known), "")


def our_kind(word: str) -> str:
    """The kind that another tool or another language calls so; empty if none is."""
    plain = " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
    ours = (kind for kind, words in _KINDS.items() if re.fullmatch(words, plain))
    return next(ours, "") or kind_meant(word)


def table_like(value: Any) -> str:
    """The table of a file that a value under another name is like, by its keys; empty if none."""
    entries = value if isinstance(value, list) else [value]
    if isinstance(value, dict) and all(isinstance(each, dict) for each in value.values()):
        entries = [*value.values()]
    keys = {key for each in entries if isinstance(each, dict) for key in each}
    return next((name for name, wanted in _KEYS_OF.items() if wanted <= keys), "")


def what_instead(key: str, known: list[str]) -> str:
    """What to do about a key of other tools that has no counterpart here; empty if it isn't one."""
    word = key.casefold()
    if (word in _PICTURES or is_picture(word)) and "exhibits" in known:
        return 'pictures can\'t be shown; describe it in words, in an exhibit with `kind = "photo"`'
    if word in ("src", "file", "path", "filename") and "shows" in known:
        return "pictures can't be shown; say in `shows` what this one shows"
    if word in ("order", "correct_order", "sequence", "positions") and "steps" in known:
        return "list the `steps` in their right order; readers get them shuffled"
    if word in ("wrong", "false", "is_wrong") and "right" in known:
        return "an option without `right = true` is wrong; take this out"
    if (word in _ANSWERS or is_answer(word)) and "options" in known:
        return "write `right = true` in the option that is"
    return ""
