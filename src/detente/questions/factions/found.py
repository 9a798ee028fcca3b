"""What holds where the factions of a decision maker rank states differently, as data."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from detente.frozen import frozen
from detente.model.concepts import Concept
from detente.model.graph import BoolArray
from detente.model.results import Explanation, rows_where

Rows = tuple[int, ...]


@frozen(kw_only=True, eq=False)
class InCharge:
    """What holds if one faction decides for its decision maker, all others being as the case has them.

    faction : its position among the factions of the decision maker; share : how many members it counts for
    stable : per concept, for the decision maker, bool, shape (n_states,)
    equilibria : per concept the rows that are stable for all
    explanations : why, where a state that matters is stable for the decision maker under one and not under another
    """

    faction: int
    share: int
    stable: dict[Concept, BoolArray]
    equilibria: dict[Concept, Rows]
    explanations: tuple[Explanation, ...] = ()


@frozen(kw_only=True, eq=False)
class Divided:
    """A decision maker whose factions have preferences of their own, and the verdicts for each of them in charge."""

    dm: int
    in_charge: tuple[InCharge, ...]

    @property
    def members(self) -> int:
        """How many members the factions count for together."""
        return sum(one.share for one in self.in_charge)

    def stable_for_every(self, concept: Concept) -> Rows:
        """Rows that are stable for the decision maker whichever faction decides."""
        return rows_where(np.logical_and.reduce([one.stable[concept] for one in self.in_charge]))

    def stable_for_some(self, concept: Concept) -> Rows:
        """Rows that are stable for the decision maker if the right faction decides."""
        return rows_where(np.logical_or.reduce([one.stable[concept] for one in self.in_charge]))


@frozen(kw_only=True, eq=False)
class Agreement:
    """What holds if a divided decision maker moves only where more than a share of its members gain.

    more_than : the share; up_to : the share from which on verdicts differ again (1: none does)
    stable : per concept, bool, shape (n_dms, n_states)
    explanations : why, where a state that matters is stable for a side at one level and not at another
    """

    more_than: Fraction
    up_to: Fraction
    stable: dict[Concept, BoolArray]
    explanations: tuple[Explanation, ...] = ()

    def equilibria(self, concept: Concept) -> Rows:
        """Rows that are stable for all."""
        return rows_where(np.logical_and.reduce(self.stable[concept]))


@frozen(kw_only=True, eq=False)
class FactionResults:
    """All divided decision makers of a case, and what holds at each level of agreement inside them."""

    divided: tuple[Divided, ...]
    agreement: tuple[Agreement, ...]
