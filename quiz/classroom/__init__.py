"""A class: what readers hand in to a teacher, as files, and what it says of all of them."""
