"""What holds in each run of a sweep, against the definitions, run by run in plain Python."""

from __future__ import annotations

from dataclasses import replace

import doubted_cases
import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.analysis.graph import graph_model
from detente.analysis.preferences import preference_ranks
from detente.analysis.stability import stability
from detente.analysis.state_space import state_space, status_quo_row
from detente.errors import InconsistentCaseError
from detente.model.case import Case, Scenario
from detente.questions.sweeps import definition as reference_swaps
from detente.questions.sweeps.block import Computer
from detente.questions.sweeps.draws import runs_of_block
from detente.questions.sweeps.found import Sweep, SweepPlan
from detente.questions.sweeps.plan import sweep_of

CONCEPTS = doubted_cases.CONCEPTS


@st.composite
def questions(draw: st.DrawFn) -> tuple[Case, SweepPlan]:
    case = draw(doubted_cases.cases())
    # the same options in another order, as a scenario might have them, and fewer decision makers who want something
    turned = tuple(replace(dm, options=dm.options[::-1]) for dm in case.decision_makers)
    other = replace(case, decision_makers=turned, feasible=case.feasible[1:])
    case = replace(case, scenarios=(Scenario(key="other", title="Other", case=other),))
    grid = draw(st.booleans())
    swaps = draw(st.integers(0, 2))
    return case, SweepPlan(
        runs=draw(st.integers(1, 40)),
        grid=grid,
        swaps=swaps,
        repeat=draw(st.integers(1, 2)) if grid and swaps else 1,
        seed=draw(st.integers(0, 2**63 - 1)),
        concepts=CONCEPTS,
        block=draw(st.sampled_from([3, 16, 64])),
    )


def conflict(case: Case) -> bool:
    try:
        return not status_quo_row(case, state_space(case))[1]
    except InconsistentCaseError:
        return False


def expected(sweep: Sweep, case: Case, failed: set[str], fractions: np.ndarray) -> tuple[list, dict] | None:
    """The swaps of one run and its equilibria by concept, as sets of options; None where no state is feasible."""
    world = doubted_cases.world(case, failed)
    try:
        space = state_space(world)
    except InconsistentCaseError:
        return None
    rankings = [row.tolist() for row in preference_ranks(world, space)]
    made = []
    for first, second in fractions:
        dm, place = reference_swaps.chosen(rankings, first, second)
        if dm >= 0:
            rankings[dm] = reference_swaps.swapped(rankings[dm], place)
            made.append((case.decision_makers[dm].key, place))
    table = stability(graph_model(world, space, np.array(rankings)), CONCEPTS)
    return made, {c: {frozenset(space.yes(row)) for row in table.equilibria(c).tolist()} for c in CONCEPTS}


@settings(max_examples=examples(60), deadline=None)
@given(questions())
def test_every_run_is_that_of_the_definition(question: tuple[Case, SweepPlan]):
    case, plan = question
    assume(conflict(case) and conflict(case.scenarios[0].case))
    sweep = sweep_of(case, plan)
    computer = Computer(sweep, ())
    seen = []
    for number in range(sweep.blocks):
        block, runs = computer.block(number), runs_of_block(sweep, number)
        fails = runs.fails(len(sweep.claims))
        starts = [np.concatenate([[0], np.cumsum(held.counts)]) for held in block.held]
        for k, run in enumerate(sweep.runs_of(number)):
            failed = {name for name, fell in zip(sweep.claims, fails[k], strict=True) if fell}
            version = sweep.versions[block.scenario[k]]
            wanted = expected(sweep, version.case, failed, runs.swaps[k])
            seen.append((run, version.key, frozenset(failed)))
            assert block.possible[k] == (wanted is not None)
            if wanted is None:
                assert not any(held.counts[k] for held in block.held)
                continue
            made = [(sweep.dms[dm], place) for dm, place in zip(block.swap_dm[k], block.swap_place[k], strict=True)]
            assert (made if block.swapped[k] else []) == wanted[0]
            for c, held, start in zip(CONCEPTS, block.held, starts, strict=True):
                masks = held.masks[start[k] : start[k + 1]].tolist()
                assert masks == sorted(masks)
                yes = [frozenset(o for j, o in enumerate(sweep.options) if mask >> j & 1) for mask in masks]
                assert len(yes) == len(set(yes))
                assert set(yes) == wanted[1][c]
    assert [run for run, _, _ in seen] == list(range(sweep.runs))
    if plan.grid:
        kinds = {(key, failed) for _, key, failed in seen}
        assert len(kinds) == 2 << len(sweep.claims)
        assert len(seen) == len(kinds) * plan.repeat


@settings(max_examples=examples(20), deadline=None)
@given(questions(), st.integers(1, 50))
def test_a_run_does_not_depend_on_blocks_nor_on_how_many_there_are(question: tuple[Case, SweepPlan], size: int):
    case, plan = question
    assume(conflict(case) and conflict(case.scenarios[0].case))
    few = sweep_of(case, plan)
    many = sweep_of(case, replace(plan, block=size, runs=plan.runs + 20))

    def told(sweep: Sweep) -> list:
        found = []
        for number in range(sweep.blocks):
            runs = runs_of_block(sweep, number)
            found += zip(runs.scenario.tolist(), runs.failed.T.tolist(), runs.swaps.tolist(), strict=True)
        return found

    assert told(many)[: few.runs] == told(few)
