"""What a reader can do now (begin, resume, practise, look back), with each step saved.

A face shows what a session offers and passes on what the reader does. It decides nothing and
keeps nothing itself, so that every face does the same.
"""

from quiz.session.base import CannotBegin
from quiz.session.opened import OpenRound
from quiz.session.session import Session, Waiting
from quiz.session.ways import Way

__all__ = ["CannotBegin", "OpenRound", "Session", "Waiting", "Way"]
