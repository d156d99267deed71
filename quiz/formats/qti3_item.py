"""A question as a QTI 3 item: what it asks, what a reader does, and what is said after it."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from quiz.bank.kinds import (
    RIGHT,
    WRONG,
    Choice,
    Feedback,
    Multi,
    Order,
    Question,
    Short,
    Sort,
    Spot,
)
from quiz.bank.model import Bank
from quiz.formats.feedback import feedback
from quiz.formats.qti3_marking import (
    CERTAINTY,
    FEEDBACK,
    RESPONSE,
    declarations,
    processing,
    q,
)
from quiz.formats.shown import shown
from quiz.formats.xml import for_xml
from quiz.markup import escaped, paragraphs
from quiz.play.mark import Certainty, points
from quiz.play.stakes import BE_HONEST, best_in_words, signed
from quiz.words import say

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"

STYLE_FILE = "style.css"
STYLE = """\
figure { margin: 0 0 1rem; padding: .5rem 1rem; border: 1px solid #999; }
figcaption { font-style: italic; } figure p { margin: .25rem 0; }
blockquote { margin: 0 0 1rem; padding-left: 1rem; border-left: 3px solid #999; }
pre { white-space: pre-wrap; }
.stem { font-weight: bold; }
th, td { padding: .1rem .8rem .1rem 0; text-align: left; vertical-align: top; }
"""
"""How exhibits and passages look."""

_BRACES = re.compile(r"\{(?=\{)(?=[^<>]*(?:<|$))")
"""The first of two braces in a text: between such, a player that is built with Vue runs code."""
_REL = ' rel="noopener noreferrer"'


def item(bank: Bank, question: Question) -> str:
    """The XML of an item."""
    content = "".join(
        (
            *declarations(question),
            q("stylesheet", href=f"../{STYLE_FILE}", type="text/css"),
            q("item-body", *_body(bank, question)),
            processing(question),
        )
    )
    return document(
        "assessment-item",
        content,
        identifier=identifier(question),
        title=escaped(question.name),
        language=bank.about.language,
        adaptive="false",
        time_dependent="false",
    )


def document(name: str, content: str, language: str = "", **attributes: str) -> str:
    """A file of QTI with its root."""
    content = _BRACES.sub("<span>{</span>", for_xml(content))
    root = q(name, "\n", content, "\n", **attributes)
    spaces = (
        f' xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{NAMESPACE} {SCHEMA}"'
    )
    spoken = f' xml:lang="{escaped(language)}"' if language else ""
    start = f"<qti-{name}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"{start}{spaces}{spoken}{root.removeprefix(start)}\n"
    )


def identifier(question: Question) -> str:
    """The identifier of an item, which begins with a letter whatever the question's id does."""
    return f"q-{question.id}"


def _body(bank: Bank, question: Question) -> Iterator[str]:
    parts = [*_hot_parts(question)]
    pieces = [_xhtml(each) for each in shown(question, bank.sources, parts)]
    if isinstance(question, Spot):
        *before, passage = pieces  # the passage with its parts is the last
        yield from before
        yield q("hottext-interaction", passage, response_identifier=RESPONSE, max_choices=0)
    else:
        yield from pieces
        yield _interaction(question)
    yield _how_sure()
    yield from _blocks(bank, question)


def _xhtml(html: str) -> str:
    """HTML of ours as XML."""
    return html.replace("<br>", "<br/>").replace(_REL, "")


def _hot_parts(question: Question) -> Iterator[str]:
    """The parts of a `spot`; those that can be picked are hot."""
    if isinstance(question, Spot):
        for number, part in enumerate(question.parts):
            text = escaped(part.text)
            yield q("hottext", text, identifier=f"o{number}") if part.why else text


def _interaction(question: Question) -> str:
    """What a reader does: pick, sort, order or type."""
    # In an order of the question's own, which isn't the key's, for players that don't shuffle.
    arrangement = question.arrange(Random(question.id))
    match question:
        case Choice(options=options) | Multi(options=options):
            several = isinstance(question, Multi)
            return q(
                "choice-interaction",
                *_choices(arrangement, [each.text for each in options]),
                response_identifier=RESPONSE,
                shuffle=str(not question.fixed).lower(),
                max_choices=0 if several else 1,
            )
        case Order(steps=steps, ends_in_words=(first, last)):
            return q(
                "order-interaction",
                q("prompt", escaped(say("From {first} to {last}.", first=first, last=last))),
                *_choices(arrangement, [each.text for each in steps]),
                response_identifier=RESPONSE,
                shuffle="false",
                orientation="vertical",
            )
        case Sort(rows=rows, labels=labels):
            sets = (
                (("r", n, rows[n].text, 1) for n in arrangement),
                (("l", n, label, 0) for n, label in enumerate(labels)),
            )
            return q(
                "match-interaction",
                *(q("simple-match-set", *map(_associable, each)) for each in sets),
                response_identifier=RESPONSE,
                shuffle="false",
                max_associations=0,
                **{"class": "qti-match-tabular"},
            )
        case Short(number=number, units=units):
            unit = f" {escaped(units[0])}" if number is not None and units else ""
            field = q("text-entry-interaction", response_identifier=RESPONSE, expected_length=20)
            return f"<p>{field}{unit}</p>"
        case Spot():
            return ""


def _choices(arrangement: Sequence[int], texts: Sequence[str]) -> Iterator[str]:
    for number in arrangement:
        yield q("simple-choice", escaped(texts[number]), identifier=f"o{number}")


def _associable(each: tuple[str, int, str, int]) -> str:
    letter, number, text, most = each
    return q(
        "simple-associable-choice",
        escaped(text),
        identifier=f"{letter}{number}",
        match_max=most,
    )


def _how_sure() -> str:
    """The interaction that asks how sure the reader is, with what each answer to it earns."""
    choices = []
    for certainty in Certainty:
        stakes = say(
            "{right} if right, {wrong} if wrong; best when you are {best} sure.",
            right=signed(points(1, certainty)),
            wrong=signed(points(0, certainty)),
            best=best_in_words(certainty),
        )
        text = f"<strong>{escaped(certainty.word)}</strong>: {escaped(stakes)}"
        choices.append(q("simple-choice", text, identifier=certainty.name.lower()))
    prompt = f"{escaped(say('How sure are you?'))} {escaped(say(BE_HONEST))}"
    return q(
        "choice-interaction",
        q("prompt", prompt),
        *choices,
        response_identifier=CERTAINTY,
        shuffle="false",
        max_choices=1,
        **{"class": "qti-labels-none"},
    )


def _blocks(bank: Bank, question: Question) -> Iterator[str]:
    """What is said after the answer, each piece where it applies."""
    yield _block("right", f"<p><strong>{RIGHT} {escaped(say('Right'))}</strong></p>")
    yield _block("partly", f"<p><strong>◐ {escaped(say('Partly right'))}</strong></p>")
    yield _block("wrong", f"<p><strong>{WRONG} {escaped(say('Wrong'))}</strong></p>")
    told = [*_told(question)]
    for sign in (WRONG, RIGHT, ""):
        for name, each in told:
            if (each.sign if each.sign in (WRONG, RIGHT) else "") == sign:
                yield _block(name, _reason(each))
    yield _block("rest", _xhtml(feedback(bank, question)))


def _block(name: str, content: str) -> str:
    return q(
        "feedback-block",
        q("content-body", content),
        outcome_identifier=FEEDBACK,
        identifier=name,
        show_hide="show",
    )


def _told(question: Question) -> Iterator[tuple[str, Feedback]]:
    """What is said of each part if it was picked or put right, and if it wasn't."""
    arrangement = tuple(range(len(question.key)))
    match question:
        case Choice() | Multi() | Spot():
            everything = tuple(range(len(question.alternatives)))
            for each in question.feedback((), everything):
                yield f"no{each.number}", each
            for number in everything:
                for each in question.feedback((number,), everything):
                    if each.number == number:
                        yield f"yes{number}", each
        case Sort() | Order():
            for each in question.feedback(question.key, arrangement):
                yield f"yes{each.number}", each
                yield f"no{each.number}", Feedback(WRONG, each.text, each.why, each.label)
        case Short():
            yield "no0", Feedback(RIGHT, question.key, label=say("Correct answer"))


def _reason(each: Feedback) -> str:
    """One part with its reason; what was rightly left alone has a heading of its own."""
    label = each.label if each.sign in (RIGHT, WRONG) else say("Tempting, but wrong")
    begins = f"<strong>{each.sign} {escaped(label)}:</strong>" if label else each.sign
    return f"<p>{begins} {escaped(each.text)}</p>{_xhtml(paragraphs(each.why))}"
