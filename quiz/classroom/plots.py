"""The plots on a class's page, as SVG, each with words beside it."""

from collections.abc import Iterator, Sequence

from quiz.classroom.question import QuestionResult
from quiz.classroom.question_words import between, number, title
from quiz.classroom.results import Results
from quiz.classroom.sentences import told
from quiz.markup import escaped
from quiz.play.mark import BEST_WITHIN
from quiz.record.measures import FEW, MANY, percent
from quiz.text import counted

_LEFT, _TOP, _WIDE, _HIGH = 44, 12, 340, 200
"""Where a plot begins within its picture, and how large it is."""


def telling_plot(results: Results) -> str:
    """Facility against discrimination: a mark for each question whose discrimination is known."""
    numbered = [*enumerate(told(results), 1)]
    known = [(place, each) for place, each in numbered if each.is_told_apart]
    if not known:
        return ""
    lowest = min(each.discrimination or 0.0 for _, each in known)
    least = -0.5 if lowest >= -0.5 else -1.0  # noqa: PLR2004 - room below the line
    discuss = {each.digest for each in results.discuss}
    marks = "".join(_mark(place, each, least, hot=each.digest in discuss) for place, each in known)
    named = [
        (place, each)
        for place, each in known
        if len(known) <= MANY or each.may_be_broken or each.digest in discuss
    ]
    marks += "".join(_labels(named, known, least))
    weak = sum(each.discrimination_high < 0 for _, each in known)
    words = (
        "Across: how many had it right. Up: how well it tells strong readers from weak ones. Good "
        "questions are above the line, wherever they stand across. Numbered as in the table: "
        "● to discuss first, ■ may be broken, · all others. "
    )
    words += (
        f"{counted(weak, 'question')} below the line beyond chance."
        if weak
        else ("None is below the line beyond chance.")
    )
    missing = [place for place, each in numbered if each.may_be_broken and not each.is_told_apart]
    for place in missing:
        words += f" Number {place} may be broken, but isn't drawn: too few had it right, or wrong."
    drawing = (
        f"{''.join(_grid(least))}{marks}"
        f'<text x="{_LEFT + _WIDE / 2}" y="{_TOP + _HIGH + 32}" text-anchor="middle">'
        "right, in per cent</text>"
    )
    return _figure("Which questions are hard, and which tell readers apart", drawing, words, 250)


def sureness_plot(results: Results) -> str:
    """How often answers of each certainty were right, with the range in which it pays best."""
    rows = []
    for place, each in enumerate(results.sureness):
        y = _TOP + 20 + 40 * place
        least, most = BEST_WITHIN[each.certainty]
        word = each.certainty.name.lower()
        rows.append(
            f'<rect class="zone" x="{_x(least)}" y="{y - 12}" width="{_x(most) - _x(least):.1f}" '
            f'height="24"/><text x="{_LEFT - 4}" y="{y + 4}" text-anchor="end">{word}</text>'
        )
        if each.n >= FEW:
            rows.append(
                f'<path class="range" fill="none" d="M{_x(each.low)} {y}H{_x(each.high)}'
                f'M{_x(each.low)} {y - 5}v10M{_x(each.high)} {y - 5}v10"/>'
                f'<circle class="hot" cx="{_x(each.share)}" cy="{y}" r="4.5"/>'
            )
    ticks = "".join(
        f'<text x="{_x(tick / 100)}" y="{_TOP + 142}" text-anchor="middle">{tick}</text>'
        for tick in (0, 25, 50, 75, 100)
    )
    known = [each for each in results.sureness if each.n >= FEW]
    said = "; ".join(
        f"{each.certainty.name.lower()} {percent(each.share)}% right, "
        f"likely {between(each.low, each.high)}"
        for each in known
    )
    words = (
        "● how often they were right, in per cent; ├─┤ its likely range; shaded: where saying so "
        "pays. A range right of the shade: they know more than they think; left of it: less."
    )
    label = f"How sure, and how often right: {said or 'too few to say'}"
    return _figure(label, "".join(rows) + ticks, words, 160)


