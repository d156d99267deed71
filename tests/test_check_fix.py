"""What has one right mend is mended, all else stays byte for byte, and the file before is kept."""

import os
import time
from pathlib import Path
from random import Random

import pytest

from quiz.bank.ids import kebab
from quiz.bank.load import starter
from quiz.bank.read import parse_good, read_bank
from quiz.check.fix import fixed
from quiz.check.mends import CODES
from quiz.check.run import check
from tests.process import QUIZ, run
from tests.test_bank_mending import FORMATS, pasted
from tests.test_check_run import CLEAN, CORPUS, PLANTS

HERE = Path("bank.toml")


def mended(text: str | bytes) -> str:
    """A text after `--fix`."""
    return fixed(text.encode() if isinstance(text, str) else text, HERE).data.decode()


def replaced(*pairs: tuple[str, str]) -> tuple[str, str]:
    """The clean bank with each old text replaced by a new one, and as it is."""
    text = CLEAN
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text, CLEAN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "The bridge"', "title = “The bridge”"),
        ('title = "The bridge"', "title = „The bridge“"),
        ('title = "The bridge"', "title = « The bridge »"),
        ('title = "The bridge"', 'title = "The bridge”'),
        ('title = "The bridge"', "title = ``The bridge''"),
        ('title = "The bridge"', "title = ''The bridge''"),
        ('title = "The bridge"', "title\u00a0=\u00a0“The bridge”"),
        ('title = "The bridge"', 'title: "The bridge"'),
        ('title = "The bridge"', 'title ＝ "The bridge"'),
        ('title = "The bridge"', "title ： ＂The bridge＂"),
        ('{ source = "survey-2023"', '｛ source ＝ "survey-2023"'),
        ('at = "¶1", quote = "closed', 'at = "¶1"， quote = "closed'),
        ('labels = ["the note", "the paper"]', 'labels = ［"the note"， "the paper"］'),
        ('title = "The bridge"', 'title = "The bridge",'),
        ('title = "The bridge"', 'title\u00a0= "The bridge"'),
        ('title = "The bridge"', 'title = "The \u200bbridge"'),
        ('title = "The bridge"', 'title = "The\u00ad bridge"'),
        ('title = "The bridge"', 'title => "The bridge"'),
        ('text = "An unsigned note", ', 'text = "An unsigned note"; '),
        ('  { text = "An unsigned note"', '  - { text = "An unsigned note"'),
        ('  { text = "An unsigned note"', '  1. { text = "An unsigned note"'),
        ("[sources.survey-2023]", "[sources:survey-2023]"),
        ("[sources.survey-2023]", "[sources/survey-2023]"),
        ("[sources.survey-2023]", "[sources.survey–2023]"),
        ("right = true", "right = True"),
        *(("right = true", f"right = {yes}") for yes in ("x", '"ja"', '"true"', "1", '"✓"')),
        (
            'explanation = "Two numbers stand in one sentence [1],',
            'explanation = "Two numbers stand in one sentence [ 1 ],',
        ),
        ("right = true", "right = yes"),
        ("right = true", "right = ja"),
        ("right = true", "right = Wahr"),
        ("right = true", "right = oui"),
        ("right = true", "right = sí"),
        ("right = true", "right = juist"),
        ("[[questions]]", "[questions]"),
        ("[[questions]]", "[[fragen]]"),
        ("[sources.", "[quellen."),
        ("[skills.", '["Fähigkeiten".'),
        ("[about]", "[über]"),
        ('title = "The bridge"', 'title = "The bridge" x'),
        ('title = "The bridge"', 'x title = "The bridge"'),
        ('{ text = "An unsigned note"', '{ s text = "An unsigned note"'),
        ("[[questions]]", "[[questions]"),
        ("[[questions]]", "{{questions}}"),
        ("[[questions]]", "［［questions］］"),
        ("[[questions]]", "**[[questions]]**"),
        ("[[questions]]", r"\[\[questions\]\]"),
        ("[[questions]]", "[ [questions] ]"),
        ("[[questions]]", "[[[questions]]]"),
        ("[about]", "［about］"),
        ('at = "¶1"', "at = 1"),
        ('at = "¶1"', 'at = "paragraph 1"'),
        ('at = "headline", quote = "“to', 'at = "Headline", quote = "“to'),
        ('skill = "certainty"', 'skill = "Certainty"'),
        ('skill = "certainty"', 'skill = "certainty_"'),
        ("skills.certainty", "skills.Certainty"),
        ('id = "bridge-who-counted"', 'id = "Bridge Who Counted"'),
        ('id = "bridge-who-counted"', 'id = "bridge_who_counted"'),
        ("courier-2024", "Courier 2024"),
        ("[policies.house]", "[policies.House]"),
        ('published = "2024-02-10"', 'published = "2024–02–10"'),
        ('published = "2024-02-10"', 'published = "10.2.2024"'),
        ('published = "2024-02-10"', "published = 2024-02-10"),
        ('id = "bridge-who-counted"', 'id = "bridge–who–counted"'),
        ('{ source = "courier-2024", at = "¶2"', '{ source = "courier-2024.txt", at = "¶2"'),
        (
            '{ source = "courier-2024", at = "¶2"',
            '{ source = "Council “to close” Mill Bridge, says leaked note", at = "¶2"',
        ),
    ],
)
def test_what_has_one_right_mend_is_mended(old: str, new: str) -> None:
    """The mended file is the one from before the mistake, to the letter."""
    text, clean = replaced((old, new))
    # Such a name needs quotation marks in a header, and one that is named has to be known.
    text = text.replace("[sources.Courier 2024]", '[sources."Courier 2024"]')
    text = text.replace('"house"', '"House"') if "House" in new else text
    assert mended(text) == clean


