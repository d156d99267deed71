"""A profile as a page: one list of sections, each in words alone and with a chart."""

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from textwrap import indent

from msgspec import Struct
from msgspec.structs import replace

from quiz.bank.kinds import PARTLY, WRONG
from quiz.play.mark import Certainty, points
from quiz.play.stakes import best_for_ears, best_in_words, points_in_words, signed, signed_marks
from quiz.record.answers import RoundSummary
from quiz.record.measures import FEW, MANY, PAYS, Calibration, Standing, percent
from quiz.record.profile import SHOWN, GroupStanding, Profile, outcome
from quiz.record.review import date_of, day_in_words, near_day
from quiz.text import day_in_full, day_in_short, fitted, wrapped
from quiz.words import figures, phrase, say, say_n

NARROWEST, WIDEST = 20, 72
"""The columns of a page: fewer leave no room for a chart, and longer lines are hard to read."""

WEEK = 7
"""How many days are named on which questions come back, today among them; the rest are later."""
TOO_FEW = phrase("Answer five on a skill and you'll see how you're doing.")
"""What stands in for the figures on skills until there are enough answers."""
_TOO_FEW_HERE = phrase("One round is too short to tell: My progress counts all your answers.")
"""The same at the end of a round, which counts that round alone."""
SURE_AND_WRONG = phrase("Sure but not right: look here first")
_SURENESS, WHERE = phrase("How sure, and how often right"), phrase("Where you stand")
_TRUST, _LOOKED = phrase("Trust and doubt"), phrase("The sources")
_NONE = phrase("No answers yet")
_SEE_HERE = phrase("Once you've finished a round, you'll see here how it went.")


class Section(Struct, frozen=True):
    """A section of the page, left out if it is empty."""

    english: str
    words: Callable[[Profile], Iterable[str]]
    """Its lines in words alone, for a screen reader."""
    lines: Callable[[Profile, int], list[str]]
    """Its lines at a width, with its chart if it has one."""

    @property
    def heading(self) -> str:
        """Its heading in the language that is spoken."""
        return say(self.english)


def sections(profile: Profile, width: int = WIDEST) -> list[tuple[str, list[str]]]:
    """The headings of the page at a width, each with its lines."""
    width = max(NARROWEST, min(width, WIDEST))
    if not profile.answers:
        return [(say(_NONE), _wrap(say(_SEE_HERE), width))]
    drawn = [(each.heading, each.lines(profile, width)) for each in _SECTIONS]
    return [(heading, lines) for heading, lines in drawn if lines]


def profile_lines(profile: Profile) -> Iterator[str]:
    """The lines of a profile in words alone, in the order of the page."""
    if not profile.answers:
        yield f"{say(_NONE)}. {say(_SEE_HERE)}"
        return
    for number, section in enumerate(_SECTIONS):
        if words := [*section.words(profile)]:
            yield from (*([""] if number else []), section.heading, *map(heard, words))


def heard(line: str) -> str:
    """A line with its signs in words, for those who listen."""
    return line.replace("−", say("minus {n}", n="")).replace("d′", say("d prime"))


def summary(profile: Profile) -> list[tuple[str, list[str]]]:
    """What a report begins with: how often right, by skill and by certainty; the leaning."""
    chosen = (_SHORT, _STANDING, _CALIBRATION, _APART, _LEANING)
    worded = [(each.heading, [line.strip() for line in each.words(profile)]) for each in chosen]
    return [(heading, lines) for heading, lines in worded if lines]


def end_sections(profile: Profile) -> list[tuple[str, list[str]]]:
    """The sections for the end of a round in words, without what its first lines have said."""
    sure = [each for each in profile.calibrations if each.n >= FEW]
    sections = [
        (say("Back again"), [profile.came_back]),
        (say(_SURENESS), [_fits_here(each) for each in sure]),
        (say(WHERE), [*_standings(profile)] or [say(_TOO_FEW_HERE)]),
    ]
    if profile.leaning.trust + profile.leaning.doubt >= FEW:
        sections.append((say(_TRUST), [profile.leaning.words]))
    if profile.looked:
        sections.append((say(_LOOKED), [_looked(profile)]))
    return [(heading, lines) for heading, lines in sections if any(lines)]


