"""Normalise typed answers: to a keyboard's characters, without meaningless punctuation."""

import re
import unicodedata
from functools import cache

from quiz.bank.typed.dates import Rules, dates
from quiz.text import DOUBLE_QUOTES, SINGLE_QUOTES, folded, one_form
from quiz.words import language

KEYBOARD = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹘﹣־⁃", "-")
    | dict.fromkeys(SINGLE_QUOTES, "'")
    | dict.fromkeys(DOUBLE_QUOTES, '"')
    | dict.fromkeys("º˚", "°")
    | dict.fromkeys("〜∼～", "~")
    | dict.fromkeys("∙⋅", "·")
    | dict.fromkeys("⁄∕", "/")
    | dict.fromkeys("【〔", "[")
    | dict.fromkeys("】〕", "]")
    | {"№": "No. "}
    | {"٪": "%", "٫": ".", "٬": ",", "ـ": "", "∶": ":", "÷": "/"}
    | {"→": "->", "⇒": "=>", "≤": "<=", "≥": ">=", "≠": "!=", "±": "+/-"}
)
ENDS = ".,;:?…。、،؟،؛۔।॥։·።။"
"""Marks without meaning at the end of an answer; so is “!” if there is a word."""
WORD = re.compile(r"[^\W\d_]{2}")
_CURRENCY = "$¢£¤¥₠-⃀"

PAIRED = re.compile(r"""(?<!\w)(['"]) ?((?:[^'"]|(?<=\w)'(?=\w))+?) ?\1(?!\w)""")
_INSIDE = r"(?=[^()\[\]]*[^\W\d_]{2})(\w+(?:(?:,? (?=\d)| )\w+)*)"
BRACKETED = re.compile(rf"\({_INSIDE}\)|\[{_INSIDE}\]")
"""Words in brackets, such as “(22 June, 2017)”; not “(a, b)”."""
RAISED = re.compile("[²³¹⁰ⁱ⁴-ⁿʰ-ʸˣ]+")
LOWERED = re.compile("[₀-₎]+")
ABBREVIATION = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_]\. ?)+[^\W\d_]\.|(?<!\w)(?:[A-Z]\.)+[A-Z](?!\w)"
    r"|(?<![^\W\d_])[A-Z][a-z]\.[A-Z](?:\.|(?!\w))"
    r"|(?<![^\W\d_])(?:[aApP]\. ?[mM]|e\. ?g|i\. ?e|z\. ?B|d\. ?h|u\. ?[askn])(?!\w)"
)
"""“U.S.”, “z. B.” and “U.S”, “Ph.D.”, “9 a.m” and “e.g”; not “main.c”."""
LOOK_ALIKES = dict(
    zip(
        "аеорсухіјѕԁһАВЕКМНОРСТХУІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijsdhABEKMHOPCTXYIJSoABEZHIKMNOPTYX",
        strict=True,
    )
)
"""Cyrillic and Greek letters that look like Latin ones."""
MIXED = re.compile(r"\S*[A-Za-z]\S*")
"""Words with a Latin letter, in which a look-alike can only stand for one, too."""
_LOOK_ALIKES = str.maketrans(LOOK_ALIKES)
_RULES: Rules = (
    (re.compile(r"(?<=[^\W\d_])\.(?=\W|$)"), ""),  # Dr. No
    (re.compile(r"(?<=[^\W\d_])\. ?(?=\d)"), " "),  # No.5
    (re.compile(r"(?<=[\w ])--+(?=[\w ])"), "-"),  # 2016--2017
    (re.compile(r"(?<=[^\W\d_]) ?- ?(?=[^\W\d_])"), " "),  # well-known
    (re.compile(r"(?<=\w) ?- ?(?=\w)"), "-"),
    (re.compile(r"^- (?=\d)"), "-"),
    (re.compile(r"(?<=\d) ?[x×*·] ?(?=\d)"), "*"),
    (re.compile(r"(?<=\w)\*\*(?=\w)"), "^"),
    (re.compile(r" ?([=<>&^+/*]+) ?(?=\w)"), r"\1"),
    (re.compile(r" (?=[?!:;])"), ""),  # as the French set them
    (re.compile(r"(?<=[^\W\d_]{2}),(?: |(?=[^\W\d_]{2}))"), " "),  # Washington, D.C.
    (re.compile(r"(?<=\w), (?=\w)"), ","),
    (re.compile(rf"(?<=\d) (?=[%‰°{_CURRENCY}]|[^\W\d_])|(?<=[{_CURRENCY}]) (?=[\d.])"), ""),
    (re.compile(r"(?<=[¶§№]) (?=\w)"), ""),  # ¶ 3
    (re.compile(r"(?<=[^\W\d_]) (?=(?:\+\+|#)$)"), ""),  # C ++
    (re.compile(r"(?<=°) (?=[cfk]$)", re.IGNORECASE), ""),
    (re.compile(r"^\.\.\.(?=[^\W\d_]{2})|(?<=[^\W\d_]{2}) \.\.\.$"), ""),  # …however much …
    (re.compile(r"^(\*{1,3})(?=[^\W\d_]{2})([^*]+)\1$"), r"\2"),  # as in Markdown
    (re.compile(r"^[-•] (?=[^\W\d_]{2})"), ""),
)
_AND = {"en": "and", "de": "und", "es": "y", "fr": "et", "nl": "en"}
_ARTICLES = {
    "en": (
        r"(?:it(?: is| was|'s) |(?:the |my )?answer(?: is |: ?)|on (?=(?:the )?\d))?(?:the word )?",
        r"the |an? (?!few\b|little$)(?=[^\W\d_]{2})",
    ),
    "de": (
        r"(?:(?:es|das) (?:ist|war) |(?:die )?antwort(?: ist |: ?)|am (?=\d))?(?:das wort )?",
        r"(?:d(?:er|ie|as|en|em|es)|ein(?:e[rnms]?)?(?! wenig\b)) (?=[^\W\d_]{2}|\d+·)",
    ),
    "es": (
        r"(?:es |(?:la )?respuesta(?: es |: ?))?(?:la palabra )?",
        r"(?:el|l[ao]s?|un[ao]?s?(?! poc[ao]s?\b)) (?=[^\W\d_]{2}|\d+·)",
    ),
    "fr": (
        r"(?:c'est |c'était |(?:la )?réponse(?: est |: ?))?(?:le mot )?",
        r"(?:(?:l[ae]s?|une?(?! peu\b)|des) |l')(?=[^\W\d_]{2}|\d+·)",
    ),
    "nl": (
        r"(?:het (?:is|was) |(?:het )?antwoord(?: is |: ?)|op (?=\d))?(?:het woord )?",
        r"(?:de|het|een) (?=[^\W\d_]{2})",
    ),
}
"""For the languages that are known, what may come before an answer, and its article.

“A few” isn't “few”, so there the article belongs to the answer.
"""
ARTICLES = {
    tag: re.compile(f"^{before}(?:{article})?") for tag, (before, article) in _ARTICLES.items()
}
"""What stands in front of an answer without being part of it."""