@pytest.mark.parametrize(
    ("written", "after", "told"),
    [
        ("number = 74,5", "number = 74.5", "write 74.5"),
        ("number = -0,25", "number = -0.25", "write -0.25"),
        *((f"number = {each}", "number = 7000", "write 7000") for each in ("7 000", "7'000")),
        ("number = 1.234.000", "number = 1234000", "write 1234000"),
        ("number = 1.234,5", "number = 1234.5", "write 1234.5"),
        ("number = −7000", "number = -7000", "write -7000"),
        ("number = 5 mm", "number = 5 mm", "write 5, and put “mm” in `units`"),
        ("number = 7 00", "number = 7 00", "write it in figures, such as 7000 or 74.5"),
        ("number = 1,000", "number = 1,000", "write 1000, or 1.000 if it is a decimal"),
        ("title = ja", "title = ja", 'write "ja"'),
        ("title = No", "title = No", 'write "No"'),
    ],
)
def test_only_what_is_sure_is_mended(written: str, after: str, told: str, tmp_path: Path) -> None:
    """A comma for a point is mended unless it may part thousands, a word only where it says yes."""
    text = f"format = 1\n{written}\n"
    file = tmp_path / "bank.toml"
    file.write_text(text, encoding="utf-8")
    (problem,) = [each for each in check(file)[1] if each.code == "Q004"]
    assert problem.mend == told
    assert mended(text) == text.replace(written, after)


def test_blanks_behind_a_curly_text_do_not_hide_its_end() -> None:
    """A word processor's blanks become plain ones, and what is in a comment stays."""
    text = "x = “A”\u00a0# “b”\ny = [“a”\u00a0, “b” ]\nz = { a = “a”,\u00a0b = “b”\u2009}\n"
    after = 'x = "A" # “b”\ny = ["a" , "b" ]\nz = { a = "a", b = "b" }\n'
    assert mended(text) == after


@pytest.mark.parametrize(
    ("name", "language", "id"),
    [
        ("Flood Cow Photo", "", "flood-cow-photo"),
        ("flood_cow__photo", "", "flood-cow-photo"),
        ("überschwemmung-1", "", "ueberschwemmung-1"),
        ("Straße", "de", "strasse"),
        ("pingüino", "es", "pinguino"),
        ("Ça va?", "fr", "ca-va"),
        ("smørrebrød", "da", "smorrebrod"),
        ("It's so", "", "its-so"),
        ("flood–rain—figure", "", "flood-rain-figure"),
        ("№ 5", "", "no-5"),
        ("  -x-  ", "", "x"),
        ("洪水", "zh", ""),
        ("flood 洪水", "", ""),
        ("!", "", ""),
        ("a" * 100, "", "a" * 80),
    ],
)
def test_id_is_made_from_a_name(name: str, language: str, id: str) -> None:
    """Capitals, spaces and accents give way; letters of other scripts have no one right id."""
    assert kebab(name, language) == id


