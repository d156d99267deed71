"""Start, keys and memory of the quiz beside a bare Textual app, in one run.

    python bench/start.py [RUNS]

The two take turns, so that a machine that slows down slows both. Each figure is a median but
where it says p95; a ratio is the median of the ratios of neighbouring runs.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from terminal import Terminal

HERE = Path(__file__).parent
BARE = [sys.executable, str(HERE / "bare.py")]
QUIZ = [sys.executable, "-m", "quiz"]
TAKE = [*QUIZ, "take", "--seed", "1"]
DOWN, UP = b"\x1b[B", b"\x1b[A"


def start(command: list[str], text: str, environment: dict[str, str]) -> float:
    """Seconds until a text is on the screen."""
    with Terminal(command, environment) as terminal:
        return terminal.wait_for(text)


def keys(command: list[str], text: str, environment: dict[str, str]) -> tuple[list[float], float]:
    """Seconds that each of 100 keys takes to be drawn, and megabytes after them."""
    times = []
    with Terminal(command, environment) as terminal:
        terminal.wait_for(text)
        terminal.settle()
        for number in range(100):
            taken = terminal.press(DOWN if number // 3 % 2 else UP)
            if taken is not None:
                times.append(taken)
            time.sleep(0.03 + 0.0017 * (number * 7 % 10))  # out of step with any frame timer
        return times, terminal.memory()


def whole(command: list[str], environment: dict[str, str]) -> float:
    """Seconds that a command takes from start to end."""
    before = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return time.perf_counter() - before


def p95(values: list[float]) -> float:
    """The value that 95 of 100 stay under."""
    return sorted(values)[round(0.95 * (len(values) - 1))]


def main() -> None:
    """Measure, and print a table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as data:
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "QUIZ_DATA_DIR": data,
        }
        environment.pop("NO_COLOR", None)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody who installs it has this
        whole([*QUIZ, "history", "where"], environment)  # so that no first time is measured
        with Terminal(TAKE, environment) as terminal:
            terminal.settle(2)
            terminal.press(b"\r")
        home = "A round of ten"
        first = "1 of 10"
        bare: list[float] = []
        to_home: list[float] = []
        to_first: list[float] = []
        for run in range(runs + 1):
            three = (
                start(BARE, "Option 5", environment),
                start(QUIZ, home, environment),
                start(TAKE, first, environment),
            )
            if run:  # the first warms the caches
                for kept, taken in zip((bare, to_home, to_first), three, strict=True):
                    kept.append(taken)
        ratio = statistics.median
        print(f"start, bare app      {1000 * ratio(bare):7.0f} ms")
        for name, starts in (("to home", to_home), ("to first question", to_first)):
            ratios = [a / b for a, b in zip(starts, bare, strict=True)]
            print(f"{name:<20} {1000 * ratio(starts):7.0f} ms  {ratio(ratios):.2f}×")
        bare_keys, bare_memory = keys(BARE, "Option 5", environment)
        for name, command, text in (("home", QUIZ, home), ("question", TAKE, first)):
            times, memory = keys(command, text, environment)
            over = p95(times) / p95(bare_keys)
            print(f"key p95, {name:<11} {1000 * p95(times):7.1f} ms  {over:.2f}×")
            print(f"memory, {name:<12} {memory:7.1f} MB  {memory / bare_memory:.2f}×")
        print(f"key p95, bare app    {1000 * p95(bare_keys):7.1f} ms")
        python = [whole([sys.executable, "-c", ""], environment) for _ in range(runs)]
        print(f"bare interpreter     {1000 * ratio(python):7.1f} ms")
        for option in ("--version", "--help"):
            wholes = [whole([*QUIZ, option], environment) for _ in range(runs)]
            over = ratio(wholes) / ratio(python)
            print(f"quiz {option:<15} {1000 * ratio(wholes):7.1f} ms  {over:.1f}×")


if __name__ == "__main__":
    main()
