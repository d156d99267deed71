"""`web`: one HTML file in which the questions are taken in a browser, with nothing else.

It fetches nothing and sends nothing: its policy allows its own script and its own style, by their
hashes, and nothing else at all. What is drawn as HTML is in templates; the script sets every text
as text.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from quiz.bank.kinds import Question
from quiz.bank.model import Bank
from quiz.formats import Change
from quiz.formats.web.data import data
from quiz.formats.web.drawing import template
from quiz.markup import END, escaped
from quiz.text import INVISIBLE, in_json, json_escape
from quiz.words import language, say

TOOL = "any browser"
ENDING = ".html"
OURS = re.compile(
    rb'<!DOCTYPE html>\n<html [^>]*><head>.{,50}\n<meta name="generator" content="quiz export">'
)
CHANGES: tuple[Change, ...] = ()

_HERE = Path(__file__).parent
_SCRIPTS = (
    *("sha256", "spelling", "number", "match", "marks"),
    *("saying", "ending", "drawing", "explaining", "handin"),
    *("picking", "sorting", "ordering", "answering"),
    *("screen", "apart", "pick", "before", "round"),
    *("first", "question", "answer", "end", "saving", "page"),
)
"""The files of the script, in the order in which they run."""
_POLICY = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"}


def changes(question: Question) -> Iterator[Change]:  # noqa: ARG001 - nothing is lost
    """Nothing: the page holds all of a question."""
    return iter(())


def written(bank: Bank, questions: Sequence[Question]) -> bytes:
    """The page, in UTF-8."""
    return page(bank, questions, data(bank, questions), "staying")


def page(
    bank: Bank, questions: Sequence[Question], data: Mapping[str, Any], *more_scripts: str
) -> bytes:
    """The page with this data; what `more_scripts` names runs before it begins."""
    *before, begins = _SCRIPTS
    script = "\n".join(_file(f"{each}.js") for each in (*before, *more_scripts, begins))
    style = _file("page.css")
    policy = _POLICY.format(script=_hash(script), style=_hash(style))
    direction = ' dir="rtl"' if language() in _RIGHT_TO_LEFT else ""
    title = escaped(bank.about.title)
    templates = "\n".join(template(bank, n, each) for n, each in enumerate(questions))
    whole = f"""\
<!DOCTYPE html>
<html lang="{escaped(bank.about.language)}"{direction}><head><meta charset="utf-8">
<meta name="generator" content="quiz export">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style></head>
<body>
<header class="masthead"><h1>{title}</h1></header>
<noscript><p>{escaped(say("This page needs JavaScript, which is switched off."))}</p></noscript>
<main id="main"></main>
<footer><button type="button" id="show-keys">{escaped(say("Keys"))} <kbd>?</kbd></button></footer>
<p id="status" role="status"></p>
<dialog id="keys" aria-labelledby="keys-title"></dialog>
{templates}
<script type="application/json" id="data">{_in_page(data)}</script>
<script>{script}</script>
{END}"""
    return whole.encode()


def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _in_page(document: object) -> str:
    """JSON that can't end its element, with each character that can't be seen as an escape."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    text = re.sub("[<>&]", json_escape, text)
    return INVISIBLE.sub(json_escape, in_json(text)) if not text.isascii() else text
