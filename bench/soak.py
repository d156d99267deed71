"""Answer thousands of questions in a pty, round after round, and print the memory in use.

    python bench/soak.py [QUESTIONS]

A robot reads on the screen which kind a question is, answers it, and practises on with Enter.
"""

import os
import re
import sys
import tempfile
import time
from random import Random

from terminal import ESCAPES, Terminal

QUIZ = [sys.executable, "-m", "quiz", "take", "--seed", "1"]
EARLY = 100
"""Questions before memory is first measured."""
EACH = 1_000
"""Questions between later measurements."""
CHOICES = {"letter": "ab", "sure": "123"}
PATIENCE = 60.0
"""Seconds to wait before giving up."""

KEYS = {
    r"A letter, a click": "{letter}{sure}",
    r"Tick with": "{letter}\r{sure}",
    r"labels\s+a\s+line": "abababababab\r{sure}",
    r"lifts\s+a\s+line": "{letter}\r{sure}",
    r"Click\s+on\s+underlined": " \r{sure}",
    r"Type a word": "word\r{sure}",
}
"""What the screen says for each kind of question → keys that answer it."""
ANSWER = r" · (a guess|fairly sure|sure) · "
END = r"A round to practise"


def seen(terminal: Terminal, *patterns: str) -> str:
    """The first of the patterns to appear since the last key; raises `TimeoutError`."""
    end, text = time.monotonic() + PATIENCE, ""
    while time.monotonic() < end:
        text = ESCAPES.sub(b"", terminal.output).decode(errors="replace")
        for pattern in patterns:
            if re.search(pattern, text):
                return pattern
        terminal.read(1.0)
    raise TimeoutError(f"none of {patterns} came; last was {text[-300:]!r}")


def answer(terminal: Terminal, random: Random) -> None:
    """Answer the question on the screen and go on, into the next round if one is over."""
    keys = KEYS[seen(terminal, *KEYS)]
    terminal.type(keys.format(**{name: random.choice(of) for name, of in CHOICES.items()}))
    seen(terminal, ANSWER)
    terminal.type("\r")
    if seen(terminal, END, *KEYS) == END:
        terminal.type("\r")


def main() -> None:
    """Answer questions, and print how much memory the quiz uses on the way."""
    questions = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    random, early = Random(1), 0.0
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "TERM": "xterm-256color", "QUIZ_DATA_DIR": data}
        with Terminal(QUIZ, environment, height=60) as terminal:  # high enough for a whole question
            seen(terminal, r"↵ Go on")  # the note before the very first round
            terminal.type("\r")
            for number in range(1, questions + 1):
                answer(terminal, random)
                early = early or (terminal.memory() if number == EARLY else 0.0)
                if number % EACH == 0 or number in (EARLY, questions):
                    memory = terminal.memory()
                    ratio = f"{memory / early:5.2f}×" if early else ""
                    print(f"{number:>7} questions  {memory:7.1f} MB  {ratio}", flush=True)


if __name__ == "__main__":
    main()
