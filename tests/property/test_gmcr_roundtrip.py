"""What a case and a ``.gmcr`` file can both say survives the way there and back, and so does a case its own YAML."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.analysis.preferences import preference_ranks
from detente.analysis.state_space import state_space
from detente.casefile.formula.wording import formula_text
from detente.casefile.gmcr import gmcr_text, read_gmcr
from detente.casefile.load import load_case
from detente.casefile.writing.dump import dump_case
from detente.casefile.writing.numbering import numbered_masks
from detente.errors import CaseFileError
from detente.model.case import Case, Constraint, DecisionMaker, Direction, Option
from detente.model.formula import AtLeast, BinaryOp, Constant, Formula, ManyOp, Not, OptionRef
from detente.model.grounds import Grounds
from detente.model.preference import Indifferent, Preference, Prioritised, Ranking, Statement, StateRef

titles = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda text: text.strip()
)


def formulas(names: list[str]) -> st.SearchStrategy[Formula]:
    leaves = st.sampled_from(names).map(OptionRef) | st.booleans().map(Constant)

    def larger(smaller: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
        several = st.lists(smaller, min_size=2, max_size=3).map(tuple)
        return (
            smaller.map(Not)
            | st.builds(ManyOp, st.sampled_from(["and", "or"]), several)
            | st.builds(BinaryOp, st.sampled_from(["implies", "iff"]), smaller, smaller)
            | several.flatmap(lambda fs: st.integers(1, len(fs)).map(lambda k: AtLeast(k, fs)))
        )

    return st.recursive(leaves, larger, max_leaves=6)


@st.composite
def decision_makers(draw: st.DrawFn) -> list[DecisionMaker]:
    """1 to 3 decision makers with 1 to 6 options in all, any text as names, and no preferences yet."""
    counts = draw(st.lists(st.integers(0, 2), min_size=1, max_size=3).filter(any))
    directions = st.sampled_from(Direction)
    return [
        DecisionMaker(
            key=f"d{i}",
            name=draw(titles),
            options=tuple(
                Option(name=f"d{i}.o{k}", key=f"o{k}", dm=f"d{i}", title=draw(titles), direction=draw(directions))
                for k in range(count)
            ),
        )
        for i, count in enumerate(counts)
    ]


@st.composite
def rankings(draw: st.DrawFn, n_states: int) -> Ranking:
    order = draw(st.permutations(range(1, n_states + 1)))
    cuts = sorted(draw(st.sets(st.integers(1, n_states - 1)))) if n_states > 1 else []
    tiers = np.split(np.array(order), cuts)
    return Ranking(tiers=tuple(tuple(StateRef(text=f"s{n}", number=int(n)) for n in tier) for tier in tiers))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Cases that use only what a ``.gmcr`` file can say: statements for all, or rankings for all."""
    dms = draw(decision_makers())
    formula = formulas([option.name for dm in dms for option in dm.options])
    rules = draw(st.lists(formula, max_size=3))
    feasible = tuple(Constraint(formula=f, text=formula_text(f)) for f in rules)
    case = Case(title="random", path="random.yaml", decision_makers=tuple(dms), feasible=feasible)
    masks = numbered_masks(case, 64)
    assert masks is not None
    assume(masks.size > 0)
    by_hand = draw(st.booleans())

    def preference() -> Preference:
        if by_hand:
            return draw(rankings(int(masks.size)))
        wanted = draw(st.lists(formula, max_size=3, unique=True))
        statements = tuple(Statement(formula=f, text=formula_text(f)) for f in wanted)
        return Prioritised(statements=statements) if statements else Indifferent()

    return _with_preferences(case, preference)


def _with_preferences(case: Case, preference: Callable[[], Preference]) -> Case:
    dms = tuple(
        DecisionMaker(key=dm.key, name=dm.name, options=dm.options, preference=preference())
        for dm in case.decision_makers
    )
    return Case(title=case.title, path=case.path, decision_makers=dms, feasible=case.feasible)


def through_gmcr(case: Case) -> tuple[str, Case]:
    text, _ = gmcr_text(case, case.title)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "random.gmcr"
        path.write_text(text, encoding="ascii")
        return text, read_gmcr(path)


def through_yaml(case: Case) -> Case:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_text(dump_case(case), encoding="utf-8")
        return load_case(path)


@given(cases())
@settings(max_examples=examples(100), deadline=None)
def test_names_directions_states_and_ranks_survive_a_gmcr_file(case: Case) -> None:
    _, back = through_gmcr(case)
    assert [dm.name for dm in back.decision_makers] == [dm.name for dm in case.decision_makers]
    for before, after in zip(case.decision_makers, back.decision_makers, strict=True):
        assert [(o.title, o.direction) for o in after.options] == [(o.title, o.direction) for o in before.options]
    space, again = state_space(case), state_space(back)
    assert np.array_equal(space.masks, again.masks)
    assert np.array_equal(preference_ranks(case, space), preference_ranks(back, again))


@given(cases())
@settings(max_examples=examples(50), deadline=None)
def test_a_gmcr_file_is_the_same_after_a_way_through_yaml(case: Case) -> None:
    text, back = through_gmcr(case)
    again, _ = gmcr_text(through_yaml(back), "random")
    assert json.loads(again) == json.loads(text)


@given(cases())
@settings(max_examples=examples(50), deadline=None)
def test_a_case_is_the_same_after_a_way_through_yaml(case: Case) -> None:
    back = through_yaml(case)
    assert [_options(dm) for dm in back.decision_makers] == [_options(dm) for dm in case.decision_makers]
    assert [rule.formula for rule in back.feasible] == [rule.formula for rule in case.feasible]
    for before, after in zip(case.decision_makers, back.decision_makers, strict=True):
        assert _essence(after.preference) == _essence(before.preference)


def _options(dm: DecisionMaker) -> tuple[object, ...]:
    """All of its options but where in a file they stand."""
    return dm.key, dm.name, [replace(option, grounds=Grounds()) for option in dm.options]


def _essence(preference: Preference) -> object:
    if isinstance(preference, Prioritised):
        return [(s.formula, s.text) for s in preference.statements]
    if isinstance(preference, Ranking):
        return [[ref.number for ref in tier] for tier in preference.tiers]
    return type(preference)


@given(st.data())
def test_a_ranking_that_misses_a_state_is_never_written(data: st.DataObject) -> None:
    option = Option(name="a.x", key="x", dm="a", title="X")
    short = data.draw(rankings(1))
    dm = DecisionMaker(key="a", name="A", options=(option,), preference=short)
    with pytest.raises(CaseFileError, match="misses state 2"):
        gmcr_text(Case(title="t", path="t.yaml", decision_makers=(dm,)))
