"""The rules in other languages: what they find there, and which are left out."""

from pathlib import Path

import msgspec
import pytest

from quiz.bank.kinds import Question
from quiz.bank.load import starter
from quiz.check.characters import invisible_characters
from quiz.check.run import check, check_questions
from quiz.check.texts import sentences
from tests.test_check_items import QUESTION, codes_with


@pytest.mark.parametrize(
    ("code", "field", "text"),
    [
        ("Q308", "explanation", "The right answer is B, as she says [1]."),
        ("Q308", "explanation", "Antwort c ist falsch, sagt sie [1]."),
        ("Q304", "option", "All answers are correct"),
        ("Q304", "option", "None is right"),
        ("Q305", "stem", "Was sagt der Artikel nicht?"),
        ("Q305", "stem", "Welche Aussage ist, wenn man das liest, nicht belegt?"),
        ("Q305", "stem", "What does the article say that she did not see?"),
        ("Q305", "stem", "Welche Aussage stammt laut „nicht nur“ nicht von ihr?"),
        ("Q305", "stem", "Qu'est-ce que l'article ne dit pas ?"),
        ("Q305", "stem", "¿Qué no dice el artículo?"),
        ("Q305", "stem", "Wat zegt het artikel niet?"),
        ("Q308", "explanation", "Antwort B ist richtig [1]."),
        ("Q308", "explanation", "Die zweite Antwort trifft es [1]."),
        ("Q308", "explanation", "La réponse C va trop loin [1]."),
        ("Q308", "explanation", "La opción B es correcta [1]."),
        ("Q308", "explanation", "Het juiste antwoord: antwoord D [1]."),
        ("Q310", "stem", "Welche der folgenden Aussagen ist richtig?"),
        ("Q310", "stem", "Laquelle des affirmations suivantes est vraie ?"),
        ("Q310", "stem", "¿Cuál de las siguientes afirmaciones es falsa?"),
        ("Q310", "stem", "Welke van de volgende uitspraken is waar?"),
        *(
            ("Q304", "option", option)
            for option in (
                *(
                    "Alle oben genannten",
                    "Keine der genannten Antworten",
                    "Nichts davon",
                    "A und C",
                ),
                *("Alle Antworten sind richtig.", "Toutes les réponses ci-dessus", "B et C"),
                *("Aucune de ces réponses", "Aucune des propositions n’est correcte"),
                *("Todas las anteriores", "Ninguna de las respuestas anteriores", "A y B"),
                *("Alle bovenstaande antwoorden", "Geen van deze", "Beide antwoorden zijn juist"),
            )
        ),
    ],
)
def test_flaws_are_known_in_german_french_spanish_and_dutch(
    code: str, field: str, text: str
) -> None:
    """Negative stems, “all of the above” and letters are found in five languages."""
    assert codes_with(field, text) == {code}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("stem", "Stimmt das oder nicht?"),
        ("stem", "Wer sagt nicht nur, dass sie zu spät kam, sondern auch, warum?"),
        ("stem", "Wer war außer sich, als die Fähre kam?"),
        ("stem", "C'est la mairesse qui le dit, n'est-ce pas ?"),
        ("stem", "¿Lo dice ella o no?"),
        ("stem", "Welches Wort zeigt, dass sie sich nicht sicher war?"),
        ("stem", "Which words show that she is not sure?"),
        ("stem", "Quel mot montre qu'elle ne le sait pas ?"),
        ("stem", "¿Qué palabra muestra que no lo sabe?"),
        ("stem", "Welk woord toont dat ze het niet weet?"),
        ("stem", "Llegó tarde, ¿no?"),
        ("stem", "Zegt zij het, of niet?"),
        ("explanation", "Die Antwort des Hafens fehlt [1]."),
        ("explanation", "La réponse d’un port manque [1]."),
        ("explanation", "The answer is a boat, and option e is none [1]."),
        ("option", "No answer"),
        ("option", "Alle genannten Zeugen"),
        ("option", "Keine Zeitung"),
        ("option", "Todas las mujeres"),
        ("option", "Aucune de ces femmes"),
        ("option", "Beide kranten"),
    ],
)
def test_words_of_other_languages_that_only_look_wrong_raise_no_warning(
    field: str, text: str
) -> None:
    """What only resembles a flaw is left alone in other languages too."""
    assert codes_with(field, text) == set()


