"""How far rankings may be wrong before a conclusion flips: as data."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.concepts import Concept

__all__ = ["Radius", "RankingDoubt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Radius:
    """How many adjacent swaps in the ranking of ``dm`` it takes until ``state`` is no equilibrium any more.

    swaps : the smallest number; None where no ranking of this decision maker flips it
    exact : False where only this is known: fewer than ``swaps`` do not flip it
    example : the pairs of states (now better, now worse) whose order changes, one smallest set; empty if not exact
    """

    dm: int
    state: int
    concept: Concept
    swaps: int | None
    exact: bool = True
    example: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingDoubt:
    """For every equilibrium, decision maker and concept. limits : what was left out, in sentences."""

    radii: tuple[Radius, ...]
    limits: tuple[str, ...] = ()
