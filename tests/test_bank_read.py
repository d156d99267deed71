"""Anything that cannot be a bank is refused at once, in one line."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta, Struct, ValidationError, convert, inspect

from quiz.bank.address import for_browser, is_plain_address, with_plain_host
from quiz.bank.load import LARGEST, own_bank, starter
from quiz.bank.model import About, Bank, Skill
from quiz.bank.problem import BankError, Problem
from quiz.bank.read import read_bank
from quiz.bank.validate import validate
from quiz.text import UNSAFE, clean

ROOT = Path(__file__).parents[1]


def problems(file: Path) -> list[Problem]:
    """The problems that keep a file from being a bank."""
    with pytest.raises(BankError) as refused:
        read_bank(file)
    return refused.value.problems


def holding(data: bytes) -> Callable[[Path], None]:
    """A function that writes these bytes to a file."""

    def write(file: Path) -> None:
        file.write_bytes(data)

    return write


def large(file: Path) -> None:
    """Make a file that is larger than any bank, without writing it."""
    file.touch()
    os.truncate(file, LARGEST + 1)


HOSTILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "no file": (lambda _: None, "Q001"),
    "a directory": (lambda file: file.mkdir(), "Q001"),
    "a pipe": (os.mkfifo, "Q001"),
    "100 MB": (large, "Q001"),
    "nothing": (holding(b""), "Q001"),
    "only space": (holding(b" \n\n"), "Q001"),
    "a binary": (holding(bytes(range(256)) * 1000), "Q002"),
    "UTF-16": (holding("format = 1\n".encode("utf-16")), "Q002"),
    "Latin-1": (holding(b"title = 'caf\xe9'"), "Q002"),
    "NUL": (holding(b"\0" * 100_000), "Q003"),
    "UTF-16 without its mark": (holding("format = 1\n".encode("utf-16-le")), "Q002"),
    "lone CR": (holding(b"format = 1\r[about]\r" + b"# x\r" * 1000), "Q003"),
    "an escape for a terminal": (holding(b"a = '\x1b]0;x\x07'".replace(b"\x07", b"")), "Q003"),
    "a key that goes on": (holding(b"a" * 1_000_000), "Q004"),
    "a text that goes on": (holding(b'a = "' + b"." * 1_000_000), "Q004"),
    "deep lists": (holding(b"a = " + b"[" * 100_000), "Q005"),
    "deep tables": (holding(b"a = " + b"{a=" * 50_000), "Q005"),
    "a key of 20,000 parts": (holding(b".".join([b"a"] * 20_000) + b" = 1"), "Q005"),
    "a header of 20,000 parts": (holding(b"[" + b" . ".join([b'"a"'] * 20_000) + b"]"), "Q005"),
    "10,000 keys of 300 parts": (holding((b".".join([b"a"] * 300) + b"=1\n") * 10_000), "Q005"),
    "a number of a million digits": (holding(b"a = " + b"9" * 1_000_000), "Q005"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_anything_but_a_bank_is_refused_in_one_line_within_a_second(
    name: str, tmp_path: Path
) -> None:
    """A file that cannot be read is refused with one problem of one line, in under a second."""
    make, code = HOSTILE[name]
    file = tmp_path / "bank.toml"
    make(file)
    before = time.perf_counter()
    (problem,) = problems(file)
    assert time.perf_counter() - before < 1
    assert problem.code == code
    assert "\n" not in str(problem)
    assert not UNSAFE.search(str(problem))


@pytest.mark.parametrize(
    ("keys", "mend"),
    [
        (
            ("name", "group", "can", "habit", "lesson"),
            "`name`, `group`, `can`, `habit`, `lesson`, `aligns`",
        ),
        (("name", "group", "can"), "`habit`, `lesson`, `aligns`"),
    ],
)
def test_mend_of_a_wrong_key_names_the_keys_that_may_be_meant(
    keys: tuple[str, ...], mend: str
) -> None:
    """A key that no other resembles gets all keys as its mend, or those that are still missing."""
    skill = dict.fromkeys(keys, "text") | {"zzz": "text"}
    wrong = next(each for each in validate(skill, inspect.type_info(Skill)) if each.code == "Q101")
    assert wrong.mend == f"there are {mend}"


def test_a_name_in_letters_that_toml_does_not_take_is_told(tmp_path: Path) -> None:
    """Where nothing else is wrong with a file, this is what it is refused for."""
    text = starter().replace("[about]", '[about]\ngrüße = "x"', 1)
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BankError) as refused:
        read_bank(tmp_path / "mine.toml")
    (problem,) = refused.value.problems
    assert "letters that aren't plain" in str(problem)


def test_long_hexadecimal_number_is_reported_without_its_digits(tmp_path: Path) -> None:
    """A number that is too long to be written out is not repeated."""
    file = tmp_path / "bank.toml"
    file.write_text("format = 0x" + "f" * 100_000, encoding="utf-8")
    lines = [str(problem) for problem in problems(file) if problem.code == "Q103"]
    assert lines == [f"{file}:1:10: Q103 `format` cannot be this number; write `format = 1`"]


class Sizes(Struct):
    """Numbers of every sort that a field can ask for."""

    minutes: Annotated[int, Meta(ge=1, le=30, description="Minutes to read it.")] | None = None
    pages: int = 1
    weight: Annotated[float, Meta(ge=0.5, le=2)] = 1.0


VALUES: list[Any] = [True, 0, 1, 31, 1.0, 0.2, 3.5, float("nan"), "", "one", [], [1], {}, {"a": 1}]
VALUES += [date(2031, 3, 4), -(10**30), 10**400]


def parts(type: inspect.Type) -> Iterator[inspect.Type]:
    """A type and all that it is made of."""
    yield type
    match type:
        case inspect.Metadata(type=inner):
            yield from parts(inner)
        case inspect.UnionType(types=types) | inspect.TupleType(item_types=types):
            for each in types:
                if not isinstance(each, inspect.NoneType):  # which TOML doesn't have
                    yield from parts(each)
        case inspect.VarTupleType(item_type=item):
            yield from parts(item)
        case inspect.DictType(key_type=key, value_type=value):
            yield from parts(key)
            yield from parts(value)
        case inspect.StructType(fields=fields):
            for field in fields:
                yield from parts(field.type)
        case _:
            pass


@pytest.mark.parametrize("whole", [Bank, Sizes])
def test_every_type_of_the_file_has_its_problems(whole: type[Struct]) -> None:
    """For each type there are wrong values, and each of them is a problem, not a crash."""
    for part in parts(inspect.type_info(whole)):
        assert any([*validate(value, part)] for value in VALUES), part


@pytest.mark.parametrize("value", VALUES, ids=lambda value: str(value)[:10])
@pytest.mark.parametrize("field", ["minutes", "pages", "weight"])
def test_a_number_is_refused_with_a_problem_just_when_it_does_not_fit(
    field: str, value: object
) -> None:
    """A whole number or any number, with a least and a most, is checked as reading a bank does."""
    try:
        convert({field: value}, Sizes)
    except (ValidationError, OverflowError):
        fits = False
    else:
        fits = True
    assert fits is not any(validate({field: value}, inspect.type_info(Sizes)))


def test_a_wrong_number_is_told_with_its_bounds() -> None:
    """The message says which number is the least or the most, or that it is to be whole."""
    document = {"minutes": 31, "pages": 1.5, "weight": 0.2}
    assert [each.message for each in validate(document, inspect.type_info(Sizes))] == [
        "`minutes` is 31; 30 is the most",
        "`pages` should be a whole number, not a number",
        "`weight` is 0.2; 0.5 is the least",
    ]


def test_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    """A bank that Notepad saved is read as the same bank."""
    file, other = tmp_path / "bank.toml", tmp_path / "other.toml"
    file.write_text(starter(), encoding="utf-8")
    other.write_bytes(b"\xef\xbb\xbf" + starter().replace("\n", "\r\n").encode())
    assert read_bank(file) == read_bank(other)


def test_own_bank_is_found() -> None:
    """In a checkout, the quiz's own bank is the file at the root."""
    assert own_bank() == ROOT / "questions.toml"


