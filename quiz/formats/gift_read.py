"""Questions taken from GIFT."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from quiz.bank.model import MOST_QUESTIONS
from quiz.formats.amounts import in_digits, middle
from quiz.formats.answers import (
    ANY,
    GAP,
    MOST,
    Answer,
    Fields,
    brief,
    number,
    ordering,
    picking,
    read_as,
    true_or_false,
    typing,
)
from quiz.formats.apart import (
    Asked,
    Names,
    Said,
    about,
    as_lost,
    asked,
    matched,
    one_line,
    piece,
    said,
    spotted,
    whole,
)
from quiz.formats.encoded import text_of
from quiz.formats.gift_blocks import BACK, Block, blocks
from quiz.formats.languages import in_one_language
from quiz.formats.moodle_texts import as_it_was
from quiz.formats.taken import NotReadable, Taken, refuse_too_many
from quiz.formats.taking import Taking

_CLOSE = re.compile(r"(?<!\\)\]")
_FORMAT = re.compile(r"\[(html|plain|markdown|moodle)\]")
_TITLE = re.compile(r"::(.*?)::", re.DOTALL)
_SHARE = re.compile(r"\s*%(-?\d{1,3}(?:\.\d*)?)%")
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")


def read(data: bytes) -> Taken:
    """The questions of a file of GIFT, and what of it was lost."""
    reader = _Reader()
    its = [*islice(blocks(text_of(data)), MOST_QUESTIONS + 1)]
    if not any("{" in each.text for each in its):
        raise NotReadable("this isn't GIFT, which has answers in braces", "name the file's format")
    refuse_too_many(len(its))
    for block in its:
        reader.take(block)
    return reader.taken()


class _Reader(Taking):
    def take(self, block: Block) -> None:
        text = block.text
        while text.startswith("$CATEGORY:"):
            path, _, text = text.removeprefix("$CATEGORY:").partition("\n")
            self._enter(block.line, path.translate(BACK))
        if not text:
            return
        self._begin(block.line)
        title = ""
        if found := _TITLE.match(text):
            title, text = as_it_was(found[1].translate(BACK)).strip(), text[found.end() :]
            title = in_one_language(title).text
        before, brace, rest = text.partition("{")
        inside, closed, after = rest.partition("}")
        stem, format = _formatted(f"{before}{GAP}{after}" if after.strip() else before, "moodle")
        ask = asked(stem, format)
        name = brief(title or ask.fields.get("stem", ""))
        self._ask(ask)
        if what := _broken(inside, after, is_open=bool(brace), is_closed=bool(closed)):
            self._lose(f"{what}, {name}: left out")
            return
        answers, separator, general = inside.rpartition("####")
        told = said(*_formatted(general, format)) if separator else said("")
        fields = self._answered((answers if separator else inside).strip(), format, ask, told)
        if isinstance(fields, str):
            self._lose(f"{fields}, {name}: left out")
            return
        names = Names(_id(block.comment), title, _tags(block.comment))
        self._questions.append(whole(about(names, ask, self._lose), ask, fields, told, self._lose))

    def _answered(self, text: str, format: str, ask: Asked, told: Said) -> Fields | str:
        """The fields that depend on the kind, or what is lost; as Moodle tells them apart."""
        if not text:
            return "an essay"
        if text.count("=") + text.count("~") > MOST:
            return f"a question with more than {MOST} answers"
        if text.startswith("#"):
            fields = number([*self._numbers(text[1:], format)], (), self._lose)
            return fields or "a number that isn't given"
        if text.startswith(">"):
            steps = [self._row(partial(self._line, each, format)) for each in text.split("\n")[1:]]
            return ordering([(each, "") for each in steps if each is not None], None)
        if "~" in text:
            return self._picking(text, format, ask)
        if "=" in text and "->" in text:
            pairs = (each.partition("->") for each in text.split("=")[1:])
            rows = [
                (
                    self._row(partial(self._line, left, format)),
                    one_line(right.translate(BACK).strip()),
                )
                for left, _, right in pairs
            ]
            return matched(rows, ask, told)
        word, *whys = (each.strip() for each in text.split("#", 2))
        if word in (*_TRUE, *_FALSE):
            wrong, right = (self._text(each, format) for each in (*whys, "", "")[:2])
            true = word in _TRUE
            return true_or_false(true=true, whys=(right, wrong) if true else (wrong, right))
        answers = [
            Answer(self._typed(form), percent, self._text(why, format))
            for percent, form, why in _each(text, first=100)
        ]
        return typing(answers, case=False, lose=self._lose) or (
            "a typed answer of which no form is listed"
        )

    def _picking(self, text: str, format: str, ask: Asked) -> Fields:
        answers = [
            Answer(self._line(form, format), percent, self._text(why, format))
            for percent, form, why in _each(text, first=0)
        ]
        return spotted(answers, ask) or picking(answers, one="=" in text, lose=self._lose)

    def _numbers(self, text: str, format: str) -> Iterator[Answer]:
        right, _, wrong = text.partition("~")  # what follows is said of all other answers
        for percent, form, why in _each(right, first=100):
            value, _, tolerance = form.translate(BACK).partition(":")
            first, dots, last = value.partition("..")
            if dots:
                low, high = read_as(first, self._lose), read_as(last, self._lose)
                if low is not None and high is not None:
                    value, tolerance = map(in_digits, middle(low, high))
            value = value.strip() or ANY
            yield Answer(value, percent, self._text(why, format), tolerance.strip())
        if why := wrong.partition("#")[2]:
            yield Answer(ANY, 0.0, self._text(why, format))

    def _typed(self, raw: str) -> str:
        return one_line(piece(_formatted(raw, "")[0], "plain").text)

    def _text(self, raw: str, format: str) -> str:
        text, lost = piece(*_formatted(raw, format), beside=self._stem)
        for each in as_lost(lost):
            self._lose(each)
        return text

    def _line(self, raw: str, format: str) -> str:
        return one_line(self._text(raw, format))


def _broken(inside: str, after: str, *, is_open: bool, is_closed: bool) -> str:
    """What is wrong with a question's braces; empty if nothing is."""
    if not is_open:
        return "a text that asks nothing"
    if not is_closed or "{" in inside:
        return "a brace that isn't closed"
    if "{" in after:
        return "answers in two pairs of braces, with no empty line between questions"
    return ""


