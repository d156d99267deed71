"""Whatever bytes a terminal sends, the quiz goes on, or ends because they ask it to."""

import re
import sys
from pathlib import Path
from random import Random

import pytest

from tests.terminal import Terminal

QUIZ = [sys.executable, "-m", "quiz", "take", "--seed", "5", "--bank"]

LEAVING = (b"\x03", b"\x11", b"\x1a")
"""Ctrl+C and Ctrl+Q leave, and Ctrl+Z stops."""

ODD = {
    "Latin-1": "déjà vu".encode("latin-1"),
    "8-bit Alt": bytes(range(0xE1, 0xFB)),
    "every byte": b"".join(bytes([n]) for n in range(256) if bytes([n]) not in LEAVING),
    "every byte twice": b"".join(bytes([n, n]) for n in range(128, 256)),
    "cut characters": b"\xc3 \xe2\x82 \xf0\x9f\x98 \xf0\x9f a\xc3",
    "overlong": b"\xc0\x80\xe0\x80\x80\xf8\x88\x80\x80\x80",
    "no character": b"\xf4\x90\x80\x80\xed\xa0\x80\xff\xfe",
    "keys past Unicode": b"\x1b[1114112u\x1b[4294967296;5u\x1b[55296u\x1b[97;2;1114112u\x1b[0u",
    "keys of more parts": b"\x1b[97:65;2u\x1b[:;:u\x1b[;;;u\x1b[97;2:1;97u\x1b[1;1:3A\x1b[27;5;9~",
    "windows that cannot be": (
        b"\x1b[48;0;0;0;0t\x1b[48;99999999;99999999;1;1t\x1b[48;1:2;3:4;5;6t\x1b[<0;5;5M\x1b[<0;5;5m"
    ),
    "reports": b"\x1b[?2048;1$y\x1b[?2048;2$y\x1b[?9;9$y\x1b[99999999;99999999R\x1b[0;0R\x1b[R",
    "mice": (
        b"\x1b[<999999;99999999;99999999M\x1b[<-1;-1;-1M\x1b[<0;0;0M"
        b"\x1b[M\xff\xff\xff\x1b[M   \x1b[<;;m"
    ),
    "half sequences": b"\x1b[\x1b[\x1bO\x1b[<\x1b[1;\x1b]0;\x1bP\x1b[200\x1b[[\x1b[?",
    "a paste without end": b"\x1b[200~\x1b[200~ \xff\x9b\x1b[201\x1b[201~",
}


@pytest.fixture
def typing(bank_file: Path, tmp_path: Path) -> Path:
    """A bank with one `short` question, so that bytes can be typed into its line."""
    head, *asked = bank_file.read_text(encoding="utf-8").split("[[questions]]")
    typed = next(each for each in asked if 'kind = "short"' in each)
    file = tmp_path / "typed.toml"
    file.write_text(f"{head}[[questions]]{typed}", encoding="utf-8")
    return file


def assert_lives(terminal: Terminal) -> None:
    """Assert that the quiz still takes keys, and that q ends it properly."""
    # End a paste, leave the line, close what is on top; with q right behind it, Esc would be Alt.
    for keys in (b"\x1b[201~", b"\t", b"\x1b", b"\x1b"):
        terminal.send(keys)
        terminal.rest(0.3)
    for _ in range(8):
        if terminal.has_ended:
            break
        terminal.send(b"q")
        terminal.rest()
    assert terminal.wait() == 0
    assert terminal.is_restored
    assert not re.search("Traceback|Error|locals|╭", terminal.text)


def test_meaningless_bytes_are_ignored(typing: Path) -> None:
    """Bytes that are no UTF-8, and reports that make no sense, disturb nothing."""
    with Terminal([*QUIZ, str(typing)]) as terminal:
        terminal.wait_for("Nobody is hurt here")
        terminal.send(b"\r")
        terminal.wait_for("Type your answer")
        for name, data in ODD.items():
            terminal.send(data)
            terminal.rest()
            assert not terminal.has_ended, name
        assert_lives(terminal)


@pytest.mark.parametrize("hundreds", [2, pytest.param(10, marks=pytest.mark.long)])
def test_random_bytes_break_nothing(bank_file: Path, hundreds: int) -> None:
    """Hundreds of random bytes may open screens and answer questions, but break nothing."""
    random = Random(1)
    leaving = {*b"".join(LEAVING), *b"qQ"}
    any_byte = [byte for byte in range(256) if byte not in leaving]
    with Terminal([*QUIZ, str(bank_file)]) as terminal:
        terminal.wait_for("Nobody is hurt here")
        for _ in range(hundreds):
            report = random.choices(b"0123456789:;<?MmutRy~", k=50)
            terminal.send(bytes([*random.choices(any_byte, k=50), *b"\x1b[", *report]))
            terminal.rest()
            assert not terminal.has_ended, terminal.text
        assert_lives(terminal)
