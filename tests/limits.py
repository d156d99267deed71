"""How long something may take in a test: longer where coverage follows each line."""

import sys

SLOWER = 4 if "coverage" in sys.modules else 1
AT_ONCE = 2 * SLOWER
"""Seconds within which any file of another tool is read or refused."""
