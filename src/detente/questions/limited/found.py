"""What looking several moves ahead finds: verdicts by horizon, where they repeat, and the anticipated line of play."""

from __future__ import annotations

from detente.frozen import frozen
from detente.model.graph import BoolArray
from detente.model.results import Comparison, Step, rows_where

LIMITED_MOVE = "limited-move"
MAXIMIN = "maximin"

READINGS = {
    LIMITED_MOVE: "Limited-move stability L_h (Kilgour 1985; Fang, Hipel & Kilgour 1993): the two move in turn, either "
    "may end the play by staying, each knows the other's preferences and chooses what ends best for itself within h "
    "moves. Of moves that end equally well the one to the lowest state is taken. L_1 is Nash. Non-myopic: stable at "
    "every h from some h on (Brams & Wittman 1981; Kilgour 1984).",
    MAXIMIN: "Pessimistic: maximin over h moves, our reading of Maximin_h (Rego & Vieira 2021; Soares et al. 2026). "
    "After each move of a decision maker all others together do what is worst for it, by any legal sequence, whatever "
    "that costs them; it may then move again. h = 1 is Nash, h = 2 GMR, h = 3 SMR. It deters too readily: a state that "
    "is stable here need not be so among those who look after their own gain.",
}


@frozen
class LineOfPlay:
    """Moves that follow one another, and the state in which whoever is next would stay. No steps: nobody moves."""

    steps: tuple[Step, ...]
    to: int


@frozen(kw_only=True)
class Anticipation:
    """The witness of one verdict: the play that ``dm`` expects, to move at ``state`` and looking ``horizon`` ahead.

    line : the anticipated play; without steps if the state is stable, for then the decision maker stays
    others : for every other move of the decision maker (the first 64), the play that it expects after it
    comparisons : that no line, or that this line, ends better than staying; and for each who moves in ``line`` that its
        end is better than the state it leaves
    """

    dm: int
    state: int
    horizon: int
    line: LineOfPlay
    others: tuple[LineOfPlay, ...] = ()
    comparisons: tuple[Comparison, ...] = ()

    @property
    def stable(self) -> bool:
        """Whether the decision maker would stay."""
        return not self.line.steps


@frozen(kw_only=True, eq=False)
class LimitedMoves:
    """Verdicts by horizon.

    kind : ``limited-move`` (L_h, where two can move) or ``maximin`` (a pessimistic bound, where more can)
    stable : bool, shape (horizon, n_dms, n_states), entry h - 1 for horizon h
    period, cycle_from : from h = cycle_from on the verdicts repeat every period horizons; None if no cycle was found
    lasting : bool, shape (n_dms, n_states), stable at every horizon from cycle_from on (non-myopic); None likewise
    ties : (dm, state, h) of the verdicts that another way of breaking ties would change; None where not traced
    anticipations : for the status quo and the states asked for, every decision maker that can move, every h
    """

    kind: str
    stable: BoolArray
    period: int | None
    cycle_from: int | None
    lasting: BoolArray | None
    ties: tuple[tuple[int, int, int], ...] | None = ()
    anticipations: tuple[Anticipation, ...] = ()

    @property
    def horizon(self) -> int:
        """The largest horizon told."""
        return self.stable.shape[0]

    def equilibria(self, h: int) -> tuple[int, ...]:
        """Rows that are stable for everybody who looks h moves ahead, ascending."""
        return rows_where(self.stable[h - 1].all(axis=0))

    @property
    def lasting_equilibria(self) -> tuple[int, ...] | None:
        """Rows that are stable for everybody at every horizon of the cycle; None if no cycle was found."""
        return None if self.lasting is None else rows_where(self.lasting.all(axis=0))
