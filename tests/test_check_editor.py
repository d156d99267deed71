"""What editors with taplo, such as VS Code with Even Better TOML, mark, complete and describe.

taplo's command marks what is wrong; PyPI has it for common machines, so it is no part of the extra
`test`. Completion is in its language server alone, which npm has as @taplo/lsp.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from quiz.bank.kinds import KINDS
from tests.test_check_schema import CLEAN, PLANTS, SHIPPED, reads

TAPLO = shutil.which("taplo", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
SERVER = os.environ.get("TAPLO_LSP", "")
"""The folder that npm put @taplo/lsp into."""
NODE = shutil.which("node")

ALIKE = {
    "published = ⟦2024-02-10⟧": "taplo hands a date on as a text, as JSON has no dates",
    "number = ⟦inf⟧": "taplo takes what is no number for nothing",
}
"""Files of the corpus that taplo reads in its own way: what replaced a text of the clean bank."""


def marked(texts: dict[str, str], folder: Path) -> dict[str, list[int]]:
    """The lines at which taplo marks an error in these files, by their names."""
    if TAPLO is None:
        pytest.skip("taplo isn't there: pip install taplo")
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    files = [folder / f"{name}.toml" for name in texts]
    done = subprocess.run(
        [TAPLO, "lint", "--schema", SHIPPED.as_uri(), *files],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = defaultdict(list)
    place = r"^error: .*\n\s+┌─ .*?([^/\\]+)\.toml:(\d+):\d+$"
    for name, line in re.findall(place, done.stderr + done.stdout, re.MULTILINE):
        lines[name].append(int(line))
    return dict(lines)


def test_one_mistake_has_one_mark(tmp_path: Path) -> None:
    """An editor marks each mistake of the corpus once, where it is, and nothing in what fits."""
    texts: dict[str, str] = {}
    wrong: dict[str, tuple[int, range]] = {}
    for number, plant in enumerate(PLANTS):
        text = CLEAN.replace(plant["old"], plant["new"]).replace("⟦", "").replace("⟧", "")
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue
        if plant["new"] in ALIKE:
            continue
        texts[str(number)] = text
        if not reads(document):
            first = CLEAN.count("\n", 0, CLEAN.index(plant["old"])) + 1
            lines = range(first, first + plant["new"].count("\n") + 1)
            codes = plant["codes"].split()
            # A key that is missing is marked at another of its table, and so on another line.
            wrong[str(number)] = (len(codes), range(1000) if "Q102" in codes else lines)
    found = marked(texts, tmp_path)
    assert found.keys() == wrong.keys()
    for name, (count, lines) in wrong.items():
        assert len(found[name]) == count, PLANTS[int(name)]
        assert set(found[name]) <= set(lines), PLANTS[int(name)]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("explanation = ", "explanaton = ", 'explanaton = "'),
        ("options = [", "opitons = [", "  { text = "),
        ("stem = ", "# stem = ", 'kind = "choice"'),
        ('kind = "choice"', 'kind = "mcq"', 'kind = "mcq"'),
        ("right = true, ", "correct = true, ", "correct = true"),
        ('id = "', 'id = "The_', 'id = "The_'),
        ('kind = "choice"', 'kind = ["choice"]', "kind = ["),
        ("stem = ", 'stem = ["One", "two"] # ', "stem = "),
        ("stem = ", "stem = [] # ", "stem = "),
        ("stem = ", 'stem = { en = "One", de = "Eins" } # ', "stem = "),
        ("stem = ", "stem = { a = { b = [1, 2] } } # ", "stem = "),
        ("stem = ", "stem = 3 # ", "stem = "),
        ("right = true", "right = [true]", "right = ["),
        ('verdict = "supported"', 'verdict = ["supported"]', "verdict = ["),
        ('["the note", "the paper"]', '{ a = "One", b = "Two" }', "labels = {"),
        ("accept = [", "accept = [74,5] # [", "accept = ["),
        ("cites = [{", 'cites = ["¶1", "¶2"] # [{', "cites = ["),
        ('{ source = "courier-2024", ', '{ source = "The Courier", ', "The Courier"),
    ],
)
def test_a_slip_in_a_question_has_one_mark(old: str, new: str, line: str, tmp_path: Path) -> None:
    """A key that is mistyped or missing, or a value of another type, is one mark where it is."""
    head, mark, rest = CLEAN.partition("[[questions]]")
    text = f"{head}{mark}{rest.replace(old, new, 1)}"
    (lines,) = marked({"bank": text}, tmp_path).values()
    assert len(lines) == 1
    assert line in text.split("\n")[lines[0] - 1]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("[about]", "[[about]]", "id = "),
        ("[about]", "", "title = "),
        ("[sources.courier-2024]", "[[sources]]", "genre = "),
        ("[sources.courier-2024]", "[[sources.courier-2024]]", "genre = "),
        ("[sources.courier-2024]", "[sources]", "genre = "),
        ("[skills.certainty]", "[skills]", "name = "),
    ],
)
def test_a_header_in_another_form_has_one_mark(
    old: str, new: str, line: str, tmp_path: Path
) -> None:
    """A header with other brackets, without a name or left out is one mark."""
    head, _, rest = CLEAN.partition(old)
    text = f"{head}{new}{rest}"
    if name := new.strip("[]") if new.endswith(("sources]", "sources]]", "skills]")) else "":
        others = rf"(?ms)^\[{name}\.[^\n]*\n.*?(?=^\[|\Z)"  # they would be keys of this one
        text = f"{re.sub(others, '', head)}{new}{re.sub(others, '', rest)}"
    text = text if new or "about" not in old else re.sub(r"(?m)^policies = .*", "", text)
    (lines,) = marked({"bank": text}, tmp_path).values()
    assert len(lines) == 1
    assert text.split("\n")[lines[0] - 1].startswith(line)


@pytest.mark.parametrize(("id", "line"), [("courier-2024", "genre = "), ("attribution", "name = ")])
def test_an_id_in_capitals_has_one_mark(id: str, line: str, tmp_path: Path) -> None:
    """An id that isn't one is marked at its table, not also wherever it is referred to."""
    text = CLEAN.replace(f".{id}]", f".{id.title()}]").replace(f'"{id}"', f'"{id.title()}"')
    assert text.count(id.title()) > 2
    (lines,) = marked({"bank": text}, tmp_path).values()
    assert len(lines) == 1
    assert text.split("\n")[lines[0] - 1].startswith(line)