@cache
def rules(language: str) -> Rules:
    """What is replaced in a typed answer, in a language."""
    between = (re.compile(r"(?<=[^\W\d_]{2}) ?& ?(?=[^\W\d_]{2})"), f" {_AND.get(language, '&')} ")
    return (*((between,) if language in _AND else ()), *_RULES)


def normalised(text: str, *, case: bool = False) -> str:
    """A typed answer without case and without characters that carry no meaning.

    Quotation marks, dashes and signs become a keyboard's. Marks around the answer and at its end
    go, and so do the full stops of abbreviations and spaces beside signs. If nothing would be left,
    the answer stays as it is.
    """
    whole = on_keyboard(text)
    whole = ABBREVIATION.sub(lambda match: re.sub(r"\W", "", match[0]), whole)
    whole = whole if case else folded(whole)
    left, before = whole, ""
    while left != before:
        left, before = _bare(left), left
    for pattern, instead in rules(language()):
        left = pattern.sub(instead, left)
    if any(map(str.isdigit, left)):
        for pattern, instead in dates(language()):
            left = pattern.sub(instead, left)
    return " ".join(left.split()) or whole


def as_typed(text: str, *, case: bool = False) -> str:
    """A typed answer in a keyboard's characters with all its signs, but for those at its end."""
    whole = on_keyboard(text)
    return (whole if case else folded(whole)).rstrip(ENDS)


def without_article(spelled: str) -> str:
    """A spelling without an article of the bank's language, such as “the”, in front."""
    article = ARTICLES.get(language())
    return _bare(article.sub("", spelled) if article else spelled) or spelled


def without_levels(spelled: str) -> str:
    """A spelling without ^ and _ where they can only mean raised and lowered digits.

    H₂O is typed as H2O, m² as m2 and ¹⁴C as 14C; 10² is not 102, and 2ⁿ is not 2n.
    """
    raised = re.sub(r"(?:(?<=[^\W\d_])|^|(?<=_\d))\^(?=[\d+-])", "", spelled)
    return re.sub(r"(?<=[^\W\d_])_(?=\d)", "", raised)


def on_keyboard(text: str) -> str:
    """A text in a keyboard's characters: plain dashes and quotation marks, ^2 for ², 1/2 for ½."""
    plain = one_form(text.translate(KEYBOARD))
    plain = MIXED.sub(lambda match: match[0].translate(_LOOK_ALIKES), plain)
    raised = RAISED.sub(lambda match: f"^{_level(match[0])}", plain)
    lowered = LOWERED.sub(lambda match: f"_{_level(match[0])}", raised)
    whole = "".join(f" {_level(each)}" if _is_fraction(each) else each for each in lowered)
    return PAIRED.sub(r'"\2"', " ".join(whole.split()))


def unwrapped(text: str) -> str:
    """A text without quotation marks or brackets around the whole of it."""
    return text[1:-1].strip() if re.fullmatch(r"\"[^\"]*\"|\([^()]*\)|\[[^\[\]]*\]", text) else text


def _bare(text: str) -> str:
    """A text without one layer of meaningless marks around it."""
    text = text.strip().lstrip("¿¡")
    if re.fullmatch(r'"[^"]*"', text):
        return text[1:-1]
    if bracketed := BRACKETED.fullmatch(text):
        return bracketed[1] or bracketed[2]
    if WORD.search(text):
        text = re.sub(r"^[\"'](?=\w)|(?<=[^\W\d_]{2})[\"']$", "", text)  # one of two marks
        text = re.sub(r"^\.\.\. ", "", text).rstrip("!")
    # After a space a full stop is a word of its own, as in “cd ..”.
    return text if re.search(r" \.+$", text) else text.rstrip(ENDS)


def _is_fraction(character: str) -> bool:
    return unicodedata.decomposition(character).startswith("<fraction>")


def _level(text: str) -> str:
    """A text with raised, lowered and slanted characters turned into ordinary ones."""
    return unicodedata.normalize("NFKC", text).replace("\u2044", "/").translate(KEYBOARD)
