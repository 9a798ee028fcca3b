"""Between formulas and the conditions of a ``.gmcr`` file.

A condition is a conjunction: some options taken, some not, the rest free. A ``.gmcr`` file knows nothing else; what it
can say is an *or* of conditions. So a formula is written as its disjunctive normal form: the negation is carried down
to the options, products are multiplied out, contradictory products vanish, and a product that says more than another
is absorbed by it. The order of the formula is kept: a formula that has this shape already comes back as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from detente.model.formula import AtLeast, BinaryOp, Constant, Formula, ManyOp, Not, OptionRef

MAX_CONDITIONS = 2_000
MAX_PRODUCTS = 200_000

Condition = tuple[tuple[str, bool], ...]
Conditions = list[Condition]

EVERYTHING: Condition = ()


class TooManyConditionsError(Exception):
    """The normal form has more than :data:`MAX_CONDITIONS` conditions; the writer says so to the user."""


def as_formula(conditions: Sequence[Condition]) -> Formula:
    """The formula of an *or* of conditions; no condition at all is never true, an empty one always."""
    parts = tuple(_conjunction(condition) for condition in conditions)
    if not parts:
        return Constant(False)
    return parts[0] if len(parts) == 1 else ManyOp("or", parts)


def _conjunction(condition: Condition) -> Formula:
    parts = tuple(OptionRef(name) if taken else Not(OptionRef(name)) for name, taken in condition)
    if not parts:
        return Constant(True)
    return parts[0] if len(parts) == 1 else ManyOp("and", parts)


def as_conditions(formula: Formula, *, negated: bool = False) -> Conditions:
    """The conditions of which at least one must hold for the formula (or, ``negated``, for its opposite) to be true.

    An empty list means never, a list with the empty condition always. The worst case is exponential in the size of the
    formula, so more than :data:`MAX_CONDITIONS` conditions on the way raise :class:`TooManyConditionsError`.
    """
    match formula:
        case OptionRef(name):
            return [((name, not negated),)]
        case Constant(value):
            return [EVERYTHING] if value != negated else []
        case Not(operand):
            return as_conditions(operand, negated=not negated)
        case ManyOp(op, operands):
            parts = (as_conditions(f, negated=negated) for f in operands)
            return _all_of(parts) if (op == "and") != negated else _any_of(parts)
        case BinaryOp():
            return _two_sided(formula, negated)
        case AtLeast(count, operands):
            return _at_least(count, operands, negated)


def _two_sided(formula: BinaryOp, negated: bool) -> Conditions:
    """``implies`` is *not left or right*; ``iff`` is both or neither, and its opposite exactly one of the two."""
    left, right = formula.left, formula.right
    if formula.op == "implies":
        return as_conditions(ManyOp("or", (Not(left), right)), negated=negated)
    other, opposite = (Not(right), right) if negated else (right, Not(right))
    both = _all_of([as_conditions(left), as_conditions(other)])
    return _any_of([both, _all_of([as_conditions(left, negated=True), as_conditions(opposite)])])


def _at_least(count: int, operands: Sequence[Formula], negated: bool) -> Conditions:
    """At least ``count`` of n fail to hold exactly when at least ``n - count + 1`` of the opposites hold."""
    wanted = len(operands) - count + 1 if negated else count
    if wanted <= 0:
        return [EVERYTHING]
    parts = [as_conditions(f, negated=negated) for f in operands]
    return _any_of(_all_of(chosen) for chosen in combinations(parts, wanted))


def _any_of(alternatives: Iterable[Conditions]) -> Conditions:
    found: dict[frozenset[tuple[str, bool]], Condition] = {}
    for conditions in alternatives:
        for condition in conditions:
            _keep(found, condition)
    return _absorb(found)


def _all_of(factors: Iterable[Conditions]) -> Conditions:
    product: Conditions = [EVERYTHING]
    for factor in factors:
        if len(product) * len(factor) > MAX_PRODUCTS:
            raise TooManyConditionsError
        found: dict[frozenset[tuple[str, bool]], Condition] = {}
        for left in product:
            for right in factor:
                both = _joined(left, right)
                if both is not None:
                    _keep(found, both)
        product = _absorb(found)
    return product


def _keep(found: dict[frozenset[tuple[str, bool]], Condition], condition: Condition) -> None:
    found.setdefault(frozenset(condition), condition)
    if len(found) > MAX_CONDITIONS:
        raise TooManyConditionsError


def _joined(left: Condition, right: Condition) -> Condition | None:
    """Both conditions as one, or None where they contradict each other."""
    joined = dict(left)
    for name, taken in right:
        if joined.setdefault(name, taken) != taken:
            return None
    return tuple(joined.items())


def _absorb(found: dict[frozenset[tuple[str, bool]], Condition]) -> Conditions:
    """Drop every condition that contains another one: whoever meets the longer meets the shorter."""
    kept: list[frozenset[tuple[str, bool]]] = []
    for literals in sorted(found, key=len):
        if not any(shorter <= literals for shorter in kept):
            kept.append(literals)
    survivors = set(kept)
    return [condition for literals, condition in found.items() if literals in survivors]
