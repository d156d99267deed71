"""Files from strangers: which are refused, and that the rest is shown as plain text."""

import json
import re
import select
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from textual.content import Content

from quiz.bank.kinds import Choice, Multi, Order, Question, Short, Sort, Spot
from quiz.bank.model import Bank
from quiz.bank.problem import BankError
from quiz.bank.read import read_bank
from quiz.play.mark import Certainty
from quiz.play.pick import pick
from quiz.play.round import Answer, Round, Slot, answer, begin, finish, onward
from quiz.record.history import History
from quiz.text import UNSAFE
from quiz.tui.screens.home import Home
from tests.conftest import Opened
from tests.plain_lines import in_names
from tests.reader import Reader
from tests.terminal import Terminal

HERE = Path(__file__).with_name("hostile")
REFUSED = sorted((HERE / "refused").glob("*.toml"))
QUIZ = [sys.executable, "-m", "quiz"]

TOWER = "\u0301\u0322\u0489\u035c" * 8
NASTY = (
    "[/x] [@click=app.quit]x[/] [@click=app.bell]y[/] [link=https://evil.example]z[/link] [/] "
    rf"[bold red]w[/] \[ $accent {{0}} %s Z{TOWER} 漢字かな交じり 👩‍👩‍👧‍👦 🇩🇪 ❤️ 👍🏽 שלום مرحبا "
)
NASTY += "W" * (386 - len(NASTY))
"""Markup with actions and links, towers of marks, wide and joined characters, right to left, and
a word without an end: as long as a line may be, with a digit before a label."""

NOISE = "GLib-WARNING"
"""What the browser prints as it starts."""

TEXTUALS = re.compile(
    rb"\x1b\[(?:"
    rb"\d+;\d+H"  # to a line and column
    rb"|[\d;]*m"  # a colour or a style
    rb"|\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"  # modes
    rb"|\?20(?:26|48)\$p"  # whether the terminal has these modes
    rb"|>\d+u|<u"  # the Kitty protocol for keys
    rb")|\x1b\]22;[a-z-]+\x07"  # the shape of the mouse pointer
)
"""All that Textual writes to a terminal besides text; any other escape is somebody else's."""

COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")
"""A colour for the text or its ground; 39 and 49 are the terminal's own."""


class Recorded(Terminal):
    """A terminal that records every byte, and waits after each key until all is drawn."""

    bytes = b""

    def press(self, key: str) -> None:
        """Send keys, and wait until nothing more comes."""
        super().press(key)
        while select.select([self._pty], [], [], 0.06)[0] and self.read():
            pass

    def read(self) -> bool:
        """Wait for more and record it; false once nothing more will come."""
        start = len(self.output)
        more = super().read()
        self.bytes += self.output[start:]
        return more


def assert_text_alone(written: bytes) -> None:
    """Assert that a terminal got printable text, line ends and what Textual writes, and no more."""
    text = TEXTUALS.sub(b"", written).decode()
    odd = [each for each in re.finditer(r"[^\r\n\t\u200d]", text) if not each[0].isprintable()]
    assert not odd, [ascii(text[max(0, each.start() - 20) : each.end() + 20]) for each in odd[:5]]


