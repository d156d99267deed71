"""XML: that of other tools read safely, and texts of ours for it."""

import codecs
import re
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from quiz.bank.encodings import other_file
from quiz.formats.taken import NotReadable
from quiz.text import clean

MOST_BYTES = 16_000_000
"""The largest file of XML that is read; a course with its pictures can be larger."""
_MOST_TAGS = 300_000
"""The most elements, with the tags and references in the HTML of their texts."""
_MOST_ATTRIBUTES = 20_000
_DEEPEST = 200
_AGAIN = "export it again"
_FEWER = "export fewer questions at a time"
_TOO_MUCH = "more XML than questions need"
_LONG = re.compile("<[^<]{100000,}")
"""What may be a tag with a million attributes, which would fill the memory before it ends."""

_DECLARED = re.compile(r"""<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_ENCODING = re.compile(r"utf-(?:8|16|32)|ascii|iso8859|cp\d|koi8|mac-|big5|gb|shift_jis|euc_|latin")
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, which begins alike
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
"""How a file begins, and the encoding that it is then in."""

_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_PLAIN_DTD = re.compile(r"[\w.-]+\.dtd")
"""The name of a file beside the XML: ILIAS writes one, and nothing reads it."""


class XmlElement(Element):
    """An element that knows its line.

    Its name and its attributes' have no namespace; an embedded `file` has no text.
    """

    line: int = 0


def line_of(node: Element) -> int:
    """The line of an element that was read from a file; 0 for another."""
    return node.line if isinstance(node, XmlElement) else 0


def parsed(data: bytes) -> XmlElement:
    """The root of a document.

    Raises `NotReadable` for what isn't whole XML, for entities of its own, which can grow without
    end or name other files, and for more than a bank of questions can be. Fetches nothing.
    """
    if len(data) > MOST_BYTES:
        size = f"{MOST_BYTES // 1_000_000} MB"
        raise NotReadable(f"the XML is larger than {size}", f"{_FEWER}, or leave their files out")
    if name := other_file(data):
        raise NotReadable(f"this is {name}, not XML", _AGAIN)
    text = _decoded(data)
    if any(long[0].count("=") > _MOST_ATTRIBUTES for long in _LONG.finditer(text)):
        raise NotReadable(f"in one tag there is {_TOO_MUCH}", _FEWER)
    return _Reading().root(text)


class _Reading:
    """One document being read."""

    def __init__(self) -> None:
        self._tree = TreeBuilder(element_factory=XmlElement)
        self._count = self._depth = 0
        self._in_file = False
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = self._doctype
        parser.SkippedEntityHandler = self._skipped

    def root(self, text: str) -> XmlElement:
        try:
            self._parser.Parse(text.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            if what in (expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN):
                raise NotReadable(f"the file breaks off at line {error.lineno}", _AGAIN) from None
            raise NotReadable(f"line {error.lineno} isn't XML: {what}", _AGAIN) from None
        root = self._tree.close()
        assert isinstance(root, XmlElement)  # noqa: S101 - the factory makes no other
        return root

    def _start(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        self._counted(1 if self._depth <= _DEEPEST else _MOST_TAGS + 1)
        its = {}
        if attributes:  # most elements have none
            its = dict(zip(map(_local, attributes[::2]), attributes[1::2], strict=True))
        element = self._tree.start(_local(name), its)
        element.line = self._parser.CurrentLineNumber  # type: ignore[attr-defined] # see XmlElement
        self._in_file = element.tag == "file"

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._in_file = False
        self._tree.end(_local(name))

    def _data(self, text: str) -> None:
        if not self._in_file:
            self._counted(text.count("<") + text.count("&"))
            self._tree.data(text)

    def _counted(self, tags: int) -> None:
        self._count += tags
        if self._count > _MOST_TAGS:
            line = self._parser.CurrentLineNumber
            raise NotReadable(f"at line {line} there is {_TOO_MUCH}", _FEWER)

    def _doctype(self, _: str, system: str | None, __: str | None, internal: int) -> None:
        if internal or (system and not _PLAIN_DTD.fullmatch(system)):
            raise NotReadable(
                f"line {self._parser.CurrentLineNumber} declares entities, which aren't read",
                "delete the DOCTYPE",
            )

    def _skipped(self, name: str, _: bool) -> None:
        raise NotReadable(
            f"line {self._parser.CurrentLineNumber} has &{name};, which XML doesn't know",
            "write the character itself",
        )


def _local(name: str) -> str:
    """A name without its prefix, which not all tools declare."""
    return name.rpartition(":")[2] if ":" in name else name


def _decoded(data: bytes) -> str:
    """The text of a document, by its first bytes or by what it declares."""
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    if not encoding:
        declared = _DECLARED.match(data[:200].decode("latin-1"))
        encoding = declared[1] if declared else "utf-8"
    try:
        codec = codecs.lookup(encoding).name
    except LookupError:
        codec = ""
    if not _ENCODING.match(codec):
        raise NotReadable(f"the encoding “{encoding}” is unknown", "save it as UTF-8")
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotReadable(f"line {line} isn't {encoding.upper()}", "save it as UTF-8") from None
    return text.removeprefix("\ufeff")


def for_xml(text: str) -> str:
    """The text with each character that XML can't hold, or that is unsafe, as its code point."""
    return _NOT_IN_XML.sub(lambda match: f"<U+{ord(match[0]):04X}>", clean(text))