def _each(text: str, *, first: float) -> Iterator[tuple[float, str, str]]:
    """Each answer: its share of the mark, the answer, and what is said of it.

    The first may lack its sign, and then has the share `first`.
    """
    start, *rest = re.split("([=~])", text)
    pairs = [("", start), *zip(rest[::2], rest[1::2], strict=True)]
    for sign, body in pairs:
        if not sign and not body.strip():
            continue
        share = _SHARE.match(body)
        form, _, why = body[share.end() if share else 0 :].partition("#")
        percent = {"": first, "=": 100.0, "~": 0.0}[sign]
        yield float(share[1]) if share else percent, form, why


def _formatted(raw: str, format: str) -> tuple[str, str]:
    """A text without what says which format it's in, and that format."""
    text = raw.strip()
    if found := _FORMAT.match(text):
        text, format = text[found.end() :], found[1]
    return text.translate(BACK).strip(), format


def _id(comment: str) -> str:
    return next(_named("[id:", comment), "")


def _tags(comment: str) -> Sequence[str]:
    return [each.strip() for each in _named("[tag:", comment)]


def _named(opening: str, comment: str) -> Iterator[str]:
    """What comments have between this opening and the next bracket without a backslash."""
    for line in comment.split("\n"):
        at = 0
        while (start := line.find(opening, at)) >= 0:
            start += len(opening)
            if not (end := _CLOSE.search(line, start)):
                break
            at = end.end()
            if text := line[start : end.start()]:
                yield text.replace(r"\]", "]")
