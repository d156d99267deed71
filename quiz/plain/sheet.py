"""A round on paper: the sheet of each of its versions, as a page of HTML to print."""

from collections.abc import Iterator, Sequence

from quiz.bank.kinds import (
    Choice,
    Multi,
    Order,
    Question,
    Response,
    Short,
    Sort,
    Spot,
    numbers,
)
from quiz.bank.model import Bank
from quiz.drawn import STYLE as DRAWN
from quiz.drawn import asked, legend
from quiz.markup import END, escaped, head, paragraphs
from quiz.plain.kinds import LETTERS, names_of
from quiz.play.mark import Certainty, points
from quiz.play.round import Round, Slot
from quiz.play.stakes import BE_HONEST, signed
from quiz.text import cells
from quiz.words import say

CODE = "data-sheet"
"""The attribute of a sheet, and of a key, that has its code."""

MAKER = "quiz print"
"""The command that makes sheets and keys."""

SHORT = 38
"""The most columns of an option that has another beside it."""

STYLE = """
body { font-family: "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
h1 { font-size: 1.4em; margin: 0 0 .6em; } h2 { font-size: 1em; margin: 0; }
header p { margin: .35em 0; } .version { float: right; margin: 0; text-align: right; }
.version b { font-size: 1.2em; } .lines { display: flex; align-items: end; gap: .6em;
  clear: both; margin: .6em 0; }
.lines span { border-bottom: 1px solid var(--ink); height: 1.5em; flex: 3; }
.lines span.date { flex: 1.4; }
article { break-inside: avoid; position: relative; padding: .5em 0 0 2.6em; margin-top: .8em; }
article h2 { position: absolute; left: 0; } .stem p:first-child { margin-top: 0; }
.do { font-style: italic; margin: .4em 0 .2em; } figure { padding: .3em .8em; margin: .4em 0; }
figure p { margin: .15em 0 !important; } .bar { font-size: .8em; }
figure, .answer, blockquote { break-inside: avoid; }
ol, ul { list-style: none; padding: 0; margin: .3em 0; font-size: inherit !important; }
ol.pick li { display: grid; grid-template-columns: 1.7em 1.3em 1fr; margin: .25em 0; }
ol.parts { display: flex; flex-wrap: wrap; gap: .2em 1.4em; }
ol.parts li { display: flex; gap: .4em; }
.box { display: inline-block; width: 1em; height: 1em; border: 1.5px solid var(--ink);
  border-radius: 2px; vertical-align: -.15em; }
ol.number li { grid-template-columns: 2.6em 1.3em 1fr; align-items: center; }
ol.number .box { width: 1.8em; height: 1.5em; }
table.grid td, table.grid th { border-bottom: 1px solid var(--rule); padding: .35em .7em .35em 0; }
table.grid .tick { text-align: center; padding: .35em .5em; }
table.grid td:nth-child(2) { min-width: 50%; width: 65%; }
.line { border-bottom: 1px solid var(--ink); height: 2em; max-width: 26em; }
.sure { display: flex; flex-wrap: wrap; gap: .2em 1.1em; margin: .6em 0 .2em; }
.part { text-decoration: underline; text-underline-offset: .2em; } .part sup { font-weight: bold; }
ol.two { columns: 2 15em; column-gap: 1.5em; }
ol.two li { break-inside: avoid; margin: 0 !important; padding: .12em 0; }
@media print { body { font-size: 9.5pt; line-height: 1.25; } pre { font-size: .9em; }
  .stem { break-inside: avoid; break-after: avoid; }
  article { padding-top: .3em; margin-top: .5em; }
  figure { font-size: .9em; padding: .15em .7em; margin: .25em 1px .25em 0; }
  .bar { font-size: .55em; }
  figure p { margin: .08em 0 !important; } ol.pick li { margin: .12em 0; }
  .do { margin: .25em 0 .1em; } .sure { margin: .35em 0 .1em; } h1 { margin: 0 0 .3em; }
  .lines { margin: .3em 0; } header p { margin: .2em 0; } }
@page { margin: 12mm 14mm 15mm; }
"""
LARGE = """
.bar { font-size: .5em; } .sure b { flex-basis: 100%; } article { padding-left: 2em; }
header + article, header + article figure { break-inside: auto; }
@media print { body { font-size: 16pt; } figure { font-size: 1em; } ol.two { columns: 1; } }
"""


def sheet_page(
    bank: Bank, round: Round, code: str, letter: str = "A", *, large: bool = False
) -> Iterator[str]:
    """A page of HTML with the sheet of one version, in pieces; `code` is what stands on each.

    Each version is a document of its own, as browsers number the pages of one without a break.
    """
    foot = (
        f'@page {{ @bottom-left {{ content: "{letter} · {code}"; font: 9pt sans-serif; }} '
        "@bottom-right { content: counter(page); font: 9pt sans-serif; } }"
    )
    style = DRAWN + STYLE + LARGE * large + foot
    yield head(bank.about.title, bank.about.language, style, titled=False, maker=MAKER)
    yield f'<section {CODE}="{escaped(code)}">\n'
    articles = []
    for number, slot in enumerate(round.slots, start=1):
        pieces = (
            f"<article><h2>{number}.</h2>",
            *asked(slot.question, bank.sources, [*_parts(slot.question)]),
            '<div class="answer">',
            *_room(slot),
            _sureness(),
            "</div></article>\n",
        )
        articles.append("\n".join(pieces))
    yield "\n".join(_top(bank, letter, code, legend("".join(articles))))
    yield from articles
    yield f"</section>\n{END}"


