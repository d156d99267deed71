"""Show each kind as lines of text, and parse the typed response."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain, combinations
from pathlib import Path
from string import ascii_lowercase
from textwrap import indent

from quiz.bank.exhibits import in_words
from quiz.bank.exhibits.base import Sources
from quiz.bank.fields import LONGEST_LINE
from quiz.bank.kinds import (
    OTHER,
    RIGHT,
    WRONG,
    Arrangement,
    Choice,
    Feedback,
    Multi,
    Order,
    Question,
    Response,
    Short,
    Sort,
    Spot,
    numbers,
)
from quiz.play.explain import miscounted
from quiz.text import folded, trimmed
from quiz.words import phrase, say

LONG = 1000
"""Characters of exhibits, some fifteen lines, after which the stem is said again."""
LETTERS = ascii_lowercase
"""What options, steps and labels are called, in the order in which they are shown."""

# Signs such as ✓ and − are passed over or read oddly by a screen reader: here words stand for them.
WORDS = {RIGHT: phrase("Right: "), WRONG: phrase("Wrong: "), OTHER: ""}


def question_lines(
    question: Question,
    arrangement: Arrangement,
    sources: Sources | None = None,
    articles: Path | None = None,
) -> Iterator[str]:
    """What is asked and what there is to choose from, in the order of the arrangement.

    With the reader's own copies of the articles, the words of a page take the place of its bars.
    """
    if question.passage:
        yield from (trimmed(question.passage), "")
    yield trimmed(question.stem)
    exhibits = [*in_words(question.shown_exhibits, sources or {}, articles)]
    for lines in exhibits:
        yield from ("", *lines)
    if sum(map(len, chain(*exhibits))) > LONG:  # the stem was a screen ago
        yield from ("", trimmed(question.stem))
    match question:
        case Choice(options=options) | Multi(options=options):
            yield from ("", *_lettered(options[number].text for number in arrangement))
        case Sort(labels=labels, rows=rows):
            texts = (rows[number].text for number in arrangement)
            yield from ("", *(f"{name}) {text}" for name, text in enumerate(texts, start=1)))
            yield from ("", say("The labels:"), *_lettered(labels))
        case Order(steps=steps, ends_in_words=(first, last)):
            yield from ("", *_lettered(steps[number].text for number in arrangement))
            yield from ("", say("From {first} to {last}.", first=first, last=last))
        case Spot(parts=parts, text=passage, frame=frame):
            if not frame:
                yield from ("", passage)
            yield from ("", say("You can pick:"))
            names = names_of(question, arrangement)
            yield from (f"{name}) {parts[number].text}" for number, name in names.items())
        case Short():
            pass  # the prompt says it


def prompt(question: Question, arrangement: Arrangement) -> str:
    """What to type to answer; an example is never the key."""
    example = partial(_example, question, arrangement)
    match question:
        case Choice():
            return say("Your answer, a letter:")
        case Multi(asks_for=int(n)) | Spot(asks_for=int(n)):
            names = [*names_of(question, arrangement).values()]
            some_of_them = (" ".join(each) for each in combinations(names, n))
            return say("Pick {n}, such as {example}:", n=n, example=example(*some_of_them))
        case Multi():
            return say("All that apply, such as {example}:", example=example("b c", "a b"))
        case Sort():
            some = (" ".join(each[: len(arrangement)]) for each in ("abababababa", "babababababa"))
            return say("A letter for each line, such as {example}:", example=example(*some))
        case Order():
            letters = LETTERS[: len(arrangement)]
            orders = (letters[-1] + letters[:-1], letters[1:] + letters[:1], letters)
            ordered = example(*map(" ".join, orders))
            return say("The letters in that order, such as {example}:", example=ordered)
        case Spot(key=key):
            if len(key) == 1:
                return say("Your answer, a number:")
            return say("All that apply, such as {example}:", example=example("1 3", "1 2"))
        case Short(number=None):
            return say("Type your answer:")
        case Short():
            return say("Type your answer, a number or a word:")


def _example(question: Question, arrangement: Arrangement, *lines: str) -> str:
    """The first of these lines that isn't the key."""
    for line in lines:
        with suppress(ValueError):  # the question may have fewer options
            if question.share(read_response(question, arrangement, line)) == 1:
                continue
        return line
    return lines[0]


