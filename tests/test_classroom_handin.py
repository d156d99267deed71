"""The file that a reader hands in: what is in it, and how it is read again."""

import json
import re
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from quiz.bank.kinds import digest
from quiz.bank.model import Bank
from quiz.classroom.handin import (
    HandIn,
    NoHandIn,
    check_word,
    completed,
    file_name,
    from_bytes,
    hand_in,
    in_file,
    read_handin,
)
from quiz.classroom.received import in_lines, names_of, read_handins, unread_in_words
from quiz.classroom.results import results
from quiz.play.mark import Certainty
from quiz.play.round import Answer, answer, begin, finish, flag, onward, pass_over
from quiz.record.history import History
from tests.damage import played
from tests.limits import SLOWER
from tests.test_classroom_results import WRONG

pytestmark = pytest.mark.usefixtures("closed_histories")

MONDAY = datetime(2031, 3, 3, 9, 30, 15, 123456, tzinfo=UTC)
READER, OTHER = "5f" * 16, "a0" * 16


def taken(bank: Bank, folder: Path, seed: int = 1) -> History:
    """A history with a round that is over, and one that was left after three answers."""
    history = History.open(folder, clock=lambda: MONDAY)
    random = Random(seed)
    history.begin(played(bank, random, steps=len(bank.questions)), bank.id)
    history.begin(played(bank, random, steps=3), bank.id)
    return history


@pytest.fixture
def history(bank: Bank, tmp_path: Path) -> History:
    """A history of two rounds."""
    return taken(bank, tmp_path / "mine")


@pytest.fixture
def made(bank: Bank, history: History) -> HandIn:
    """What its reader hands in."""
    return hand_in(bank, history, READER, MONDAY, name="Ann")


def changed(made: HandIn, *path: str | int, to: Any) -> bytes:
    """The file with another value somewhere, and a check word that fits it."""
    document = json.loads(in_file(made))
    place = document
    for each in path[:-1]:
        place = place[each]
    place[path[-1]] = to
    if path != ("check",):
        document["check"] = check_word(document)
    return json.dumps(document).encode()


def test_every_answer_is_in_it_as_it_was_given(bank: Bank, history: History, made: HandIn) -> None:
    """Read again, it has each question as it was shown, with its answer and its marks."""
    found = from_bytes(in_file(made))
    assert found == made
    for number, round in enumerate(found.rounds, 1):
        asked = history.round(number)
        assert asked
        assert (round.over, round.began) == (asked.over, MONDAY.replace(microsecond=0))
        for offered, slot in zip(round.questions, asked.slots, strict=True):
            assert (offered.id, offered.digest) == (slot.question.id, digest(slot.question))
            assert offered.order == slot.arrangement
            assert offered.left_out == (slot.answer is None)
            if slot.answer and slot.judgement:
                assert offered.response == slot.answer.response
                assert offered.certainty == slot.answer.certainty
                assert (offered.right, offered.share) == (slot.right, slot.share)
                assert (offered.marks, offered.trust) == (slot.points, slot.judgement.trust)
    assert [len([*each.answers]) for each in found.rounds] == [len(bank.questions), 3]
    assert len([*found.answers]) == len(bank.questions) + 3


def test_nothing_else_is_in_it(bank: Bank, history: History, tmp_path: Path) -> None:
    """No path, name, other bank or time of an answer is in the file unless it was given."""
    history.begin(played(bank, Random(2), steps=2), "elsewhere")
    text = in_file(hand_in(bank, history, READER, MONDAY)).decode()
    assert json.loads(text)["name"] == ""
    assert "elsewhere" not in text
    assert "seconds" not in text
    assert str(tmp_path) not in text
    assert "123" not in json.loads(text)["made"]
    with_times = hand_in(bank, history, READER, MONDAY, times=True)
    assert {each.seconds for each in with_times.answers} == {2.5}


def test_skipped_and_marked_questions_are_in_it(bank: Bank, tmp_path: Path) -> None:
    """What was skipped or marked is there without an answer, also if nothing was answered."""
    history = History.open(tmp_path)
    one = flag(onward(pass_over(begin(bank.questions[:2], Random(1)))))
    history.begin(finish(one), bank.id)
    history.begin(begin(bank.questions[:2], Random(1)), bank.id)  # only opened
    (round,) = hand_in(bank, history, READER, MONDAY).rounds
    assert [(each.skipped, each.flagged, each.left_out) for each in round.questions] == [
        (True, False, True),
        (False, True, True),
    ]


