"""The quiz a line at a time: for screen readers, for terminals that cannot draw, for pipes."""
