"""Doubts made by hand over the two neighbours and their well: what flips stands here, so no engine is needed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from builders import EVIL, VIDEO, claim, well_case

from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, REACHABLE, Conclusion
from detente.model.evidence import Source
from detente.questions.doubt.found import (
    Doubt,
    Flip,
    InDoubt,
    Linchpin,
    Method,
    MethodKind,
    Standing,
    Support,
    Unevidenced,
    WithoutSource,
    World,
)
from detente.questions.rankings.found import Radius, RankingDoubt, Reordered

OTHER = "OTHERvideo1"
WATER, ROAD, CLOSE = "south.prefers[0]", "south.prefers[1]", "north.options.close"
RULE = "A claim is in doubt if its source is graded D, E or F."


def doubted_case(**changes):
    """Four claims: three of one recording, of which two make the same difference, and one of another."""
    claims = {
        "well-low": claim(),
        "well-deep": claim("well-deep", stamp="00:02:00", seconds=120, sentence="The well is said to be deep."),
        "road-old": claim("road-old", stamp="00:00:30", seconds=30, listened=True, listened_by="Ana", credibility="2"),
        "village@00:05:00": claim("village@00:05:00", source=OTHER, stamp="00:05:00", seconds=300),
    }
    sources = {
        VIDEO: Source(id=VIDEO, channel="village_voice", reliability="F"),
        OTHER: Source(id=OTHER, reliability="E"),
    }
    return well_case(**({"claims": claims, "sources": sources} | changes))


def conclusion(concept: Concept | None, *yes: str) -> Conclusion:
    return Conclusion(EQUILIBRIUM if concept else REACHABLE, concept, yes)


def doubtful(**changes) -> Doubt:
    """16 worlds. State 2 hinges under Nash on either claim about the well; under GMR it holds whatever fails.

    State 4 falls if a claim about the well and the road fail together; state 3 holds only if the other recording fails.
    """
    well_flips = (Flip(("well-low",), (WATER,)), Flip(("well-deep",), (WATER,)))
    pairs = (Flip(("well-low", "road-old"), (WATER, ROAD)), Flip(("well-deep", "road-old"), (WATER, ROAD)))
    other = (Flip(("village@00:05:00",), (CLOSE,)),)
    standing = {
        "nash-2": Standing(
            conclusion=conclusion(Concept.NASH, "south.pump"), state=1, as_modelled=True, share=Fraction(1, 4),
            worlds_holding=4, flips=well_flips, without_source={VIDEO: False, OTHER: True},
            rests_on=(Support(WATER, ("well-low", "well-deep"), True),),
        ),
        "gmr-2": Standing(
            conclusion=conclusion(Concept.GMR, "south.pump"), state=1, as_modelled=True, share=Fraction(1),
            worlds_holding=16, flips=(), without_source={VIDEO: True, OTHER: True},
        ),
        "nash-4": Standing(
            conclusion=conclusion(Concept.NASH, "south.pump", "north.close"), state=3, as_modelled=True,
            share=Fraction(5, 8), worlds_holding=10, flips=pairs, without_source={VIDEO: False, OTHER: True},
        ),
        "reach-2": Standing(
            conclusion=conclusion(None, "south.pump"), state=1, as_modelled=True, share=Fraction(1),
            worlds_holding=16, flips=(), without_source={VIDEO: True, OTHER: True},
        ),
        "nash-3": Standing(
            conclusion=conclusion(Concept.NASH, "north.close"), state=None, as_modelled=False, share=Fraction(1, 2),
            worlds_holding=8, flips=other, without_source={VIDEO: False, OTHER: True},
        ),
    }  # fmt: skip
    given = {
        "case": doubted_case(),
        "concepts": (Concept.NASH, Concept.GMR),
        "rule": RULE,
        "stated": False,
        "in_doubt": (
            InDoubt("well-low", VIDEO, "its source is graded F", True),
            InDoubt("well-deep", VIDEO, "its source is graded F", True),
            InDoubt("road-old", VIDEO, "its source is graded F", True),
            InDoubt("village@00:05:00", OTHER, "its source is graded E", True),
        ),
        "method": Method(kind=MethodKind.EXACT, worlds=16, bearing=4, distinct=8, failures=4),
        "conclusions": tuple(standing.values()),
        "linchpins": (
            Linchpin("well-low", 1, 0, 1),
            Linchpin("well-deep", 1, 0, 1),
            Linchpin("village@00:05:00", 0, 1, 0),
        ),
        "sources": (
            WithoutSource(VIDEO, ("well-low", "well-deep", "road-old"), 2, 2, 0),
            WithoutSource(OTHER, ("village@00:05:00",), 4, 0, 1),
        ),
        "unevidenced": (Unevidenced("north.prefers[0]", 2, 1),),
        "worlds": (
            World(failed=(), fallen=(), holding=(0, 1, 2, 3)),
            World(failed=("well-low", "well-deep"), any_of=True, fallen=(WATER,), holding=(1, 2, 3)),
            World(failed=("road-old",), fallen=(ROAD,), holding=(0, 1, 2, 3)),
            World(failed=("village@00:05:00",), fallen=(CLOSE,), holding=(0, 1, 2, 3, 4)),
            World(failed=("well-low", "well-deep", "road-old"), source=VIDEO, fallen=(WATER, ROAD), holding=(1, 3)),
        ),
        "elements": {WATER: "Water at night", ROAD: "An open road", CLOSE: "Close the road"},
        "version": "0.0.test",
    }
    return Doubt(**(given | changes))


def sampled(**changes) -> Doubt:
    """As it would be with 30 claims in doubt."""
    method = Method(
        kind=MethodKind.SAMPLED, worlds=1 << 30, bearing=30, distinct=70_000, failures=3, sample=100_000, error=0.0043
    )
    return doubtful(method=method, **changes)


def doubtless() -> Doubt:
    """Nothing cites anything."""
    base = doubtful()
    held = tuple(
        replace(s, share=Fraction(1), worlds_holding=1, flips=(), without_source={})
        for s in base.conclusions
        if s.as_modelled
    )
    return doubtful(
        case=doubted_case(claims={}, sources={}),
        in_doubt=(),
        method=Method(kind=MethodKind.EXACT, worlds=1, bearing=0, distinct=1, failures=0),
        conclusions=held,
        linchpins=(),
        sources=(),
        worlds=(World(failed=(), fallen=(), holding=(0, 1, 2, 3)),),
    )


def hostile_doubt(text: str = EVIL) -> Doubt:
    """Every text that a note or a case can hold tries to be something else."""
    case = doubted_case()
    south, north = case.decision_makers
    south = replace(south, name=text, options=(replace(south.options[0], title=text),))
    claims = {
        name: replace(c, sentence=text, stamp=c.stamp, source="javascript:alert(1)//", listened_by=text)
        for name, c in case.claims.items()
    }
    return doubtful(
        case=replace(case, title=text, as_of=text, decision_makers=(south, north), claims=claims),
        rule=text,
        limits=(text,),
        elements={WATER: text, ROAD: text},
        version=text,
    )


def large_doubt(states: int = 100, claims: int = 40) -> Doubt:
    """``2 * states`` conclusions on states, each of which hinges on a claim and on a pair."""
    names = [f"claim-number-{k:02}" for k in range(claims)]
    base = doubted_case(
        claims={n: claim(n, stamp=f"00:{k:02}:00", seconds=60 * k, sentence="Said at length. " * 12)
                for k, n in enumerate(names)},
    )  # fmt: skip
    found = []
    for k in range(states):
        one, two, three = (names[(k * step + step) % claims] for step in (1, 3, 7))
        flips = (Flip((one,), (WATER,)),) + ((Flip((two, three), (WATER, ROAD)),) if one not in (two, three) else ())
        for concept in (Concept.NASH, Concept.GMR):
            found.append(
                Standing(conclusion=conclusion(concept, *(("south.pump",) if k % 2 else ()), f"north.o{k}"), state=k,
                         as_modelled=k % 5 != 0, share=Fraction(k + 1, states + 1), worlds_holding=k + 1,
                         flips=flips if concept is Concept.NASH else flips[:1], without_source={VIDEO: False})
            )  # fmt: skip
    alone = {n: [s for s in found for f in s.flips if f.claims == (n,)] for n in names}
    pins = [
        Linchpin(n, sum(s.as_modelled for s in on), sum(not s.as_modelled for s in on), 1) for n, on in alone.items()
    ]
    modelled = tuple(k for k, s in enumerate(found) if s.as_modelled)
    return sampled(
        case=base,
        in_doubt=tuple(InDoubt(n, VIDEO, "its source is graded F", True) for n in names),
        conclusions=tuple(found),
        linchpins=tuple(sorted((p for p in pins if p.conclusions), key=lambda p: -p.conclusions)),
        sources=(WithoutSource(VIDEO, tuple(names), 0, len(modelled), 4),),
        unevidenced=tuple(Unevidenced(f"north.prefers[{k}]", 20 - k, k) for k in range(20)),
        worlds=(
            World(failed=(), fallen=(), holding=modelled),
            *(World(failed=(n,), fallen=(WATER,), holding=modelled[k:]) for k, n in enumerate(names)),
            World(failed=tuple(names), source=VIDEO, fallen=(WATER, ROAD), holding=()),
        ),
    )


SOUTH, NORTH = 0, 1


def radius(dm, state, concept, swaps, **more):
    return Radius(dm=dm, state=state, concept=concept, swaps=swaps, **more)


def rankings(**changes):
    """State 2 falls by one pair of South under Nash and by two under GMR; state 4 by what North fears, from 4 on."""
    radii = (
        radius(SOUTH, 1, Concept.NASH, 1, lost_for=SOUTH, example=(Reordered(1, 0),)),
        radius(NORTH, 1, Concept.NASH, 3, lost_for=NORTH, example=tuple(Reordered(1, q) for q in (0, 2, 3))),
        radius(SOUTH, 3, Concept.NASH, 4, exact=False),
        radius(NORTH, 3, Concept.NASH, None),
        radius(SOUTH, 1, Concept.GMR, 2, lost_for=NORTH, example=(Reordered(3, 0), Reordered(2, 0, tied_after=True))),
        radius(NORTH, 1, Concept.GMR, 3, lost_for=NORTH),
        radius(SOUTH, 3, Concept.GMR, 4, exact=False),
        radius(NORTH, 3, Concept.GMR, None),
    )
    return RankingDoubt(**({"radii": radii, "profiles": 7} | changes))
