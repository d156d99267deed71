"""What a bank has: its kinds and skills, which way it leans, and what simple rules guess."""

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from quiz.bank.model import Bank
from quiz.check.guessing import guesses
from quiz.check.whole_bank import leanings
from quiz.text import counted


def on_skills(bank: Bank) -> Counter[str]:
    """How many questions there are on each skill."""
    counts = Counter(dict.fromkeys(bank.skills, 0))
    counts.update(question.skill for question in bank.questions)
    return counts


def count_lines(bank: Bank) -> Iterator[str]:
    """The counts of a bank in words, a line for each subject that it has; drafts are apart."""
    asked = tuple(each for each in bank.questions if not each.draft)
    drafts = len(bank.questions) - len(asked)
    bank = replace(bank, questions=asked)
    kinds = Counter(question.kind for question in asked)
    beside = f"; {counted(drafts, 'draft')}" if drafts else ""
    yield f"{counted(len(asked), 'question')}: {_listed(kinds) or 'none'}{beside}"
    yield f"On each skill: {_listed(on_skills(bank))}"
    if leans := leanings(bank):
        yield f"Wrong options that lean: {leans['trust']} to trust, {leans['doubt']} to doubt"
    if verdicts := Counter(each.verdict for each in bank.questions if each.verdict):
        right, wrong = verdicts["supported"], verdicts["unsupported"]
        yield f"Judgements: {right} supported, {wrong} unsupported"
    rules = [
        f"the {name}, {hits} of {len(chances)} (chance {sum(chances):.1f})"
        for name, hits, chances in guesses(bank)
        if chances
    ]
    if rules:
        yield f"Guessed right: {'; '.join(rules)}"


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())
