"""The key to a round on paper: what is right in each version, why, and where to check it."""

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from quiz.bank.kinds import RIGHT, Short
from quiz.bank.model import Bank
from quiz.drawn import STYLE as DRAWN
from quiz.markup import END, escaped, head, paragraphs, source_item
from quiz.plain.kinds import names_of
from quiz.plain.lines import scale_lines
from quiz.plain.sheet import CODE, LARGE, MAKER, STYLE, on_paper
from quiz.play.explain import CHECK_IT, TAKE_AWAY, explained
from quiz.play.round import Round, Slot
from quiz.play.stakes import PARTS
from quiz.record.report import cited
from quiz.words import say

KEY = """
article { break-inside: auto; padding-left: 0; } .why { display: block; margin-left: 1.2em; }
.sources { font-size: .85em !important; }
table.key { margin: 1em 0; } table.key th, table.key td { padding: .15em 1.6em .15em 0;
  border-bottom: 1px solid var(--rule); }
.key tr { break-inside: avoid; } .options li { margin: .3em 0; }
p.stem { font-weight: normal; }
"""


def key_page(
    bank: Bank, versions: Sequence[Round], code: str, *, large: bool = False
) -> Iterator[str]:
    """A page of HTML with what is right in each version, why, and where to check it, in pieces."""
    title = say("Key: {title}", title=bank.about.title)
    style = DRAWN + STYLE + LARGE * large + KEY
    yield head(title, bank.about.language, style, maker=MAKER)
    letters = ascii_uppercase[: len(versions)]
    heads = "".join(f"<th>{escaped(say('Version {letter}', letter=each))}</th>" for each in letters)
    yield f'<p {CODE}="{escaped(code)}">{escaped(code)}</p>\n'
    yield f'<table class="key"><tr><th></th>{heads}</tr>\n'
    for number, slots in enumerate(zip(*(each.slots for each in versions), strict=True), start=1):
        cells = "".join(f"<td>{escaped(on_paper(each, each.question.key))}</td>" for each in slots)
        yield f"<tr><th>{number}</th>{cells}</tr>\n"
    yield "</table>\n"
    scale = "<br>".join(map(escaped, (*scale_lines(), say(PARTS))))
    yield f"<p>{scale}</p>\n"
    places = [{slot.question.id: n for n, slot in enumerate(each.slots)} for each in versions]
    for slot in versions[0].slots:
        id = slot.question.id
        same = [each.slots[at[id]] for each, at in zip(versions, places, strict=True)]
        where = " · ".join(
            f"{letter} {at[id] + 1}" for letter, at in zip(letters, places, strict=True)
        )
        yield "\n".join(("<article>", *_explained(bank, same, where), "</article>\n"))
    yield END


def _explained(bank: Bank, slots: Sequence[Slot], where: str) -> Iterator[str]:
    """A question with what is right, its reasons and its citations; a slot for each version."""
    question = slots[0].question
    yield f'<p class="stem"><b>{escaped(where)}</b> {escaped(question.name)}</p>'
    yield f'<div class="stem">{paragraphs(question.stem)}</div>'
    names = [names_of(each.question, each.arrangement) for each in slots]
    items = []
    for each in question.feedback(question.key, slots[0].arrangement):
        called = [*dict.fromkeys(some[each.number] for some in names if each.number in some)]
        name = f"<b>{escaped(' / '.join(called))}</b> " if called else ""
        label = f" ({escaped(each.label)})" if question.row_by_row and each.label else ""
        right = ' class="right"' if each.sign == RIGHT else ""
        why = f'<span class="why">{escaped(each.why)}</span>' if each.why else ""
        items.append(
            f"<li>{name}<span{right}>{each.sign} {escaped(each.text)}{label}</span>{why}</li>"
        )
    yield f'<ul class="options">{"".join(items)}</ul>'
    if isinstance(question, Short) and question.accept[1:]:
        yield f"<p>{escaped(say('Also right:'))} {escaped(' · '.join(question.accept[1:]))}</p>"
    about = explained(Slot(question, slots[0].arrangement), bank.skills[question.skill].habit)
    yield from (paragraphs(each) for each in (about.why, about.more) if each)
    yield f"<p><b>{escaped(say(TAKE_AWAY))}</b> {escaped(about.take_away)}</p>"
    sources = [
        source_item(cited(n, each, bank.sources[each.source]), bank.sources[each.source].url or "")
        for n, each in enumerate(question.cites, start=1)
    ]
    if sources:
        yield f'<p>{escaped(say(CHECK_IT))}:</p><ul class="sources">{"".join(sources)}</ul>'
