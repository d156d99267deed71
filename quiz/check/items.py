"""The rules about how a question is written; one that breaks them can still be played.

A false alarm costs an author more than a miss, so each rule looks for the plain case only.
"""

import re

from quiz.bank.fields import REFERENCE
from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot, Texts
from quiz.bank.model import Claim
from quiz.check.rules import Finding, Findings, rule
from quiz.check.texts import choices, is_keyed, options, right_option, unquoted, whys, wrong_options
from quiz.text import folded, words

LONGEST_QUOTE = 15
"""The most words in a quotation."""

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
        if _refers_to_others(offered[index].text, question):
            continue
        if _stands_out(length, max(others), 2) or _stands_out(min(others), length, 2):
            much = "longer" if length > max(others) else "shorter"
            message = f"this option is far {much} than the others: {length} characters"
            lengths_of_others = " to ".join(map(str, sorted({min(others), max(others)})))
            mend = f"write options of about one length; the others have {lengths_of_others}"
            yield Finding(("options", index, "text"), message, mend)


@rule("Q303")
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


@rule("Q304")
def all_or_none(question: Question) -> Findings:
    """All or none of the above.

    A reader who sees two right options knows that “all of the above” is right, and one who sees a wrong
    option knows that it is wrong. “None of the above” shows that readers can reject options, not that
    they know what is right. Besides, options are shuffled, so nothing stays “above”, and “A and B”
    means different ones each time. “Both” and “neither” are left alone if the stem speaks of two.

    Source: Burton, Sudweeks, Merrill and Wood (1991), How to prepare better multiple-choice test
    items, Brigham Young University, checklist on p. 35; and the National Board of Medical
    Examiners' list of flaws.
    Before:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The port", why = "It is what she speaks about." },
        { text = "None of the above", why = "Somebody did." },
      ]
    After:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The port", why = "It is what she speaks about." },
        { text = "A clerk", why = "He only confirms." },
      ]
    """
    for path, text in choices(question):
        if _refers_to_others(text, question):
            message = f"“{text}” refers to the other options"
            yield Finding(path, message, 'write another option, or make it `kind = "multi"`')


_SENTENCE = re.compile(r"(?<=[.!?…:])[\"”’')]*\s+")
_BARE_NOT = re.compile(r"\b(?:not|except)\b(?! only\b)")


@rule("Q305")
def bare_not(question: Question) -> Findings:
    """A bare “not” in what is asked.

    Readers overlook it and answer the opposite. Ask for what is so; if the “not” is the point, as in
    what a page does not say, write it as NOT. Only the last sentence of the stem is checked.

    Source: Haladyna, Downing and Rodriguez (2002), guideline 17: word the stem positively; a
    negative word is used cautiously and always stands out, in capitals.
    Before: stem = "Which of these does the page not say?"
    After: stem = "Which of these does the page NOT say?"
    """
    asked = _SENTENCE.split(question.stem.strip())[-1]
    if match := _BARE_NOT.search(unquoted(asked)):
        message = f"the stem asks with a bare “{match[0]}”"
        mend = f"ask for what is so, or set it off as “{match[0].upper()}”"
        yield Finding(("stem",), message, mend)


@rule("Q306")
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
        if (match := _absolute(option.text)) and not _refers_to_others(option.text, question):
            message = f"“{match[0]}” makes this option wrong at a glance"
            mend = "take it out, or let the right option be as strong"
            yield Finding(("options", index, "text"), message, mend)


@rule("Q307")
def same_options(question: Question) -> Findings:
    """Two options say the same thing, or overlap.

    If two options say the same thing, neither can be the one right answer, so both are struck out. If
    one includes all that another says, both are right or the shorter one misleads.

    Source: Burton, Sudweeks, Merrill and Wood (1991), checklist on p. 35: the alternatives are
    mutually exclusive.
    Before:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The mayor and a clerk", why = "The clerk is not named." },
      ]
    After:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "A clerk", why = "The clerk is not named." },
      ]
    """
    texts = [
        (path, folded(text), " ".join(words(text)).casefold()) for path, text in choices(question)
    ]
    has_options = bool(options(question))
    for index, (path, exact, text) in enumerate(texts):
        for _, other_exact, other in texts[:index]:
            if has_options and exact == other_exact:
                break  # which is an error, Q113
            if text == other:
                yield Finding(
                    path, "an option above says the same", "let each say something of its own"
                )
                break
            if has_options and _overlap(text, other):
                message = "this option and one above overlap: one says all that the other says"
                yield Finding(path, message, "let each exclude the others")
                break


_LETTER = re.compile(
    r"\b(?:[Oo]ption|[Aa]nswer|[Cc]hoice)s? (?:[A-H]|[1-9])\b"
    r"|\b[Tt]he (?:first|second|third|fourth|fifth|last) (?:option|answer|choice)\b"
    r"|(?:^|(?<=[.!?] ))[B-H] is (?:right|wrong|correct|true|false)\b"
)


