"""The rules about options and what else there is to choose from."""

import re
from itertools import pairwise
from unicodedata import normalize

from quiz.bank.exhibits import Post
from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.bank.problem import DocumentPath
from quiz.check.languages import ENGLISH, FIVE
from quiz.check.rules import Finding, Findings, rule
from quiz.check.texts import choices, options, sentences
from quiz.check.wording import COUNTED, ORDINAL
from quiz.text import folded, has_spaces


@rule("Q304", languages=FIVE)
def all_or_none(question: Question) -> Findings:
    """All or none of the above.

    A reader who sees two right options knows that “all of the above” is right, and one who sees a wrong
    option knows that it is wrong. “None of the above” shows that readers can reject options, not that
    they know what is right. Besides, options are shuffled, so nothing stays “above”, and “A and B”
    means different ones each time. “Both” and “neither” are left alone if the stem speaks of two.

    Source: Burton, Sudweeks, Merrill and Wood (1991), How to prepare better multiple-choice test
    items, Brigham Young University, checklist on p. 35; and the National Board of Medical
    Examiners' list of flaws.
    Before:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The port", why = "It is what she speaks about." },
        { text = "None of the above", why = "Somebody did." },
      ]
    After:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The port", why = "It is what she speaks about." },
        { text = "A clerk", why = "He only confirms." },
      ]
    """
    for path, text in choices(question):
        if refers_to_others(text, question):
            message = f"“{text}” refers to the other options"
            yield Finding(path, message, 'write another option, or make it `kind = "multi"`')


_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_HOW_MANY = re.compile(
    r"\b(?:which|what|(?:(?:which|what) are|name|tick|pick|find|choose|select|mark)(?: the)?)"
    rf" ({'|'.join(_NUMBERS)})\b"
)
"""Not “the two” by itself, as in “On what do the two reports agree?”."""


@rule("Q331", languages=ENGLISH)
def unsaid_number(question: Question) -> Findings:
    """A number in the stem that the quiz doesn't know of.

    If a stem asks for two, a reader who ticks one or three has overlooked it. With `pick = 2` they are
    told, and can put it right before they answer.

    Before:
      kind = "multi"
      stem = "Which two of these does the report name?"
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The port", right = true, why = "It is what she speaks about." },
        { text = "A clerk", why = "He is at another desk." },
      ]
    After:
      kind = "multi"
      pick = 2
      stem = "Which two of these does the report name?"
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The port", right = true, why = "It is what she speaks about." },
        { text = "A clerk", why = "He is at another desk." },
      ]
    """
    if not isinstance(question, Multi | Spot) or question.pick:
        return
    *_, asked = sentences(question.stem)
    match = _HOW_MANY.search(asked.casefold())
    if match and (count := _NUMBERS[match[1]]) == len(question.key):
        yield Finding(("stem",), f"the stem asks for {match[1]}", f"add `pick = {count}`")


@rule("Q316")
def nothing_to_reject(question: Question) -> Findings:
    """Nothing to decide.

    If every option of a `multi` is right, every row goes under one label or every part is right, a
    reader can be right without reading. A `multi` with one right option is a trick `choice`.

    Before:
      kind = "multi"
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "A clerk", right = true, why = "He is quoted." },
      ]
    After:
      kind = "multi"
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "A clerk", right = true, why = "He is quoted." },
        { text = "The port", why = "It did not answer." },
      ]
    """
    match question:
        case Multi(options=options):
            if len(question.key) == len(options):
                mend = "add options that tempt and are wrong"
                yield Finding(("options",), "every option is right", mend)
            elif len(question.key) == 1:
                mend = 'make it `kind = "choice"`'
                yield Finding(("kind",), "only one option is right", mend)
        case Sort(labels=labels, rows=rows):
            if len({folded(row.label) for row in rows}) == 1 < len(labels):
                message = f"every row is “{rows[0].label}”"
                yield Finding(("rows",), message, "add rows for the other labels")
        case Spot():
            if len(question.pickable) > 1 and set(question.pickable) <= set(question.key):
                message = "every part that can be picked is right"
                yield Finding(("parts",), message, "give wrong parts a `why` too")
        case Choice() | Order() | Short():
            pass


@rule("Q317")
def leaning_key(question: Question) -> Findings:
    """A right option that leans.

    `leans` says how a wrong option goes wrong: it believes more than the text supports, or dismisses
    more than it should. A right option does neither.

    Before:
      options = [
        { text = "The mayor", right = true, why = "She is quoted.", leans = "trust" },
        { text = "The port", why = "It is what she speaks about." },
      ]
    After:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The port", why = "It is what she speaks about.", leans = "trust" },
      ]
    """
    if any(question.unplayable()):  # several right options of a choice are an error already
        return
    for index, option in enumerate(options(question)):
        if option.right and option.leans:
            message = f"a right option leans to {option.leans}"
            mend = "take `leans` out; it tells how a wrong option goes wrong"
            yield Finding(("options", index, "leans"), message, mend)