def _fits_here(each: Calibration) -> str:
    """How a certainty went in one round, in short: few answers say little."""
    earned = {certainty: points(each.share, certainty) for certainty in Certainty}
    best = max(earned, key=lambda certainty: (earned[certainty], certainty is Certainty.FAIRLY))
    fits = say("That fits.")
    if earned[best] > earned[each.certainty] and each.n < MANY:
        fits = say("Too early to tell.")  # My progress says that it may be luck
    elif earned[best] > earned[each.certainty] and best > each.certainty:
        fits = say("Going by these few, you could be surer.")
    elif earned[best] > earned[each.certainty]:
        fits = say("Going by these few, you're a bit too sure.")
    return f"{each.certainty.word}: {_right(each)}. {fits}"


def end_lines(profile: Profile) -> Iterator[str]:
    """The same for those who listen."""
    for heading, lines in end_sections(profile):
        yield from ("", heading, *(f"  {line}" for line in lines))


def in_short(profile: Profile) -> str:
    """A sentence on how many answers there are, and how many were right."""
    right = profile.right
    if profile.total == 1:
        share = max(each.share for each in profile.calibrations)
        return say("You've given one answer; it was {outcome}.", outcome=outcome(share))
    answers = say_n(profile.answers, "{n} answer", "{n} answers")
    if profile.answers == profile.total:
        return say_n(
            right,
            "Of your {answers}, {n} was right.",
            "Of your {answers}, {n} were right.",
            answers=answers,
        )
    return say_n(
        right,
        "Of your latest {answers} ({total} in all), {n} was right.",
        "Of your latest {answers} ({total} in all), {n} were right.",
        answers=answers,
        total=figures(profile.total),
    )


def scale(
    low: float, value: float, high: float, width: int, zone: tuple[float, float] | None = None
) -> str:
    """A scale from 0 to 100%: the share as ●, its interval as ├─┤, a zone as ░, both as ═."""

    def within(low: float, high: float) -> range:
        return range(column(low), column(high) + 1)

    def column(share: float) -> int:
        return round(share * (width - 1))

    shaded, likely = within(*zone) if zone else (), within(low, high)
    signs = {(False, False): "·", (True, False): "░", (False, True): "─", (True, True): "═"}
    cells = [signs[at in shaded, at in likely] for at in range(width)]
    cells[column(low)], cells[column(high)], cells[column(value)] = "├", "┤", "●"
    return "".join(cells)


def ticks(width: int) -> str:
    """The numbers above a scale, in per cent, without those that there is no room for."""
    cells = [" "] * width
    for tick in (0, 100, 50, 80):  # the ends first
        label = f"{tick}"
        start = round(tick / 100 * (width - 1)) - len(label) // 2
        start = max(0, min(start, width - len(label)))
        end = start + len(label)
        if "".join(cells[max(0, start - 1) : end + 1]).isspace():
            cells[start:end] = label
    return "".join(cells)


def _indented(text: str) -> list[str]:
    return [f"  {text}"] if text else []


def _sure_and_wrong_words(profile: Profile) -> Iterator[str]:
    for missed in profile.sure_and_wrong[:SHOWN]:
        yield indent(missed.name, "  ")
        if missed.share > 0:
            yield f"    {', '.join(filter(None, (say('Partly right'), missed.partly)))}."
    yield from _indented(_and_more(profile))


def _sure_and_wrong_lines(profile: Profile, width: int) -> list[str]:
    lines: list[str] = []
    for missed in profile.sure_and_wrong[:SHOWN]:
        first, *rest = filter(None, wrapped([missed.name], width - 2))
        lines.append(f"{PARTLY if missed.share > 0 else WRONG} {first}")
        if rest[1:]:
            rest = [f"{next(wrapped(rest, width - 4))} …"]
        lines += [f"  {line}" for line in rest]
    return [*lines, *_indented(_and_more(profile))]