def test_open_exam_is_left_out_everywhere(bank: Bank, tmp_path: Path) -> None:
    """Neither an open exam nor an earlier answer to what it asks is handed in."""
    history = History.open(tmp_path)
    history.begin(played(bank, Random(1), steps=len(bank.questions)), bank.id)
    history.begin(begin(bank.questions[:2], Random(1), exam=True), bank.id)
    (round,) = hand_in(bank, history, READER, MONDAY).rounds
    assert {each.id for each in round.questions} == {each.id for each in bank.questions[2:]}


def test_question_that_was_asked_anew_is_there_once(bank: Bank, tmp_path: Path) -> None:
    """A question that was reworded before its answer is offered in its new wording alone."""
    history = History.open(tmp_path)
    number = history.begin(begin(bank.questions[:2], Random(1)), bank.id)
    first, *rest = bank.questions
    first = replace(first, stem="Which of these may you tell?")
    reworded = replace(bank, questions=(first, *rest))
    left = history.unfinished(reworded, reworded.id)
    assert left
    given = Answer(first.key, Certainty.SURE)
    history.keep(left.held, finish(answer(left.round, given)))
    (round,) = hand_in(reworded, history, READER, MONDAY).rounds
    assert [each.digest for each in round.questions] == [digest(first), digest(rest[0])]
    shown = history.round(number)
    assert shown
    assert len(shown.slots) == 2


@pytest.mark.parametrize("path", [("name",), ("rounds", 0, "questions", 2, "marks"), ("made",)])
def test_later_edit_is_seen(made: HandIn, path: tuple[str | int, ...]) -> None:
    """The check word is empty once anything in the file was changed; its layout doesn't matter."""
    document = json.loads(in_file(made))
    assert made.check
    assert from_bytes(json.dumps(document, indent=4, sort_keys=True).encode()).check == made.check
    place = document
    for each in path[:-1]:
        place = place[each]
    place[path[-1]] = {"name": "Ben", "marks": 2.5, "made": "2031-03-03T09:30:16Z"}[str(path[-1])]
    assert from_bytes(json.dumps(document).encode()).check == ""


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("", "hand-in-5f5f5f5f.quiz"),
        ("Ann", "Ann.quiz"),
        ("Zoë  O’Neil, 7b", "Zoë O’Neil, 7b.quiz"),
        ("../../etc/passwd", "etc-passwd.quiz"),
        ("a\u202e/\x00b", "a-U-202E-U-0000-b.quiz"),
        ("nul", "hand-in-5f5f5f5f.quiz"),
        ("...", "hand-in-5f5f5f5f.quiz"),
        ("王" * 90, "王" * 33 + ".quiz"),
    ],
)
def test_file_has_a_name_that_every_system_takes(name: str, file: str) -> None:
    """The file is called by the name, without what would lead elsewhere or be refused."""
    assert file_name(name, READER) == file


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"Roses are red", "isn't a hand-in"),
        (b"\xff\xd8\xff\xe0", "isn't a hand-in"),
        (b"[]", "isn't a hand-in"),
        (b'{"title": "A report"}', "isn't a hand-in"),
        (b"[" * 100_000, "isn't a hand-in"),
        (b'{"quiz":"hand-in","rounds":' + b"[" * 100_000, "is cut off or damaged"),
        (b'{"quiz":"hand-in","format":1,"rounds":[NaN]}', "is cut off or damaged"),
        (b'{"quiz":"hand-in","format":2}', "is from a newer version of the quiz"),
        (b" " * 16_000_001, "is larger than 16 MB"),
    ],
    ids=range(10),
)
def test_file_that_is_none_is_refused_with_the_reason(data: bytes, why: str) -> None:
    """What isn't a hand-in, or only a part of one, is named for what it is."""
    with pytest.raises(NoHandIn) as refused:
        from_bytes(data)
    assert str(refused.value) == why


def test_half_a_file_is_refused(made: HandIn) -> None:
    """Wherever a file is cut off, it is refused and nothing of it is taken."""
    whole = in_file(made)
    for end in range(1, len(whole) - 1, 97):
        with pytest.raises(NoHandIn):
            from_bytes(whole[:end])


