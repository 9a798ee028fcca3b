"""What holds where each decision maker is its own kind of actor, as data."""

from __future__ import annotations

from detente.frozen import frozen
from detente.model.concepts import Concept
from detente.model.results import Explanation


@frozen(kw_only=True)
class MixedEquilibria:
    """The states that are stable for each decision maker under the concept of its own.

    concepts : one per decision maker; None where the case names none
    equilibria : rows that hold, whichever one concept the decision makers without a concept share
    if_others : for each concept that those without one might share, the rows that hold then; empty where all have one
    explanations : for the first of these equilibria, the verdict of each decision maker that has a concept
    """

    concepts: tuple[Concept | None, ...]
    equilibria: tuple[int, ...]
    if_others: tuple[tuple[Concept, tuple[int, ...]], ...] = ()
    explanations: tuple[Explanation, ...] = ()