def test_reading_a_good_bank_loads_no_checks(tmp_path: Path) -> None:
    """Modules that only bad files or `quiz check` need are not loaded when the quiz starts."""
    file = tmp_path / "bank.toml"
    file.write_text(starter(), encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from quiz.bank.read import read_bank;"
        f"read_bank(Path({str(file)!r})); print(*sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(ran.stdout.split())
    late = {f"quiz.bank.{name}" for name in ("backslash", "locate", "mending", "validate")}
    late |= {"quiz.check", "textual", "click", "difflib", "tree_sitter", "statistics"}
    assert not loaded & late


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org:8080/", True),
        ("https://", False),
        ("https:///path", False),
        ("https://me:secret@example.org/", False),
        ("https://example.org\\@elsewhere.org/", False),
        ("https://example.org/a b", False),
        ("https://example.org:port/", False),
        ("https://exаmple.org/", False),
        ("https://example.org/überflutung?ort=köln#oben", True),
        ("https://example.org/wiki/日本", True),
        ("https://example.org/a\u00adb", False),
        ("https://example.org/a\u202eb", False),
        ("https://example.org/a\u00a0b", False),
        ("https://münchen.example/", False),
        ("https://[::1/", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
    ],
)
def test_only_plain_addresses_are_accepted(url: str, plain: bool) -> None:
    """An address is http or https with a host of plain letters, and hides nothing."""
    assert is_plain_address(url) is plain


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/straße"),
        ("http://MÜNCHEN.example:80", "http://xn--mnchen-3ya.example:80"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://пример.example?x=é", "https://xn--e1afmkfd.example?x=é"),
        ("https://exаmple.org/", "https://exаmple.org/"),
        ("https://example.org/é", "https://example.org/é"),
        ("https://a⁄b.example/", "https://a⁄b.example/"),
        ("https://ｅxample.org/", "https://ｅxample.org/"),
        ("https://mü@example.org/", "https://mü@example.org/"),
        (f"https://{'ü' * 80}.example/", f"https://{'ü' * 80}.example/"),
        ("ftp://mü.example/", "ftp://mü.example/"),
    ],
)
def test_a_host_gets_the_name_that_the_net_knows_it_by(url: str, plain: str) -> None:
    """A host with letters beyond ASCII is shown as it is registered; what can't be one stays."""
    assert with_plain_host(url) == plain