@rule("Q308")
def named_letter(question: Question) -> Findings:
    """An explanation names an option by letter or position.

    Options are shuffled each time, so “option B” is a different one for each reader.

    Before: explanation = "Option B goes further than the text [1]."
    After: explanation = "That the port is closed goes further than the text [1]."
    """
    for path, text in [(("explanation",), question.explanation), *whys(question)]:
        if match := _LETTER.search(text):
            message = f"“{match[0]}” means another option each time, as options are shuffled"
            yield Finding(path, message, "say what the option says")


_ARTICLE_AT_END = re.compile(r"\b(an?)\s*+(?:(?:…|\.\.\.|_++)\s*+)?[:?]?$")


@rule("Q309")
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


_UNANSWERABLE = re.compile(
    r"\b(?:which|what) (?:one )?of (?:the following|these)"
    r"(?: (?:statements?|options?|answers?|sentences?))? (?:is|are)"
    r" (?:true|correct|right|false|wrong|incorrect|accurate)\b",
    re.IGNORECASE,
)


@rule("Q310")
def unanswerable(question: Question) -> Findings:
    """The stem asks nothing by itself.

    “Which of the following is true?” gives no task: each option is a question of its own. A good stem
    can be answered with the options covered.

    Source: The National Board of Medical Examiners' list of flaws: the item cannot be answered
    without looking at the options (as adapted in BMC Medical Education,
    doi:10.1186/s12909-016-0559-7, table 1); Brame (2013), Writing good multiple choice test
    questions, Vanderbilt University: the stem is meaningful by itself.
    Before: stem = "Which of the following is true?"
    After: stem = "Who says in the article that the ferry is late?"
    """
    if match := _UNANSWERABLE.search(question.stem):
        message = f"“{match[0]}” asks nothing by itself"
        yield Finding(("stem",), message, "ask so that it can be answered with the options covered")


@rule("Q311")
def no_citation(question: Question) -> Findings:
    """No citation.

    Readers must be able to check the quiz, just as it asks them to check others.

    Before:
      explanation = "The headline says more than the text."
      cites = []
    After:
      explanation = "The headline says more than the text [1]."
      cites = [{ source = "courier-2024", at = "¶1", quote = "closed at dusk" }]
    """
    if not question.cites:
        message = f"“{question.id}” has no citation"
        yield Finding(("id",), message, "add `cites = [{ source = …, at = …, quote = … }]`")


@rule("Q312")
def unused_citation(question: Question) -> Findings:
    """A citation that the explanation never refers to.

    [1] says which statement is based on which words. A citation without a reference supports none.

    Before: explanation = "The headline says more than the text."
    After: explanation = "The headline says more than the text [1]."
    """
    used = {int(number) for number in REFERENCE.findall(question.explanation)}
    for number in range(1, len(question.cites) + 1):
        if number not in used:
            message = f"the explanation never refers to citation [{number}]"
            yield Finding(
                ("cites", number - 1), message, f"add [{number}] where the explanation relies on it"
            )


@rule("Q313", claims=True)
def long_quote(entry: Question | Claim) -> Findings:
    """A long quotation.

    Articles are other people's work: the quiz quotes fragments of at most 15 words, and sends readers
    to the page for the rest. Short quotations also point at the words that matter. In exhibits, too,
    only headlines are shown whole.

    Before: cites = [{ source = "courier-2024", quote = "the ferry was late and the pier was closed at dusk and nobody had told the people" }]
    After: cites = [{ source = "courier-2024", quote = "nobody had told the people" }]
    """
    quotes: Texts = [
        (("cites", index, "quote"), each.quote) for index, each in enumerate(entry.cites)
    ]
    for index, exhibit in enumerate(() if isinstance(entry, Claim) else entry.exhibits):
        for path, each in exhibit.quotations():
            if each.at != "headline":  # headlines are shown whole
                quotes.append((("exhibits", index, *path), each.quote))
    for path, quote in quotes:
        if (count := len(words(quote))) > LONGEST_QUOTE:
            message = f"the quotation has {count} words; {LONGEST_QUOTE} is the most"
            yield Finding(path, message, "quote the words that matter")


_WHOLE_SENTENCE = re.compile(r"[\"“‘']?[A-Z][^.!?]*[^.!?A-Z][.!?][\"”’']?")


