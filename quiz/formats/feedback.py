"""What is said of a question after the answer, as HTML for other tools."""

from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.markup import escaped, paragraphs, source_item
from quiz.play.explain import CHECK_IT, TAKE_AWAY
from quiz.record.report import cited
from quiz.text import date_in_words
from quiz.words import say


def feedback(bank: Bank, question: Question) -> str:
    """The explanation, what to take away, and the citations as a list with addresses."""
    explanation = question.explanation
    if question.as_of:
        as_of = say("As of {date}.", date=date_in_words(question.as_of))
        explanation = f"{explanation.rstrip()}\n\n{as_of}"
    habit = question.habit or bank.skills[question.skill].habit
    pieces = [
        paragraphs(explanation),
        f"<p><strong>{escaped(say(TAKE_AWAY))}</strong> {escaped(habit)}</p>",
    ]
    if question.cites:
        cites = enumerate(question.cites, start=1)
        sources = ((n, each, bank.sources[each.source]) for n, each in cites)
        items = (source_item(cited(*each), each[2].url or "") for each in sources)
        pieces += [f"<p>{escaped(say(CHECK_IT))}</p>", f"<ul>{''.join(items)}</ul>"]
    return "\n".join(pieces)
