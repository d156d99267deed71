"""What a reader types in plain mode to give a response."""

from quiz.bank.kinds import (
    Arrangement,
    Choice,
    Multi,
    Order,
    Question,
    Response,
    Short,
    Sort,
    Spot,
    numbers,
)
from quiz.plain.kinds import LETTERS, names_of


def in_names(question: Question, arrangement: Arrangement, response: Response) -> str:
    """A response in the letters and numbers that options, rows and labels are called by."""
    names, picked = names_of(question, arrangement), numbers(response)
    match question:
        case Choice() | Multi() | Spot():
            return " ".join(name for number, name in names.items() if number in picked)
        case Sort():
            return " ".join(LETTERS[picked[number]] for number in arrangement)
        case Order():
            return " ".join(names[number] for number in picked)
        case Short():
            return str(response)
