"""Probabilities of conclusions from probabilities of claims: exact, within bounds, and from a sample."""
