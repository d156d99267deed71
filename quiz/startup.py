"""Start the quiz: read the bank, open the history, and run the face that the terminal can show."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from quiz.paths import called, for_reader, for_shell, reader

if TYPE_CHECKING:
    from quiz.bank.model import Bank
    from quiz.record.history import History
    from quiz.session import OpenRound, Session

    Begin = Callable[[Session], OpenRound]
    Opening = AbstractContextManager[Session]

PROBLEMS, WRONG_USE = 1, 2
"""Exit codes of a command: something is wrong with what it looked at, or with how it was called."""
_CANNOT_DRAW = ("dumb", "unknown", "") if sys.platform != "win32" else ()
"""Values of TERM for which the quiz runs a line at a time."""


def open_quiz(
    bank: "Bank",
    bank_file: Path | None = None,
    articles: Path | None = None,
    begin: "Begin | None" = None,
    *,
    plain: bool = False,
    trial: bool = False,
) -> NoReturn:
    """Run the quiz, at the round that `begin` prepares if any, and exit when the reader leaves.

    A `trial` is over after that round, and nothing of it is kept.
    """
    run = _run_lines if plain or cannot_draw() else _run_screens
    opening = _trial(bank) if trial else _session(bank, bank_file)
    sys.exit(run(opening, bank_file, articles, begin))


def read_or_leave(bank_file: Path | None = None) -> "Bank":
    """The bank, whose language is spoken from now on; leaves with its problems if it has any."""
    from quiz.bank.cache import cached_bank
    from quiz.bank.load import gc_paused, own_bank
    from quiz.bank.problem import BankError
    from quiz.words import speak

    try:
        with gc_paused():
            bank = cached_bank(bank_file or own_bank())
    except BankError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        sys.exit(PROBLEMS)
    speak(bank.about.language)
    return bank


def cannot_draw() -> bool:
    """Whether there is no terminal, or one that can only show lines."""
    # Keys come from stdin, and Textual draws on stderr, on Windows on stdout.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return os.environ.get("TERM", "").lower() in _CANNOT_DRAW or not all(
        stream is not None and stream.isatty() for stream in streams
    )


def former_ids(bank: "Bank", bank_file: Path | None) -> list[str]:
    """The ids that a bank's rounds may have been kept under before it had its own."""
    from msgspec.structs import replace

    from quiz.bank.load import own_bank
    from quiz.bank.model import without_folder

    # No round was ever kept under a name that is not UTF-8.
    path = os.fsencode((bank_file or own_bank()).resolve()).decode(errors="replace")
    ids = [path, without_folder(path)]
    if bank_file is None or bank_file.resolve() == own_bank().resolve():
        ids.append("own")
    if bank.about.id:
        ids.append(replace(bank, about=replace(bank.about, id=None)).id)
    return ids


@contextmanager
def open_history(
    bank: "Bank | None" = None, bank_file: Path | None = None, *, new: bool = False
) -> Iterator["History"]:
    """Open the reader's history; prints to stderr, at the end, what the reader should know of it.

    Takes the rounds of the bank that were kept under former ids over to its present id. Leaves if
    a reader is named who has no history, unless it may be a `new` one.
    """
    from quiz.record.history import History

    if name := reader():
        _admit(name, new=new)
    history = History.open()
    try:
        if bank:
            history.adopt(former_ids(bank, bank_file), bank, bank.id)
        yield history
    finally:  # also where a command leaves with a line of its own: no later start would say it
        _tell_news(history)
        if name:
            from quiz.record.readers import remember

            remember(history)
        history.close()  # tries once more to write what is only in memory, which takes a moment
        _tell_news(history)


def _admit(name: str, *, new: bool) -> None:
    """Leave if a reader's name can't be one or, unless they may be `new`, if nobody has it here."""
    from quiz.record import readers

    if fault := readers.fault_of(name):
        refuse(fault, "choose another one")
    if new:
        readers.begin_folder()
    elif not readers.is_there():
        there = ", ".join(readers.others())
        begin = f"begin with {for_reader('take')}"
        refuse(f"there is no reader “{name}”", f"choose from {there}" if there else begin)


def _tell_news(history: "History") -> None:
    if news := history.news():
        sys.stderr.write(f"quiz: {news}\n")


def refuse(what: str, mend: str) -> NoReturn:
    """Exit with a line that says what is wrong and what to do."""
    line = f"quiz: {what}; {mend}".replace("\n", "\\n")
    sys.stderr.write(f"{line}\n")
    sys.exit(WRONG_USE)


