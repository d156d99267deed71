"""What is said of how sure a class was, and of which way its wrong answers lean."""

from collections.abc import Iterator

from quiz.classroom.question_words import between
from quiz.classroom.results import Results, Sureness
from quiz.play.mark import BEST_WITHIN, Certainty
from quiz.record.measures import FEW, SOME, percent
from quiz.text import counted, plural


def how_sure(each: Sureness) -> str:
    """How often answers of one certainty were right, and whether that is where it pays."""
    word = f"“{each.certainty.name.lower()}”"
    if each.n < FEW:
        return f"They said {word} {plural(each.n, 'once', f'{each.n} times')}: too few to say."
    least, most = BEST_WITHIN[each.certainty]
    says = "too close to call"
    if each.high < least:
        says = "they were surer than they should have been"
    elif each.low > most:
        says = "they know more than they think"
    elif least <= each.low and each.high <= most:
        says = "fine"
    likely = f"{each.right:,} of {each.n:,}; likely {between(each.low, each.high)}"
    return f"When they said {word}, {percent(each.share)}% were right: {says} ({likely})."


def advice_on_sureness(results: Results) -> str:
    """What to practise; empty if nothing stands out."""
    sure = results.sureness[-1]
    if sure.n >= FEW and sure.high < BEST_WITHIN[Certainty.SURE][0]:
        return (
            "Practise this: before anyone says “sure”, they name one thing that would change "
            "their mind."
        )
    guess = results.sureness[0]
    if guess.n >= FEW and guess.low > BEST_WITHIN[Certainty.GUESS][1]:
        return "Practise this: after a guess, they say what spoke for it; it was often enough."
    return ""


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
