"""The order of a round, in which neighbours are about different sources where it can be helped."""

from collections.abc import Sequence

from quiz.bank.kinds import Question


def apart(
    questions: Sequence[Question], source: str | None = None, after: Sequence[Question] = ()
) -> list[Question]:
    """These questions in an order in which fewer neighbours cite or show the same source.

    They follow the one in `after`, if it has one. The `source` that a round is on doesn't count.
    Stretches of the order are turned round for as long as that leaves fewer such pairs (2-opt, as
    Croes described it in 1958, https://doi.org/10.1287/opre.6.6.791). The same questions in the
    same order always give the same order.
    """
    order = [*after, *questions]
    about = [sources(each) - {source} for each in order]
    places, first = [*range(len(order))], len(after)

    def meets(one: int, other: int) -> bool:
        """Whether the questions at two places are about the same source; at the end, none are."""
        if other == len(places):
            return False
        return not about[places[one]].isdisjoint(about[places[other]])

    def gains(start: int, end: int) -> int:
        """How many pairs fewer there are once the stretch from `start` to `end` is turned round."""
        before = start > 0
        now = (before and meets(start - 1, start)) + meets(end, end + 1)
        then = (before and meets(start - 1, end)) + meets(start, end + 1)
        return now - then

    pairs = [at for at in range(len(places) - 1) if meets(at, at + 1)]
    while pairs:
        at = pairs.pop()
        if not meets(at, at + 1):
            continue
        # Either side of the pair may begin or end what is turned round.
        stretches = [(at + 1, end) for end in range(at + 1, len(places))]
        stretches += [(start, at) for start in range(first, at + 1)]
        start, end = max(stretches, key=lambda each: gains(*each), default=(0, 0))
        if gains(start, end) > 0:
            places[start : end + 1] = reversed(places[start : end + 1])
            pairs = [at for at in range(len(places) - 1) if meets(at, at + 1)]
    return [order[place] for place in places[first:]]


def sources(question: Question) -> set[str]:
    """The ids of the sources that a question cites or shows."""
    return {*question.sources, *shown(question)}


def shown(question: Question) -> set[str]:
    """The ids of the sources that its exhibits show."""
    return {id for exhibit in question.exhibits for _, id in exhibit.named_sources()}
