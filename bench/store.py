"""Flip bytes and write odd values into a history, and open it as home does.

    python bench/store.py [FLIPS] [ODD] [SEED]

There must be no traceback, no lost answer that a backup has, and no good backup overwritten by a
bad or an emptier one. tests/test_record_damage.py is a short form of this.
"""

import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from quiz.bank.read import read_bank
from tests.damage import attack, made, tally


def main() -> None:
    """Attack the history many times, and print the notices."""
    flips, odd, seed = (int(each) for each in (*sys.argv[1:], "5000", "2000", "1")[:3])
    bank = read_bank(Path(__file__).parents[1] / "tests" / "bank.toml")
    random = Random(seed)
    with TemporaryDirectory() as folder:
        pristine = made(Path(folder) / "pristine", bank)
        for count, is_odd in ((flips, False), (odd, True)):
            before = time.monotonic()
            notices, faults = [], Counter[str]()
            for _ in range(count):
                try:
                    notices.append(
                        attack(pristine, Path(folder) / "bad", bank, random, odd=is_odd)[1]
                    )
                except Exception as error:  # noqa: BLE001 - to be counted
                    faults[f"{type(error).__name__}: {error}"] += 1
            name = "odd values" if is_odd else "flipped bytes"
            print(
                f"{count} {name} in {time.monotonic() - before:.0f} s: {faults.total()} faults",
                flush=True,
            )
            print(f"  notices: {tally(notices)}")
            for fault, times in faults.most_common(20):
                print(f"  {times} × {fault}")


if __name__ == "__main__":
    main()
