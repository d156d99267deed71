"""What an author is told about a bank: everything that is broken, or unfair to a reader."""
