"""Faults of questions that can be played all the same: the item-writing rules.

Each rule is a function from a question, or from all of them, to what it found. What a rule is
for, with its source and an example, stands in rules.toml under its code. A false alarm costs
an author more than a miss, so each rule looks for the plain case only.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import ceil, inf, sqrt
from statistics import fmean
from typing import Any, Literal, NamedTuple, TypeGuard

from quiz.bank.limits import Patience
from quiz.bank.model import (
    Bank,
    Choice,
    Claim,
    Multi,
    Option,
    Order,
    Question,
    Row,
    Short,
    Sort,
    Spot,
    Step,
)
from quiz.bank.problem import DocumentPath, Problem
from quiz.bank.quotes import words
from quiz.bank.read import REFERENCE
from quiz.check.rules import is_rule, may_be_set_aside
from quiz.text import folded

LONGEST_QUOTE = 15
"""Words."""

ENOUGH = 20
"""From how many questions on a share of them says something."""

FEW = 10
"""Fewer questions of a skill than this are too few to score it by."""

ALIKE = 0.85
"""From what share of common words on two questions say the same, from 0 to 1."""


class Finding(NamedTuple):
    """What a rule found, at a path within the question or the bank."""

    path: DocumentPath
    message: str
    mend: str = ""
    within: str = ""
    """The words that are meant, of those at the path."""


Findings = Iterator[Finding]


def lint_questions(questions: Iterable[tuple[int, Question]]) -> Iterator[Problem]:
    """The faults of each question, by its number in the file, less those set aside."""
    for number, question in questions:
        path = ("questions", number)
        for code in question.allow:
            if not may_be_set_aside(code):
                message = f"{code} is an error" if is_rule(code) else f"there is no rule {code}"
                mend = "mend it; an error cannot be set aside" if is_rule(code) else "take it out"
                yield _problem("Q300", Finding(("allow", code), message, mend), path)
        yield from apply(ITEM_RULES, question, path)


def lint_claims(claims: Iterable[tuple[int, Claim]]) -> Iterator[Problem]:
    """The faults of the citations of each claim, by its number in the file."""
    rules = {code: ITEM_RULES[code] for code in ("Q313", "Q314", "Q315")}
    for number, claim in claims:
        yield from apply(rules, claim, ("claims", number))


def lint_bank(bank: Bank, patience: Patience | None = None) -> Iterator[Problem]:
    """The faults that show only across all the questions, less those set aside for one."""
    patience = patience or Patience(inf)
    for code, rule in BANK_RULES.items():
        allowing = {number for number, each in enumerate(bank.questions) if code in each.allow}
        found: set[int] = set()
        for finding in patience.within(chain([None], rule(bank)), code):
            match finding:
                case None:
                    pass
                case Finding(path=("questions", int(number), *_)) if number in allowing:
                    found.add(number)
                case _:
                    yield _problem(code, finding)
        if code in patience.left_out:
            return
        for number in sorted(allowing - found):
            yield _idle(code, ("questions", number))


def apply(
    rules: Mapping[str, Callable[..., Findings]],
    entry: Question | Claim,
    base: DocumentPath,
    *given: Any,
) -> Iterator[Problem]:
    """What rules find in an entry, less what it sets aside, and what it sets aside for nothing."""
    allowed = {} if isinstance(entry, Claim) else entry.allow
    for code, rule in rules.items():
        findings = rule(entry, *given)
        if code not in allowed:
            for finding in findings:
                yield _problem(code, finding, base)
        elif next(findings, None) is None:
            yield _idle(code, base)


def _idle(code: str, base: DocumentPath) -> Problem:
    """That a question sets a rule aside which finds nothing in it."""
    finding = Finding(("allow", code), f"{code} finds nothing in this question", "take it out")
    return _problem("Q300", finding, base)


def _problem(code: str, finding: Finding, base: DocumentPath = ()) -> Problem:
    path, message, mend, within = finding
    part: Literal["key", "value"] = "key" if path[-2:] == ("allow", path[-1]) else "value"
    return Problem(
        code=code,
        message=message,
        mend=mend,
        level="warning",
        path=(*base, *path),
        part=part,
        within=within,
    )


# --- One question ------------------------------------------------------------


def longest_is_right(question: Question) -> Findings:
    """Q301: the right option is longer than any other by a quarter."""
    if _is_keyed(question):
        place, key = _key(question)
        longest = max(len(option.text) for _, option in _wrong(question))
        if _stands_out(len(key.text), longest, 1.25):
            message = f"the right option is the longest: {len(key.text)} characters"
            mend = f"shorten it, or lengthen another; the next has {longest}"
            yield Finding(("options", place, "text"), message, mend)


def odd_length(question: Question) -> Findings:
    """Q302: an option has over twice, or under half, the length of the others."""
    if not isinstance(question, Choice | Multi) or next(longest_is_right(question), None):
        return
    lengths = [len(option.text) for option in question.options]
    for place, length in enumerate(lengths):
        others = lengths[:place] + lengths[place + 1 :]
        if _refers_to_others(question.options[place].text, question):
            continue
        if _stands_out(length, max(others), 2) or _stands_out(min(others), length, 2):
            much = "longer" if length > max(others) else "shorter"
            message = f"this option is far {much} than the others: {length} characters"
            mend = f"write options of about one length; the others have {_range(others)}"
            yield Finding(("options", place, "text"), message, mend)


def echoed_stem(question: Question) -> Findings:
    """Q303: the right option alone repeats words of the stem."""
    if _is_keyed(question):
        asked = _telling_words(question.stem)
        place, key = _key(question)
        echoed = asked & _telling_words(key.text)
        if echoed and not any(asked & _telling_words(each.text) for _, each in _wrong(question)):
            named = ", ".join(f"“{word}”" for word in sorted(echoed))
            message = f"of all options the right one alone repeats {named} from the stem"
            yield Finding(("options", place, "text"), message, "use such words in all, or in none")


def all_or_none(question: Question) -> Findings:
    """Q304: an option refers to the other options."""
    for path, text in choices(question):
        if _refers_to_others(text, question):
            message = f"“{text}” refers to the other options"
            yield Finding(path, message, 'write another option, or make it `kind = "multi"`')


def bare_not(question: Question) -> Findings:
    """Q305: what is asked for turns on a "not" that is easy to read over."""
    asked = _SENTENCE.split(question.stem.strip())[-1]
    if found := _BARE_NOT.search(unquoted(asked)):
        message = f"the stem asks with a bare “{found[0]}”"
        mend = f"ask for what is so, or set it off as “{found[0].upper()}”"
        yield Finding(("stem",), message, mend)


def absolutes(question: Question) -> Findings:
    """Q306: a word such as "never" stands in wrong options alone."""
    if isinstance(question, Choice | Multi):
        if any(each.right and _absolute(each.text) for each in question.options):
            return
        for place, option in _wrong(question):
            if (found := _absolute(option.text)) and not _refers_to_others(option.text, question):
                message = f"“{found[0]}” makes this option wrong at a glance"
                mend = "take it out, or let the right option be as strong"
                yield Finding(("options", place, "text"), message, mend)


def same_options(question: Question) -> Findings:
    """Q307: two options say the same, or one says all that another says."""
    texts = [(path, folded(text), _plain(text)) for path, text in choices(question)]
    options = isinstance(question, Choice | Multi)
    for number, (path, exact, text) in enumerate(texts):
        for _, other_exact, other in texts[:number]:
            if options and exact == other_exact:
                break  # which is an error, Q113
            if text == other:
                yield Finding(path, "an option above says the same", "let each say its own")
                break
            if options and _within(text, other):
                message = "this option and one above overlap: one says all that the other says"
                yield Finding(path, message, "let each exclude the others")
                break


def named_letter(question: Question) -> Findings:
    """Q308: an explanation names an option by its letter or place."""
    for path, text in [(("explanation",), question.explanation), *whys(question)]:
        if found := _LETTER.search(text):
            message = f"“{found[0]}” means another option each time, as options are shuffled"
            yield Finding(path, message, "say what the option says")


def grammar_gives_away(question: Question) -> Findings:
    """Q309: the stem ends in "a" or "an", which fits some options only."""
    found = _ARTICLE_AT_END.search(question.stem)
    if found and isinstance(question, Choice | Multi):
        firsts = [option.text.lstrip("“\"'‘")[:1].lower() in "aeiou" for option in question.options]
        if len(set(firsts)) > 1:
            message = f"“{found[1]}” at the end of the stem fits some options only"
            yield Finding(("stem",), message, "put “a” or “an” into the options")


def unanswerable(question: Question) -> Findings:
    """Q310: the stem cannot be answered with the options covered."""
    if found := _UNANSWERABLE.search(question.stem):
        message = f"“{found[0]}” asks nothing by itself"
        yield Finding(("stem",), message, "ask so that it can be answered with the options covered")


def no_citation(question: Question) -> Findings:
    """Q311: nothing shows where the answer can be checked."""
    if not question.cites:
        message = f"“{question.id}” has no citation"
        yield Finding(("id",), message, "add `cites = [{ source = …, at = …, quote = … }]`")


def unused_citation(question: Question) -> Findings:
    """Q312: the explanation never refers to a citation."""
    used = {int(mark) for mark in REFERENCE.findall(question.explanation)}
    for place in range(len(question.cites)):
        if place + 1 not in used:
            message = f"the explanation never refers to citation [{place + 1}]"
            yield Finding(("cites", place), message, f"add [{place + 1}] where it is leant on")


def long_quote(entry: Question | Claim) -> Findings:
    """Q313: more of a source is quoted than a fragment."""
    for place, citation in enumerate(entry.cites):
        if (count := len(words(citation.quote))) > LONGEST_QUOTE:
            message = f"the quotation has {count} words; {LONGEST_QUOTE} is the most"
            yield Finding(("cites", place, "quote"), message, "quote the words that matter")


def whole_sentence(entry: Question | Claim) -> Findings:
    """Q314: a whole sentence of a source is quoted."""
    for place, citation in enumerate(entry.cites):
        if _WHOLE_SENTENCE.fullmatch(citation.quote):
            message = "the quotation is a whole sentence"
            yield Finding(("cites", place, "quote"), message, "quote the words that matter")


def silent_citation(entry: Question | Claim) -> Findings:
    """Q315: a citation neither quotes nor tells anything."""
    for place, citation in enumerate(entry.cites):
        if not citation.quote.strip() and not citation.says.strip():
            message = "the citation does not show what the source says"
            yield Finding(("cites", place), message, "add `quote = …`, or `says = …` in your words")


def nothing_to_reject(question: Question) -> Findings:
    """Q316: a question of several answers that leaves nothing to decide."""
    match question:
        case Multi(options=options):
            right = sum(option.right for option in options)
            if right == len(options):
                message = "every option is right"
                yield Finding(("options",), message, "add options that tempt and are wrong")
            elif right == 1:
                message = "one option alone is right"
                yield Finding(("kind",), message, 'make it `kind = "choice"`')
        case Sort(labels=labels, rows=rows):
            if len({folded(row.label) for row in rows}) == 1 < len(labels):
                message = f"every row is “{rows[0].label}”"
                yield Finding(("rows",), message, "add rows for the other labels")
        case Spot(parts=parts):
            picks = [part.right for part in parts if part.why]
            if len(picks) > 1 and all(picks):
                message = "every part that can be picked is right"
                yield Finding(("parts",), message, "give wrong parts a `why` too")


def leaning_key(question: Question) -> Findings:
    """Q317: a right option is said to lean."""
    if isinstance(question, Multi) or _is_keyed(question):
        for place, option in enumerate(question.options):
            if option.right and option.leans:
                message = f"a right option leans to {option.leans}"
                mend = "take `leans` out; it tells how a wrong option goes wrong"
                yield Finding(("options", place, "leans"), message, mend)


ITEM_RULES: dict[str, Callable[..., Findings]] = {
    "Q301": longest_is_right,
    "Q302": odd_length,
    "Q303": echoed_stem,
    "Q304": all_or_none,
    "Q305": bare_not,
    "Q306": absolutes,
    "Q307": same_options,
    "Q308": named_letter,
    "Q309": grammar_gives_away,
    "Q310": unanswerable,
    "Q311": no_citation,
    "Q312": unused_citation,
    "Q313": long_quote,
    "Q314": whole_sentence,
    "Q315": silent_citation,
    "Q316": nothing_to_reject,
    "Q317": leaning_key,
}


# --- All questions -----------------------------------------------------------


def crowded_positions(bank: Bank) -> Findings:
    """Q401: the right option stands at one place far more, or far less, often than chance."""
    asked = _choice_questions(bank)
    if len(asked) < ENOUGH:
        return
    for place in range(max(len(question.options) for question in asked)):
        able = [question for question in asked if len(question.options) > place]
        hits = sum(question.options[place].right for question in able)
        if abs(_surprise(hits, [1 / len(question.options) for question in able])) > _RARE:
            message = f"the right option is number {place + 1} in {hits} of {len(able)} choices"
            yield Finding(("questions",), message, "vary where it stands")


def lopsided_lengths(bank: Bank) -> Findings:
    """Q402: right options are longer, or shorter, than wrong ones across the bank."""
    asked = _choice_questions(bank)
    if len(asked) < ENOUGH:
        return
    ratio = fmean(
        len(_key(question)[1].text) / fmean(len(option.text) for _, option in _wrong(question))
        for question in asked
    )
    if not 0.9 <= ratio <= 1.1:  # noqa: PLR2004 - within a tenth of one another
        much = "longer" if ratio > 1 else "shorter"
        message = f"right options are {much} than wrong ones: {ratio:.2f} times as long on average"
        yield Finding(("questions",), message, "bring it to between 0.9 and 1.1")


def guessable(bank: Bank) -> Findings:
    """Q403: a simple rule finds the right option more often than chance."""
    asked = _choice_questions(bank)
    if len(asked) < ENOUGH:
        return
    for name, weigh in _GUESSES.items():
        hits, chances = 0, []
        for question in asked:
            weights = [weigh(option, question) for option in question.options]
            best = [place for place, weight in enumerate(weights) if weight == max(weights)]
            if len(best) == 1:
                hits += question.options[best[0]].right
                chances.append(1 / len(question.options))
        if len(chances) >= ENOUGH and _surprise(hits, chances) > _UNLIKELY:
            message = f"“pick the {name}” is right in {hits} of the {len(chances)} choices it fits"
            yield Finding(("questions",), message, f"chance gives {sum(chances):.0f}")


def one_sided(bank: Bank) -> Findings:
    """Q404: the bank teaches to trust far more than to doubt, or the other way."""
    leanings: list[str] = [
        option.leans
        for question in bank.questions
        if isinstance(question, Choice | Multi)
        for option in question.options
        if option.leans and not option.right
    ]
    verdicts: list[str] = [question.verdict for question in bank.questions if question.verdict]
    for values, one, other, told in (
        (
            leanings,
            "trust",
            "doubt",
            "of the wrong options that lean, {} lean to trust, {} to doubt",
        ),
        (verdicts, "supported", "unsupported", "{} verdicts are “supported”, {} “unsupported”"),
    ):
        first, second = values.count(one), values.count(other)
        if len(values) >= ENOUGH and not 0.4 <= first / len(values) <= 0.6:  # noqa: PLR2004
            yield Finding(("questions",), told.format(first, second), "bring both near to half")


def thin_skills(bank: Bank) -> Findings:
    """Q405: a skill has too few questions to say how good a reader is at it."""
    if len(bank.questions) < ENOUGH:
        return
    counts = Counter(question.skill for question in bank.questions)
    for id in bank.skills:
        if counts[id] < FEW:
            many = f"{counts[id]} question{'' if counts[id] == 1 else 's'}"
            message = f"the skill “{id}” has {many}; {FEW} are needed to score it"
            yield Finding(("skills", id), message, "write more, or join it to another skill")


def near_duplicates(bank: Bank) -> Iterator[Finding | None]:
    """Q406: a question asks nearly the same as an earlier one; None between two questions.

    Sets of words as alike as `ALIKE` share two of their rarest words, so only questions that do
    are compared: prefix filtering, Chaudhuri, Ganti and Kaushik (2006), "A primitive operator
    for similarity joins in data cleaning".
    """
    said: list[frozenset[str]] = []
    for question in bank.questions:
        said.append(frozenset(_asked_words(question)))
        yield None
    commonness = Counter(word for each in said for word in each)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, here in enumerate(said):
        yield None
        rarest = sorted(here, key=lambda word: (commonness[word], word))
        prefix = rarest[: len(here) - ceil(ALIKE * len(here)) + 2]
        shared = Counter(chain.from_iterable(holders[word][-_COMPARED:] for word in prefix))
        for other in sorted(other for other, count in shared.items() if count > 1):
            common = len(here & said[other])
            if common >= ALIKE * (len(here) + len(said[other]) - common):
                message = f"this asks nearly the same as “{bank.questions[other].id}”"
                yield Finding(("questions", number, "stem"), message, "leave one, or vary it")
                break
        for word in prefix:
            holders[word].append(number)


def no_id(bank: Bank) -> Findings:
    """Q407: the bank has no id."""
    if bank.about.id is None:
        message = "the bank has no id, so readers lose their history when questions come or go"
        yield Finding(("about",), message, 'add `id = "…"`, and leave it as it is from then on')


BANK_RULES: dict[str, Callable[[Bank], Iterator[Finding | None]]] = {
    "Q401": crowded_positions,
    "Q402": lopsided_lengths,
    "Q403": guessable,
    "Q404": one_sided,
    "Q405": thin_skills,
    "Q406": near_duplicates,
    "Q407": no_id,
}


# --- Parts of questions ------------------------------------------------------


def _is_keyed(question: Question) -> TypeGuard[Choice]:
    """Whether this is a choice with one right option, as it should have."""
    return isinstance(question, Choice) and sum(each.right for each in question.options) == 1


def _key(question: Choice) -> tuple[int, Option]:
    return next((place, each) for place, each in enumerate(question.options) if each.right)


def _wrong(question: Choice | Multi) -> list[tuple[int, Option]]:
    return [(place, each) for place, each in enumerate(question.options) if not each.right]


def choices(question: Question) -> list[tuple[DocumentPath, str]]:
    """What a reader chooses among, each with the path of its text."""
    return [((*path, "text"), thing.text) for path, thing in _things(question)]


def shown(question: Question) -> list[tuple[DocumentPath, str]]:
    """What is on the screen before the answer, in order, with its path."""
    texts: list[tuple[DocumentPath, str]] = [
        (("passage",), question.passage),
        (("stem",), question.stem),
    ]
    if isinstance(question, Spot):
        texts += [(("parts", n, "text"), part.text) for n, part in enumerate(question.parts)]
    return [(path, text) for path, text in [*texts, *choices(question)] if text]


def whys(question: Question) -> list[tuple[DocumentPath, str]]:
    """Each reason given for something to choose, with its path."""
    given = [((*path, "why"), thing.why) for path, thing in _things(question)]
    if isinstance(question, Spot):
        given = [(("parts", place, "why"), part.why) for place, part in enumerate(question.parts)]
    return [(path, why) for path, why in given if why]


def _things(question: Question) -> list[tuple[DocumentPath, Option | Row | Step]]:
    match question:
        case Choice(options=options) | Multi(options=options):
            return [(("options", place), each) for place, each in enumerate(options)]
        case Sort(rows=rows):
            return [(("rows", place), each) for place, each in enumerate(rows)]
        case Order(steps=steps):
            return [(("steps", place), each) for place, each in enumerate(steps)]
        case Spot() | Short():
            return []


def _choice_questions(bank: Bank) -> list[Choice]:
    return [question for question in bank.questions if _is_keyed(question)]


# --- Words -------------------------------------------------------------------

_ALL_OR_NONE = re.compile(
    r"\b(?:all|none|both|neither|any|each) of (?:the|these)\s?"
    r"(?:above|below|answers?|options?|choices?|others?)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(  # as a whole option
    r"(?:(?:all|none|any) of (?:these|those|the others)"
    r"|(?:all|none) (?:the )?above"
    r"|(?:(?:both|neither|either|only) )?[a-i](?:(?:, | & |,? (?:and|or|nor) )[a-i])+(?: only)?"
    r"|(?P<two>(?:both|neither|either)(?: of (?:these|those|the two))?))"
    r"(?: (?:is|are) (?:right|correct|true|wrong|false))?\W*",
    re.IGNORECASE,
)
_TWO = re.compile(r"\b(?:two|both|either|neither)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…:])[\"”’')]*\s+")
_BARE_NOT = re.compile(r"\b(?:not|except)\b(?! only\b)")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’")
_ABSOLUTE = re.compile(
    r"\b(?:always|never|nobody|no one|everyone|everybody|every|entirely|completely|totally|"
    r"(?<!\bat )(?<!\babove )(?<!\bafter )all)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\b(?:[Oo]ption|[Aa]nswer|[Cc]hoice)s? (?:[A-H]|[1-9])\b"
    r"|\b[Tt]he (?:first|second|third|fourth|fifth|last) (?:option|answer|choice)\b"
    r"|(?:^|(?<=[.!?] ))[B-H] is (?:right|wrong|correct|true|false)\b"
)
_ARTICLE_AT_END = re.compile(r"\b(an?)\s*+(?:(?:…|\.\.\.|_++)\s*+)?[:?]?$")
_UNANSWERABLE = re.compile(
    r"\b(?:which|what) (?:one )?of (?:the following|these)"
    r"(?: (?:statements?|options?|answers?|sentences?))? (?:is|are)"
    r" (?:true|correct|right|false|wrong|incorrect|accurate)\b",
    re.IGNORECASE,
)
_WHOLE_SENTENCE = re.compile(r"[\"“‘']?[A-Z][^.!?]*[^.!?A-Z][.!?][\"”’']?")
_COMMON = frozenset(
    words(
        "about after against again among because before being between could during either every "
        "first given later might never other others piece shall should since something still such "
        "their there these thing things those through under until where whether which while whose "
        "within without would write writer writes written article articles report reports reader "
        "sentence statement statements words question passage claim claims source sources"
    )
)
_HEDGES = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|probably|likely|seems?|appears?|suggests?|some|"
    r"partly|often|unclear|open)\b",
    re.IGNORECASE,
)

_RARE = 3.0
_UNLIKELY = 1.96
"""Standard deviations from what chance gives: one bank in 370, and one in 40 above it."""

_COMPARED = 50
"""With how many earlier questions of one word a question is compared."""


def _telling_words(text: str) -> set[str]:
    """The long words of a text, without their endings, that are not in every question."""
    long = (word.casefold() for word in words(text))
    least = 5
    return {word.removesuffix("s") for word in long if len(word) >= least} - _COMMON


def _asked_words(question: Question) -> Iterator[str]:
    yield from (word.casefold() for word in words(f"{question.passage} {question.stem}"))
    match question:
        case Spot(parts=parts):
            yield from (word.casefold() for part in parts for word in words(part.text))
        case Sort() | Order():
            yield from (word.casefold() for _, text in choices(question) for word in words(text))


def unquoted(text: str) -> str:
    """The text with whatever stands between quotation marks left out."""
    return _QUOTED.sub("“”", text)


def _refers_to_others(option: str, question: Question) -> bool:
    """Whether an option means other options; "both" may mean the two that the stem speaks of."""
    if found := _OTHERS.fullmatch(option.strip()):
        return not (found["two"] and _TWO.search(f"{question.passage} {question.stem}"))
    return _ALL_OR_NONE.search(option) is not None


def _absolute(text: str) -> re.Match[str] | None:
    return _ABSOLUTE.search(_ALL_OR_NONE.sub("", unquoted(text)))


def _plain(text: str) -> str:
    return " ".join(words(text)).casefold()


def _within(one: str, other: str) -> bool:
    """Whether the words of one text are a part of the other's, in one piece."""
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and f" {shorter} " in f" {longer} "


def _stands_out(length: int, next_length: int, times: float) -> bool:
    """Whether a length is so many times the next, and more than a word or two longer."""
    margin = 15
    return length >= times * next_length and length - next_length >= margin


def _range(numbers: Sequence[int]) -> str:
    return f"{min(numbers)} to {max(numbers)}" if min(numbers) < max(numbers) else f"{numbers[0]}"


def _surprise(hits: int, chances: Sequence[float]) -> float:
    """By how many standard deviations the hits are above what chance gives."""
    spread = sqrt(sum(chance * (1 - chance) for chance in chances))
    return (hits - sum(chances)) / spread if spread else 0.0


_GUESSES: dict[str, Callable[[Option, Choice], float]] = {
    "longest": lambda option, _: len(option.text),
    "shortest": lambda option, _: -len(option.text),
    "one that shares most words with the stem": lambda option, question: len(
        set(words(option.text.casefold())) & set(words(question.stem.casefold()))
    ),
    "one with most hedges": lambda option, _: len(_HEDGES.findall(option.text)),
}
