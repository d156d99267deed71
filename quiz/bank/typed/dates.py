"""Dates in one form: “June 22nd, 2017” is “22 June 2017”, and 22-06-2017 is 22/6/2017."""

import re
from functools import cache

Rules = tuple[tuple[re.Pattern[str], str], ...]
"""What is replaced, one after the other, each with what comes instead."""

_MONTHS = {
    "en": "jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? "
    "sept?(?:ember)? oct(?:ober)? nov(?:ember)? dec(?:ember)?",
    "de": "jan(?:uar)? feb(?:ruar)? m(?:är|rz|ar|aer)z? apr(?:il)? mai juni? juli? aug(?:ust)? "
    "sept?(?:ember)? okt(?:ober)? nov(?:ember)? dez(?:ember)?",
    "fr": "janv(?:ier)? f[eé]vr?(?:ier)? mars avr(?:il)? mai juin juil(?:let)? ao[uû]t "
    "sept(?:embre)? oct(?:obre)? nov(?:embre)? d[eé]c(?:embre)?",
    "es": "ene(?:ro)? feb(?:rero)? mar(?:zo)? abr(?:il)? mayo jun(?:io)? jul(?:io)? ago(?:sto)? "
    "sept?(?:iembre)? oct(?:ubre)? nov(?:iembre)? dic(?:iembre)?",
    "nl": "jan(?:uari)? feb(?:ruari)? (?:maart|mrt) apr(?:il)? mei juni? juli? aug(?:ustus)? "
    "sept?(?:ember)? okt(?:ober)? nov(?:ember)? dec(?:ember)?",
}
"""The months in the languages that are known, as they stand in dates."""
_ORDINAL = {"en": r"(?:st|nd|rd|th)?(?: ?of)?", "fr": "(?:er)?", "es": "(?: ?de)?"}
"""What may come behind the number of a day, other than a full stop."""
_DAY = r"0?([1-9]\d?)"
"""The number of a day or a month."""
_ALONE = rf"(?<![\d.,/-]){_DAY}"
_IN_FIGURES: Rules = (
    (re.compile(rf"^{_DAY}[./-] ?{_DAY}[./-] ?(\d{{4}})$"), r"\1/\2/\3"),
    (re.compile(rf"^{_DAY}[./-] ?{_DAY}[./-] ?(\d\d)$"), r"\1/\2/20\3"),
    (re.compile(rf"^(\d{{4}})[./-]{_DAY}[./-]{_DAY}$"), r"\1-\2-\3"),
    (re.compile(rf"^{_DAY}\. {_DAY}$"), r"\1.\2"),
)


@cache
def dates(language: str) -> Rules:
    """What brings the dates in a normalised text into one form, in a language.

    A day with its month becomes “22·6”, which nobody types, before its year if it has one.
    """
    if not (names := _MONTHS.get(language, "").split()):
        return _IN_FIGURES
    behind = _ORDINAL.get(language, "")
    rules = [(rf"^(\d{{4}})[ ,-]*(?=(?:{'|'.join(names)})[ -]?\d{{1,2}}(?!\d))", r"\1 ")]
    for number, name in enumerate(names, 1):
        rules += [
            (rf"{_ALONE}\.?{behind}[ ,-]*{name}(?![^\W\d_])", rf"\1·{number}"),
            (
                rf"(?<![^\W\d_]){name}[ -]?(?:the )?([1-9]\d?)(?:st|nd|rd|th)?(?![\d.])",
                rf"\1·{number}",
            ),
        ]
    rules += [
        (r"(\d{1,2}·\d{1,2})(?: del?|[,-])? ?(\d{4})(?!\d)", r"\1 \2"),
        (r"(\d{1,2}·\d{1,2}),? ?'(\d\d)(?!\d)", r"\1 20\2"),
        (r"^(\d{4})[ ,-](\d{1,2}·\d{1,2})$", r"\2 \1"),
    ]
    return (*_IN_FIGURES, *((re.compile(each, re.IGNORECASE), new) for each, new in rules))
