"""Files of other tools: XML read safely, HTML as plain text, zips that grow no larger than fits."""

import io
import resource
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.formats.html import plain
from quiz.formats.package import packed, unpacked
from quiz.formats.taken import NotReadable
from quiz.formats.xml import MOST_BYTES, for_xml, parsed
from quiz.markup import paragraphs
from quiz.text import pieces
from tests.limits import AT_ONCE

ENOUGH = MOST_BYTES - 1000


@contextmanager
def within_bounds() -> Iterator[None]:
    """Fails if what is done takes more than two seconds or 300 MB beyond what was there."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    yield
    assert time.process_time() - began < AT_ONCE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "breaks off at line 1"),
        (b"<a>\n<b>half", "breaks off at line 2"),
        (b"<a>\n<b></a>", "line 2 isn't XML: mismatched tag"),
        (b"<a>\n&nbsp;</a>", "line 2 isn't XML: undefined entity"),
        (b"plain text", "line 1 isn't XML"),
        (b"PK\x03\x04...", "this is a document, a spreadsheet or a package"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares entities"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "declares entities"),
        (b'<!DOCTYPE a PUBLIC "x" "http://example.org/x.dtd"><a/>', "declares entities"),
        (b'<!DOCTYPE a SYSTEM "qti.dtd"><a>&b;</a>', "has &b;"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "the encoding “klingon” is unknown"),
        (b'<?xml version="1.0" encoding="idna"?><a/>', "the encoding “idna” is unknown"),
        (b"<a>\n\xe9</a>", "line 2 isn't UTF-8"),
    ],
)
def test_what_is_not_whole_or_not_safe_is_refused_in_a_line(data: bytes, said: str) -> None:
    """Half files, entities of a file's own and unknown encodings are named with their line."""
    with pytest.raises(NotReadable) as refused:
        parsed(data)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "cp1252", "koi8-r"])
def test_a_document_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    """The declared encoding counts, and a byte order mark before it."""
    word = "да" if encoding == "koi8-r" else "fête"
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<m:a\n b:c="d"><e>{word}</e></m:a>'
    root = parsed(text.encode(encoding))
    assert (root.tag, root.attrib, root.findtext("e")) == ("a", {"c": "d"}, word)
    assert root.line == 2


