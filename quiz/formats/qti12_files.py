"""The files of QTI 1.2 in a package, and the banks that they name."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from posixpath import basename, split
from xml.etree.ElementTree import Element

from quiz.formats.answers import MOST, brief
from quiz.formats.apart import piece
from quiz.formats.package import is_package, unpacked
from quiz.formats.qti12_item import material
from quiz.formats.taken import Lost, NotReadable
from quiz.formats.xml import MOST_BYTES, XmlElement, line_of, parsed

ENDINGS = (".xml", ".dat", ".qti")
_BEFORE = ("presentation_material", "rubric", "objectives", "itemrubric")
_BLACKBOARD_ID = "bbmd_asi_object_id"
_WHOLE = re.compile(r"(?:\A|/)non_cc_assessments/([^/]+)\.xml\.qti\Z")
"""A quiz in a course of Canvas's, which has it again in a folder of its own, but not all of it."""
_NEWER = ("this is QTI 2 or 3, which isn't read", "export it as QTI 1.2")
_MOODLE = ("this zip has Moodle XML in it", "unpack it, and name the file in it")
_MOST_TAGS = 600_000
"""The most tags and references in the files of a package, so that it is read in a second or two."""


def qti_files(data: bytes) -> dict[str, XmlElement]:
    """The files of QTI 1.2 by their names in the package, parsed."""
    if not is_package(data):
        return {"": _root(data)}
    packed = unpacked(data, *ENDINGS)
    size = sum(map(len, packed.values()))
    tags = sum(each.count(b"<") + each.count(b"&") for each in packed.values())
    if size > MOST_BYTES or tags > _MOST_TAGS:
        raise NotReadable(
            "there is more XML in it than questions need", "export fewer questions at a time"
        )
    files: dict[str, XmlElement] = {}
    is_newer = is_moodle = False
    whole = {match[1] for match in map(_WHOLE.search, packed) if match}
    for file, content in packed.items():
        folder, name = split(file)
        is_again = name == "assessment_qti.xml" and basename(folder) in whole
        if is_again or name in ("imsmanifest.xml", "assessment_meta.xml"):
            continue
        try:
            root = parsed(content)
        except NotReadable as error:
            raise NotReadable(f"{file}: {error.what}", error.mend) from None
        if _is_qti(root):
            files[file] = root
        is_newer = is_newer or _is_newer(root)
        is_moodle = is_moodle or root.tag == "quiz"
    if is_newer and not files:
        raise NotReadable(*_NEWER)
    if is_moodle and not files:
        raise NotReadable(*_MOODLE)
    return files


def _root(data: bytes) -> XmlElement:
    root = parsed(data)
    if _is_newer(root):
        raise NotReadable(*_NEWER)
    if not _is_qti(root):
        raise NotReadable(
            f"this isn't QTI 1.2, which begins with <questestinterop>, not <{root.tag}>"
        )
    return root


def _is_newer(root: XmlElement) -> bool:
    """Whether a file is of QTI 2, as in assessmentItem, or of QTI 3, as in qti-assessment-item."""
    return root.tag.startswith(("assessment", "qti-assessment")) and root.tag != "assessment"


def _is_qti(root: XmlElement) -> bool:
    return root.tag in ("questestinterop", "assessment", "section", "item", "objectbank")


def drawn(files: Mapping[str, XmlElement]) -> Iterator[Lost]:
    """What a quiz draws from banks that aren't in the file."""
    roots = files.values()
    there = {each.get("ident") for root in roots for each in root.iter("objectbank")}
    ids: set[str | None] = {None}
    ids.update(each.get("ident") for root in roots for each in root.iter("item"))
    ids |= {(each.text or "").strip() for root in roots for each in root.iter(_BLACKBOARD_ID)}
    for file, root in files.items():
        before = f"{file}, " if len(files) > 1 else ""
        for each in root.iter("sourcebank_ref"):
            ref = (each.text or "").strip()
            if ref not in there:
                there.add(ref)
                what = f"questions from the bank {brief(ref)}, which isn't in it: export that too"
                yield Lost(f"{before}line {line_of(each)}", what)
        named = chain(root.iter("itemref"), root.iter("selection_metadata"))
        lines = [line_of(each) for each in named if _named(each) not in ids]
        if lines:
            what = f"questions that a quiz draws, {len(lines)}, which aren't in it: export them too"
            yield Lost(f"{before}line {min(lines)}", what)


def _named(node: Element) -> str | None:
    """The name of a question that a quiz draws; None if it's something else."""
    if node.tag == "itemref":
        return node.get("linkrefid", "")
    if node.tag == "selection_metadata" and node.get("mdname", "").endswith("questionid"):
        return (node.text or "").strip()
    return None


def said_before(files: Mapping[str, XmlElement]) -> Iterator[Lost]:
    """What is said to several questions, or is to be done, which has no place here."""
    told: set[str] = set()
    for file, root in files.items():
        before = f"{file}, " if len(files) > 1 else ""
        for each in _before(root):
            where = f"{before}line {line_of(each)}"
            html = material(each)
            if html in told:
                continue
            told.add(html)
            if len(told) > MOST:
                yield Lost(where, "more that is said so: left out")
                return
            if text := piece(html).text:
                what = f"{brief(text)}, said before questions: left out"
                yield Lost(where, what)


def _before(node: Element) -> Iterator[Element]:
    """The elements that hold what comes before questions; none within another."""
    for each in node:
        if each.tag in _BEFORE:
            yield each
        else:
            yield from _before(each)
