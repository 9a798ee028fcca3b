"""A case in, an answer out: one question per module."""
