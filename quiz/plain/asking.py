"""Ask a reader how sure they are, and let them try what that earns on two statements."""

from pathlib import Path

from quiz import NAME
from quiz.bank.kinds import Choice, Response
from quiz.plain.kinds import question_lines, read_response
from quiz.plain.lines import scale_lines, stakes_line
from quiz.plain.talk import Talk
from quiz.play import first_minute
from quiz.play.mark import Certainty
from quiz.play.stakes import BE_HONEST, points_in_words
from quiz.session import Session
from quiz.text import folded
from quiz.words import phrase, say

REMINDED = 3
"""How often readers who know what each certainty earns are reminded of it."""
HELP = phrase("help")
HOW_SURE = phrase("How sure are you? 1, 2 or 3, or Enter to change your answer:")


class Asking:
    """Asks the reader of a session in lines of text."""

    def __init__(
        self, session: Session, talk: Talk, *, command: str = NAME, articles: Path | None = None
    ) -> None:
        """Take the folder of the reader's own copies of the articles.

        `command` opens the same bank again.
        """
        self._session = session
        self._bank = session.bank
        self._talk = talk
        self._say = talk.say
        self._command = command
        self._articles = articles
        self._knows_scale = session.knows_scale
        self._reminders = REMINDED

    def _try_marks(self) -> bool:
        """Ask two statements, and say what each certainty would have earned.

        Enter skips it; returns whether the reader went through both.
        """
        self._session.try_marks()
        self._say("", say(first_minute.BEFORE))
        for statement in first_minute.statements():
            tried = self._try(statement)
            if tried is None:
                return False
            self._say("", *first_minute.outcome(statement, *tried, points_in_words))
        self._say("", say(BE_HONEST))
        return True

    def _try(self, statement: Choice) -> tuple[Response, Certainty] | None:
        """Ask a statement and how sure the reader is; return None when they skip it."""
        self._say("", *question_lines(statement, (0, 1)))
        while line := self._talk.command(say("Your answer, a or b, or Enter to skip this:")):
            first = first_minute.begins_with(statement, line)
            try:
                response = (first,) if first is not None else read_response(statement, (0, 1), line)
            except ValueError as error:
                self._say(str(error))
            else:
                if certainty := self._certainty():
                    return response, certainty
        return None

    def _certainty(self) -> Certainty | None:
        """Ask how sure the reader is; return None when they take the answer back."""
        if not self._knows_scale:
            self._say(say(BE_HONEST), *scale_lines())
            self._knows_scale = True
        elif self._reminders:
            self._say(stakes_line())
            self._reminders -= 1
        words = {str(int(each)): each for each in Certainty}
        words |= {each.name.lower(): each for each in Certainty}
        words |= {folded(each.word): each for each in Certainty}
        while (typed := self._talk.command(say(HOW_SURE))) not in words:
            if not typed:
                self._say(say("Type your answer again."))
                return None
            if typed in ("?", HELP, folded(say(HELP))):
                self._say(say(BE_HONEST), *scale_lines())
            else:
                self._say(say("Type 1, 2 or 3, or ? for what they earn."))
        return words[typed]

    def _tell_news(self) -> None:
        """Say what there is to know of the history, once."""
        if news := self._session.news():
            self._say("", news)