_MARKER = re.compile(
    r"\s*\*?(?:[(（\[]?([a-i]|[ａ-ｉ]|[а-и]|[1-9]|[１-９]|i{1,3}|i?v|vi{1,3})"
    r"(?:[)）\]、．]\s*|[.:：]\s+)|([①-⑨])\s*|([-–•·*]\s+|[☐☑☒□■▢▪◦○●✓✔✗✘]\s*))(?=\S)",
    re.IGNORECASE,
)
_STRAY = re.compile(
    rf"\s*(?:\*?[(（]?[a-iA-Iа-иА-И1-9][)）]\s*|(?P<step>[1-9]\.\s+)(?!{ORDINAL})|[①-⑨☐☑☒✓✔✗✘]\s*"
    r"|\*(?=[^*]*$))(?=[^\W\d_]|[“„«‘])"
)
"""A letter or a number before one option alone; with a point, only steps have any."""
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
_SERIES = ("abcdefghi", "абвгдежзи", "123456789", "①②③④⑤⑥⑦⑧⑨", _ROMAN)


@rule("Q321")
def lettered(question: Question) -> Findings:
    """Options with letters or numbers of their own.

    The quiz shows each option with its letter or number, and shuffles them. Letters that were pasted
    in with the text stand beside those, in another order; numbers before the steps of an `order` give
    it away.

    Before:
      options = [
        { text = "A) The mayor", right = true, why = "She is quoted." },
        { text = "B) A clerk", why = "He only confirms." },
      ]
    After:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "A clerk", why = "He only confirms." },
      ]
    """
    if marks := _own_marks(question):
        (path, _), first = choices(question)[0], marks[0][0].strip()
        some = " ".join(f"“{match[0].strip()}”" for match in marks[:2])
        message = f"the options have letters or signs of their own: {some} …"
        mend = "take them out; the quiz gives each its letter, and shuffles them"
        yield Finding(path, message, mend, within=first)
        return
    for path, text in choices(question):
        match = _STRAY.match(text)
        if match and (isinstance(question, Order) or not match["step"]):
            mark = match[0].strip()
            message = f"“{mark}” was pasted in with the text"
            yield Finding(path, message, "take it out; the quiz gives each its letter", within=mark)


def without_marks(question: Question) -> list[tuple[DocumentPath, str]]:
    """The options without letters or signs of their own; none if they have none, or may have."""
    if "Q321" in question.allow:
        return []
    texts = zip(choices(question), _own_marks(question), strict=False)
    return [(path, text[mark.end() :]) for (path, text), mark in texts]


def _own_marks(question: Question) -> list[re.Match[str]]:
    """The letters or signs before the options, if all have some that belong together."""
    offered = choices(question)
    matches = [match for _, text in offered if (match := _MARKER.match(text))]
    if not offered or len(matches) < len(offered):
        return []
    markers = {_plain(next(filter(None, match.groups()))) for match in matches}
    is_series = any(markers == set(series[: len(offered)]) for series in _SERIES)
    if not is_series and not all(match[3] for match in matches):
        return []
    return [] if _belong_to_texts(matches) else matches


def _belong_to_texts(marks: list[re.Match[str]]) -> bool:
    """Whether what may be letters or signs says something: a minus, or the day in “1. Mai”."""
    left = [mark.string[mark.end() :] for mark in marks]
    if len(set(map(folded, left))) < len(left):
        return True
    if all(mark[0].strip() in ("-", "–") for mark in marks):
        return all(text[0].isdigit() for text in left)
    return all(mark[0].rstrip().endswith(".") for mark in marks) and all(
        mark[1].isdigit() and re.match(COUNTED, text)
        for mark, text in zip(marks, left, strict=True)
    )


def _plain(mark: str) -> str:
    """A letter or a figure without its width and in lower case; one in a circle stays as it is."""
    return mark if mark in _SERIES[3] else normalize("NFKC", mark).casefold()


@rule("Q330")
def spaced_parts(question: Question) -> Findings:
    """Spaces between the parts of a text that has none.

    The parts of a `spot` are joined by spaces. Chinese, Japanese, Thai and some other scripts have
    none between words: write `join = ""`, and the parts are shown as one text.

    Before:
      kind = "spot"
      parts = [
        { text = "公司说" },
        { text = "可能", right = true, why = "这只是猜测。" },
        { text = "晚到", why = "这是事实。" },
      ]
    After:
      kind = "spot"
      join = ""
      parts = [
        { text = "公司说" },
        { text = "可能", right = true, why = "这只是猜测。" },
        { text = "晚到", why = "这是事实。" },
      ]
    """
    if isinstance(question, Spot) and question.join:
        ends = [(one.text[-1], other.text[0]) for one, other in pairwise(question.parts)]
        unspaced = [pair for pair in ends if not any(map(has_spaces, pair))]
        if unspaced and len(unspaced) * 2 >= len(ends):
            message = "spaces are put between parts, in a script that has none"
            yield Finding(("parts",), message, 'add `join = ""`')


