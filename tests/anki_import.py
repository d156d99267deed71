"""Import a package of cards into a new collection with Anki's own library, and print what is there.

    PYTHON anki_import.py PACKAGE [PACKAGE …]

PYTHON is that of an environment with the package `anki`. Packages are imported one after the other,
with their progress; each prints a line of JSON.
"""

import json
import sys
import tempfile
from pathlib import Path

from anki.collection import (  # type: ignore[import-not-found] # in an environment of its own
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

with tempfile.TemporaryDirectory() as folder:
    collection = Collection(str(Path(folder) / "collection.anki2"))
    for package in sys.argv[1:]:
        request = ImportAnkiPackageRequest(
            package_path=package,
            options=ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False),
        )
        log = collection.import_anki_package(request).log
        cards = [collection.get_card(id) for id in collection.find_cards("")]
        print(  # noqa: T201 - what the test reads
            json.dumps(
                {
                    "new": len(log.new),
                    "updated": len(log.updated),
                    "duplicate": len(log.duplicate),
                    "decks": [each.name for each in collection.decks.all_names_and_ids()],
                    "sides": [[each.question(), each.answer()] for each in cards],
                    "tags": [each.note().tags for each in cards],
                    "memories": [
                        [each.memory_state.stability, each.memory_state.difficulty, each.ivl]
                        for each in cards
                        if each.memory_state
                    ],
                    "due": [each.due for each in cards],
                    "problems": collection.fix_integrity()[0],
                }
            )
        )
    collection.close()
