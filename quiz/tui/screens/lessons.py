"""The lesson on a skill, with where it leads: to a question, back to an answer, into a round."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from quiz.bank.model import Skill
from quiz.text import shown
from quiz.tui.screens.overlay import Overlay


class Lesson(Overlay):
    """The lesson on a skill, under its name."""

    def __init__(self, skill: Skill) -> None:
        name = (f"{skill.name}\n\n", "bold $accent")
        super().__init__(Static(Content.assemble(name, shown(skill.lesson))))


class LessonBeforeQuestion(Lesson):
    """The lesson on a skill, to read before its first question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q,escape,l", "dismiss", "To the question", tooltip="go to the question"),
    ]


class LessonAfterAnswer(Lesson):
    """The lesson on a skill, opened from an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,q,escape,l", "dismiss", "Back to the answer", tooltip="go back to the answer"
        ),
    ]


class LessonBeforeRound(Lesson):
    """The lesson on a skill before a round on it. Returns True to begin the round."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", "Begin a round", tooltip="begin a round on this skill"),
        Binding("q,escape", "dismiss", "Back", tooltip="go back to the skills"),
    ]
