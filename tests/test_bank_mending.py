"""A file is read past its faults: all are reported at once, with the cause of each."""

import time
from pathlib import Path

import pytest

from quiz.bank.garbled import GARBLED, ungarbled
from quiz.bank.load import starter
from quiz.bank.mending import reading
from quiz.bank.other_formats import other_format
from quiz.bank.patches import Lines, Patch, Patched
from quiz.bank.problem import Problem
from quiz.bank.toml_errors import LONGEST_LINE, MOST
from quiz.check.fix import fixed
from quiz.check.run import check
from quiz.formats.recognise import recognised
from quiz.formats.taken import NotReadable
from tests.test_check_run import CLEAN


def checked(data: str | bytes, folder: Path) -> list[Problem]:
    """The problems of a file with this content."""
    file = folder / "bank.toml"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return check(file)[1]


def pasted(text: str) -> str:
    """The text as a word processor would have it, with all straight quotation marks curly."""
    return text.replace('= "', "= “").replace('"', "”")


def test_paste_from_a_word_processor_takes_one_run(tmp_path: Path) -> None:
    """Each text between curly marks is reported, and what breaks a rule too, each at its place."""
    text = starter().replace("explanation =", "explanaton =", 1)
    marks = text.count('= "')
    assert marks > 30
    problems = checked(pasted(text), tmp_path)
    lines = pasted(text).split("\n")
    curly = [each for each in problems if each.code == "Q004"]
    assert len(curly) >= marks
    assert {lines[each.line - 1][each.column - 1] for each in curly} <= set("“”")
    (other,) = [each for each in problems if each.code == "Q101"]
    assert lines[other.line - 1].startswith("explanaton")


def test_problems_behind_a_mended_fault_keep_their_places(tmp_path: Path) -> None:
    """In a line that is mended in the copy, a problem is told where it is in the file."""
    row = '  { text = “One”, why = “Because of "x".”, rigth = true },'
    text = starter().replace('  { text = "', f'{row}\n  {{ text = "', 1)
    problems = {each.code: each for each in checked(text, tmp_path)}
    number = text[: text.index(row)].count("\n") + 1
    assert (problems["Q101"].line, problems["Q101"].column) == (number, row.index("rigth") + 1)
    assert problems["Q101"].length == len("rigth")


def test_the_bank_as_a_whole_is_judged_only_when_the_copy_is_certain(tmp_path: Path) -> None:
    """Where a mend is a guess, nothing is said of shares, skills and titles of the whole bank."""
    text = starter().replace('id = "the-last-ferry"', "", 1)
    assert "Q407" in {each.code for each in checked(text, tmp_path)}
    certain = text.replace('licence = "', "licence = “", 1)
    assert "Q407" in {each.code for each in checked(certain, tmp_path)}
    guess = text.replace("right = true", "right = true }", 1)
    assert "Q407" not in {each.code for each in checked(guess, tmp_path)}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('title = "a" = "b"', (2, 13), "nothing goes after a value"),
        ('x = ("a", "b")', (2, 5), "a list is between [ and ], not ( and )"),
        ('x = ("a", "b"]', (2, 5), "a list is between [ and ], not ( and )"),
        ('x = [ "a", ?? ]', (2, 12), "a text goes between quotation marks"),
        ("x = [ = ]", (2, 7), "this is not TOML: invalid value"),
        ('"x" y = "z', (2, 1), "this line is neither"),
        (f"x = “{'y' * LONGEST_LINE}”", (2, 5), "this is not TOML: invalid value"),
    ],
    ids=[
        "two signs",
        "round brackets",
        "one round bracket",
        "odd word",
        "lone sign",
        "odd key",
        "endless line",
    ],
)
def test_without_a_certain_cause_the_parsers_own_place_is_told(
    text: str, place: tuple[int, int], words: str, tmp_path: Path
) -> None:
    """Where nobody can say what was meant, one line says where reading stopped."""
    (problem,) = [
        each for each in checked(f"format = 1\n{text}\n", tmp_path) if each.code == "Q004"
    ]
    assert (problem.line, problem.column) == place
    assert words in problem.message


