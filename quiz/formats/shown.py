"""What a question asks, as HTML that stands without the style of our pages."""

import re
from collections.abc import Iterator, Sequence

from quiz.bank.exhibits.base import Sources
from quiz.bank.kinds import Question
from quiz.drawn import asked

_LONG_BAR = re.compile("(━{10})(?=━)")
"""Where a long bar may break, for tools that have no style to say so."""


def shown(question: Question, sources: Sources, parts: Sequence[str]) -> Iterator[str]:
    """What `asked` of `quiz.drawn` yields, with bars that break."""
    for html in asked(question, sources, parts):
        yield _LONG_BAR.sub(r"\1 ", html)
