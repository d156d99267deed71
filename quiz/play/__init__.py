"""One round: which questions, in what order, how they are answered and marked."""
