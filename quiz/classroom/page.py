"""The report on a class as one page of HTML: to read, or to print. Nothing on it runs."""

from collections.abc import Iterable, Iterator

from quiz.classroom.discussed import STYLE as DISCUSSED_STYLE
from quiz.classroom.discussed import discussed
from quiz.classroom.next_steps import Step, next_steps
from quiz.classroom.plots import sureness_plot, telling_plot
from quiz.classroom.question import QuestionResult
from quiz.classroom.question_words import (
    broken_in_words,
    ended,
    facility,
    pulled,
    tells,
    title,
    why_broken,
)
from quiz.classroom.reader_words import files_to_look_at, handed_in, who_handed_in
from quiz.classroom.reported import Report
from quiz.classroom.sentences import (
    CHECK,
    NOTHING_TO_DISCUSS,
    about_figures,
    all_in_short,
    how_reliable,
    of_whom,
    page_title,
    practise_next,
    remarked,
    reworded,
    skills,
    told,
    untold,
)
from quiz.classroom.sureness_words import advice_on_sureness, how_sure, leaning
from quiz.classroom.talk_words import is_anybody_in_need, others_in_need, talk_lines, who
from quiz.drawn import legend
from quiz.markup import END, escaped, head

STYLE = """
:root { color-scheme: light; --ink: #222; --paper: #fff; --rule: #bbb; --muted: #595959;
  --zone: #dfe8e1; --right: #1e6b2e; --wrong: #a11b1b; }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --ink: #e6e2da; --paper: #1b1a18; --rule: #57534d; --muted: #b0a99f;
    --zone: #2c3b30; --right: #8fd19e; --wrong: #ff9c93; } }
body { max-width: 54rem; color: var(--ink); background: var(--paper); }
.right { color: var(--right); } .wrong { color: var(--wrong); }
figcaption, .muted { color: var(--muted); font-size: .9em; font-style: normal; }
article, figure, blockquote { border-color: var(--rule); }
table { border-collapse: collapse; width: 100%; font-size: .9em; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-top: 1px solid var(--rule); }
thead { display: table-header-group; } thead th { border-top: 0; } tbody { break-inside: avoid; }
tr.note td { border-top: 0; padding-top: 0; }
th[scope=row] { font-weight: normal; min-width: 8rem; }
th code { font-size: .85em; color: var(--muted); overflow-wrap: anywhere; }
td:last-child { min-width: 12rem; }
.wide { overflow-x: auto; } @media print { .wide { overflow: visible; } }
td.figure { white-space: nowrap; }
h2, h3, .muted { break-after: avoid; } h2 { margin-top: 2rem; }
.plots { display: flex; flex-wrap: wrap; gap: 1rem; }
.plots figure { flex: 1 1 20rem; margin: 0; border: 0; padding: 0; break-inside: avoid; }
svg { width: 100%; height: auto; max-width: 30rem; }
svg text { fill: var(--ink); font: 11px serif; }
.axis { stroke: var(--rule); } .zone { fill: var(--zone); } .range { stroke: var(--ink); }
.dot { fill: var(--muted); } .broken { fill: var(--wrong); } .hot { fill: var(--ink); }
li { margin: .2rem 0; } ul { font-size: inherit; } .small { font-size: .85em; }
.talk, .about { break-inside: avoid; } .talk p { margin: .6rem 0 0; font-weight: bold; }
.talk ul { margin: .2rem 0 .6rem 1rem; }
.columns ul { columns: 2 20rem; column-gap: 2rem; }
.todo ol { margin: 0; padding-left: 1.4rem; }
.todo li { margin: .5rem 0; break-inside: avoid; }
.todo li p { margin: .1rem 0; } .todo li p:first-child { font-weight: bold; }
.how, .of { color: var(--muted); } .how code { color: var(--ink); overflow-wrap: anywhere; }
.of { margin-top: -.6rem; }
.todo, .files { border: 1px solid var(--rule); padding: .2rem 1rem .4rem; margin: 1rem 0; }
.todo h2, .files h2 { margin: .4rem 0; font-size: 1.1rem; }
@media print { figure, .todo, .files { margin-right: 1px; } svg { max-width: 19rem; } }
"""


