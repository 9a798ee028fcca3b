"""Cases drawn at random with doubted claims, and the world of a set of failed claims, as the definition says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from detente.model.case import Case, Constraint, DecisionMaker, Direction, ForbiddenArc, Merge, Option
from detente.model.concepts import Concept
from detente.model.evidence import Claim
from detente.model.formula import ManyOp, Not, OptionRef
from detente.model.grounds import Grounds, Needs
from detente.model.preference import Prioritised, Statement

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

    def grounds(path: str, otherwise=None) -> Grounds:
        return Grounds(path, draw(because), draw(needs), otherwise)

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
            statements.append(Statement(formula=formula, text=path, grounds=grounds(path, instead)))
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
                    grounds=Grounds(claims=draw(because) if draw(st.booleans()) else ()),
                    direction=Direction.NO_TO_YES if one_way else Direction.BOTH,
                    direction_grounds=grounds(f"moves.irreversible[{k}]") if one_way else None,
                )
            )
        preference = Prioritised(statements=tuple(statements))
        makers.append(DecisionMaker(key=f"d{dm}", name=f"D{dm}", options=tuple(options), preference=preference))
    rules = tuple(
        Constraint(
            formula=draw(formulas(names)),
            text=f"rule {k}",
            grounds=grounds(f"feasible[{k}]", draw(st.sampled_from([None, "drop", "keep"]) | formulas(names))),
        )
        for k in range(draw(st.integers(0, 2)))
    )
    forbidden = tuple(
        ForbiddenArc(
            dm=f"d{draw(st.integers(0, n_dms - 1))}",
            source=draw(formulas(names)),
            target=draw(formulas(names)),
            text="",
            grounds=grounds(f"moves.forbid[{k}]"),
        )
        for k in range(draw(st.integers(0, 1)))
    )
    merges = tuple(
        Merge(
            formula=draw(formulas(names)),
            text=f"merge {k}",
            grounds=grounds(f"merge[{k}]", draw(st.sampled_from([None, "drop", "keep"]))),
        )
        for k in range(draw(st.sampled_from([0, 0, 1, 2])))
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
        merges=merges,
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


def gone(grounds: Grounds, failed: set[str]) -> bool:
    if not grounds.claims or grounds.otherwise == "keep":
        return False
    hit = [claim in failed for claim in grounds.claims]
    return all(hit) if grounds.needs is Needs.ANY else any(hit)


def in_place(things, failed: set[str]) -> list:
    """Those that stand, and what takes the place of the others."""
    kept = []
    for thing in things:
        instead = thing.grounds.otherwise
        if not gone(thing.grounds, failed) or instead == "swap":
            kept.append(thing)
        elif instead not in (None, "drop"):
            kept.append(replace(thing, formula=instead))
    return kept


def reordered(statements, failed: set[str]) -> list[Statement]:
    """Each run of statements whose places are exchanged, reversed."""
    runs: list[list[Statement]] = [[]]
    for s in statements:
        runs[-1].append(s)
        if not (s.grounds.otherwise == "swap" and gone(s.grounds, failed)):
            runs.append([])
    return [s for run in runs for s in reversed(run)]


def world(case: Case, failed: set[str]) -> Case:
    """The case where these claims fail, element by element as the definition says."""
    makers, untaken = [], []
    for dm in case.decision_makers:
        kept = in_place(reordered(dm.preference.statements, failed), failed)
        options = []
        for option in dm.options:
            rests = option.direction_grounds
            free = rests is not None and gone(rests, failed)
            options.append(replace(option, direction=Direction.BOTH) if free else option)
            if gone(option.grounds, failed):
                untaken.append(Constraint(formula=Not(OptionRef(option.name)), text=""))
        makers.append(replace(dm, preference=Prioritised(statements=tuple(kept)), options=tuple(options)))
    forbidden = tuple(arc for arc in case.forbidden if not gone(arc.grounds, failed))
    rules = (*in_place(case.feasible, failed), *untaken)
    merges = tuple(merge for merge in case.merges if not gone(merge.grounds, failed))
    return replace(case, decision_makers=tuple(makers), feasible=rules, merges=merges, forbidden=forbidden)
