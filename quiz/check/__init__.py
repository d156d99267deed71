"""Checks for authors: find what is broken in a bank, or unfair to readers."""