def _and_more(profile: Profile) -> str:
    """How many more were sure but not right than are shown; empty if all are."""
    more = len(profile.sure_and_wrong) - SHOWN
    return say("and {n} more", n=more) if more > 0 else ""


def _right(each: Calibration) -> str:
    """How many answers are right, and in brackets how many if parts are counted.

    Only from `FEW` on is anything said of their share, which counts the parts.
    """
    parts = each.share * each.n
    right = say("{n} of {all} right", n=each.right, all=each.n)
    if parts > each.right + 0.05 and each.n >= FEW:
        return say("{right} ({n} with parts)", right=right, n=figures(parts, decimals=1))
    return right


def _calibration_words(profile: Profile) -> Iterator[str]:
    for each in profile.calibrations:
        if each.n:
            count = f"{each.certainty.word}: {_right(each)}"
            if each.n >= FEW:
                count += f", {_likely(each.low, each.high)}"
            yield f"  {count}. {_pays(best_for_ears(each.certainty))} {_says(each)}".rstrip()
    if early := _too_early(profile):
        yield f"  {early}"


def _says(each: Calibration) -> str:
    """What the answers of a certainty say, if there are enough of them."""
    return each.words if each.n >= FEW else ""


def _too_early(profile: Profile) -> str:
    """What is said once of all certainties with too few answers; empty if none has too few."""
    if not any(0 < each.n < FEW for each in profile.calibrations):
        return ""
    return say("With fewer than {few} answers, it's too early to say more.", few=FEW)


def _calibration_lines(profile: Profile, width: int) -> list[str]:
    lines = []
    wide = width >= 60  # noqa: PLR2004 - room for the chart and the words side by side
    columns = 24 if wide else width - 9
    charts = {
        each.certainty: scale(each.low, each.share, each.high, columns, each.best)
        for each in profile.calibrations
        if each.n >= FEW
    }
    if charts:
        lines.append(f"{'':9}{ticks(columns)}%"[:width].rstrip())
    for each in profile.calibrations:
        head = f"{each.certainty.word:<8}"
        count = _right(each) if each.n else say("none yet")
        if each.certainty not in charts:
            lines += _wrap(f"{head} {count}. {_says(each)}".rstrip(), width)
            continue
        head = f"{head} {charts[each.certainty]}"
        lines += [f"{head}  {count}"] if wide else [head, f"{'':9}{count}"]
        lines += _wrap(f"{_pays(best_in_words(each.certainty))} {each.words}", width, 9)
    return [*lines, *_wrap(_legend(charts.values()), width), *_wrap(_too_early(profile), width)]


def _legend(charts: Iterable[str]) -> str:
    """What the signs in some charts mean, without those that are in none."""
    drawn = set("".join(charts))
    if "═" in drawn:
        drawn |= {"├", "░"}  # which it says are both there
    meant = {
        "●": say("● your share of right answers"),
        "├": say("├─┤ its likely range"),
        "░": say("░ where this choice earns most"),
        "═": say("═ both"),
    }
    parts = [words for sign, words in meant.items() if sign in drawn]
    return f"{'; '.join(parts)}." if parts else ""


def _pays(best: str) -> str:
    return say("Earns most when {best} are right.", best=best)


def _likely(low: float, high: float) -> str:
    return say("likely {low} to {high}%", low=percent(low), high=percent(high))


