"""One round: picking questions, answering, judging, and feedback."""