@pytest.fixture(scope="module")
def nasty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid bank with nasty text in every field, as long as the limits allow."""
    file = tmp_path_factory.mktemp("nasty") / "bank.toml"
    text = (HERE / "everywhere.toml").read_text(encoding="utf-8")
    for sign, nasty in (("§", f"{NASTY} " * 10), ("¤", NASTY)):
        text = text.replace(sign, json.dumps(nasty, ensure_ascii=False)[1:-1])
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def nasty(nasty_file: Path) -> Bank:
    """The bank in that file."""
    return read_bank(nasty_file)


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser that writes down the addresses it opens, and prints noise wherever it can."""
    opened, program = tmp_path / "opened.txt", tmp_path / "browser"
    talk = f"echo {NOISE}; echo {NOISE} >&2; echo {NOISE} >/dev/tty"
    program.write_text(f'#!/bin/sh\n{talk}\necho "$#" "$@" >> "{opened}"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", str(program))
    monkeypatch.setenv("DISPLAY", ":99")
    return opened


def round_of(bank: Bank) -> Round:
    """The round that `take --seed 1` plays."""
    random = Random(1)
    return begin(pick(bank.questions, 10, random), random)


def keys_for(slot: Slot) -> str:
    """Keys that answer a question on the screens, with a certainty."""
    match slot.question:
        case Choice():
            return "a1"
        case Multi() | Order():
            return "a\r1" if isinstance(slot.question, Multi) else "\r1"
        case Sort():
            return "a" * 9 + "\r1"
        case Spot():
            return " \r1"
        case Short():
            return "a\r1\r"


# --- Refused -----------------------------------------------------------------


@pytest.mark.parametrize("file", REFUSED, ids=lambda file: file.stem)
def test_a_hostile_bank_is_refused(file: Path) -> None:
    """The message names the code point of the unsafe character, or another reason."""
    _, _, wanted = file.read_bytes().partition(b"\n")[0].decode().partition("# Refused: ")
    with pytest.raises(BankError) as raised:
        read_bank(file)
    told = str(raised.value)
    assert wanted
    assert wanted in told.splitlines()[0]
    assert not UNSAFE.search(told.replace("\n", ""))


def test_refusals_echo_nothing_to_the_terminal() -> None:
    """The messages on all refused banks are plain text."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom quiz.startup import read_or_leave\n"
        "for name in sys.argv[1:]:\n"
        "    try: read_or_leave(Path(name))\n"
        "    except SystemExit as left: print('left with', left.code)"
    )
    with Recorded([sys.executable, "-c", program, *map(str, REFUSED)]) as terminal:
        assert terminal.wait() == 0
    assert terminal.text.count("left with 1") == len(REFUSED) > 40
    assert b"\x1b" not in terminal.bytes
    assert_text_alone(terminal.bytes)


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_check_shows_hostile_lines_written_out(form: str) -> None:
    """The lines that `quiz check` quotes contain no unsafe character."""
    command = [*QUIZ, "check", "--format", form, *map(str, REFUSED)]
    with Recorded(command, width=200) as terminal:
        assert terminal.wait() == 1
    assert_text_alone(terminal.bytes)
    assert not UNSAFE.search(re.sub(r"[\r\n]", "", terminal.text))


@pytest.mark.parametrize(
    ("found", "put", "told"),
    [
        ("text = ", "text = 1, text_ = ", "`text` should be a text in quotes"),
        ('stem = "§"', f'stem = "{"s" * 4001}"', "`stem` has 4001 characters; 4000 is the most"),
        ("options = [", 'options = [{ text = "t", why = "w" },', "has 10 entries; 9 is the most"),
        (
            "options = [",
            "options = [" + '{ text = "t", why = "w" },' * 5000,
            "has 5,009 entries; 9 is the most",
        ),
        ("parts = [", 'parts = [{ text = "t" },', "`parts` has 61 entries; 60 is the most"),
        ("exhibits = [", "exhibits = [{},", "`exhibits` has 4 entries; 3 is the most"),
        ("¶2–¶9999", "¶2–¶99999", "`gap` cannot be “¶2–¶99999”"),
        ("999, quote", "1000, quote", "`number` is 1000; 999 is the most"),
        ("[1, 100000, 0]", "[1, 100001, 0]", "`blocks` is 100001; 100000 is the most"),
        ('title = "¤"', f'title = "{"t" * 401}"', "`title` has 401 characters; 400 is the most"),
        ('title = "¤"', 'title = "one\\ntwo"', "`title` cannot be “one\\ntwo”"),
    ],
)
def test_a_value_past_a_limit_is_refused(found: str, put: str, told: str, tmp_path: Path) -> None:
    """One more than the limit allows, or thousands more, is refused with the limit."""
    file = tmp_path / "bank.toml"
    text = (HERE / "everywhere.toml").read_text(encoding="utf-8").replace(found, put, 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BankError) as raised:
        read_bank(file)
    assert told in str(raised.value)


# --- Valid, and shown as it is -----------------------------------------------


@pytest.mark.long
@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_only_text_of_a_bank_reaches_the_terminal(
    width: int, height: int, nasty: Bank, nasty_file: Path, browser: Path
) -> None:
    """A round, its end, home, sources, claims and progress write text, and no action runs."""
    command = [*QUIZ, "take", "--seed", "1", "--bank", str(nasty_file)]
    with Recorded(command, width, height) as terminal:
        terminal.wait_for("[/x]")
        terminal.press("\r")
        for number, slot in enumerate(round_of(nasty).slots, start=1):
            terminal.wait_for(f"{number} of 6")
            terminal.press("\t" if isinstance(slot.question, Short) else "s")
            terminal.press("s")
            terminal.press("\x1b[Z" if isinstance(slot.question, Short) else "\x1b[6~")
            if isinstance(slot.question, Order | Spot):
                terminal.press("\r\x1b[A")  # what Enter and Space act on is to be seen
            terminal.press(keys_for(slot))
            terminal.press("s")
            terminal.press("\x1b[6~")
            terminal.press("\r")
        terminal.wait_for("q Home")
        terminal.press("\x1b[6~")
        terminal.press("q")
        terminal.wait_for("A round of")
        for way in range(1, 7):  # skills, articles, due, progress, sources, claims
            terminal.press("j" * way)
            terminal.press("\r")
            terminal.press("j\x1b[6~")
            terminal.press("q")
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.is_restored
    assert_text_alone(terminal.bytes)
    assert not browser.exists()


def test_an_address_opens_only_when_asked(nasty: Bank, nasty_file: Path, browser: Path) -> None:
    """`o` shows the addresses, and Enter gives one to the browser as a single argument."""
    command = [*QUIZ, "take", "--seed", "1", "--bank", str(nasty_file)]
    with Recorded(command) as terminal:
        terminal.wait_for("[/x]")
        terminal.press("\r")
        terminal.wait_for("How sure are you?")
        assert isinstance(round_of(nasty).slot.question, Short)
        terminal.press("a")
        terminal.wait_for("│  a")  # before that, Enter would only bring the line into view
        terminal.press("\r")
        terminal.wait_for("How sure? 1")
        terminal.press("1\r")
        terminal.press("o")
        terminal.wait_for("in a browser?")
        assert not browser.exists()
        terminal.press("\r")
        while not browser.exists() or not browser.read_text(encoding="utf-8"):
            terminal.press("")
        terminal.end("TERM")
        terminal.wait()
    url = nasty.sources["lantern"].url
    assert browser.read_text(encoding="utf-8") == f"1 {url}\n"
    assert_text_alone(terminal.bytes)
    assert NOISE.encode() not in terminal.bytes


def _looks(reader: Reader) -> Iterator[str]:
    """Links, and actions of Textual's own kind, on a screen."""
    for strip in reader.app.screen._compositor.render_strips():
        for segment in strip:
            if segment.style and segment.style.link:
                yield f"a link to {segment.style.link}"
            if segment.style and "@click" in segment.style.meta:
                yield f"an action: {segment.style.meta}"


async def test_text_of_a_bank_is_never_read_as_markup(
    nasty: Bank, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On every screen, Textual reads no text of a bank as markup, and nothing is a link."""
    read: list[str] = []
    from_markup = Content.from_markup.__func__  # type: ignore[attr-defined] # a class method

    def overheard(kind: type[Content], /, markup: str | Content, **variables: object) -> Content:
        read.append(str(markup))
        found: Content = from_markup(kind, markup, **variables)
        return found

    monkeypatch.setattr(Content, "from_markup", classmethod(overheard))
    found: list[str] = []
    async with opened(asked=nasty, first_time=True) as reader:
        found += _looks(reader)
        for way in range(9):
            await reader.press("home", *["down"] * way, "enter")
            found += _looks(reader)
            await reader.press("down", "enter", "s")
            found += _looks(reader)
            await reader.press("a", "enter", "1")
            found += _looks(reader)
            for key in 3 * ("escape", "q"):  # q is typed where a line takes it
                if not isinstance(reader.app.screen, Home):
                    await reader.press(key)
            assert isinstance(reader.app.screen, Home)
    assert not found
    assert not [markup for markup in read if "[/x]" in markup or "@click" in markup]


@pytest.mark.parametrize("words", [("sources", "--bank"), ("check",), ("preview",)])
def test_commands_show_text_alone(words: tuple[str, ...], nasty: Bank, nasty_file: Path) -> None:
    """Sources, problems and previews show the text of the bank as it is."""
    ids = [question.id for question in nasty.questions] if words == ("preview",) else [""]
    for id in ids:
        with Recorded([*QUIZ, *words, str(nasty_file), *filter(None, [id])]) as terminal:
            # The check refuses a place that no article can have, and shows it.
            assert terminal.wait() == (1 if words == ("check",) else 0)
        assert_text_alone(terminal.bytes)
        assert "[@click=app.quit]x[/]" in terminal.text


def test_plain_shows_text_alone(nasty: Bank, nasty_file: Path, browser: Path) -> None:
    """A whole round in plain mode, with its sources, writes no escape sequence."""
    lines = []
    for slot in round_of(nasty).slots:
        lines += ["/s", in_names(slot.question, slot.arrangement, slot.question.key), "3", "s", ""]
    with Recorded([*QUIZ, "take", "--plain", "--seed", "1", "--bank", str(nasty_file)]) as terminal:
        for line in lines:
            terminal.wait_for(":")
            terminal.press(f"{line}\n")
        terminal.wait_for("6 of 6 right.", "18 marks, the most you can get.")
        terminal.wait_for("Enter to finish:")
        terminal.press("\n")
        assert terminal.wait() == 0
    assert b"\x1b" not in terminal.bytes
    assert_text_alone(terminal.bytes)
    assert not browser.exists()


def test_the_readers_own_article_is_shown_as_text(
    bank_file: Path, tmp_path: Path, browser: Path
) -> None:
    """A copy of an article with control characters cannot command the terminal."""
    (tmp_path / "lantern-bridge.txt").write_text(
        "Headline\n\n\x1b]0;OWNED\x07The bridge\u202e should open in May \x9b31m "
        "[/x] [@click=app.quit]x[/]\n",
        encoding="utf-8",
    )
    file = tmp_path / "bank.toml"
    head, first, *_ = bank_file.read_text(encoding="utf-8").split("[[questions]]")
    file.write_text(f"{head}[[questions]]{first}", encoding="utf-8")
    command = [*QUIZ, "take", "--bank", str(file), "--articles", str(tmp_path)]
    with Recorded(command, 120, 40) as terminal:
        terminal.wait_for("Nobody is hurt here")
        terminal.press("\r")
        terminal.wait_for("1 of 1")
        terminal.press("a1")
        terminal.wait_for("OWNEDThe bridge", "should open in May", "[/x]")
        terminal.end("TERM")
        terminal.wait()
    assert_text_alone(terminal.bytes)
    assert not browser.exists()


# --- The history, and pasted text ---------------------------------------------

ODD = "Mai\x1b]0;OWNED\x07\x1b[2J\x9b31m\u202e\u2066\x7f\x00\r"
"""A response in an imported history, or text copied from a page."""


def test_only_text_of_a_history_reaches_the_terminal(
    bank_file: Path, questions: dict[str, Question]
) -> None:
    """Answers, questions and banks in a strange history neither retitle nor clear the terminal."""
    bank, asked = str(bank_file), [questions["which-month"], questions["page-tells"]]
    history = History.open()
    for ends in (False, True, True):
        round = begin(asked, Random(1))
        number = history.begin(round, bank)
        round = answer(round, Answer(ODD, Certainty.SURE, 1.0))
        if ends:
            round = finish(answer(onward(round), Answer((0,), Certainty.SURE, 1.0)))
        history.keep(number, round)
    history.close()
    assert history.path is not None
    with closing(sqlite3.connect(history.path)) as db, db:
        odd = json.dumps(f"page {ODD}")[1:-1]
        change = "UPDATE questions SET id = id || ?, body = replace(body, 'page', ?)"
        db.execute(f"{change} WHERE id = 'page-tells'", [ODD, odd])
        db.execute("UPDATE rounds SET bank = bank || ? WHERE number = 3", [ODD])
    with Recorded([*QUIZ, "--bank", bank], 100, 30) as terminal:
        terminal.wait_for("Carry on where you left off")
        terminal.press("\r")
        terminal.wait_for("1 of 1")  # the other goes by a name that no question has
        terminal.press("q")
        terminal.press("jjjjj\r")
        terminal.wait_for("My progress")
        terminal.press("\t\r")
        terminal.press("qqq")
        assert terminal.wait() == 0
    assert_text_alone(terminal.bytes)
    assert terminal.bytes.count(b"OWNED") > 1
    commands = ["history list", "history export", f"progress --bank {bank}"]
    commands += [f"report --to {form} --bank {bank}" for form in ("md", "json", "csv", "html")]
    told = "; ".join(f"{' '.join(QUIZ)} {command}" for command in commands)
    with Recorded(["sh", "-c", told]) as terminal:
        assert terminal.wait() == 0
    assert_text_alone(terminal.bytes)
    assert terminal.bytes.count(b"OWNED") > len(commands)


async def test_pasted_text_loses_unsafe_characters(opened: Opened) -> None:
    """Pasted text loses what would turn it round or command a terminal."""
    async with opened("which-month") as reader:
        await reader.paste(f"A{ODD}")
        await reader.press("left", "Z")
        assert "AMai]0;OWNED[2J31Zm" in reader.sees
        assert not UNSAFE.search("".join(reader.lines))
        await reader.press("enter", "1", "enter")
        assert reader.slot.answer is not None
        assert reader.slot.answer.response == "AMai]0;OWNED[2J31Zm"


# --- On every kind of terminal -----------------------------------------------


@pytest.mark.parametrize(
    ("terminal_is", "coloured"),
    [
        ("TERM=xterm", False),
        ("TERM=linux", False),
        ("TERM=vt100", False),
        ("TERM=screen", False),
        ("TERM=xterm-256color", True),
        ("TERM=screen-256color", True),
        ("COLORTERM=truecolor", True),
        ("NO_COLOR=1", False),
        ("NO_COLOR=", True),
    ],
)
def test_a_question_can_be_answered_on_every_terminal(
    bank_file: Path, monkeypatch: pytest.MonkeyPatch, terminal_is: str, coloured: bool
) -> None:
    """The quiz opens and shows a verdict; without 256 colours it uses signs and bold type."""
    name, _, value = terminal_is.partition("=")
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv(name, value)
    command = [*QUIZ, "take", "--bank", str(bank_file)]
    with Recorded([*command, "--seed", "1", "--skill", "source", "-n", "1"]) as terminal:
        terminal.wait_for("Nobody is hurt here.")
        terminal.press("\r")
        terminal.wait_for("Somebody put every page there")
        terminal.press("\r")
        terminal.wait_for("1 of 1")
        random = Random(1)
        skilled = [each for each in read_bank(bank_file).questions if each.skill == "source"]
        terminal.press(keys_for(begin(pick(skilled, 1, random), random).slot))
        terminal.wait_for("a guess")
        terminal.press("q")
        terminal.press("q")
        assert terminal.wait() == 0
    assert_text_alone(terminal.bytes)
    assert bool(COLOUR.search(terminal.bytes)) == coloured
