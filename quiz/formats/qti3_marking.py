"""How a QTI 3 item marks an answer: the share that is right, the score, and what is then said.

The names are those of the information model of QTI 3.0 (1EdTech, 2022).
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.markup import escaped
from quiz.play.mark import Certainty, points

RESPONSE, CERTAINTY, FEEDBACK = "RESPONSE", "CERTAINTY", "FEEDBACK"
"""The variables of the answer, of how sure the reader is, and of what is then shown."""

_SHARE, _SCORE = "SHARE", "SCORE"


def q(name: str, *content: str, **attributes: object) -> str:
    """An element of QTI; `max_choices=1` is its attribute `max-choices`."""
    its = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f"<qti-{name}{its}>{''.join(content)}</qti-{name}>"


def sort_pair(row: int, label: int) -> str:
    """What a reader's putting a row under a label is called in the response."""
    return f"r{row} l{label}"


def declarations(question: Question) -> Iterator[str]:
    """The variables of an item: its responses with their key, and its outcomes."""
    match question:
        case Choice():
            yield _response(
                "single", "identifier", [f"o{n}" for n in question.key], _picks(question)
            )
        case Multi() | Spot():
            key = [f"o{n}" for n in question.key]
            yield _response("multiple", "identifier", key, _picks(question))
        case Sort():
            pairs = [sort_pair(row, label) for row, label in enumerate(question.key)]
            yield _response("multiple", "directedPair", pairs, dict.fromkeys(pairs, 1))
        case Order():
            yield _response("ordered", "identifier", [f"o{n}" for n in question.key])
        case Short(number=None):
            forms = dict.fromkeys(map(escaped, question.accept), 1)
            yield _response("single", "string", [escaped(question.key)], forms, case=question.case)
        case Short():
            yield _response("single", "float", [str(question.number)])
    yield q(
        "response-declaration", identifier=CERTAINTY, cardinality="single", base_type="identifier"
    )
    yield from _workings(question)
    yield _outcome(_SCORE, "float", "0", normal_maximum=3, normal_minimum=-6)
    yield _outcome("MAXSCORE", "float", "3")
    yield _outcome(_SHARE, "float", "0")
    yield q(
        "outcome-declaration", identifier=FEEDBACK, cardinality="multiple", base_type="identifier"
    )


def _workings(question: Question) -> Iterator[str]:
    """The variables that a share is worked out with."""
    match question:
        case Sort():
            # Not as base values, which a player may not have of this type.
            for row, label in enumerate(question.key):
                yield _outcome(f"KEY{row}", "directedPair", sort_pair(row, label))
        case Order():
            yield _outcome("PAIRS", "float", "0")
            for number in question.key:
                yield _outcome(f"PLACE{number}", "integer", "0")
                yield _outcome(f"N{number + 1}", "integer", str(number + 1))
        case _:
            pass


def processing(question: Question) -> str:
    """What becomes of a response: its share, its score, and the feedback that it brings."""
    return q("response-processing", *_share(question), _score(), *_told(question))


def _picks(question: Choice | Multi | Spot) -> dict[str, int]:
    """What each pick adds to the share; every one is named, as tools differ on the others."""
    return {f"o{n}": 1 if each.right else -1 for n, each in enumerate(question.alternatives)}


def _response(
    cardinality: str,
    base_type: str,
    key: list[str],
    mapping: dict[str, int] | None = None,
    *,
    case: bool = True,
) -> str:
    entries = (
        q("map-entry", map_key=each, mapped_value=worth, case_sensitive=str(case).lower())
        for each, worth in (mapping or {}).items()
    )
    return q(
        "response-declaration",
        q("correct-response", *(q("value", each) for each in key)),
        q("mapping", *entries, default_value=0, lower_bound=0) if mapping else "",
        identifier=RESPONSE,
        cardinality=cardinality,
        base_type=base_type,
    )


def _outcome(name: str, base_type: str, default: str, **limits: int) -> str:
    return q(
        "outcome-declaration",
        q("default-value", q("value", default)),
        identifier=name,
        cardinality="single",
        base_type=base_type,
        **limits,
    )


def _variable(name: str) -> str:
    return q("variable", identifier=name)


def _float(value: object) -> str:
    return q("base-value", str(value), base_type="float")


def _identifier(name: str) -> str:
    return q("base-value", name, base_type="identifier")


def _set(name: str, value: str) -> str:
    return q("set-outcome-value", value, identifier=name)


