"""The parts of the screens, and what all of them go by."""

from textual.content import Content

WIDE = 100
"""From this many columns on, a screen has two."""

LOW = 16
"""On a screen with fewer lines than this, a head takes one, and margins are left out."""
HIGH = 30
"""From this many lines on, a round has blank ones between its parts."""

MUTED = "$foreground-muted"
"""The style of what matters less than the words around it."""

Piece = str | Content | tuple[str, str]
"""A part of a text for `Content.assemble`: words, or words with their style."""
