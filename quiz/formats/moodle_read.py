"""Questions taken from Moodle XML."""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from quiz.formats import cloze
from quiz.formats.amounts import as_number
from quiz.formats.answers import (
    MOST,
    Answer,
    Fields,
    brief,
    number,
    ordering,
    picking,
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
    asked,
    category,
    left_out,
    line,
    matched,
    one_line,
    piece,
    said,
    spotted,
    whole,
)
from quiz.formats.moodle_texts import (
    as_it_was,
    html_of,
    is_markdown,
    is_on,
    percent,
    text_of,
    typed,
)
from quiz.formats.taken import Lost, NotReadable, Taken, refuse_too_many
from quiz.formats.xml import XmlElement, parsed

_AT_END = re.compile(rf"([.?!:])\s*{cloze.MARK}\Z")
"""A gap after a whole sentence, where nothing needs to stand for it."""
_GAP = "_____"
"""What stands for a gap in a text, as in Moodle."""
_NAMES = {
    "essay": "an essay",
    "description": "a text that asks nothing",
    "ddwtos": "words to drag into a text",
    "ddimageortext": "things to drag onto a picture",
    "ddmarker": "markers to drag onto a picture",
    "gapselect": "gaps with menus of their own",
    "randomsamatch": "a random set of other questions",
    "random": "a random question",
    "calculated": "a question that reckons with random numbers",
    "calculatedmulti": "a question that reckons with random numbers",
    "calculatedsimple": "a question that reckons with random numbers",
    "cloze": "gaps of several kinds in one text",
    "multianswer": "gaps of several kinds in one text",
    "shortanswer": "a typed answer of which no form is listed",
    "numerical": "a number that isn't given",
}
"""What is left out, by its type."""
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
"""What a file with a picture ends with; the picture is named where the text shows it."""
_MOST_MARKDOWN = 1_000_000
"""The most characters of Markdown that are read of a file; they take longer than HTML."""
_LONGEST_ROWS = 20_000
"""The most characters in the rows that gaps become, as each gap repeats the line that it's in."""
_OVERALL = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


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
    return Taken(tuple(reader.questions), tuple(reader.lost))


