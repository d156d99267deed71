"""The parts of the screens."""

WIDE = 100
"""From this many columns on, a screen has two."""

LOW = 30
"""Under so many lines of the screen, what stands in a round stands close together."""
