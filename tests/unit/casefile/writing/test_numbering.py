"""State numbers and their letters, as comments in files show them."""

from __future__ import annotations

from detente.casefile.writing.numbering import numbered_masks, patterns
from detente.model.case import Case, Constraint, DecisionMaker, Merge, Option
from detente.model.formula import Not, OptionRef
from detente.model.preference import Ranking, StateRef

A, B = OptionRef("x.a"), OptionRef("x.b")
RANKING = Ranking(tiers=((StateRef(text="s1", number=1),),))


def case(**told: object) -> Case:
    options = tuple(Option(name=f"x.{key}", key=key, dm="x", title=key) for key in "ab")
    dm = DecisionMaker(key="x", name="X", options=options, preference=told.pop("preference", RANKING))  # pyright: ignore
    return Case(title="t", path="t.yaml", decision_makers=(dm,), **told)  # pyright: ignore


def test_patterns_stand_in_the_order_of_the_numbers() -> None:
    assert patterns(case()) == ("NN", "YN", "NY", "YY")
    assert patterns(case(feasible=(Constraint(formula=Not(A), text="not a"),))) == ("NN", "NY")


def test_a_merged_state_shows_where_its_masks_differ() -> None:
    assert patterns(case(merges=(Merge(formula=B, text="b"),))) == ("NN", "YN", "-Y")


def test_no_patterns_without_numbers_in_rankings() -> None:
    by_letters = Ranking(tiers=((StateRef(text="NN", pattern="NN"),),))
    assert patterns(case(preference=by_letters)) == ()


def test_more_masks_than_the_limit_are_not_listed() -> None:
    assert numbered_masks(case(), 3) is None
    assert numbered_masks(case(), 4) is not None
