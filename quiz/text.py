"""Text for a terminal: clean, measured and wrapped; plurals; texts and names compared."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from heapq import nlargest
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from quiz.words import phrase, say

if TYPE_CHECKING:
    from datetime import date

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but tab and newline
    "\u180e\u200b\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible or bidi
    "\ud800-\udfff\U000e0000-\U000e007f]"  # halves of characters, tags
)
"""Characters that could move the cursor, reorder or hide text, or command a terminal.

Not U+061C, U+200E and U+200F, which set the direction of a neighbour in Arabic and Hebrew.
"""

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Soft hyphens, joiners, zero-width spaces, variation selectors: Default_Ignorable_Code_Point in
DerivedCoreProperties.txt of Unicode 15."""

SINGLE_QUOTES, DOUBLE_QUOTES = "‘’‚‛‹›′`´ʹʻʼʾʿ׳", "“”„‟«»″ʺ״〝〞〟❝❞「」『』"
"""Quotation marks, primes and accents for which a keyboard has ' and "."""

_MONTHS = (
    *(phrase("January"), phrase("February"), phrase("March"), phrase("April"), phrase("May")),
    *(phrase("June"), phrase("July"), phrase("August"), phrase("September"), phrase("October")),
    *(phrase("November"), phrase("December")),
)
_SHORT_MONTHS = (
    *(phrase("Jan"), phrase("Feb"), phrase("Mar"), phrase("Apr"), phrase("May"), phrase("Jun")),
    *(phrase("Jul"), phrase("Aug"), phrase("Sep"), phrase("Oct"), phrase("Nov"), phrase("Dec")),
)
_DAYS = (
    *(phrase("Monday"), phrase("Tuesday"), phrase("Wednesday"), phrase("Thursday")),
    *(phrase("Friday"), phrase("Saturday"), phrase("Sunday")),
)
_LONGEST_WORD = 60
"""How many characters of a word are compared with known ones."""
_MANY = 100
"""Among how many known words the one that is meant is looked for letter by letter."""
_CLOSE = 0.6
"""How alike two words are when one may be a slip for the other, from 0 to 1."""

_ONE_EACH = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2500-\u257f]*")
"""Letters and marks of Latin scripts, and lines: nearly all that texts consist of, a column each.

They are measured without `wcwidth`, which takes 13 ms to import, a tenth of a start.
"""
_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0971-\u0df3\u0f71-\u0f84"
)
"""Vowel signs, points and accents, which `\\w` leaves out of words; with Indic letters."""
_SYLLABLES = (
    r"\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff"
)
"""Chinese characters and Japanese kana."""
_LETTERS = r"\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1050-\u109f\u1780-\u17d3"
"""Thai, Lao, Burmese and Khmer letters and signs."""
_WORD = re.compile(r"[\w%]+(?:['’‐–-]\w+)*")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_BLANK = re.compile(r"\A([^\S\n]*\n)+")
_INDENTED = re.compile(r"^(?: {2,}+| *+\t)[^\S\n]*+\S", re.MULTILINE)
_COLUMNS = re.compile(r"\S( {2,}| *\t)\S")


def clean(text: str) -> str:
    """The text with each unsafe character written out as its code point."""
    return UNSAFE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def last_question(text: str) -> str:
    """The last sentence of a text that asks something, or else its last one."""
    sentences = _SENTENCE_ENDS.split(text.strip())
    return next((each for each in reversed(sentences) if "?" in each), sentences[-1])


_SENTENCE_ENDS = re.compile(r"(?:(?<=[.?!])|(?<=[.?!][”“»)]))\s+(?=[^a-z])")


def one_line(text: str) -> str:
    """The clean text in one line, its line breaks and tabs written as in a string."""
    return clean(text).replace("\n", "\\n").replace("\t", "\\t")


def in_json(text: str) -> str:
    """JSON with each unsafe character (only strings can hold one) as an escape."""
    return UNSAFE.sub(json_escape, text)


