"""What can be asked: the types of the question file, and its reader."""