ALL_OR_NONE = re.compile(
    r"\b(?:all|none|both|neither|any|each) of (?:the|these)\s?"
    r"(?:above|below|answers?|options?|choices?|others?)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(  # the whole option
    r"(?:(?:all|none|any) of (?:these|those|the others)"
    r"|(?:all|none) (?:the )?above"
    r"|(?:all|both|none of)(?: the| these)? (?:answers|options|choices|statements)"
    r"|(?:all|none|both|neither|no (?:answer|option|choice|statement))(?= (?:is|are) )"
    r"|(?:(?:both|neither|either|only|sowohl|weder|nur|solo|sólo|tanto|alleen|zowel) )?[a-i]"
    r"(?:(?:, | & |,? (?:and|or|nor|und|oder|als auch|noch|et|ou|ni|y|o|e|como|en|of) )[a-i])+(?: only)?"
    r"|(?P<two>(?:both|neither|either)(?: of (?:these|those|the two))?"
    r"|(?:keine[rs]? von )?beiden?s?|(?:aucune? des|les) deux|ambos|ambas|ningun[oa] de l[oa]s dos"
    r"|geen van beiden?)"
    # German
    r"|(?:alle|keine[rs]?|beide|sämtliche)(?: der| dieser| diese)?(?: oben| zuvor| vorher)?"
    r"(?: (?:genannten?|obigen?|obenstehenden?|vorstehenden?|aufgeführten?))?"
    r" (?:antworten|antwortmöglichkeiten|möglichkeiten|optionen|aussagen|punkte)"
    r"|(?:alle|keine[rs]?|beide|sämtliche)(?: der| dieser| diese)?(?: oben| zuvor| vorher)?"
    r" (?:genannten?|obigen?|obenstehenden?|vorstehenden?|aufgeführten?)"
    r"|(?:alle[s]?|nichts|keine[rs]?) (?:davon|von alledem|von (?:dem|den) genannten)"
    # French
    r"|(?:toutes|tous|aucune?)(?: des| les| de ces| ces)? (?:réponses?|propositions?|options?|affirmations?)"
    r"(?: (?:ci-dessus|précédentes|proposées))?"
    r"|(?:toutes|tous|aucune?)(?: des| les| de)? (?:ci-dessus|précédente?s)"
    r"|tout ce qui précède|rien de tout cela|aucune? de ces"
    # Spanish
    r"|(?:tod[ao]s|ningun[ao])(?: de)?(?: l[ao]s| est[ao]s)? (?:respuestas|opciones|afirmaciones)"
    r"(?: anteriores)?"
    r"|(?:tod[ao]s|ningun[ao])(?: de)?(?: l[ao]s| est[ao]s)? anteriores|(?:todo|nada de) lo anterior"
    # Dutch
    r"|(?:alle|geen|beide)(?: van)?(?: de| deze)?(?: (?:bovenstaande|bovengenoemde|voorgaande))?"
    r" (?:antwoorden|opties|uitspraken|mogelijkheden)"
    r"|(?:alle|al|geen|beide)(?: van)?(?: de| het)? (?:bovenstaande|bovengenoemde|voorgaande)"
    r"|geen van (?:deze|die|alle))"
    r"(?: (?:is|are|ist|sind|n['’]est|est|sont|es|son|zijn) (?:right|correct|true|wrong|false|richtig"
    r"|falsch|korrekt|wahr|justes?|correctes?|vraies?|fausses?|correct[ao]s?|fals[ao]s?|verdader[ao]s?"
    r"|ciert[ao]s?|juist|goed|waar|fout|onjuist)| (?:treffen|trifft) zu| stimm(?:en|t))?\W*",
    re.IGNORECASE,
)
"""In English, German, French, Spanish and Dutch."""
_TWO = re.compile(
    r"\b(?:two|both|either|neither|zwei|beiden?|deux|dos|amb[oa]s|twee)\b", re.IGNORECASE
)


def refers_to_others(option: str, question: Question) -> bool:
    """Whether an option refers to other options; "both" may refer to two things in the question."""
    if match := _OTHERS.fullmatch(option.strip()):
        return not (match["two"] and _is_about_two(question))
    return ALL_OR_NONE.search(option) is not None


def _is_about_two(question: Question) -> bool:
    """Whether a question speaks of two things, or shows a talk between two."""
    if any(_TWO.search(text) for _, text in [*question.asked(), *question.exhibited()]):
        return True
    threads = (each.messages for each in question.exhibits if isinstance(each, Post))
    return any(len({message.by for message in each}) == len("AB") for each in threads)
