"""The rules about reading: what is too long to take in, and English as nobody says it."""

import re
from collections.abc import Iterator

from quiz.bank.exhibits.base import texts_in
from quiz.bank.fields import REFERENCE
from quiz.bank.kinds import Question, Spot, Texts
from quiz.bank.problem import DocumentPath
from quiz.check.languages import ENGLISH
from quiz.check.rules import Finding, Findings, rule
from quiz.check.texts import explained, may_exceed, sentences, unquoted
from quiz.text import is_laid_out, words

LONGEST_SENTENCE = 30
"""The most words in a sentence."""

LONGEST = {"passage": 200, "stem": 60, "explanation": 200, "why": 60} | dict.fromkeys(
    ("option", "row", "step"), 40
)
"""The most words in the texts of a question."""


@rule("Q327")
def long_text(question: Question) -> Findings:
    """A long text.

    A passage of 200 words fills a terminal of 80 columns by 24 lines, and the question and its options
    need room too. The most for a stem is 60 words, for an option 40, for a `why` 60 and for an
    explanation 200. Where words have no spaces between them, two characters of Chinese or Japanese
    count as a word, or five of Thai.

    Before: stem = "On Friday the last ferry was late. The company blamed fog, and a passenger said that the engine had stopped twice. The harbour office was asked and gave no answer. On Saturday a crowd thanked the crew. Nobody knows yet when the next ferry will sail, or whether there will be one at all. Who says in the article that the ferry is late?"
    After: stem = "Who says in the article that the ferry is late?"
    """
    for path, text in [*_asked(question), *explained(question)]:
        field = str(path[-1] if path[-1] == "why" else path[0]).removesuffix("s")
        most = LONGEST[field]
        if not may_exceed(text, most) or is_laid_out(text):
            continue
        if (count := len(words(text))) > most:
            message = f"the {field} has {count} words; {most} is the most"
            yield Finding(path, message, "say less, or show a part of it")


@rule("Q328")
def long_sentence(question: Question) -> Findings:
    """A long sentence.

    Readers hold a sentence in mind until its end, and those who read in a second language lose it
    sooner. Reported from 31 words on, in what the author wrote: passage, stem, options, reasons,
    explanation, and exhibits that were made up; not in quotations. A colon ends a sentence.

    Source: Cutts (2020), Oxford Guide to Plain English, 5th edition, Oxford University Press: over the
    whole document, make the average sentence length 15 to 20 words.
    Before: explanation = "The article names her as the one who told the paper on Saturday morning that the last ferry of the week had been late and that nobody at the port had known why [1]."
    After: explanation = "The article names her: she told the paper on Saturday that the ferry had been late [1]."
    """
    for path, text in _written(question):
        if not may_exceed(text, LONGEST_SENTENCE) or is_laid_out(text):
            continue
        for sentence in sentences(text):
            if not may_exceed(sentence, LONGEST_SENTENCE):
                continue
            own = unquoted(REFERENCE.sub("", sentence))
            if (count := len(words(own))) > LONGEST_SENTENCE:
                message = f"a sentence has {count} words; {LONGEST_SENTENCE} is the most"
                yield Finding(path, message, "make it two sentences", within=sentence)


_PRONOUN = r"(?:it|he|she|they|this|that|these|the \w+)"
_SAID = r"(?:[”\"’]|\b(?:note|word|sentence|line|date|credit|name|caption|headline)s?)"
_EVENT = r"(?:attack|bombing|fire|shooting|blast|explosion|killing|murder|crash)s?"
_MANY = r"(?:\d{1,3}|two|three|four|five|six|ten|several|many)"

_TURNS = [
    (hint, re.compile(rf"{turn}\b", re.IGNORECASE), said)
    for hint, turn, said in (
        (
            "here ",
            rf"\bwhere {_PRONOUN} (?:has|have|had) (?:it|this|that|these|them) from",
            "where it got this",
        ),
        (" to ", r"\bstands? to (?:each other|one another)", "agree, or contradict each other"),
        ("oubtful", r"\bdoubtful (?:if|whether)", "unclear whether"),
        ("there", rf"{_SAID}(?: \w+)? (?:stands?|stood) there", "it says"),
        ("would be", r"\b(?:right|correct|wrong) would be", "the correct answer is"),
        ("by name", r"\b(?:nobody|no one) by name", "nobody who is named"),
        ("laim", rf"\bclaims? to the {_EVENT}", "the claim that it did so"),
        ("hands", r"\b(?:one|two|several|many) pairs? of hands", "people who passed it on"),
        ("n how far", r"\bin how far", "how far"),
        (" like", rf"\bhow {_PRONOUN} (?:looks?|sounds?|feels?) like", "what it looks like"),
        ("nformations", r"\binformations", "information"),
        ("iscuss", r"\bdiscuss(?:es|ed|ing)? about", "discuss"),
        ("ince ", rf"\bsince {_MANY} (?:hour|day|week|month|year)s\b(?! ago)", "for … years"),
        ("he both", r"\bthe both", "both"),
    )
]
"""What isn't said in English: letters that tell where to look, the turn, and what is said."""


@rule("Q329", languages=ENGLISH)
def unsaid_english(question: Question) -> Findings:
    """English as nobody says it.

    These are turns that readers have stumbled over, and a few of their kind; most are German in
    English words. Read the sentence aloud: what would you say to a friend?

        where it has this from                       where it got this
        how do these two stand to each other         do these two contradict each other
        it is doubtful if                            it's unclear whether
        no “reportedly” stands there                 it doesn't say “reportedly”
        right would be                               the correct answer is
        nobody by name                               nobody who is named
        the claim to the fire                        the claim that it set the fire
        more than one pair of hands                  more than one person who passed it on
        in how far, how it looks like, the both      how far, what it looks like, both
        since three days, discuss about              for three days, discuss

    Before: stem = "Who says in the article where it has this from?"
    After: stem = "Who says in the article where it got this?"
    """
    for path, text in _written(question):
        for hint, turn, said in _TURNS:
            if hint in text and (match := turn.search(unquoted(text))):
                message = f"“{match[0].lstrip('”’ ')}” isn't how one would say it"
                yield Finding(path, message, f"say “{said}”", within=match[0])


def _asked(question: Question) -> Texts:
    """What is asked in the author's words; the parts of a `spot` are often somebody else's."""
    offered = [] if isinstance(question, Spot) else question.texts()
    return [(path, text) for path, text in [*question.asked(), *offered] if text]


def _written(question: Question) -> Iterator[tuple[DocumentPath, str]]:
    """The texts of a question that its author wrote."""
    yield from _asked(question)
    yield from explained(question)
    for number, exhibit in enumerate(question.exhibits):
        quoted = {path for path, _ in exhibit.quotations()}
        for path, text in texts_in(exhibit):
            if path not in quoted and (exhibit.made_up or path[0] in exhibit.our_words):
                yield ("exhibits", number, *path), text
