"""The parts of the screens."""

WIDE = 100
"""From this many columns on, a screen has two."""

LOW = 16
"""On a screen with fewer lines than this, a head takes one, and margins are left out."""
HIGH = 30
"""From this many lines on, a round has blank ones between its parts."""