def test_mark_that_is_missing_anywhere_is_told_at_its_place() -> None:
    """Whichever comma, bracket or mark is left out, one fault is reported, and there."""
    told, right = 0, 0
    for at, mark in enumerate(CLEAN):
        line = CLEAN.count("\n", 0, at) + 1
        if mark in '"[]{},=' and not CLEAN.split("\n")[line - 1].startswith("#"):
            text = f"{CLEAN[:at]}{CLEAN[at + 1 :]}"
            problems = reading(text.encode(), Path("bank.toml")).problems("")
            first = problems[0] if problems else None
            if first:  # it may still be TOML
                told += 1
                named = not first.message.startswith("this is not TOML")
                right += named and len(problems) == 1 and abs(first.line - line) <= 1
    assert told > 1500
    assert right / told > 0.98


@pytest.mark.parametrize(
    ("header", "instead", "says"),
    [
        ("[[questions]]", "", "a new question begins here, and its [[questions]] is missing"),
        ("[[questions]]", "## [[questions]]", "a new question begins here"),
        ("[[questions]]", "questions:", "the name of a table is between square brackets"),
        ("[sources.survey-2023]", "", "a new source begins here, and its [sources.ID] is missing"),
    ],
)
def test_entry_without_its_header_is_told_once(
    header: str, instead: str, says: str, tmp_path: Path
) -> None:
    """Where a header is missing, its keys aren't reported as repeated."""
    head, found, rest = CLEAN.rpartition(header)
    assert found
    (problem,) = checked(head + instead + rest, tmp_path)
    assert says in problem.message
    assert problem.line in (head.count("\n") + 1, head.count("\n") + 2)


def test_name_that_is_there_twice_is_told_behind_other_faults(tmp_path: Path) -> None:
    """A key is reported the second time, though that itself had to be mended."""
    text = starter().replace("[about]", "[about]\ntitle = “Once”", 1)
    text = text.replace('licence = "', "title = “Twice”\nlicence = “", 1)
    told = [each for each in checked(text, tmp_path) if "twice" in each.message]
    lines = text.split("\n")
    assert [lines[each.line - 1] for each in told] == [
        'title = "The last ferry"',
        "title = “Twice”",
    ]
    assert len([each for each in checked(text, tmp_path) if "curly" in each.message]) == 3


@pytest.mark.parametrize(
    ("header", "broken"),
    [
        ("[[questions]]", "[[\nquestions]]"),
        ("[[questions]]", "[[questions\n]]"),
        ("[sources.survey-2023]", "[\n  sources.survey-2023]"),
        ("[about]", "[about\n]"),
    ],
)
def test_header_over_two_lines_is_told_and_mended(header: str, broken: str, tmp_path: Path) -> None:
    """A line break inside a header is reported with the header to write, and nothing else is."""
    text = CLEAN.replace(header, broken, 1)
    (problem,) = checked(text, tmp_path)
    assert (problem.mend, problem.fixable) == (f"write {header} in one line", True)
    assert fixed(text.encode(), Path("bank.toml")).after == CLEAN


@pytest.mark.parametrize(
    "last", ['text = "An unsigned no', 'An unsigned note", right = true, why = "“Acc']
)
def test_file_that_ends_in_a_text_is_told_so(last: str, tmp_path: Path) -> None:
    """Half a file is reported once, with what to do, and nothing of what it lacks."""
    (problem,) = checked(CLEAN[: CLEAN.index(last) + len(last)], tmp_path)
    assert problem.message == "the file ends in the middle of this text"
    assert problem.mend == "copy or save it again, whole"


@pytest.mark.parametrize(
    ("old", "new", "never"),
    [
        ('"R. Doe', '"R. "Doe', "comma"),
        ('title = "', 'title = "” ', "curly"),
        ("format = 1", 'format = 1\n"title": "x"', "inside a text"),
        ("right = true", 'right = true "why" = "x"', "inside a text"),
        ('licence = "', 'licence = "He said “no” ', "curly"),
    ],
)
def test_no_cause_is_named_that_is_not_so(old: str, new: str, never: str, tmp_path: Path) -> None:
    """What only looks like a cause is not reported as one."""
    assert old in starter()
    for problem in checked(starter().replace(old, new, 1), tmp_path):
        assert problem.code != "Q004" or never not in problem.message


