"""The rules that have no function of their own.

Their problems are found where a file is read (Q0, Q1), in quotations.py (Q2), in run.py (Q007), in
languages.py (Q008), in characters.py (Q009 to Q011), in thousands.py (Q012), in rules.py (Q300) and
in policy.py (Q500).
"""

from quiz.check.rules import error

error("""Q001 The file cannot be opened.

    A bank is one TOML file of at most 40 MB. It cannot be a folder, a pipe or an empty file.
    """)

error("""Q002 The file is not UTF-8.

    TOML is UTF-8 by definition. Most editors offer it under “save with encoding”. If it is plain in
    which encoding the file was saved, everything else in it is checked as well. A document of a word
    processor or a spreadsheet is no plain text: copy its text into an editor.

    Source: TOML 1.0, https://toml.io/en/v1.0.0
    """)

error(r"""Q003 A character could disturb a terminal or hide text.

    Control characters can move the cursor, change the title of a window or write into the clipboard;
    bidirectional and invisible ones can show a reader other words than the file has. Escapes such as
    "\u001b" are refused too. Tabs and line breaks are fine.
    """)

error("""Q004 The file is not TOML.

    Each fault is reported with its cause: curly quotation marks around a text (those are for the text
    inside, the outer ones must be straight), a straight one inside it, a comma, a bracket or a quotation
    mark that is missing, a colon for =, a name used twice. All are reported at once, because the check
    mends them in a copy and goes on. Where nobody could say what was meant, the position is where
    reading stopped, and the slip is there or just before. Texts that contain quotation marks are
    easiest to write with curly ones inside, or between three straight ones.

    Before: stem = "Who said "yes"?"
    After: stem = "Who said “yes”?"
    """)

error("""Q005 The file would take too long to read.

    Keys may have at most 8 dotted parts, lists and tables some hundred levels, and numbers some
    thousand digits. A bank may have at most 20,000 questions, and a file of more than a megabyte some
    two million keys, values and lines, and no text of more than two million characters. No bank needs
    more; a file that has more is broken or meant to do harm.
    """)

error(r"""Q006 A backslash starts a code.

    Between double quotes TOML reads `\t` as a tab, `\n` as a line break, `\f` and `\b` as control
    characters, and there is no code `\p`. In paths and formulas, write each backslash twice, or put
    the text between single quotes, where a backslash is a backslash. A tab or a line break is only a
    warning, and only where a path or a formula must have been meant.

    Before: stem = "What lies in C:\temp?"
    After: stem = 'What lies in C:\temp?'
    """)

error("""Q007 The file is too large to be checked completely.

    A check takes a few seconds at most. In a bank of many thousand questions it checks what it can in
    that time, errors first, and says what it left out. Several smaller files are checked completely.
    """)

error("""Q008 Rules that don't know the bank's language.

    `language` under [about] says what language the questions are in; without it, that is English. Some
    rules look at words, and know those of English alone, or of a few languages. In a bank in another
    language they look at nothing. This is a note and asks for nothing; read for yourself what
    `quiz check --explain CODE` says of each.
    """)

error("""Q009 An invisible character.

    Word processors and web pages leave characters in a text that nobody sees: soft hyphens, joiners,
    fillers. They break a word in two for whoever searches, compares or listens. This is a warning. A
    joiner is left alone in scripts and emoji that need it, and a no-break space is fine. What could hide
    or reorder text is refused (Q003).
    """)

error("""Q010 Garbled letters.

    A text that was saved in UTF-8 and opened in another encoding has “Ã©” for é and “â€™” for ’. What
    can be told is put right by `quiz check --fix`; a character that became � is lost, and only you
    know which it was. Outside questions, “&eacute;” is reported here too; inside them, by Q326. This
    is a warning, unless an unsafe character is among the letters.
    """)

error("""Q011 An empty text.

    `passage = ""` or `quote = " "` says nothing that leaving the key out wouldn't say, and was
    probably meant to be filled in. An `author` or a `caption` may be empty: the page has none. This is
    a warning.
    """)

error("""Q012 A point between thousands.

    In TOML, 7.000 is seven, and 2.400 is 2.4. Write thousands without anything between them, or with `_`:
    7000 or 7_000. Reported for a `number` and a `within` that end in a zero, and for those that the
    question has in its texts as well, if its language has a comma for decimals. What you mean as a
    decimal can do without its last zeros. This is a warning.
    """)