@rule("Q314", claims=True)
def whole_sentence(entry: Question | Claim) -> Findings:
    """A whole sentence is quoted.

    A fragment is enough to find the sentence, and shows which words the answer depends on.

    Before: cites = [{ source = "courier-2024", at = "¶1", quote = "The pier closed at dusk." }]
    After: cites = [{ source = "courier-2024", at = "¶1", quote = "closed at dusk" }]
    """
    for index, citation in enumerate(entry.cites):
        if _WHOLE_SENTENCE.fullmatch(citation.quote):
            message = "the quotation is a whole sentence"
            yield Finding(("cites", index, "quote"), message, "quote the words that matter")


@rule("Q315", claims=True)
def silent_citation(entry: Question | Claim) -> Findings:
    """A citation that shows nothing.

    A citation quotes the words, or says in the quiz's own words what the source reports.

    Before: cites = [{ source = "courier-2024", at = "¶1" }]
    After: cites = [{ source = "courier-2024", at = "¶1", says = "The pier closed at dusk." }]
    """
    for index, citation in enumerate(entry.cites):
        if not citation.quote.strip() and not citation.says.strip():
            message = "the citation does not show what the source says"
            yield Finding(("cites", index), message, "add `quote = …`, or `says = …` in your words")


@rule("Q316")
def nothing_to_reject(question: Question) -> Findings:
    """Nothing to decide.

    If every option of a `multi` is right, every row goes under one label or every part is right, a
    reader can be right without reading. A `multi` with one right option is a trick `choice`.

    Before:
      kind = "multi"
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "A clerk", right = true, why = "He is quoted." },
      ]
    After:
      kind = "multi"
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "A clerk", right = true, why = "He is quoted." },
        { text = "The port", why = "It did not answer." },
      ]
    """
    match question:
        case Multi(options=options):
            if len(question.key) == len(options):
                mend = "add options that tempt and are wrong"
                yield Finding(("options",), "every option is right", mend)
            elif len(question.key) == 1:
                mend = 'make it `kind = "choice"`'
                yield Finding(("kind",), "only one option is right", mend)
        case Sort(labels=labels, rows=rows):
            if len({folded(row.label) for row in rows}) == 1 < len(labels):
                message = f"every row is “{rows[0].label}”"
                yield Finding(("rows",), message, "add rows for the other labels")
        case Spot():
            if len(question.pickable) > 1 and set(question.pickable) <= set(question.key):
                message = "every part that can be picked is right"
                yield Finding(("parts",), message, "give wrong parts a `why` too")
        case Choice() | Order() | Short():
            pass


@rule("Q317")
def leaning_key(question: Question) -> Findings:
    """A right option that leans.

    `leans` says how a wrong option goes wrong: it believes more than the text supports, or dismisses
    more than it should. A right option does neither.

    Before:
      options = [
        { text = "The mayor", right = true, why = "She is quoted.", leans = "trust" },
        { text = "The port", why = "It is what she speaks about." },
      ]
    After:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The port", why = "It is what she speaks about.", leans = "trust" },
      ]
    """
    if any(question.unplayable()):  # several right options of a choice are an error already
        return
    for index, option in enumerate(options(question)):
        if option.right and option.leans:
            message = f"a right option leans to {option.leans}"
            mend = "take `leans` out; it tells how a wrong option goes wrong"
            yield Finding(("options", index, "leans"), message, mend)


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


_ALL_OR_NONE = re.compile(
    r"\b(?:all|none|both|neither|any|each) of (?:the|these)\s?"
    r"(?:above|below|answers?|options?|choices?|others?)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(  # the whole option
    r"(?:(?:all|none|any) of (?:these|those|the others)"
    r"|(?:all|none) (?:the )?above"
    r"|(?:(?:both|neither|either|only) )?[a-i](?:(?:, | & |,? (?:and|or|nor) )[a-i])+(?: only)?"
    r"|(?P<two>(?:both|neither|either)(?: of (?:these|those|the two))?))"
    r"(?: (?:is|are) (?:right|correct|true|wrong|false))?\W*",
    re.IGNORECASE,
)
_TWO = re.compile(r"\b(?:two|both|either|neither)\b", re.IGNORECASE)
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


def _refers_to_others(option: str, question: Question) -> bool:
    """Whether an option refers to other options; "both" may refer to two things in the stem."""
    if match := _OTHERS.fullmatch(option.strip()):
        return not (match["two"] and _TWO.search(f"{question.passage} {question.stem}"))
    return _ALL_OR_NONE.search(option) is not None


def _absolute(text: str) -> re.Match[str] | None:
    return _ABSOLUTE.search(_ALL_OR_NONE.sub("", unquoted(text)))


def _overlap(one: str, other: str) -> bool:
    """Whether the words of one text are in the other, in one piece."""
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and f" {shorter} " in f" {longer} "


def _stands_out(length: int, next_length: int, times: float) -> bool:
    """Whether a length is `times` the next or more, and longer by a word or two."""
    return length >= times * next_length and length - next_length >= _MARGIN
