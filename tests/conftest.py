"""Fixtures for all tests: a home folder for each, an invented bank, the quiz on a screen."""

import gc
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import hypothesis
import pytest

from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.play.round import Round, begin, finish
from quiz.record.history import History
from quiz.session import Session
from quiz.tui import keyboard
from quiz.tui.app import QuizApp
from quiz.tui.theme import THEMES
from quiz.words import speak
from tests.browser import chromium
from tests.contrast import unreadable
from tests.reader import Reader
from tests.taking import Taking

hypothesis.settings.register_profile("patient", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("patient")

STARTER = Path(__file__).parents[1] / "quiz" / "bank" / "starter.toml"
HERE = Path(__file__).parent
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own there
ROOM = 1_000_000_000
"""The free bytes that the files of the last three runs and of this one fit into."""
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)

Opened = Callable[..., AbstractAsyncContextManager[Reader]]
"""Opens the quiz on a screen; with ids of questions, or a round, in that. With `left`, it asks
about what was left before."""

Golden = Callable[[Reader, str], None]
"""Compares a screen with its golden frame, by its name."""

SIZES = [(40, 12), (80, 24), (120, 40)]
at_every_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")

Living = Callable[[str], None]
"""Sets the time zone, by its name or its POSIX rule."""


def long_but(quick: Collection[str], names: Iterable[str]) -> list[Any]:
    """These names as parameters of a test, which is long with all but a few."""
    return [pytest.param(each, marks=() if each in quick else pytest.mark.long) for each in names]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--golden`, which writes the golden frames anew."""
    parser.addoption("--golden", action="store_true", help="write the golden frames anew")


def pytest_configure() -> None:
    """Put temporary files into memory if it has room: as each answer would wait for a disk."""
    free = shutil.disk_usage(IN_MEMORY).free if os.access(IN_MEMORY, os.W_OK) else 0
    if free >= ROOM and "TMPDIR" not in os.environ:
        tempfile.tempdir = str(IN_MEMORY)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One worker more than processors, as tests often wait; none where a file or test is named."""
    if not all((config.invocation_params.dir / arg).is_dir() for arg in config.args):
        return 0
    has_affinity = hasattr(os, "sched_getaffinity")
    return 1 + (len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what is loaded, and look only now and then."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Speak English again after a test that opened a bank in another language."""
    yield
    speak(None)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the test an empty home folder and history, and no desktop, so that no browser opens."""
    for name in list(os.environ):
        if name.startswith(("XDG_", "TEXTUAL", "QUIZ_", "_QUIZ_", "NO_COLOR", "FORCE_COLOR")):
            monkeypatch.delenv(name)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("QUIZ_DATA_DIR", str(tmp_path / "history"))


@pytest.fixture
def closed_histories(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close every history that a test leaves open."""
    opened: list[History] = []
    open_history = History.open

    def open_and_note(*folder: Path, **clock: Any) -> History:
        opened.append(open_history(*folder, **clock))
        return opened[-1]

    monkeypatch.setattr(History, "open", open_and_note)
    yield
    for history in opened:
        history.close()


@pytest.fixture
def living(monkeypatch: pytest.MonkeyPatch) -> Iterator[Living]:
    """Set the time zone for one test."""

    def live(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield live
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def german() -> None:
    """Speak German in one test."""
    speak("de")


@pytest.fixture(scope="session")
def bank_file() -> Path:
    """The file of the test bank: invented questions of every kind, two skills, two claims."""
    return HERE / "bank.toml"


@pytest.fixture(scope="session")
def bank(bank_file: Path) -> Bank:
    """The test bank."""
    return read_bank(bank_file)


@pytest.fixture(scope="session")
def questions(bank: Bank) -> dict[str, Question]:
    """The questions of the test bank by id."""
    return {question.id: question for question in bank.questions}


@pytest.fixture(scope="session")
def starter_bank() -> Bank:
    """The bank that authors start from, with one question of each kind."""
    return read_bank(STARTER)


@pytest.fixture
def opened(bank: Bank, questions: dict[str, Question], monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open the quiz on the test bank, with a clock that stands still and a fixed shuffle."""
    monkeypatch.setattr(keyboard, "FRAME", 0)  # a Reader never types ahead of the screen

    @asynccontextmanager
    async def open_quiz(
        *ids: str,
        size: tuple[int, int] = (80, 24),
        exam: bool = False,
        first_time: bool = False,
        asked: Bank = bank,
        articles: Path | None = None,
        round: Round | None = None,
        left: bool = False,
    ) -> AsyncIterator[Reader]:
        known = questions if asked is bank else {each.id: each for each in asked.questions}
        if ids:
            round = begin([known[id] for id in ids], Random(7), exam=exam)
        history = History.open(clock=lambda: NOON)
        if not first_time:
            history.begin(finish(begin(bank.questions, Random(7))), asked.id)
        session = Session(asked, history, random=Random(7), clock=lambda: NOON)
        first = session.prepare(round) if round else None
        if first and not left:  # rounds of an earlier opening are not asked about
            session.begin_another()
        app = QuizApp(session, first=first, articles=articles, clock=lambda: 0.0)
        app.animation_level = "none"
        app.theme = THEMES[size == (80, 24)].name  # so golden frames are drawn in both
        try:
            async with app.run_test(size=size, notifications=True):
                reader = Reader(app)
                await reader.rest()
                yield reader
        finally:
            history.close()

    return open_quiz


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a screen with its golden frame, a text file in tests/golden; check its contrast."""

    def hold(reader: Reader, screen: str) -> None:
        width, height = reader.app.size
        file = HERE / "golden" / f"{screen}-{width}x{height}.txt"
        frame = "\n".join(reader.lines).rstrip("\n") + "\n"
        if request.config.getoption("golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(frame, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == frame
        assert not unreadable(reader)

    return hold


@pytest.fixture(scope="module")  # while it is open, no test can have an event loop of its own
def browser() -> Iterator[Any]:
    """One real browser for the tests of a module; they are skipped where there is none."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def taking(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Taking]]:
    """Opens the page of a bank; afterwards it has asked for nothing, and nothing went wrong."""
    opened = []

    def open_page(bank: Bank, **context: Any) -> Taking:
        opened.append(Taking(browser, tmp_path, bank, **context))
        return opened[-1]

    yield open_page
    for each in opened:
        each.clean()
        each.context.close()
