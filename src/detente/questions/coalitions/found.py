"""Which decision makers could act together, as data."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from detente.errors import AnalysisError
from detente.frozen import frozen
from detente.model.concepts import Concept
from detente.model.graph import BoolArray, IntArray
from detente.model.results import Coalition, Explanation, Step


@frozen(eq=False)
class JointImprovements:
    """Where a coalition could move together so that every member gains: R_H++ of every state.

    starts : int64, shape (n_states + 1,); targets : int64, those of state s at ``starts[s]:starts[s + 1]``, ascending
    """

    starts: IntArray
    targets: IntArray

    def of(self, state: int) -> tuple[int, ...]:
        """The states to which the coalition could move from one state, ascending."""
        return tuple(self.targets[self.starts[state] : self.starts[state + 1]].tolist())

    @property
    def states(self) -> IntArray:
        """The states from which there is one, ascending."""
        return np.flatnonzero(np.diff(self.starts))


@frozen(kw_only=True)
class Upset:
    """An equilibrium that a coalition could leave together.

    state : stable for everybody alone, under ``concepts``; coalition : decision makers, ascending
    to : all states that they can reach together and all prefer, ascending
    strong : those of them that are equilibria too, under a concept under which ``state`` is one
    alone : members who could bring about one of ``to`` by a single move of their own
    path : a shortest legal sequence of their moves, to the nearest of ``strong`` if there is one, else of ``to``; of
        very many upsets only the first have one, and ``explain`` gives the others
    """

    state: int
    coalition: Coalition
    to: tuple[int, ...]
    strong: tuple[int, ...]
    concepts: tuple[Concept, ...]
    alone: Coalition = ()
    path: tuple[Step, ...] = ()


@frozen(kw_only=True, eq=False)
class Coalitions:
    """Every coalition of two or more decision makers: its improvements, its stable states, the equilibria it upsets.

    groups : decision makers, ascending; small coalitions first
    improvements : one per coalition
    stable : concept -> bool, shape (n_coalitions, n_states); ``analyze`` leaves out those that would take long
    universal : concept -> bool, shape (n_states,)   stable for every coalition and for everybody alone
    upset : by state, small coalitions first
    explanations : why the smallest coalitions could leave the first of these equilibria; empty outside ``analyze``
    """

    groups: tuple[Coalition, ...]
    improvements: tuple[JointImprovements, ...]
    stable: dict[str, BoolArray]
    universal: dict[str, BoolArray]
    upset: tuple[Upset, ...]
    explanations: tuple[Explanation, ...] = ()

    def index(self, coalition: Iterable[int]) -> int:
        """The place of a coalition in ``groups``. AnalysisError if it is none of them."""
        wanted = tuple(sorted(set(coalition)))
        if wanted not in self.groups:
            raise AnalysisError(f"{wanted} is not a coalition of two or more decision makers of this conflict.")
        return self.groups.index(wanted)

    def universally_stable(self, concept: str) -> IntArray:
        """Rows that hold against every coalition and everybody alone, ascending. AnalysisError if not analysed."""
        if concept not in self.universal:
            raise AnalysisError(f"'{concept}' was not analysed for coalitions; there is {', '.join(self.universal)}.")
        return np.flatnonzero(self.universal[concept])
