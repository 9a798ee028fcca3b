"""The analysis of doubt against worlds gone through one by one, transcribed from the definition in plain Python."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis.doubt.doubt import doubt_case
from detente.analysis.graph import graph_model
from detente.analysis.preferences import preference_ranks
from detente.analysis.stability import stability
from detente.analysis.state_space import state_space, status_quo_row
from detente.errors import InconsistentCaseError
from detente.model.case import Case, Constraint, DecisionMaker, Direction, ForbiddenArc, Option, Rests
from detente.model.concepts import Concept
from detente.model.doubt import Kind
from detente.model.evidence import Claim
from detente.model.formula import ManyOp, Not, OptionRef
from detente.model.preference import Needs, Prioritised, Statement

CLAIMS = ("c0", "c1", "c2", "c3", "c4")
CONCEPTS = (Concept.NASH, Concept.GMR, Concept.SEQ, Concept.SIM)


def formulas(options: list[str]) -> st.SearchStrategy:
    literal = st.sampled_from(options).map(OptionRef)
    signed = literal | literal.map(Not)
    return signed | st.tuples(st.sampled_from(["and", "or"]), st.tuples(signed, signed)).map(lambda t: ManyOp(*t))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    owners = draw(st.lists(st.integers(0, 2), min_size=2, max_size=4))
    n_dms = 1 + max(owners)
    names = [f"d{owner}.o{k}" for k, owner in enumerate(owners)]
    because = st.lists(st.sampled_from(CLAIMS), max_size=3, unique=True).map(tuple)
    needs = st.sampled_from(Needs)

    def rests(path: str) -> dict:
        return {"because": draw(because), "needs": draw(needs), "path": path}

    makers = []
    for dm in range(n_dms):
        count = draw(st.integers(0, 4))
        statements = []
        for k in range(count):
            last = k + 1 == count
            words = [None, "drop", "keep"] if last else [None, "drop", "keep", "swap", "swap"]
            instead = draw(st.sampled_from(words) | formulas(names))
            formula = draw(formulas(names))
            path = f"d{dm}.prefers[{k}]"
            statements.append(Statement(formula=formula, text=path, otherwise=instead, **rests(path)))
        options = []
        for k, name in enumerate(names):
            if owners[k] != dm:
                continue
            one_way = draw(st.booleans())
            options.append(
                Option(
                    name=name,
                    key=f"o{k}",
                    dm=f"d{dm}",
                    title=name,
                    because=draw(because) if draw(st.booleans()) else (),
                    direction=Direction.NO_TO_YES if one_way else Direction.BOTH,
                    direction_rests=Rests(**rests(f"moves.irreversible[{k}]")) if one_way else None,
                )
            )
        preference = Prioritised(statements=tuple(statements))
        makers.append(DecisionMaker(key=f"d{dm}", name=f"D{dm}", options=tuple(options), preference=preference))
    rules = tuple(
        Constraint(
            formula=draw(formulas(names)),
            text=f"rule {k}",
            otherwise=draw(st.sampled_from([None, "drop", "keep"]) | formulas(names)),
            **rests(f"feasible[{k}]"),
        )
        for k in range(draw(st.integers(0, 2)))
    )
    forbidden = tuple(
        ForbiddenArc(
            dm=f"d{draw(st.integers(0, n_dms - 1))}",
            source=draw(formulas(names)),
            target=draw(formulas(names)),
            text="",
            **rests(f"moves.forbid[{k}]"),
        )
        for k in range(draw(st.integers(0, 1)))
    )
    claims = {
        name: Claim(
            name=name,
            page="p.md",
            source=draw(st.sampled_from(["v", "w"])),
            stamp="00:00:01",
            seconds=1,
            sentence="",
            reliability=draw(st.sampled_from(["A", "F", "F"])),
            credibility=draw(st.sampled_from(["1", "2", "6"])),
        )
        for name in CLAIMS
    }
    # option file order is by decision maker
    return Case(
        title="",
        path="",
        decision_makers=tuple(makers),
        feasible=rules,
        forbidden=forbidden,
        claims=claims,
        status_quo=(),
    )


def in_doubt(case: Case) -> list[str]:
    return [
        c.name
        for c in case.claims.values()
        if (c.reliability in "DEF" and c.credibility != "1") or c.credibility in "456"
    ]


def gone(thing, failed: set[str]) -> bool:
    if not thing.because or getattr(thing, "otherwise", None) == "keep":
        return False
    hit = [claim in failed for claim in thing.because]
    return all(hit) if thing.needs is Needs.ANY else any(hit)


def in_place(things, failed: set[str]) -> list:
    """Those that stand, and what takes the place of the others."""
    kept = []
    for thing in things:
        if not gone(thing, failed) or thing.otherwise == "swap":
            kept.append(thing)
        elif thing.otherwise not in (None, "drop"):
            kept.append(replace(thing, formula=thing.otherwise))
    return kept


def reordered(statements, failed: set[str]) -> list[Statement]:
    """Each run of statements whose places are exchanged, reversed."""
    runs: list[list[Statement]] = [[]]
    for s in statements:
        runs[-1].append(s)
        if not (s.otherwise == "swap" and gone(s, failed)):
            runs.append([])
    return [s for run in runs for s in reversed(run)]


def world(case: Case, failed: set[str]) -> Case:
    """The case where these claims fail, element by element as the definition says."""
    makers, untaken = [], []
    for dm in case.decision_makers:
        kept = in_place(reordered(dm.preference.statements, failed), failed)
        options = []
        for option in dm.options:
            rests = option.direction_rests
            free = rests is not None and gone(rests, failed)
            options.append(replace(option, direction=Direction.BOTH) if free else option)
            if gone(option, failed):
                untaken.append(Constraint(formula=Not(OptionRef(option.name)), text=""))
        makers.append(replace(dm, preference=Prioritised(statements=tuple(kept)), options=tuple(options)))
    forbidden = tuple(arc for arc in case.forbidden if not gone(arc, failed))
    rules = (*in_place(case.feasible, failed), *untaken)
    return replace(case, decision_makers=tuple(makers), feasible=rules, forbidden=forbidden)


def holds(case: Case) -> set[tuple]:
    """Everything that holds in one world."""
    try:
        space = state_space(case)
    except InconsistentCaseError:
        return set()
    model = graph_model(case, space, preference_ranks(case, space))
    table = stability(model, CONCEPTS)
    found = {(c, space.yes(row)) for c in CONCEPTS for row in table.equilibria(c).tolist()}
    start, problems = status_quo_row(case, space)
    if start is not None and not problems:
        found |= {(None, space.yes(row)) for row in reached(model, start)}
    return found


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


@settings(max_examples=120, deadline=None)
@given(cases())
def test_every_answer_is_that_of_the_worlds_one_by_one(case: Case):
    try:
        state_space(case)
        if status_quo_row(case, state_space(case))[1]:
            return
    except InconsistentCaseError:
        return
    names = in_doubt(case)
    found = {some: holds(world(case, set(some))) for some in subsets(names)}
    modelled = found[()]
    doubt = doubt_case(case, CONCEPTS)
    assert [d.claim for d in doubt.in_doubt] == names
    assert doubt.method.worlds == len(found)
    sources = dict.fromkeys(c.source for c in case.claims.values())
    without = {s: holds(world(case, {c.name for c in case.claims.values() if c.source == s})) for s in sources}
    equilibria_of = {yes for some in found.values() for c, yes in some if c is not None}
    told = {}
    for standing in doubt.conclusions:
        conclusion = standing.conclusion
        key = (None if conclusion.kind is Kind.REACHABLE else conclusion.concept, conclusion.yes)
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
