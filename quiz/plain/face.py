"""The quiz a line at a time: for screen readers, for terminals that cannot draw, for pipes."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from quiz.plain.lines import (
    claim_line,
    claim_lines,
    lesson_lines,
    source_lines,
)
from quiz.plain.playing import Playing
from quiz.plain.turns import TRY
from quiz.record.page import heard, profile_lines, round_in_words
from quiz.record.profile import PRIVACY
from quiz.session import CannotBegin, OpenRound, Way
from quiz.text import as_sentence, capitalised, folded, has_words
from quiz.words import phrase, say, say_n

WAYS = {
    "try": TRY,
    "due": "d",
    "resume": "t",
    "round": "r",
    "choose": "m",
    "last": "l",
    "progress": "p",
    "sources": "s",
    "claims": "c",
    "skill": "s",
    "article": "a",
    "missed": "w",
    "marked": "m",
    "exam": "e",
    "size": "n",
}
"""What to type for each of the things that a reader can do."""
BEGIN = phrase("Enter to begin a round, b to go back, q to leave:")
"""What is asked after the first minute and after a lesson."""


class PlainFace(Playing):
    """The plain face: runs a session as lines of text, from its menu on."""

    def farewell(self) -> tuple[str, str]:
        """Return what to say to a reader who leaves, and the command to go on with, if any."""
        text, waits = self._session.farewell()
        if not waits:
            return text, ""
        carry_on = say("To carry on, run this command and type t:")
        return f"{text} {carry_on}", self._command

    def home(self) -> None:
        """Offer the menu again and again; raises `Leave` when the reader leaves."""
        about = self._bank.about
        self._say(about.title, about.description)
        if whose := self._session.whose:
            self._say(as_sentence(capitalised(whose)))
        self._tell_news()
        while True:
            ways, enter = self._session.ways(), say("Enter lists them again.")
            if way := self._choice(ways, say("Your choice:"), enter):
                try:
                    self._take(way)
                except CannotBegin as reason:
                    self._say(str(reason))

    def _choice(self, ways: Sequence[Way], prompt: str, enter: str = "") -> Way | None:
        """Tell what there is to choose from; return the choice, or None on Enter alone.

        `enter` tells a reader who types something else what Enter does, where the prompt doesn't.
        """
        by_key = {WAYS[way.id]: way for way in ways}
        self._say(
            "",
            *(
                f"{say(TRY) if key == TRY else key}) {way.name}: {heard(way.detail)}"
                for key, way in by_key.items()
            ),
            f"q) {say('leave')}",
        )
        while (typed := self._command_of(prompt)) not in by_key:
            if typed in ("", "?"):
                return None
            none = say("That isn't one of them.")
            self._say(f"{none} {enter}".rstrip())
        return by_key[typed]

    def _command_of(self, prompt: str) -> str:
        """What the reader types, in English if it is the word for the first minute."""
        typed = self._talk.command(prompt)
        return TRY if typed == folded(say(TRY)) else typed

    def _take(self, way: Way) -> bool:
        """Do what the reader chose; returns whether it is done, and they don't choose again."""
        session = self._session
        match way.id:
            case "try":
                if self._try_marks() and not self._talk.command(say(BEGIN)):
                    self.begin(session.open("round"))
            case "due" | "resume" | "round" | "missed" | "marked" | "exam" as round:
                self.begin(session.open(round))
            case "choose":
                self._choose_round()
            case "size":
                self._choose_size()
                return False
            case "skill":
                return self._choose_skill()
            case "article":
                return self._choose_article()
            case "last":
                self._go_on(lambda: self.look_back(session.last_round()))
            case "progress":
                self._tell_progress()
            case "sources":
                self._tell_sources()
            case "claims":
                self._tell_claims()
        return True

    def _choose_round(self) -> None:
        prompt = say("Your choice, or Enter to go back:")
        while way := self._choice(self._session.more_ways(), prompt):
            if self._take(way):
                return

    def _choose_size(self) -> None:
        """Ask how many questions a round has; Enter keeps the number."""
        session = self._session
        *some, every = session.sizes()
        all = say("all")
        prompt = say("{some} or {all}, or Enter to go back:", some=", ".join(some), all=all)
        while size := self._talk.command(prompt):
            if size in (*some, every, all):
                session.size = size if size in some else every
                return
            self._say(say("That isn't one of them."))

    def _choose_skill(self) -> bool:
        """Ask for a skill and begin a round on it; returns whether one was begun."""
        skills = self._bank.skills
        names = [f"{each.name}; {say('learn to {can}', can=each.can)}" for each in skills.values()]
        return any(self._begin_on(list(skills)[index]) for index in self._chosen(names))

    def _begin_on(self, id: str) -> bool:
        """Say the lesson on a skill, if it has one, and begin a round, unless they go back."""
        if skill := self._session.lesson(id):
            self._say(*lesson_lines(skill))
            if self._talk.command(say(BEGIN)):
                return False
        self.begin(self._session.begin(skill=id))
        return True

    def _choose_article(self) -> bool:
        """Ask for an article and begin a round on it; returns whether one was begun."""
        articles = self._bank.articles()
        known = (each.before_answer() for each in articles.values())
        names = [f"{each.name}; {each.genre}" for each in known]
        for index in self._chosen(names):
            self.begin(self._session.begin(source=list(articles)[index]))
            return True
        return False

    def _tell_sources(self) -> None:
        sources = list(self._bank.sources_by_title().values())
        elsewhere = say("reporting from elsewhere")
        names = [
            each.name if each.role == "article" else f"{each.name}; {elsewhere}" for each in sources
        ]
        for index in self._chosen(names):
            self._say(*source_lines(sources[index]))

    def _tell_claims(self) -> None:
        claims = [each for about in self._bank.claims_by_event().values() for each in about]
        for index in self._chosen([f"{each.event}; {claim_line(each)}" for each in claims]):
            claim = claims[index]
            self._say(claim.event, *claim_lines(claim, self._bank.sources))
            if count := len(self._bank.questions_on(claim)):
                self._say(
                    say_n(
                        count,
                        "There is {n} question on this.",
                        "There are {n} questions on this.",
                    )
                )
                asks = say_n(
                    count, "r to answer it, Enter to go on:", "r to answer them, Enter to go on:"
                )
                if self._talk.command(asks) == "r" and self._go_on(
                    partial(self._session.begin, claim=claim)
                ):
                    return

    def _chosen(self, names: Sequence[str]) -> Iterator[int]:
        """Show a numbered list; yield the index of each entry that the reader chooses."""
        prompt = say("A number, / and a word to search, Enter to go back, q to leave:")
        numbered = [f"{number}) {name}" for number, name in enumerate(names, start=1)]
        self._say(*numbered)
        indexes = {str(index + 1): index for index in range(len(names))}
        while line := self._talk.command(prompt):
            if line in indexes:
                yield indexes[line]
            elif line == "?":
                self._say(*numbered)
            elif line.startswith("/"):
                matches = [each for each in numbered if has_words(each, line[1:])]
                none = say("Nothing here has “{words}”.", words=line[1:].strip())
                self._say(*matches or [none])
            else:
                self._say(say("Type a number from 1 to {last}.", last=len(names)))

    def _tell_progress(self) -> None:
        """Say how the reader is doing, and offer a round to practise and the rounds so far."""
        session = self._session
        profile, rounds = session.progress(), session.ended_rounds()
        self._say("", *profile_lines(profile), "", say(PRIVACY))
        missed = session.sure_and_wrong()
        skill = self._bank.skills[profile.next].name
        practise = say("n for a round to practise ({skill})", skill=skill)
        offered = [practise, say("Enter to go back:")]
        if missed.round.slots:
            offered.insert(0, say("w to open what you were sure of but got wrong"))
        if rounds:
            offered.insert(0, say("r to list your rounds"))
        asks = ", ".join(offered)
        while typed := self._talk.command(asks):
            if typed == "n":
                self._go_on(lambda: session.begin(skill=profile.next))
                return
            if typed == "r" and rounds:
                names = [as_sentence(round_in_words(each)) for each in rounds]
                for index in self._chosen(names):
                    if self._go_on(partial(self._reopen, rounds[index].number)):
                        return
                continue
            if typed == "w" and missed.round.slots:
                for index in self._chosen([slot.question.name for slot in missed.round.slots]):
                    self._look_at(missed, index, misses=True)
                continue
            self._say(say("That isn't one of them."))

    def _reopen(self, number: int) -> OpenRound | None:
        return self.look_back(self._session.reopen(number))

    def _go_on(self, choose: Callable[[], OpenRound | None]) -> bool:
        """Play the round that the reader chooses, or say why it can't be; whether one was."""
        try:
            chosen = choose()
        except CannotBegin as reason:
            self._say(str(reason))
            return False
        if chosen:
            self.begin(chosen)
        return chosen is not None
