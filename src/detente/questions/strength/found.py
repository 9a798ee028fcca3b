"""What strength of preference adds: which stable states are strongly stable, which weakly, and why."""

from __future__ import annotations

from detente.frozen import frozen
from detente.model.graph import BoolArray
from detente.model.results import Explanation, rows_where

READING = (
    "Strongly stable (Hamouda, Kilgour & Hipel 2004, 2006): after every improvement, mild or strong, the others can "
    "bring about a state that is strongly less preferred than the one left, by any moves (GMR), by any moves and so "
    "that every way out of it is strongly less preferred, too (SMR), or by improvements of their own, mild or strong "
    "(SEQ). Weakly stable: stable, but not strongly. An equilibrium is strong if it is strongly stable for all."
)


@frozen(kw_only=True, eq=False)
class Strength:
    """Verdicts by concept (GMR, SMR, SEQ: those asked for). Strongly and weakly together are stable.

    marked : for each decision maker whether any of its preferences is marked as strong
    strongly, weakly : concept -> bool, shape (n_dms, n_states)
    explanations : why a state that is stable in general, and has improvements, is strongly stable or is not; for the
        states that matter and the decision makers that are marked. ``stable`` is the strong verdict
    """

    marked: tuple[bool, ...]
    strongly: dict[str, BoolArray]
    weakly: dict[str, BoolArray]
    explanations: tuple[Explanation, ...] = ()

    def strong_equilibria(self, concept: str) -> tuple[int, ...]:
        """Rows that are strongly stable for everybody, ascending."""
        return rows_where(self.strongly[concept].all(axis=0))

    def weak_equilibria(self, concept: str) -> tuple[int, ...]:
        """Rows that are stable for everybody and not strongly so, ascending."""
        general = (self.strongly[concept] | self.weakly[concept]).all(axis=0)
        return rows_where(general & ~self.strongly[concept].all(axis=0))
