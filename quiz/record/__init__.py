"""What is kept of the answers, on this machine alone, and what it says of the reader."""
