"""A question to discuss on the class's page: what it shows, what was picked, and what is right."""

from collections.abc import Iterator, Sequence

from quiz.bank.kinds import RIGHT, WRONG, Question, Spot
from quiz.classroom.chosen import Chosen, is_mistake
from quiz.classroom.discussion_words import (
    WHY,
    WHY_BROKEN,
    besides,
    lesson,
    missed_by,
    to_pick,
    went_wrong,
)
from quiz.classroom.question import QuestionResult
from quiz.classroom.question_words import right_answer, tempting, title
from quiz.classroom.results import Results
from quiz.drawn import STYLE as DRAWN
from quiz.drawn import asked
from quiz.markup import escaped, paragraphs

STYLE = (
    DRAWN
    + """
article.discuss h3 code { font-weight: normal; font-size: .85em; color: var(--muted); }
table.chosen { margin: .5rem 0; }
table.chosen td, table.chosen th { padding: .15rem .6rem .15rem 0; }
table.chosen td.figure, table.chosen th.figure { text-align: right; width: 3.5rem; }
table.chosen td:last-child { min-width: 10rem; } table.chosen tr.most { font-weight: bold; }
.shows, .shows figure, .shows blockquote, .came, article.discuss p { break-inside: avoid; }
h2 + article.discuss, .note + article.discuss { border-top: 0; margin-top: 0; }
.shows h3, .shows .stem { break-after: avoid; }
@media print { .shows figure { font-size: .9em; } .shows .bar { font-size: .8em; } }
u { text-underline-offset: .2em; }
"""
)


def discussed(each: QuestionResult, results: Results, place: int | None = None) -> str:
    """The question as an article of HTML: what it shows, what was picked, and what to say of it."""
    question = each.question
    number = f"{place}. " if place else ""
    name = f"{number}{escaped(title(each))} <code>{escaped(each.id)}</code>"
    pieces = [f'<article class="discuss"><div class="shows"><h3>{name}</h3>']
    some = results.chosen.get(each.digest, ())
    if question:
        pieces += asked(question, results.sources, [*_parts(question, some)])
    pieces.append('</div><div class="came">')
    if wrong := " ".join(went_wrong(each, results)):
        pieces.append(f'<p class="wrong">{WRONG} {escaped(wrong)}</p>')
    if why := tempting(each):
        pieces.append(f'<div class="why">{paragraphs(why)}</div>')
    if also := besides(each, results):
        pieces.append(f"<p>{escaped(also)}</p>")
    if some:
        pieces.append(_table(some, each))
    elif right := right_answer(each):
        pieces.append(f'<p class="right">{RIGHT} Right: {escaped(right)}</p>')
    pieces.append("</div>")
    about = lesson(each, results.habits)
    if about and not each.may_be_broken:
        pieces.append(f"<p><b>Ask the class:</b> {escaped(about.ask)}</p>")
    if about:
        why = WHY_BROKEN if each.may_be_broken else WHY
        pieces.append(f"<p><b>{escaped(why)}</b></p>" if about.why else "")
        pieces += map(paragraphs, about.why)
    if about and not each.may_be_broken:
        pieces.append(f"<p><b>Remember:</b> {escaped(about.remember)}</p>")
    return "\n".join((*pieces, "</article>\n"))


def _parts(question: Question, some: Sequence[Chosen]) -> Iterator[str]:
    """The parts of a `spot`: what can be picked, with how many did, and what is right."""
    picks = {each.number: each for each in some}
    for number, part in enumerate(question.parts if isinstance(question, Spot) else ()):
        text = escaped(part.text)
        if pick := picks.get(number):
            sign = f"{RIGHT} " if pick.right else ""
            text = f"<u>{sign}{text}</u><sup>{pick.n}</sup>"
        yield text


def _table(some: Sequence[Chosen], each: QuestionResult) -> str:
    mistake = each.mistake
    rows = []
    for one in some:
        most = mistake and is_mistake(one, mistake)
        css = ' class="most"' if most else ""
        sign, colour = (RIGHT, "right") if one.right else (WRONG, "wrong") if most else ("", "")
        text = f'<span class="{colour}">{sign} {escaped(one.text)}</span>{missed_by(one, each)}'
        rows.append(
            f'<tr{css}><td class="figure">{one.n}</td><td class="figure">{one.sure}</td>'
            f"<td>{text}</td></tr>"
        )
    verb = "picked" if some[0].number is not None else "answered"
    pick = f" {note}" if (note := to_pick(each.question)) else ""
    heads = (
        f'<th class="figure" scope="col">{verb}</th><th class="figure" scope="col">sure</th>'
        f'<th scope="col">{RIGHT} right.{escaped(pick)}</th>'
    )
    return f'<table class="chosen"><tr>{heads}</tr>{"".join(rows)}</table>'
