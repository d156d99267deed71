"""Opening the quiz: on what questions, with whose history, on what kind of terminal."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from quiz.bank.model import Bank
    from quiz.play.round import Round
    from quiz.record.history import History

PROBLEMS, WRONG_USE = 1, 2
_CANNOT_DRAW = ("dumb", "unknown", "") if sys.platform != "win32" else ()
"""Values of TERM under which the quiz goes on a line at a time."""


def open_quiz(
    bank: "Bank",
    bank_file: Path | None = None,
    articles: Path | None = None,
    round: "Round | None" = None,
    *,
    plain: bool = False,
) -> NoReturn:
    """Open the quiz, at a round when there is one, and leave when the reader does."""
    opened = _open_lines if plain or cannot_draw() else _open_screens
    sys.exit(opened(bank, bank_file, articles, round))


def read_or_leave(bank_file: Path | None = None) -> "Bank":
    """The bank to ask from; says what is wrong with it and leaves when it cannot be used."""
    from quiz.bank.cache import read_bank
    from quiz.bank.load import gc_paused, own_bank
    from quiz.bank.problem import BankError

    try:
        with gc_paused():
            return read_bank(bank_file or own_bank())
    except BankError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        sys.exit(PROBLEMS)


def cannot_draw() -> bool:
    """Whether there is no terminal, or one that shows lines and no more."""
    # Keys come from stdin, and Textual draws on stderr, on Windows on stdout.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return os.environ.get("TERM", "").lower() in _CANNOT_DRAW or not all(
        stream is not None and stream.isatty() for stream in streams
    )


def former_ids(bank: "Bank", bank_file: Path | None) -> list[str]:
    """Under what the rounds of a bank may have been kept before: its file, or no id."""
    from msgspec.structs import replace

    from quiz.bank.load import own_bank
    from quiz.bank.model import without_folder

    # A name that is not UTF-8 was never kept.
    path = os.fsencode((bank_file or own_bank()).resolve()).decode(errors="replace")
    ids = [path, without_folder(path)]
    if bank_file is None or bank_file.resolve() == own_bank().resolve():
        ids.append("own")
    if bank.about.id:
        ids.append(replace(bank, about=replace(bank.about, id=None)).id)
    return ids


@contextmanager
def history_here(bank: "Bank | None" = None, bank_file: Path | None = None) -> Iterator["History"]:
    """The reader's history; what there is to know of it is told at the end.

    Rounds of the bank that were kept under another id go over to the one it has now.
    """
    from quiz.record.history import History

    history = History.open()
    try:
        if bank:
            history.adopt(former_ids(bank, bank_file), bank, bank.id)
        yield history
        _tell_news(history)
    finally:
        history.close()  # which tries once more, if need be, and that may take a moment
    _tell_news(history)


def _tell_news(history: "History") -> None:
    if news := history.news():
        sys.stderr.write(f"quiz: {news}\n")


def refuse(what: str, mend: str) -> NoReturn:
    """Leave with a line that says what is wrong and what to do."""
    told = f"quiz: {what}; {mend}".replace("\n", "\\n")
    sys.stderr.write(f"{told}\n")
    sys.exit(WRONG_USE)


def for_shell(path: Path) -> str:
    """The path as a word of a command that the reader can copy, whatever is in its name."""
    from shlex import quote

    name = str(path)
    if name.isprintable():
        return quote(name)
    # In bash, zsh and the newest POSIX shells, `$'…'` takes bytes by their numbers.
    plain = frozenset(b"/.-_" + bytes(range(48, 58)) + bytes(range(65, 91)) + bytes(range(97, 123)))
    coded = (chr(each) if each in plain else f"\\x{each:02x}" for each in os.fsencode(name))
    return f"$'{''.join(coded)}'"


def _open_screens(
    bank: "Bank", bank_file: Path | None, articles: Path | None, round: "Round | None"
) -> int:
    """Run the quiz on screens; returns the exit code."""
    # All that is loaded for the first screen stays, and to look for garbage in it takes a tenth
    # of the start. The app enables the collector again when the screen is drawn.
    gc.disable()
    from quiz.session import Session
    from quiz.tui.app import QuizApp

    with history_here(bank, bank_file) as history:
        session = Session(bank, history)
        first = session.prepare(round) if round else None
        app = QuizApp(session, first=first, articles=articles)
        app.run()
        if first:
            first.keep()
    return app.tell_crash() or app.return_code or 0


def _open_lines(
    bank: "Bank", bank_file: Path | None, articles: Path | None, round: "Round | None"
) -> int:
    """Run the quiz a line at a time, on stdin and stdout; returns the exit code."""
    from shutil import get_terminal_size

    from quiz.plain.face import PlainFace
    from quiz.plain.talk import Leave, Talk
    from quiz.session import Session

    gc.enable()
    width = min(72, get_terminal_size((72, 24)).columns) if sys.stdout.isatty() else 10_000
    talk = Talk(sys.stdin, sys.stdout, width)  # where lines go into a pipe, they stay whole
    given = (("--bank", bank_file), ("--articles", articles))
    options = "".join(f" {name} {for_shell(path.absolute())}" for name, path in given if path)
    with history_here(bank, bank_file) as history:
        session = Session(bank, history)
        face = PlainFace(session, talk, options=options, articles=articles)
        try:
            if round is None:
                face.home()
            else:
                face.play(session.take(round))
        except (Leave, KeyboardInterrupt) as end:
            text, command = face.farewell()
            talk.say("", text)
            if command:
                talk.quote(command)
            return 128 + signal.SIGINT if isinstance(end, KeyboardInterrupt) else 0
    return 0
