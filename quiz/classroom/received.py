"""The files of a class, read together: a hand-in for each reader, and what is wrong."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from os.path import realpath
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from quiz.bank.kinds import Question, Response, digest
from quiz.bank.model import Bank
from quiz.classroom.gathered import gathered
from quiz.classroom.handin import ENDING, HandIn, NoHandIn, Offered, read_handin
from quiz.classroom.remark import is_possible, judged
from quiz.classroom.same_reader import as_one, by_reader
from quiz.text import counted, folded, one_line, plural

FEW_NAMED = 4
"""How many of the files that are copies are named."""
MOST_TOLD = 10
"""How many of a sort are named one by one, unless it is said otherwise."""


class Trouble(Struct, frozen=True):
    """What a teacher should know of a file."""

    file: str
    what: str
    """What is wrong, as the end of a sentence about the file, in one line."""
    left_out: bool = True
    """Whether the file's answers don't count."""
    unfinished: bool = False
    """Whether it is a paper that is only partly typed in."""

    def __str__(self) -> str:
        """The line to show."""
        return one_line(f"{self.file} {self.what}{' and is left out' * self.left_out}")


class Files(Struct, frozen=True):
    """How many files were read, and what they say of readers beside their hand-ins."""

    n: int
    copies: int = 0
    """How many are the same as another."""
    copied: int = 0
    """How many readers these are of."""
    alike: tuple[str, ...] = ()
    """The first files that are the same as another, by their names."""
    others: Mapping[str, tuple[str, ...]] = {}
    """The other names under which a reader handed in, by the reader's id."""
    nameless: Mapping[str, str] = {}
    """The latest file of a reader who gave no name, by the reader's id."""
    unread: tuple[str, ...] = ()
    """What else there was in folders, and wasn't read."""


def read_handins(
    paths: Iterable[Path], bank: Bank | None = None, but: Collection[Path] = ()
) -> tuple[list[HandIn], list[Trouble], Files]:
    """Read files, and those in folders: one hand-in for each reader, what is wrong, and how many.

    Files are one reader's if they have the same id or share a round. The latest that has a name
    gives it, and of a round that is in several the latest counts. With a bank, hand-ins from
    another are left out, and so are those with an answer that its question can't have. The files of
    `but`, such as the report, may lie in a folder and aren't mentioned.
    """
    found: list[tuple[str, HandIn]] = []
    troubles: list[Trouble] = []
    questions = {digest(each): each for each in bank.questions} if bank else {}
    known: dict[tuple[str, Response], bool] = {}
    changed: set[str] = set()
    unread: list[str] = []
    for path in _files(paths, but, troubles, unread):
        try:
            handed = read_handin(path)
            if bank:
                _check_bank(handed, bank, questions)
        except NoHandIn as why:
            troubles.append(Trouble(str(path), str(why)))
            continue
        if not (handed.check and _is_judged_well(handed, questions, known)):
            changed.add(str(path))
            handed = replace(_judged(handed, questions), check="")
        found.append((str(path), handed))
    # Where a file was changed and another has the round as it was made, that counts.
    found.sort(key=lambda each: (bool(each[1].check), each[1].made))
    readers = by_reader(found)
    joined = {id: as_one([handed for _, handed in each]) for id, each in readers.items()}
    # First, so that they are named even where many files are wrong.
    troubles[:0] = [
        *_names(readers.values()),
        *(each for id, files in readers.items() for each in _changed(files, changed, joined[id])),
    ]
    others = {
        handed.reader: names for id, handed in joined.items() if (names := _others(readers[id]))
    }
    nameless = {
        handed.reader: readers[id][-1][0] for id, handed in joined.items() if not handed.name
    }
    counts = replace(
        _counted(readers.values()), others=others, nameless=nameless, unread=tuple(unread)
    )
    return [*joined.values()], troubles, counts


def in_lines(troubles: Sequence[Trouble], most: int = MOST_TOLD) -> Iterator[str]:
    """A line for each of the first troubles, and one that counts the rest."""
    yield from map(str, troubles[:most])
    if rest := troubles[most:]:
        gone = sum(each.left_out for each in rest)
        left_out = f", {gone:,} of them left out" if gone else ""
        yield f"and {counted(len(rest), 'more file')} with something wrong{left_out}"


def copies_in_words(files: Files, *, names: bool = True) -> str:
    """How many files are copies of each other, and which if `names`; empty if none is."""
    if not files.copies:
        return ""
    owners = plural(files.copied, "reader's", "readers'")
    whose = f"{files.copied:,} {owners}"
    more = ", …" if files.copies > len(files.alike) else ""
    which = f": {', '.join(files.alike)}{more}" if names else ""
    return one_line(f"{files.copies:,} files are copies of {whose}{which}")


def unread_in_words(files: Files, *, names: bool = True) -> str:
    """What else there was in folders, by its paths if `names`; empty if there was nothing."""
    if not (n := len(files.unread)):
        return ""
    are = plural(n, "is no hand-in and wasn't", "are no hand-ins and weren't")
    more = f", and {n - MOST_TOLD} more" if n > MOST_TOLD else ""
    which = f": {', '.join(files.unread[:MOST_TOLD])}{more}" if names else ""
    packed = any(each.lower().endswith(".zip") for each in files.unread)
    return one_line(f"{counted(n, 'other')} {are} read{which}{'; unpack the .zip' * packed}")


