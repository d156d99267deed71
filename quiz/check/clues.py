"""The rules about clues: what shows the right option to somebody who hasn't read a word."""

import re

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.check.languages import ENGLISH
from quiz.check.options import ALL_OR_NONE, refers_to_others
from quiz.check.rules import Finding, Findings, rule
from quiz.check.texts import is_keyed, options, right_option, unquoted, wrong_options
from quiz.text import folded, words

_MARGIN = 15
"""How many characters longer an option must be to stand out."""


@rule("Q301")
def longest_is_right(question: Question) -> Findings:
    """The right option is the longest.

    Authors qualify the right option until it is true, and wrong options stay short. Readers who know
    that pick the longest. Reported if it is longer than the next by a quarter and by 15 characters.

    Source: Haladyna, Downing and Rodriguez (2002), A review of multiple-choice item-writing
    guidelines for classroom assessment, Applied Measurement in Education 15(3), 309-334, guideline
    24: keep the length of choices about equal. The National Board of Medical Examiners counts it
    among the flaws that help the test-wise (as adapted in BMC Medical Education,
    doi:10.1186/s12909-016-0559-7, table 1).
    Before:
      options = [
        { text = "The mayor, in an interview that the paper printed in part", right = true, why = "She is quoted." },
        { text = "A clerk of the port, who is not named", why = "The clerk only confirms." },
        { text = "A man who was fishing at the pier", why = "He says what he saw." },
      ]
    After:
      options = [
        { text = "The mayor, in an interview", right = true, why = "She is quoted." },
        { text = "A clerk of the port, unnamed", why = "The clerk only confirms." },
        { text = "A man fishing at the pier", why = "He says what he saw." },
      ]
    """
    if is_keyed(question):
        index, key = right_option(question)
        longest = max(len(option.text) for _, option in wrong_options(question))
        if _stands_out(len(key.text), longest, 1.25):
            message = f"the right option is the longest: {len(key.text)} characters"
            mend = f"shorten it, or lengthen another; the next has {longest}"
            yield Finding(("options", index, "text"), message, mend)


@rule("Q302")
def odd_length(question: Question) -> Findings:
    """One option is far longer or shorter than the others.

    An option that stands out is picked, or passed over, for how it looks. Reported if it is twice as
    long as every other, or half as long, and the difference is 15 characters or more.

    Source: Haladyna, Downing and Rodriguez (2002), guideline 24: keep the length of choices about
    equal.
    Before:
      options = [
        { text = "The mayor, in an interview", right = true, why = "She is quoted." },
        { text = "A clerk of the port, who is not named and who asked the paper for patience", why = "The clerk only confirms." },
        { text = "A man fishing at the pier", why = "He says what he saw." },
      ]
    After:
      options = [
        { text = "The mayor, in an interview", right = true, why = "She is quoted." },
        { text = "A clerk of the port, unnamed", why = "The clerk only confirms." },
        { text = "A man fishing at the pier", why = "He says what he saw." },
      ]
    """
    offered = options(question)
    if not offered or next(longest_is_right(question), None):
        return
    lengths = [len(option.text) for option in offered]
    for index, length in enumerate(lengths):
        others = lengths[:index] + lengths[index + 1 :]
        if refers_to_others(offered[index].text, question):
            continue
        if _stands_out(length, max(others), 2) or _stands_out(min(others), length, 2):
            much = "longer" if length > max(others) else "shorter"
            message = f"this option is far {much} than the others: {length} characters"
            lengths_of_others = " to ".join(map(str, sorted({min(others), max(others)})))
            mend = f"write options of about one length; the others have {lengths_of_others}"
            yield Finding(("options", index, "text"), message, mend)


@rule("Q303", languages=ENGLISH)
def echoed_stem(question: Question) -> Findings:
    """Only the right option repeats the stem.

    A word that is in the stem and in one option ties the two together, so nobody needs to read the
    passage. Reported for words of five letters or more that no wrong option shares.

    Source: The National Board of Medical Examiners' list of flaws: a word or phrase in the stem and
    in the correct answer (as adapted in BMC Medical Education, doi:10.1186/s12909-016-0559-7, table
    1).
    Before:
      stem = "Who told the paper that the harbour lights had failed?"
      options = [
        { text = "The harbour master", right = true, why = "He is quoted." },
        { text = "The town clerk", why = "She only confirms." },
        { text = "A fisherman", why = "He says what he saw." },
      ]
    After:
      stem = "Who told the paper that the lights had failed?"
      options = [
        { text = "The harbour master", right = true, why = "He is quoted." },
        { text = "The town clerk", why = "She only confirms." },
        { text = "A fisherman", why = "He says what he saw." },
      ]
    """
    if is_keyed(question):
        index, key = right_option(question)
        wrong = [each.text for _, each in wrong_options(question)]
        if echoed := _echoed(question.stem, [key.text], wrong):
            named = ", ".join(f"“{word}”" for word in sorted(echoed))
            message = f"only the right option repeats {named} from the stem"
            yield Finding(("options", index, "text"), message, "use such words in all, or in none")