def as_json(value: object) -> str:
    """A value as clean JSON, in lines."""
    import msgspec  # noqa: PLC0415 - for a document alone

    return in_json(msgspec.json.format(msgspec.json.encode(value)).decode())


def in_csv(cells: Iterable[object], *, comma: bool = False) -> str:
    """A row of CSV (RFC 4180) that is safe to open in a spreadsheet.

    With `comma`, figures have a decimal comma and cells a semicolon between them.
    """
    import csv  # noqa: PLC0415 - for a table alone
    import io  # noqa: PLC0415 - likewise

    out = io.StringIO()
    row = [_cell(each) for each in cells]
    if comma:
        row = [str(each).replace(".", ",") if isinstance(each, float) else each for each in row]
    csv.writer(out, delimiter=";" if comma else ",", lineterminator="\r\n").writerow(row)
    return out.getvalue()


def _cell(value: object) -> object:
    # OWASP, "CSV Injection": an apostrophe keeps a spreadsheet from running a text as a formula.
    if isinstance(value, bool):
        return int(value)
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if FORMULA.match(text) else text


FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]")
"""The start of what a spreadsheet may run, and of what an apostrophe already keeps from that.

Such a text gets one more, so that whoever takes one off has the text as it was.
"""


def json_escape(match: re.Match[str]) -> str:
    """The characters that a pattern found, as escapes in a string of JSON."""
    units = match[0].encode("utf-16-be", "surrogatepass").hex(" ", 2)
    return "".join(f"\\u{unit}" for unit in units.split())


def plural(number: float, one: str, many: str | None = None) -> str:
    """The form that goes with a number: `one` for 1 and −1, else `many`, or `one` with an s."""
    if abs(number) == 1:
        return one
    return f"{one}s" if many is None else many


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with what it counts, such as "1 mark", "1,200 marks" or "2 entries"."""
    return f"{number:,} {plural(number, one, many)}"


def in_a_row(names: Iterable[str]) -> str:
    """Names with commas, and an “and” before the last."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """What to do about an unknown word: the known one that is meant, or all when they are few."""
    word = word[:_LONGEST_WORD]
    folded_word = word.casefold()  # in capitals, a word is like none of ours
    meant = close_match(word, _likeliest(word, known))
    if meant := meant or close_match(folded_word, _likeliest(folded_word, known)):
        return f"did you mean `{meant}`?"
    some = ", ".join(f"`{name}`" for name in known[:12])
    return f"there {plural(len(known), 'is', 'are')} {some}" if known else ""


def close_match(word: str, known: Sequence[str]) -> str | None:
    """The known word for which this one may be a slip, if there is one."""
    from difflib import get_close_matches  # noqa: PLC0415 - for a bad file alone

    return next(iter(get_close_matches(word, known, n=1, cutoff=_CLOSE)), None)


def by_likeness(word: str, known: Iterable[str]) -> list[str]:
    """The known words, most similar first."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - for a wrong name alone

    return sorted(known, key=lambda name: -SequenceMatcher(None, word, name).ratio())


