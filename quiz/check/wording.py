"""The rules about what a question says: its stem, its explanation and its reasons."""

import re

from quiz.bank.exhibits import Photo
from quiz.bank.kinds import Question, Texts
from quiz.check.languages import FIVE
from quiz.check.rules import Finding, Findings, rule
from quiz.check.texts import explained, sentences, shown, unquoted
from quiz.text import is_laid_out, shortened

_SHOWN = 40
"""The most characters of markup to repeat."""


_BARE_NOT = re.compile(
    r"(?<!\bor )\b(not|cannot|except)\b(?! only\b)"
    r"|(?<!\boder )\b(nicht|außer)\b(?! (?:nur|sich|Betrieb|Dienst|Frage|Kraft)\b)"
    r"|(?<!\bof )\b(niet|behalve)\b(?! alleen\b)"
    r"|\bn(?:e\b|['’](?!est-ce pas))[^.?!]{0,80}?\b(pas)\b(?! seulement\b)|\b(sauf)\b"
    r"|¿[^?]{0,200}?(?<!¿)(?<!\bo )\b(no|excepto|salvo)\b(?! s[oó]lo\b)"
)
"""In English, German, Dutch, French and Spanish; each group is the word to set off."""

_SAYING = (
    r"(?:shows?|says|said|means?|tells? (?:you|us)|suggests?|thinks?|knows?|claims?|admits?|warns?"
    r"|implies|writes?|toont|tonen|zegt|betekent|weet"
    r"|montre(?:nt)?|dit|disent|signifie|indique(?:nt)?|muestran?|dicen?|significa|indican?)"
)
_SUBORDINATE = re.compile(
    rf"\b{_SAYING} (?:(?:that|dat|que)\b|qu['’])[^,.?!]*"
    r"|\b(?:whether|because|although|dass|daß|ob|weil|obwohl|damit|wenn|falls|omdat|hoewel"
    r"|parce que|bien que|porque|aunque)\b[^,.?!]*",
    re.IGNORECASE,
)
"""A clause that says what somebody doesn't know or do: nothing that is asked is turned round by it."""


@rule("Q305", languages=FIVE)
def bare_not(question: Question) -> Findings:
    """A bare “not” in what is asked.

    Readers overlook it and answer the opposite. Ask for what is so; if the “not” is the point, as in
    what a page does not say, write it as NOT (NICHT, PAS, NO, NIET). Only the last sentence of the stem
    is checked, and not what it only reports, as in “shows that she is not sure”.

    Source: Haladyna, Downing and Rodriguez (2002), guideline 17: word the stem positively; a
    negative word is used cautiously and always stands out, in capitals.
    Before: stem = "Which of these does the page not say?"
    After: stem = "Which of these does the page NOT say?"
    """
    *_, asked = sentences(question.stem)
    asked = unquoted(asked)
    if _BARE_NOT.search(asked) and (match := _BARE_NOT.search(_SUBORDINATE.sub("", asked))):
        word = next(filter(None, match.groups()))
        message = f"the stem asks with a bare “{word}”"
        mend = f"ask for what is so, or set it off as “{word.upper()}”"
        yield Finding(("stem",), message, mend)


_LETTER = re.compile(
    r"\b(?:[Oo]ption|[Aa]nswer|[Cc]hoice|[Aa]ntwort|[Ll]ösung|[Aa]ussage|[Rr]éponse|[Pp]roposition"
    r"|[Cc]hoix|[Rr]espuesta|[Oo]pción|[Aa]ntwoord|[Oo]ptie|[Kk]euze)(?:en|s)?"
    r" (?:(?:is |ist |est |es )?[A-H]|[b-df-h]|[1-9])\b(?!['’])"
    r"|\b[Tt]he (?:first|second|third|fourth|fifth|last) (?:option|answer|choice)\b"
    r"|\b[Dd]ie (?:erste|zweite|dritte|vierte|letzte) (?:Antwort|Option)\b"
    r"|\b[Ll]a (?:première|deuxième|troisième|quatrième|dernière) (?:réponse|option|proposition)\b"
    r"|\b[Ll]a (?:primera|segunda|tercera|cuarta|última) (?:respuesta|opción)\b"
    r"|\b(?:[Hh]et|[Dd]e) (?:eerste|tweede|derde|vierde|laatste) (?:antwoord|optie)\b"
)
_HINTS = (
    *("ption", "nswer", "hoice", "ntwort", "ösung", "ussage", "éponse", "roposition", "hoix"),
    *("espuesta", "pción", "ntwoord", "ptie", "euze"),
)
"""One of these is in every text in which `_LETTER` finds something: to look only there is faster."""

