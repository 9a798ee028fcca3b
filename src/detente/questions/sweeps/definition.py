"""Neighbouring tiers exchanged, in plain Python: the slow twin of ``swaps``."""

from __future__ import annotations

from collections.abc import Sequence


def chosen(rankings: Sequence[Sequence[int]], first: float, second: float) -> tuple[int, int]:
    """The decision maker and the place of a swap, or (-1, -1): one of those who rank, then one pair of neighbours."""
    able = [dm for dm, ranks in enumerate(rankings) if len(set(ranks)) >= 2]
    if not able:
        return -1, -1
    dm = able[int(first * len(able))]
    return dm, int(second * (len(set(rankings[dm])) - 1))


def swapped(ranks: Sequence[int], place: int) -> list[int]:
    """The tiers from worst to best with those at ``place`` and ``place + 1`` exchanged, as ranks again."""
    tiers = [[s for s, r in enumerate(ranks) if r == rank] for rank in sorted(set(ranks))]
    tiers[place], tiers[place + 1] = tiers[place + 1], tiers[place]
    return [next(rank for rank, tier in enumerate(tiers) if s in tier) for s in range(len(ranks))]
