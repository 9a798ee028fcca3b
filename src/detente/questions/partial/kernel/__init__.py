"""Stability where preferences are known in part: bounds that are quick, and the exact answer by a search."""
