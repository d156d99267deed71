"""The page in a browser judges answers, and explains them, as the quiz itself does."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from quiz.bank.kinds import Choice, Multi, Order, Question, Response, Short, Sort, Spot
from quiz.bank.load import own_bank
from quiz.bank.model import Bank
from quiz.bank.read import read_bank
from quiz.bank.typed.number_words import number_words
from quiz.formats import export_format
from quiz.play.explain import explained, verdict
from quiz.play.mark import Certainty
from quiz.play.round import Answer, Round, Slot
from quiz.play.stakes import signed_marks
from quiz.record.ending import ending, marks, score
from quiz.words import language, say_n, speak

pytestmark = pytest.mark.long

HERE = Path(__file__).parent
MANY = 10_000

TYPED: tuple[dict[str, Any], ...] = (
    {"accept": ("Moshe Dayan Center", "the Center"), "reject": ("Dayan College",)},
    {"accept": ("propaganda", "a claim of responsibility", "Schönheit", "l'affaire")},
    {"accept": ("colour", "organise", "theatre", "defence", "naïveté", "traveller", "judgement")},
    {"accept": ("U.S. Army", "Dr. No", "H₂O", "10²", "½ cup", "A flat", "A level", "A road")},
    {"accept": ("Straße von Hormus", "die Quelle", "der Bericht", "Überschrift", "ein Gerücht")},
    {"accept": ("Polish", "McDonald", "Straße", "Center"), "case": True, "reject": ("polish",)},
    {"accept": ("well-known", "2016--2017", "x = y + 1", "cd ..", "don't", "“so-called”", "a, b")},
    {"accept": ("twelve",), "number": 12.0, "units": ("mm", "millimetres", "°C", "%")},
    {"number": 74.5, "within": 0.5, "units": ("per cent", "%"), "reject": ("74", "74.1")},
    {"number": -0.125, "within": 0.001, "units": ("€", "Euro"), "accept": ("-1/8",)},
    {"number": 1234567.0, "within": 1000.0, "units": ("a.m.", "people")},
    {"number": 6.02e23, "within": 1e21, "case": True, "units": ("K", "k")},
    {"accept": ("22 June 2017", "June 22", "3. März", "22/06/2017", "e-mail", "Tom & Jerry")},
    {"accept": ("Dvořák", "fördern", "pâté", "Łódź", "Qur'an", "so-called", "*bold* …")},
    {"number": 45000.0, "units": ("people", "k"), "accept": ("9 a.m.", "¶ 3", "C ++")},
    {"number": -21.0, "units": ("°C", "million")},
    {"accept": ("público", "publicó", "résumé", "resumé", "νόμος", "Qur'an", "Müesli", "mùesli")},
    {"accept": ("U.S.", "students’", "e-mail"), "reject": ("US", "students", "E mail", "us.")},
    {"accept": ("few", "little", "wenig", "a few boats"), "case": True, "reject": ("Few",)},
    {"accept": ("تونس", "北京", "ﬁle", "３６", "Ὀδυσσεύς", "İstanbul", "Kraków")},
)
"""Questions with typed answers of every sort: words, articles, signs, numbers, units, scripts."""

STEM = "Which propagandu, corespondence, Centre or organisse? Überschrfit, colouur!"
"""It has what looks like slips, which are other words as it has them itself."""

INSERTED = [
    *"abeginorstux ,.-'\"!?()[]%/^_0123456789€ßé·×²½ıſ",
    "\u00ad",
    "\u0301",
    "the ",
    "a ",
    "der ",
    "on ",
    "it was ",
    "the word ",
    "Answer: ",
    "minus ",
    " million",
    "е",
    "Ο",
    "ä",
    "à",
    "é",
    "ae",
]
NUMBERS = (
    *("{n}", "{n} {unit}", "{unit} {n}", "{n}{unit}", "+{n}", "- {n}", "−{n}", "({n})", "“{n}”"),
    *("{n}.", "{n}e0", "{n} x 10^0", "{n}/1", "1 {n}/2", "{n},0", "{n}.50", "{n}!", "about {n}"),
)


def typed(question: Short, random: Random) -> str:
    """Something like what readers type: a form of the key, or of what is wrong, with slips."""
    forms = [*question.accept, *question.reject, *question.stem.split(), question.key, ""]
    if question.number is not None and random.random() < 0.6:
        number = question.number + random.choice((0, 0, 1, -1, 0.5, 10)) * (question.within or 1)
        written = [repr(number), f"{number:g}", f"{number:,}"]
        written.append(f"{number:,.1f}".translate({44: 46, 46: 44}))
        written += number_words(round(number), language())
        written.append(f"{number / 1000:g} {random.choice(('thousand', 'Tsd.', 'k', 'million'))}")
        if random.random() < 0.1:  # more digits than are counted with
            written = [f"{number + question.within}{'0' * random.randint(20, 30)}5", "2 2/3"]
        unit = random.choice(question.units or ("kg",))
        text = random.choice(NUMBERS).format(n=random.choice(written), unit=unit)
    else:
        text = random.choice(forms)
    for _ in range(random.choice((0, 0, 1, 1, 1, 2, 3))):
        at = random.randrange(len(text) + 1)
        way = random.randrange(6)
        if way == 0:
            text = text[:at] + random.choice(INSERTED) + text[at:]
        elif way == 1:
            text = text[:at] + text[at + 1 :]
        elif way == 2:
            text = text[:at] + random.choice(INSERTED) + text[at + 1 :]
        elif way == 3:
            text = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
        elif way == 4:
            text = random.choice((text.upper(), text.lower(), text.title(), f"  {text} "))
        else:
            text = random.choice(
                ("the {}", "a {}", "The {}.", "der {}", "“{}”", "({})", "l'{}")
            ).format(text)
    return text


def response(question: Question, random: Random) -> Response:
    """Any response that can be given to a question."""
    match question:
        case Choice():
            return (random.randrange(len(question.options)),)
        case Multi():
            some = range(len(question.options))
            return tuple(sorted(random.sample(some, random.randint(1, len(some)))))
        case Spot():
            few = random.randint(1, min(4, len(question.pickable)))
            return tuple(sorted(random.sample(question.pickable, few)))
        case Sort():
            return tuple(random.randrange(len(question.labels)) for _ in question.rows)
        case Order():
            return tuple(random.sample(range(len(question.steps)), len(question.steps)))
        case Short():
            return typed(question, random) or "x"


def banks() -> Iterator[Bank]:
    """Our own bank and the tests', each with typed answers of every sort, in three languages."""
    more = tuple(
        Short(id=f"typed-{n}", skill="", stem=STEM, explanation="So.", **fields)
        for n, fields in enumerate(TYPED)
    )
    for file, tag in (
        (own_bank(), "en"),
        (HERE / "bank.toml", "de"),
        (HERE / "german.toml", "de"),
        (HERE / "bank.toml", "fr"),
    ):
        bank = read_bank(file)
        skill = next(iter(bank.skills))
        its = tuple(replace(each, skill=skill) for each in more)
        # Every other question is one with a typed answer.
        yield replace(
            bank,
            about=replace(bank.about, language=tag),
            questions=bank.questions + its * (1 + len(bank.questions) // len(its)),
        )


def as_told(slot: Slot) -> dict[str, Any]:
    """What the quiz says of an answered slot, as the page's script has it."""
    judged, told = slot.judgement, explained(slot, "")
    assert judged
    return {
        "judged": [judged.share, judged.points, judged.right, judged.trust, judged.doubt],
        "verdict": verdict(slot),
        "first": [[e.sign, e.text, e.why, e.label, e.note] for e in told.first],
        "others": [[e.sign, e.text, e.why, e.label, e.note] for e in told.others],
        "title": told.others_title,
    }


SCRIPT = """(given) => given.map(([number, response, order, certainty]) => {
  const question = DATA.questions[number];
  const judged = judge(question, response, certainty);
  const slot = { question, order, answer: { response, certainty, judged } };
  const lines = (some) => some.map((e) => [e.sign, e.text, e.why, e.label, e.note]);
  const { first, others, title } = explained(slot);
  return {
    judged: [judged.share, judged.marks, judged.right, judged.trust, judged.doubt],
    verdict: verdict(slot), first: lines(first), others: lines(others), title,
  };
})"""

ENDS = """(rounds) => rounds.map((given) => {
  const slots = given.map(([number, response, order, certainty, skipped]) => {
    const question = DATA.questions[number];
    if (response === null) return { question, order, skipped };
    const judged = judge(question, response, certainty);
    return { question, order, answer: { response, certainty, judged } };
  });
  const words = [wentWell(slots), ...Object.values(next(slots)), ofSureness(slots)];
  return [words, toRemember(slots), score(slots), earned(slots)];
})"""


def test_the_page_judges_and_explains_as_the_quiz_does(browser: Any, tmp_path: Path) -> None:
    """Marks, verdicts and feedback of ten thousand random answers are equal, each of them."""
    random = Random(18)
    compared = 0
    for bank in banks():
        page = opened(browser, tmp_path, bank)
        slots, given = [], []
        for _ in range(MANY // 3 + 1):
            number = random.randrange(len(bank.questions))
            question = bank.questions[number]
            slot = Slot(question, question.arrange(random))
            said, certainty = response(question, random), random.choice([*Certainty])
            slots.append(slot.with_answer(Answer(said, certainty)))
            given.append([number, said, slot.arrangement, certainty])
        for slot, found in zip(slots, page.evaluate(SCRIPT, given), strict=True):
            assert found == json.loads(json.dumps(as_told(slot))), slot.answer
            compared += 1
        page.close()
    assert compared >= MANY


def test_the_page_ends_a_round_as_the_quiz_does(browser: Any, tmp_path: Path) -> None:
    """What went well, what to remember and the marks of random rounds are in the same words."""
    random = Random(18)
    bank = next(banks())
    page = opened(browser, tmp_path, bank)
    rounds, given = [], []
    for _ in range(300):
        slots, answers, knows = [], [], random.random()
        for number in random.sample(range(len(bank.questions)), random.choice((1, 2, 5, 10))):
            question = bank.questions[number]
            slot = Slot(question, question.arrange(random))
            said: Response | None = None
            certainty = random.choice([*Certainty])
            if random.random() < 0.9:
                said = question.key if random.random() < knows else response(question, random)
                slot = slot.with_answer(Answer(said, certainty))
            elif random.random() < 0.5:
                slot = replace(slot, skipped=True)
            slots.append(slot)
            answers.append([number, said, slot.arrangement, certainty, slot.skipped])
        rounds.append(Round(tuple(slots), over=True))
        given.append(answers)
    for round, (words, remember, counts, earned) in zip(
        rounds, page.evaluate(ENDS, given), strict=True
    ):
        told = ending(bank, round, (), "")
        assert words == [told.well, told.next, told.begins, told.sure]
        assert remember == [*told.remember]
        assert counts == " · ".join(score(round))
        assert earned == marks(round, lambda points: signed_marks(points).lstrip("+"))
    page.close()


@pytest.mark.parametrize("spoken", ["en", "de"])
def test_a_number_goes_with_the_form_that_the_quiz_takes(
    spoken: str, browser: Any, tmp_path: Path
) -> None:
    """One question is, and 101 are: the form is the same as in Python for every number."""
    bank = read_bank(own_bank())
    page = opened(browser, tmp_path, replace(bank, about=replace(bank.about, language=spoken)))
    told = page.evaluate("[...Array(320).keys()].map((n) => sayN(n, 'takeAgain'))")
    forms = "Take this one again", "Take these {n} again"
    assert told == [say_n(n, *forms, n=str(n)) for n in range(320)]
    page.close()


def opened(browser: Any, folder: Path, bank: Bank) -> Any:
    """The page of a bank, whose language is spoken from now on."""
    speak(bank.about.language)
    file = folder / "page.html"
    file.write_bytes(export_format("web").written(bank, bank.questions))
    page = browser.new_page()
    page.goto(file.as_uri())
    return page