error("""Q101 An unknown key.

    The quiz would silently ignore a key that it doesn't know, with everything you wrote there.

    Before: explanaton = "The headline says more than the text [1]."
    After: explanation = "The headline says more than the text [1]."
    """)

error("""Q102 A key is missing.

    Every question has an id, a kind, a skill, a stem and an explanation; every option, row and step
    has a `why`. Readers remember wrong options as true unless feedback corrects them.

    Source: Butler and Roediger (2008), Feedback enhances the positive effects and reduces the
    negative effects of multiple-choice testing, Memory & Cognition 36(3), 604-616.
    Before:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The port" },
      ]
    After:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The port", why = "It is what she speaks about." },
      ]
    """)

error("""Q103 A value of the wrong kind.

    Texts and dates go in quotation marks, lists in square brackets; `right` is true or false.
    A date is as precise as is known: "2017", "2017-06" or "2017-06-22".

    Before: as_of = "June 2017"
    After: as_of = "2017-06"
    """)

error("""Q104 No right answer, or too many.

    A `choice` has one right option, a `multi` at least one, a `spot` at least one right part; with
    `pick`, as many as that says.

    Before:
      options = [
        { text = "The mayor", why = "She is quoted." },
        { text = "The port", why = "It is what she speaks about." },
      ]
    After:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The port", why = "It is what she speaks about." },
      ]
    """)

error("""Q105 A name that cannot be used.

    Sources, skills and policies are named by lower-case letters, digits and hyphens, 80 at most, so
    that they can be typed at a prompt.
    """)

error("""Q106 An id that is used twice.

    Readers' answers are saved under the question's id. Two questions with one id would share their
    history.
    """)

error("""Q107 A citation of an unknown source.

    Each citation names a table under `[sources]`.

    Before: cites = [{ source = "the-courier", quote = "closed at dusk" }]
    After: cites = [{ source = "courier-2024", quote = "closed at dusk" }]
    """)

error("""Q108 An unknown skill.

    Each question names a table under `[skills]`: scores, practice and the habit to take away need it.

    Before: skill = "headlines"
    After: skill = "headline"
    """)

error("""Q109 An unknown label, or one that is used twice.

    Each row of a `sort` goes under one of its `labels`, word for word.

    Before:
      kind = "sort"
      labels = ["fact", "opinion"]
      rows = [
        { text = "It opened in May.", label = "facts", why = "That can be looked up." },
        { text = "It is a shame.", label = "opinion", why = "That is a judgement." },
      ]
    After:
      kind = "sort"
      labels = ["fact", "opinion"]
      rows = [
        { text = "It opened in May.", label = "fact", why = "That can be looked up." },
        { text = "It is a shame.", label = "opinion", why = "That is a judgement." },
      ]
    """)

error("""Q110 A reference without a citation.

    [1] in an explanation refers to the first of `cites`, [2] to the second.

    Before: explanation = "The headline goes further [1] than the text [2]."
    After: explanation = "The headline goes further than the text [1]."
    """)

error("""Q111 An address that is not plain.

    A reader is shown the address and asked before it is opened. User names, spaces and odd characters
    in it make one place look like another.
    """)

error("""Q112 A part that cannot be picked.

    In a `spot`, a part with a `why` can be picked, one without is plain text. At least two must be
    there to pick, and every right one.

    Before:
      kind = "spot"
      parts = [
        { text = "The ferry" },
        { text = "reportedly", right = true },
        { text = "sank", why = "That is what is reported." },
        { text = "twice.", why = "A number." },
      ]
    After:
      kind = "spot"
      parts = [
        { text = "The ferry" },
        { text = "reportedly", right = true, why = "Somebody else says so." },
        { text = "sank", why = "That is what is reported." },
        { text = "twice.", why = "A number." },
      ]
    """)

error("""Q113 Two options with exactly the same text.

    A reader who picks one of them has picked the other as well, and only one of them counts. Capitals
    and spaces make no difference. If capitals are what is asked, `case = true` lets options differ in
    them alone.

    Before:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "the mayor", why = "It is what she speaks about." },
      ]
    After:
      options = [
        { text = "The mayor", right = true, why = "She is quoted." },
        { text = "The port", why = "It is what she speaks about." },
      ]
    """)

error("""Q114 A typed answer that is both accepted and rejected.

    `reject` names forms that are wrong though they look like a slip of the pen for a right one. No form
    can be both. Capitals and spaces make no difference, unless `case = true`.

    Before:
      kind = "short"
      accept = ["ostensibly", "ostensible"]
      reject = ["Ostensible"]
    After:
      kind = "short"
      accept = ["ostensibly"]
      reject = ["ostensible"]
    """)