def test_a_browser_gets_an_address_in_ascii() -> None:
    """Letters beyond ASCII are encoded for a browser, and what is encoded already stays."""
    assert for_browser("https://a.example/ü?b=%20#c") == "https://a.example/%C3%BC?b=%20#c"


@pytest.mark.parametrize(
    ("tag", "fits"),
    [
        *dict.fromkeys(
            ("es", "pt-BR", "zh-Hant-TW", "zh-yue", "es-419", "de-CH-1996"), True
        ).items(),
        *dict.fromkeys(
            ("", "e", "english", "de_AT", "es-", "pt-BR\n", "en-US-US-US"), False
        ).items(),
    ],
)
def test_language_of_a_bank_is_a_tag(tag: str, fits: bool) -> None:
    """A bank's language is a tag of the shape that BCP 47 gives it, never a name."""
    about = {"title": "The pier", "description": "An article.", "language": tag}
    assert (not [*validate(about, inspect.type_info(About))]) is fits


@given(st.text(st.characters(codec=None)))
def test_clean_text_has_no_unsafe_character(text: str) -> None:
    """Any text is without unsafe characters once it is cleaned."""
    assert not UNSAFE.search(clean(text))


@pytest.mark.parametrize("number", ["1.0", "1e0", "true"])
def test_format_that_only_equals_one_is_told(number: str, tmp_path: Path) -> None:
    """A number with a point is no format, and the mend says what is."""
    file = tmp_path / "bank.toml"
    file.write_text(starter().replace("format = 1", f"format = {number}"), encoding="utf-8")
    with pytest.raises(BankError) as error:
        read_bank(file)
    (problem,) = error.value.problems
    assert (problem.code, problem.mend) == ("Q103", "write `format = 1`")