def test_ids_stay_unique_and_references_follow() -> None:
    """Two names that would become one get a number, and what refers to them goes with them."""
    text = CLEAN.replace('"bridge-who-counted"', '"bridge who decides"')
    text = text.replace("courier-2024", "survey_2023")
    after = mended(text)
    assert 'id = "bridge-who-decides-2"' in after
    assert "[sources.survey-2023-2]" in after
    assert 'source = "survey-2023-2"' in after
    assert "survey_2023" not in after


def test_good_ids_stay_whatever_else_is_wrong() -> None:
    """An id that is taken today belongs to readers' answers, so it never changes."""
    text = CLEAN.replace('"bridge-who-counted"', '"bridge--who-counted-"')
    assert mended(text) == text


def test_letters_before_options_are_taken_out() -> None:
    """Letters go where all options of a question have them, and stay where that is set aside."""
    options = ("An unsigned note", "The council's head", "A local baker")
    pairs = zip("ABC", options, strict=True)
    text, clean = replaced(*((f'{{ text = "{o}', f'{{ text = "{x}) {o}') for x, o in pairs))
    assert mended(text) == clean
    two = text.replace("C) A local", "A local")
    assert mended(two) == two
    allowed = text.replace('"bridge-who-decides"', '"bridge-who-decides"\nallow = { Q321 = "So." }')
    assert mended(allowed) == allowed


@pytest.mark.parametrize(
    ("options", "ending"),
    [
        (("1. Mai", "2. Mai", "3. Mai"), "no more [1]."),
        (("- 5 °C", "- 3 °C", "- 1 °C"), "no more [1]."),
        (("1. Weltkrieg", "2. Weltkrieg", "3. Weltkrieg"), "no more [1], as in a 3-1 [3-1]."),
    ],
)
def test_figures_and_signs_that_say_something_stay(options: tuple[str, ...], ending: str) -> None:
    """The day of a date, a minus and a score are no letters before options and no references."""
    before = ("An unsigned note", "The council's head", "A local baker")
    pairs = zip(before, options, strict=True)
    text, _ = replaced(*((f'"{old}"', f'"{new}"') for old, new in pairs))
    text = text.replace("no more [1].", ending)
    assert all(each in text for each in (*options, ending))
    assert mended(text) == text


@pytest.mark.parametrize(
    "text", [CLEAN, starter(), (CORPUS.parents[1] / "questions.toml").read_text("utf-8")]
)
def test_good_file_stays_as_it_is(text: str) -> None:
    """Nothing is changed in a file that has nothing to mend."""
    after = fixed(text.encode(), HERE)
    assert (after.data, after.mended) == (text.encode(), [])


def test_paste_from_a_word_processor_becomes_a_bank(tmp_path: Path) -> None:
    """A bank in which every straight mark has become curly is as before, but for its comments."""
    after = mended(pasted(starter()))
    file = tmp_path / "bank.toml"
    file.write_text(after, encoding="utf-8")
    bank = read_bank(file)
    file.write_text(starter(), encoding="utf-8")
    assert bank == read_bank(file)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_file_is_written_in_utf_8_with_its_line_ends(encoding: str, end: str) -> None:
    """Whatever the encoding was, the text is the same in UTF-8, and so are the line ends."""
    text = starter().replace("right = true", "right = True").replace("\n", end)
    data = text.encode(encoding, "replace")
    text = data.decode(encoding)
    assert fixed(data, HERE).data == text.replace("right = True", "right = true").encode()


def test_mixed_line_ends_stay_where_they_are() -> None:
    """Each line keeps its own end, also behind what was mended."""
    random = Random(1)
    lines = pasted(CLEAN).split("\n")
    text = "".join(line + random.choice(("\n", "\r\n")) for line in lines)
    after = mended(text)
    ends = [line.endswith("\r") for line in text.split("\n")]
    assert [line.endswith("\r") for line in after.split("\n")] == ends


def test_lines_that_end_with_a_lone_return_get_a_line_break() -> None:
    """The line ends of old computers become line breaks."""
    assert mended(CLEAN.replace("\n", "\r")) == CLEAN


