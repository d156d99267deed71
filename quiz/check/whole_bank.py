"""The rules about a bank as a whole."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import chain
from math import ceil

from quiz.bank.exhibits import in_words
from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot, numbers
from quiz.bank.model import Bank
from quiz.bank.problem import DocumentPath
from quiz.check.rules import Finding, Findings, rule
from quiz.text import counted, words, wrapped

ENOUGH = 20
"""The fewest questions for a share to mean something."""

FEW = 10
"""The fewest questions on a skill that make a score."""

SHORTEST_LESSON, LONGEST_LESSON = 40, 140
"""The fewest and the most words in a lesson."""

MOST_ON_EVENT = 8
"""The most questions about one event."""

ALIKE = 0.85
"""The share of words in common, from 0 to 1, from which two questions ask nearly the same."""

COLUMNS, ROWS = 66, 18
"""What a terminal of 80 by 24 has for a question and its exhibits in words."""

_WITH_DAY = len("2023-02-28")

_SIGN = re.compile(r"(?<=[\s\d)])[-+−×÷*/·^=<>≤≥](?=[\s\d(])")
"""A sign in a sum, which is another one with another sign."""

_COMPARED = 50
"""The most earlier questions with a word in common to compare a question with."""


@rule("Q404")
def one_sided(bank: Bank) -> Findings:
    """The bank leans towards trust or towards doubt.

    Wrong options that believe too much teach doubt, and those that dismiss too much teach trust. A
    quiz that teaches only doubt makes people doubt what is true. Each side should have 40 to 60% of
    the wrong options that lean, and of the verdicts.

    Source: Hoes, Aitken, Zhang, Gackowski and Wojcieszak (2024), Prominent misinformation
    interventions reduce misperceptions but increase scepticism, Nature Human Behaviour 8,
    1545-1553.
    """
    leans, verdicts = leanings(bank), Counter(each.verdict for each in bank.questions)
    trust, doubt = leans["trust"], leans["doubt"]
    supported, unsupported = verdicts["supported"], verdicts["unsupported"]
    for one, other, message in (
        (trust, doubt, f"of the wrong options that lean, {trust} lean to trust, {doubt} to doubt"),
        (
            supported,
            unsupported,
            f"{supported} verdicts are “supported”, {unsupported} “unsupported”",
        ),
    ):
        if one + other >= ENOUGH and not 0.4 <= one / (one + other) <= 0.6:  # noqa: PLR2004 - the shares that Q404 names
            yield Finding(("questions",), message, "bring both near to half")


@rule("Q405")
def thin_skills(bank: Bank) -> Findings:
    """A skill with few questions.

    Readers see a score once they have 10 answers. A skill with fewer questions than that can only be
    scored by asking the same ones again. Reported in banks of 20 questions or more.
    """
    if len(bank.questions) < ENOUGH:
        return
    counts = Counter(question.skill for question in bank.questions)
    for id in bank.skills:
        if counts[id] < FEW:
            questions = counted(counts[id], "question")
            message = f"the skill “{id}” has {questions}; {FEW} are needed to score it"
            yield Finding(("skills", id), message, "write more, or join it to another skill")


@rule("Q406")
def near_duplicates(bank: Bank) -> Iterator[Finding | None]:
    """Two questions ask nearly the same.

    Anyone who has seen one has seen the other, so the second measures memory. Reported if passage,
    exhibits and stem share 85% of their words.
    """
    # Sets of words as alike as `ALIKE` share two of their rarest words, so only questions that do
    # are compared: prefix filtering, Chaudhuri, Ganti and Kaushik (2006), "A primitive operator for
    # similarity joins in data cleaning". Each None lets the caller stop.
    word_sets: list[frozenset[str]] = []
    for question in bank.questions:
        word_sets.append(frozenset(_asked_words(question)))
        yield None
    counts = Counter(word for each in word_sets for word in each)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(word_sets):
        yield None
        rarest = sorted(own, key=lambda word: (counts[word], word))
        prefix = rarest[: len(own) - ceil(ALIKE * len(own)) + 2]
        shared = Counter(chain.from_iterable(holders[word][-_COMPARED:] for word in prefix))
        for other in sorted(other for other, count in shared.items() if count > 1):
            common = len(own & word_sets[other])
            if common >= ALIKE * (len(own) + len(word_sets[other]) - common):
                message = f"this asks nearly the same as “{bank.questions[other].id}”"
                yield Finding(("questions", index, "stem"), message, "leave one, or vary it")
                break
        for word in prefix:
            holders[word].append(index)


@rule("Q407")
def no_id(bank: Bank) -> Findings:
    """The bank has no id.

    Readers' answers are saved under the bank's id, so they are found again wherever the file is and
    whatever it is called. Without an id, they are saved under the title and the ids of the questions,
    and lost from sight as soon as you add a question. `quiz new` writes an id that nobody else has;
    leave it alone when you change the rest.

    Before:
      [about]
      title = "The last ferry"
      description = "An article about a ferry that came late."
    After:
      [about]
      id = "the-last-ferry"
      title = "The last ferry"
      description = "An article about a ferry that came late."
    """
    if bank.about.id is None:
        message = "the bank has no id, so readers lose their history when questions come or go"
        yield Finding(("about",), message, 'add `id = "…"`, and leave it as it is from then on')


@rule("Q408")
def untitled(bank: Bank) -> Findings:
    """A question without a title.

    Lists and reports have one line for each question. A title, such as “A ferry that came late”, says
    what the question is about in at most 40 characters and gives nothing away: neither the answer nor
    what there is to notice. Without a title, the line has the beginning of the stem, and many stems
    begin alike. If most questions have no title, this is reported once.
    """
    without = {index: each for index, each in enumerate(bank.questions) if not each.title}
    count, mend = len(bank.questions), 'add `title = "…"`, in 40 characters at most'
    if many := len(without) > count / 2:
        some = f"{len(without)} of {count} questions have no title"
        message = "no question has a title" if len(without) == count else some
        yield Finding(("questions",), message, mend)
    for index, question in without.items():
        if not many or "Q408" in question.allow:
            yield Finding(("questions", index, "id"), f"“{question.id}” has no title", mend)


@rule("Q409")
def lesson_length(bank: Bank) -> Findings:
    """A lesson that is very short or very long.

    A lesson says in 60 to 120 words what the skill is, and works through one example. Fewer than 40
    words leave no room for the example, and more than 140 don't fit on a small screen.
    """
    for id, skill in bank.skills.items():
        count = len(words(skill.lesson))
        if skill.lesson and not SHORTEST_LESSON <= count <= LONGEST_LESSON:
            message = f"the lesson has {counted(count, 'word')}"
            mend = "write 60 to 120, with one example worked through"
            yield Finding(("skills", id, "lesson"), message, mend)


@rule("Q410")
def unsaid_standing(bank: Bank) -> Findings:
    """A claim that doesn't say in a word whether it is disputed.

    The claims file lists each claim with a sign and a word for how it stood: `disputed`, `undisputed`,
    or `open` where nobody disputes it and it isn't settled either. Without the word, a reader has to
    open the claim to find out.
    """
    for index, claim in enumerate(bank.claims):
        if claim.standing is None:
            message = f"“{claim.id}” doesn't say whether it is disputed"
            mend = 'add `standing = "disputed"`, `"open"` or `"undisputed"`'
            yield Finding(("claims", index, "stood"), message, mend)


@rule("Q413")
def worn_event(bank: Bank) -> Findings:
    """An event asked about in more than 8 questions.

    What an explanation says about an event helps with the next question about it, and readers tire of
    meeting it again. Reported once for an event, at the ninth question whose `event` it is.
    """
    asked: Counter[str] = Counter()
    counts = Counter(question.event for question in bank.questions if question.event)
    for index, question in enumerate(bank.questions):
        asked[question.event] += 1
        if question.event and asked[question.event] == MOST_ON_EVENT + 1:
            message = f"{counts[question.event]} questions are about “{question.event}”"
            mend = f"leave {MOST_ON_EVENT}, and ask about something else"
            yield Finding(("questions", index, "event"), message, mend)


@rule("Q414")
def impossible_day(bank: Bank) -> Findings:
    """A day that no calendar has.

    A date such as 2023-02-29 is a slip of the pen, and readers are shown it in words. Write the month
    alone if the day isn't known. A date to come is fine: an article may be invented.
    """
    dates: list[tuple[DocumentPath, str | None]] = [
        *((("sources", id, "published"), each.published) for id, each in bank.sources.items()),
        *((("claims", index, "as_of"), each.as_of) for index, each in enumerate(bank.claims)),
        *((("questions", index, "as_of"), each.as_of) for index, each in enumerate(bank.questions)),
    ]
    for path, known in dates:
        if known and len(known) == _WITH_DAY and not _is_day(known):
            mend = "mend it, or write the month alone"
            yield Finding(path, f"there is no such day: {known}", mend)


@rule("Q416")
def long_opener(bank: Bank) -> Findings:
    """A question to begin with that takes more than a screen.

    A new reader should see the whole of a question with `opener = true`, from its first word to the
    last option, without scrolling. A terminal of 80 columns and 24 rows has 18 rows for that, beside the
    frames and the keys. What counts is the question in words, as plain mode says it.
    """
    for index, question in enumerate(bank.questions):
        if question.opener and (rows := _rows(question, bank)) > ROWS:
            message = f"it takes {rows} rows of words, and a small screen has {ROWS}"
            mend = "shorten it, or let another question be the opener"
            yield Finding(("questions", index, "opener"), message, mend)


@rule("Q417")
def untraceable_source(bank: Bank) -> Findings:
    """A source that no reader could find.

    Under each explanation stands where to check it. A source needs a headline, an author, a
    publisher or an address for that; a genre and a role alone lead nowhere.
    """
    for id, source in bank.sources.items():
        if not (source.headline or source.author or source.publisher or source.url):
            mend = "add its `headline`, `author`, `publisher` or `url`"
            yield Finding(("sources", id), f"nothing says where to find “{id}”", mend)


def leanings(bank: Bank) -> Counter[str]:
    """How many wrong options lean to trust, and how many to doubt."""
    return Counter(
        leaning
        for question in bank.questions
        for index, leaning in enumerate(question.leans)
        if leaning and index not in numbers(question.key)
    )


def _rows(question: Question, bank: Bank) -> int:
    """How many rows a question takes in words, with its exhibits and what to choose from."""
    shown = in_words(question.shown_exhibits, bank.sources)
    pieces = [text for _, text in question.asked()]
    pieces += chain.from_iterable(shown)
    match question:
        case Spot(frame=None):
            pieces.append(question.text)
        case Spot():
            pass
        case Choice() | Multi() | Sort() | Order() | Short():
            pieces += [text for _, text in question.texts()]
    return sum(1 for _ in wrapped(filter(None, pieces), COLUMNS))


def _is_day(known: str) -> bool:
    try:
        date.fromisoformat(known)
    except ValueError:
        return False
    return True


def _asked_words(question: Question) -> Iterator[str]:
    shown = " ".join(text for _, text in question.exhibited())
    asked = f"{question.passage} {shown} {question.stem}"
    yield from (word.casefold() for word in words(asked))
    yield from _SIGN.findall(asked)
    match question:
        case Spot() | Sort() | Order():
            yield from (word.casefold() for _, text in question.texts() for word in words(text))
        case Choice() | Multi() | Short():
            pass
