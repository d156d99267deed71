"""Authors' mistakes are reported once, where they are, with their cause and a way out."""

import re
from pathlib import Path

import pytest

from quiz.bank.kinds import Spot
from quiz.bank.kinds.picking import Part
from quiz.bank.problem import Problem
from quiz.check.fix import fixed
from quiz.check.run import check
from tests.test_check_run import CLEAN

FLAT = '  { text = "A local baker", why = "He fears for his trade; that is all." },'
STEM = 'stem = "On whose word does the paper rest its report?"'
POST = 'by = "A pupil", when = "today", text = "Is it true about the bridge?"'
PASSAGE = 'passage = "They came upon a page about a bridge."'
ENDS = 'ends = ["least sure", "surest"]'
KIND = 'kind = "choice"\nskill = "attribution"\npassage'
ACCEPT = 'accept = ["7", "seven", "a week"]'


def told(text: str, folder: Path) -> list[Problem]:
    """What is reported of a file, apart from notes."""
    file = folder / "bank.toml"
    file.write_text(text, encoding="utf-8")
    return [each for each in check(file)[1] if each.level != "note"]


def only(old: str, new: str, folder: Path) -> tuple[Problem, str]:
    """The only problem of the clean bank with something else in it, and the line it is in."""
    assert old in CLEAN
    text = CLEAN.replace(old, new, 1)
    problems = told(text, folder)
    assert len(problems) == 1, [*map(str, problems)]
    return problems[0], text.split("\n")[max(0, problems[0].line - 1)]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (STEM, f'<<<<<<< HEAD\n{STEM}\n=======\nstem = "Who?"\n>>>>>>> theirs', "<<<<<<<"),
        (
            STEM,
            f'<<<<<<< HEAD\n{STEM}\n||||||| base\nstem = "Why?"\n=======\nstem = "Who?"\n>>>>>>> b',
            "<<<<<<<",
        ),
        (FLAT, f"<<<<<<< HEAD\n{FLAT}\n=======\n  {{ text = 1 }},\n>>>>>>> theirs", "<<<<<<<"),
        (STEM, f"{STEM}\n>>>>>>> theirs", ">>>>>>>"),
        (STEM, f"{STEM}\n=======", "======="),
    ],
    ids=["two", "three", "in a list", "end alone", "middle alone"],
)
def test_unfinished_merge_is_named(old: str, new: str, line: str, tmp_path: Path) -> None:
    """Marks that a merge leaves are reported once for each place, with what to do about them."""
    problem, where = only(old, new, tmp_path)
    assert where.startswith(line)
    assert "merge" in problem.message
    assert "take" in problem.mend


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (FLAT, FLAT.replace("{", "(").replace("}", ")"), "( text", "a table is between { and }"),
        (FLAT, FLAT.replace("{", "[").replace("}", "]"), "[ text", "a table is between { and }"),
        (STEM, STEM.replace("stem = ", "stem =\n  "), "stem =", "a value begins in the line"),
        (STEM, STEM.replace("does ", "does \\\n  "), "stem =", "a backslash joins no lines"),
        (STEM, f"- {STEM}".replace(" =", ":"), "- stem", "written as YAML"),
        ('published = "2024-02-10"', "published = 2024-02-31", "published", "no such day"),
        ('published = "2024-02-10"', "published = 02-10-2024", "published", '"2024-10-02"'),
        (FLAT, FLAT.replace("},", "}},"), "{ text", "there is a } too many"),
        (ENDS, f"{ENDS}]", "ends", "there is a ] too many"),
        ("steps = [\n", "steps = [[\n", "steps", "there is a [ too many"),
        ("steps = [\n", "steps = [\nsteps = [\n", "steps", "this line is there twice"),
        ('skill = "certainty"\nstem', 'skill = "certainty""\nstem', "skill", 'a " too many'),
        (FLAT, f'{FLAT}"', "{ text", 'there is a " too many'),
        ("steps = [\n", 'steps = ["\n', "steps", 'there is a " too many'),
        (FLAT, f"{FLAT};", "{ text", "; has no place here"),
        (ENDS, "en ds = [1]".replace("[1]", ENDS[7:]), "en ds", "write ends = …"),
        (
            'title = "The head of the council"',
            'title = "The head of the council   # who speaks of it, and of what else there is',
            "title",
            "closing quotation mark is missing",
        ),
        (FLAT, FLAT.replace("{", "{{"), "{{ text", "there is a { too many"),
        ("cites = [\n", "", "{ source", "write cites = [ above it"),
        ("  ] },\n", "  ] },\n  ] },\n", "] },", "this line is there twice"),
        ('published = "2024-02-10"', 'published = "2024-02-10„', "published", "curly"),
        ("blocks = [8, 22,", "blocks = [8 22,", "blocks", "a comma is missing here"),
        ("steps = [\n", "", "{ text", "write steps = [ above it"),
        (FLAT, f"{FLAT} x", "{ text", "“x” has no place here"),
        ("[about]", "[[about]", "[[about]", "there is a [ too many"),
        (STEM, STEM.replace('= "', '= ""\n')[:-1] + '\n"""', "stem", "write a third"),
        ('skill = "certainty"\nstem', 'skill = "cert\\ainty"\nstem', "skill", "a backslash"),
        ('id = "bridge-how-sure"', 'id = "bridge-how\n-sure"', "id", "a line break inside"),
        ("format = 1", 'format = "1', "format", "closing quotation mark is missing"),
        (ACCEPT, "number = 1/2", "number", "write 0.5"),
        (ACCEPT, "number = .5", "number", "write 0.5"),
        (ACCEPT, "number = 5.", "number", "write 5"),
    ],
)
def test_fault_of_syntax_is_told_once_with_its_cause(
    old: str, new: str, line: str, words: str, tmp_path: Path
) -> None:
    """Brackets, line breaks, dates and numbers that aren't TOML's are reported once."""
    problem, where = only(old, new, tmp_path)
    assert where.strip().startswith(line)
    assert words in problem.told


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('text = "A local baker"', 'label = "A local baker"', "did you mean `text`?"),
        (STEM, STEM.replace("stem", "text"), "did you mean `stem`?"),
        ('explanation = "A denial', 'why = "A denial', "did you mean `explanation`?"),
        ('id = "bridge-what-she-denies"', 'name = "bridge-what-she-denies"', "mean `id`?"),
        ('rows = [\n  { text = "300', 'options = [\n  { text = "300', "did you mean `rows`?"),
        ('labels = ["the note"', 'categories = ["the note"', "did you mean `labels`?"),
        ("steps = [", "options = [", "did you mean `steps`?"),
        ('right = true, why = "“Acc', 'is_correct = true, why = "“Acc', "mean `right`?"),
        ('verdict = "supported"', "correct = 2", "write `right = true` in the option that is"),
        (POST, POST.replace("by =", "author ="), "did you mean `by`?"),
        (POST, POST.replace("by =", "user ="), "did you mean `by`?"),
        ('kind = "headlines", items', 'kind = "headlines", headlines', "did you mean `items`?"),
        ('query = "bridge closing", results', 'query = "bridge closing", items', "`results`?"),
        ('says = "A note."', 'snippet = "A note."', "did you mean `says`?"),
        ('columns = ["Who"', 'header = ["Who"', "did you mean `columns`?"),
        ('shows = "A bridge in the rain."', 'alt = "A bridge in the rain."', "`shows`?"),
        ("format = 1", "version = 1", "did you mean `format`?"),
        ('id = "bridge-what-she-denies"', 'di = "bridge-what-she-denies"', "mean `id`?"),
        ('disputed_by = "The head', 'disputed by = "The head', "write disputed_by = …"),
        ("ends = [", "order = [", "list the `steps` in their right order"),
        (ACCEPT, ACCEPT.replace("accept", "akzeptiert"), "did you mean `accept`?"),
        (KIND, KIND.replace("choice", "CHOICE"), "did you mean `choice`?"),
        (KIND, KIND.replace("choice", "mc"), "did you mean `choice`?"),
    ],
)  # fmt: skip
def test_key_for_one_that_is_missing_is_told_once(
    old: str, new: str, words: str, tmp_path: Path
) -> None:
    """A key by another name leads to ours, and that ours is missing isn't reported beside it."""
    problem, _ = only(old, new, tmp_path)
    assert words in problem.told


