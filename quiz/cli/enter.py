"""Papers that are typed in, for teachers: `quiz enter`."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz import NAME
from quiz.cli.errors import fail, fail_to_keep, reason, refuse_in_exam
from quiz.cli.group import command
from quiz.cli.options import FOLDER, bank_option
from quiz.cli.paper import code_in
from quiz.paths import write_whole
from quiz.startup import PROBLEMS, open_history, read_or_leave, refuse
from quiz.words import say, say_n

if TYPE_CHECKING:
    from quiz.bank.model import Bank
    from quiz.classroom.handin import HandedRound, HandIn
    from quiz.plain.talk import Talk
    from quiz.play.round import Round


@command(
    "quiz enter --sheet 10-7-2-kvbt                              one paper after the other",
    'quiz enter --sheet sheet.html --name "Ann B." --version B   one paper',
    short="Type in what readers ticked on paper, so that it counts.",
)
@click.option("--sheet", "which", metavar="CODE", help="The code on the sheet, or its file.")
@click.option("--name", default="", help="Whose paper it is. By default, one after the other.")
@click.option("--version", "letter", metavar="LETTER", default="", help="Which version it is.")
@click.option(
    "-o", "folder", metavar="DIR", type=FOLDER, default=Path(), help="Where to put the files."
)
@bank_option
def enter(which: str | None, name: str, letter: str, folder: Path, bank_file: Path | None) -> None:
    """Type in what readers ticked on paper: a file for each, as quiz hand-in writes it.

    Each question is a line, such as b2: b, and fairly sure. Enter alone is an answer left out, p
    goes back. What you typed of a paper is kept at each step, so q loses nothing: the same name
    goes on with it. The same name again is the same reader: another sheet is added to the file, and
    the same sheet takes the place of what was typed before.
    """
    from shutil import get_terminal_size

    from quiz.plain.talk import Leave, Talk

    name = name.strip()
    bank = read_or_leave(bank_file)
    width = min(80, get_terminal_size().columns) if sys.stdout.isatty() else 10_000
    talk = Talk(sys.stdin, sys.stdout, width)
    with open_history(bank, bank_file) as history:
        try:
            teacher = history.reader()
        except OSError as error:
            fail_to_keep("no paper can be typed in", history, error)
        try:
            sheet, versions = _sheet(bank, which or talk.ask(say("The code on the sheet:")))
            if letter and letter.upper() not in versions:
                refuse(f"the sheet has no version {letter}", f"choose from {', '.join(versions)}")
            refuse_in_exam(bank, bank_file, [slot.question for slot in versions["A"].slots])
            papers = _Papers(bank, sheet, versions, talk, folder=folder, teacher=teacher)
            if name and not papers.type(name, letter.upper()):
                sys.exit(PROBLEMS)
            while not name and (one := talk.ask(say("Whose paper? Enter to end:"))):
                papers.type(one, letter.upper())
        except (Leave, KeyboardInterrupt) as end:
            talk.say("")
            sys.exit(128 + signal.SIGINT if isinstance(end, KeyboardInterrupt) else 0)


def _sheet(bank: Bank, which: str) -> tuple[str, dict[str, Round]]:
    """The code of a sheet, given by it or by its file, and the round of each version by its letter.

    Leaves if this bank has no such sheet.
    """
    from string import ascii_uppercase

    from quiz.classroom.paper import NoSheet, from_code, rounds

    path = Path(which).expanduser()
    if path.is_file():
        try:
            found = code_in(path)
        except OSError as error:
            fail(f"{path} can't be read: {reason(error).lower()}")
        if not found:
            fail(f"{path} isn't a sheet that {NAME} print wrote")
        which = found
    code = which.strip().lower()
    try:
        made = rounds(bank, from_code(bank, code))
    except NoSheet as error:
        fail(str(error))
    return code, dict(zip(ascii_uppercase, made, strict=False))


class _Papers:
    """The papers of a sheet, typed in one after the other."""

    def __init__(
        self,
        bank: Bank,
        code: str,
        versions: Mapping[str, Round],
        talk: Talk,
        *,
        folder: Path,
        teacher: str,
    ) -> None:
        """Take the sheet's code, where to put files, and the random id of the teacher's history."""
        self._bank = bank
        self._code = code
        self._versions = versions
        self._folder = folder
        self._teacher = teacher
        self._talk = talk

    def type(self, name: str, letter: str) -> bool:
        """Type a paper in and save it; returns whether it was saved, and says why not.

        The version is asked for if there are several and `letter` is empty. Raises `Leave` when
        whoever types stops.
        """
        from quiz.classroom.handin import (
            LONGEST_NAME,
            UNFINISHED,
            NoHandIn,
            file_name,
            read_handin,
        )
        from quiz.classroom.paper import filled, reader_of, typed_before
        from quiz.plain.entering import type_in
        from quiz.plain.talk import Leave

        tell, ask = self._talk.say, self._talk.command
        if len(name) > LONGEST_NAME:
            tell(say("A name has at most {n} characters.", n=LONGEST_NAME))
            return False
        name = self._known(name)
        reader, earlier, before = reader_of(self._bank, self._teacher, name), None, None
        path = self._folder / file_name(name, reader)
        if path.exists():
            with suppress(NoHandIn):
                earlier = read_handin(path)
            if earlier is None or earlier.reader != reader or not earlier.check:
                tell(say("{file} is there already, and not from papers typed here.", file=path))
                return False
            before = typed_before(earlier, self._code)
        so_far = _Unfinished(path.with_name(f"{path.stem} {self._code}{UNFINISHED}"), reader)
        if kept := so_far.read(self._code):
            tell(say("You can go on with {name}'s paper where you stopped.", name=name))
            letter = letter or self._version_of(kept)
            before = kept
        elif before:
            there = say(
                "{name}'s answers to this sheet are here already. Enter to change them, "
                "n to leave them:",
                name=name,
            )
            if ask(there) == "n":
                return False
        try:
            round = self._version(letter)
            typed = type_in(
                self._talk,
                filled(round, before) if before else round,
                whose=name,
                keep=lambda changed: so_far.write(self._made(name, changed)),
                resumes=bool(kept),
            )
        except (Leave, KeyboardInterrupt):
            if so_far.is_kept:
                tell(
                    "",
                    say("What was typed is kept. Type {name} again to go on with it.", name=name),
                )
            else:
                tell("", say("What was typed for {name} isn't saved.", name=name))
            raise
        saved = self._save(self._made(name, typed, earlier), path)
        if saved:
            so_far.remove()
        return saved

    def _version(self, letter: str) -> Round:
        """The round of a version; asks for its letter until the sheet has it."""
        letter = letter if len(self._versions) > 1 else "A"
        while letter not in self._versions:
            if letter:
                self._talk.say(say("The sheet has no version {letter}.", letter=letter))
            letters = "/".join(self._versions)
            letter = self._talk.command(say("Version {letters}:", letters=letters)).upper()
        return self._versions[letter]

    def _known(self, name: str) -> str:
        """The name as it is on an earlier paper in the folder, if it's the same reader's.

        Capitals make no difference; where a name is nearly the same, it is asked for.
        """
        from quiz.classroom.handin import ENDING, NoHandIn, file_name, read_handin
        from quiz.classroom.paper import reader_of
        from quiz.text import close_match, folded

        reader = reader_of(self._bank, self._teacher, name)
        file = folded(Path(file_name(name, reader)).stem)
        known: dict[str, Path] = {}
        with suppress(OSError):
            there = (each for each in self._folder.iterdir() if each.suffix.lower() == ENDING)
            known = {folded(each.stem): each for each in sorted(there)}
        is_same = file in known
        near = file if is_same else close_match(file, [*known])
        try:
            other = read_handin(known[near]).name if near else ""
        except NoHandIn:
            other = ""
        if not other:
            return name
        there_is = say(
            "{known} has a paper here. Is it the same reader? Enter for yes, n for no:", known=other
        )
        return name if not is_same and self._talk.command(there_is) == "n" else other

    def _version_of(self, kept: HandedRound) -> str:
        """The letter of the version that a round was typed from; empty if it is none of these."""
        asked = [(each.id, each.order) for each in kept.questions]
        for letter, round in self._versions.items():
            if asked == [(slot.question.id, slot.arrangement) for slot in round.slots]:
                return letter
        return ""

    def _made(self, name: str, round: Round, earlier: HandIn | None = None) -> HandIn:
        from datetime import UTC, datetime

        from quiz.classroom.paper import typed_in

        return typed_in(
            self._bank,
            round,
            datetime.now(UTC),
            teacher=self._teacher,
            name=name,
            sheet=self._code,
            earlier=earlier,
        )

    def _save(self, made: HandIn, path: Path) -> bool:
        from quiz.classroom.handin import in_file

        try:
            write_whole(path, [in_file(made)])
        except OSError as error:
            self._talk.say(f"{path} can't be written: {reason(error)}")
            return False
        n = sum(1 for _ in made.rounds[-1].answers)
        self._talk.say(
            say_n(
                n,
                "{file} has {n} answer of this sheet.",
                "{file} has {n} answers of this sheet.",
                file=path,
            ),
            "",
        )
        return True


class _Unfinished:
    """What was typed of a paper so far, in a file beside the hand-ins."""

    def __init__(self, path: Path, reader: str) -> None:
        self._path = path
        self._reader = reader
        self.is_kept = False
        """Whether the file has all that was typed."""

    def read(self, code: str) -> HandedRound | None:
        """The round as far as it was typed from a sheet, if there is one."""
        from quiz.classroom.handin import NoHandIn, read_handin
        from quiz.classroom.paper import typed_before

        try:
            found = read_handin(self._path)
        except NoHandIn:
            return None
        self.is_kept = found.reader == self._reader and bool(found.check)
        return typed_before(found, code) if self.is_kept else None

    def write(self, made: HandIn) -> None:
        """Write what was typed so far, unless the file is somebody else's."""
        from quiz.classroom.handin import in_file

        if self._path.exists() and not self.is_kept:
            return
        self.is_kept = False
        with suppress(OSError):  # whoever types is told at the end
            write_whole(self._path, [in_file(made)])
            self.is_kept = True

    def remove(self) -> None:
        """Remove the file once the paper is saved."""
        if self.is_kept:
            self._path.unlink(missing_ok=True)
