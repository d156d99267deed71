"""HTML as plain text: what looks like a tag, what a question may ask about, several languages."""

import time

import pytest

from quiz.formats.apart import piece
from quiz.formats.html import plain
from tests.limits import AT_ONCE


@pytest.mark.parametrize(
    "text",
    [
        "What does the <title> element name, and </title>?",
        "No, that is <meta>.",
        "Is a<b when c>d?",
        "if a<b and c>d",
        "List<String> or Map<K, V>",
        "Write to <ann@example.org>.",
        "See <https://example.org/a>!",
        "What does <?php echo 1; ?> show?",
        "A page begins with <!DOCTYPE html>.",
        "Type <your name>",
        "What goes into <script>, and what into <style>?",
        "A comment begins with <!-- and one that doesn't end with <!--",
        "What does <! begin?",
    ],
)
def test_what_is_no_tag_stays_as_it_is(text: str) -> None:
    """What no text is formatted with is part of the question."""
    assert plain(text) == (text, ())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>x<o:p></o:p></p>", "x"),
        ("<html><head><title></title></head><body><p>x</p></body></html>", "x"),
        ("<?xml:namespace prefix = o />x<![if !x]>", "x"),
        ("<svg><title>x</title><g><path d='1'/></g></svg>", "x"),
        ("<b >x</b><br/><I>y</I>", "x\ny"),
        ("He said <q>no</q>.", "He said “no”."),
        ('<ol start="5"><li>x</li><li>y</li></ol>', "5. x\n6. y"),
        ("<ol start='-1'><li>x</li></ol>", "1. x"),
    ],
)
def test_what_formats_a_text_is_left_out(html: str, text: str) -> None:
    """Word processors' tags, drawings and whole pages are no text, and quotation marks are."""
    assert plain(html).text == text


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ('<span style="text-decoration: underline;">x</span>', "underlining"),
        ('<span style="TEXT-DECORATION-LINE:line-through">x</span>', "strikethrough"),
        ('<span style="display: none">x</span>', "the hiding of a text"),
        ('<ol type="a"><li>x</li></ol>', "the letters of a list, which is numbered here"),
        ("Which word is in <b>bold</b>?", "bold or italics"),
        ("Look at the <b>bold</b> word. Is it right?", "bold or italics"),
        ("Is the <b>name</b> that is bold right?", "bold or italics"),
        ('Was ist <span style="font-style: italic">kursiv</span>?', "bold or italics"),
        ('Which word is <span style="color: #f00">red</span>?', "colours"),
        ('Which is <span style="background-color: yellow">yellow</span>?', "colours"),
        ('Which colour is <font color="red">x</font>?', "colours"),
    ],
)
def test_a_look_that_is_asked_about_is_named(html: str, lost: str) -> None:
    """Plain text has none of it."""
    assert plain(html).lost == (lost,)


def test_a_look_that_is_not_asked_about_is_not_named() -> None:
    """What is bold or black for its own sake matters to nobody."""
    assert plain('<b>Read</b> <span style="color: black">this</span>.').lost == ()
    assert plain("He was bold. <b>Who</b>?").lost == ()


@pytest.mark.parametrize(
    "html",
    [
        '<span lang="de" class="multilang">Ja</span><span lang="en" class="multilang">Yes</span>.',
        "<span class=multilang lang=de>Ja</span>\n <span class=multilang lang=en>Yes</span>.",
        "<span class=multilang lang=de>J<span>a.</span></span><span lang=x class=multilang></span>",
        "{mlang de}Ja{mlang}{mlang en}Yes{mlang}.",
        "{mlang de}Ja{mlang} {mlang other}Yes{mlang}.",
    ],
)
def test_of_several_languages_the_first_is_taken(html: str) -> None:
    """Moodle shows one of them, too; the others are named."""
    assert plain(html) == ("Ja.", ("a text in other languages",))


def test_words_beside_a_language_stay_apart() -> None:
    """A space before or after it is none of it."""
    html = (
        "Ach {mlang de}Ja{mlang} {mlang en}Yes{mlang} so {mlang de}nein{mlang} {mlang en}no{mlang}"
    )
    assert plain(html).text == "Ach Ja so nein"


@pytest.mark.parametrize(
    "text", ["{mlang de}Ja{mlang}", '<span class="multilang" lang="de">Ja</span>']
)
def test_one_language_is_all_there_is(text: str) -> None:
    """Nothing is lost then."""
    assert plain(text) == ("Ja", ())


@pytest.mark.parametrize(
    "bad",
    [
        '<span class="multilang" lang="x">',
        "{mlang x}",
        "{mlang",
        "<span ",
        "<body>",
        "mlang ",
        "mlang" + " " * 20_000,
        "<x",
        "<a b>",
        '<p style="text-decoration',
        "<?php",
        "<ol type=a>",
        "<!",
        "<!--",
        "<style>",
        '<span class="multilang" lang="x"><span>',
    ],
)
def test_tags_without_an_end_are_read_at_once(bad: str) -> None:
    """They take no longer than any text of their length."""
    began = time.process_time()
    plain(bad * (1_000_000 // len(bad)) + ">")
    assert time.process_time() - began < AT_ONCE


@pytest.mark.parametrize(
    "html",
    [
        *("", "<p></p>", "one", "<p>one two.</p>", "<p>one", "one</p>", "a > b", "[x] #1 'y' = 2;"),
        *("one  two", " one", "<p>one </p>", "one\ntwo", "a &lt; b", "<b>a</b>", "<p>a</p>b", "ä"),
    ],
)
def test_words_alone_are_read_as_all_html(html: str) -> None:
    """What has no tags within it takes a shorter way to the same text."""
    assert piece(html) == (plain(html).text.strip(), ())
