"""What is said of how sure a class was, and of which way its wrong answers lean."""

from collections.abc import Iterator

from quiz.classroom.question_words import between
from quiz.classroom.results import Results, Sureness
from quiz.play.mark import BEST_WITHIN, Certainty
from quiz.record.measures import FEW, SOME, percent
from quiz.text import counted, plural

FITS, CLOSE = "fine", "too close to call"
SURER, KNOW_MORE = "they were surer than they should have been", "they know more than they think"
"""Whether how sure they were goes with how often they were right."""
_ADVICE = {
    (Certainty.SURE, SURER): "before anyone says “sure”, they name one thing that would change "
    "their mind",
    (Certainty.FAIRLY, SURER): "before anyone says “fairly”, they say why; who can't, says “guess”",
    (Certainty.FAIRLY, KNOW_MORE): "after “fairly”, they say what is missing for “sure”; often "
    "nothing was",
    (Certainty.GUESS, KNOW_MORE): "after a guess, they say what spoke for it; it was often enough",
}
"""What to practise."""


def _verdict(each: Sureness) -> str:
    """Whether how sure they were goes with how often they were right."""
    least, most = BEST_WITHIN[each.certainty]
    if each.high < least:
        return SURER
    if each.low > most:
        return KNOW_MORE
    return FITS if least <= each.low and each.high <= most else CLOSE


def how_sure(each: Sureness) -> str:
    """How often answers of one certainty were right, and whether that is where it pays."""
    word = f"“{each.certainty.name.lower()}”"
    if each.n < FEW:
        return f"They said {word} {plural(each.n, 'once', f'{each.n} times')}: too few to say."
    likely = f"{each.right:,} of {each.n:,}; likely {between(each.low, each.high)}"
    share = f"{percent(each.share)}% were right"
    return f"When they said {word}, {share}: {_verdict(each)} ({likely})."


def advice_on_sureness(each: Sureness) -> str:
    """What to practise; empty if nothing stands out."""
    advice = _ADVICE.get((each.certainty, _verdict(each))) if each.n >= FEW else None
    return f"Practise this: {advice}." if advice else ""


def not_as_it_should_be(results: Results) -> Iterator[tuple[str, str]]:
    """What stands out of how sure they were, without intervals, each with what to practise."""
    for each in results.sureness:
        if advice := advice_on_sureness(each):
            said = f"When they said “{each.certainty.name.lower()}”"
            yield f"{said}, {percent(each.share)}% were right: {_verdict(each)}.", advice


def leaning(results: Results) -> Iterator[str]:
    """Whether wrong answers believed or dismissed too much, and how claims were judged."""
    trust, doubt = results.leaning.trust, results.leaning.doubt
    n = trust + doubt
    if n < FEW:
        yield "Whether the class leans to trust or to doubt: too few wrong answers to say."
    else:
        low, high = results.leaning.low, results.leaning.high
        expected = results.leaning.by_chance
        by_chance = round(expected * n)
        blind = f"blind picks would give {by_chance:,} and {n - by_chance:,}"
        says = f"no clear leaning, as {blind}"
        if n >= SOME and low > expected:
            says = f"the class leans to trust, as {blind}; ask what would have to be shown"
        elif n >= SOME and high < expected:
            says = f"the class leans to doubt, as {blind}; ask what speaks for a claim, too"
        yield (
            f"{trust:,} of {counted(n, 'wrong pick')} believed too much, and {doubt:,} too little: "
            f"{says}."
        )
    claims = results.leaning.judged
    if claims.supported >= FEW and claims.unsupported >= FEW:
        doubted, believed = claims.misses, claims.false_alarms
        chance = results.leaning
        yield (
            f"Of {claims.supported:,} claims that the sources bear out, they believed "
            f"{claims.hits:,}, doubted {doubted:,}, and picked something else for "
            f"{claims.supported - claims.hits - doubted:,}. Of {claims.unsupported:,} that they "
            f"don't bear out, they rejected {claims.correct_rejections:,}, believed {believed:,}, "
            "and picked something else for "
            f"{claims.unsupported - claims.correct_rejections - believed:,}. As many blind picks "
            f"among the wrong answers would have doubted {round(chance.doubted_by_chance):,} and "
            f"believed {round(chance.believed_by_chance):,}."
        )