def test_any_other_byte_is_seen(made: HandIn) -> None:
    """Whatever byte is another, the file is refused, or its check word no longer fits."""
    whole, random = in_file(made), Random(5)
    for _ in range(400):
        other = bytearray(whole)
        other[random.randrange(len(whole) - 1)] ^= random.randrange(1, 256)
        with suppress(NoHandIn):
            assert from_bytes(bytes(other)).check == ""


QUESTION = ("rounds", 0, "questions", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("reader",), "me"),
        (("name",), "x" * 101),
        (("name",), ["Ann"]),
        (("made",), "2031-03-03T09:30:15"),
        (("made",), "0001-01-01T00:00:00Z"),
        (("made",), "9999-12-31T23:59:59Z"),
        (("format",), "1"),
        (("format",), 0),
        (("rounds", 0, "began"), "9999-01-01T00:00:00Z"),
        (("rounds", 0, "seed"), 10**400),
        (("rounds", 0, "questions"), []),
        (("rounds",), {}),
        ((*QUESTION, "id"), "a\x1b[2J"),
        ((*QUESTION, "digest"), "\u202e"),
        ((*QUESTION, "share"), 1.5),
        ((*QUESTION, "marks"), 1e300),
        ((*QUESTION, "certainty"), 4),
        ((*QUESTION, "certainty"), None),
        ((*QUESTION, "response"), [-1]),
        ((*QUESTION, "response"), [10**30]),
        ((*QUESTION, "response"), {"a": 1}),
        ((*QUESTION, "seconds"), -1),
    ],
    ids=range(22),
)
def test_impossible_value_is_refused_in_a_line(
    made: HandIn, path: tuple[str | int, ...], value: object
) -> None:
    """A value that no hand-in can have refuses the file, in one line that is safe to show."""
    document = json.loads(in_file(made))
    place = document
    for each in path[:-1]:
        place = place[each]
    place[path[-1]] = value
    with pytest.raises(NoHandIn) as refused:
        from_bytes(json.dumps(document).encode())
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 300


def test_hostile_name_is_read_as_plain_text(made: HandIn) -> None:
    """Characters that command a terminal or turn text round are written out."""
    found = from_bytes(changed(made, "name", to="Ann\x1b[31m\n\u202eBen"))
    assert found.name == "Ann<U+001B>[31m <U+202E>Ben"
    assert found.check


@pytest.mark.parametrize("name", ["\u00ad", "\u200e \u200f", "\u3164"])
def test_a_name_of_which_nothing_can_be_seen_is_none(made: HandIn, name: str) -> None:
    """A soft hyphen, marks of direction and a filler name nobody."""
    found = from_bytes(changed(made, "name", to=name))
    assert (found.name, bool(found.check)) == ("", True)


def test_fields_of_a_later_version_are_passed_over(made: HandIn) -> None:
    """A field that this version doesn't know changes nothing, and is under the check word."""
    found = from_bytes(changed(made, "mood", to={"deep": [1, 2.5, "x"]}))
    assert replace(found, check="") == replace(made, check="")
    assert found.check


def write(folder: Path, name: str, data: bytes) -> Path:
    """Write a file into a folder."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name


def test_folder_of_a_class_is_read_with_a_line_for_each_trouble(
    bank: Bank, starter_bank: Bank, made: HandIn, tmp_path: Path
) -> None:
    """Of a folder the .quiz files are read; those left out are named with the reason."""
    folder = tmp_path / "class"
    write(folder, "ann.quiz", in_file(made))
    ben = hand_in(bank, taken(bank, tmp_path / "ben"), OTHER, MONDAY, name="Benn")
    write(folder, "ben.quiz", in_file(replace(ben, name="Ben")))
    write(folder, "poem.quiz", b"Roses are red")
    write(folder, "half.quiz", in_file(made)[:500])
    write(folder, "notes.txt", b"not looked at")
    other = hand_in(starter_bank, History.open(tmp_path / "x"), "c3" * 16, MONDAY, name="Cy")
    write(folder, "other.quiz", in_file(other))
    (folder / "folder.quiz").mkdir()
    handed, troubles, files = read_handins([folder, tmp_path / "lost.quiz"], bank)
    assert files.unread == ("folder.quiz/", "notes.txt")
    assert {each.name for each in handed} == {"Ann", "Ben"}
    named = [line.removeprefix(f"{folder}/") for line in in_lines(troubles)]
    assert named == [
        "ben.quiz was changed after it was made",
        "half.quiz is cut off or damaged and is left out",
        f"other.quiz is from another bank, “{starter_bank.about.title}” and is left out",
        "poem.quiz isn't a hand-in and is left out",
        f"{tmp_path}/lost.quiz isn't there and is left out",
    ]
    told = [*in_lines(troubles[::-1], 2)]
    assert told[2] == "and 3 more files with something wrong, 2 of them left out"


def test_what_no_hand_in_has_is_told_by_its_place(made: HandIn) -> None:
    """A value that can't be is named by its question and its round."""
    with pytest.raises(NoHandIn, match=r"\(“certainty” of question 2 of round 1\)$"):
        from_bytes(changed(made, "rounds", 0, "questions", 1, "certainty", to=9))
    with pytest.raises(NoHandIn, match=r"\(“name”\)$"):
        from_bytes(changed(made, "name", to=9))


