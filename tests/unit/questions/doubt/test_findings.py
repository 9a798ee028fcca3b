from dataclasses import replace
from itertools import product

import pytest
from doubts import doubted_case, doubtful, doubtless, large_doubt

from detente.questions.doubt.findings import FlipGroup, carried, flip_groups, outcomes, pins, told
from detente.questions.doubt.found import Flip


def test_conclusions_are_told_by_state_those_that_hold_as_modelled_first():
    found = outcomes(doubtful())
    assert [(o.state, len(o.held), len(o.always), len(o.hinging)) for o in found] == [
        (1, 3, 2, 1),
        (3, 1, 0, 1),
        (None, 0, 0, 0),
    ]


def test_conclusions_that_stand_alike_are_told_together():
    accounts = outcomes(doubtful())[0].accounts
    assert [a.what for a in accounts] == [
        "stable under Nash",
        "stable under GMR, and within reach of the status quo",
    ]


def test_that_the_status_quo_can_be_reached_from_itself_is_not_told():
    doubt = doubtful(case=replace(doubted_case(), status_quo=("south.pump",)))
    assert [s.conclusion.kind for s in doubt.conclusions].count("reachable") == 1
    assert len(told(doubt)) == len(doubt.conclusions) - 1
    assert len(told(doubtful(case=replace(doubted_case(), status_quo=())))) == len(doubt.conclusions)


def test_claims_that_make_the_same_assumption_fall_are_one_group():
    assert flip_groups((Flip(("a",), ("p",)), Flip(("b",), ("p",)), Flip(("c",), ("q",)))) == (
        FlipGroup((("a", "b"),), ("p",)),
        FlipGroup((("c",),), ("q",)),
    )


@pytest.mark.parametrize("parts", [("ab", "cde"), ("a", "bc", "def"), ("ab", "c")])
def test_every_choice_of_one_from_each_part_is_told_as_these_parts(parts):
    flips = tuple(Flip(claims, ("p", "q")) for claims in product(*parts))
    assert flip_groups(flips) == (FlipGroup(tuple(tuple(part) for part in parts), ("p", "q")),)


def test_sets_that_are_no_product_are_told_one_by_one():
    flips = tuple(Flip(claims, ("p",)) for claims in (("a", "b"), ("b", "c"), ("a", "c")))
    assert [group.parts for group in flip_groups(flips)] == [(("a",), ("b",)), (("b",), ("c",)), (("a",), ("c",))]
    gap = tuple(Flip(claims, ("p",)) for claims in (("a", "c"), ("a", "d"), ("b", "c")))
    assert len(flip_groups(gap)) == 3


def test_no_flip_is_lost_in_the_telling():
    doubt = large_doubt(30)
    for standing in doubt.conclusions:
        told = {frozenset(c) for group in flip_groups(standing.flips) for c in product(*group.parts)}
        assert told == {frozenset(flip.claims) for flip in standing.flips}


def test_a_claim_carries_alone_or_only_with_others():
    found = carried(doubtful())
    assert (found["well-low"].alone, found["well-low"].jointly) == ((0,), (2,))
    assert (found["road-old"].alone, found["road-old"].jointly) == ((), (2,))
    assert (found["village@00:05:00"].alone, found["village@00:05:00"].jointly) == ((4,), ())
    assert carried(doubtless()) == {}


def test_linchpins_that_make_the_same_difference_are_one():
    assert [(p.claims, p.lost, p.gained, p.jointly) for p in pins(doubtful())] == [
        (("well-low", "well-deep"), 1, 0, 1),
        (("village@00:05:00",), 0, 1, 0),
    ]