error("""Q115 An exhibit without an origin.

    What a reader is shown is real, and names its source, or is made up for the quiz, and says so. An
    exhibit has `source = …` or `made_up = true`, never both. Headlines, results and entries may name
    sources one by one instead, also in a made-up search.

    Before: exhibits = [{ kind = "post", by = "A neighbour", text = "The pier is closed!" }]
    After: exhibits = [{ kind = "post", made_up = true, by = "A neighbour", text = "The pier is closed!" }]
    """)

error("""Q116 An exhibit that can't be drawn.

    Each part of a page has a place or is a gap; list them from the top down. For its byline, date,
    nameplate and picture credit, write what the page has, or `none = true`. A post has `by` and `text`,
    or `messages`. Each row of a table has a text for every column. "{parts}" stands for the parts of a
    `spot`, once, as the text of a post, a message, a draft, a headline or a note; "{part}" stands for
    the next of them, there or on a page.

    Before: exhibits = [{ kind = "page", made_up = true, shows = [{ at = "headline", quote = "Late again" }, { at = "byline" }] }]
    After: exhibits = [{ kind = "page", made_up = true, shows = [{ at = "headline", quote = "Late again" }, { at = "byline", none = true }] }]
    """)

error("""Q117 Taken as what is plainly meant.

    “Paragraph 3”, “§3” and 3 can only mean ¶3, “Title” the headline, and a skill's name its id. The
    quiz takes them so, and says how, in case it is wrong. If a citation has no `at`, and one paragraph
    alone has its words, that is the place; of that there is only a note. The others are warnings.

    Before: cites = [{ source = "courier-2024", at = "paragraph 1", quote = "closed at dusk" }]
    After: cites = [{ source = "courier-2024", at = "¶1", quote = "closed at dusk" }]
    """)

error("""Q118 A draft, and what it still needs.

    A question with `draft = true` is never asked, and may lack anything: a `why`, a right answer, a
    citation. This is a warning, which lists what it needs before it can be asked; what is wrong in what
    it has is a warning too. A bank of drafts alone can be checked, but not opened.
    """)

error("""Q119 A set that can't be asked.

    A set names questions of the bank by their ids, each once. A draft is asked of nobody.

    Before:
      [sets.lesson-one]
      name = "The first lesson"
      ids = ["ferry-late", "ferry-lat"]
    After:
      [sets.lesson-one]
      name = "The first lesson"
      ids = ["ferry-late", "pier-closed"]
    """)

error("""Q201 The quoted words are elsewhere in the article.

    A citation is there so that anyone can check the answer. The locator counts the blocks of the
    article: the first is "headline", then "¶1", "¶2" and so on, captions included; a block that
    begins with [4] is "note 4".

    Before: cites = [{ source = "courier-2024", at = "¶3", quote = "closed at dusk" }]
    After: cites = [{ source = "courier-2024", at = "¶1", quote = "closed at dusk" }]
    """)

error("""Q202 The quoted words are not in the article.

    A quotation has the words exactly as they were written, letter by letter. White space, and straight
    or curly quotation marks, make no difference. The message shows the most similar words, if there
    are any.

    Before: cites = [{ source = "courier-2024", at = "¶1", quote = "shut at dusk" }]
    After: cites = [{ source = "courier-2024", at = "¶1", quote = "closed at dusk" }]
    """)

error("""Q203 There is no such paragraph.

    The locator names no block of the article, and the words, if any are quoted, are in none. Captions
    and the page's own lines count as blocks too.
    """)

error("""Q204 An article can't be read.

    Quotations are compared with ID.txt in the folder that `--articles` names, where ID is the name of
    the source. If there is no such file, or it isn't UTF-8 text, or its paragraphs can't be told apart,
    none of them is checked. Word saves a text with one line for each paragraph: replace each end of a
    line (`^p` in its Find and Replace) by two.
    """)

error("""Q300 An `allow` that sets nothing aside.

    `allow` names warnings, Q205, Q206, Q209 and Q301 to Q5xx, each with the reason. Errors must be mended. Take out
    a rule that finds nothing in the question, so that it is reported when it does.

    Before: allow = { Q104 = "I like it so" }
    After: # nothing
    """)

error("""Q500 An unknown policy.

    `policies` under [about] names policies of the quiz or tables of [policies] in the file.
    """)
