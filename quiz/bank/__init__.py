"""What can be asked: the types of the question file, its reader and its checks."""
