"""The rule about options that say the same, or overlap."""

import re

from quiz.bank.kinds import Choice, Multi, Question
from quiz.check.rules import Finding, Findings, rule
from quiz.check.texts import choices, options
from quiz.text import folded, has_spaces, one_form, words


@rule("Q307")
def same_options(question: Question) -> Findings:
    """Two options say the same thing, or overlap.

    If two options say the same thing, neither can be the one right answer, so both are struck out.
    If one includes all that another says, both are right or the shorter one misleads.

    Source: Burton, Sudweeks, Merrill and Wood (1991), checklist on p. 35: the alternatives are
    mutually exclusive.
    Before:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The mayor and a clerk", why = "The clerk is not named." },
      ]
    After:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "A clerk", why = "The clerk is not named." },
      ]
    """
    fold = one_form if isinstance(question, Choice | Multi) and question.case else folded
    texts = [
        (path, fold(text), " ".join(_in_words(fold(text)))) for path, text in choices(question)
    ]
    has_options = bool(options(question))
    for index, (path, exact, text) in enumerate(texts):
        for _, other_exact, other in texts[:index]:
            if has_options and exact == other_exact:
                break  # which is an error, Q113
            if text == other:
                yield Finding(
                    path, "an option above says the same", "let each say something of its own"
                )
                break
            if has_options and _overlap(text, other):
                message = "this option and one above overlap: one says all that the other says"
                yield Finding(path, message, "let each exclude the others")
                break


_WORD = re.compile(
    r"(?<!\w)[-+±<>≤≥]?\d+(?:[.,:/'’-]\d+|[ \u00a0\u202f]\d{3}(?!\d))*%?"
    r"|[\w%]+(?:['’‐-]\w+)*[+#]*|[-+*/=<>≤≥≠×÷·^]"
)
"""A number as a whole, with its sign; a word, with what makes C++ of C; or a sign by itself."""
_SIGN = re.compile(r"[\d+#=<>≤≥≠×÷*^]")
"""One of these is in each text in which more than words has a meaning."""


def _in_words(text: str) -> list[str]:
    """The words of an option, with its numbers and signs: 5 is no part of 2.5, and −5 isn't 5."""
    if _SIGN.search(text) and has_spaces(text):
        found = _WORD.findall(re.sub("[–−]", "-", text))
        return [re.sub(r"\s", "", each) for each in found]
    return words(text)


def _overlap(one: str, other: str) -> bool:
    """Whether the words of one text are in the other, in one piece."""
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and f" {shorter} " in f" {longer} "