def test_rules_that_know_only_english_are_named_once_and_left_out(tmp_path: Path) -> None:
    """In a bank in Spanish, a note names the rules of English, and they find nothing."""
    file = tmp_path / "bank.toml"
    stem = 'stem = "Who stands behind the statement that fog was the cause?"'
    text = starter().replace(stem, 'stem = "What did the paper print, a fog or an"')
    file.write_text(text, encoding="utf-8")
    assert [problem.code for problem in check(file)[1]] == ["Q309"]
    file.write_text(text.replace("# language", "language"), encoding="utf-8")
    (note,) = (each for each in check(file)[1] if each.code != "Q415")
    assert (note.code, note.level) == ("Q008", "note")
    assert note.message.startswith(
        "these rules know only English and were left out: Q303, Q306, Q309"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("so\u00adft", True),
        ("co\u200dop", True),
        ("a\ufe0f b", True),
        ("late\u200e", True),
        ("\u3164", True),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", False),
        ("\u0915\u094d\u200d\u0937", False),
        ("\U0001f469\u200d\U0001f680 \u2764\ufe0f 1\ufe0f\u20e3 \u00a9\ufe0f", False),
        ("\u05e9\u05dc\u05d5\u05dd\u200f!", False),
        ("10\u00a0%", False),
    ],
)
def test_invisible_characters_are_told_where_nothing_needs_them(text: str, told: bool) -> None:
    """Soft hyphens and stray joiners are reported; joiners that a script or emoji needs aren't."""
    document = {"questions": [{"stem": text}]}
    problems = list(invisible_characters(text, document))
    assert [problem.path for problem in problems] == [("questions", 0, "stem")] * told


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It came late. “Who says so?” Two people: Ana and Ben, at 7.30.", 4),
        ("最后一班渡轮晚到了。“谁说的？”公司说的！", 3),
        ("one\ntwo\n\nthree", 3),
    ],
)
def test_sentences_end_in_their_script(text: str, count: int) -> None:
    """A sentence ends at a mark and a space, at a full-width mark without one, or with its line."""
    assert len(sentences(text)) == count


def test_long_sentence_is_counted_by_its_script() -> None:
    """In Chinese, more than sixty characters are a long sentence; a quotation doesn't count."""
    half = "最后一班渡轮星期五晚上十点十分才到港口公司说是因为雾太大"
    questions = {
        text: msgspec.convert({**QUESTION, "passage": text}, Question)
        for text in (half * 2 + "。", half * 3 + "。", f"他说：“{half * 3}。”")
    }
    found = [
        "Q328" in {problem.code for problem in check_questions([(0, question)], "zh")}
        for question in questions.values()
    ]
    assert found == [False, True, False]


@pytest.mark.parametrize(
    ("quote", "whole"),
    [
        ("Über die Brücke ist nichts beschlossen.", True),
        ("¿Quién lo dice?", True),
        ("über die Brücke ist nichts beschlossen.", False),
        ("Über die Brücke, sagt der Rat der EU.", False),
        ("Über die Brücke", False),
    ],
)
def test_whole_sentence_is_known_by_its_first_letter(quote: str, whole: bool) -> None:
    """A capital at the start and a mark at the end make a sentence, with umlauts too."""
    cites = [{"source": "courier-2024", "at": "¶1", "quote": quote}]
    question = msgspec.convert({**QUESTION, "cites": cites}, Question)
    found = [problem.code for problem in check_questions([(0, question)], "de")]
    assert found == ["Q314"] * whole
