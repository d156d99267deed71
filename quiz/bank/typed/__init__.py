"""Whether what was typed is right; loaded when a typed answer is judged."""