@pytest.mark.parametrize("mark", "\x0b\x0c\x85\u2028\u2029")
def test_line_breaks_of_a_word_processor_end_lines_outside_of_texts(mark: str) -> None:
    """Within a text, or a comment that goes on, they become spaces."""
    assert mended(CLEAN.replace("\n", mark)) == CLEAN
    text, _ = replaced(('title = "The bridge"', 'title = "The bridge, it\'s = a"  # so it is'))
    assert mended(text.replace("bridge, it's = a", f"bridge,{mark}it's = a")) == text
    assert mended(text.replace("# so it", f"# so{mark}it")) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_file_in_another_format_is_left_alone(encoding: str) -> None:
    """What is reported as no bank at all stays byte for byte."""
    for text in FORMATS.values():
        data = f"{text}\n".replace("Who", "Qué").encode(encoding)
        assert fixed(data, HERE).data == data


@pytest.mark.parametrize("fence", ["```toml", "~~~"])
def test_code_fence_around_a_bank_is_taken_out(fence: str) -> None:
    """The fence that a file was pasted with leaves two blank lines."""
    assert mended(f"{fence}\n{CLEAN}{fence[:3]}\n") == f"\n{CLEAN}\n"


def test_list_between_braces_gets_square_brackets() -> None:
    """Both its ends are mended, though rows with braces come between."""
    text = 'options = [\n  { text = "a }" },\n  { text = "b" },\n]\naccept = ["a", "b"]\n'
    assert mended(text.replace("[\n", "{\n").replace("},\n]", "},\n}")) == text
    assert mended(text.replace('"a", "b"', '"a"; "b"')) == text


def test_single_brackets_around_a_single_question_become_double_ones() -> None:
    """A file with one question in [questions] can be read, and is mended all the same."""
    text = "[[questions]]".join(starter().split("[[questions]]")[:2])
    assert mended(text.replace("[[questions]]", "[questions]")) == text


def test_what_only_the_author_knows_is_left_alone() -> None:
    """A missing mark, a mark inside a text, or a name there twice are reported and not touched."""
    for old, new in (
        ('title = "The bridge"', 'title = "The "old" bridge"'),
        ('title = "The bridge"', 'title = "The bridge'),
        ('title = "The bridge"', 'title = "The bridge"\ntitle = "x"'),
        ('title = "The bridge"', "title = The bridge"),
        ('genre = "report"', "genre = null"),
    ):
        text, _ = replaced((old, new))
        assert mended(text) == text


def test_the_rest_is_mended_around_it() -> None:
    """Where something is left to the author, what is certain is mended all the same."""
    text, _ = replaced(
        ('title = "The bridge"', 'title = "The "old" bridge"'),
        ('genre = "report"', "genre = “report”"),
        ('at = "headline"', 'at = "Headline"'),
    )
    after = mended(text)
    assert 'genre = "report"' in after
    assert 'at = "headline"' in after
    assert 'title = "The "old" bridge"' in after


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant["codes"])
def test_mended_files_read_and_stay(plant: dict[str, str], tmp_path: Path) -> None:
    """Whatever was wrong, what is marked is mended, and a second time changes nothing."""
    text = CLEAN.replace(plant["old"], plant["new"].replace("⟦", "").replace("⟧", ""))
    if "Q005" in plant["codes"]:
        return
    after = fixed(text.encode(), HERE)
    if not plant["codes"].startswith("Q00") and not CODES & set(plant["codes"].split()):
        assert after.data == text.encode()
        return
    file = tmp_path / "bank.toml"
    file.write_text(text, encoding="utf-8", newline="")
    problems = check(file)[1]
    file.write_bytes(after.data)
    left = check(file)[1]
    assert fixed(after.data, file).data == after.data
    assert not any(each.fixable for each in left)
    assert any(each.fixable for each in problems) == (after.data != text.encode())
    if all(each.fixable for each in problems):
        assert parse_good(after.data, file)


