"""How far a share counted in a sample may be from the share that it stands for."""

from __future__ import annotations

from math import log, sqrt

UNSURE = 0.05  # it may be farther off in one sample of twenty


def share_error(draws: int) -> float:
    """By how much a share may be off, with 95 % confidence: half the width of the interval, for any true share.

    draws : how many were drawn, independently; at least 1
    returns : a share, from 0 up; above 1 it says nothing. Time O(1).
    Source: Hoeffding (1963), theorem 2, for means of values between 0 and 1.
    """
    return sqrt(log(2 / UNSURE) / (2 * draws))
