"""The screens. Textual is imported in this package and nowhere else."""