_ENDS = (". ", "! ", "? ")

_LETTER_IS = re.compile(
    r"[B-H] (?:(?:is|ist|est|es) (?:right|wrong|correct[ao]?|true|false|richtig|falsch|korrekt|wahr"
    r"|juste|correcte|fausse|vraie|fals[ao]|verdader[ao]|juist|goed|fout|waar)|stimmt)\b"
)


@rule("Q308", languages=FIVE)
def named_letter(question: Question) -> Findings:
    """An explanation names an option by letter or position.

    Options are shuffled each time, so “option B” is a different one for each reader.

    Before: explanation = "Option B goes further than the text [1]."
    After: explanation = "That the port is closed goes further than the text [1]."
    """
    # Where an answer is typed, “the answer 7” is no option.
    for path, text in [] if question.typed else explained(question):
        if match := _letter(text):
            message = f"“{match[0]}” means another option each time, as options are shuffled"
            yield Finding(path, message, "say what the option says")


def _letter(text: str) -> re.Match[str] | None:
    """Where a text names an option by letter or position."""
    if any(hint in text for hint in _HINTS) and (match := _LETTER.search(text)):
        return match
    match = _LETTER_IS.search(text)
    return match if match and (not match.start() or text[: match.start()].endswith(_ENDS)) else None


_UNANSWERABLE = re.compile(
    r"\b(?:which|what) (?:one )?of (?:the following|these)"
    r"(?: (?:statements?|options?|answers?|sentences?))? (?:is|are)"
    r" (?:true|correct|right|false|wrong|incorrect|accurate)\b"
    r"|\bwelche(?:r|s)? (?:der|dieser) (?:folgenden )?(?:aussagen|antworten|sätze|behauptungen)"
    r" (?:(?:ist|sind) (?:richtig|falsch|wahr|korrekt)|(?:trifft|treffen) zu|stimmt|stimmen)\b"
    r"|\b(?:laquelle|lesquelles|quelle) (?:de )?(?:des|ces) (?:affirmations|propositions|phrases|réponses)"
    r"(?: suivantes)? (?:est|sont) (?:vraies?|fausses?|correctes?|exactes?|justes?)\b"
    r"|\bcuál(?:es)? de (?:las siguientes|estas) (?:afirmaciones|frases|respuestas|opciones)"
    r" (?:es|son) (?:ciertas?|verdaderas?|falsas?|correctas?|incorrectas?)\b"
    r"|\bwelke van (?:de volgende|deze) (?:uitspraken|beweringen|stellingen|zinnen|antwoorden)"
    r" (?:is|zijn) (?:waar|juist|correct|onjuist|fout|onwaar)\b",
    re.IGNORECASE,
)


@rule("Q310", languages=FIVE)
def unanswerable(question: Question) -> Findings:
    """The stem asks nothing by itself.

    “Which of the following is true?” gives no task: each option is a question of its own. A good stem
    can be answered with the options covered.

    Source: The National Board of Medical Examiners' list of flaws: the item cannot be answered
    without looking at the options (as adapted in BMC Medical Education,
    doi:10.1186/s12909-016-0559-7, table 1); Brame (2013), Writing good multiple choice test
    questions, Vanderbilt University: the stem is meaningful by itself.
    Before: stem = "Which of the following is true?"
    After: stem = "Who says in the article that the ferry is late?"
    """
    if match := _UNANSWERABLE.search(question.stem):
        message = f"“{match[0]}” asks nothing by itself"
        yield Finding(("stem",), message, "ask so that it can be answered with the options covered")


COUNTED = (
    r"(?:Jan|Feb|FévMar|Mär|Mai|May|Apr|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec|Welt"
    r"|Bundes|FC|Liga|Klasse|Platz|Stock|Advent|Halb|Runde|Kapitel)"
)
"""How words begin that are counted, as in “3. März” or “1. Weltkrieg”."""

ORDINAL = rf"{COUNTED}|[a-zäöü]"
"""What comes after a number with a point that counts something, as in “3. März” or “1. Weltkrieg”."""

_NUMBER = re.compile(
    r"\s*(?:(?:Q|Question|Task|Item|Frage|Aufgabe|Exercice|Pregunta|Ejercicio|Vraag|Opgave|No\.|Nr\.|№|#)"
    r"\s*\d{1,3}\s*(?:[.):]|$)|\(?\d{1,3}\s*\)|\d{1,3}[、．]|\d{1,2}:\s"
    r"|第\s*[\d一二三四五六七八九十]{1,3}\s*[题題问問]"
    rf"|\d{{1,3}}\.\s+(?!{ORDINAL}))"
)
"""A number before a stem."""