def _when(condition: str, then: str, otherwise: str = "") -> str:
    return q(
        "response-condition",
        q("response-if", condition, then),
        q("response-else", otherwise) if otherwise else "",
    )


def _share(question: Question) -> Iterator[str]:
    """The share of the answer that is right, as `share` of its kind has it."""
    mapped = q("map-response", identifier=RESPONSE)
    match question:
        case Choice() | Short(number=None):
            yield _set(_SHARE, mapped)
        case Multi() | Spot():
            yield _set(_SHARE, q("divide", mapped, _float(len(question.key))))
        case Sort():
            yield _set(_SHARE, q("divide", mapped, _float(len(question.rows))))
        case Order(steps=steps):
            yield from _places(len(steps))
            pairs = len(steps) * (len(steps) - 1) // 2
            yield _set(_SHARE, q("divide", _variable("PAIRS"), _float(pairs)))
        case Short(number=number, within=within):
            # Both ends are worked out here, where 0.7 and 0.1 make 0.8.
            low = Decimal(repr(number)) - Decimal(repr(within))
            high = Decimal(repr(number)) + Decimal(repr(within))
            is_right = q(
                "and",
                q("gte", _variable(RESPONSE), _float(low)),
                q("lte", _variable(RESPONSE), _float(high)),
            )
            yield _when(is_right, _set(_SHARE, _float(1)))


def _places(count: int) -> Iterator[str]:
    """The place that each step was put in, and how many pairs of steps are in order."""
    for number in range(count):
        for place in range(1, count + 1):
            value = q("base-value", str(place), base_type="integer")
            yield _when(_is_at(number, place), _set(f"PLACE{number}", value))
    for first, second in combinations(range(count), 2):
        before = q("lt", _variable(f"PLACE{first}"), _variable(f"PLACE{second}"))
        yield _when(before, _set("PAIRS", q("sum", _variable("PAIRS"), _float(1))))


def _is_at(number: int, place: int) -> str:
    """Whether a step was put in a place, from 1.

    The place is a variable, as Amp-up's player takes a figure for the name of one.
    """
    return q("match", q("index", _variable(RESPONSE), n=f"N{place}"), _identifier(f"o{number}"))


def _score() -> str:
    """The certainty marks; nothing for no answer, and a guess where no certainty is picked."""
    branches = (
        q(
            "response-else-if",
            q("match", _variable(CERTAINTY), _identifier(certainty.name.lower())),
            _set(_SCORE, _line(certainty)),
        )
        for certainty in Certainty
        if certainty is not Certainty.GUESS
    )
    return q(
        "response-condition",
        q("response-if", q("is-null", _variable(RESPONSE)), _set(_SCORE, _float(0))),
        *branches,
        q("response-else", _set(_SCORE, _line(Certainty.GUESS))),
    )


def _line(certainty: Certainty) -> str:
    """The marks of a certainty by the share: a line from those for wrong to those for right."""
    wrong = points(0, certainty)
    slope = points(1, certainty) - wrong
    return q("sum", _float(wrong), q("product", _float(slope), _variable(_SHARE)))


def _told(question: Question) -> Iterator[str]:
    """The names of the feedback blocks to show: the verdict, one for each part, and the rest."""
    yield _when(
        q("gte", _variable(_SHARE), _float(1)),
        _show("right"),
        _when(q("gt", _variable(_SHARE), _float(0)), _show("partly"), _show("wrong")),
    )
    for number, condition in enumerate(_parts(question)):
        yield _when(condition, _show(f"yes{number}"), _show(f"no{number}"))
    yield _show("rest")


def _parts(question: Question) -> Iterator[str]:
    """For each part of a question, whether it was picked, or put where it belongs."""
    match question:
        case Choice():
            for number in range(len(question.options)):
                yield q("match", _variable(RESPONSE), _identifier(f"o{number}"))
        case Multi() | Spot():
            for number in range(len(question.alternatives)):
                yield q("member", _identifier(f"o{number}"), _variable(RESPONSE))
        case Sort():
            for row in range(len(question.rows)):
                yield q("member", _variable(f"KEY{row}"), _variable(RESPONSE))
        case Order():
            for number in question.key:
                yield _is_at(number, number + 1)
        case Short():
            yield q("gte", _variable(_SHARE), _float(1))


def _show(name: str) -> str:
    return _set(FEEDBACK, q("multiple", _variable(FEEDBACK), _identifier(name)))
