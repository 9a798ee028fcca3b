"""Sizes and bounds that several parts share, each with one name."""

LISTED_STATES = 4096  # up to so many states each one is listed, told with its reasons, and asked every further question
HORIZON = 8  # moves that decision makers look ahead, unless somebody says otherwise
