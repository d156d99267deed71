"""Questions with their answers, for those who write them: in lines, or as a page of HTML."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from quiz.bank.articles import paragraph_of
from quiz.bank.kinds import RIGHT, WRONG, Feedback, Question, Short, Spot
from quiz.bank.model import Bank
from quiz.drawn import STYLE as DRAWN
from quiz.drawn import asked
from quiz.markup import END, escaped, head, paragraphs, source_item
from quiz.plain.kinds import question_lines
from quiz.plain.lines import answer_lines, more_lines
from quiz.play.explain import TAKE_AWAY, explained
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Slot, answer, begin
from quiz.record.report import cited
from quiz.session.opened import DRAFT
from quiz.words import phrase, say, say_n

_KINDS = {
    "choice": phrase("one answer to pick"),
    "multi": phrase("several to pick"),
    "sort": phrase("lines to sort"),
    "order": phrase("steps to put in order"),
    "spot": phrase("words to find"),
    "short": phrase("an answer to type"),
}
"""The kinds of question, in words."""

_LEANINGS = {"trust": phrase("leans to trust"), "doubt": phrase("leans to doubt")}

STYLE = """
article { break-inside: auto; } figure, li, blockquote { break-inside: avoid; }
h2, .about { margin-bottom: .2rem; } .about, .muted { color: var(--muted); font-size: .85rem; }
.why { display: block; margin: 0 0 .3rem 1.1rem; }
"""


def answered(question: Question) -> Slot:
    """The question, answered correctly by somebody who was sure."""
    round = begin([question], Random(question.id))
    return answer(round, Answer(question.key, Certainty.SURE)).slot


def preview_lines(bank: Bank, question: Question, articles: Path | None = None) -> Iterator[str]:
    """A question that was answered, as a reader sees it, with its feedback and citations.

    With copies of the articles, the words of a page take the place of its bars.
    """
    slot, skill = answered(question), bank.skills[question.skill]
    yield from (f"{skill.group} · {skill.name}", "")
    if question.draft:
        yield from (say(DRAFT), "")
    yield from question_lines(question, slot.arrangement, bank.sources, articles)
    about = explained(slot, skill.habit)
    yield from ("", *answer_lines(slot, about))
    if isinstance(question, Short):
        yield from (f"{name}: {text}" for name, text in _accepted(question))
    yield from more_lines(bank, slot, about, articles)


def preview_page(
    bank: Bank, questions: Sequence[Question], articles: Path | None = None
) -> Iterator[str]:
    """Questions on a page of HTML for a colleague, in pieces, with all answers and sources."""
    yield head(bank.about.title, bank.about.language, DRAWN + STYLE, maker="quiz preview")
    yield f"{paragraphs(bank.about.description)}\n"
    about = say_n(
        len(questions),
        "{n} question, with the answer: keep it from your readers.",
        "{n} questions, with the answers: keep them from your readers.",
    )
    yield f'<p class="about">{escaped(about)}</p>\n'
    for number, question in enumerate(questions, start=1):
        pieces = (
            f'<article id="{escaped(question.id)}"><h2>{number}. {escaped(question.name)}</h2>',
            *_asked(bank, question, articles),
            *_explained(bank, question, articles),
            "</article>\n",
        )
        yield "\n".join(filter(None, pieces))
    yield END


def _asked(bank: Bank, question: Question, articles: Path | None) -> Iterator[str]:
    """What it is about, and what a reader is shown."""
    skill = bank.skills[question.skill]
    about = (f"{skill.group} · {skill.name}", say(_KINDS[question.kind]), question.id)
    yield f'<p class="about">{escaped("; ".join(filter(None, (*about, question.event))))}</p>'
    if question.draft:
        yield f'<p class="wrong">{escaped(say(DRAFT))}</p>'
    yield from asked(question, bank.sources, [*_parts(question)], articles)


def _explained(bank: Bank, question: Question, articles: Path | None) -> Iterator[str]:
    """What is right, with the reason for each thing to pick, and where to check it."""
    arrangement = tuple(sorted(question.arrange(Random(0))))
    key = question.feedback(question.key, arrangement)
    yield "\n".join(('<ul class="options">', *(_item(question, each) for each in key), "</ul>"))
    if isinstance(question, Short):
        for name, text in _accepted(question):
            yield f'<p class="about">{escaped(f"{name}: {text}")}</p>'
    about = explained(answered(question), bank.skills[question.skill].habit)
    yield paragraphs(about.why or about.more)
    yield f"<p><b>{escaped(say(TAKE_AWAY))}</b> {escaped(about.take_away)}</p>"
    sources = []
    for number, citation in enumerate(question.cites, start=1):
        source = bank.sources[citation.source]
        sources.append(source_item(cited(number, citation, source), source.url or ""))
        if articles and (paragraph := paragraph_of(articles, citation)):
            sources.append(f"<li><blockquote>{paragraphs(paragraph)}</blockquote></li>")
    if sources:
        yield "\n".join(("<ul>", *sources, "</ul>"))


def _accepted(question: Short) -> Iterator[tuple[str, str]]:
    """What counts as right and what doesn't, each with what it is."""
    from quiz.bank.typed.match import in_figures  # noqa: PLC0415 - as in `Short`

    if question.number is not None:
        number = in_figures(question.number)
        if question.within:
            number = f"{number} ± {in_figures(question.within)}"
        yield say("Number"), number
    lists = (
        (say("Units"), question.units),
        (say("Accepted"), question.accept),
        (say("Not accepted"), question.reject),
    )
    yield from ((name, " · ".join(each)) for name, each in lists if each)


def _item(question: Question, feedback: Feedback) -> str:
    """An option, row, step or part with its sign, its label, its leaning and its reason."""
    leans = dict(enumerate(question.leans)).get(-1 if feedback.number is None else feedback.number)
    leaning = say(_LEANINGS[leans]) if leans else ""
    right = say("correct answer") if feedback.sign == RIGHT else ""
    label = feedback.label if question.row_by_row else right
    about = "; ".join(filter(None, (label, feedback.note, leaning)))
    css = {RIGHT: ' class="right"', WRONG: ' class="wrong"'}.get(feedback.sign, "")
    note = f" <b>({escaped(about)})</b>" if about else ""
    why = f'<span class="why">{escaped(feedback.why)}</span>' if feedback.why else ""
    return f"<li><span{css}>{feedback.sign} {escaped(feedback.text)}{note}</span>{why}</li>"


def _parts(question: Question) -> Iterator[str]:
    """The parts of a `spot`, with what can be picked underlined and what is right marked."""
    for part in question.parts if isinstance(question, Spot) else ():
        text = escaped(part.text)
        if part.right:
            yield f'<b class="right">{RIGHT}<u>{text}</u></b>'
        else:
            yield f"<u>{text}</u>" if part.why else text
