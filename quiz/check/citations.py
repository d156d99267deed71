"""The rules about citations: enough of them, short enough, and each of use."""

import re

from quiz.bank.fields import REFERENCE
from quiz.bank.kinds import Question, Texts
from quiz.bank.model import Claim
from quiz.check.rules import Finding, Findings, rule
from quiz.check.texts import quoted
from quiz.text import words

LONGEST_QUOTE = 15
"""The most words in a quotation."""


@rule("Q311")
def no_citation(question: Question) -> Findings:
    """No citation.

    Readers must be able to check the quiz, just as it asks them to check others. A bank that cites
    nothing, such as one on spelling, says `sources = false` under [about], and isn't held to this.

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
    Each has brackets of its own: [1][2], not [1, 2] and not (1).

    Before: explanation = "The headline says more than the text."
    After: explanation = "The headline says more than the text [1]."
    """
    text, count = question.explanation, len(question.cites)
    used = {int(number) for number in REFERENCE.findall(text)}
    for found in _NEARLY.finditer(text):
        numbers = _numbers(found[0])
        if numbers and {*numbers} <= {*range(1, count + 1)} - used:
            used |= {*numbers}
            message, mend = f"“{found[0]}” refers to no citation", f"write {_apart(numbers)}"
            yield Finding(("explanation",), message, mend, within=found[0])
    for number in range(1, len(question.cites) + 1):
        if number not in used:
            message = f"the explanation never refers to citation [{number}]"
            yield Finding(
                ("cites", number - 1), message, f"add [{number}] where the explanation relies on it"
            )


_JOINED = re.compile(
    r"\[\s*\d{1,3}(?:\s*(?:[,;/&+–-]|and|und|et|y|en)\s*\d{1,3})+\s*\]|\[[\s^]+\d{1,3}\s*\]|\[\d{1,3}\s+\]"
)
_RAISED = "¹²³⁴⁵⁶⁷⁸⁹"
_NEARLY = re.compile(
    rf"{_JOINED.pattern}|\(\d{{1,3}}\)|(?:(?<=[^\W\d_]{{3}})|(?<=[.,;:!?”“’»«)]))[{_RAISED}]"
)
"""What is likely meant for a reference, and isn't read as one."""


def with_references_apart(question: Question) -> str:
    """The explanation with [1][2] for each [1, 2] whose citations it refers to nowhere else."""
    used = {int(number) for number in REFERENCE.findall(question.explanation)}
    free = {*range(1, len(question.cites) + 1)} - used

    def apart(found: re.Match[str]) -> str:
        numbers = _numbers(found[0])
        return _apart(numbers) if numbers and {*numbers} <= free else found[0]

    return _JOINED.sub(apart, question.explanation)


def _numbers(reference: str) -> list[int]:
    """The numbers in something like a reference; [1–3] has three, and [3–1], a score, has none."""
    if reference in _RAISED:
        return [_RAISED.index(reference) + 1]
    numbers = [int(each) for each in re.findall(r"\d+", reference)]
    if re.search(r"\d\s*[–-]\s*\d", reference) and len(numbers) == len(("first", "last")):
        return [*range(numbers[0], numbers[1] + 1)]
    return numbers


def _apart(numbers: list[int]) -> str:
    return "".join(f"[{each}]" for each in numbers)


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
    for path, each in () if isinstance(entry, Claim) else entry.quotations():
        if each.at != "headline":  # headlines are shown whole
            quotes.append((path, each.quote))
    for path, quote in quotes:
        if (count := len(words(quote))) > LONGEST_QUOTE:
            message = f"the quotation has {count} words; {LONGEST_QUOTE} is the most"
            yield Finding(path, message, "quote the words that matter")


_WHOLE_SENTENCE = re.compile(r"[\"“‘'„«¿¡]{0,3}(\w)[^.!?]*([^.!?])[.!?][\"”’'“»]{0,2}")


@rule("Q314", claims=True)
def whole_sentence(entry: Question | Claim) -> Findings:
    """A whole sentence is quoted.

    A fragment is enough to find the sentence, and shows which words the answer depends on.

    Before: cites = [{ source = "courier-2024", at = "¶1", quote = "The pier closed at dusk." }]
    After: cites = [{ source = "courier-2024", at = "¶1", quote = "closed at dusk" }]
    """
    for index, citation in enumerate(entry.cites):
        match = _WHOLE_SENTENCE.fullmatch(citation.quote)
        if match and match[1].isupper() and not match[2].isupper():
            message = "the quotation is a whole sentence"
            yield Finding(("cites", index, "quote"), message, "quote the words that matter")


_TERM = 3
"""The most words between marks that may be a term with the author's doubt about it."""


@rule("Q333", claims=True)
def marks_of_its_own(entry: Question | Claim) -> Findings:
    """A quotation with quotation marks of its own.

    The quiz puts each quotation between quotation marks, so readers would see two pairs. A term of up to
    three words may have its marks, as they may be what the question is about.

    Before: cites = [{ source = "courier-2024", at = "¶1", quote = "“closed at dusk on Friday”" }]
    After: cites = [{ source = "courier-2024", at = "¶1", quote = "closed at dusk on Friday" }]
    """
    for index, citation in enumerate(entry.cites):
        quote = citation.quote.strip()
        if quoted(quote) == [quote[1:-1]] and len(words(quote)) > _TERM:
            message = "the quotation has quotation marks of its own, and the quiz adds its own"
            mend = f"leave out {quote[0]} and {quote[-1]}"
            yield Finding(("cites", index, "quote"), message, mend)


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