def read_response(question: Question, arrangement: Arrangement, line: str) -> Response:
    """The response that a line gives; raises `ValueError` with what to type when it gives none."""
    match question:
        case Short():
            if not line:
                raise ValueError(say("Type something first."))
            if len(line) > LONGEST_LINE:
                most = LONGEST_LINE
                raise ValueError(say("That's too long: {most} characters at most.", most=most))
            return line
        case Sort(labels=labels):
            # Letters may come beside the numbers of the lines; numbers alone are labels, too.
            typed, last = folded(line), LETTERS[len(labels) - 1]
            names = re.findall("[a-z]", typed) or re.findall("[0-9]", typed)
            picked = [ord(name) - ord("a" if name.isalpha() else "1") for name in names]
            if len(picked) != len(arrangement) or not set(picked) <= set(range(len(labels))):
                asks = phrase("Type {n} letters, each {span}.")
                raise ValueError(say(asks, n=len(arrangement), span=_span("a", last)))
            by_row = dict(zip(arrangement, picked, strict=True))
            return tuple(by_row[number] for number in range(len(arrangement)))
        case Spot(key=key, pickable=pickable):
            by_name = {str(name): number for name, number in enumerate(pickable, start=1)}
            names = re.split(r"[\s,;.)]+", folded(line).strip(" ,;.)"))
            if not set(names) <= set(by_name):
                wanted = _NUMBER if len(key) == 1 else _NUMBERS
                raise ValueError(say(wanted, span=_span("1", str(len(pickable)))))
            if len(key) == 1 != len(names) and not question.asks_for:
                raise ValueError(say("Type one number."))
            return _counted(question, {by_name[name] for name in names})
        case Choice():
            letters = _letters(line, arrangement, phrase("Type a letter, {span}."))
            if len(letters) != 1:
                raise ValueError(say("Type one letter."))
            return letters
        case Multi():
            return _counted(question, _each_once(line, arrangement))
        case Order():
            return _each_once(line, arrangement, least=len(arrangement))


def response_in_words(question: Question, arrangement: Arrangement, response: Response) -> str:
    """A response in words, as it is read back; of an order, its letters."""
    names, picked = names_of(question, arrangement), numbers(response)
    match question:
        case Choice() | Multi() | Spot():
            texts = (
                f"{name}) {question.alternatives[number].text}"
                for number, name in names.items()
                if number in picked
            )
            return "; ".join(text.rstrip(" .,;:") for text in texts)
        case Sort(labels=labels):
            return "; ".join(f"{names[number]}, {labels[picked[number]]}" for number in arrangement)
        case Order():
            return say(", then ").join(names[number] for number in picked)
        case Short():
            return say("“{text}”", text=response)


def feedback_lines(
    question: Question, arrangement: Arrangement, feedback: Iterable[Feedback]
) -> Iterator[str]:
    """Feedback, a line for each option, part, row or step, and its reason below."""
    # The text of a step has its number.
    names = {} if isinstance(question, Order) else names_of(question, arrangement)
    for each in feedback:
        name = f"{names[each.number]}) " if each.number in names else ""
        word, notes = f"{each.label}: ", [each.note]
        if question.row_by_row or not each.label:
            word, notes = say(WORDS[each.sign]), [each.note, each.label]
            if each.note and each.label:
                notes[1] = f"{say('correct answer')}: {each.label}"
        note = "; ".join(filter(None, notes))
        yield f"{word}{name}{each.text}{f' ({note})' if note else ''}"
        if each.why:
            yield indent(each.why, "  ")


def names_of(question: Question, arrangement: Arrangement) -> dict[int, str]:
    """What options, rows, steps or parts are called, by their numbers, in the order shown."""
    match question:
        case Spot(pickable=pickable):
            return {number: str(name) for name, number in enumerate(pickable, start=1)}
        case Sort():
            return {number: str(name) for name, number in enumerate(arrangement, start=1)}
        case Choice() | Multi() | Order():
            return dict(zip(arrangement, LETTERS, strict=False))
        case Short():
            return {}


_LETTERS = phrase("Type letters, {span}.")
_NUMBER = phrase("Type a number, {span}.")
_NUMBERS = phrase("Type numbers, {span}.")


def _span(first: str, last: str) -> str:
    """What there is to type, in words: of two, the one or the other."""
    if last in ("b", "2"):
        return say("{first} or {last}", first=first, last=last)
    return say("from {first} to {last}", first=first, last=last)


def _letters(line: str, arrangement: Arrangement, wanted: str = _LETTERS) -> tuple[int, ...]:
    """The numbers of the options whose letters a line has; raises `ValueError` on others."""
    letters = re.sub(r"[\s,;.)]+", "", folded(line))
    known = LETTERS[: len(arrangement)]
    if not letters or not set(letters) <= set(known):
        raise ValueError(say(wanted, span=_span("a", known[-1])))
    return tuple(arrangement[known.index(letter)] for letter in letters)


def _each_once(line: str, arrangement: Arrangement, least: int = 1) -> tuple[int, ...]:
    letters = _letters(line, arrangement)
    if len(set(letters)) != len(letters) or len(letters) < least:
        last = LETTERS[len(arrangement) - 1]
        raise ValueError(say("Type each letter from a to {last} once.", last=last))
    return letters


def _counted(question: Multi | Spot, picked: Iterable[int]) -> Response:
    """The response of these numbers; raises `ValueError` if the question asks for more or fewer."""
    response = tuple(sorted(picked))
    if wrong := miscounted(question, response):
        raise ValueError(wrong)
    return response


def _lettered(texts: Iterable[str]) -> Iterator[str]:
    return (f"{letter}) {text}" for letter, text in zip(LETTERS, texts, strict=False))