def test_answers_that_were_changed_are_judged_again(
    bank: Bank, made: HandIn, tmp_path: Path
) -> None:
    """Where a guess was made a sure answer, its marks are those of a sure answer."""
    data = changed(made, *QUESTION, "certainty", to=3)
    file = write(tmp_path, "a.quiz", re.sub(b'"check": "[a-z]+"', b'"check": "other"', data))
    (found,), _, _ = read_handins([file], bank)
    offered = found.rounds[0].questions[0]
    assert (offered.share, offered.certainty, offered.marks) == (1, Certainty.SURE, 3)


@pytest.mark.parametrize("place", range(8))
@pytest.mark.parametrize("share", [0, 1])
def test_an_answer_is_not_right_for_being_called_so(
    bank: Bank, made: HandIn, tmp_path: Path, place: int, share: int
) -> None:
    """A check word that was worked out anew makes no wrong pick right, and no right one wrong."""
    asked = made.rounds[0].questions[place]
    question = next(each for each in bank.questions if each.id == asked.id)
    if question.typed:
        pytest.skip("other versions may judge what was typed in another way")
    response = WRONG[question.id] if share else question.key
    path = ("rounds", 0, "questions", place)
    called = {"response": response, "certainty": 3, "share": share, "marks": 3 if share else -6}
    answer = {**msgspec.to_builtins(asked), **called}
    file = write(tmp_path, "a.quiz", changed(made, *path, to=answer))
    (found,), (trouble,), _ = read_handins([file], bank)
    judged = found.rounds[0].questions[place]
    assert judged.right is not bool(share)
    assert (found.check, trouble.what) == ("", "was changed after it was made")
    assert results([found], bank).answers


def test_answer_that_nobody_can_give_leaves_the_file_out(
    bank: Bank, made: HandIn, tmp_path: Path
) -> None:
    """An answer with an option that its question doesn't have is not counted."""
    file = write(tmp_path, "a.quiz", changed(made, *QUESTION, "response", to=[900]))
    assert len(read_handins([file])[0]) == 1
    handed, (trouble,), _ = read_handins([file], bank)
    assert not handed
    assert "that nobody can give" in str(trouble)


def test_later_hand_in_of_a_reader_takes_the_place_of_the_earlier(
    bank: Bank, history: History, made: HandIn, tmp_path: Path
) -> None:
    """Two hand-ins from one history are one reader, each round once, as it was last."""
    left = history.unfinished(bank, bank.id)
    assert left
    history.keep(left.held, finish(left.round))
    history.begin(played(bank, Random(3), steps=4), bank.id)
    later = hand_in(bank, history, READER, MONDAY + timedelta(days=1))
    files = [
        write(tmp_path, name, in_file(each)) for name, each in (("a.quiz", later), ("b.quiz", made))
    ]
    (found,), troubles, _ = read_handins(files, bank)
    assert not troubles
    assert found.name == "Ann"
    assert [each.over for each in found.rounds] == [True, True, False]
    assert found.made == later.made


def test_two_readers_of_one_name_stay_two(bank: Bank, made: HandIn, tmp_path: Path) -> None:
    """Readers of one name are reported and kept apart; capitals make no other name."""
    history = taken(bank, tmp_path / "other", seed=2)
    other = hand_in(bank, history, OTHER, MONDAY, name="ann")
    first = write(tmp_path, "1.quiz", in_file(made))
    second = write(tmp_path, "2.quiz", in_file(other))
    handed, troubles, _ = read_handins([first, second], bank)
    assert len(handed) == 2
    assert [str(each) for each in troubles] == [f"{second} and {first} are two readers of one name"]


