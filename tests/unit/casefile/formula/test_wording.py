"""Formulas as text, read back by the parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.casefile.formula.grammar import FormulaNames, parse_formula
from detente.casefile.formula.wording import formula_text
from detente.model.formula import AtLeast, BinaryOp, Constant, Formula, ManyOp, Not, OptionRef

A, B, C = (OptionRef(f"dm.{name}") for name in "abc")
NAMES = FormulaNames({"dm.a": "", "dm.b": "", "dm.c": ""})


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (A, "dm.a"),
        (Constant(True), "true"),
        (Not(ManyOp("or", (A, Not(B)))), "not (dm.a or not dm.b)"),
        (ManyOp("and", (A, ManyOp("or", (B, C)))), "dm.a and (dm.b or dm.c)"),
        (BinaryOp("iff", A, BinaryOp("implies", B, C)), "dm.a iff (dm.b implies dm.c)"),
        (AtLeast(2, (A, ManyOp("and", (B, C)))), "at_least(2, [dm.a, dm.b and dm.c])"),
        (ManyOp("and", ()), "true"),
        (ManyOp("or", ()), "false"),
    ],
)
def test_text(formula: Formula, text: str) -> None:
    assert formula_text(formula) == text


def larger(smaller: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    several = st.lists(smaller, min_size=2, max_size=3).map(tuple)
    return (
        smaller.map(Not)
        | st.builds(ManyOp, st.sampled_from(["and", "or"]), several)
        | st.builds(BinaryOp, st.sampled_from(["implies", "iff"]), smaller, smaller)
        | several.flatmap(lambda fs: st.integers(1, len(fs)).map(lambda k: AtLeast(k, fs)))
    )


@given(st.recursive(st.sampled_from([A, B, C]) | st.booleans().map(Constant), larger, max_leaves=10))
def test_the_parser_reads_back_the_same_formula(formula: Formula) -> None:
    assert parse_formula(formula_text(formula), NAMES).formula == formula
