"""What a class is to discuss, to project: each question first, and what is right once it is opened.

It names nobody. It speaks the language of the bank, and nothing on it runs.
"""

from collections.abc import Iterator, Sequence
from random import Random

from quiz.bank.kinds import RIGHT, Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.classroom.chosen import Chosen
from quiz.classroom.discussion_words import Lesson, lesson
from quiz.classroom.question import QuestionResult
from quiz.classroom.results import Results
from quiz.drawn import STYLE as DRAWN
from quiz.drawn import asked, legend
from quiz.markup import END, escaped, head, paragraphs
from quiz.play.explain import TAKE_AWAY
from quiz.words import say

MAKER = "quiz class"
"""The command that makes them, as it does the report."""
STYLE = (
    DRAWN
    + """
body { max-width: 60rem; font-size: 1.5rem; }
section { min-height: 94vh; border-bottom: 1px solid var(--rule); padding-bottom: 1rem; }
@media print { body { font-size: 14pt; } section { min-height: 0; break-after: page; } }
h2 { margin: 1rem 0 .4rem; } ol { margin: .6rem 0; } li { margin: .25rem 0; }
.short { border-bottom: 2px solid var(--ink); height: 2rem; max-width: 24rem; }
summary { cursor: pointer; margin: .8rem 0; color: var(--link); }
td.n { text-align: right; font-variant-numeric: tabular-nums; } .ask { font-weight: bold; }
figure { font-size: .85em; } pre { font-size: .85em; } ul.options { font-size: inherit; }
"""
)


def slides(results: Results, language: str) -> Iterator[str]:
    """The page, in pieces; the language is that of the bank."""
    found = [each for each in results.discuss if each.question]
    some = [_slide(place, each, results) for place, each in enumerate(found, 1)]
    yield head(results.title, language, STYLE, maker=MAKER)
    if not some:
        yield f"<p>{escaped(say('There is nothing to discuss.'))}</p>\n"
    yield legend("".join(some))
    yield from some
    yield END


def _slide(place: int, each: QuestionResult, results: Results) -> str:
    question, about = each.question, lesson(each, results.habits, whole=True)
    if question is None or about is None:
        return ""
    picked = results.chosen.get(each.digest, ())
    parts = [
        f"<u>{escaped(part.text)}</u>" if part.why else escaped(part.text)
        for part in (question.parts if isinstance(question, Spot) else ())
    ]
    return "\n".join(
        (
            f"<section><h2>{place}. {escaped(question.name)}</h2>",
            *asked(question, results.sources, parts),
            *_to_answer(question),
            _opened(say("What the class answered"), _counts(picked, about, each)),
            _opened(say("What is right, and why"), _right(picked, about)),
            "</section>\n",
        )
    )


def _opened(title: str, content: str) -> str:
    """What is seen once its title is clicked."""
    return f"<details><summary>{escaped(title)}</summary>\n{content}</details>"


def _to_answer(question: Question) -> Iterator[str]:
    """What there is to pick from, in an order that gives nothing away."""
    order = question.arrange(Random(question.id))
    match question:
        case Choice(options=options) | Multi(options=options):
            yield _list("A", [options[n].text for n in order])
        case Order(steps=steps):
            yield _list("A", [steps[n].text for n in order])
        case Sort(rows=rows, labels=labels):
            yield f"<p>{escaped(' / '.join(labels))}</p>"
            yield _list("1", [rows[n].text for n in order])
        case Short():
            yield '<div class="short"></div>'
        case Spot():
            pass  # what can be picked is in the exhibit


def _list(kind: str, texts: Sequence[str]) -> str:
    items = "".join(f"<li>{escaped(text)}</li>" for text in texts)
    return f'<ol type="{kind}">{items}</ol>'


def _counts(picked: Sequence[Chosen], about: Lesson, each: QuestionResult) -> str:
    """How many answered what, most first and without a sign; then what to ask."""
    rows = "".join(
        f'<tr><td class="n">{one.n}</td><td>{escaped(one.text)}</td></tr>'
        for one in sorted(picked, key=lambda one: (-one.n, one.text))
        if one.n
    )
    of = say("{n} answered.", n=each.n)
    ask = f'<p class="ask">{escaped(about.ask)}</p>'
    return f"<table>{rows}</table>\n<p>{escaped(of)}</p>\n{ask}\n"


def _right(picked: Sequence[Chosen], about: Lesson) -> str:
    right = "".join(
        f'<li class="right">{RIGHT} {escaped(one.text)}</li>' for one in picked if one.right
    )
    whys = "".join(map(paragraphs, about.why))
    remember = f"<p><b>{escaped(say(TAKE_AWAY))}</b> {escaped(about.remember)}</p>"
    return f'<ul class="options">{right}</ul>\n{whys}\n{remember}\n'