# --- The command


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A bank with something to mend."""
    file = tmp_path / "mine.toml"
    file.write_text(starter().replace("right = true", "right = True"), encoding="utf-8")
    return file


def quiz(*words: str, folder: Path) -> tuple[int, str, str]:
    """What a command returned and wrote."""
    done = run([*QUIZ, *words], folder=folder)
    return done.returncode, done.stdout, done.stderr


def test_fix_mends_a_file_and_keeps_the_one_before(file: Path) -> None:
    """Each mend has a line, the file before is beside the new one, and no other is lost."""
    before, (folder, name) = file.read_bytes(), (file.parent, file.name)
    file.chmod(0o640)
    (folder / "mine.toml.bak").write_text("mine", encoding="utf-8")
    code, out, told = quiz("check", "--fix", name, folder=folder)
    assert (code, out) == (0, "")
    lines = told.splitlines()
    assert all(": mended: there is no `True` in TOML" in line for line in lines[:-2])
    assert lines[-2].endswith("places mended; the file before is mine.toml.bak1")
    assert lines[-1] == "0 errors, 0 warnings; quotations not compared (add --articles DIR)"
    assert file.read_text("utf-8") == starter()
    assert file.stat().st_mode & 0o777 == 0o640
    kept = folder / "mine.toml.bak1"
    assert (kept.read_bytes(), kept.stat().st_mode & 0o777) == (before, 0o640)
    assert (folder / "mine.toml.bak").read_text("utf-8") == "mine"
    code, out, told = quiz("check", "--fix", name, folder=folder)
    assert told.startswith("mine.toml: there is nothing that --fix mends\n")
    assert sorted(each.name for each in folder.iterdir()) == [name, f"{name}.bak", f"{name}.bak1"]


def test_mends_that_are_alike_are_told_a_few_times(file: Path) -> None:
    """After a paste, three places of each kind are shown, with the number of the others."""
    file.write_text(pasted(starter()), encoding="utf-8")
    _, out, _ = quiz("check", file.name, folder=file.parent)
    curly = [each for each in out.splitlines() if 'be straight: "…";' in each]
    assert len(curly) == 3
    count = pasted(starter()).count("= “")
    (more,) = {each for each in out.splitlines() if "more like it" in each}
    assert int(more.split()[2]) > count - 10
    _, out, _ = quiz("check", file.name, "--format", "json", folder=file.parent)
    assert out.count("between curly") > count - 10


def test_check_says_what_fix_would_mend(file: Path) -> None:
    """A problem with one right mend says so, in text and for programs."""
    _, out, _ = quiz("check", file.name, folder=file.parent)
    assert "write true; quiz check --fix mends this\n" in out
    _, out, _ = quiz("check", file.name, "--format", "json", folder=file.parent)
    assert '"fixable": true' in out
    _, out, _ = quiz("check", file.name, "--format", "github", folder=file.parent)
    assert "quiz check --fix mends this" in out


def test_diff_shows_the_changes_and_makes_none(file: Path) -> None:
    """`--diff` prints a unified diff and returns 1 if there is something to mend, else 0."""
    before = file.read_bytes()
    code, out, _ = quiz("check", "--diff", file.name, folder=file.parent)
    assert code == 1
    assert out.startswith("--- mine.toml\n+++ mine.toml (mended)\n@@ ")
    assert "right = True" in out
    assert file.read_bytes() == before
    file.write_text(starter(), encoding="utf-8")
    nothing = (0, "", "mine.toml: there is nothing that --fix mends\n")
    assert quiz("check", "--diff", file.name, folder=file.parent) == nothing
    file.write_text(starter(), encoding="utf-8-sig")
    code, out, _ = quiz("check", "--diff", file.name, folder=file.parent)
    assert (code, out) == (1, "mine.toml: it would be in UTF-8, without a byte order mark\n")
    assert list(file.parent.iterdir()) == [file]


def test_diff_says_why_it_shows_nothing(tmp_path: Path) -> None:
    """A file that isn't there is a problem, and without one there is nothing to look at."""
    code, out, told = quiz("check", "--diff", "none.toml", folder=tmp_path)
    assert (code, out, told.count("\n")) == (1, "", 1)
    assert told.startswith("none.toml: Q001 there is no such file")
    code, out, told = quiz("check", "--diff", folder=tmp_path)
    assert (code, out) == (2, "")
    assert told.endswith("; name yours, as in quiz check --diff mine.toml\n")