def of_bank(bank_file: Path | None) -> str:
    """What makes a command that can be copied one on the same bank; empty for the quiz's own."""
    return f" --bank {for_shell(bank_file)}" if bank_file else ""


@contextmanager
def _session(bank: "Bank", bank_file: Path | None) -> Iterator["Session"]:
    """Open a session that is kept in the reader's history."""
    from quiz.session import Session

    with open_history(bank, bank_file, new=True) as history:
        session = Session(bank, history)
        session.hands_in_by = hands_in_by(bank_file)
        if reader():
            from quiz.record.readers import greeting, known_as

            session.reader = known_as()
            session.greet(greeting(history))
        yield session


def hands_in_by(bank_file: Path | None, options: str = "") -> str:
    """The command that hands in what the reader answered of a bank, with a place for the name.

    `options` are those that say what of it, and where to put it.
    """
    named = "hand-in --name …"
    if reader():
        from shlex import quote

        from quiz.record.readers import known_as

        named = f"hand-in --name={quote(known_as())}"
    return for_reader(f"{named}{options}{of_bank(bank_file)}")


@contextmanager
def _trial(bank: "Bank") -> Iterator["Session"]:
    """Open a session for the author of a bank, with a history that is gone at the end."""
    from contextlib import closing
    from tempfile import TemporaryDirectory

    from quiz.record.history import History
    from quiz.session import Session

    with (
        TemporaryDirectory(prefix="quiz-", ignore_cleanup_errors=True) as folder,
        closing(History.open(Path(folder))) as history,
    ):
        yield Session(bank, history, trial=True)


def _run_screens(
    opening: "Opening", bank_file: Path | None, articles: Path | None, begin: "Begin | None"
) -> int:
    """Run the quiz on screens; returns the exit code."""
    with opening as session:
        first = begin(session) if begin else None
        # asyncio does without `ssl` where there is none; the quiz opens no connection, and OpenSSL
        # would take 4 ms and 4 MB.
        sys.modules.setdefault("ssl", None)  # type: ignore[arg-type] # as `import` documents it
        from quiz.tui.app import QuizApp  # not before: there may be no round to show

        app = QuizApp(session, first=first, articles=articles)
        app.run()
        code = app.tell_crash() or app.return_code or 0
        if code == 0:
            from shutil import get_terminal_size

            from quiz.session.opened import TO_HAND_IN
            from quiz.text import wrapped
            from quiz.words import say

            text, waits = session.farewell()
            lines = [*wrapped([text], get_terminal_size().columns)]
            if waits:
                command = _command(bank_file, articles)
                lines.append(say("To carry on: {command}", command=command))
            if session.to_hand_in:  # on the screen it can't be copied
                lines.append(f"{say(TO_HAND_IN)} {session.to_hand_in}")
            with suppress(OSError):  # the terminal has gone
                sys.stderr.write("".join(f"{line}\n" for line in lines))
    return code


def _command(bank_file: Path | None, articles: Path | None, *options: str) -> str:
    """The command that opens the same bank again, which can be copied into the shell."""
    from shlex import quote

    words = [called(), *options]
    if name := reader():
        words.append(f"--reader={quote(name)}")
    for option, path in (("--bank", bank_file), ("--articles", articles)):
        if path:
            words += [option, for_shell(path.absolute())]
    return " ".join(words)


def _run_lines(
    opening: "Opening", bank_file: Path | None, articles: Path | None, begin: "Begin | None"
) -> int:
    """Run the quiz a line at a time, on stdin and stdout; returns the exit code."""
    from shutil import get_terminal_size

    from quiz.plain.face import PlainFace
    from quiz.plain.talk import Leave, Talk

    gc.enable()
    width = min(72, get_terminal_size((72, 24)).columns) if sys.stdout.isatty() else 10_000
    talk = Talk(sys.stdin, sys.stdout, width)  # where lines go into a pipe, they stay whole
    command = _command(bank_file, articles, "--plain")
    with opening as session:
        face = PlainFace(session, talk, command=command, articles=articles)
        first = begin(session) if begin else None
        try:
            if first is None:
                face.home()
            else:
                face.begin(first)
        except (Leave, KeyboardInterrupt) as end:
            text, command = face.farewell()
            talk.say("", text)
            if command:
                talk.quote(command)
            return 128 + signal.SIGINT if isinstance(end, KeyboardInterrupt) else 0
        talk.say("", face.farewell()[0])
    return 0