SET = 'name = "One"\nids = ["bridge-who-decides"]\n\n[[questions]]\nid = "bridge-who-decides"'
FIRST = '[[questions]]\nid = "bridge-who-decides"'


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (FIRST, f"[[sets]]\n{SET}", "[[sets]]", "write [sets.ID], in single brackets"),
        (FIRST, f"[lessons.one]\n{SET}", "[lessons", "write [sets.one] instead"),
        (FIRST, f"[sets.one]\n{SET.replace('ids', 'questions')}", "questions", "mean `ids`?"),
        ("[[claims]]", "[[claims]]\n[[claims]]", "[[claims]]", "this claim has nothing in it"),
        ("[[claims]]", "[[questions]]\n[[claims]]", "[[q", "this question has nothing in it"),
        ("[[claims]]", "[sources.x]\n[[claims]]", "[sources.x]", "this source has nothing in it"),
        ("[skills.attribution]", "skills.attribution", "skills", "write [skills.attribution]"),
        ("[[questions]]\n", "questions\n", "questions", "write [[questions]]"),
        ("[about]\n", "", "title =", "write [about] above this line"),
    ],
)
def test_table_by_another_name_is_told_once(
    old: str, new: str, line: str, words: str, tmp_path: Path
) -> None:
    """A set in another header, and an [about] that is missing above a policy, are named."""
    problem, where = only(old, new, tmp_path)
    assert where.startswith(line)
    assert words in problem.told


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (ACCEPT, 'accept = ["7", ""]', "an entry of `accept` is empty; take it out"),
        (ACCEPT, "accept = [7]", "an entry of `accept` should be a text"),
        ("blocks = [8, 22,", "blocks = [8, -22,", "an entry of `blocks` is -22"),
        ("blocks = [8, 22, 20, 25, 7]", 'blocks = "8, 22, 20, 25, 7"', "write [8, 22, 20, 25, 7]"),
        ('["note", "300"]', '["note", ""]', "a cell is empty; write what is there, or “–”"),
        ('["note", "300"]', '["note", 300]', "a cell should be a text in quotes"),
        ('stem = "Find the words', 'join = ", "\nstem = "Find the words', 'write "" or " "'),
    ],
)
def test_entry_of_a_list_is_told_as_one(old: str, new: str, words: str, tmp_path: Path) -> None:
    """What is wrong with one entry isn't said of the whole list."""
    problem, _ = only(old, new, tmp_path)
    assert words in problem.told


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        (ACCEPT, 'number = 7\nreject = ["7.0"]', "Q114", "“7.0” is the right number"),
        (ACCEPT, 'number = 7\nwithin = 1\nreject = ["7"]', "Q114", "“7” is the right number"),
        (ACCEPT, "number = 7,000", "Q004", "write 7000, or 7.000 if it is a decimal"),
        (ACCEPT, 'accept = ["IS"]\ncase = true\nreject = ["IS"]', "Q114", "“IS” is accepted"),
        (ACCEPT, 'accept = ["7|seven"]', "Q332", 'write "7", "seven"'),
        ("He fears for", "\ufffc He fears for", "Q010", "stands for a picture or an object"),
        ("He fears for", "\uf0b7 He fears for", "Q010", "(U+F0B7) that only one font has"),
        ("He fears for", "He【4†source】 fears for", "Q326", "【4†source】"),
        ("He fears for", "He :contentReference[oaicite:0]{index=0} fears", "Q326", "oaicite"),
        ("no more [1].", "no more [^1].", "Q312", "write [1]"),
        ('why = "He fears for his trade; that is all."', 'why = "a local baker"', "Q323", "only"),
        (PASSAGE, 'passage = """\nOne.\n<<<<<<< HEAD\nTwo."""', "Q326", "a merge"),
        ('"A bridge in the rain."', '"bridge.jpg"', "Q326", "describe the picture in words"),
        ('at = "¶1", after = 5, quote = "to', 'at = "¶3", after = 5, quote = "to', "Q116", "¶3"),
        ('at = "¶1", after = 5, quote = "to', 'at = "¶9", after = 5, quote = "to', "Q116", "¶9"),
        ('at = "¶1", quote = "is unsigned"', 'at = "¶9", quote = "is unsigned"', "Q203", "¶9"),
    ],
)
def test_mistake_that_was_not_told_is_told(
    old: str, new: str, code: str, words: str, tmp_path: Path
) -> None:
    """What makes a question unfair or ugly is reported at the place where it is."""
    problem, where = only(old, new, tmp_path)
    assert problem.code == code
    assert words in problem.told
    assert where in new or new.split("\n", maxsplit=1)[0] in where or where.strip() in new


