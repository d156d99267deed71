"""The figures of the bank that docs/bank.md reports, and whether they can be trusted."""

from fractions import Fraction
from math import comb

import pytest
from bank import main
from guessing import ORDERINGS, RULES, Item, bound, guesses, ordered
from msgspec.structs import replace
from wording import repeats, sentences

from quiz.bank.exhibits import Headlines
from quiz.bank.exhibits.headlines import Headline
from quiz.bank.exhibits.notes import Note, Notes
from quiz.bank.fields import Citation
from quiz.bank.kinds import KINDS, Choice, Order, Question
from quiz.bank.model import Bank
from quiz.bank.source import Source


def choice(*options: str, right: int = 0) -> Item:
    """A choice of these options, of which one is right."""
    return Item("an-id", "A title", "", options, tuple(n == right for n in range(len(options))))


def test_bound_on_chance_is_that_of_the_binomial_distribution() -> None:
    """Of 44 choices of four, chance gets at most so many in 95 of 100 cases as is calculated."""
    below = [sum(comb(44, n) * 0.25**n * 0.75 ** (44 - n) for n in range(k + 1)) for k in range(45)]
    most = next(k for k, probability in enumerate(below) if probability >= 0.95)
    assert bound([{Fraction(0): 0.75, Fraction(1): 0.25}] * 44) == most == 16


def test_rule_that_always_finds_the_key_is_better_than_chance() -> None:
    """A bank whose key is always the longest is found out by that rule, and not by the opposite."""
    items = [choice("long enough", "short", "brief")] * 10
    longest, shortest = (guesses(items, RULES[name]) for name in ("longest", "shortest"))
    assert longest
    assert (longest.points, longest.better) == (10, True)
    assert shortest
    assert (shortest.points, shortest.better) == (0, False)


def test_rule_that_cannot_tell_is_worth_what_chance_is() -> None:
    """If all options tie, a rule gets the share that blind picking gets, and is never better."""
    got = guesses([choice("one", "two", "six")] * 9, RULES["longest"])
    assert got
    assert got.points == got.chance == got.most == pytest.approx(3)
    assert not got.better


def test_position_that_few_questions_have_is_judged_by_those() -> None:
    """A rule is judged by the questions that it fits: there is no fourth of three options."""
    items = [choice("a", "b", "c"), choice("a", "b", "c", "d", right=3)]
    fourth = guesses(items, RULES["number 4 as written"])
    assert fourth
    assert (fourth.points, fourth.chance) == (1, 0.25)
    assert guesses(items[:1], RULES["number 4 as written"]) is None


@pytest.mark.parametrize(
    ("rule", "options"),
    [
        ("neither longest nor shortest", ("middling", "short", "the longest")),
        ("most hedged", ("It may be so", "It is so", "It was so")),
        ("most sceptical", ("It isn’t so", "It is so", "It was so")),
        ("most words shared with the title", ("A fine title", "This one", "That")),
        ("wording least like the others", ("Fog", "The ferry is late", "The ferry is early")),
        ("alone in its form", ("Yes, it is.", "No, it is not", "No, it was not")),
    ],
)
def test_rule_points_at_what_it_says(rule: str, options: tuple[str, ...]) -> None:
    """Each rule has the highest weight for the option that its name describes."""
    weights = RULES[rule](choice(*options))
    assert weights
    assert [index for index, weight in enumerate(weights) if weight == max(weights)] == [0]


def test_steps_in_the_order_of_their_lengths_are_found_out(bank: Bank) -> None:
    """The pairs that a rule puts in order are counted against all that there are."""
    (order,) = (question for question in bank.questions if isinstance(question, Order))
    texts = ("a", "bb", "ccc")
    steps = tuple(replace(step, text=text) for step, text in zip(order.steps, texts, strict=True))
    got = ordered([replace(order, steps=steps)] * 5, ORDERINGS["shortest first"])
    assert got
    assert (got.points, got.chance, got.better) == (15, 7.5, True)


def test_words_quoted_in_two_questions_are_found(bank: Bank) -> None:
    """What two questions cite is asked twice, unlike what one only shows; headlines don't count."""
    quote, longer = "the last ferry came", "where the last ferry came in"
    first, second, third = questions = bank.questions[:3]
    bare: list[Question] = [replace(each, cites=()) for each in questions]
    cited = (Citation("a", "¶1", quote),), (Citation("a", "¶1", longer),)
    notes = Notes(source="a", lines=(Note(1, quote),))
    title = Headlines(source="a", items=(Headline("A ferry that came late"),))
    source = Source("blog", "article", headline="A ferry that came late")

    def found(*changed: Question) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        changed_bank = replace(bank, questions=changed, sources={"a": source})
        return [(each.asking, each.showing) for each in repeats(changed_bank)]

    assert found(*bare) == []
    one, other = (replace(each, cites=by) for each, by in zip(bare, cited, strict=False))
    shows = replace(bare[2], exhibits=(notes, title))
    assert found(one, other, shows) == [((first.id, second.id), (third.id,))]
    assert found(one, shows) == [((first.id,), (third.id,))]
    titles = (replace(each, cites=(), exhibits=(title,)) for each in questions)
    assert found(*titles) == []


def test_sentence_ends_at_its_mark_and_no_sooner() -> None:
    """A sentence ends at a full stop, a question mark or a colon, with the marks that close it."""
    text = "It came late. “Who says so?” Two people: Ana and Ben, at 7.30."
    ends = ["late.", "so?", "people:", "7.30."]
    assert [each.split()[-1] for each in sentences(text)] == ends


def test_figures_of_a_small_bank_say_what_it_lacks(
    bank: Bank, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each figure is a row of a table, and the targets that are missed are named at the end."""
    assert main(bank) == 1
    tables, _, missed = capsys.readouterr().out.partition("targets missed:")
    assert "  questions: 8; target: at least 90" in missed.splitlines()
    assert "| questions | at least 90 | 8 |" in tables.splitlines()
    count = sum(isinstance(each, Choice) for each in bank.questions)
    assert f"{count} `choice`" in tables


def test_bank_of_nothing_has_figures_too(bank: Bank, capsys: pytest.CaptureFixture[str]) -> None:
    """A bank without questions, skills or sources has no shares, and nothing is divided by none."""
    empty = replace(bank, questions=(), skills={}, sources={}, claims=())
    assert main(empty) == 1
    rows = capsys.readouterr().out.splitlines()
    assert "| judgements keyed “supported” | 55 to 65% | none |" in rows
    assert "| length of the key over that of distractors | 0.90 to 1.10 | none |" in rows


@pytest.mark.parametrize("kind", KINDS)
def test_bank_of_one_kind_has_figures_too(
    bank: Bank, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bank without choices, or with nothing to pick from, is measured as far as it goes."""
    alone = tuple(question for question in bank.questions if question.kind == kind)
    assert main(replace(bank, questions=alone)) == 1
    assert f"| questions | at least 90 | {len(alone)} |" in capsys.readouterr().out
