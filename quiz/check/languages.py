"""The languages that rules know, and what is said of a bank in another one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from quiz.bank.model import Bank
from quiz.bank.problem import Problem
from quiz.check.rules import Finding, Findings, left_out, rule
from quiz.text import in_a_row

ENGLISH = ("en",)
FIVE = ("en", "de", "fr", "es", "nl")

_NAMES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "nl": "Dutch"}
_SMALL_WORDS = {
    "en": "the of and is was that it by what who which does did on are with says this from for",
    "de": "der die das und ist nicht ein eine den dem von mit auf wer sich was für zu sagt wird",
    "fr": "le la les et est une des du que qui dans pour pas sur ce il elle par quel quelle",
    "es": "el la los las y es una del que quién en por para con se su cuál qué lo dice",
    "nl": "de het een en is van dat niet wie wat op voor met zijn te er door welke zegt in",
}
"""The words of five languages that every text in them has."""

_TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv "
    "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr "
    "ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw "
    "ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv "
    "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq "
    "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh "
    "yi yo za zh zu"
)
"""Every language with a tag of two letters: ISO 639-1."""
_SHORTER = (
    "eng:en ger:de deu:de fre:fr fra:fr spa:es dut:nl nld:nl ita:it por:pt rus:ru chi:zh zho:zh "
    "jpn:ja pol:pl cze:cs ces:cs swe:sv dan:da tur:tr ara:ar ell:el gre:el ukr:uk kor:ko hun:hu"
)
"""Languages by their tags of three letters, for which two are usual."""

_SAMPLE, _MOST = 100, 20_000
"""The most questions, and characters, that are looked at for their language."""

_ENOUGH = 40
"""The fewest words that tell a language."""

_CLEAR = 0.08
"""The least share of small words, from 0 to 1, in a text of their language."""

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-|$)")
_OTHER_LETTERS = re.compile(r"[^\W\d_\u0000-\u024f]")


def primary(tag: str) -> str:
    """The language in a tag, without script and region: "pt" for "pt-BR"."""
    return tag.partition("-")[0].lower()


def language_of(document: dict[str, Any]) -> str:
    """The language of a bank, valid or not, without script and region."""
    about = document.get("about")
    tag = about.get("language") if isinstance(about, dict) else None
    return primary(tag) if isinstance(tag, str) and _TAG.match(tag) else "en"


def unknown_language(language: str, families: str) -> Iterator[Problem]:
    """A note of the rules in some families, such as "35", that don't know a language."""
    left: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for family in families:
        for known, codes in left_out(f"Q{family}", language).items():
            left[known] += codes
    groups = [
        f"these rules know only {in_a_row(map(_NAMES.__getitem__, known))} and were left out: {', '.join(codes)}"
        for known, codes in left.items()
    ]
    if groups:
        yield Problem("Q008", "; ".join(groups), path=("about", "language"), level="note")


@rule("Q415")
def unsaid_language(bank: Bank) -> Findings:
    """The bank is in another language than it says.

    `language` under [about] says what language the questions are in; without it, that is English. Rules
    that look at words then look at the right ones, and those that don't know the language are left out.
    A tag that is no language's is reported too. The rule knows English, German, French, Spanish and
    Dutch by their small words, and scripts other than the Latin one.
    """
    said = primary(bank.about.language)
    shorter = dict(each.split(":") for each in _SHORTER.split())
    if said in shorter:
        message = f"this language has a tag of two letters, not “{said}”"
        yield Finding(("about", "language"), message, f'write "{shorter[said]}"')
    elif len(said) == len("en") and said not in _TWO_LETTERS.split():
        message = f"there is no language “{said}”"
        yield Finding(("about", "language"), message, 'write its tag, such as "de" or "cs"')
    if said not in FIVE:
        return
    texts = [f"{each.stem} {each.explanation}" for each in islice(bank.questions, _SAMPLE)]
    text = " ".join(texts)[:_MOST].casefold()
    where, mend = ("about",), 'write `language = "{}"`, or the tag of the one they are in'
    if len(_OTHER_LETTERS.findall(text)) > len(text) / 2:
        yield Finding(where, f"the questions aren't in {_NAMES[said]}", mend.format("…"))
        return
    counts = Counter(text.split())
    if (total := counts.total()) < _ENOUGH:
        return
    shares = {
        language: sum(counts[word] for word in small.split()) / total
        for language, small in _SMALL_WORDS.items()
    }
    likeliest = max(FIVE, key=lambda language: shares[language])
    if shares[likeliest] >= max(_CLEAR, 2 * shares[said]):
        message = f"the questions read like {_NAMES[likeliest]}, not {_NAMES[said]}"
        yield Finding(where, message, mend.format(likeliest))
