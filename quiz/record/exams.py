"""Open exams: until one is over, nothing else asks its questions, and their keys aren't told."""

from collections.abc import Callable, Collection, Iterable

from msgspec import Struct

from quiz.bank.kinds import Question, digest

SEALED = """
SELECT rounds.number AS round, bank, id, digest FROM rounds
    JOIN slots ON slots.round = rounds.number
    JOIN questions ON questions.number = slots.question
WHERE exam AND NOT over ORDER BY rounds.number
"""


class Sealed(Struct, frozen=True):
    """A question that an open exam asks."""

    round: int
    bank: str
    id: str
    digest: str


def exam_that_asks(
    sealed: Iterable[Sealed], bank_ids: Collection[str]
) -> Callable[[Question], int]:
    """A function from a question of a bank to the number of the open exam that asks it, or 0.

    The same question in another bank is known by its digest, and another wording of it in this
    bank, which has these ids, by its own id.
    """

    def asks(question: Question) -> int:
        for each in sealed:
            if each.id == question.id and (
                each.bank in bank_ids or each.digest == digest(question)
            ):
                return each.round
        return 0

    return asks
