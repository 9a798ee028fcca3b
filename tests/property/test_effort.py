"""What is said beforehand to be a lot of work is counted out here, one by one, by the definitions."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

import detente as dt
from detente.analysis import batch
from detente.analysis.batch import work_per_profile
from detente.analysis.stability import prepare, usual_concepts
from detente.kernels import relational
from detente.kernels.coalitions import JointMoves, groups_of
from detente.kernels.coalitions import work as work_of_coalitions
from detente.model.concepts import Concept

FORMS = st.one_of(option_conflicts(max_options=4), graph_conflicts(max_states=7))
ANSWERS = {Concept.NASH: False, Concept.GMR: False, Concept.SMR: False, Concept.SEQ: True, Concept.SSEQ: True}


def combinations_tried(twin: Twin, dm: int) -> int:
    """Of stay or one improvement for each of the others, at every mask that ``dm`` can improve on; as SIM has it."""

    def improvements(j: int, k: int) -> list[int]:
        here = twin.state_of[k]
        return [q for q in twin.mask_moves[j][k] if twin.payoff[j][twin.state_of[q]] > twin.payoff[j][here]]

    others = [j for j in range(len(twin.payoff)) if j != dm]
    return sum(
        sum(1 for _ in product(*([None, *improvements(j, k)] for j in others)))
        for k in range(len(twin.masks))
        if improvements(dm, k)
    )


@settings(max_examples=examples(100), deadline=None)
@given(option_conflicts(max_options=4))
def test_the_work_of_sim_is_every_combination_at_every_mask(twin: Twin) -> None:
    tried = sum(combinations_tried(twin, dm) for dm in range(len(twin.payoff)))
    assert prepare(twin.model).simultaneous.work() == tried


def test_sim_is_usual_as_long_as_its_combinations_are_few_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    model = dt.GraphModel.from_options([0, 1, 2], np.random.default_rng(1).integers(0, 9, (3, 8)))
    tried = prepare(model).simultaneous.work()
    room = usual_concepts.__module__
    monkeypatch.setattr(f"{room}.SIM_OUTCOMES", tried)
    assert Concept.SIM in usual_concepts(model)
    monkeypatch.setattr(f"{room}.SIM_OUTCOMES", tried - 1)
    assert Concept.SIM not in usual_concepts(model)


def outcomes_at_once(twin: Twin, dm: int) -> int:
    """The pairs of a move of ``dm`` and a feasible mask that it can lead to if others move with it, or stay."""
    at = {mask: k for k, mask in enumerate(twin.masks)}
    others = [j for j in range(len(twin.payoff)) if j != dm]
    found = 0
    for k, mask in enumerate(twin.masks):
        choices = [[0, *(mask ^ twin.masks[q] for q in twin.mask_moves[j][k])] for j in others]
        for q in twin.mask_moves[dm][k]:
            ends = (twin.masks[q] ^ np.bitwise_xor.reduce([0, *changes]) for changes in product(*choices))
            found += len({end for end in ends if end in at})
    return found


@settings(max_examples=examples(60), deadline=None)
@given(FORMS)
def test_the_work_of_a_profile_is_its_states_and_moves_as_often_as_each_is_looked_at(twin: Twin) -> None:
    n_moves = sum(len(targets) for mine in twin.moves for targets in mine)
    for concept, pays in ANSWERS.items():
        often = len(twin.payoff) if pays else 2
        assert work_per_profile(twin.model, concept) == twin.n_states + often * n_moves
    if twin.masks:
        outcomes = sum(outcomes_at_once(twin, dm) for dm in range(len(twin.payoff)))
        assert work_per_profile(twin.model, Concept.SIM) == twin.n_states + outcomes


@pytest.mark.parametrize("seed", range(3))
def test_without_a_plan_every_move_and_stay_costs_sixteen_times_as_much(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = dt.GraphModel.from_options([0, 1, 1], np.random.default_rng(seed).integers(0, 9, (2, 8)))
    moves_and_stays = 8 * (2 + 4)  # one option of the one, two of the other
    monkeypatch.setattr("detente.kernels.simultaneous_plan.MAX_MASKS", 7)
    assert work_per_profile(model, Concept.SIM) == 8 + 16 * moves_and_stays
    monkeypatch.setattr("detente.kernels.batch_plan.MAX_STATES", 7)
    batch._plan.cache_clear()
    assert work_per_profile(model, Concept.SEQ) == 16 * moves_and_stays


@settings(max_examples=examples(50), deadline=None)
@given(option_conflicts(max_options=5, general=False))
def test_the_work_of_coalitions_is_enough_for_the_bytes_that_are_touched(twin: Twin) -> None:
    """Where two moves in a row are one, sweeps are few: no more than are reckoned with, twice the decision makers."""
    conflict, touched = prepare(twin.model), 0
    union = relational._Step.union

    def counted(step: relational._Step, bits: np.ndarray) -> np.ndarray:
        nonlocal touched
        touched += step.targets.size * -(-twin.n_states // 8)
        return union(step, bits)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(relational._Step, "union", counted)
        joint = JointMoves(conflict.moves, conflict.ranks)
        for group in groups_of(len(twin.payoff)):
            joint.reach(group)
    assert touched <= work_of_coalitions(conflict.moves)[0]


@pytest.mark.parametrize("n_dms", [3, 4])
def test_the_work_of_coalitions_is_counted_in_bytes_of_rows_and_words_of_verdicts(n_dms: int) -> None:
    n_states = 4**n_dms
    model = dt.GraphModel.from_options(np.arange(2 * n_dms) % n_dms, np.zeros((n_dms, n_states), np.int64))
    moves_and_stays = n_dms * n_states * 4  # two options each
    touched, compared = work_of_coalitions(prepare(model).moves)
    assert touched == 2**n_dms * moves_and_stays * (n_states // 8) * n_dms
    assert compared == 2**n_dms * n_states * n_states * (n_states // 64)