def _standing_words(profile: Profile) -> Iterator[str]:
    if not (standings := [*_standings(profile)]):
        yield f"  {say(TOO_FEW)}"
        return
    yield from (f"  {line}" for line in standings)
    likely = say(
        "“Likely” says where your share of right answers would lie if you went on like this; "
        "with fewer than {few} answers, nobody can say.",
        few=FEW,
    )
    yield f"  {likely}"
    groups = known(profile)
    skills = [skill.standing for group in groups for skill in group.skills]
    if any(each.verdict for each in (*skills, *(group.standing for group in groups))):
        strong = say(
            "“Strong” means that all of this lies above {pays}%, “weak” that it lies below.",
            pays=percent(PAYS),
        )
        yield f"  {strong}"


def _standings(profile: Profile) -> Iterator[str]:
    """The groups and skills with enough answers in words, a line each."""
    for group in known(profile):
        yield f"{group.name} {_in_words(group.standing)}."
        yield from (f"  {skill.name}: {_in_words(skill.standing)}." for skill in group.skills)


def known(profile: Profile) -> list[GroupStanding]:
    """The groups and their skills that have enough answers to be in a table."""
    return [
        replace(group, skills=tuple(each for each in group.skills if each.standing.n >= FEW))
        for group in profile.groups
        if group.standing.n >= FEW
    ]


def _in_words(standing: Standing) -> str:
    count = say("{n} of {all} right", n=standing.right, all=standing.n)
    return f"{count}, {likely(standing)}"


def likely(standing: Standing) -> str:
    """The likely range of the share of right answers, and whether that is strong or weak."""
    words = _likely(standing.low, standing.high)
    return f"{words}, {say(standing.verdict)}" if standing.verdict else words


def _standing_lines(profile: Profile, width: int) -> list[str]:
    if not (groups := known(profile)):
        return _wrap(say(TOO_FEW), width)
    lines: list[str] = []
    wide = width >= 66  # noqa: PLR2004 - room for a name, the chart and the words in one line
    columns = 14 if wide else width - 2
    for group in groups:
        lines += _wrap(f"{group.name}  {group.standing.words}", width)
        for skill in group.skills:
            standing = skill.standing
            share = standing.right / standing.n
            chart = scale(standing.low, share, standing.high, columns)
            if wide:
                lines.append(f"  {fitted(skill.name, 20)} {chart} {standing.words}")
            else:
                lines += [*_wrap(f"{skill.name}: {standing.words}", width, 2), f"  {chart}"]
    note = say(
        "In brackets, and as ├─┤: the likely range of your share of right answers, if you went on "
        "like this. From {many} answers on, “strong” and “weak” mean that all of it is above or "
        "below {pays}%, where “fairly” begins to pay off.",
        many=MANY,
        pays=percent(PAYS),
    )
    return [*lines, *_wrap(note, width)]


def _apart(profile: Profile) -> str:
    """How well claims are told apart, once enough were judged."""
    return "" if profile.discernment.low is None else profile.discernment.words


def _leaning(profile: Profile) -> str:
    """The bias, and how wrong answers erred; from these alone, a leaning where there is no bias."""
    errors = profile.leaning
    if profile.bias.low is None:
        few = 0 < errors.trust + errors.doubt < FEW
        return errors.count if few else errors.words
    return f"{profile.bias.words} {errors.words if profile.bias.value is None else errors.count}"


def _looked(profile: Profile) -> str:
    if profile.looked is None:
        return ""
    if not profile.looked:
        return say("Before you answer, s shows who is behind a piece.")
    if profile.looked == profile.answers:
        return say("You always checked who was behind the piece before you answered.")
    return say(
        "You checked who was behind the piece before {n} of your {all} answers.",
        n=figures(profile.looked),
        all=figures(profile.answers),
    )


def _rounds_words(profile: Profile) -> Iterator[str]:
    yield from (f"  {round_in_words(each)}." for each in _begun(profile))


def round_in_words(past: RoundSummary) -> str:
    """A round for those who listen: when it was, how much was right, and its marks."""
    on = past.began.astimezone()
    kind = f", {say('an exam')}" if past.exam else ""
    end = "" if past.over else f", {say('not finished')}"
    return f"{day_in_full(on.date())}, {on:%H:%M}{kind}: {past.went(points_in_words)}{end}"


