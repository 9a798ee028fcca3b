"""The analysis of doubt against worlds gone through one by one, transcribed from the definition in plain Python."""

from __future__ import annotations

from itertools import chain, combinations

from doubted_cases import CONCEPTS, cases, in_doubt, world
from hypothesis import given, settings
from thorough import examples

from detente.analysis.graph import graph_model
from detente.analysis.preferences import preference_ranks
from detente.analysis.stability import stability
from detente.analysis.state_space import state_space, status_quo_row
from detente.errors import InconsistentCaseError
from detente.model.case import Case
from detente.model.conclusion import REACHABLE
from detente.model.results import StateSpace
from detente.questions.doubt.ask import doubt_case


def holds(case: Case, modelled: StateSpace) -> set[tuple] | None:
    """Everything that holds in one world; None where no state is feasible."""
    try:
        space = state_space(case)
    except InconsistentCaseError:
        return None
    model = graph_model(case, space, preference_ranks(case, space))
    table = stability(model, CONCEPTS)
    found = {(c, name(space, row, modelled)) for c in CONCEPTS for row in table.equilibria(c).tolist()}
    start, problems = status_quo_row(case, space)
    if start is not None and not problems:
        found |= {(None, name(space, row, modelled)) for row in reached(model, start)}
    return found


def name(space: StateSpace, row: int, modelled: StateSpace) -> tuple[str, ...]:
    """A state is the modelled one of whose members it has the smallest that is left in this world."""
    here = [int(mask) for mask, of in zip(space.members, space.state_of, strict=True) if of == row]
    same = []
    for k, mask in enumerate(modelled.masks.tolist()):
        members = {int(m) for m, of in zip(modelled.members, modelled.state_of, strict=True) if of == k}
        left = members & set(space.members.tolist())
        if left and min(left) in here:
            same.append(mask)
    mask = min(same or here)
    return tuple(option for k, option in enumerate(space.options) if mask >> k & 1)


def reached(model, start: int) -> set[int]:
    """Breadth first over (state, last mover)."""
    from detente.analysis.stability import prepare

    arcs = [mine.arcs().tolist() for mine in prepare(model).moves]
    seen, todo = {(start, None)}, [(start, None)]
    while todo:
        state, last = todo.pop()
        for dm, pairs in enumerate(arcs):
            for origin, to in pairs:
                better = model.payoffs[dm][to] > model.payoffs[dm][origin]
                if origin == state and dm != last and better and (to, dm) not in seen:
                    seen.add((to, dm))
                    todo.append((to, dm))
    return {state for state, _ in seen} - {start}


def subsets(names: list[str]) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(names, size) for size in range(len(names) + 1)))


@settings(max_examples=examples(120), deadline=None)
@given(cases())
def test_every_answer_is_that_of_the_worlds_one_by_one(case: Case):
    try:
        space = state_space(case)
        if status_quo_row(case, space)[1]:
            return
    except InconsistentCaseError:
        return
    names = in_doubt(case)
    held = {some: holds(world(case, set(some)), space) for some in subsets(names)}
    found = {some: keys or set() for some, keys in held.items()}
    modelled = found[()]
    doubt = doubt_case(case, CONCEPTS)
    assert [d.claim for d in doubt.in_doubt] == names
    assert doubt.method.worlds == len(found)
    assert doubt.method.impossible == sum(keys is None for keys in held.values())
    sources = dict.fromkeys(c.source for c in case.claims.values())
    gone = {s: {c.name for c in case.claims.values() if c.source == s} for s in sources}
    without = {s: holds(world(case, claims), space) or set() for s, claims in gone.items()}
    equilibria_of = {yes for some in found.values() for c, yes in some if c is not None}
    told = {}
    for standing in doubt.conclusions:
        conclusion = standing.conclusion
        key = (None if conclusion.kind == REACHABLE else conclusion.concept, conclusion.yes)
        told[key] = standing
        assert standing.as_modelled == (key in modelled)
        assert standing.worlds_holding == sum(key in some for some in found.values())
        flipping = [set(some) for some in found if (key in found[some]) != standing.as_modelled]
        smallest = [f for f in flipping if not any(other < f for other in flipping)]
        small = sorted(tuple(n for n in names if n in f) for f in smallest if len(f) <= 3)
        given_small = sorted(flip.claims for flip in standing.flips if len(flip.claims) <= 3)
        assert given_small == small
        assert all(set(flip.claims) in smallest for flip in standing.flips)
        assert bool(standing.flips) == bool(smallest)
        assert all(held == (key in without[source]) for source, held in standing.without_source.items())
        assert {case.claims[name].source for name in names} <= set(standing.without_source)
        if standing.as_modelled:
            support = {rest.path for rest in standing.rests_on}
            assert all(support & set(flip.fallen) for flip in standing.flips)
    everything = {key for some in found.values() for key in some}
    wanted = {key for key in everything if key[0] is not None or key[1] in equilibria_of}
    assert wanted <= set(told)
    for pin in doubt.linchpins:
        alone = [s for s in doubt.conclusions if (pin.claim,) in [flip.claims for flip in s.flips]]
        assert pin.conclusions == len(alone)
