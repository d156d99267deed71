"""The parts of the screens."""

WIDE = 100
"""From this many columns on, a screen has two."""

LOW = 30
"""On a screen with fewer lines than this, a round has no blank lines between its parts."""
