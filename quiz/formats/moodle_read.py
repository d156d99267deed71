"""Questions taken from Moodle XML."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from xml.etree.ElementTree import Element

from quiz.formats import cloze
from quiz.formats.amounts import as_number
from quiz.formats.answers import (
    GAP,
    MOST,
    Answer,
    Fields,
    brief,
    number,
    ordering,
    picking,
    row,
    sorting,
    texts,
    true_or_false,
    typing,
)
from quiz.formats.apart import (
    Asked,
    Names,
    Said,
    about,
    as_lost,
    asked,
    line,
    matched,
    one_line,
    piece,
    said,
    spotted,
    whole,
)
from quiz.formats.languages import in_one_language
from quiz.formats.moodle_texts import (
    as_it_was,
    html_of,
    is_markdown,
    is_on,
    percent,
    text_of,
    typed,
)
from quiz.formats.taken import NotReadable, Taken, refuse_too_many
from quiz.formats.taking import Taking
from quiz.formats.xml import XmlElement, parsed

_AT_END = re.compile(rf"([.?!:])\s*{cloze.MARK}\Z")
"""A gap after a whole sentence, where nothing needs to stand for it."""
_NAMES = {
    "essay": "an essay",
    "description": "a text that asks nothing",
    "ddwtos": "words to drag into a text",
    "ddimageortext": "things to drag onto a picture",
    "ddmarker": "markers to drag onto a picture",
    "gapselect": "gaps with menus of their own",
    "randomsamatch": "a random set of other questions",
    "random": "a random question",
    "calculated": "a question that calculates with random numbers",
    "calculatedmulti": "a question that calculates with random numbers",
    "calculatedsimple": "a question that calculates with random numbers",
    "shortanswer": "a typed answer of which no form is listed",
    "numerical": "a number that isn't given",
}
"""What is left out, by its type."""
_GAPS = "gaps that aren't all menus of the same choices"
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
"""What a file with a picture ends with; the picture is named where the text shows it."""
_MOST_MARKDOWN = 1_000_000
"""The most characters of Markdown that are read of a file; they take longer than HTML."""
_LONGEST_ROWS = 20_000
"""The most characters in the rows that gaps become, as each gap repeats the line that it's in."""
_OVERALL = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "instructions")


def read(data: bytes) -> Taken:
    """The questions of a file of Moodle XML, and what of it was lost."""
    root = parsed(data)
    if root.tag != "quiz":
        raise NotReadable(f"this isn't Moodle XML, which begins with <quiz>, not <{root.tag}>")
    refuse_too_many(len(root.findall("question")))
    marked = (text_of(each, ".") for each in root.iter() if is_markdown(each))
    if sum(map(len, marked)) > _MOST_MARKDOWN:
        raise NotReadable("it has more Markdown than questions need", "export fewer at a time")
    reader = _Reader()
    for node in root.iterfind("question"):
        assert isinstance(node, XmlElement)  # noqa: S101 - there are no others in the tree
        if node.get("type") == "category":
            reader.enter(node)
        else:
            reader.take(node)
    return reader.taken()


