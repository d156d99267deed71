"""How much a file of questions may hold."""

import re

from quiz.bank.model import MOST_QUESTIONS

STRINGS = re.compile(
    r'"""(?>[^"\\]+|\\.|"{1,2}(?!"))*+(?:"{3,5})?'
    r'|"(?>[^"\\\n]+|\\.)*+"?'
    r"|'''(?>[^']+|'{1,2}(?!'))*+(?:'{3,5})?"
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
"""A text in quotes, or a comment, to its end or to where it should have had one."""

LONGEST = 2_000_000
"""Characters of a text."""

_SMALL = 1_000_000
"""Characters of a file up to which anything in it is read fast enough."""

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*questions[ \t]*\]\]", re.MULTILINE)
_COSTLY = {",": 1, "=": 1, "\n": 1, ".": 1, ":": 1, "-": 1, "{": 2, "[": 3}
"""What takes time to read outside of texts, in shares of what it takes beside the others."""

_WORD = re.compile(r"[^\s,=\[\]{}#\"']{10001}")
"""A key or a number that is too long: to read one of 40 million digits takes 5 GB."""

_MOST = 2_000_000
"""Of these shares; 20,000 questions with four options each have 1.3 million."""


def too_much(text: str) -> str:
    """What a file has too much of to be read within seconds; empty where that is nothing."""
    if len(text) <= _SMALL and text.count("questions") <= MOST_QUESTIONS:
        return ""
    bare = STRINGS.sub("", text)
    if (count := len(_HEADER.findall(bare))) > MOST_QUESTIONS:
        return f"there are {count} questions; {MOST_QUESTIONS} is the most"
    shares = sum(share * bare.count(mark) for mark, share in _COSTLY.items())
    shares += (text.count("\\") + text.count('"') + text.count("'")) // 4
    if shares > _MOST:
        return "there are too many entries, keys or lines"
    if _WORD.search(bare):
        return "a key or a number has more than 10000 characters"
    texts = (each for each in STRINGS.finditer(text) if text[each.start()] != "#")
    if any(each.end() - each.start() > LONGEST for each in texts):
        return f"a text has more than {LONGEST} characters"
    return ""
