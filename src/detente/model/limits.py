"""Sizes and bounds that several parts share, each with one name."""

LISTED_STATES = 4096  # up to so many each is listed, told with its reasons, compared with all, asked every question
HORIZON = 8  # moves that decision makers look ahead, unless somebody says otherwise