def _top(bank: Bank, letter: str, code: str, note: str) -> Iterator[str]:
    """What stands above the first question, with a note on what it shows."""
    about = bank.about
    version = say("Version {letter}", letter=letter)
    yield f'<header><p class="version"><b>{escaped(version)}</b><br>{escaped(code)}</p>'
    yield f"<h1>{escaped(about.title)}</h1>"
    name, date = escaped(say("Name:")), escaped(say("Date:"))
    yield f'<p class="lines">{name}<span></span>{date}<span class="date"></span></p>'
    for text in (about.content_note, about.introduction):
        if text:
            yield paragraphs(text)
    how = say(
        "Answer, then tick how sure you are. Beside it is what you get if you're right, and if "
        "you're wrong. No tick counts as a guess. What you leave out costs nothing."
    )
    yield f"<p>{escaped(how)} {escaped(say(BE_HONEST))}</p>{note}</header>\n"


def _parts(question: Question) -> Iterator[str]:
    """The parts of a `spot`; what can be picked has its number."""
    if isinstance(question, Spot):
        names = names_of(question, ())
        for number, part in enumerate(question.parts):
            text = escaped(part.text)
            name = names.get(number)
            yield f'<span class="part"><sup>{name}</sup>{text}</span>' if name else text


def _room(slot: Slot) -> Iterator[str]:
    """What to do, and where: boxes to tick or to fill, or a line."""
    question, names = slot.question, names_of(slot.question, slot.arrangement)
    yield f'<p class="do">{escaped(_what_to_do(question))}</p>'
    match question:
        case Choice(options=options) | Multi(options=options):
            yield _boxes(
                _columns([each.text for each in options]),
                [
                    f"<b>{name}</b> <span>{escaped(options[n].text)}</span>"
                    for n, name in names.items()
                ],
            )
        case Order(steps=steps):
            yield _boxes(
                "pick number",
                [
                    f"<b>{name}</b> <span>{escaped(steps[n].text)}</span>"
                    for n, name in names.items()
                ],
            )
        case Spot():
            yield _boxes("parts", [*names.values()])
        case Sort(labels=labels, rows=rows):
            ticks = "".join(
                f'<th class="tick">{letter}) {escaped(label)}</th>'
                for letter, label in zip(LETTERS, labels, strict=False)
            )
            heads = f"<tr><th></th><th></th>{ticks}</tr>"
            boxes = '<td class="tick"><span class="box"></span></td>' * len(labels)
            lines = "".join(
                f"<tr><td><b>{name}</b></td><td>{escaped(rows[n].text)}</td>{boxes}</tr>"
                for n, name in names.items()
            )
            yield f'<table class="grid"><thead>{heads}</thead>{lines}</table>'
        case Short():
            yield '<div class="line"></div>'


def _columns(texts: Sequence[str]) -> str:
    """The style of options: in two columns where all of them are short."""
    return "pick two" if max(map(cells, texts)) <= SHORT else "pick"


def _boxes(css: str, things: Sequence[str]) -> str:
    items = "".join(f'<li><span class="box"></span>{each}</li>' for each in things)
    return f'<ol class="{css}">{items}</ol>'


def _what_to_do(question: Question) -> str:
    """How to answer on paper, in a line."""
    match question:
        case Choice():
            return say("Tick one.")
        case Multi(asks_for=int(n)) | Spot(asks_for=int(n)):
            return say("Tick {n}.", n=n)
        case Spot(key=(_,)):
            return say("Tick one.")
        case Multi() | Spot():
            return say("Tick all that apply.")
        case Sort():
            return say("Tick one in each line.")
        case Order(ends_in_words=(first, last), steps=steps):
            n = len(steps)
            return say("Number them from 1 ({first}) to {n} ({last}).", first=first, n=n, last=last)
        case Short():
            return say("Write a word, a number or a few words.")


def _sureness() -> str:
    """A box for each certainty, with its number and what it earns."""
    boxes = "".join(
        f'<span><span class="box"></span> {int(each)} {escaped(each.word)} '
        f"({signed(points(1, each))}/{signed(points(0, each))})</span>"
        for each in Certainty
    )
    return f'<p class="sure"><b>{escaped(say("How sure are you?"))}</b>{boxes}</p>'


def on_paper(slot: Slot, response: Response) -> str:
    """A response as it stands on the sheet: letters, numbers, or a text."""
    names, picked = names_of(slot.question, slot.arrangement), numbers(response)
    match slot.question:
        case Choice() | Multi() | Spot():
            return " ".join(name for number, name in names.items() if number in picked)
        case Sort():
            return " ".join(LETTERS[picked[number]] for number in slot.arrangement)
        case Order():
            return " ".join(str(picked.index(number) + 1) for number in slot.arrangement)
        case Short():
            return str(response)