def test_list_in_a_list_and_set_without_an_id_are_told_once(tmp_path: Path) -> None:
    """One slip around many entries, or in one header, has one message."""
    doubled = re.sub(r"(?s)steps = \[(.*?\n)\]", r"steps = [[\1]]", CLEAN, count=1)
    nested = [each.message for each in told(doubled, tmp_path)]
    assert nested == ["`steps` is a list in a list"]
    (problem,) = told(f'{CLEAN}\n[sets]\nname = "One"\nids = ["bridge-who-decides"]\n', tmp_path)
    assert problem.told == "this set has no id in its header; write [sets.ID] instead of [sets]"


def test_right_part_without_a_reason_is_told_once() -> None:
    """That it can't be picked isn't told again as too few parts to pick."""
    parts = (Part("a", right=True), Part("b", why="So."))
    asked = Spot(id="x", skill="y", stem="Which?", explanation="So.", parts=parts)
    assert [each.path for each in asked.unplayable()] == [("parts", 0)]


def test_missing_keys_of_a_table_that_could_not_be_read_are_not_told(tmp_path: Path) -> None:
    """Where a line had to be left out, or the file ends, that is reported and not what it lacks."""
    cut = CLEAN[: CLEAN.index('passage = "They came upon') + len("passag")]
    (problem,) = told(cut, tmp_path)
    assert problem.line == cut.count("\n") + 1


