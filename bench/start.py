"""Measure start, keys and memory of the quiz beside a bare Textual app and mkdocs-quiz.

    python bench/start.py [RUNS]

All take turns, so that a machine that slows down slows them all. Each figure is a median unless it
says p95; a ratio is the median of the ratios of neighbouring runs. mkdocs-quiz is looked for beside
this Python, and left out if it isn't installed.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from check import varied
from terminal import Terminal

HERE = Path(__file__).parent
BARE = [sys.executable, str(HERE / "bare.py")]
QUIZ = [sys.executable, "-m", "quiz"]
TAKE = [*QUIZ, "take", "--seed", "1"]
DOWN, UP = b"\x1b[B", b"\x1b[A"
HOME, FIRST = "A round of ten", "1 of 10"
"""Texts that show that the screen is there."""
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


def row(name: str, figure: float, unit: str, ratio: float | None = None) -> None:
    """Print a line of the table."""
    beside = "" if ratio is None else f"{ratio:8.2f}×"
    print(f"{name:<36}{figure:9.1f} {unit}{beside}", flush=True)


def banks(folder: Path) -> Iterator[Start]:
    """Starts on banks of 100, 1,000 and 10,000 questions."""
    for size in (100, 1_000, 10_000):
        file = folder / f"{size}.toml"
        file.write_text(varied(size), encoding="utf-8")
        yield f"to home, {size:,} questions", [*QUIZ, "--bank", str(file)], HOME


def mkdocs_quiz(folder: Path) -> Iterator[Start]:
    """The start of mkdocs-quiz on ten questions, if it is installed."""
    command = shutil.which("mkdocs-quiz", path=str(Path(sys.executable).parent))
    if command is None:
        print("mkdocs-quiz is not installed here, and left out", file=sys.stderr)
        return
    file = folder / "mkdocs.md"
    file.write_text(f"# Ten questions\n\n{MKDOCS}", encoding="utf-8")
    yield "mkdocs-quiz, to first question", [command, "run", str(file)], "What is number 0?"


def starts(folder: Path, environment: Environment, runs: int) -> None:
    """Print how long each takes to its first screen, the first time and later."""
    measured: list[Start] = [
        ("to home", QUIZ, HOME),
        ("to first question", TAKE, FIRST),
        *mkdocs_quiz(folder),
        *banks(folder),
    ]
    first = {name: start(command, text, environment) for name, command, text in measured}
    largest = measured[-1]
    with Terminal(
        largest[1], environment
    ) as terminal:  # a large bank is cached when the reader leaves
        terminal.wait_for(HOME)
        terminal.type("q")
        terminal.settle(2.0)
    bare: list[float] = []
    series: dict[str, list[float]] = {name: [] for name, _, _ in measured}
    start(BARE, "Option 5", environment)  # the first warms the caches
    for _ in range(runs):
        bare.append(start(BARE, "Option 5", environment))
        for name, command, text in measured:
            series[name].append(start(command, text, environment))
    row("bare app, to its list", 1000 * statistics.median(bare), "ms")
    for name, times in series.items():
        ratio = statistics.median(a / b for a, b in zip(times, bare, strict=True))
        row(name, 1000 * statistics.median(times), "ms", ratio)
    for name, command, _ in measured:
        if "--bank" in command:
            beside = first[name] / statistics.median(bare)
            row(f"{name}, first time", 1000 * first[name], "ms", beside)


def work(environment: Environment) -> None:
    """Print how long keys take, and how much memory is in use after them."""
    bare_keys, bare_memory = keys(BARE, "Option 5", environment)
    row("bare app, key p95", 1000 * p95(bare_keys), "ms")
    row("bare app, memory", bare_memory, "MB")
    for name, command, text in (("home", QUIZ, HOME), ("question", TAKE, FIRST)):
        times, memory = keys(command, text, environment)
        row(f"{name}, key p95", 1000 * p95(times), "ms", p95(times) / p95(bare_keys))
        row(f"{name}, memory", memory, "MB", memory / bare_memory)


def commands(environment: Environment, runs: int) -> None:
    """Print how long commands without a screen take."""
    python: list[float] = []
    series: dict[str, list[float]] = {option: [] for option in ("--version", "--help")}
    for _ in range(runs):
        python.append(whole([sys.executable, "-c", ""], environment))
        for option, times in series.items():
            times.append(whole([*QUIZ, option], environment))
    row("bare interpreter", 1000 * statistics.median(python), "ms")
    for option, times in series.items():
        ratio = statistics.median(a / b for a, b in zip(times, python, strict=True))
        row(f"quiz {option}", 1000 * statistics.median(times), "ms", ratio)


def main() -> None:
    """Measure everything and print a table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "QUIZ_DATA_DIR": str(Path(folder) / "data"),
        }
        environment.pop("NO_COLOR", None)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # pip writes bytecode too
        with Terminal(TAKE, environment) as terminal:  # dismiss the note before the first round
            terminal.settle(2)
            terminal.press(b"\r")
        starts(Path(folder), environment, runs)
        work(environment)
        commands(environment, runs)


if __name__ == "__main__":
    main()
