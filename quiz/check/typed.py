"""The rules about typed answers: each form once, and one at a time."""

import re
from itertools import pairwise
from os.path import commonprefix

from quiz.bank.kinds import Question, Short
from quiz.check.rules import Finding, Findings, rule
from quiz.text import folded, one_form

_BETWEEN = re.compile(r"\s*(?:[;|]|(?<=\s)/(?=\s))\s*")
"""What nothing but a list of forms has."""
_PERHAPS_BETWEEN = re.compile(r"\s*[,/]\s*|\s+(?:or|oder|ou|o|of)\s+")
"""What a list of forms has, and other texts too."""
_ALIKE = 3
"""How many letters two forms of one word begin with alike."""
_RATE = re.compile(r"[\d.,]*\d\s*[^\W\d_]{1,3}\s*/\s*[^\W\d_]{1,3}")
"""A number with a unit such as “km / h”."""


@rule("Q325")
def accepted_twice(question: Question) -> Findings:
    """A form that is accepted twice.

    Capitals, spaces and accents typed in two ways make no difference to a typed answer, so one of the
    forms is enough. With `case = true`, capitals do.

    Before:
      kind = "short"
      accept = ["rain", "Rain"]
    After:
      kind = "short"
      accept = ["rain"]
    """
    if not isinstance(question, Short):
        return
    seen: dict[str, str] = {}
    for index, form in enumerate(question.accept):
        same = one_form(form) if question.case else folded(form)
        if same in seen:
            message = f"“{form}” is accepted already, as “{seen[same]}”"
            yield Finding(("accept", index), message, "take it out")
        seen.setdefault(same, form)


@rule("Q332")
def forms_in_one(question: Question) -> Findings:
    """Several forms in one.

    Each text in `accept` is one whole answer. “wrote, write” in a single text is right only for a reader
    who types just that, with its comma.

    Before:
      kind = "short"
      accept = ["wrote, written"]
    After:
      kind = "short"
      accept = ["wrote", "written"]
    """
    if not isinstance(question, Short):
        return
    for field in ("accept", "reject", "units"):
        for index, form in enumerate(getattr(question, field)):
            is_rate = _RATE.fullmatch(form) or (field == "units" and "/" in form)
            if not is_rate and (forms := _forms(form)):
                each = ", ".join(f'"{one}"' for one in forms)
                message = f"“{form}” is one form: a reader would have to type all of it"
                yield Finding((field, index), message, f"if these are several, write {each}")


def _forms(text: str) -> list[str]:
    """The forms that a text is a list of; empty if it's likely none."""
    forms = [each.strip() for each in _BETWEEN.split(text)]
    of_letters = [any(map(str.isalpha, each)) for each in forms]
    barred = "|" in text and any(of_letters) and all(forms)
    if len(forms) > 1 and (barred or all(of_letters)):
        return forms
    forms = [each.strip() for each in _PERHAPS_BETWEEN.split(text)]
    if len(forms) > 1 and all(map(str.isalpha, forms)):
        small = "," in text and text == text.lower()
        pairs = pairwise(map(folded, forms))
        if small or all(len(commonprefix(pair)) >= _ALIKE for pair in pairs):  # noqa: RUF071 - of letters, not of paths
            return forms
    return []
