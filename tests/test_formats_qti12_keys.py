"""Which answers are right in QTI 1.2: what is typed, matched and put into categories."""

import pytest

from quiz.formats import qti12
from quiz.formats.taken import Taken

FIELD = "<response_str ident='r'><render_fib{}/></response_str>"
NUMBER = " fibtype='Decimal'"
LABEL = "<response_label ident='{}'><material><mattext>{}</mattext></material></response_label>"
PARIS, ROME = ("<varequal respident='r'{}>" + f"{city}</varequal>" for city in ("Paris", "Rome"))


def taken(responses: str, *rules: tuple[str, int], kind: str = "", stem: str = "Which?") -> Taken:
    """What is read of an item with these responses, and what each rule scores."""
    scoring = "".join(
        f"<respcondition><conditionvar>{rule}</conditionvar><setvar>{score}</setvar></respcondition>"
        for rule, score in rules
    )
    return qti12.read(
        f"<item><itemmetadata><qmd_itemtype>{kind}</qmd_itemtype></itemmetadata><presentation>"
        f"<material><mattext>{stem}</mattext></material>{responses}</presentation>"
        f"<resprocessing>{scoring}</resprocessing></item>".encode()
    )


def lost(its: Taken) -> list[str]:
    """What is lost of an item, in words."""
    return [each.what for each in its.lost]


def pick(ident: str, beside: str, *labels: str) -> str:
    """A row, or a category, with the labels that can be picked for it, numbered from 1."""
    its = "".join(LABEL.format(n, each) for n, each in enumerate(labels, start=1))
    text = f"<material><mattext>{beside}</mattext></material>"
    return (
        f"<response_lid ident='{ident}'>{text}<render_choice>{its}</render_choice></response_lid>"
    )


def equal(ident: str, *values: int) -> str:
    """A rule that asks for these labels."""
    return "".join(f"<varequal respident='{ident}'>{each}</varequal>" for each in values)


def test_a_typed_answer_worth_part_of_the_mark_is_named_and_not_accepted() -> None:
    """Half a mark there isn't a right answer here."""
    its = taken(FIELD.format(""), (PARIS.format(""), 100), (ROME.format(""), 50))
    assert its.questions[0]["accept"] == ["Paris"]
    assert lost(its) == ["part of the mark for “Rome”: it's left out"]


@pytest.mark.parametrize(
    ("first", "second", "case", "said"),
    [
        ("", "", None, []),
        (" case='No'", " case='no'", None, []),
        (" case='Yes'", " case='yes'", True, []),
        (" case='Yes'", "", None, ["capitals matter in “Paris”, but not in all forms"]),
    ],
)
def test_capitals_matter_where_they_do_in_all_forms(
    first: str, second: str, case: bool | None, said: list[str]
) -> None:
    """Each form of a typed answer says so by itself."""
    its = taken(FIELD.format(""), (PARIS.format(first) + ROME.format(second), 100))
    assert its.questions[0].get("case") is case
    assert [each.partition(":")[0] for each in lost(its)] == said


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("<vargte>3</vargte><varlte>4</varlte>", {"number": 3.5, "within": 0.5}),
        (
            "<vargt>3</vargt><varlt>4</varlt>",
            {"number": 3.5, "within": 0.5, "reject": ["3", "4"]},
        ),
        (
            "<or><varequal>5.0</varequal><and><vargt>4.9</vargt><varlte>5.1</varlte></and></or>",
            {"number": 5.0, "within": 0.1, "reject": ["4.9"]},
        ),
        (
            "<or><varequal>5</varequal><and><vargte>4.9</vargte><varlte>5.2</varlte></and></or>",
            {"number": 5.05, "within": 0.15, "accept": ["5"]},
        ),
        (
            "<or><varequal>5</varequal><and><vargt>5</vargt><varlt>6</varlt></and></or>",
            {"number": 5.5, "within": 0.5, "accept": ["5"], "reject": ["6"]},
        ),
        (
            "<or><varequal>5</varequal><and><vargte>x</vargte><varlte>6</varlte></and></or>",
            {"number": 5.0},
        ),
    ],
)
def test_a_range_keeps_its_ends(rule: str, fields: dict[str, object]) -> None:
    """An end that is wrong itself is rejected, and a number off the middle moves no end."""
    its = taken(FIELD.format(NUMBER), (rule, 100))
    (question,) = its.questions
    assert {name: question[name] for name in question if name not in ("kind", "stem")} == fields
    assert not its.lost


def test_a_row_with_several_right_labels_or_none_has_no_key() -> None:
    """Such a row has no label, and a line says so; a label worth less is named."""
    labels = ("paper", "radio", "tv")
    its = taken(
        "".join(pick(ident, f"Row {ident}", *labels) for ident in "abcd"),
        (equal("a", 1), 25),
        (equal("a", 2), 25),
        (equal("b", 2), 25),
        (equal("b", 3), 10),
        (equal("c", 9), 25),
    )
    assert its.questions[0]["rows"] == [
        {"text": "Row a"},
        {"text": "Row b", "label": "radio"},
        {"text": "Row c"},
        {"text": "Row d"},
    ]
    assert lost(its) == [
        "where “Row a” belongs: 2 of its answers are right",
        "part of the mark for “tv”, beside “Row b”: it's wrong here",
        "it doesn't say where “Row c” belongs",
        "it doesn't say where “Row d” belongs",
    ]


