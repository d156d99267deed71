"""The parts of the screens."""

WIDE = 100
"""From this many columns on, a screen has two."""
