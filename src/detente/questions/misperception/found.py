"""What holds where decision makers see the conflict differently, as data: a first-level hypergame."""

from __future__ import annotations

from detente.frozen import frozen
from detente.model.concepts import Concept
from detente.model.graph import BoolArray, IntArray
from detente.model.results import Explanation, StabilityTable, rows_where

Rows = tuple[int, ...]


@frozen(kw_only=True, eq=False)
class Perception:
    """How one decision maker sees a conflict, where that differs from the model.

    payoffs : int, shape (n_dms, n_states), of all decision makers as it sees them; None as they are
    seen : bool, shape (n_states,), the states that it takes for possible; None for all
    """

    payoffs: IntArray | None = None
    seen: BoolArray | None = None


@frozen(kw_only=True, eq=False)
class View:
    """The verdicts of one decision maker's own game.

    seen : bool, shape (n_states,)
    table : bool, shape (n_dms, n_states) per concept; a state that it does not see has no moves, so it counts as stable
    """

    dm: int
    seen: BoolArray
    table: StabilityTable

    def equilibria(self, concept: str) -> Rows:
        """Rows that it takes for equilibria, among the states it sees."""
        return tuple(int(row) for row in self.table.equilibria(concept) if self.seen[row])


@frozen(kw_only=True, eq=False)
class Hypergame:
    """Every decision maker's view, and what each does in its own game.

    views : one per decision maker
    table : [i] of each concept is the row of i in the view of i: whether i stays, by what it sees
    """

    views: tuple[View, ...]
    table: StabilityTable

    def equilibria(self, concept: str) -> Rows:
        """Rows where each decision maker stays, by what it sees; some of them may not be seen by all."""
        return tuple(self.table.equilibria(concept).tolist())


@frozen(kw_only=True)
class Surprise:
    """``dm`` expects ``by`` to stay in a state, and it leaves; or the other way round.

    leaves : whether ``by`` leaves, by what it sees itself
    concepts : under which this is so
    witness : for the first of them: why it leaves, or, where it stays, why ``dm`` thought that it would leave
    to : where it could gain by moving, or was thought to; None where no witness was kept
    unseen : whether ``dm`` takes that state for impossible
    """

    dm: int
    by: int
    state: int
    leaves: bool
    concepts: tuple[Concept, ...]
    witness: Explanation
    to: int
    unseen: bool


@frozen(kw_only=True, eq=False)
class HypergameResults:
    """The answer for a case.

    misperceiving : the decision makers whose view differs from the case
    perceived : for each of them, whose preferences it sees otherwise
    equilibria, in_truth : by concept; in truth means in the conflict as the case has it
    surprises : at the status quo and at states that somebody takes for an equilibrium, most telling first
    """

    hypergame: Hypergame
    misperceiving: tuple[int, ...]
    perceived: tuple[tuple[int, ...], ...]
    in_truth: dict[Concept, Rows]
    surprises: tuple[Surprise, ...]

    def only_through_misperception(self, concept: Concept) -> Rows:
        """Rows where each stays by what it sees, and somebody would leave if all saw what is so."""
        return tuple(sorted(set(self.hypergame.equilibria(concept)) - set(self.in_truth[concept])))

    def undone_by_misperception(self, concept: Concept) -> Rows:
        """Rows that would hold if all saw what is so, and that somebody leaves by what it sees."""
        return tuple(sorted(set(self.in_truth[concept]) - set(self.hypergame.equilibria(concept))))

    def unseen(self, dm: int) -> Rows:
        """The states that a decision maker takes for impossible."""
        return rows_where(~self.hypergame.views[dm].seen)
