"""Formulas over options: from text to trees, and back to text."""
