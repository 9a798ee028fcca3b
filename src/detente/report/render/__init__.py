"""One renderer for each medium; each renders any page."""