@pytest.mark.parametrize(
    ("language", "marks"), [("de-AT", "„…“"), ("fr", "« … »"), ("en", "“…”"), ("", "“…”")]
)
def test_curly_marks_are_those_of_the_bank(language: str, marks: str, tmp_path: Path) -> None:
    """Where a straight mark ends a text, the advice shows the marks of the bank's language."""
    said = f'language = "{language}"\n' if language else ""
    problems = checked(f'[about]\n{said}title = "He said "no" to it"\n', tmp_path)
    (told,) = [each for each in problems if each.code == "Q004"]
    assert told.mend == f'write \\" or a curly one: {marks}'


FORMATS = {
    "JSON": '{"questions": [{"id": "a", "stem": "Who?"}]}',
    "a Moodle file (XML)": '<?xml version="1.0"?>\n<quiz>\n<question type="essay">\n</quiz>\n',
    "XML": "<bank><item/></bank>",
    "HTML": "<!DOCTYPE html>\n<html><body>Who?</body></html>",
    "GIFT": "// a comment\n::Q1:: Who wrote it? {=The mayor ~The port #no}\n",
    "Aiken": "Who wrote it?\nA. The mayor\nB. The port\nANSWER: A\n",
    "a table (CSV)": "question;right;wrong\nWho?;the mayor;the port\nWhen?;May;June\n",
    "YAML": "title: The ferry\nquestions:\n  - id: one\n    stem: Who?\n    right: a\n",
    "plain text": "The ferry was late.\nNobody knows why, it seems.\nThat is all, they say.\n",
    "Markdown": "# Questions\n\n## One\n\n1. Who wrote it?\n   - **The mayor**\n   - The port\n",
}


OTHERS = [
    ("The sun rises in the east.{T}\n\nThe moon is cheese.{FALSE}\n", "GIFT"),
    ("Write an essay about toads. {}\n", "GIFT"),
    ("[html]<p>x = 1</p>{=a ~b}\n\nkind = what? {=x ~y}\n", "GIFT"),
    ("Who wrote it?\nA. The mayor\nB. The port\nAnswer: b\n", "Aiken"),
    ("<quiz>\nWho?\n- [x] One\n- [ ] Two\n</quiz>\n", "Markdown for mkdocs-quiz"),
    ("# Page\n\n<?quiz?>\nquestion: Who?\n<?/quiz?>\n", "Markdown for mkdocs-quiz"),
    ("---\ntitle: x\n---\n# Quiz\ntext\n", "Markdown"),
    ("question,a,b,c,answer\nHow?,x,y,a\nWhy?,x,y,z,w,b\n", "a table (CSV)"),
    ('id,kind,skill,passage,text 1\na,choice,b,"Two\n\nlines, and\nx = 1",A\n', "a table (CSV)"),
    ("#separator:tab\n#html:true\nWhere is it?\tHere\nWho was it?\tAnn\n", "Anki's notes"),
    (
        '<?xml version="1.0"?>\n<questestinterop>\n<item ident="a"/>\n</questestinterop>',
        "QTI 1.2 (XML)",
    ),
    ("{questions: [{stem: 'How?'}]}", "JSON"),
    ('// quiz\n{\n "questions": []\n}\n', "JSON"),
    ('export default [{ q: "How?" }];', "the code of a program"),
    ('questions = [\n    {"stem": "How?", "answer": 0},\n]\n', "the code of a program"),
    ("[quiz]\nstem: How?\nanswer: x\n", "INI"),
]


@pytest.mark.parametrize(
    ("text", "name"), [*((each, name) for name, each in FORMATS.items()), *OTHERS]
)
def test_file_in_another_format_is_named(text: str, name: str, tmp_path: Path) -> None:
    """A whole file of something else is reported once, by name, and whether it can be imported."""
    (problem,) = checked(text, tmp_path)
    assert problem.message == f"this is {name}, not TOML"
    assert "quiz new FILE" in problem.mend
    try:
        is_taken = bool(recognised(text.encode()))
    except NotReadable:
        is_taken = False
    assert problem.mend.startswith("quiz import takes its questions; ") == is_taken