def test_link_is_kept_and_its_file_mended(file: Path) -> None:
    """Through a link, the file that it leads to is mended, and kept beside itself."""
    elsewhere = file.parent / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "link.toml"
    link.symlink_to(file)
    assert quiz("check", "--fix", "link.toml", folder=elsewhere)[0] == 0
    assert link.is_symlink()
    assert file.read_text("utf-8") == starter()
    assert file.with_name("mine.toml.bak").exists()


def test_read_only_file_is_left_alone(file: Path) -> None:
    """A file that is read-only is not mended, in one clear line."""
    before = file.read_bytes()
    file.chmod(0o444)
    code, _, told = quiz("check", "--fix", file.name, folder=file.parent)
    assert code == 2
    mend = "make it writable, or mend a copy of it"
    assert told == f"quiz: mine.toml can't be mended: it is read-only; {mend}\n"
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(os.geteuid() == 0, reason="root can write anywhere")
def test_folder_that_is_read_only_is_left_alone(file: Path) -> None:
    """Where no file can be kept beside it, nothing is changed."""
    before = file.read_bytes()
    file.parent.chmod(0o555)
    code, _, told = quiz("check", "--fix", file.name, folder=file.parent)
    file.parent.chmod(0o755)
    assert (code, told.count("\n")) == (2, 1)
    assert file.read_bytes() == before


def test_what_is_saved_meanwhile_is_not_lost(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save while `--fix` is at work stays, and nothing is left beside it."""
    from quiz.cli import fixing  # noqa: PLC0415

    sync = os.fsync

    def save(handle: int) -> None:
        file.write_text("mine", encoding="utf-8")
        sync(handle)

    monkeypatch.setattr(os, "fsync", save)
    with pytest.raises(SystemExit):
        fixing.fix((file,))
    told = capsys.readouterr().err
    assert told.endswith(
        "isn't mended: it has been saved again meanwhile; run the same command again\n"
    )
    assert file.read_text("utf-8") == "mine"
    assert list(file.parent.iterdir()) == [file]


def test_full_disk_changes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If there is no room, the file stays, and nothing half written is left beside it."""
    from quiz.cli.written import replace_keeping  # noqa: PLC0415

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = file.read_bytes()
    with pytest.raises(OSError, match="No space left"):
        replace_keeping(file, before, b"x")
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_fix_needs_a_file(tmp_path: Path) -> None:
    """The quiz's own questions are not mended in place."""
    code, _, told = quiz("check", "--fix", folder=tmp_path)
    assert (code, told.split(";")[0]) == (2, "quiz: --fix changes a file")


def test_watching_changes_nothing(file: Path) -> None:
    """`--watch` doesn't mend a file while its author has it open."""
    code, _, told = quiz("check", "--watch", "--fix", file.name, folder=file.parent)
    assert (code, told) == (2, "quiz: --watch only looks; leave --fix and --diff out\n")


def test_file_that_cannot_be_read_is_only_checked(tmp_path: Path) -> None:
    """Where there is nothing to read, the check says why."""
    code, out, told = quiz("check", "--fix", "none.toml", folder=tmp_path)
    assert code == 1
    assert "there is no such file" in out
    assert told.splitlines()[0] == "none.toml: there is nothing that --fix mends"


def test_advice_names_an_id_that_is_free(tmp_path: Path) -> None:
    """What `quiz check` advises for a bad id is what `--fix` writes, though another has it."""
    text, _ = replaced(('id = "bridge-who-counted"', 'id = "Bridge How Sure"'))
    (tmp_path / "bank.toml").write_text(text, encoding="utf-8")
    (told,) = check(tmp_path / "bank.toml")[1]
    assert told.mend.endswith("such as `bridge-how-sure-2`")
    assert 'id = "bridge-how-sure-2"' in mended(text)


def test_many_places_in_a_large_file_are_mended_in_a_few_seconds() -> None:
    """Each place takes a moment, however long the rest of the file is."""
    rest = "\n".join(f'x{n} = "{"A word and more. " * 50}"' for n in range(1300))
    text = "\n".join(f"t{n} = “Words that go on; number {n}.”" for n in range(600))
    before = time.process_time()
    after = fixed(f"{text}\n{rest}".encode(), HERE)
    assert time.process_time() - before < 5
    assert (len(after.mended), after.is_done) == (600, True)
