"""Time a district: two million made-up answers into tables, and the queries of docs/classroom.md.

    python bench/district.py [--readers 20000]

Each reader has a round of 100 questions. It needs DuckDB, the extra `district`.
"""

import argparse
import os
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parents[1]))

from classroom import ROOT, reader, written

from quiz.bank.cache import cached_bank
from quiz.bank.kinds import digest
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.classroom.handin import HandIn, stamp
from quiz.classroom.parquet import write

DIFFERENT = 1000
"""How many rounds are made; the same come again under other readers' ids."""


def handed_in(bank: Bank, readers: int) -> Iterator[HandIn]:
    """What so many readers hand in, one by one."""
    about, digests = stamp(bank), {each.id: digest(each) for each in bank.questions}
    made = [
        written(reader(number), bank, about, digests) for number in range(min(readers, DIFFERENT))
    ]
    for number in range(readers):
        each = made[number % len(made)]
        (round,) = each.rounds
        yield replace(each, reader=f"{number:032x}", rounds=(replace(round, id=f"{number:032x}"),))


@contextmanager
def timed() -> Iterator[list[str]]:
    """Print what is put into the list, with how long it took and the most memory until now."""
    what: list[str] = []
    began, worked = time.perf_counter(), time.process_time()
    yield what
    took, work = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what[0]:<34} {took:6.1f} s {work:6.1f} s of processors {peak:6,.0f} MB at most")


def main() -> None:
    """Make a district, and ask what the page asks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, default=20_000)
    readers = parser.parse_args().readers
    bank = cached_bank(own_bank())
    page = (ROOT / "docs" / "classroom.md").read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with timed() as what:
            answers = write(handed_in(bank, readers), bank, Path("tables"))
            size = Path("tables/answers.parquet").stat().st_size / 1e6
            what.append(f"{answers:,} answers written, {size:.0f} MB")
        with duckdb.connect() as database:
            for query in queries:
                with timed() as what:
                    rows = database.execute(query).fetchall()
                    (name,) = re.findall(r" AS (facility|distractor|share_right)", query)
                    what.append(f"{name}: {len(rows):,} rows")


if __name__ == "__main__":
    main()