@pytest.mark.parametrize("part", range(0, 200, 10))
def test_a_part_of_a_bank_is_not_taken_for_another_format(part: int) -> None:
    """A bank that is cut off anywhere is still TOML that is broken."""
    lines = starter().split("\n")
    text = "\n".join(lines[part:])
    assert other_format(text) == "" or not text.strip()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("title = “naïve”".encode("cp1252"), "not UTF-8, but likely Windows-1252"),
        ("title = 'naïve ¶3'".encode("latin-1"), "not UTF-8, but likely Windows-1252"),
        ("format = 1\n".encode("utf-16"), "the file is UTF-16"),
        ("format = 1\n".encode("utf-16-be"), "the file is UTF-16"),
        ("format = 1\n".encode("utf-32"), "the file is UTF-32"),
        ("title = 'naïve'".encode("mac-roman"), "the file is not UTF-8: byte 0x95"),
        ("title = 'Привет'".encode("cp1251"), "the file is not UTF-8: byte 0xCF"),
        ("title = 'é'".encode() + b" # \xe9", "the file is not UTF-8: byte 0xE9"),
        (
            b"PK\x03\x04\x14\x00imsmanifest.xml",
            "this is a package of a learning platform (.zip), not a text; quiz import takes",
        ),
        (b"PK\x03\x04\x14\x00word/document.xml", "this is a Word file (.docx), not a text"),
        (b"PK\x03\x04\x14\x00\xff\xff", "this is a document, a spreadsheet or a package"),
        (b"%PDF-1.7\n\xff\xfe", "this is a PDF"),
    ],
)
def test_encoding_is_named_where_it_is_certain(data: bytes, says: str, tmp_path: Path) -> None:
    """A file that isn't UTF-8 is reported once, with its likely encoding or what it is instead."""
    (problem,) = [each for each in checked(data, tmp_path) if each.code == "Q002"]
    assert says in f"{problem.message}; {problem.mend}"


@pytest.mark.parametrize(
    ("words", "encoding", "is_certain"),
    [
        ("Ein Fluß, schön über die Dämme – „Müller“", "cp1252", True),
        ("Où est le cœur du problème ? Ça brûle, août, naïf", "cp1252", True),
        ("¿Qué pasó en el año? «Nadie lo sabía», 3 m³", "cp1252", True),
        ("As questões não são lições; põe-se à irmã", "cp1252", True),
        ("Smørrebrød på øen, sagde Åse", "cp1252", True),
        ("A café, naïve, El Niño; ¶3", "latin-1", True),
        ("Povodeň v údolí, řeka stoupla", "cp1250", False),
        ("Az erdő és a művész, több hídő", "cp1250", False),
        ("Işık çok güçlü, şöyle dağ", "cp1254", False),
        ("Riječ, reči, rečenica i više", "cp1250", False),
        ("Mămăligă în oraş şi ţară", "cp1250", False),
        ("Rzeka była złota, był też ząb", "cp1250", False),
        ("Rzeka była złota, żyje też śnieg", "iso8859-2", False),
        ("Cena: 5 €", "iso8859-15", False),
    ],
)
def test_only_a_western_language_is_taken_for_windows_1252(
    words: str, encoding: str, is_certain: bool, tmp_path: Path
) -> None:
    """Letters that no Western language puts so are of another encoding, and nothing is mended."""
    data = CLEAN.replace("The bridge", words).encode(encoding, "replace")
    (told,) = [each for each in checked(data, tmp_path) if each.code == "Q002"]
    assert told.fixable == is_certain
    assert ("encoding it was saved in" in (told.mend or "")) != is_certain


def test_comments_are_no_headings_of_markdown(tmp_path: Path) -> None:
    """A bank with one slip stays a bank, though most of its lines are comments."""
    text = starter().replace('title = "', "title = “", 1) + "# A note.\n" * 1000
    assert not any("Markdown" in each.message for each in checked(text, tmp_path))


def test_file_in_windows_1252_is_checked_further(tmp_path: Path) -> None:
    """Behind the bytes that aren't UTF-8, everything else is reported as well."""
    text = starter().replace("explanation =", "explanaton =", 1)
    plain = text.encode("cp1252", "replace")
    problems = checked(plain, tmp_path)
    assert {"Q002", "Q101"} <= {each.code for each in problems}
    (other,) = [each for each in problems if each.code == "Q101"]
    assert plain.split(b"\n")[other.line - 1].startswith(b"explanaton")


