"""Probabilities in words: numbers that never promise certainty, and terms of ICD 203 only where they fit whole.

Both bounds are rounded outwards, so that what is said holds. Nothing is said of how good the evidence is: that is not
what a likelihood tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor

from detente.model.evidence import LIKELIHOOD, LIKELIHOOD_TERMS, Claim

LEAST, MOST = 1, 99  # per cent; beyond these nothing is told apart
NEAR = 1e-6  # what a linear program may be wrong by, and some more


def in_numbers(low: float, high: float) -> str:
    """``between 20 and 60 %``, ``30 %``, ``at most 45 %``; never 0 or 100 %."""
    least, most = floor(low * 100 + NEAR * 100), ceil(high * 100 - NEAR * 100)
    if least < LEAST and most > MOST:
        return "anything"
    if least < LEAST or most <= LEAST:
        return f"at most {max(most, LEAST)} %"
    if most > MOST or least >= MOST:
        return f"at least {min(least, MOST)} %"
    if high - low < NEAR:
        return f"{round(low * 100)} %"
    return f"{least} %" if least == most else f"between {least} and {most} %"


def term(low: float, high: float, row: int) -> str:
    """The term of ICD 203 whose band holds the interval whole, in row 0 or 1; empty where none does.

    The outer bands reach to certainty, which no report claims.
    """
    for start, end, words in LIKELIHOOD_TERMS:
        first, last = start <= LEAST / 100, end >= MOST / 100
        if (first or low >= start - NEAR) and (last or high <= end + NEAR):
            return words[row]
    return ""


def in_words(low: float, high: float, row: int) -> str:
    """``likely (between 60 and 75 %)``, or the numbers alone."""
    numbers, words = in_numbers(low, high), term(low, high, row)
    return f"{words} ({numbers})" if words else numbers


def term_meaning(words: str) -> str:
    """``likely is 55 to 80 %``."""
    low, high = LIKELIHOOD[words]
    return f"“{words}” is {low * 100:.0f} to {high * 100:.0f} %"


def row_used(claims: Iterable[Claim], otherwise: int = 0) -> int:
    """Which row of terms the analyst uses: that of the first claim whose words are in one row; else ``otherwise``."""
    for claim in claims:
        for _, _, words in LIKELIHOOD_TERMS:
            if claim.likelihood in words:
                return words.index(str(claim.likelihood))
    return otherwise