@rule("Q306", languages=ENGLISH)
def absolutes(question: Question) -> Findings:
    """An absolute only in wrong options.

    “Always”, “never”, “all” and the like are rarely true. Readers know that, and strike out such an
    option unread. Reported if no right option has one.

    Source: The National Board of Medical Examiners' list of flaws: terms such as never or always in
    options (as adapted in BMC Medical Education, doi:10.1186/s12909-016-0559-7, table 1).
    Before:
      options = [
        { text = "She spoke of one boat", right = true, why = "She did." },
        { text = "She never spoke of it", why = "She is quoted." },
      ]
    After:
      options = [
        { text = "She spoke of one boat", right = true, why = "She did." },
        { text = "She spoke of the crew", why = "The port did." },
      ]
    """
    if any(each.right and _absolute(each.text) for each in options(question)):
        return
    for index, option in wrong_options(question):
        if (match := _absolute(option.text)) and not refers_to_others(option.text, question):
            message = f"“{match[0]}” makes this option wrong at a glance"
            mend = "take it out, or let the right option be as strong"
            yield Finding(("options", index, "text"), message, mend)


_ARTICLE_AT_END = re.compile(r"\b(an?)\s*+(?:(?:…|\.\.\.|_++)\s*+)?[:?]?$")


@rule("Q309", languages=ENGLISH)
def grammar_gives_away(question: Question) -> Findings:
    """Grammar gives the answer away.

    After “an”, only options that begin with a vowel fit.

    Source: The National Board of Medical Examiners' list of flaws: distractors that do not follow
    grammatically from the stem (as adapted in BMC Medical Education, doi:10.1186/s12909-016-0559-7,
    table 1).
    Before:
      stem = "What the paper printed was an"
      options = [
        { text = "estimate", right = true, why = "It says about." },
        { text = "record", why = "Nobody counted." },
      ]
    After:
      stem = "What did the paper print?"
      options = [
        { text = "An estimate", right = true, why = "It says about." },
        { text = "A record", why = "Nobody counted." },
      ]
    """
    match = _ARTICLE_AT_END.search(question.stem)
    firsts = {each.text.lstrip("“\"'‘")[:1].lower() in "aeiou" for each in options(question)}
    if match and len(firsts) > 1:
        message = f"“{match[1]}” at the end of the stem fits some options only"
        yield Finding(("stem",), message, "put “a” or “an” into the options")


@rule("Q318")
def telling_title(question: Question) -> Findings:
    """A title that gives the answer away.

    Readers see the title in lists before they are asked again. A word of five letters or more that it
    shares only with the right option points to that option. A typed answer must not be in the title
    at all.

    Before: title = "The mayor and the ferry"
    After: title = "A ferry that came late"
    """
    if named := ", ".join(f"“{word}”" for word in sorted(_given_away(question))):
        yield Finding(("title",), f"the title has {named} from the right answer", "leave it out")


_ABSOLUTE = re.compile(
    r"\b(?:always|never|nobody|no one|everyone|everybody|every|entirely|completely|totally|"
    r"(?<!\bat )(?<!\babove )(?<!\bafter )all)\b",
    re.IGNORECASE,
)
_LONG = 5
"""The fewest letters in a word that says what a text is about."""

_COMMON = frozenset(
    words(
        "about after against again among because before being between could during either every "
        "first given later might never other others piece shall should since something still such "
        "their there these thing things those through under until where whether which while whose "
        "within without would write writer writes written article articles report reports reader "
        "sentence statement statements words question passage claim claims source sources"
    )
)


def _telling_words(text: str) -> set[str]:
    """The long words of a text, without plural endings and words common in questions."""
    folded_words = (word.casefold() for word in words(text))
    return {word.removesuffix("s") for word in folded_words if len(word) >= _LONG} - _COMMON


def _echoed(text: str, right: list[str], wrong: list[str]) -> set[str]:
    """The telling words that a text shares with right options; none if it shares any with wrong ones."""
    own = _telling_words(text)
    if any(own & _telling_words(each) for each in wrong):
        return set()
    return own & {word for each in right for word in _telling_words(each)}


def _given_away(question: Question) -> set[str]:
    """The words of the right answer that are in a question's title."""
    title = question.title or ""
    match question:
        case Choice() | Spot():
            offered = [each for each in question.alternatives if each.why]
            wrong = [each.text for each in offered if not each.right]
            return _echoed(title, [each.text for each in offered if each.right], wrong)
        case Short():
            whole = f" {' '.join(words(folded(title)))} "
            forms = {" ".join(words(folded(form))) for form in (question.key, *question.accept)}
            long = {form for form in forms if len(form) >= _LONG or re.search(r"\d", form)}
            return {form for form in long if f" {form} " in whole}
        case Multi() | Sort() | Order():
            return set()


def _absolute(text: str) -> re.Match[str] | None:
    return _ABSOLUTE.search(ALL_OR_NONE.sub("", unquoted(text)))


def _stands_out(length: int, next_length: int, times: float) -> bool:
    """Whether a length is `times` the next or more, and longer by a word or two."""
    return length >= times * next_length and length - next_length >= _MARGIN
