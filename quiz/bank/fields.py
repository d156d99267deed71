"""Field types that the structs of the question file share."""

import re
from typing import Annotated

from msgspec import Meta, Struct

LONGEST_LINE = 400
"""The most characters in a `Line`, and so in a typed answer."""

LONGEST_TITLE = 40
"""The most characters in a title, so that a line of a list has room for more."""

REFERENCE = re.compile(r"\[(\d{1,3})\]")
"""A reference in an explanation to a citation: [1] is the first."""

# `(?!\n)`: in Python, unlike in JSON Schema, `$` matches before a last newline too.
Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9][a-z0-9-]{0,79}$(?!\n)",
        description="lower-case letters, digits and hyphens, 80 at most",
    ),
]
BankId = Annotated[
    str,
    Meta(
        # Rounds with the quiz's own questions were once saved under `own`.
        pattern=r"^(?!own$)[a-z0-9][a-z0-9-]{0,79}$(?!\n)",
        description="lower-case letters, digits and hyphens, 80 at most, and not `own`",
    ),
]
Text = Annotated[str, Meta(min_length=1, max_length=4000, pattern=r"\S", description="some text")]
Line = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=LONGEST_LINE,
        pattern=r"^.*\S.*$(?!\n)",
        description="one line of text",
    ),
]
Title = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=LONGEST_TITLE,
        pattern=r"^.*\S.*$(?!\n)",
        description="a few words in one line",
    ),
]
Date = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$(?!\n)",
        description="a date such as 2017, 2017-06 or 2017-06-22, in quotes",
    ),
]
Language = Annotated[
    str,
    Meta(
        # Language, extended language, script, region and variants, as in RFC 5646 (BCP 47).
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z]{3})?(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
        r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3})){0,3}$(?!\n)",
        description='a language tag, such as "de", "es-MX" or "zh-Hant"',
    ),
]
Address = Annotated[
    str,
    Meta(
        pattern=r"^https?://", max_length=2000, description="an address that begins with https://"
    ),
]


class Citation(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a statement can be checked."""

    source: Id
    at: str = ""
    """The locator: "headline", "¶6" or "note 4" in an article."""
    quote: str = ""
    """A fragment of the source, word for word."""
    says: str = ""
    """For a source that is not quoted: what it reports, in our words."""