def _figure(label: str, drawing: str, words: str, height: int) -> str:
    box = f"0 0 {_LEFT + _WIDE + 16} {_TOP + height}"
    return (
        f'<div class="plots"><figure><svg viewBox="{box}" role="img" '
        f'aria-label="{escaped(label)}">{drawing}</svg></figure>'
        f"<figure><figcaption>{escaped(words)}</figcaption></figure></div>\n"
    )


def _grid(least: float) -> Iterator[str]:
    for tick in (0, 25, 50, 75, 100):
        x = _x(tick / 100)
        yield f'<path class="axis" d="M{x} {_TOP}v{_HIGH}"/>'
        yield f'<text x="{x}" y="{_TOP + _HIGH + 16}" text-anchor="middle">{tick}</text>'
    for level in (-1.0, -0.5, 0.0, 0.5, 1.0):
        if level < least:
            continue
        y = _y(level, least)
        line = "range" if level == 0 else "axis"
        yield f'<path class="{line}" d="M{_LEFT} {y}h{_WIDE}"/>'
        yield f'<text x="{_LEFT - 4}" y="{y + 4}" text-anchor="end">{_short(level)}</text>'


def _mark(place: int, each: QuestionResult, least: float, *, hot: bool) -> str:
    x, y = _at(each, least)
    said = f"{place}. {title(each)}: {percent(each.facility)}%, {number(each.discrimination or 0)}"
    if each.may_be_broken:
        shape = f'<rect class="broken" x="{x - 4.5}" y="{y - 4.5:.1f}" width="9" height="9">'
        end = "</rect>"
    elif hot:
        shape, end = f'<circle class="hot" cx="{x}" cy="{y}" r="4.5">', "</circle>"
    else:
        shape, end = f'<circle class="dot" cx="{x}" cy="{y}" r="2.5">', "</circle>"
    return f"{shape}<title>{escaped(said)}</title>{end}"


def _labels(
    named: Sequence[tuple[int, QuestionResult]],
    known: Sequence[tuple[int, QuestionResult]],
    least: float,
) -> Iterator[str]:
    """The numbers of questions beside their marks, moved where they'd lie on each other or a mark.

    A box is its left, its top, its width and its height.
    """
    taken = [(x - 5, y - 5, 10.0, 10.0) for x, y in (_at(each, least) for _, each in known)]
    for place, each in named:
        x, y = _at(each, least)
        wide = 6.0 * len(str(place))
        sides = [
            (x + across if across > 0 else x + across - wide, y + down - 9, wide, 10.0)
            for far in (0, 10, 20, 30)
            for across, down in (
                *((6 + far, -4), (6 + far, 12), (-6 - far, -4), (-6 - far, 12)),
                *((6, -4 - far), (6, 12 + far), (-6, -4 - far), (-6, 12 + far)),
            )
        ]
        free = (box for box in sides if not any(_overlap(box, other) for other in taken))
        box = next(free, sides[0])
        taken.append((box[0] - 2, box[1], box[2] + 4, box[3]))  # or two numbers read as one
        yield f'<text x="{box[0]:.1f}" y="{box[1] + 9:.1f}">{place}</text>'


_Box = tuple[float, float, float, float]


def _overlap(one: _Box, other: _Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _at(each: QuestionResult, least: float) -> tuple[float, float]:
    """Where the mark of a question is."""
    return _x(each.facility), _y(each.discrimination or 0.0, least)


def _x(share: float) -> float:
    return round(_LEFT + share * _WIDE, 1)


def _y(level: float, least: float) -> float:
    return round(_TOP + (1 - level) / (1 - least) * _HIGH, 1)


def _short(level: float) -> str:
    return f"{level:g}".replace("-", "−")