class _Reader:
    """A file being read."""

    def __init__(self) -> None:
        self.questions: list[Fields] = []
        self.lost: list[Lost] = []
        self._count = 0
        self._where = ""
        self._category = Lost("", "")
        self._overall: set[str] = set()
        """What is said of right or wrong answers in general, once it has been named."""

    def enter(self, node: XmlElement) -> None:
        """Note a category, which is named once a question in it isn't ours."""
        name = category(text_of(node, "category"))
        info = ", and what is said of it" if piece(*html_of(node, "info")).text else ""
        what = f"the category {brief(name)}{info}: left out" if name else ""
        self._category = Lost(f"line {node.line}", what)

    def take(self, node: XmlElement) -> None:
        self._count += 1
        self._where = f"question {self._count}, line {node.line}"
        type = node.get("type", "")
        told = said(*html_of(node, "generalfeedback"))
        fields = None
        if type in ("cloze", "multianswer"):
            ask, fields = self._cloze(node)
            self._leave_category(ask)
        else:
            ask = asked(*html_of(node, "questiontext"))
            self._leave_category(ask)
            if all(len(node.findall(each)) <= MOST for each in ("answer", "subquestion")):
                fields = self._answered(type, node, ask, told)
        if fields is None:
            title = text_of(node, "name") or ask.fields.get("stem", "")
            what = _NAMES.get(type, f"a question of the type {brief(type)}")
            self._lose(f"{what}, {brief(title)}: left out")
            return
        self.questions.append(whole(self._about(node, ask), ask, fields, told, self._lose))
        self._rest(node)

    def _leave_category(self, ask: Asked) -> None:
        if self._category.what and not ask.is_ours:  # ours have it in their skill
            self.lost.append(self._category)
            self._category = Lost("", "")

    def _lose(self, what: str) -> None:
        self.lost.append(Lost(self._where, what))

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
        names = dict.fromkeys(each.get("name", "") for each in node.iter("file"))
        if any("a picture" in each.what for each in self.lost[-MOST:] if each.where == self._where):
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
                    (self._line(each), one_line(text_of(each, "answer")))
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
            yield Answer(one_line(typed(each)), percent(each), self._why(each), tolerance)

    def _line(self, node: Element) -> str:
        """The text of an answer in HTML."""
        text, lost = piece(*html_of(node))
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
        whys, true = ["", ""], True
        for place, each in enumerate(node.iterfind("answer")):
            word = typed(each).casefold()
            is_true = word == "true" or (word != "false" and place == 0)
            whys[0 if is_true else 1] = self._why(each)
            if percent(each) > 0:
                true = is_true
        return true_or_false(true=true, whys=(whys[0], whys[1]))

    def _units(self, node: Element) -> Iterator[str]:
        for each in node.iterfind("units/unit"):
            name = (each.findtext("unit_name") or "").strip()
            if as_number(each.findtext("multiplier") or "1") == 1:
                yield name
            else:
                self._lose(f"the unit {brief(name)}, which needs reckoning: left out")

    def _cloze(self, node: Element) -> tuple[Asked, Fields | None]:
        """A `sort` if every gap has the same menu; what a single gap is; or None."""
        html, format = html_of(node, "questiontext")
        if '<p class="row">' in html and (ask := asked(html, format)).rows:
            found = [(line(text), cloze.gaps(gap)[1]) for text, gap in ask.rows[: MOST + 1]]
            return ask, self._menus([(text, gap) for text, gaps in found for gap in gaps])
        bare, gaps = cloze.gaps(html)
        if len(gaps) > MOST or any(len(each.answers) > MOST for each in gaps):
            return Asked({}, []), None
        text, lost = piece(bare, format)
        lines = text.split("\n")
        around = [each for each in lines if cloze.MARK not in each]
        stem = "\n".join(around).strip()
        if len(gaps) == 1:
            stem = _AT_END.sub(r"\1", text).replace(cloze.MARK, _GAP)
        ask = Asked({"stem": stem} if stem else {}, left_out(lost))
        match gaps:
            case [cloze.Gap("short", case, answers)]:
                return ask, typing(answers, case=case, lose=self._lose)
            case [cloze.Gap("number", _, answers)]:
                return ask, number(answers, (), self._lose)
            case [cloze.Gap(kind, _, answers)]:
                return ask, picking(answers, one=kind == "choice", lose=self._lose)
            case _ if sum(len(row) * row.count(cloze.MARK) for row in lines) > _LONGEST_ROWS:
                self._lose("its gaps are in longer lines than rows to sort can be")
                return ask, None
            case _:
                return ask, self._menus([*zip(_beside(lines), gaps, strict=False)])

    def _menus(self, rows: Sequence[tuple[str, cloze.Gap]]) -> Fields | None:
        """A `sort` of rows that each have a menu, if it is always the same."""
        if len(rows) > MOST:
            return None
        labels = texts(rows[0][1].answers) if rows else []
        if not rows or any({*texts(gap.answers)} != {*labels} for _, gap in rows):
            return None
        if any(gap.kind != "choice" for _, gap in rows):
            return None
        its = []
        for text, gap in rows:
            right = max(gap.answers, key=lambda each: each.percent)
            its.append((text, right.text, right.why))
            for each in gap.answers:
                if each.why not in ("", right.why):
                    self._lose(f"what is said of {brief(each.text)}: {brief(each.why)}")
        return sorting(its, labels)


def _beside(lines: Sequence[str]) -> Iterator[str]:
    """For each gap, the line that it is in."""
    for row in lines:
        pieces = row.split(cloze.MARK)
        for place in range(1, len(pieces)):
            before, after = "…".join(pieces[:place]), "…".join(pieces[place:])
            yield (
                f"{before}{_GAP}{after}" if before.strip() and after.strip() else before + after
            ).strip()