class _Reader(Taking):
    def __init__(self) -> None:
        super().__init__()
        self._overall: set[str] = set()
        """What is said of right or wrong answers in general, once it has been named."""
        self._language = ""
        """The first that a text names, and the one that all come in if they have it."""

    def enter(self, node: XmlElement) -> None:
        """Begin with a category."""
        info = ", and what is said of it" if piece(*html_of(node, "info")).text else ""
        self._enter(node.line, text_of(node, "category"), info)

    def take(self, node: XmlElement) -> None:
        self._begin(node.line)
        self._choose_language(node)
        type = node.get("type", "")
        told = said(*html_of(node, "generalfeedback"))
        fields: Fields | str | None = None
        if type in ("cloze", "multianswer"):
            ask, fields = self._cloze(node)
            self._ask(ask)
        else:
            ask = asked(*html_of(node, "questiontext"))
            self._ask(ask)
            if all(len(node.findall(each)) <= MOST for each in ("answer", "subquestion")):
                fields = self._answered(type, node, ask, told)
        if fields is None or isinstance(fields, str):
            title = text_of(node, "name") or ask.fields.get("stem", "")
            what = fields or _NAMES.get(type, f"a question of the type {brief(type)}")
            self._lose(f"{what}, {brief(title)}: left out")
            return
        if is_on(node, "hidden", "0"):
            self._lose("it's hidden in Moodle, so it's a draft here")
            fields = {**fields, "draft": True}
        self._questions.append(whole(self._about(node, ask), ask, fields, told, self._lose))
        self._rest(node)

    def _choose_language(self, node: Element) -> None:
        taken: dict[str, None] = {}
        others: dict[str, None] = {}
        for each in node.iter("text"):
            its = in_one_language(each.text or "", self._language)
            each.text = its.text
            self._language = self._language or its.language
            if its.others:
                taken[its.language] = None
            others |= dict.fromkeys(its.others)
        if others:
            self._lose(f"its texts in other languages than {' and '.join(taken)}: left out")

    def _about(self, node: XmlElement, ask: Asked) -> Fields:
        """The id, the title and the skill."""
        tags = [(each.text or "").strip() for each in node.iterfind("tags/tag/text")]
        names = Names(node.findtext("idnumber") or "", as_it_was(text_of(node, "name")), tags)
        return about(names, ask, self._lose)

    def _rest(self, node: XmlElement) -> None:
        """Report what no question here has: marks, hints, files, what is said in general."""
        mark = as_number(node.findtext("defaultgrade") or "1")
        if mark not in (1, None) and node.get("type") not in ("cloze", "multianswer"):
            self._lose(f"its mark, {mark:g}: every question counts the same here")
        if node.find("hint") is not None:
            self._lose("its hints for further tries: left out")
        if (node.findtext("image_base64") or "").strip():  # as in files of Moodle 1
            self._lose("a picture: left out")
        if is_on(node, "unitgradingtype", "0"):
            self._lose("the mark for its unit: left out")
        names = dict.fromkeys(each.get("name", "") for each in node.iter("file"))
        if any(
            "a picture" in each.what for each in self._lost[-MOST:] if each.where == self._where
        ):
            names = {each: None for each in names if not _PICTURE.search(each)}
        for name in names:
            self._lose(f"the file {brief(name)}: left out")
        for tag in _OVERALL:
            text = piece(*html_of(node, tag)).text
            if text and text not in self._overall:
                self._overall.add(text)
                self._lose(f"{brief(text)}, said of any such answer: left out")

    def _answered(self, type: str, node: XmlElement, ask: Asked, told: Said) -> Fields | None:
        """The fields that depend on the kind; None for what can't be asked here."""
        match type:
            case "multichoice":
                return self._picking(node, ask)
            case "truefalse":
                return self._true_or_false(node)
            case "shortanswer":
                case = (node.findtext("usecase") or "").strip() == "1"
                return typing([*self._answers(node)], case=case, lose=self._lose)
            case "numerical":
                return number([*self._answers(node)], [*self._units(node)], self._lose)
            case "matching" | "match":
                pairs = [
                    (self._row(partial(self._line, each)), one_line(text_of(each, "answer")))
                    for each in node.iterfind("subquestion")
                ]
                return matched(pairs, ask, told)
            case "ordering":
                its = [(self._line(each), self._why(each)) for each in node.iterfind("answer")]
                steps = [(text, why or told.reasons.get(text, "")) for text, why in its]
                return ordering(steps, ask.ends)
            case _:
                return None

    def _answers(self, node: Element) -> Iterator[Answer]:
        """The answers of a question that are typed."""
        for each in node.iterfind("answer"):
            tolerance = each.findtext("tolerance") or ""
            form = one_line(piece(typed(each), "plain").text)
            yield Answer(form, percent(each), self._why(each), tolerance)

    def _line(self, node: Element) -> str:
        """The text of an answer in HTML."""
        text, lost = piece(*html_of(node), beside=self._stem)
        for each in lost:
            self._lose(f"{each}, in an answer: left out")
        return one_line(text)

    def _why(self, node: Element) -> str:
        text, lost = piece(*html_of(node, "feedback"))
        for each in lost:
            self._lose(f"{each}, in what is said of an answer: left out")
        return text

    def _picking(self, node: Element, ask: Asked) -> Fields:
        answers = [
            Answer(self._line(each), percent(each), self._why(each))
            for each in node.iterfind("answer")
        ]
        if spot := spotted(answers, ask):
            return spot
        fields = picking(answers, one=is_on(node, "single", "true"), lose=self._lose)
        return fields if is_on(node, "shuffleanswers", "false") else {**fields, "fixed": True}

    def _true_or_false(self, node: Element) -> Fields:
        """As Moodle does: by the words, or else true comes first."""
        whys, right = ["", ""], list[bool]()
        for place, each in enumerate(node.iterfind("answer")):
            word = typed(each).casefold()
            is_true = word == "true" or (word != "false" and place == 0)
            whys[0 if is_true else 1] = self._why(each)
            if percent(each) > 0:
                right.append(is_true)
        if len(right) != 1:
            self._lose("it doesn't say which answer is right")
        return true_or_false(true=right[0] if len(right) == 1 else None, whys=(whys[0], whys[1]))

    def _units(self, node: Element) -> Iterator[str]:
        for each in node.iterfind("units/unit"):
            name = (each.findtext("unit_name") or "").strip()
            if as_number(each.findtext("multiplier") or "1") == 1:
                yield name
            else:
                self._lose(f"the unit {brief(name)}, which would have to be converted: left out")

    def _cloze(self, node: Element) -> tuple[Asked, Fields | str]:
        """A `sort` if every gap has the same menu; what a single gap is; or what is left out."""
        html, format = html_of(node, "questiontext")
        if '<p class="row">' in html and (ask := asked(html, format)).rows:
            found = [(line(text), cloze.gaps(gap)[1]) for text, gap in ask.rows[: MOST + 1]]
            return ask, self._menus([(text, gap) for text, gaps in found for gap in gaps])
        bare, gaps = cloze.gaps(html)
        if len(gaps) > MOST or any(len(each.answers) > MOST for each in gaps):
            return Asked({}, []), _GAPS
        text, lost = piece(bare, format)
        lines = text.split("\n")
        around = [each for each in lines if cloze.MARK not in each]
        stem = "\n".join(around).strip()
        if len(gaps) == 1:
            stem = _AT_END.sub(r"\1", text).replace(cloze.MARK, GAP)
        ask = Asked({"stem": stem} if stem else {}, as_lost(lost))
        match gaps:
            case []:
                return ask, "a text that has no gap to fill"
            case [cloze.Gap("short", case, answers)]:
                return ask, typing(answers, case=case, lose=self._lose) or _NAMES["shortanswer"]
            case [cloze.Gap("number", _, answers)]:
                return ask, number(answers, (), self._lose) or _NAMES["numerical"]
            case [cloze.Gap(kind, _, answers)]:
                return ask, picking(answers, one=kind == "choice", lose=self._lose)
            case _ if sum(len(each) * each.count(cloze.MARK) for each in lines) > _LONGEST_ROWS:
                return ask, "gaps in longer lines than rows to sort can be"
            case _:
                return ask, self._menus([*zip(cloze.beside(lines), gaps, strict=False)])

    def _menus(self, rows: Sequence[tuple[str, cloze.Gap]]) -> Fields | str:
        """A `sort` of rows that each have a menu, if it is always the same."""
        if len(rows) > MOST:
            return _GAPS
        labels = texts(rows[0][1].answers) if rows else []
        if not rows or any({*texts(gap.answers)} != {*labels} for _, gap in rows):
            return _GAPS
        if any(gap.kind != "choice" for _, gap in rows):
            return _GAPS
        return sorting([row(text, gap.answers, self._lose) for text, gap in rows], labels)