def names_of(handed: HandIn, files: Files) -> tuple[str, ...]:
    """All names that a reader handed in under, the one that they go by last first."""
    return tuple(filter(None, (handed.name, *files.others.get(handed.reader, ()))))


def _files(
    paths: Iterable[Path], but: Collection[Path], troubles: list[Trouble], unread: list[str]
) -> Iterator[Path]:
    """The files, with those in the folders, in the order of their names, each once."""
    seen: set[str] = set()
    for path in _named_or_within(paths, but, troubles, unread):
        if (real := realpath(path)) not in seen:
            seen.add(real)
            yield path


def _named_or_within(
    paths: Iterable[Path], but: Collection[Path], troubles: list[Trouble], unread: list[str]
) -> Iterator[Path]:
    """The same; a file that is named and in a folder, or in two of them, comes more than once."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        try:
            there = gathered(path, but)
        except OSError as error:
            troubles.append(Trouble(str(path), f"can't be read ({error.strerror})"))
            continue
        what = "is a paper that is only partly typed in (quiz enter goes on with it)"
        troubles += [Trouble(str(each), what, unfinished=True) for each in there.unfinished]
        unread += there.unread
        if not there.hand_ins:
            what = f"has no {ENDING} files in it"
            troubles.append(Trouble(str(path), what, left_out=False))
        yield from there.hand_ins


def _check_bank(handed: HandIn, bank: Bank, questions: dict[str, Question]) -> None:
    """Raise `NoHandIn` unless the answers are to this bank and possible."""
    if handed.bank.id != bank.id:
        raise NoHandIn(f"is from another bank, “{handed.bank.title}”")
    for round in handed.rounds:
        for offered in round.questions:
            question = questions.get(offered.digest)
            if question and not _fits(offered, question):
                raise NoHandIn(f"has an answer to “{offered.id}” that nobody can give")


def _is_judged_well(
    handed: HandIn, questions: Mapping[str, Question], known: dict[tuple[str, Response], bool]
) -> bool:
    """Whether what is called right is right, and the rest isn't, as far as what was picked tells.

    Other versions may judge what was typed in another way. What is found out goes to `known`.
    """
    for offered in handed.answers:
        question, response = questions.get(offered.digest), offered.response
        if question is None or response is None or question.typed:
            continue
        if (key := (offered.digest, response)) not in known:
            known[key] = question.share(response) == 1
        if known[key] != offered.right:
            return False
    return True


def _judged(handed: HandIn, questions: Mapping[str, Question]) -> HandIn:
    """A hand-in that was changed, with its answers judged: its marks may no longer go with them."""

    def again(offered: Offered) -> Offered:
        question = questions.get(offered.digest)
        return judged(offered, question) if question else offered

    return replace(
        handed,
        rounds=tuple(
            replace(round, questions=tuple(map(again, round.questions))) for round in handed.rounds
        ),
    )


def _fits(offered: Offered, question: Question) -> bool:
    """Whether a question can have been offered and answered so."""
    return (offered.id, offered.kind) == (question.id, question.kind) and (
        offered.response is None or is_possible(offered.response, question)
    )


def _named(files: Sequence[tuple[str, HandIn]]) -> dict[str, tuple[str, str]]:
    """The names in a reader's files, each with the file, the one that the reader goes by last."""
    named: dict[str, tuple[str, str]] = {}
    for file, handed in files:
        if handed.name:
            named.pop(folded(handed.name), None)
            named[folded(handed.name)] = (handed.name, file)
    return named


def _others(files: Sequence[tuple[str, HandIn]]) -> tuple[str, ...]:
    """The names in a reader's files, but for the one that the reader goes by."""
    return tuple(name for name, _ in [*_named(files).values()][:-1])


def _names(readers: Iterable[Sequence[tuple[str, HandIn]]]) -> Iterator[Trouble]:
    """What is odd in the names: readers of one, or one reader of several; by their files alone."""
    known: dict[str, str] = {}
    other_name, one_name = [], []
    for files in readers:
        if not (named := _named(files)):
            continue
        *others, (_, file) = named.values()
        same = f"is from the same reader as {file}, under another name: they count as one"
        other_name += [(other, same) for _, other in others]
        for name, (_, each) in named.items():
            first = known.setdefault(name, each)
            if first != each:
                one_name.append((each, f"and {first} are two readers of one name"))
    for found in (other_name, one_name):
        if found:
            (file, what), more = found[0], len(found) - 1
            so = f"; so {plural(more, 'is', 'are')} {counted(more, 'more file')}" if more else ""
            yield Trouble(file, what + so, left_out=False)


def _changed(
    files: Sequence[tuple[str, HandIn]], changed: Collection[str], joined: HandIn
) -> Iterator[Trouble]:
    """Which of a reader's files were changed, and whether that matters."""
    instead = f"; {files[-1][0]} has it all as it was, and counts" if joined.check else ""
    for file, _ in files:
        if file in changed:
            yield Trouble(file, f"was changed after it was made{instead}", left_out=False)


def _counted(readers: Collection[Sequence[tuple[str, HandIn]]]) -> Files:
    """How many files there are, and how many are copies of each other."""
    same = [Counter((each.made, each.check) for _, each in files) for files in readers]
    copies = [sum(n for n in each.values() if n > 1) for each in same]
    alike = (
        Path(file).name
        for files, counts in zip(readers, same, strict=True)
        for file, each in files
        if counts[each.made, each.check] > 1
    )
    total = sum(each.total() for each in same)
    return Files(total, sum(copies), sum(map(bool, copies)), tuple(islice(alike, FEW_NAMED)))
