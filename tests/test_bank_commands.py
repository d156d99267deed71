"""The commands for authors, run as authors run them."""

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.bank.exhibits import EXHIBITS
from quiz.bank.kinds import KINDS
from quiz.bank.load import starter
from quiz.bank.problem import MOST_PROBLEMS
from quiz.cli import main
from tests.process import QUIZ, run

ROOT = Path(__file__).parents[1]
CORPUS = Path(__file__).parent / "corpus"
GUIDE = (ROOT / "docs" / "writing-questions.md").read_text(encoding="utf-8")


def quiz(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the quiz in a folder."""
    return run([*QUIZ, *words], folder=folder)


def followed(guide: str, folder: Path) -> Iterator[tuple[list[str], str, str]]:
    """Each command of a guide, what it printed and what is shown, once all before it was done.

    Blocks with the name of a file go to the end of it, and a question is answered with q.
    """
    for name, block in re.findall(r"```\w+ ?(\S*)\n(.*?)```", guide, re.DOTALL):
        if name:
            file = folder / name
            file.parent.mkdir(exist_ok=True)
            before = file.read_text(encoding="utf-8") + "\n" if file.exists() else ""
            file.write_text(before + block, encoding="utf-8")
        for typed, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            command, _, target = typed.partition(" > ")
            ran = run([*QUIZ, *shlex.split(command)[1:]], given="q\n", folder=folder)
            assert ran.returncode == (1 if "--diff" in command else 0), (command, ran.stderr)
            if target:
                (folder / target).write_text(ran.stdout, encoding="utf-8")
            yield shlex.split(command)[1:], ran.stdout + ran.stderr, shown


def test_guide_can_be_followed_to_the_letter(tmp_path: Path) -> None:
    """Each command of docs/writing-questions.md runs, and prints what the guide shows."""
    printed = {}
    for words, output, shown in followed(GUIDE, tmp_path):
        # The two streams are shown together.
        assert not shown or sorted(output.split("\n")) == sorted(shown.split("\n")), words
        printed[words[0], words[-1]] = output
    assert '+id = "ferry-photo"\n' in printed["check", "--diff"]
    assert "What does the photo let you say" in printed["try", "ferry-photo"]
    assert "This is a draft" in printed["try", "ferry-photo"]
    assert "Question 1 of 8" in printed["try", "mine.toml"]
    assert re.search(r"Your answer: \w\) It was near forty", printed["preview", "ferry-how-many"])
    assert "It was near forty" in (tmp_path / "preview.html").read_text(encoding="utf-8")
    assert "Question 1 of 2" in printed["take", "lesson-one"]
    for words in re.findall(r"`quiz (\w+ [^`]+)`", GUIDE):
        if "--articles" not in words:
            ran = run([*QUIZ, *words.split()], folder=tmp_path)
            assert ran.returncode == 0 or "needs a terminal" in ran.stderr, words


def test_mistake_of_the_guide_is_told_as_it_shows(tmp_path: Path) -> None:
    """A quotation that is changed as the guide says is reported in the words of the guide."""
    begin, _, _ = GUIDE.partition("Now break it")
    assert [*followed(begin, tmp_path)]
    mine = tmp_path / "mine.toml"
    text = mine.read_text(encoding="utf-8")
    assert 'quote = "About forty people"' in text
    broken = text.replace('quote = "About forty people"', 'quote = "About fifty people"')
    mine.write_text(broken, encoding="utf-8")
    checked = quiz("check", "mine.toml", "--articles", "articles", folder=tmp_path)
    assert checked.returncode == 1
    assert f"```text\n{checked.stdout}{checked.stderr}```" in GUIDE


def test_exhibits_of_the_guide_have_no_problem(tmp_path: Path) -> None:
    """Each example of an exhibit can be copied into a question as it is, and quotes its article."""
    article = re.findall(r"```text articles/ferry-2024.txt\n(.*?)```", GUIDE, re.DOTALL)[0]
    (tmp_path / "ferry-2024.txt").write_text(article, encoding="utf-8")
    source = (
        '[sources.radio-2024]\nheadline = "Fog again: ferry two hours late"\n'
        'genre = "news"\nrole = "outside"\n\n'
        "[skills.attribution]"
    )
    text = starter().replace("[skills.attribution]", source).replace("# url = ", "url = ")
    head, *questions = text.replace("https://…", "https://pier.example").split("[[questions]]")
    examples = re.findall(r"```toml\n(exhibits = .*?)```", GUIDE, re.DOTALL)
    spots = re.findall(r'```toml\nkind = "spot"\n(.*?)```', GUIDE, re.DOTALL)
    spot = next(n for n, each in enumerate(questions) if 'kind = "spot"' in each)
    asked = [
        re.sub(r"^parts = .*?^\]$", each, questions[spot], flags=re.MULTILINE | re.DOTALL).replace(
            "ferry-spot", f"spot-{n}"
        )
        for n, each in enumerate(spots)
    ]
    assert set(EXHIBITS) <= set(re.findall(r'kind = "(\w+)"', " ".join(examples)))
    pairs = zip(questions[2 : 2 + len(examples)], examples, strict=True)
    blocks = [
        *asked,
        *(f"{question}\n{example}" for question, example in pairs),
    ]
    (tmp_path / "mine.toml").write_text("[[questions]]".join([head, *blocks]), encoding="utf-8")
    checked = quiz("check", "mine.toml", "--articles", ".", folder=tmp_path)
    assert (checked.stdout, checked.stderr) == ("", "0 errors, 0 warnings\n")


def test_broken_files_are_reported_in_each_format(tmp_path: Path) -> None:
    """Text, JSON and GitHub's format report the same problem at the same position."""
    file = tmp_path / "bank.toml"
    file.write_text(starter().replace("right = true", "rihgt = true", 1), encoding="utf-8")
    text = quiz("check", "bank.toml", folder=tmp_path)
    problems = json.loads(quiz("check", "bank.toml", "--format", "json", folder=tmp_path).stdout)
    github = quiz("check", "bank.toml", "--format", "github", folder=tmp_path).stdout
    first = problems[0]
    assert first["code"] == "Q101"
    assert text.returncode == 1
    assert "\x1b" not in text.stdout
    position = f"bank.toml:{first['line']}:{first['column']}"
    head, _, source, carets = text.stdout.splitlines()[:4]
    assert head == f"{position}: Q101 {first['message']}; did you mean `right`?"
    column = carets.index("^")
    assert source[column : column + 5] == "rihgt"
    assert carets.count("^") == 5
    assert github.startswith(f"::error file=bank.toml,line={first['line']},col={first['column']},")


def test_misspelled_list_is_reported_with_the_name_that_was_meant(tmp_path: Path) -> None:
    """For a `[[question]]` among `[[questions]]` the right name is suggested, though in use."""
    head, _, last = starter().rpartition("[[questions]]")
    (tmp_path / "bank.toml").write_text(f"{head}[[question]]{last}", encoding="utf-8")
    output = quiz("check", "bank.toml", folder=tmp_path).stdout
    assert "there is no key “question” here; write [[questions]] instead\n" in output


def test_syntax_error_is_shown_in_its_line(tmp_path: Path) -> None:
    """For a file that is not TOML, the line where parsing stopped is shown."""
    text = starter().replace('genre = "news report"', 'genre = "news "report"')
    (tmp_path / "bank.toml").write_text(text, encoding="utf-8")
    lines = quiz("check", "bank.toml", folder=tmp_path).stdout.splitlines()
    assert "Q004" in lines[0]
    assert lines[2].endswith('| genre = "news "report"')
    assert lines[3].index("^") == lines[2].index('"report"')


def test_binary_file_is_reported_in_one_line(tmp_path: Path) -> None:
    """No line of a binary file is shown."""
    (tmp_path / "bank.toml").write_bytes(bytes(range(128, 256)) * 100)
    lines = quiz("check", "bank.toml", folder=tmp_path).stdout.splitlines()
    (line,) = lines
    assert line.startswith("bank.toml:1:1: Q002 the file is not UTF-8: byte 0x80; ")


def test_line_break_in_a_key_does_not_break_the_command_for_github(tmp_path: Path) -> None:
    """The command for GitHub stays one line, whatever a key is called."""
    text = starter().replace("[about]", '[about]\n"a\\n::error::b, 100%" = 1', 1)
    (tmp_path / "bank.toml").write_text(text, encoding="utf-8")
    command = quiz("check", "bank.toml", "--format", "github", folder=tmp_path).stdout
    assert command.count("\n") == 1
    assert "“a%0A::error::b, 100%25”" in command


def test_several_files_are_checked_in_one_go(tmp_path: Path) -> None:
    """Each problem has the name of its file, and a missing file is a problem too."""
    (tmp_path / "good.toml").write_text(starter(), encoding="utf-8")
    ran = quiz("check", "good.toml", "missing.toml", folder=tmp_path)
    assert ran.returncode == 1
    assert ran.stdout == "missing.toml: Q001 there is no such file; check the path\n"
    assert ran.stderr.startswith("1 error, 0 warnings; ")


def test_warnings_do_not_fail_a_check(tmp_path: Path) -> None:
    """A file with warnings alone passes, and they are printed."""
    text = starter().replace("Who stands behind", "Who does not stand behind")
    (tmp_path / "bank.toml").write_text(text, encoding="utf-8")
    ran = quiz("check", "bank.toml", folder=tmp_path)
    assert ran.returncode == 0
    assert "Q305 warning: " in ran.stdout


def test_note_is_no_warning(tmp_path: Path) -> None:
    """A note is shown and isn't counted; GitHub calls it a notice."""
    text = starter().replace('# language = "es"', 'language = "pt"')
    (tmp_path / "bank.toml").write_text(text, encoding="utf-8")
    ran = quiz("check", "bank.toml", "--format", "github", folder=tmp_path)
    assert ran.stdout.startswith("::notice file=bank.toml,line=15,")
    assert ran.stderr.startswith("0 errors, 0 warnings")


def test_first_thousand_problems_are_printed(tmp_path: Path) -> None:
    """Only the first thousand problems of a file are printed."""
    (tmp_path / "bank.toml").write_text("".join(f"a{n} = 1\n" for n in range(5000)))
    ran = quiz("check", "bank.toml", "--format", "json", folder=tmp_path)
    assert len(json.loads(ran.stdout)) == MOST_PROBLEMS
    assert ran.stderr.endswith("there may be more\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--explain", "Q999"), "there is no rule “Q999”"),
        (("check", "--articles", "nowhere"), "does not exist"),
        (("new", "there.toml"), "there.toml already exists"),
        (("new", "no/folder.toml"), "can't be written"),
        (("preview", "there.toml", "ferry-who-blame-fog"), "choose from ferry-who-blames-fog"),
    ],
)
def test_wrong_use_is_refused_in_a_line(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """Wrong use is refused with exit code 2 and a line that says what to do."""
    (tmp_path / "there.toml").write_text(starter(), encoding="utf-8")
    ran = quiz(*words, folder=tmp_path)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert (tmp_path / "there.toml").read_text(encoding="utf-8") == starter()


def test_new_file_may_be_in_german(tmp_path: Path) -> None:
    """`quiz new --language de` writes a German file with an id of its own, which can be taken."""
    ran = quiz("new", "Übung.toml", "--language", "de", folder=tmp_path)
    assert ran.returncode == 0
    text = (tmp_path / "Übung.toml").read_text(encoding="utf-8")
    assert re.search(r'^id = "uebung-[0-9a-f]{4}"$', text, re.MULTILINE)
    assert 'language = "de"' in text
    assert quiz("check", "Übung.toml", folder=tmp_path).stderr.startswith("0 errors, 0 warnings")


def test_check_without_articles_says_so(tmp_path: Path) -> None:
    """A check says that quotations were not compared, unless there are none."""
    text = starter()
    (tmp_path / "bank.toml").write_text(text, encoding="utf-8")
    summary = "0 errors, 0 warnings; quotations not compared (add --articles DIR)\n"
    assert quiz("check", "bank.toml", folder=tmp_path).stderr == summary
    text = re.sub(r"exhibits = \[.*?^\]", "", text, flags=re.DOTALL | re.MULTILINE)
    (tmp_path / "bank.toml").write_text(text.replace("quote =", "says ="), encoding="utf-8")
    assert quiz("check", "bank.toml", folder=tmp_path).stderr == "0 errors, 0 warnings\n"


def test_rules_of_a_family_are_listed() -> None:
    """A prefix lists the codes that begin with it; others get the nearest as suggestions."""
    listed = quiz("check", "--explain", "q2", folder=ROOT)
    assert listed.returncode == 0
    assert [line[:5] for line in listed.stdout.splitlines()] == [f"Q20{n} " for n in range(1, 10)]
    refused = quiz("check", "--explain", "202", folder=ROOT)
    assert refused.stderr == "quiz: there is no rule “202”; choose from Q202, Q002, Q102, …\n"
    assert refused.returncode == 2


def test_rule_is_explained_with_its_source_and_example() -> None:
    """`--explain` prints why a rule matters, who found that, and an example before and after."""
    output = quiz("check", "--explain", "q301", folder=ROOT).stdout
    assert output.startswith("Q301 The right option is the longest\n")
    assert all(part in output for part in ("Haladyna", "Before:", "After:", "allow = { Q301"))


@pytest.mark.parametrize("kind", KINDS)
def test_question_of_each_kind_can_be_previewed(kind: str, tmp_path: Path) -> None:
    """A preview shows the stem, the key, the reasons, the explanation and the citations."""
    file = tmp_path / "bank.toml"
    file.write_text(starter(), encoding="utf-8")
    block = next(
        block for block in starter().split("[[questions]]") if f'\nkind = "{kind}"\n' in block
    )
    id = re.findall(r'id = "([^"]+)"', block)[0]
    ran = quiz("preview", "bank.toml", id, folder=tmp_path)
    assert ran.returncode == 0, ran.stderr
    flat = " ".join(ran.stdout.split())
    for key in ("stem", "explanation"):
        assert re.findall(rf'{key} = "([^"]+)"', block)[0] in flat
    assert all(why in flat for why in re.findall(r'why = "([^"]+)"', block))
    assert re.search(r"\[1\] (Headline|Paragraph \d+): “", flat)
    if kind == "spot":
        assert "You can pick: 1) reportedly 2) stopped 3) twice 4) fog." in flat
    assert max(map(len, ran.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("text", "code", "output"),
    [
        ("MAY.", 0, "right: it fits “May”\n"),
        ("June", 1, "wrong: it fits no accepted form\n"),
        ("", 1, "wrong: it fits no accepted form\n"),
    ],
)
def test_author_can_try_a_typed_answer(text: str, code: int, output: str, bank_file: Path) -> None:
    """`--try` says whether a text would be right, and by which accepted form."""
    done = CliRunner().invoke(main, ["check", str(bank_file), "--try", "which-month", text])
    assert (done.exit_code, done.output) == (code, output)


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("alegedly", "right, with a slip: it is spelt “allegedly”\n"),
        ("74,5", "right: it is read as “74.5”\n"),
        ("745", "wrong: it is read as 745\n"),
    ],
)
def test_trying_says_how_an_answer_was_understood(
    text: str, output: str, bank_file: Path, tmp_path: Path
) -> None:
    """A slip is shown with the right spelling, a number as it was understood."""
    bank = bank_file.read_text(encoding="utf-8")
    file = tmp_path / "bank.toml"
    accept = 'accept = ["allegedly"]\nnumber = 74.5\nunits = ["mm"]'
    file.write_text(bank.replace('accept = ["May", "in May", "May 2031"]', accept), "utf-8")
    done = CliRunner().invoke(main, ["check", str(file), "--try", "which-month", text])
    assert done.output == output


def test_only_typed_answers_can_be_tried(bank_file: Path) -> None:
    """A question of another kind, or one that isn't there, is refused in a line."""
    for id, message in (("bridge-in-may", "is not answered by typing"), ("nowhere", "there is no")):
        done = CliRunner().invoke(main, ["check", str(bank_file), "--try", id, "x"])
        assert done.exit_code == 2
        assert message in done.output
