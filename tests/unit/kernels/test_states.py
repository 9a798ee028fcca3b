"""Enumerating feasible states: the same masks as trying every combination, and no blow-up where few are feasible."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.errors import TooLargeError
from detente.kernels.expressions import bounds, evaluate, options_used
from detente.kernels.states import feasible_masks, merge_masks

N_OPTIONS = 6


def expressions(n_options: int) -> st.SearchStrategy:
    leaf = st.integers(0, n_options - 1).map(lambda k: ("option", k)) | st.sampled_from([("true",), ("false",)])
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            inner.map(lambda e: ("not", e)),
            st.tuples(st.sampled_from(["and", "or"]), inner, inner),
            st.tuples(st.just("iff"), inner, inner),
            st.lists(inner, min_size=1, max_size=4).flatmap(
                lambda es: st.integers(0, 4).map(lambda k: ("at_least", k, *es))
            ),
        ),
        max_leaves=8,
    )


def truth(expr: tuple, mask: int) -> bool:
    head, *rest = expr
    match head:
        case "option":
            return bool(mask >> rest[0] & 1)
        case "true" | "false":
            return head == "true"
        case "not":
            return not truth(rest[0], mask)
        case "and":
            return all(truth(e, mask) for e in rest)
        case "or":
            return any(truth(e, mask) for e in rest)
        case "iff":
            return truth(rest[0], mask) == truth(rest[1], mask)
        case _:
            return sum(truth(e, mask) for e in rest[1:]) >= rest[0]


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(expressions(N_OPTIONS), max_size=4))
def test_same_masks_as_trying_every_combination(constraints: list[tuple]) -> None:
    every = [m for m in range(1 << N_OPTIONS) if all(truth(c, m) for c in constraints)]
    assert feasible_masks(N_OPTIONS, constraints).tolist() == every


@settings(max_examples=examples(300), deadline=None)
@given(expressions(4), st.integers(0, 15))
def test_bounds_are_sound_and_exact_when_all_is_known(expr: tuple, known: int) -> None:
    masks = np.arange(16, dtype=np.uint64)
    must, may = bounds(expr, masks, known)
    for m in range(16):
        completions = [truth(expr, (m & known) | (other & ~known)) for other in range(16)]
        assert not must[m] or all(completions)
        assert may[m] or not any(completions)
    if options_used(expr) & ~known == 0:
        assert must.tolist() == may.tolist() == evaluate(expr, masks).tolist()


def exactly_one(options: range) -> tuple:
    some = [("option", k) for k in options]
    return ("and", ("at_least", 1, *some), ("not", ("at_least", 2, *some)))


def test_forty_options_with_few_feasible_states() -> None:
    """5 decision makers, each with exactly one of 8 options: 8**5 states out of 2**40, options in mixed file order."""
    constraints = [exactly_one(range(first, 40, 5)) for first in range(5)]
    masks = feasible_masks(40, constraints, limit=1 << 16)
    assert masks.size == 8**5
    assert np.all(np.bitwise_count(masks) == 5) if hasattr(np, "bitwise_count") else True
    assert np.all(masks[1:] > masks[:-1])


def test_too_many_states_are_refused_beforehand() -> None:
    with pytest.raises(TooLargeError, match="more than 1,024 feasible states"):
        feasible_masks(64, [], limit=1024)


def test_sixty_four_options() -> None:
    every = [("option", k) for k in range(64)]
    masks = feasible_masks(64, [("not", ("at_least", 2, *every))])
    assert masks.tolist() == [0, *(1 << k for k in range(64))]


def test_merged_states_are_numbered_by_their_smallest_mask() -> None:
    masks = np.array([0, 1, 2, 3, 6], np.uint64)
    one_group = [np.array([False, True, False, True, True])]
    assert merge_masks(masks, one_group).tolist() == [0, 1, 2, 1, 1]
    overlapping = [np.array([True, True, False, False, False]), np.array([False, True, False, False, True])]
    assert merge_masks(masks, overlapping).tolist() == [0, 0, 1, 2, 0]
