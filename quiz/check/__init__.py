"""Checks for authors: everything in a bank that is broken, or unfair to a reader."""
