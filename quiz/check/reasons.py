"""The rules about reasons: each says something, and something of its own."""

import re
from collections import Counter

from quiz.bank.fields import REFERENCE
from quiz.bank.kinds import Question
from quiz.check.rules import Finding, Findings, rule
from quiz.check.texts import explained, shown, whys, wrong_options
from quiz.text import folded, words

_LONGEST = 60
"""The most characters of a reason that says nothing."""

MOST_ALIKE = 2
"""How many right options, rows, steps or parts may have the same reason."""

_EMPTY = frozenset(
    words(
        # The last lines are German and Dutch, French, Spanish, and all of them.
        "a an and answer bad because choice correct exactly false good great here incorrect is isn’t it "
        "it’s just nice no nope not obviously of off course okay ok one option reason right see above "
        "simply so sorry statement that that’s the this true try again untrue very well why wrong yes you you’re "
        "tba tbd todo fixme xxx asdf blah done job later placeholder explain explanation text lorem ipsum n a none na "
        "antwort antwoord das dat die diese dies dit eine een es fout genau goed helaas het ist ja juist "
        "klopt korrekt leider nein nee nicht niet onjuist richtig falsch stimmt unwahr waar wahr "
        "bonne c’est ce cette correcte exact exacte faux fausse juste la mauvaise n’est non oui pas réponse "
        "vrai vraie bien cierta cierto correcta correcto esa eso esta falsa falso incorrecta incorrecto "
        "mal muy no respuesta sí verdadera verdadero "
        "siehe oben unten zie boven voir ci-dessus plus haut véase arriba"
    )
)
"""Words that give no reason, in English, German, Dutch, French and Spanish."""

_VERDICTS = frozenset(
    ["n/a", "对", "错", "正确", "错误", "不对", "不正确", "正解", "不正解", "誤り", "間違い"]
)
"""The same as whole texts, also in Chinese and Japanese."""

_SIGNS = frozenset("=<>≠≤≥+×÷/°√∞")
"""A formula may be a reason without words."""

_TO_DO = re.compile(
    r"\s*(?:(?:TODO|FIXME)\b|(?:TBD|TBA|XXX)(?::|\W*$)|(?:todo|fixme|tbd)\W*$|[Ll]orem ipsum\b)",
)


@rule("Q323")
def no_reason(question: Question) -> Findings:
    """A text that says nothing.

    “Wrong.”, “Correct!” or “…” tell a reader what the sign beside the option shows anyway. A `why` says
    why the option is right, or what makes it tempting and where it goes wrong: that is what a reader
    learns from. “TODO” in any text is reported, too, so that nothing half done goes out.

    Source: Butler, Godbole and Marsh (2013), Explanation feedback is better than correct answer
    feedback for promoting transfer of learning, Journal of Educational Psychology 105(2), 290-298.
    Before:
      options = [
        { text = "The mayor", right = true, why = "Correct!" },
        { text = "A clerk", why = "He only confirms." },
      ]
    After:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "A clerk", why = "He only confirms." },
      ]
    """
    mend = "say why it is right, or what makes it tempting and where it goes wrong"
    for path, text in explained(question):
        if _says_nothing(text):
            yield Finding(path, f"“{text.strip()}” gives no reason", mend)
    texts = {path[:-1]: text for path, text in question.texts()}
    for path, why in whys(question):
        if folded(why) == folded(texts.get(path[:-1], "")):
            yield Finding(path, "this only says what the option says", mend)
    if folded(REFERENCE.sub("", question.explanation)) == folded(question.stem):
        yield Finding(("explanation",), "this only says what the stem says", mend)
    for path, text in [(("title",), question.title or ""), *shown(question)]:
        if match := _TO_DO.match(text):
            yield Finding(path, f"“{match[0].strip()}” says nothing yet", "write it")


@rule("Q324")
def same_reason(question: Question) -> Findings:
    """The same reason again.

    Each wrong option is wrong in its own way, and readers look for theirs. A reason that fits two of
    them explains neither. Right options, rows, steps and parts may share one, but only two of them.

    Before:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "A clerk", why = "The article doesn't say so." },
        { text = "The port", why = "The article doesn't say so." },
      ]
    After:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "A clerk", why = "He only confirms." },
        { text = "The port", why = "It is what she speaks about." },
      ]
    """
    reasons = [
        (path, text.strip(" .").casefold())
        for path, text in whys(question)
        if not _says_nothing(text)
    ]
    counts = Counter(reason for _, reason in reasons)
    wrong = {("options", index, "why") for index, _ in wrong_options(question)}
    of_wrong = Counter(reason for path, reason in reasons if path in wrong)
    twice = {reason for reason, count in of_wrong.items() if count > 1}
    told: set[str] = set()
    for path, reason in reasons:
        if (counts[reason] > MOST_ALIKE or reason in twice) and reason not in told:
            told.add(reason)
            message = f"{counts[reason]} reasons are the same"
            yield Finding(
                path, message, "say of each what makes it tempting and where it goes wrong"
            )


def _says_nothing(text: str) -> bool:
    """Whether a reason is still to be written, or says only that something is right or wrong."""
    if _TO_DO.match(text):
        return True
    if len(text) > _LONGEST:
        return False
    bare = folded(text).replace("'", "’").strip(" .!。！")
    if bare in _VERDICTS:
        return True
    return all(word in _EMPTY for word in words(bare)) and not set(bare) & _SIGNS