def test_packed_file_is_named(tmp_path: Path) -> None:
    """A file that is packed is no text in another encoding."""
    file = tmp_path / "bank.toml"
    file.write_bytes(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff")
    (problem,) = check(file)[1]
    assert "a packed file (.gz)" in problem.message


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Sure! Here are your questions.\n\nI hope they help:\n```toml\n", "```\n"),
        ("```toml\n", "```\n\nTell me if you want more.\nGood luck!\n"),
        ("Here you are:\n\n```\n", "\n```\nAnything else?\n"),
    ],
)
def test_answer_of_a_chat_around_the_file_is_told_once(
    before: str, after: str, tmp_path: Path
) -> None:
    """What a chat says above and below a code fence is one fault, and `--fix` takes it out."""
    file = tmp_path / "bank.toml"
    file.write_text(f"{before}{CLEAN}{after}", encoding="utf-8")
    (problem,) = check(file)[1]
    assert (problem.line, problem.fixable) == (1, True)
    assert "code fence" in problem.message
    assert fixed(file.read_bytes(), file).after.strip() == CLEAN.strip()


def test_fix_leaves_a_key_alone_that_it_cannot_mend(tmp_path: Path) -> None:
    """A key in another language isn't put in quotation marks, which would mend nothing."""
    text = CLEAN.replace('explanation = "A denial', 'erklärung = "A denial', 1)
    assert fixed(text.encode(), tmp_path / "bank.toml").after == text


def test_set_with_a_question_whose_id_is_not_right_is_not_told(tmp_path: Path) -> None:
    """That a set's question isn't there isn't reported while it is there with a faulty id."""
    text = CLEAN.replace(
        "[[claims]]", '[sets.one]\nname = "One"\nids = ["bridge-how-sure"]\n\n[[claims]]', 1
    )
    text = text.replace('id = "bridge-how-sure"', 'id = "Bridge: how sure?"', 1)
    (problem,) = told(text, tmp_path)
    assert "`id` cannot be" in problem.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('at = "2.1", url', 'at = "", url'),
        ('at = "¶2", quote = "We have decided nothing"', 'at = "¶2", quote = " "'),
    ],
)
def test_empty_text_is_told_once(old: str, new: str, tmp_path: Path) -> None:
    """An empty text that one rule asks for isn't reported by another, too."""
    assert only(old, new, tmp_path)
