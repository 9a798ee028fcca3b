"""Large conflicts, up to a million states, against closed forms that need neither sweeps nor searches.

Where every combination of options is feasible and every option somebody's, the others can bring about any combination
of their own options that the directions allow, whatever the order. So for Nash, GMR and SMR it is enough to take minima
and maxima along the axes of an array with one axis per option:

    best(x)  the best that i can have from each state, staying or moving      = maximum along i's axes
    worst(x) the worst that the others can bring about, staying or moving     = minimum along the others' axes
    s is unstable under GMR iff i can reach some s1 with  min(P(s1), worst(P)(s1)) > P(s)
    s is unstable under SMR iff i can reach some s1 with  min(P(s1), worst(best(P))(s1)) > P(s)

That the others may also stay adds nothing: s1 is better than s. With two decision makers an answer under SEQ is a
single move, and the definition can be computed as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pytest

import detente as dt

Payoff = npt.NDArray[np.int64]


def along(x: Payoff, options: Iterable[int], one_way: list[int], extreme: np.ufunc) -> Payoff:
    """The extreme over all states that differ in these options only, and that their directions allow."""
    for k in options:
        axis = x.ndim - 1 - k  # the first option is the lowest bit, so the last axis
        no, yes = np.take(x, [0], axis), np.take(x, [1], axis)
        either = extreme(no, yes)
        x = np.concatenate([no if one_way[k] == -1 else either, yes if one_way[k] == 1 else either], axis)
    return x


def by_closed_form(owners: list[int], one_way: list[int], payoffs: Payoff) -> dict[str, npt.NDArray[np.bool_]]:
    rows: dict[str, list[npt.NDArray[np.bool_]]] = {"nash": [], "gmr": [], "smr": []}
    for i, row in enumerate(payoffs):
        p = row.reshape((2,) * len(owners))
        own = [k for k, owner in enumerate(owners) if owner == i]
        others = [k for k, owner in enumerate(owners) if owner != i]
        best = along(p, own, one_way, np.maximum)
        threats = {
            "nash": p,
            "gmr": along(p, others, one_way, np.minimum),
            "smr": along(best, others, one_way, np.minimum),
        }
        for concept, worst in threats.items():
            rows[concept].append((along(np.minimum(p, worst), own, one_way, np.maximum) <= p).ravel())
    return {concept: np.stack(found) for concept, found in rows.items()}


def weighed(rng: np.random.Generator, owners: list[int], noise: int, scale: int) -> Payoff:
    """Sums of weights of the options taken, one's own weighing more: where all is drawn alike, GMR is always stable."""
    own = np.arange(4)[:, None] == np.array(owners)
    weights = rng.integers(-4, 5, own.shape) * np.where(own, 4, 1)
    taken = np.arange(1 << len(owners)) >> np.arange(len(owners))[:, None] & 1
    return (weights @ taken + rng.integers(0, noise + 1, (4, taken.shape[1]))) * scale


@pytest.mark.parametrize("directions", ["both ways", "some one-way"])
@pytest.mark.parametrize(("noise", "scale"), [(0, 1), (9, 1), (9, 2**50)])
@pytest.mark.parametrize("n_options", [12, 16, pytest.param(20, marks=pytest.mark.slow)])
def test_nash_gmr_and_smr_where_all_is_feasible(n_options: int, noise: int, scale: int, directions: str) -> None:
    rng = np.random.default_rng([n_options, noise, directions == "both ways"])
    owners = rng.permutation(np.arange(n_options) % 4).tolist()
    chances = [1.0, 0.0, 0.0] if directions == "both ways" else [0.7, 0.15, 0.15]
    one_way = rng.choice([0, 1, -1], n_options, p=chances).tolist()
    payoffs = weighed(rng, owners, noise, scale)
    found = dt.stability(dt.GraphModel.from_options(owners, payoffs, one_way=one_way), ["nash", "gmr", "smr"]).stable
    expected = by_closed_form(owners, one_way, payoffs)
    for concept, table in expected.items():
        assert min(table.sum(), (~table).sum()) > 100, concept
        assert np.array_equal(found[concept], table), concept


def by_single_answers(p: Payoff, q: Payoff) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """SEQ and SSEQ for one with payoff p, who moves along the last axis; the other, with q, along the first."""
    highest = np.iinfo(np.int64).max
    best = np.broadcast_to(p.max(axis=1, keepdims=True), p.shape)
    seq, sseq = np.full_like(p, highest), np.full_like(p, highest)
    for s1 in range(p.shape[0]):  # the worst that an improvement of the other from row s1 can bring about
        better = q > q[s1]
        seq[s1] = np.where(better, p, highest).min(axis=0)
        sseq[s1] = np.where(better, best, highest).min(axis=0)
    unstable = [np.minimum(p, worst).max(axis=1, keepdims=True) > p for worst in (seq, sseq)]
    return ~unstable[0], ~unstable[1]


@pytest.mark.parametrize("levels", [3, 1000, 2**62])
@pytest.mark.parametrize("n_options", [12, pytest.param(16, marks=pytest.mark.slow)])
def test_seq_and_sseq_of_two_decision_makers(n_options: int, levels: int) -> None:
    half = n_options // 2
    payoffs = np.random.default_rng([n_options, levels % 1009]).integers(-levels, levels, (2, 1 << n_options))
    model = dt.GraphModel.from_options([0] * half + [1] * half, payoffs)
    found = dt.stability(model, ["seq", "sseq"]).stable
    low, high = (row.reshape(1 << half, 1 << half) for row in payoffs)
    first, second = by_single_answers(low, high), by_single_answers(high.T, low.T)
    for concept, mine, theirs in zip(("seq", "sseq"), first, second, strict=True):
        table = np.stack([mine.ravel(), theirs.T.ravel()])
        assert min(table.sum(), (~table).sum()) > 100, concept
        assert np.array_equal(found[concept], table), concept
