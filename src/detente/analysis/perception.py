"""Which states a decision maker sees, and what is wrong with what it does not see."""

from __future__ import annotations

import numpy as np

from detente.analysis.state_space import holds
from detente.errors import Problem
from detente.model.case import Case, DecisionMaker
from detente.model.graph import BoolArray
from detente.model.results import StateSpace


def perception_problems(case: Case, space: StateSpace, status_quo: int | None) -> list[Problem]:
    """An error for each decision maker who would see no state, a warning for one who does not see the status quo."""
    found: list[Problem] = []
    for maker in case.decision_makers:
        if not maker.does_not_see:
            continue
        seen, pos = seen_states(case, space, maker), maker.does_not_see[-1].grounds.pos
        if not seen.any():
            message = f"{maker.name} would see no state at all: each of them is one that it does not see"
            hint = "leave it at least one state, that where the conflict stands, for a start"
            found.append(case.error(pos, "sees-no-state", message, hint))
        elif status_quo is not None and not seen[status_quo]:
            message = f"{maker.name} does not see the status quo (state {status_quo + 1}), so it knows no move from it"
            hint = "correct 'does_not_see' or 'status_quo', unless that is meant"
            found.append(case.warning(pos, "status-quo-unseen", message, hint))
    return found


def seen_states(case: Case, space: StateSpace, maker: DecisionMaker) -> BoolArray:
    """bool, shape (n_states,): a merged state is seen if any of its masks is."""
    unseen = np.zeros(space.members.size, bool)
    for rule in maker.does_not_see:
        unseen |= holds(rule.formula, space.options, space.members)
    return np.bincount(space.state_of[~unseen], minlength=space.count) > 0
