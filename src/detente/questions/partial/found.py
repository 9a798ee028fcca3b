"""What is found where preferences are partial: what holds in every completion of them, and what in some."""

from __future__ import annotations

from dataclasses import field

import numpy as np

from detente.frozen import frozen
from detente.model.graph import BoolArray, IntArray
from detente.model.results import Explanation


@frozen(kw_only=True, eq=False)
class CompletionWitness:
    """Why a verdict holds in every completion, or a completion in which it does.

    best : whether the unknown pairs were taken as suits the verdict best (else worst)
    explanation : the witness in that completion; its comparisons that are unknown have ``known`` False
    payoffs : int64, shape (n_dms, n_states)   the completion, higher is better
    """

    best: bool
    explanation: Explanation
    payoffs: IntArray


@frozen(kw_only=True, eq=False)
class PartialStability:
    """Verdicts over all completions of partial preferences.

    unknown : per decision maker, how many pairs of states nobody can rank
    surely, possibly : concept -> bool, shape (n_dms, n_states)   stable in every, in some completion
    surely_everybody, possibly_everybody : concept -> bool, shape (n_states,)   an equilibrium in every, in some
        completion; one completion for all decision makers
    extensions : letter (a to d, Li et al. 2004) -> concept -> bool, shape (n_dms, n_states)
    open_surely, open_possibly, open_everybody : concept -> bool, shapes as above   where the search was given up: there
        ``surely`` is False and ``possibly`` True, and the truth lies between; only concepts for which there is such a
        place. open_everybody is about ``possibly_everybody``
    left_out : concepts that were asked for and are not covered
    """

    unknown: tuple[int, ...]
    surely: dict[str, BoolArray]
    possibly: dict[str, BoolArray]
    surely_everybody: dict[str, BoolArray]
    possibly_everybody: dict[str, BoolArray]
    extensions: dict[str, dict[str, BoolArray]]
    open_surely: dict[str, BoolArray] = field(default_factory=dict[str, BoolArray])
    open_possibly: dict[str, BoolArray] = field(default_factory=dict[str, BoolArray])
    open_everybody: dict[str, BoolArray] = field(default_factory=dict[str, BoolArray])
    left_out: tuple[str, ...] = ()
    witnesses: tuple[CompletionWitness, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether every verdict was decided."""
        return not (self.open_surely or self.open_possibly or self.open_everybody)

    def surely_equilibria(self, concept: str) -> IntArray:
        """Rows that are equilibria in every completion, ascending, 0-based."""
        return np.flatnonzero(self.surely_everybody[concept])

    def possibly_equilibria(self, concept: str) -> IntArray:
        """Rows that are equilibria in some completion, ascending, 0-based."""
        return np.flatnonzero(self.possibly_everybody[concept])
