"""What holds in one version of a case and perhaps not in another: as modelled, in a world, in a scenario, on a day.

The kind is open: each question says of its own conclusions what they are about. A state is named by the options taken
in it, since versions number their states differently.
"""

from __future__ import annotations

from detente.frozen import frozen
from detente.model.concepts import Concept

EQUILIBRIUM = "equilibrium"  # a state is stable for every decision maker under a concept
REACHABLE = "reachable"  # a state can be reached from the status quo by improvements alone
STATES = frozenset({EQUILIBRIUM, REACHABLE})  # kinds that are about a state


@frozen
class Conclusion:
    """Something that holds in a version of a case, or does not.

    kind : what is said; concept : under which concept, None where none is asked about
    yes : what it is about: a state by the options taken in it, in file order; of other kinds, the names that they use
    """

    kind: str
    concept: Concept | None
    yes: tuple[str, ...]

    @property
    def place(self) -> int:
        """Of its concept among all; -1 where none is asked about."""
        return -1 if self.concept is None else list(Concept).index(self.concept)
