"""Where the reader is in a round: a sign for each question, and how this one went."""

from textual.content import Content
from textual.widgets import Static

from quiz.bank.kinds import PARTLY, RIGHT, WRONG
from quiz.play import explain
from quiz.play.explain import verdict
from quiz.play.round import Round, Slot

COLOURS = {RIGHT: "$success", PARTLY: "$warning", WRONG: "$error"}


def sign(slot: Slot, *, judged: bool) -> str:
    """The sign of a question: open, skipped, answered, or, if judged, how much of it is right."""
    if slot.answer is None:
        return "–" if slot.skipped else "·"
    if not judged:
        return "●"
    return explain.sign(slot)


class RoundHeader(Static):
    """The number of the question, the signs around it, and after its answer the verdict."""

    DEFAULT_CSS = """
    RoundHeader { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; }
    """

    def follow(self, round: Round, width: int) -> None:
        """Show where a round stands, with as many signs as there is room for."""
        judged = round.over or not round.exam
        flag = " ⚑" if round.slot.flagged else ""
        exam = " · exam" if round.exam and not round.over else ""
        number = f"{round.at + 1} of {len(round.slots)}{flag}{exam}  "
        flags = f"  ⚑ {len(round.flagged)}" if round.flagged else ""
        room = max(1, width - len(number) - len(flags) - 2)
        start = max(0, min(round.at - room // 2, len(round.slots) - room))
        pieces: list[str | tuple[str, str]] = [(number, "bold")]
        for index, slot in enumerate(round.slots[start : start + room], start=start):
            shown = sign(slot, judged=judged)
            cursor = " reverse" if index == round.at else ""
            pieces.append((shown, f"{COLOURS.get(shown, '')}{cursor}".strip()))
        pieces.append((flags, "$accent"))
        self.styles.height = 2 if round.shows_answer else 1
        if round.shows_answer:
            look = COLOURS[explain.sign(round.slot)]
            pieces += ["\n", (verdict(round.slot, width - 2), f"bold {look}")]
        self.update(Content.assemble(*pieces))
