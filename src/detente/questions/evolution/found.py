"""How equilibria could come about from one state, as data. Rows are 0-based; people see ``row + 1``."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from detente.frozen import frozen
from detente.model.graph import IntArray
from detente.model.results import Analysis, Step

READING = (
    "A move improves if its mover strictly prefers the state it leads to; any other move, also one to a state that it "
    "likes just as much, does not. Nobody moves twice in a row, nor does a coalition. A coalition moves together if "
    "its members can reach, in turns, a state that each of them strictly prefers to the one where they began."
)


class WithinReach(StrEnum):
    """What it takes to come to a state, from the least to the most.

    A coalition's joint move consists of moves of its members, some of which gain them nothing until the others have
    moved too. So whatever coalitions lead to can nearly always be reached by single moves against a preference as well,
    and asking for coalitions first is the only order in which each answer can occur.
    """

    IMPROVEMENTS = "improvements"  # by moves that each mover prefers
    COALITION = "coalition"  # only if some also move together to where all of them prefer to be
    DISIMPROVEMENT = "disimprovement"  # only with a move to a state that its mover does not prefer
    NONE = "none"  # by no legal sequence of moves


@frozen(kw_only=True)
class Leg:
    """One move on a route, of one decision maker or of a coalition together.

    by : decision makers, ascending
    improves : whether each of them strictly prefers ``to`` to ``origin``
    steps : what each of them does, in a legal order; one step where ``by`` is one decision maker
    """

    by: tuple[int, ...]
    origin: int
    to: int
    improves: bool
    steps: tuple[Step, ...]


@frozen(kw_only=True)
class Route:
    """A cheapest way of its kind: fewest moves that the kind is named for, then fewest moves.

    movers : in the order of the route; who moves (improvements), who must move together (coalition), or whose move does
        not improve for it (disimprovement)
    """

    reach: WithinReach
    movers: tuple[int, ...]
    legs: tuple[Leg, ...]


@frozen(kw_only=True)
class Destination:
    """An equilibrium and the ways to it, the one that takes least first.

    concepts : those under which it is an equilibrium
    """

    state: int
    concepts: tuple[str, ...]
    routes: tuple[Route, ...]

    @property
    def reach(self) -> WithinReach:
        """What it takes to come to the state."""
        return self.routes[0].reach if self.routes else WithinReach.NONE


@frozen(kw_only=True, eq=False)
class Evolution:
    """The answer to ``detente evolve``.

    start : the row where it begins
    moves : int64, shape (n_states,)   fewest legal moves to each state, whatever they gain; -1 where none lead to it
    improvements : int64, shape (n_states,)   fewest improvements to each state; -1 where improvements do not lead to it
    disimprovements : int64, shape (n_states,)   fewest moves that do not improve for their mover; -1 as for ``moves``
    destinations : the equilibria, ascending
    left_out : how many equilibria are not told because there are too many
    coalitions : whether joint moves were looked for where they could matter; False in conflicts too large for it
    """

    start: int
    moves: IntArray
    improvements: IntArray
    disimprovements: IntArray
    destinations: tuple[Destination, ...]
    left_out: int = 0
    coalitions: bool = True

    def first(self, count: int) -> tuple[Destination, ...]:
        """The equilibria to tell, those that hold under most concepts first."""
        return tuple(sorted(self.destinations, key=lambda d: (-len(d.concepts), d.state))[:count])

    def destination(self, state: int) -> Destination | None:
        """What was found for one equilibrium."""
        return next((found for found in self.destinations if found.state == state), None)


def counts(distance: IntArray) -> IntArray:
    """How many states are so many moves away: int64, shape (longest + 1,). Those with -1 cannot be reached."""
    return np.bincount(distance[distance >= 0])


def asked_for(analysis: Analysis) -> Evolution:
    """The evolution of an analysis that asked for it."""
    found = analysis.answer(Evolution)
    assert found is not None
    return found
