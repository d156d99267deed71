"""A quiz, taken in the terminal, that makes people better readers of claims."""

__version__ = "0.1.0"
