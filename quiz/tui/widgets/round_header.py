"""Where the reader is in a round: a mark for each question, and how this one went."""

from textual.content import Content
from textual.widgets import Static

from quiz.bank.kinds import RIGHT, WRONG
from quiz.play.explain import verdict
from quiz.play.round import Round, Slot


def sign(slot: Slot, *, told: bool) -> str:
    """The mark of a question: right, wrong, answered, skipped or open."""
    if slot.answer is None:
        return "–" if slot.skipped else "·"
    if not told:
        return "●"
    return RIGHT if slot.right else WRONG


class RoundHeader(Static):
    """The number of the question and the marks around it; then whether it was right."""

    DEFAULT_CSS = """
    RoundHeader { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; }
    """

    def follow(self, round: Round, width: int) -> None:
        """Draw the marks of a round, as many around the present one as there is room for."""
        told = round.over or not round.exam
        flag = " ⚑" if round.slot.flagged else ""
        exam = " · exam" if round.exam and not round.over else ""
        number = f"{round.at + 1} of {len(round.slots)}{flag}{exam}  "
        flags = len(round.flagged)
        end = f"  ⚑ {flags}" if flags else ""
        room = max(1, width - len(number) - len(end) - 2)
        start = max(0, min(round.at - room // 2, len(round.slots) - room))
        parts: list[str | tuple[str, str]] = [(number, "bold")]
        for place, slot in enumerate(round.slots[start : start + room], start=start):
            look = "" if slot.right is None or not told else "$success" if slot.right else "$error"
            if place == round.at:
                look += " reverse"
            parts.append((sign(slot, told=told), look.strip()))
        parts.append((end, "$accent"))
        self.styles.height = 2 if round.shows_answer else 1
        if round.shows_answer:
            look = "$success" if round.slot.right else "$error"
            parts += ["\n", (verdict(round.slot), f"bold {look}")]
        self.update(Content.assemble(*parts))
