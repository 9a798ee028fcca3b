"""Very many runs."""
