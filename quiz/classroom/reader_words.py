"""What is said of who handed in, who didn't, and whose file has something wrong."""

from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from quiz.classroom.question_words import ended
from quiz.classroom.reader import ReaderResult
from quiz.classroom.received import (
    MOST_TOLD,
    Trouble,
    copies_in_words,
    in_lines,
    unread_in_words,
)
from quiz.classroom.reported import Report
from quiz.text import close_match, counted, folded, in_a_row, one_line, plural

MOST_NAMED = 20
"""How many of those are named who need the same."""


def reader_label(each: ReaderResult, report: Report) -> str:
    """The name of a reader, with others that they handed in under, or else the number.

    Where readers are named, one who gave no name is known by the file, or by the folder it is in.
    """
    if report.names and not each.name and report.files and each.id in report.files.nameless:
        file = "/".join(Path(report.files.nameless[each.id]).parts[-2:])
        return one_line(f"reader {each.number} ({file})")
    if not report.names or not each.name:
        return f"reader {each.number}"
    if (whole := all_names(each, report)) != each.name:
        return whole
    twice = sum(other.name == each.name for other in report.results.readers) > 1
    return f"{each.name} ({each.number})" if twice else each.name


def labels(readers: Sequence[ReaderResult], report: Report) -> str:
    """The first `MOST_NAMED` of some readers in a row, and how many more there are."""
    some = [reader_label(each, report) for each in readers[:MOST_NAMED]]
    if (more := len(readers) - MOST_NAMED) > 0:
        some.append(counted(more, "more reader"))
    if (between := comma_between(some)) == ", ":
        return in_a_row(some)
    *others, last = some
    return f"{between.join(others)}{between}and {last}" if others else last


def all_names(each: ReaderResult, report: Report) -> str:
    """The name of a reader, with others that they handed in under; empty if they gave none."""
    others = report.files.others.get(each.id) if report.files else None
    return f"{each.name} (also {_row(others)})" if others else each.name


def missing(report: Report) -> Iterator[str]:
    """Who of the class hasn't handed in, as far as is known, and who isn't on the list."""
    if idle := report.results.idle:
        ask = labels(idle, report) if report.names else counted(len(idle), "reader")
        yield f"Ask {ask} for these rounds: what they handed in has none of them."
    if (known := report.expected) is None:
        return
    if known.missing:
        n = len(known.missing)
        named = [_perhaps(each, known.unlisted if report.names else ()) for each in known.missing]
        yield ended(f"Not handed in by {n} of {known.n}: {_row(named)}")
    else:
        yield f"All {known.n} on the list have handed in."
    if known.unlisted:
        names = f": {_row(known.unlisted)}" if report.names else ""
        n = len(known.unlisted)
        yield ended(f"{counted(n, 'reader')} with a name that isn't on the list{names}")
    for each in known.together:
        yield f"From one history, so they count as one reader: {_row(each)}."
    if known.nameless:
        yield f"{counted(known.nameless, 'reader')} handed in without a name."


def _row(names: Sequence[str]) -> str:
    """Names one after the other, so that one with a comma is seen to be one."""
    return comma_between(names).join(names)


def comma_between(names: Iterable[str]) -> str:
    """What stands between names: a comma or, if one has a comma in it, a semicolon."""
    return "; " if any("," in each for each in names) else ", "


def _perhaps(name: str, unlisted: Sequence[str]) -> str:
    """A name on the list, with one that was handed in under and may be meant for it."""
    *_, given = map(str.strip, folded(name).split(","))  # “Miller, Ann” is called Ann
    first = (given or folded(name)).split()[0]
    alike = {folded(each): each for each in unlisted}
    same = [each for key, each in alike.items() if key.split()[0].rstrip(".,") == first]
    near = close_match(folded(name), [*alike])
    meant = same[0] if len(same) == 1 else alike.get(near or "")
    return f"{name} (or is that “{meant}”?)" if meant else name


def files_to_look_at(report: Report) -> Iterator[str]:
    """What is wrong with files: with names, a line for the first of them, or else for each fault.

    Readers whose file was changed are named in any case.
    """
    left_out = [each for each in report.troubles if each.left_out]
    if report.names:
        named = [*map(_within_folder, report.troubles)]
        yield from (f"{line}." for line in in_lines(named))
    elif left_out:
        yield f"{counted(len(left_out), 'file')} left out, so their answers don't count:"
        for what, n in Counter(each.what for each in left_out).most_common(MOST_TOLD):
            yield f"{counted(n, 'file')}, {plural(n, 'which', 'each of which')} {what}."
    if report.files and (unread := unread_in_words(report.files, names=report.names)):
        yield f"{unread}."
    changed = [each for each in report.results.readers if not each.check]
    if changed and not report.names:
        some = ", ".join(reader_label(each, report) for each in changed[:MOST_TOLD])
        more = f" and {len(changed) - MOST_TOLD} more" if len(changed) > MOST_TOLD else ""
        yield f"Changed after it was made, and counted: the file of {some}{more}."


def _within_folder(each: Trouble) -> Trouble:
    """The same of a file by its folder and its name alone."""
    parts = Path(each.file).parts
    before = f"{Path(*parts[:-2])}/" if len(parts) > 3 else ""  # noqa: PLR2004 - a root and these
    file, what = (text.removeprefix(before) for text in (each.file, each.what))
    return replace(each, file=file, what=what.replace(f" {before}", " ") if before else what)


def handed_in(report: Report) -> Iterator[str]:
    """How many handed in, and how lately."""
    readers = report.results.readers
    if report.files and (copies := copies_in_words(report.files, names=report.names)):
        yield f"{copies}."
    if readers:
        files = f"{counted(report.files.n, 'file')} from " if report.files else ""
        idle = len(report.results.idle)
        those = f", {len(readers):,} of them with a round that counts" if idle else ""
        newest = day_of(max(each.handed_in for each in readers))
        words = " At the end of each line is the check word." if report.names else ""
        who = counted(len(readers) + idle, "reader")
        yield f"{files}{who}{those}, the newest from {newest}.{words}"


def who_handed_in(report: Report) -> Iterator[str]:
    """A line for each reader if they are named, in the order of their names."""
    if not report.names:
        return
    for each in sorted(report.results.readers, key=lambda each: (folded(each.name), each.number)):
        day = day_of(each.handed_in, letters=3)
        what = f"{counted(each.n, 'answer')}, {each.right} right, {day}"
        word = each.check or "changed after it was made"
        yield f"{reader_label(each, report)}: {what}, {word}"


def day_of(moment: datetime, letters: int | None = None) -> str:
    """The day of a time, on this machine's clock, with so many letters of its month."""
    local = moment.astimezone()
    return f"{local.day} {month_name[local.month][:letters]} {local.year}"