def test_unsafe_characters_do_not_keep_the_rest_from_being_checked(tmp_path: Path) -> None:
    """Each kind is reported at its first place, and the other problems too."""
    text = starter().replace("explanation =", "explanaton =", 1).replace("ferry", "fer\u200bry")
    problems = checked(text, tmp_path)
    assert [each.code for each in problems].count("Q003") == 1
    assert "the invisible character U+200B (first of" in "\n".join(map(str, problems))
    assert "Q101" in {each.code for each in problems}


@pytest.mark.parametrize(
    "text",
    [
        "x = “a”\n" * 100_000,
        "[a]\n" * 100_000,
        '{ x = "a" "b" ' * 60_000,
        'x = "a\n' * 60_000,
        "[[questions]\n" * 30_000,
        "\u00a0x" * 250_000,
    ],
    ids=lambda text: text[:8].strip(),
)
def test_thousands_of_faults_are_told_within_two_seconds(text: str, tmp_path: Path) -> None:
    """However many faults there are, only so many are reported, in time."""
    before = time.process_time()
    problems = checked(text, tmp_path)
    assert time.process_time() - before < 2
    assert 1 <= len(problems) <= MOST


def test_offsets_are_traced_through_patches() -> None:
    """Each place in a patched text is traced to the original, and patches may build on patches."""
    first = Patched("stem: “Who?”").patched(
        [Patch(4, 6, " = "), Patch(6, 7, '"'), Patch(11, 12, '"')]
    )
    assert first is not None
    assert first.text == 'stem = "Who?"'
    assert [first.origin(first.text.index(each)) for each in "sW?"] == [0, 7, 10]
    second = first.patched([Patch(0, 4, "title"), Patch(13, 13, " # x")])
    assert second is not None
    assert second.text == 'title = "Who?" # x'
    assert second.origin(second.text.index("W")) == 7
    assert first.patched([Patch(5, 6, "")]) is None


def test_lines_turn_offsets_into_positions_and_back() -> None:
    """The position of each offset leads back to it."""
    text = "a\n\nbcd\n"
    lines = Lines(text)
    for offset in range(len(text) + 1):
        place = lines.position(offset)
        assert lines.offset(place["line"], place["column"]) == offset


def test_nothing_is_certain_where_a_cause_is_guessed(tmp_path: Path) -> None:
    """A reading says whether its copy is what the author meant."""
    path = tmp_path / "bank.toml"
    assert reading("title = “x”".encode(), path).is_certain
    assert not reading(b'title = "He said "no""', path).is_certain


def garbled(text: str) -> str:
    """A text in UTF-8 as an editor shows it that takes it for Windows-1252."""
    return "".join(bytes([each]).decode("cp1252", "ignore") or chr(each) for each in text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "Der wäre größer, Öl und Ärger",
        "au café, à côté, voilà",
        "don’t “so” – one…",
        "20 °C for 5 €",
        "Привет мир",
        "日本語",
        "¿Qué, señor?",
    ],
)
def test_garbled_letters_are_known_and_good_ones_left_alone(text: str) -> None:
    """What was read in the wrong encoding is put right, once or twice over; what is right stays."""
    assert ungarbled(text) == text
    assert ungarbled(garbled(text)) == text
    assert ungarbled(garbled(garbled(text))) == text


@pytest.mark.parametrize("text", ["das „Ä“", "»MAÇû", "“CAFÉ”", "« Â »", "Å’s", "voilà »", "Þ«"])
def test_capitals_before_marks_are_not_garbled(text: str) -> None:
    """A capital with an accent may stand before a quotation mark."""
    assert not GARBLED.search(text)


def test_garbled_quotation_mark_is_mended_whole(tmp_path: Path) -> None:
    """A control character among garbled letters isn't taken out alone, but mended with them."""
    text = starter().replace('licence = "', 'licence = "“Ours” ', 1)
    damaged = text.replace("“Ours”", garbled("“Ours”"), 1)
    assert "\x9d" in damaged
    assert {each.code for each in checked(damaged, tmp_path)} == {"Q010"}
    assert fixed(damaged.encode(), Path("bank.toml")).data.decode() == text
