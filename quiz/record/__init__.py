"""A reader's answers, kept on this machine alone; when questions come back; reports."""