def _likeliest(word: str, known: Sequence[str]) -> list[str]:
    """The two known words that share most pairs of letters; difflib takes long to compare all."""
    if len(known) > _MANY:  # a slip leaves one half of a word as it was
        head, tail = word[: len(word) // 2], word[len(word) // 2 :]
        some = known[: 20 * _MANY]
        known = [name for name in some if name.startswith(head) or name.endswith(tail)][:_MANY]
    pairs = _pairs(word)
    return nlargest(2, known, key=lambda name: len(pairs & _pairs(name)))


@lru_cache(maxsize=4096)
def _pairs(word: str) -> frozenset[str]:
    """Every two neighbouring letters of a word, its ends included."""
    return frozenset(map("".join, pairwise(f" {word[:_LONGEST_WORD]} ")))


def as_sentence(text: str) -> str:
    """The text with a full stop, unless it ends as a sentence does."""
    return text if text.rstrip("”’)")[-1:] in (*".!?…",) else f"{text}."


def capitalised(text: str) -> str:
    """The text with a capital at its beginning, and all else as it is."""
    return text[:1].upper() + text[1:]


def shortened(text: str, most: int, *, in_columns: bool = False) -> str:
    """Shorten a text to one line of at most `most` characters, or columns, cut after a word.

    Where the script has no spaces between words, it's cut after a character: the few spaces that
    there are may all come near the beginning.
    """
    line = " ".join(text.split())
    measured, cut = (cells, fitted) if in_columns else (len, _first)
    if measured(line) <= most:
        return line
    start = cut(line, most).rpartition(" ")[0]
    if not start or (measured(start) < most // 2 and not has_spaces(line)):
        start = cut(line, most - 1)
    return f"{start.rstrip(' ,;:-–—')}…"


def _first(text: str, characters: int) -> str:
    return text[:characters]


def trimmed(text: str) -> str:
    """The text without blank lines around it; its first line keeps its indentation."""
    return _BLANK.sub("", text).rstrip()


def shown(text: str) -> str:
    """The text as a screen draws it: trimmed, with spaces for tabs."""
    return _untabbed(trimmed(text))


def is_laid_out(text: str) -> bool:
    """Whether spaces give the text its shape, as in a table, code or verse."""
    return bool(_INDENTED.search(text) or ("\n" in text.strip() and _COLUMNS.search(text)))


def pieces(text: str) -> Iterator[tuple[bool, str]]:
    """The trimmed text in runs of paragraphs: (whether they are laid out, their text)."""
    for laid_out, paragraphs in groupby(trimmed(text).split("\n\n"), is_laid_out):
        if piece := "\n\n".join(paragraphs).strip("\n"):
            yield laid_out, piece


def cells(text: str) -> int:
    """The width of the text in columns of a terminal."""
    if _ONE_EACH.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth  # noqa: PLC0415 - see `_ONE_EACH`

    return max(0, wcswidth(_untabbed(clean(text))))


def _untabbed(text: str) -> str:
    """The text with spaces for tabs, up to the next eighth column of each line.

    `str.expandtabs` would count characters, not columns.
    """
    return "\n".join(map(_line_untabbed, text.split("\n"))) if "\t" in text else text


def _line_untabbed(line: str) -> str:
    *columns, last = line.split("\t")
    return "".join(column + " " * (8 - cells(column) % 8) for column in columns) + last


def fitted(text: str, columns: int) -> str:
    """The text cut off, or filled with spaces, to take exactly so many columns of a terminal."""
    if _ONE_EACH.fullmatch(text):
        return text[: max(0, columns)].ljust(columns)
    from wcwidth import clip, ljust  # noqa: PLC0415 - see `_ONE_EACH`

    return ljust(clip(text, 0, columns), columns)


def wrapped(texts: Iterable[str], width: int) -> Iterator[str]:
    """The clean texts in lines, wrapped between words to fit a number of columns.

    A text keeps its own lines, and what is wrapped keeps the line's indentation. Only a single
    word that is wider, such as an address, sticks out.
    """
    from textwrap import wrap  # noqa: PLC0415 - `quiz --version` does without it

    for line in (line for text in texts for line in _untabbed(clean(text)).split("\n")):
        body = line.lstrip()
        indent = line[: min(len(line) - len(body), width // 2)]
        room = max(1, width - cells(indent))
        if _ONE_EACH.fullmatch(body):
            pieces = wrap(body, room, break_long_words=False, break_on_hyphens=False)
        else:
            import wcwidth  # noqa: PLC0415 - see `_ONE_EACH`

            # Chinese and Japanese have no spaces to wrap at.
            wide = any(wcwidth.wcwidth(character) > 1 for character in body)
            pieces = wcwidth.wrap(body, room, break_long_words=wide, break_on_hyphens=False)
        yield from (f"{indent}{piece}" for piece in pieces or [""])


def one_form(text: str) -> str:
    """The text in one Unicode form, without invisible characters and with single spaces.

    Compatibility forms (full-width letters, ligatures, no-break spaces) become plain ones, as in
    NFKC of Unicode Standard Annex 15, and so do the digits of all scripts. What would change its
    meaning stays: 10² isn't 102, and 1½ isn't 11/2.
    """
    if not text.isascii():
        seen = _BEYOND_ASCII.sub(lambda match: one_character(match[0]), INVISIBLE.sub("", text))
        text = unicodedata.normalize("NFC", seen)
    return " ".join(text.split())


def folded(text: str) -> str:
    """The text in one form and case-folded, to be compared where capitals don't matter."""
    # İ folds to an i and a combining dot; an i has its dot anyway.
    return unicodedata.normalize("NFC", one_form(text).casefold().replace("i\u0307", "i"))


def words(text: str) -> list[str]:
    """The words of a text, as limits count them.

    Where a script has no spaces, every two characters of Chinese or Japanese, and every five of
    Thai, Lao, Burmese or Khmer, count as one.
    """
    form = one_form(text)
    return _word(form).findall(form)


def word_matches(text: str) -> list[re.Match[str]]:
    """The words of a text as matches, with their offsets."""
    return list(_word(text).finditer(text))


def has_spaces(text: str) -> bool:
    """Whether the text is in scripts that put spaces between words."""
    return bool(_ONE_EACH.fullmatch(text) or not _unspaced().search(text))


def _word(text: str) -> re.Pattern[str]:
    """The expression for the words of a text, by its scripts."""
    return _WORD if _ONE_EACH.fullmatch(text) else _word_by_script()


# These two take 4 ms to compile, and few texts need them.
@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_SYLLABLES}{_LETTERS}]")


@cache
def _word_by_script() -> re.Pattern[str]:
    spaced = rf"(?:[^\W{_SYLLABLES}{_LETTERS}]|[{_MARKS}])"
    return re.compile(
        rf"[{_SYLLABLES}]{{1,2}}|[{_LETTERS}]{{1,5}}|(?:{spaced}|%)++(?:['’‐–-]{spaced}++)*+"
    )


def has_words(text: str, words: str) -> bool:
    """Whether the text has each of some words, or what is typed of them; capitals don't matter."""
    within = folded(text)
    return all(word in within for word in folded(words).split())


def one_character(character: str) -> str:
    """The character in its plain form, as in `one_form`."""
    if character.isascii():
        return character
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    if unicodedata.decomposition(character).startswith(("<super>", "<sub>", "<fraction>")):
        return character
    plain = unicodedata.normalize("NFKC", character)
    # A spacing accent is a mark of its own, not a space with an accent over it.
    return character if plain[:1] == " " != plain else plain


def date_in_words(known: str | None) -> str:
    """A date as one says it, as exactly as it is known: "2017-06" is "June 2017"; "" for None."""
    year, *rest = (known or "").split("-")
    if not rest:
        return year
    month = month_in_words(int(rest[0]))
    if not rest[1:]:
        return say("{month} {year}", month=month, year=year)
    return say("{day} {month} {year}", day=int(rest[1]), month=month, year=year)


def day_in_full(day: "date") -> str:
    """A day with its month and year, such as "3 November 2031"."""
    return date_in_words(day.isoformat())


def day_in_short(day: "date") -> str:
    """The same in twelve columns at most, with the number in two: " 3 Nov 2031"."""
    month = say(_SHORT_MONTHS[day.month - 1])
    return say("{day} {month} {year}", day=f"{day.day:>2}", month=month, year=day.year)


def month_in_words(number: int) -> str:
    """The name of a month, from 1 to 12."""
    return say(_MONTHS[number - 1])


def weekday(day: "date") -> str:
    """The name of a day of the week."""
    return say(_DAYS[day.weekday()])