def test_a_document_type_beside_the_file_is_not_read() -> None:
    """A type that names a file beside it, as ILIAS writes, is let pass, and fetches nothing."""
    assert parsed(b'<!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2p1.dtd"><a>b</a>').text == "b"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<a>" + b"<b/>" * (ENOUGH // 4) + b"</a>", id="elements"),
        pytest.param(b"<a>" * (ENOUGH // 3), id="depth"),
        pytest.param(b"<a " + b"bb='' " * (ENOUGH // 6) + b"/>", id="attributes"),
        pytest.param(b"<a>" + b"&lt;" * (ENOUGH // 4) + b"</a>", id="tags in a text"),
        pytest.param(b"<a b='" + b"x" * ENOUGH, id="a tag without an end"),
        pytest.param(b"x" * (MOST_BYTES + 1), id="size"),
    ],
)
def test_huge_xml_is_refused_at_once(data: bytes) -> None:
    """What is far more than questions need is refused within two seconds and little memory."""
    with within_bounds(), pytest.raises(NotReadable):
        parsed(data)


def test_an_embedded_file_is_not_kept() -> None:
    """What a `file` holds isn't in the tree, since pictures are left out anyway."""
    root = parsed(b"<a><file name='x'>AAAA</file><b>c</b></a>")
    assert [(each.tag, each.text) for each in root] == [("file", None), ("b", "c")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One &amp; two<br>three</p><p>four</p>", "One & two\nthree\n\nfour"),
        ("a\n  b<div>c</div>d", "a b\n\nc\n\nd"),
        ("<ul><li><p>one</p></li><li>two<ol><li>x</li></ol></li></ul>", "• one\n• two\n1. x"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 | 2\n3"),
        ("10<sup>6</sup>, H<sub>2</sub>O, e<sup>kt</sup>", "10⁶, H₂O, e^(kt)"),
        ("<b>bold</b>er than <i>that</i>", "bolder than that"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("5 < 6 & 7 > 2 <3", "5 < 6 & 7 > 2 <3"),
        ('<b title="x>y">z</b>', "z"),
        ("a<!-- b > c -->d", "ad"),
        ('say "<b class="x>it</b>', 'say "it'),
        ("&#" + "9" * 5000 + ";", "&#" + "9" * 5000 + ";"),
    ],
)
def test_html_becomes_plain_text(html: str, text: str) -> None:
    """Paragraphs, lists, tables and raised figures keep their sense; tags go."""
    assert plain(html) == (text, ())


def test_pictures_and_scripts_are_named_as_lost() -> None:
    """A picture's description takes its place, and everything that isn't text is named."""
    html = "A <img src=x alt='a &lt;b&gt;'> B<img src=y><video></video><script>x<p>y</script>C"
    assert plain(html) == (
        "A [a <b>] BC",
        ("a picture, but for its description", "a picture", "a video", "a script"),
    )


@pytest.mark.parametrize(
    "bad",
    [
        "<!--",
        "<a ",
        '<a ">',
        "<a \"'>",
        "<script>",
        "&#9",
        "<p>",
        "<ul><li>",
        "<",
        "<img alt='",
        "<a href=https://e.org>x",
    ],
)
def test_hostile_html_takes_no_longer_than_its_length(bad: str) -> None:
    """A million characters of any odd HTML are read in less than two seconds."""
    with within_bounds():
        plain(bad * (1_000_000 // len(bad)))


SHOWS = '<a href="https://e.org/a?b&amp;c">{}</a>'


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"See {SHOWS.format('the page')}.", "See the page (https://e.org/a?b&c)."),
        (f"<p>{SHOWS.format('<b>One</b>')}</p><p>Two</p>", "One (https://e.org/a?b&c)\n\nTwo"),
        (f"See {SHOWS.format('https://e.org/a?b&amp;c')}.", "See https://e.org/a?b&c."),
        (f"See {SHOWS.format('e.org/a?b&amp;c/')}.", "See e.org/a?b&c/."),
        (SHOWS.format(""), "https://e.org/a?b&c"),
        (
            "<A HREF=http://e.org>1</A> <a href='http://f.org'>2",
            "1 (http://e.org) 2 (http://f.org)",
        ),
        ('<a name="x">One</a> <a href="#x">Two</a>', "One Two"),
    ],
)
def test_addresses_of_links_are_kept(html: str, text: str) -> None:
    """The address of a link follows in brackets, unless the link shows it or leads nowhere."""
    assert plain(html) == (text, ())


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ('<a href="mailto:a@e.org">x</a>', "the address of a link"),
        ('<a href="@@PLUGINFILE@@/a.pdf">x</a>', "the address of a link"),
        ('<a href="javascript:alert(1)">x</a>', "the address of a link"),
        ('<a href="https://e.org/ javascript:alert(1)">x</a>', "the address of a link"),
        (f'<a href="https://e.org/{"x" * 9999}">x</a>', "the address of a link"),
        (f'<a href="&#{"9" * 9999};">x</a>', "the address of a link"),
        ("<u>x</u>", "underlining"),
        ("<mark>x</mark>", "highlighting"),
        ("<del>x</del>", "strikethrough"),
        ("<input>x", "a field of a form"),
    ],
)
def test_what_plain_text_cannot_show_is_named(html: str, lost: str) -> None:
    """What a question may ask about is named as lost if only its words are left."""
    assert plain(html) == ("x", (lost,))


@pytest.mark.parametrize("bad", ["a", "a=", "a='", 'a="', "a ", "-=", "a = ", "="])
def test_hostile_attributes_take_no_longer_than_their_length(bad: str) -> None:
    """A picture with a million characters of odd attributes is read in less than two seconds."""
    with within_bounds():
        plain(f"<img {bad * (1_000_000 // len(bad))}>")


LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
TEXT = st.lists(st.lists(LINE, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4)


@given(TEXT, st.sampled_from(["\n", "\n\n"]))
def test_texts_survive_as_html_and_back(lines: list[str], between: str) -> None:
    """Plain text that is written as HTML is read as the same text."""
    text = between.join(lines)
    assert plain(paragraphs(text)).text == "\n\n".join(piece for _, piece in pieces(text))


def test_xml_gets_no_characters_that_it_cannot_hold() -> None:
    """What XML can't hold is written out, so that a hostile bank leaves a readable file."""
    text = for_xml("a\0b\uffffc\ud800d")
    assert text == "a<U+0000>b<U+FFFF>c<U+D800>d"


def test_a_package_has_the_same_bytes_each_time() -> None:
    """The same files give the same zip, which is read back without the others."""
    files = {"a.xml": b"<a/>", "b/c.XML": b"<c/>", "d.png": b"x"}
    assert packed(files) == packed(dict(files))
    assert unpacked(packed(files), ".xml") == {"a.xml": b"<a/>", "b/c.XML": b"<c/>"}
    infos = zipfile.ZipFile(io.BytesIO(packed(files))).infolist()
    assert {each.date_time for each in infos} == {(1980, 1, 1, 0, 0, 0)}


def bomb(stated: int | None = None) -> bytes:
    """A zip with 100 MB of noughts, which may state another size."""
    data = packed({"a.xml": bytes(100_000_000)})
    if stated is None:
        return data
    size = (100_000_000).to_bytes(4, "little")
    return data.replace(size, stated.to_bytes(4, "little"))


def packed_as(how: int) -> bytes:
    """A zip that is packed otherwise than ours."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as package:
        package.writestr("a.xml", "<a/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed_as(zipfile.ZIP_BZIP2), "packed in a way that isn't read"),
        (packed_as(zipfile.ZIP_LZMA), "packed in a way that isn't read"),
        (bomb(), "grows far too large"),
        (bomb(10), "damaged"),
        (packed({"a.xml": b"<a/>"})[:-30], "damaged"),
        (packed({"a.xml": b"<a/>" * 50}).replace(b"\x08\x00", b"\x63\x00"), "isn't read"),
        (packed({f"{n}": b"" for n in range(5001)}), "more than 5000 files"),
    ],
    ids=["bzip2", "lzma", "bomb", "lying bomb", "half", "unknown packing", "many files"],
)
def test_a_bad_zip_is_refused_in_a_line(data: bytes, said: str) -> None:
    """Bombs and damaged zips are refused without unpacking them."""
    with within_bounds(), pytest.raises(NotReadable) as refused:
        unpacked(data, ".xml")
    assert said in str(refused.value)


def test_a_name_that_leads_elsewhere_is_only_a_name() -> None:
    """Nothing is written to disk, so a path out of the package does no harm."""
    assert unpacked(packed({"../../x.xml": b"<a/>"}), ".xml") == {"../../x.xml": b"<a/>"}


def test_a_locked_zip_is_refused() -> None:
    """A zip with a password says what to do about it."""
    data = bytearray(packed({"a.xml": b"<a/>"}))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        start = package.infolist()[0].header_offset
    data[start + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(NotReadable, match="password"):
        unpacked(bytes(data), ".xml")