def _rounds_lines(profile: Profile, width: int) -> list[str]:
    return [line for each in _begun(profile) for line in _wrap(round_line(each, width), width)]


def round_line(past: RoundSummary, width: int) -> str:
    """A round in a line: when it was, how much was right, its marks, and what there is room for."""
    began = past.began.astimezone()
    when = day_in_short(began.date())
    kind, count = f", {say('an exam')}" if past.exam else "", past.went(signed)
    if past.right is None:
        lines = [f"{began:%H:%M}  {count}{kind}", f" {count}{kind}"]
    else:
        filled = round(10 * past.right / past.answered)
        bar = "━" * filled + "·" * (10 - filled)
        marks = past.went(signed_marks)
        more = kind if past.over else f", {say('not finished')}"
        lines = [f"{began:%H:%M}  {bar}  {marks}{more}", f"{began:%H:%M}  {bar}  {marks}"]
        lines += [f" {bar}  {marks}", f" {marks}", f" {count}"]
    shortest = count.partition(",")[0]
    fit = (each for each in lines if len(when) + len(each) < width)
    return f"{when} {next(fit, f' {shortest}')}"


def _begun(profile: Profile) -> list[RoundSummary]:
    """The newest rounds with an answer, the last one first."""
    return [each for each in reversed(profile.rounds) if each.answered][:SHOWN]


def _coming_words(profile: Profile) -> Iterator[str]:
    if coming := _coming(profile, day_in_words):
        parts = (f"{count} {when}" for when, count in coming.items())
        yield f"  {', '.join(parts)}."


def _coming_lines(profile: Profile, width: int) -> list[str]:
    coming = _coming(profile, lambda day, today: near_day(day, today) or date_of(day, today))
    days = max(map(len, coming), default=0)
    most = max(coming.values(), default=1)
    room = min(24, width - days - 7)  # beside the day and the number
    return [
        f"{when:<{days}}  {'━' * math.ceil(room * count / most)} {count}"
        for when, count in coming.items()
    ]


def _coming(profile: Profile, name: Callable[[date, date], str]) -> dict[str, int]:
    """How many questions come back on each of the next days, by its name, and later.

    `name` takes a day and today.
    """
    if profile.today is None:
        return {}
    coming: dict[str, int] = {}
    for on, count in profile.coming.items():
        soon = (on - profile.today).days < WEEK
        when = name(on, profile.today) if soon else say("later")
        coming[when] = coming.get(when, 0) + count
    return coming


def _wrap(text: str, width: int, indent: int = 0) -> list[str]:
    return [*wrapped([f"{'':{indent}}{text}"] if text else [], width)]


def _text(english: str, words: Callable[[Profile], str]) -> Section:
    """A section that has no chart, and so the same words in both forms."""
    return Section(
        english,
        lambda profile: _indented(words(profile)),
        lambda profile, width: _wrap(words(profile), width),
    )


_SHORT = Section(
    phrase("In short"),
    lambda profile: [*_indented(in_short(profile)), *_indented(profile.came_back)],
    lambda profile, width: _wrap(in_short(profile), width),
)
_CALIBRATION = Section(_SURENESS, _calibration_words, _calibration_lines)
_STANDING = Section(WHERE, _standing_words, _standing_lines)
_APART = _text(phrase("Telling claims apart"), _apart)
_LEANING = _text(_TRUST, _leaning)
_SOURCES = _text(_LOOKED, _looked)
_SECTIONS = (
    _SHORT,
    Section(SURE_AND_WRONG, _sure_and_wrong_words, _sure_and_wrong_lines),
    Section(phrase("Coming back"), _coming_words, _coming_lines),
    _text(phrase("What to practise next"), lambda profile: profile.why and f"{profile.why}."),
    _CALIBRATION,
    _STANDING,
    _APART,
    _LEANING,
    _SOURCES,
    Section(phrase("Rounds"), _rounds_words, _rounds_lines),
)