@pytest.mark.parametrize("reader", [READER, OTHER])
def test_one_reader_of_two_names_is_one(
    bank: Bank, history: History, made: HandIn, tmp_path: Path, reader: str
) -> None:
    """Two names on one history, or on the same rounds, are one reader, and reported.

    So they are where a later file has no name.
    """
    later = hand_in(bank, history, reader, MONDAY + timedelta(days=1), name="Ben")
    last = hand_in(bank, history, reader, MONDAY + timedelta(days=2))
    first = write(tmp_path, "1.quiz", in_file(made))
    second = write(tmp_path, "2.quiz", in_file(later))
    third = write(tmp_path, "3.quiz", in_file(last))
    for paths in ([first, second], [first, second, third]):
        (one,), (trouble,), files = read_handins(paths, bank)
        assert (one.name, len(one.rounds)) == ("Ben", 2)
        what = "under another name: they count as one"
        assert str(trouble) == f"{first} is from the same reader as {second}, {what}"
        assert names_of(one, files) == ("Ben", "Ann")


def test_a_file_with_rounds_of_two_histories_makes_them_one_reader(
    bank: Bank, made: HandIn, tmp_path: Path
) -> None:
    """Who handed in from two histories, then both from one, counts once, whatever comes first."""
    history = taken(bank, tmp_path / "other", seed=2)
    other = hand_in(bank, history, OTHER, MONDAY + timedelta(days=1), name="Ann")
    later = MONDAY + timedelta(days=2)
    both = completed(bank, READER, later, "Ann", (*made.rounds, *other.rounds))
    files = [
        write(tmp_path, f"{number}.quiz", in_file(each))
        for number, each in enumerate((made, other, both))
    ]
    for paths in permutations(files):
        (found,), troubles, read = read_handins(paths, bank)
        assert len(found.rounds) == 4
        assert (found.made, read.n, troubles) == (both.made, 3, [])


def test_what_an_open_exam_asks_is_taken_from_an_earlier_file(
    bank: Bank, history: History, made: HandIn, tmp_path: Path
) -> None:
    """Who hands in once more while an exam is open has no fewer answers for that."""
    history.begin(begin(bank.questions[:3], Random(5), exam=True), bank.id)
    later = hand_in(bank, history, READER, MONDAY + timedelta(days=1), name="Ann")
    assert len([*later.answers]) < len([*made.answers])
    files = [
        write(tmp_path, name, in_file(each)) for name, each in (("a.quiz", made), ("b.quiz", later))
    ]
    (found,), _, _ = read_handins(files, bank)
    assert sorted(each.id for each in found.answers) == sorted(each.id for each in made.answers)
    assert found.check == later.check


def test_a_file_that_is_named_twice_is_read_once(bank: Bank, made: HandIn, tmp_path: Path) -> None:
    """So it is where a folder is named, too, and one within it; it is no copy of itself."""
    (tmp_path / "9b").mkdir()
    file = write(tmp_path / "9b", "a.quiz", in_file(made))
    handed, troubles, files = read_handins([file, tmp_path, tmp_path / "9b", file], bank)
    assert (len(handed), troubles, files.n, files.copies) == (1, [], 1, 0)


def test_a_round_counts_once_and_the_oldest_first_however_a_file_has_them(
    bank: Bank, made: HandIn, tmp_path: Path
) -> None:
    """Another program may have written a file."""
    one, other = made.rounds
    late = replace(one, began=one.began + timedelta(days=1))
    odd = completed(bank, READER, MONDAY, "Ann", (late, other, late))
    (found,), _, _ = read_handins([write(tmp_path, "a.quiz", in_file(odd))], bank)
    assert [each.id for each in found.rounds] == [other.id, one.id]


