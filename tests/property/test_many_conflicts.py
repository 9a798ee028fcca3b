"""Twenty thousand random conflicts, three ways: the kernels, the definitions in plain Python, the matrix form.

And a test of that test: the same conflicts must tell wrong readings from right ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from conflicts import Twin, graph_conflicts, option_conflicts
from faults import FAULTS, WRONG_MOVES
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_form import matrix_verdicts
from random_conflicts import SHAPES, conflicts_of, large_conflicts, mixed_conflicts
from thorough import COMPILED, compiled_too, examples

from detente.analysis.batch import stability_batch
from detente.analysis.stability import stability
from detente.analysis.ways import is_general_graph
from detente.model.graph import GraphModel

EACH = 2500  # conflicts of each of the eight shapes
GENERAL = (
    "merged",
    "forbidden arcs",
    "everything",
    "drawn graph",
)  # these go one way only, if anything is merged or forbidden
MATRIX = ("nash", "gmr", "smr", "seq", "sseq")


def verdicts_of(twin: Twin) -> dict[str, list[list[bool]]]:
    """By the definitions: concept -> decision maker -> state."""
    concepts = (*MATRIX, "sim") if twin.model.has_options else MATRIX
    return {c: [twin.stable(c, dm) for dm in range(twin.model.n_dms)] for c in concepts}


def roads(model: GraphModel) -> list[tuple[str, bool]]:
    """The ways that a model can be made to take, in numpy and compiled."""
    ways = ("graph",) if is_general_graph(model) else ("dense", "sparse", "graph")
    return [(way, compiled) for way in ways for compiled in compiled_too()]


def compare(twins: Iterator[Twin]) -> Counter[str]:
    """Assert that all agree everywhere, and count what was compared.

    Every conflict goes the way that is chosen for it, and another one as well: these take turns.
    """
    seen: Counter[str] = Counter()
    for number, twin in enumerate(twins):
        found, defined, matrix = stability(twin.model).stable, verdicts_of(twin), matrix_verdicts(twin.model)
        possible = roads(twin.model)
        way, compiled = possible[number % len(possible)]
        forced = stability(twin.model, MATRIX, way=way, compiled=compiled).stable
        assert all(np.array_equal(forced[c], matrix[c]) for c in MATRIX), (number, way, compiled)
        seen[f"{way}, {'compiled' if compiled else 'numpy'}"] += 1
        assert set(found) == set(defined)
        for concept, rows in defined.items():
            assert found[concept].tolist() == rows, (number, concept)
            assert concept == "sim" or np.array_equal(matrix[concept], found[concept]), (number, concept)
            seen[f"{concept} stable"] += int(found[concept].sum())
            seen[f"{concept} unstable"] += int((~found[concept]).sum())
        seen["conflicts"] += 1
        seen[f"{twin.model.n_dms} DMs"] += 1
        seen["ties"] += any(len(set(row)) < len(row) for row in twin.payoff)
        seen["5 states or more"] += twin.n_states >= 5
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_kernels_definitions_and_matrix_form_agree_on_twenty_thousand_conflicts(shape: str) -> None:
    seen = compare(conflicts_of(shape, EACH))
    assert len(SHAPES) * EACH == 20_000
    assert seen["conflicts"] == EACH
    assert min(seen[f"{n} DMs"] for n in range(1, 7)) > EACH / 8
    assert seen["ties"] > EACH / 4
    assert seen["5 states or more"] > EACH / 4
    concepts = MATRIX if shape == "drawn graph" else (*MATRIX, "sim")
    ways, kernels = ("graph",) if shape in GENERAL else ("dense", "sparse", "graph"), ("numpy", "compiled")
    for road in (f"{way}, {kernel}" for way in ways for kernel in kernels[: len(compiled_too())]):
        assert seen[road] > EACH / 7, road
    assert all(seen[f"{c} {verdict}"] > EACH / 2 for c in concepts for verdict in ("stable", "unstable"))


@pytest.mark.slow
def test_kernels_and_matrix_form_agree_on_conflicts_beyond_the_slow_twin() -> None:
    states = []
    for number, model in enumerate(large_conflicts(100)):
        matrix = matrix_verdicts(model)
        for way, compiled in roads(model):
            found = stability(model, MATRIX, way=way, compiled=compiled).stable
            assert all(np.array_equal(found[concept], matrix[concept]) for concept in MATRIX), (number, way, compiled)
        states.append(model.n_states)
    assert len(states) == 100
    assert max(states) == 256
    assert sum(n >= 64 for n in states) > 50


@pytest.mark.parametrize("compiled", COMPILED)
def test_many_profiles_at_once_agree_with_the_matrix_form(compiled: bool) -> None:
    rng = np.random.default_rng(0)
    for number, twin in enumerate(mixed_conflicts(examples(160))):
        payoffs = np.stack([rng.permuted(twin.model.payoffs, axis=1) for _ in range(4)], axis=2)
        batch = stability_batch(twin.model, payoffs, MATRIX, stable=True, compiled=compiled)
        for k in range(4):
            alone = matrix_verdicts(replace(twin.model, payoffs=payoffs[:, :, k]))
            assert all(np.array_equal(batch.stable[c][:, :, k], alone[c]) for c in MATRIX), (number, k)
            assert all(np.array_equal(batch.equilibrium[c][:, k], alone[c].all(axis=0)) for c in MATRIX), (number, k)


def test_kernels_definitions_and_matrix_form_agree_on_four_hundred_conflicts() -> None:
    assert compare(mixed_conflicts(examples(400)))["conflicts"] == examples(400)


@settings(max_examples=examples(300), deadline=None)
@given(st.one_of(option_conflicts(), graph_conflicts()))
def test_the_matrix_form_agrees_on_conflicts_made_to_fail(twin: Twin) -> None:
    """Hypothesis looks for odd ones, up to 32 states, and makes what fails small."""
    found, matrix = stability(twin.model, MATRIX).stable, matrix_verdicts(twin.model)
    assert all(np.array_equal(found[concept], matrix[concept]) for concept in MATRIX)


def test_the_mistakes_are_as_many_as_the_page_on_trust_says() -> None:
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "why-trust-us.md").read_text(encoding="utf-8")
    assert "nineteen wrong readings and four wrong kinds of moves" in page
    assert (len(FAULTS), len(WRONG_MOVES)) == (19, 4)


@pytest.fixture(scope="module")
def some_conflicts() -> list[Twin]:
    return list(mixed_conflicts(600, seed=2025))  # counted below, so always the same ones


def five_of(noticed: Iterator[bool]) -> bool:
    """Whether five conflicts tell the right from the wrong; once five do, no more are looked at."""
    return sum(islice(filter(None, noticed), 5)) == 5


@pytest.mark.parametrize(("concept", "mistake"), FAULTS, ids=lambda word: word)
def test_a_wrong_reading_is_noticed(some_conflicts: list[Twin], concept: str, mistake: str) -> None:
    wrong = FAULTS[concept, mistake]

    def tells(twin: Twin) -> bool:
        every = range(twin.n_states)
        return any([wrong(twin, dm, s) for s in every] != twin.stable(concept, dm) for dm in range(twin.model.n_dms))

    assert five_of(tells(twin) for twin in some_conflicts if concept != "sim" or twin.model.has_options)


@pytest.mark.parametrize("mistake", WRONG_MOVES)
@pytest.mark.parametrize("concept", [*MATRIX, "sim"])
def test_wrong_moves_are_noticed(some_conflicts: list[Twin], concept: str, mistake: str) -> None:
    def tells(twin: Twin) -> bool:
        other = WRONG_MOVES[mistake](twin)
        return any(other.stable(concept, dm) != twin.stable(concept, dm) for dm in range(twin.model.n_dms))

    assert five_of(tells(twin) for twin in some_conflicts if twin.model.has_options)
