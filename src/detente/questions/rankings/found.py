"""How far rankings may be wrong before an equilibrium is lost: as data.

The distance between two rankings of one decision maker is the number of pairs of states whose order changes: strict
turned round, a tie made strict, or strict made a tie, each counts 1. Without ties it is the number of exchanges of
neighbours (Kendall 1938). Kemeny (1959) counts pairs too, but strict turned round twice.
"""

from __future__ import annotations

from detente.frozen import frozen
from detente.model.concepts import Concept


@frozen
class Reordered:
    """A pair of states whose order changes. As modelled ``better`` is above ``worse``; afterwards it is below.

    tied_before : they are equally good as modelled
    tied_after : they are equally good afterwards
    """

    better: int
    worse: int
    tied_before: bool = False
    tied_after: bool = False


@frozen(kw_only=True)
class Radius:
    """How many pairs of states must change their order in the ranking of ``dm`` until ``state`` is no equilibrium.

    The others' rankings stay as they are.

    swaps : the smallest number; None where no ranking of this decision maker takes the equilibrium away
    exact : False where only this is known: fewer than ``swaps`` do not
    lost_for : the decision maker for whom the state is then no longer stable: ``dm``, or another one that no longer
        fears what ``dm`` would do; None where there is no example
    example : one smallest set of pairs; empty if not exact, or larger than :data:`LONGEST`
    """

    dm: int
    state: int
    concept: Concept
    swaps: int | None
    exact: bool = True
    lost_for: int | None = None
    example: tuple[Reordered, ...] = ()


LONGEST = 8


@frozen(kw_only=True)
class RankingDoubt:
    """For each equilibrium, concept and decision maker: by concept, state and decision maker.

    profiles : how many rankings were looked at
    limits : what was left out, in sentences
    """

    radii: tuple[Radius, ...]
    profiles: int = 0
    limits: tuple[str, ...] = ()

    def of(self, state: int, concept: Concept) -> tuple[Radius, ...]:
        """Those of one equilibrium, by decision maker; empty where it was left out."""
        return tuple(r for r in self.radii if r.state == state and r.concept is concept)
