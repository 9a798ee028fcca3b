"""Which states a decision maker sees, and what is wrong with what it does not see."""

from __future__ import annotations

import numpy as np

from detente.errors import Problem, Severity, SourcePos
from detente.kernels.expressions import evaluate
from detente.model.case import Case, DecisionMaker
from detente.model.formula import compile_formula
from detente.model.graph import BoolArray
from detente.model.results import StateSpace


def perception_problems(case: Case, space: StateSpace, status_quo: int | None) -> list[Problem]:
    """An error for each decision maker who would see no state, a warning for one who does not see the status quo."""
    found: list[Problem] = []
    for maker in case.decision_makers:
        if not maker.does_not_see:
            continue
        seen, pos = seen_states(case, space, maker), maker.does_not_see[-1].grounds.pos or SourcePos(case.path, 1, 1)
        if not seen.any():
            message = f"{maker.name} would see no state at all: each of them is one that it does not see"
            hint = "leave it at least one state, that where the conflict stands, for a start"
            found.append(_problem(Severity.ERROR, pos, message, hint, code="sees-no-state"))
        elif status_quo is not None and not seen[status_quo]:
            message = f"{maker.name} does not see the status quo (state {status_quo + 1}), so it knows no move from it"
            hint = "correct 'does_not_see' or 'status_quo', unless that is meant"
            found.append(_problem(Severity.WARNING, pos, message, hint, code="status-quo-unseen"))
    return found


def _problem(severity: Severity, pos: SourcePos, message: str, hint: str, *, code: str) -> Problem:
    return Problem(pos=pos, severity=severity, code=code, message=message, hint=hint)


def seen_states(case: Case, space: StateSpace, maker: DecisionMaker) -> BoolArray:
    """bool, shape (n_states,): a merged state is seen if any of its masks is."""
    unseen = np.zeros(space.members.size, bool)
    for rule in maker.does_not_see:
        unseen |= evaluate(compile_formula(rule.formula, case.option_index), space.members)
    return np.bincount(space.state_of[~unseen], minlength=space.count) > 0
