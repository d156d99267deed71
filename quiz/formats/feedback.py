"""What is said of a question after the answer, as HTML for other tools."""

from collections.abc import Sequence

from quiz.bank.kinds import Question
from quiz.bank.kinds.order import Step
from quiz.bank.kinds.sort import Row
from quiz.bank.model import Bank
from quiz.markup import escaped, paragraphs, source_item
from quiz.play.explain import CHECK_IT, TAKE_AWAY
from quiz.record.report import cited
from quiz.text import date_in_words
from quiz.words import say


def feedback(bank: Bank, question: Question, reasons: Sequence[Row | Step] = ()) -> str:
    """The explanation, what to take away, and the citations as a list with addresses.

    Before them come the reasons for rows or steps, for a tool that has no other place for them.
    The classes tell an import which part is which.
    """
    pieces = []
    if reasons:
        its = (f"<li><b>{escaped(each.text)}</b>{paragraphs(each.why)}</li>" for each in reasons)
        pieces.append(f'<ol class="reasons">{"".join(its)}</ol>')
    pieces.append(f'<div class="explanation">{paragraphs(question.explanation)}</div>')
    if question.as_of:
        words = date_in_words(question.as_of)
        date = f'<time datetime="{escaped(question.as_of)}">{escaped(words)}</time>'
        said = escaped(say("As of {date}.", date=words)).replace(escaped(words), date)
        pieces.append(f'<p class="as-of">{said}</p>')
    habit = escaped(question.habit or bank.skills[question.skill].habit)
    pieces.append(
        f"<p><strong>{escaped(say(TAKE_AWAY))}</strong> "
        f'<span class="{"habit" if question.habit else "skill-habit"}">{habit}</span></p>'
    )
    if question.cites:
        cites = enumerate(question.cites, start=1)
        sources = ((n, each, bank.sources[each.source]) for n, each in cites)
        items = (source_item(cited(*each), each[2].url or "") for each in sources)
        heading = f'<p class="check-it">{escaped(say(CHECK_IT))}</p>'
        pieces += [heading, f'<ul class="sources">{"".join(items)}</ul>']
    return "\n".join(pieces)
