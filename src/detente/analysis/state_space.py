"""Which states can occur, and which of them nobody distinguishes.

A state is a yes/no answer to every option; option ``k`` in file order is bit ``k``. Feasible is what satisfies every
constraint. Masks in which a merge rule holds are one state, which stands at its smallest mask; people see states
numbered from 1 in ascending order of these masks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from detente.errors import InconsistentCaseError, Problem, TooLargeError
from detente.kernels.expressions import evaluate
from detente.kernels.states import feasible_masks, merge_masks
from detente.model.case import Case, Constraint
from detente.model.formula import Formula, compile_formula
from detente.model.graph import BoolArray, MaskArray, read_only
from detente.model.results import StateSpace


def holds(formula: Formula, options: Iterable[str], masks: MaskArray) -> BoolArray:
    """In which option combinations a formula holds; ``options`` are named in the order of their bits."""
    return evaluate(compile_formula(formula, {name: k for k, name in enumerate(options)}), masks)


def state_space(case: Case) -> StateSpace:
    """The feasible states of a case.

    Raises
    ------
    InconsistentCaseError
        If no state is feasible; it names a smallest set of rules that exclude one another.
    TooLargeError
        If there are more states than fit; see ``kernels.states.feasible_masks``.
    """
    index = case.option_index
    masks = feasible_masks(len(index), [compile_formula(rule.formula, index) for rule in case.feasible])
    if masks.size == 0:
        raise InconsistentCaseError(_contradiction(case))
    groups = [holds(rule.formula, index, masks) for rule in case.merges]
    state_of = merge_masks(masks, groups) if groups else np.arange(masks.size)
    smallest = np.unique(state_of, return_index=True)[1] if groups else state_of
    return StateSpace(
        options=tuple(index), masks=read_only(masks[smallest]), members=read_only(masks), state_of=read_only(state_of)
    )


def _contradiction(case: Case) -> list[Problem]:
    """One problem per rule of a smallest contradictory set: dropping any of them would leave a feasible state."""
    core = list(case.feasible)
    for rule in case.feasible:
        rest = [r for r in core if r is not rule]
        if not _satisfiable(case, rest):
            core = rest
    if len(core) == 1:
        return [_no_state(case, core[0], "this rule can never hold")]
    problems: list[Problem] = []
    for rule in core:
        others = _listed([other.text for other in core if other is not rule])
        problems.append(_no_state(case, rule, f"together with {others} this rule leaves no feasible state"))
    return problems


def _satisfiable(case: Case, rules: Sequence[Constraint]) -> bool:
    index = case.option_index
    try:
        return feasible_masks(len(index), [compile_formula(r.formula, index) for r in rules]).size > 0
    except TooLargeError:
        return True


def _no_state(case: Case, rule: Constraint, why: str) -> Problem:
    hint = "every state must satisfy all rules under 'feasible'; relax one of them"
    return case.error(rule.grounds.pos, "no-feasible-state", f"{why}: '{rule.text}'", hint)


def status_quo_row(case: Case, space: StateSpace) -> tuple[int | None, list[Problem]]:
    """The row of the status quo, or None if the case gives none; a problem if that state is not feasible."""
    if case.status_quo is None:
        return None, []
    index = case.option_index
    mask = np.array([sum(1 << index[name] for name in case.status_quo)], np.uint64)
    at = int(np.searchsorted(space.members, mask)[0])
    if at < space.members.size and space.members[at] == mask[0]:
        return int(space.state_of[at]), []
    broken = [rule.text for rule in case.feasible if not holds(rule.formula, index, mask)[0]]
    message = f"the status quo is not a feasible state: it breaks {_listed(broken)}"
    hint = "correct 'status_quo' or relax the rule"
    return None, [case.error(case.status_quo_grounds.pos, "status-quo-infeasible", message, hint)]


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"'{text}'" for text in texts)