def test_round_as_it_was_made_counts_rather_than_a_changed_copy(
    bank: Bank, made: HandIn, tmp_path: Path
) -> None:
    """If one of two files with a round was changed, the round of the other counts."""
    document = json.loads(in_file(made))
    document["made"] = "2031-03-05T09:30:15Z"
    for question in document["rounds"][0]["questions"]:
        question |= {"share": 1.0, "marks": 3.0}
    write(tmp_path, "a.quiz", json.dumps(document).encode())
    write(tmp_path, "b.quiz", in_file(made))
    (found,), (trouble,), _ = read_handins([tmp_path], bank)
    assert found.rounds == made.rounds
    assert found.check == made.check
    instead = f"{tmp_path}/b.quiz has it all as it was, and counts"
    assert str(trouble) == f"{tmp_path}/a.quiz was changed after it was made; {instead}"
    document["rounds"].append(document["rounds"][0] | {"id": "e5" * 16})
    write(tmp_path, "a.quiz", json.dumps(document).encode())
    (found,), (trouble,), _ = read_handins([tmp_path], bank)
    assert (len(found.rounds), found.check) == (len(made.rounds) + 1, "")
    assert str(trouble) == f"{tmp_path}/a.quiz was changed after it was made"


def test_hand_ins_are_found_in_folders_and_under_other_endings(
    bank: Bank, made: HandIn, tmp_path: Path
) -> None:
    """A folder a pupil is read, and so is what a platform renamed; all else is named."""
    folder = tmp_path / "class"
    folder.mkdir()
    write(folder / "Ann", "hand-in.quiz", in_file(made))
    for number, name in enumerate(("Ben.quiz.txt", "Cleo.QUIZ", "Dev.quiz (1)", "Elif.json"), 1):
        other = taken(bank, tmp_path / name, seed=number)
        handed = hand_in(bank, other, f"{number:032x}", MONDAY, name=name[:4])
        write(folder, name, b"\xef\xbb\xbf\n" * (number == 1) + in_file(handed))
    write(folder, "rep.docx", b"PK")
    write(folder, "all.zip", b"PK")
    write(folder, "class.html", b"<!DOCTYPE html>")
    write(folder, ".DS_Store", b"x")
    write(folder / "Ann", "._hand-in.quiz", b"x")
    (folder / "Finn").mkdir()
    (folder / "back").symlink_to(folder, target_is_directory=True)
    found, troubles, files = read_handins([folder], bank, [folder / "class.html"])
    assert sorted(each.name for each in found) == ["Ann", "Ben.", "Cleo", "Dev.", "Elif"]
    assert not troubles
    assert files.unread == ("Finn/", "all.zip", "rep.docx")
    told = "3 others are no hand-ins and weren't read"
    assert unread_in_words(files) == f"{told}: Finn/, all.zip, rep.docx; unpack the .zip"
    assert unread_in_words(files, names=False) == f"{told}; unpack the .zip"


@pytest.mark.long
def test_three_thousand_files_are_read_in_seconds(bank: Bank, tmp_path: Path, made: HandIn) -> None:
    """A district's files of a hundred answers each are read in four seconds."""
    round = made.rounds[0]
    questions = (round.questions * 13)[:100]
    for number in range(3000):
        own = replace(round, id=f"{number:032x}", questions=questions)
        whole = replace(made, reader=f"{number:032x}", name=f"Reader {number}", rounds=(own,))
        document = msgspec.to_builtins(whole)
        write(tmp_path, f"{number}.quiz", in_file(replace(whole, check=check_word(document))))
    start = time.perf_counter()
    found, troubles, _ = read_handins([tmp_path], bank)
    assert time.perf_counter() - start < 4 * SLOWER
    assert (len(found), troubles) == (3000, [])
    assert sum(1 for each in found for _ in each.answers) == 300_000


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    """A device is refused, rather than read for ever."""
    with pytest.raises(NoHandIn, match="isn't a file"):
        read_handin(Path("/dev/zero"))
    (trouble,) = read_handins([tmp_path])[1]
    assert str(trouble) == f"{tmp_path} has no .quiz files in it"


def test_an_id_of_a_round_is_no_id_of_a_reader(made: HandIn, tmp_path: Path) -> None:
    """Two readers are two, though a round of one has the id that the other reader has."""
    (first, *_), other = made.rounds, replace(made, reader=OTHER, rounds=())
    mine = replace(made, rounds=(replace(first, id=OTHER),))
    for name, each in (("mine", mine), ("other", other)):
        (tmp_path / f"{name}.quiz").write_bytes(in_file(each))
    joined, _, _ = read_handins([tmp_path])
    assert [each.reader for each in joined] == [READER, OTHER]
