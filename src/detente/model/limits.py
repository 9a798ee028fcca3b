"""Sizes up to which something is done, each with one name."""

__all__ = ["LISTED_STATES"]

LISTED_STATES = 4096  # up to so many states each one is listed, told with its reasons, and asked every further question
