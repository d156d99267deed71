"""Measure start, keys and memory of the quiz beside a bare Textual app and mkdocs-quiz.

    python bench/start.py [RUNS]

All take turns, so that a machine that slows down slows them all. Each figure is a median unless it
says p95; a ratio is the median of the ratios of neighbouring runs, with its quartiles, which show
how noisy they were. Exits with 1 if a ratio is over its limit. mkdocs-quiz is looked for beside
this Python, and left out if it isn't installed.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from check import varied
from terminal import Terminal

from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.play.mark import Certainty
from quiz.play.pick import pick
from quiz.play.round import Answer, Round, answer, begin, onward
from quiz.record.history import History
from quiz.tui.widgets.keys import HELP, key_names

HERE = Path(__file__).parent
BARE = [sys.executable, str(HERE / "bare.py")]
QUIZ = [sys.executable, "-m", "quiz"]
TAKE = [*QUIZ, "take", "--seed", "1"]
DOWN, UP = b"\x1b[B", b"\x1b[A"
BARE_SHOWN = "Option 5"
SHOWN = f"{key_names(HELP)[0]} {HELP.description}"
"""In the key line of every screen, which is drawn last: it shows that the first frame is there."""
LIMITS = {
    "to home": 1.15,
    "to first question": 1.2,
    "home, key p95": 1.3,
    "question, key p95": 1.3,
    "home, memory": 1.2,
    "question, memory": 1.2,
}
"""The most that each may take beside the bare app."""
MKDOCS = "\n".join(
    f"<quiz>\nWhat is number {n}?\n- [x] The right one\n- [ ] A wrong one\n\nBecause.\n</quiz>\n"
    for n in range(10)
)
"""Ten questions in the format of mkdocs-quiz."""

Environment = dict[str, str]
Start = tuple[str, list[str], str]
"""A name, a command, and a text that shows that its first screen is there."""


def start(command: list[str], text: str, environment: Environment) -> float:
    """Seconds until a text is on the screen."""
    with Terminal(command, environment) as terminal:
        return terminal.wait_for(text)


def keys(command: list[str], text: str, environment: Environment) -> tuple[list[float], float]:
    """Seconds until each of 100 keys is drawn, and the megabytes in use after them."""
    times = []
    with Terminal(command, environment) as terminal:
        terminal.wait_for(text)
        terminal.settle()
        for number in range(100):
            seconds = terminal.press(DOWN if number // 3 % 2 else UP)
            if seconds is not None:
                times.append(seconds)
            time.sleep(0.03 + 0.0017 * (number * 7 % 10))  # out of step with any frame timer
        return times, terminal.memory()


def whole(command: list[str], environment: Environment) -> float:
    """Seconds that a command takes from start to end."""
    before = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return time.perf_counter() - before


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[round(0.95 * (len(values) - 1))]


def ratios(figures: Sequence[float], bare: Sequence[float]) -> list[float]:
    """The ratio of each figure to that of the bare app beside it."""
    return [a / b for a, b in zip(figures, bare, strict=True)]


def row(name: str, figures: Sequence[float], unit: str, beside: Sequence[float] = ()) -> bool:
    """Print a line of the table; returns whether its ratios are within their limit, if any."""
    line = f"{name:<36}{statistics.median(figures):9.1f} {unit}"
    if not beside:
        print(line, flush=True)
        return True
    ratio, limit = statistics.median(beside), LIMITS.get(name)
    line += f"{ratio:8.2f}×"
    if len(beside) > 1:
        lower, _, upper = statistics.quantiles(beside, n=4, method="inclusive")
        line += f"  ({lower:.2f}–{upper:.2f})"
    within = limit is None or ratio <= limit
    if limit:
        line += f"  at most {limit:.2f}" + ("" if within else ": BROKEN")
    print(line, flush=True)
    return within


def finished_round(bank: Bank, random: Random) -> Round:
    """A round of ten with about three answers in five right."""
    round = begin(pick(bank.questions, 10, random), random)
    while not round.over:
        right = round.slot.question.key
        wrong = "?" if isinstance(right, str) else tuple(reversed(right)) or (0,)
        response = right if random.random() < 0.6 else wrong  # noqa: PLR2004
        certainty = Certainty(random.randint(1, 3))
        round = onward(answer(round, Answer(response, certainty, 20 * random.random())))
    return round


def play_before(folder: Path) -> None:
    """Fill a history with three rounds of two days ago, some of whose questions are due."""
    bank, random = read_bank(own_bank()), Random(5)
    history = History.open(folder, clock=lambda: datetime.now(UTC) - timedelta(days=2))
    for _ in range(3):
        history.begin(finished_round(bank, random), bank.id)
    history.close()


def banks(folder: Path) -> Iterator[Start]:
    """Starts on banks of 100, 1,000 and 10,000 questions."""
    for size in (100, 1_000, 10_000):
        file = folder / f"{size}.toml"
        file.write_text(varied(size), encoding="utf-8")
        yield f"to home, {size:,} questions", [*QUIZ, "--bank", str(file)], SHOWN


def mkdocs_quiz(folder: Path) -> Iterator[Start]:
    """The start of mkdocs-quiz on ten questions, if it is installed."""
    command = shutil.which("mkdocs-quiz", path=str(Path(sys.executable).parent))
    if command is None:
        print("mkdocs-quiz is not installed here, and left out", file=sys.stderr)
        return
    file = folder / "mkdocs.md"
    file.write_text(f"# Ten questions\n\n{MKDOCS}", encoding="utf-8")
    yield "mkdocs-quiz, to first question", [command, "run", str(file)], "What is number 0?"


def starts(folder: Path, environment: Environment, runs: int) -> bool:
    """Print how long each takes to its first frame, the first time and later; whether in limits."""
    measured: list[Start] = [
        ("to home", QUIZ, SHOWN),
        ("to first question", TAKE, SHOWN),
        *mkdocs_quiz(folder),
        *banks(folder),
    ]
    first = {name: start(command, text, environment) for name, command, text in measured}
    # A large bank is cached when the reader leaves.
    with Terminal(measured[-1][1], environment) as terminal:
        terminal.wait_for(SHOWN)
        terminal.type("q")
        terminal.settle(60.0)  # to its end
    bare: list[float] = []
    series: dict[str, list[float]] = {name: [] for name, _, _ in measured}
    start(BARE, BARE_SHOWN, environment)  # the first warms the caches
    for _ in range(runs):
        bare.append(1000 * start(BARE, BARE_SHOWN, environment))
        for name, command, text in measured:
            series[name].append(1000 * start(command, text, environment))
    row("bare app, to its list", bare, "ms")
    within = [row(name, times, "ms", ratios(times, bare)) for name, times in series.items()]
    for name, command, _ in measured:
        if "--bank" in command:
            once = 1000 * first[name]
            row(f"{name}, first time", [once], "ms", [once / statistics.median(bare)])
    return all(within)


def work(environment: Environment, runs: int) -> bool:
    """Print how long keys take, and the memory in use after them; whether within the limits."""
    screens = {"bare app": (BARE, BARE_SHOWN), "home": (QUIZ, SHOWN), "question": (TAKE, SHOWN)}
    figures: dict[str, list[float]] = {}
    for _ in range(runs):
        for name, (command, text) in screens.items():
            times, memory = keys(command, text, environment)
            figures.setdefault(f"{name}, key p95", []).append(1000 * p95(times))
            figures.setdefault(f"{name}, memory", []).append(memory)
    within = True
    for what, unit in (("key p95", "ms"), ("memory", "MB")):
        bare = figures[f"bare app, {what}"]
        row(f"bare app, {what}", bare, unit)
        for screen in ("home", "question"):
            each = figures[f"{screen}, {what}"]
            within &= row(f"{screen}, {what}", each, unit, ratios(each, bare))
    return within


def commands(environment: Environment, runs: int) -> None:
    """Print how long commands without a screen take."""
    python: list[float] = []
    series: dict[str, list[float]] = {option: [] for option in ("--version", "--help")}
    for _ in range(runs):
        python.append(1000 * whole([sys.executable, "-c", ""], environment))
        for option, times in series.items():
            times.append(1000 * whole([*QUIZ, option], environment))
    row("bare interpreter", python, "ms")
    for option, times in series.items():
        row(f"quiz {option}", times, "ms", ratios(times, python))


def main() -> None:
    """Measure everything and print a table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "QUIZ_DATA_DIR": str(data),
        }
        environment.pop("NO_COLOR", None)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # pip writes bytecode too
        play_before(data)
        within = starts(Path(folder), environment, runs)
        within &= work(environment, max(1, runs // 3))
        commands(environment, runs)
    sys.exit(0 if within else 1)


if __name__ == "__main__":
    main()