def asked(*questions: tuple[str, str]) -> list[dict[str, Any]]:
    """What the language server says: of (method, text with a ‸ where the cursor is)."""
    if NODE is None or not SERVER:
        pytest.skip("npm install @taplo/lsp, and name its folder in TAPLO_LSP")
    messages = []
    for method, text in questions:
        before, _, after = f"#:schema {SHIPPED.as_uri()}\n{text}".partition("‸")
        line, character = before.count("\n"), len(before) - before.rfind("\n") - 1
        message = {"text": before + after, "line": line, "character": character, "method": method}
        messages.append(message)
    done = subprocess.run(
        [NODE, Path(__file__).with_name("editor.mjs")],
        input=json.dumps({"folder": SERVER, "asked": messages}),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def test_keys_and_values_are_completed_and_described() -> None:
    """An editor offers each key once, offers the kinds there are, and says what a key is for."""
    keys, kinds, sources, roles, texts, truths, lists, headers, hover = asked(
        ("completion", '[[questions]]\nid = "a"\n‸\n'),
        ("completion", "[[questions]]\nkind = ‸\n"),
        ("completion", "[sources.x]\n‸\n"),
        ("completion", "[sources.x]\nrole = ‸\n"),
        ("completion", "[[questions]]\nstem = ‸\n"),
        ("completion", "[[questions]]\ndraft = ‸\n"),
        ("completion", "[[questions]]\ncites = ‸\n"),
        ("completion", "[[‸]]\n"),
        ("hover", '[sources.x]\nro‸le = "article"\n'),
    )
    offered = [each["label"] for each in keys["answer"]]
    fields = {field for kind in KINDS.values() for field in kind.__struct_fields__} | {"kind"}
    assert sorted(offered) == sorted(fields - {"id"})
    assert all(each["documentation"]["value"] for each in keys["answer"])
    assert {each["label"] for each in kinds["answer"]} == {f'"{kind}"' for kind in KINDS}
    assert {"headline", "role", "found"} <= {each["label"] for each in sources["answer"]}
    assert {each["label"] for each in roles["answer"]} == {'"article"', '"outside"'}
    assert {each["label"] for each in texts["answer"]} == {'""'}
    assert {each["label"] for each in truths["answer"]} == {"true", "false"}
    assert {each["label"] for each in lists["answer"]} == {"[]"}
    assert {each["label"] for each in headers["answer"]} >= {"questions", "claims"}
    assert "Questions ask about an article" in hover["answer"]["contents"]["value"]


def test_the_editor_marks_what_the_command_does() -> None:
    """One mistyped key is one mark in the editor, at its value."""
    (slip,) = asked(("hover", CLEAN.replace("explanation = ", "explanaton = ‸", 1)))
    (mark,) = slip["diagnostics"]
    assert mark["message"].startswith('{"title":"no such key here; there are kind, id, ')
