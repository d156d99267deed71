"""Compare a history of 100,000 answers with an empty one: start, opening, progress page.

    python bench/history.py [RUNS]

Rounds of ten on the quiz's own bank are saved, exported, copied with other dates and imported. The
two histories and a bare Textual app take turns. A start is timed from the command to the home
screen, with an answer added since the last start, so that the file is checked and backed up again.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from start import BARE, BARE_SHOWN, QUIZ, SHOWN, finished_round
from terminal import Terminal

from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.record.history import History
from quiz.record.page import sections
from quiz.record.profile import profile
from quiz.record.review import coming_counts

ANSWERS = 100_000
HOUR = 3_600_000


def fill(folder: Path, bank: Bank, random: Random) -> None:
    """Fill the history in a folder with `ANSWERS` answers."""
    source = History.open(folder / "seed")
    for _ in range(100):
        round = finished_round(bank, random)
        source.begin(round, "own")
    lines = list(source.export())
    source.close()
    questions = [line for line in lines if '"line":"question"' in line]
    rounds = [json.loads(line) for line in lines if '"line":"round"' in line]
    now = int(datetime.now(UTC).timestamp() * 1000)
    for number in range(ANSWERS // 10):
        copy = dict(rounds[number % len(rounds)])
        copy["uuid"] = uuid.UUID(int=random.getrandbits(128)).hex
        copy["began"] = copy["touched"] = now - (ANSWERS // 10 - number) * HOUR
        copy["slots"] = [
            {
                **slot,
                "answered": copy["began"] + 20_000 * slot["n"],
                "turn": number * 10 + slot["n"],
            }
            for slot in copy["slots"]
        ]
        questions.append(json.dumps(copy))
    history = History.open(folder)
    history.import_(questions)
    history.close()


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that the work takes."""
    before = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - before)


def start(command: list[str], text: str, environment: dict[str, str]) -> float:
    """Milliseconds from a command to a text on its first screen."""
    with Terminal(command, environment) as terminal:
        return 1000 * terminal.wait_for(text)


def whole(command: list[str], environment: dict[str, str]) -> float:
    """Milliseconds that a command takes from start to end."""
    return timed(lambda: subprocess.run(command, env=environment, capture_output=True, check=True))


def progress(bank: Bank, history: History) -> list[tuple[str, list[str]]]:
    """The page of `quiz progress`."""
    now = datetime.now(UTC)
    answers = history.answers("own")
    coming = coming_counts(bank, history.schedule("own"), now)
    rounds = history.rounds("own", newest=10)
    return sections(profile(bank, answers, rounds=rounds, coming=coming, now=now))


def main() -> None:
    """Measure everything and print a table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    random, bank = Random(5), read_bank(own_bank())
    median = statistics.median
    with tempfile.TemporaryDirectory() as base:
        folders = {"empty": Path(base) / "empty", "full": Path(base) / "full"}
        History.open(folders["empty"]).close()
        fill(folders["full"], bank, random)
        size = (folders["full"] / "history.db").stat().st_size
        print(f"{ANSWERS} answers take {size / 1e6:.1f} MB")

        one = finished_round(bank, random)
        starts: dict[str, list[float]] = {"empty": [], "full": []}
        opens: dict[str, list[float]] = {"empty": [], "full": []}
        bare: list[float] = []
        for _ in range(runs):
            bare.append(start(BARE, BARE_SHOWN, {**os.environ, "TERM": "xterm-256color"}))
            for name, folder in folders.items():
                if name == "full":  # something new to back up
                    history = History.open(folder)
                    history.keep(history.begin(one, "own"), one)
                    history.close()
                environment = {**os.environ, "TERM": "xterm-256color", "QUIZ_DATA_DIR": str(folder)}
                starts[name].append(start(QUIZ, SHOWN, environment))
                opened: list[History] = []
                opens[name].append(timed(lambda: opened.append(History.open(folder))))  # noqa: B023
                opened[0].close()
        for what, figures in (("to home", starts), ("History.open", opens)):
            ratio = median(f / e for f, e in zip(figures["full"], figures["empty"], strict=True))
            print(
                f"{what:<14} empty {median(figures['empty']):7.1f} ms   "
                f"full {median(figures['full']):7.1f} ms   {ratio:.2f}×"
            )
        over = median(f / b for f, b in zip(starts["full"], bare, strict=True))
        print(f"to home, full, beside a bare app of {median(bare):.1f} ms: {over:.2f}×")

        history = History.open(folders["full"])
        history.keep(history.begin(one, "own"), one)
        first = timed(lambda: progress(bank, history))
        again = median(timed(lambda: progress(bank, history)) for _ in range(runs))
        print(f"page           after a new answer {first:.0f} ms   again {again:.0f} ms")
        history.close()
        environment = {**os.environ, "QUIZ_DATA_DIR": str(folders["full"])}
        both = [
            (
                whole([*QUIZ, "progress"], environment),
                whole([sys.executable, "-c", ""], environment),
            )
            for _ in range(runs)
        ]
        over = median(page / python for page, python in both)
        milliseconds = median(page for page, _ in both)
        print(f"quiz progress, whole: {milliseconds:.0f} ms, {over:.1f}× a bare interpreter")


if __name__ == "__main__":
    main()