def page(report: Report) -> Iterator[str]:
    """The page, in pieces."""
    results = report.results
    yield head(page_title(results), "en", STYLE + DISCUSSED_STYLE, maker="quiz class")
    yield _line(of_whom(report), "of")
    yield _line(all_in_short(report))
    if todo := "".join(map(_step, next_steps(report))):
        yield f'<div class="todo"><h2>What to do next</h2>\n<ol>\n{todo}</ol></div>\n'
    if wrong := _list(files_to_look_at(report)):
        yield f'<div class="files"><h2>Files to look at</h2>\n{wrong}</div>\n'
    if results.answers or is_anybody_in_need(results):
        yield from _talk_to(report)
    if report.changes is not None:
        yield f"<h2>Judged again</h2>\n{_list(remarked(report))}"
    if results.answers:
        yield from _discuss(report)
        yield from _questions(report)
        yield from _sureness(report)
        yield f"<h2>Skills, the weakest first</h2>\n{_list(skills(results))}"
        yield _line(practise_next(results))
    yield f"<h2>Handed in</h2>\n{_list(handed_in(report))}"
    yield f'<div class="columns">{_list(who_handed_in(report))}</div>\n'
    if results.answers:
        yield '<section class="about"><h2>About the figures</h2>\n'
        for text in about_figures(results):
            yield _line(text, "small")
        yield "</section>\n"
    yield END


def _discuss(report: Report) -> Iterator[str]:
    results = report.results
    discuss = [discussed(each, results, place) for place, each in enumerate(results.discuss, 1)]
    check = [
        "".join(_line(line, "note") for line in broken_in_words(each)) + discussed(each, results)
        for each in results.check_first
    ]
    yield f"<h2>Discuss first</h2>\n{legend(''.join((*discuss, *check)))}"
    if not discuss:
        yield _line(NOTHING_TO_DISCUSS)
    yield from discuss
    if check:
        yield f"<h2>{CHECK}</h2>\n"
        yield from check


def _questions(report: Report) -> Iterator[str]:
    results = report.results
    yield "<h2>The questions, fewest right first</h2>\n"
    yield telling_plot(results)
    yield '<div class="wide"><table>\n<thead><tr>'
    for heading in (
        "Question", "Right", "Tells strong from weak", "Sure and wrong", "Left out", "Pulled by",
    ):  # fmt: skip
        yield f'<th scope="col">{heading}</th>'
    yield "</tr></thead>\n"
    for place, each in enumerate(told(results), 1):
        yield _row(place, each)
    yield "</table></div>\n"
    yield _line(untold(results))
    yield _line(reworded(results))


def _row(place: int, each: QuestionResult) -> str:
    """A question in the table; below it, across all columns, why it may be broken."""
    cells = [facility(each), tells(each), str(each.sure_and_wrong), str(each.left_out)]
    # An interval goes below its figure, which leaves room for words.
    figures = "".join(
        f'<td class="figure">{escaped(cell).replace(" (", "<br>(", 1)}</td>' for cell in cells
    )
    pulls = "<br>".join(map(escaped, pulled(each)))
    name = f"{escaped(title(each))} <code>{escaped(each.id)}</code>"
    row = f'<tr><th scope="row">{place}. {name}</th>{figures}<td>{pulls}</td></tr>'
    broken = "".join(
        f'<tr class="note"><td colspan="6"><b class="wrong">{place} may be broken:</b> '
        f"{escaped(ended(why))}</td></tr>"
        for why in why_broken(each)
    )
    return f"<tbody>{row}{broken}</tbody>\n"


def _sureness(report: Report) -> Iterator[str]:
    results = report.results
    yield "<h2>How sure, and how often right</h2>\n"
    yield sureness_plot(results)
    yield _list(map(how_sure, results.sureness))
    yield from map(_line, map(advice_on_sureness, results.sureness))
    yield _list(leaning(results))


def _talk_to(report: Report) -> Iterator[str]:
    yield f"<h2>Talk to</h2>\n{_line(how_reliable(report.results))}"
    for each in report.results.talk_first:
        about, *lines = talk_lines(each, report)
        yield f'<div class="talk">{_line(about)}{_list(lines)}</div>\n'
    yield _list(others_in_need(report))
    yield _line(who(report))


def _step(each: Step) -> str:
    say = _line(each.say, "say")
    command = f"<code>{escaped(each.command)}</code>"
    how = f'<p class="how">{escaped(each.how)}: {command}</p>\n' if each.command else ""
    return f"<li>{_line(each.what)}{say}{how}</li>\n"


def _line(text: str, kind: str = "") -> str:
    of_kind = f' class="{kind}"' if kind else ""
    return f"<p{of_kind}>{escaped(text)}</p>\n" if text else ""


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escaped(line)}</li>\n" for line in lines)
    return f"<ul>\n{items}</ul>\n" if items else ""
