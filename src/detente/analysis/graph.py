"""From a case to the graph model: owners, directions, merged states and forbidden arcs, as arrays."""

from __future__ import annotations

from detente.analysis.state_space import holds
from detente.model.case import Case, Direction
from detente.model.graph import Forbidden, GraphModel, IntArray
from detente.model.results import StateSpace

ONE_WAY = {Direction.BOTH: 0, Direction.NO_TO_YES: 1, Direction.YES_TO_NO: -1}


def graph_model(case: Case, space: StateSpace, ranks: IntArray) -> GraphModel:
    """The conflict as arrays. Forbidden arcs are taken out between masks, before states are merged."""
    forbidden = [
        Forbidden(
            dm=case.dm_index(rule.dm),
            source=holds(rule.source, space.options, space.members),
            target=holds(rule.target, space.options, space.members),
        )
        for rule in case.forbidden
    ]
    return GraphModel.from_options(
        [case.dm_index(option.dm) for option in case.options],
        ranks,
        states=space.members,
        one_way=[ONE_WAY[option.direction] for option in case.options],
        state_of=space.state_of if space.merged else None,
        forbidden=forbidden,
    )
