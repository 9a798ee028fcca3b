"""The normal form of formulas, against their truth tables."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.casefile.gmcr.conditions import Condition, TooManyConditionsError, as_conditions, as_formula
from detente.model.formula import AtLeast, BinaryOp, Constant, Formula, ManyOp, Not, OptionRef

A, B, C, D = (OptionRef(name) for name in "abcd")


def truth(formula: Formula, taken: dict[str, bool]) -> bool:
    match formula:
        case OptionRef(name):
            return taken[name]
        case Constant(value):
            return value
        case Not(operand):
            return not truth(operand, taken)
        case ManyOp(op, operands):
            return (all if op == "and" else any)(truth(f, taken) for f in operands)
        case BinaryOp(op, left, right):
            one, other = truth(left, taken), truth(right, taken)
            return one == other if op == "iff" else other or not one
        case AtLeast(count, operands):
            return sum(truth(f, taken) for f in operands) >= count


def holds(conditions: list[Condition], taken: dict[str, bool]) -> bool:
    return any(all(taken[name] is wanted for name, wanted in condition) for condition in conditions)


def larger(smaller: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    several = st.lists(smaller, min_size=1, max_size=3).map(tuple)
    return (
        smaller.map(Not)
        | st.builds(ManyOp, st.sampled_from(["and", "or"]), several)
        | st.builds(BinaryOp, st.sampled_from(["implies", "iff"]), smaller, smaller)
        | st.builds(AtLeast, st.integers(0, 4), several)
    )


FORMULAS = st.recursive(st.sampled_from([A, B, C, D]) | st.booleans().map(Constant), larger, max_leaves=8)


@given(FORMULAS, st.booleans())
def test_the_normal_form_is_true_exactly_where_the_formula_is(formula: Formula, negated: bool) -> None:
    conditions = as_conditions(formula, negated=negated)
    for values in product([False, True], repeat=4):
        taken = dict(zip("abcd", values, strict=True))
        assert holds(conditions, taken) == (truth(formula, taken) != negated)


@given(FORMULAS)
def test_no_condition_contradicts_itself_or_contains_another(formula: Formula) -> None:
    conditions = [frozenset(condition) for condition in as_conditions(formula)]
    assert all(len({name for name, _ in condition}) == len(condition) for condition in conditions)
    assert not any(one < other for one in conditions for other in conditions)
    assert len(set(conditions)) == len(conditions)


@pytest.mark.parametrize(
    "conditions",
    [
        [],
        [()],
        [(("b", True),)],
        [(("b", False), ("a", True))],
        [(("c", True), ("a", False)), (("b", True),), (("a", True), ("d", True))],
    ],
)
def test_what_has_the_shape_of_conditions_comes_back_as_it_was(conditions: list[Condition]) -> None:
    assert as_conditions(as_formula(conditions)) == conditions


def test_a_formula_with_an_endless_normal_form_is_refused_quickly() -> None:
    pairs = tuple(ManyOp("or", (OptionRef(f"a{k}"), OptionRef(f"b{k}"))) for k in range(40))
    with pytest.raises(TooManyConditionsError):
        as_conditions(ManyOp("and", pairs))
    with pytest.raises(TooManyConditionsError):
        as_conditions(AtLeast(20, tuple(OptionRef(f"a{k}") for k in range(40))))