def test_categories_are_labels_and_what_belongs_there_rows() -> None:
    """Canvas lists everything in each category, and what belongs in none, too."""
    things = ("Guardian", "BBC", "Times", "Nobody", "Reuters")
    its = taken(
        pick("a", "Papers", *things) + pick("b", "Radio", *things),
        (equal("a", 1, 3, 5), 50),
        (equal("b", 2, 5), 50),
        kind="categorization_question",
    )
    (question,) = its.questions
    assert question["labels"] == ["Papers", "Radio"]
    assert question["rows"] == [
        {"text": "Guardian", "label": "Papers"},
        {"text": "BBC", "label": "Radio"},
        {"text": "Times", "label": "Papers"},
        {"text": "Reuters"},
    ]
    assert lost(its) == [
        "“Nobody”, which belongs nowhere: left out",
        "where “Reuters” belongs: 2 of its answers are right",
    ]


@pytest.mark.parametrize("forms", [("red", "crimson"), ("red",)])
def test_all_that_fits_one_blank_is_accepted(forms: tuple[str, ...]) -> None:
    """Canvas's key names the first form alone, and its blank is a gap."""
    its = taken(
        pick("r", "a", *forms),
        (equal("r", 1), 100),
        kind="fill_in_multiple_blanks_question",
        stem="Roses are [a].",
    )
    (question,) = its.questions
    assert (question["stem"], question["accept"]) == ("Roses are _____.", [*forms])
    assert not its.lost


def test_a_text_with_several_blanks_is_called_so() -> None:
    """What can't be asked here is named by what it is."""
    its = taken(
        pick("r", "a", "red") + pick("s", "b", "blue"),
        kind="fill_in_multiple_blanks_question",
        stem="Roses are [a], violets [b].",
    )
    assert lost(its) == ["several gaps in one text, “Roses are [a], violets [b].”: left out"]


def test_a_menu_in_a_text_is_a_gap() -> None:
    """A text with one menu has its gap where the name of the menu was."""
    its = taken(
        pick("r", "a", "red", "blue"),
        (equal("r", 1), 100),
        kind="multiple_dropdowns_question",
        stem="Roses are [a].",
    )
    (question,) = its.questions
    assert (question["kind"], question["stem"]) == ("choice", "Roses are _____.")


TYPED = "<response_str ident='r'>{}</response_str>"
MENU = TYPED.format(
    f"<render_choice>{LABEL.format(0, 'Rome')}{LABEL.format(1, 'Paris')}</render_choice>"
)
GAP = "<response_label ident='A'/>"


def after(text: str) -> str:
    """A text after a field."""
    return f"<material><mattext>{text}</mattext></material>"


@pytest.mark.parametrize(
    ("responses", "asked"),
    [
        (FIELD.format(""), "It is"),
        (FIELD.format("") + after(", on the Seine."), "It is _____, on the Seine."),
        (FIELD.format("") + after("here."), "It is _____ here."),
        (FIELD.format("") + after("here.") + after("Yes?"), "It is _____ here.\n\nYes?"),
        (TYPED.format(f"<render_fib>{GAP}{after('here.')}</render_fib>"), "It is _____ here."),
        (TYPED.format(f"<render_fib>{after('now')}{GAP}</render_fib>"), "It is\n\nnow"),
        (MENU + after("here."), "It is _____ here."),
    ],
    ids=["last", "mark", "word", "lines", "within", "last within", "menu"],
)
def test_a_gap_keeps_its_place_in_a_text(responses: str, asked: str) -> None:
    """A text that goes on after its field has a gap there; one that ends with it doesn't."""
    (question,) = taken(responses, (PARIS.format(""), 100), stem="It is").questions
    assert question["stem"] == asked
    right = [each["text"] for each in question.get("options", ()) if each.get("right")]
    assert (question.get("accept") or right) == ["Paris"]


@pytest.mark.parametrize(
    "responses",
    [
        TYPED.format(f"<render_fib>{GAP}{after('and')}{GAP}</render_fib>"),
        FIELD.format("") + after("and") + FIELD.format(""),
        MENU + after("and") + MENU,
    ],
    ids=["one field", "two fields", "menus"],
)
def test_several_gaps_in_a_text_are_called_so(responses: str) -> None:
    """What fits one of them isn't right in all."""
    its = taken(responses, (PARIS.format(""), 100))
    assert not its.questions
    assert lost(its) == ["several gaps in one text, “Which? and”: left out"]


def test_a_menu_beside_a_gap_is_left_out() -> None:
    """Gaps of which some have menus can't be asked here."""
    its = taken(pick("s", "Row", "red", "blue") + FIELD.format(""), (PARIS.format(""), 100))
    assert lost(its) == ["gaps of several kinds in one text, “Which?”: left out"]