@rule("Q322")
def numbered_stem(question: Question) -> Findings:
    """A stem with a number of its own.

    Questions come in another order in each round, and the quiz numbers them itself.

    Before: stem = "4. Who says in the article that the ferry is late?"
    After: stem = "Who says in the article that the ferry is late?"
    """
    if match := _NUMBER.match(question.stem):
        number = match[0].strip()
        message = f"the stem has a number of its own: “{number}”"
        yield Finding(("stem",), message, "take it out; the quiz numbers questions", within=number)


_SIGNS = re.compile(r"[<>&*`\\_$【]|\]\(|##|oaicite|citeturn|\.\w{3,4}$")
"""One of these is in every text with markup: to look only there is faster."""

ENTITY = (
    r"&(?:amp|lt|gt|nbsp|quot|apos|[lr][ads]quo|bdquo|hellip|[nm]dash|euro|szlig|para|deg"
    r"|[A-Za-z](?:uml|acute|grave|circ|tilde|cedil|slash|ring|caron)|#x?[\da-fA-F]{1,6});"
)
"""A character as HTML writes it."""

_OF_CHATS = (
    r"【[\d:]{1,9}†[^】\n]{0,60}】|:?contentReference\[oaicite:\d{1,4}\](?:\{index=\d{1,4}\})?"
    r"|(?<!\w)citeturn\d{1,4}\w{1,40}"
)
"""References that stay in a text copied from a chat with a language model."""

_MARKUP = re.compile(
    r"<(b|i|u|em|strong|p|a|span|div|ul|ol|li|h[1-6]|sup|sub|code|pre|font)\b[^<>]{0,200}>"
    r"[^<]{1,200}</\1>"
    r"|(?<=\S)<br ?/?>|<br ?/?>(?=\S)|<img [^<>]{1,500}>"
    rf"|{ENTITY}"
    r"|!\[[^\]\n]{0,200}\]\([^)\s]{1,500}\)"
    r"|\[[^\]\n]{2,200}\]\((?:https?:|www\.)[^)\s]{1,500}\)"
    r"|(?<![\w*])\*{1,2}[^\W_](?:[^*\n]{0,200}[^\W_][.!?]?)?\*{1,2}(?![\w*])"
    r"|(?<!\w)_{1,2}[^\W_](?:[^_\n]{0,200}[^\W_])?_{1,2}(?!\w)"
    r"|^\s{0,3}(?:#{2,6} |```)|\\(?:frac|sqrt|cdot|times|text|begin)\b"
    r"|\$[^$\n]{1,100}[\\^{][^$\n]{0,100}\$"
    rf"|^[<>]{{7}}(?: .*)?$|{_OF_CHATS}|\A\S{{1,200}}\.(?:jpe?g|png|gif|webp|svg|heic|tiff?|bmp)\Z",
    re.IGNORECASE | re.MULTILINE,
)


@rule("Q326")
def markup(question: Question) -> Findings:
    """Markup, which is shown as it is typed.

    Texts are plain: tags and entities of HTML, Markdown's stars and links and the codes of LaTeX reach
    the reader as they are. Quotation marks set words off, and so do capitals. A picture is described in
    words, in an exhibit of the kind `photo`. Tables, code and verse keep their own lines and spaces.

    Before: stem = "Who says in the article that the ferry is <b>late</b>?"
    After: stem = "Who says in the article that the ferry is late?"
    """
    photos: Texts = [
        (("exhibits", number, "shows"), each.shows)
        for number, each in enumerate(question.exhibits)
        if isinstance(each, Photo)
    ]
    for path, text in [*shown(question), *photos, *explained(question)]:
        if _SIGNS.search(text) and (match := _MARKUP.search(text)) and not is_laid_out(text):
            marked = match[0].strip()
            mend = "write it as plain text"
            if marked.startswith(("<<<<<<<", ">>>>>>>")):
                mend = "a merge isn't finished: keep one version, and take its marks out"
            elif re.match(_OF_CHATS, marked):
                mend = "take it out; it refers to something in the chat that this was copied from"
            elif marked.lower().startswith(("![", "<img")) or re.fullmatch(r"[^\s<]+\.\w+", marked):
                mend = 'describe the picture in words, in an exhibit with `kind = "photo"`'
            message = f"“{shortened(marked, _SHOWN)}” is shown as it is typed"
            yield Finding(path, message, mend, within=marked)
