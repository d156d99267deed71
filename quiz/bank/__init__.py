"""Banks of questions: the types of the question file, and reading it."""
