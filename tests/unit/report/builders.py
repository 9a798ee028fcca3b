"""Analyses made by hand: small conflicts whose verdicts are written down here, so that no engine is needed.

The example is ours: two neighbours and a well. South pumps or not; North closes its road or not.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np

from detente.errors import Problem, Severity, SourcePos
from detente.model.case import Assumption, Case, Contact, DecisionMaker, Faction, Option
from detente.model.concepts import Concept
from detente.model.evidence import Claim, Moment, NotePage, Sentence, Source
from detente.model.formula import Not, OptionRef
from detente.model.grounds import Grounds
from detente.model.preference import Prioritised, Statement
from detente.model.readings import Rated, RatedQuestion, Rating, Reading
from detente.model.results import (
    Analysis,
    Arc,
    Comparison,
    ConflictGraph,
    Explanation,
    Improvement,
    Premise,
    Sanction,
    StabilityTable,
    StateSpace,
    Step,
)
from detente.questions.readings.ask import compare_readings

VIDEO = "abcDEF12-_x"
WELL_LOW = Grounds(claims=("well-low",))
EVIL = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)> [bold]rich[/bold]"
FORGED = "\ufdd0part\ufdd1doubt\ufdd1forged\ufdd2"  # what would be a mark, if it were ours
STEERING = f"{FORGED} \x1b[31mred\x1b]0;owned\x07 \u202e\u2066back\u2069 \x9b2J \r end"


def claim(name: str = "well-low", **changes) -> Claim:
    given = {
        "page": "village",
        "source": VIDEO,
        "stamp": "00:01:09",
        "seconds": 69,
        "sentence": "The well is said to run low.",
        "section": "Water",
    }
    return Claim(name=name, **(given | changes))


def well_case(**changes) -> Case:
    south = DecisionMaker(
        key="south",
        name="South",
        options=(Option(name="south.pump", key="pump", dm="south", title="Pump at night", grounds=WELL_LOW),),
        preference=Prioritised(
            statements=(
                Statement(
                    formula=OptionRef("south.pump"),
                    text="south.pump",
                    title="Water at night",
                    grounds=Grounds("south.prefers[0]", ("well-low",)),
                ),
                Statement(
                    formula=Not(OptionRef("north.close")), text="not north.close", grounds=Grounds("south.prefers[1]")
                ),
            )
        ),
        factions=(Faction(key="elders", title="Council of elders", grounds=WELL_LOW),),
    )
    north = DecisionMaker(
        key="north",
        name="North",
        options=(Option(name="north.close", key="close", dm="north", title="Close the road"),),
        preference=Prioritised(
            statements=(
                Statement(
                    formula=Not(OptionRef("south.pump")), text="not south.pump", grounds=Grounds("north.prefers[0]")
                ),
            )
        ),
    )
    well_low = claim()
    page = NotePage(
        path="notes/village.md",
        stem="village",
        title="The village",
        source=VIDEO,
        sentences=(
            Sentence(text=well_low.sentence, line=7, section="Water", moments=(Moment(stamp="00:01:09", seconds=69),)),
        ),
    )
    given = {
        "title": "The well",
        "path": "cases/well/case.yaml",
        "as_of": "2024-05-01",
        "summary": "Two neighbours share a well.",
        "decision_makers": (south, north),
        "sources": {VIDEO: Source(id=VIDEO, title="A walk to the well", channel="village_voice")},
        "claims": {"well-low": well_low},
        "pages": (page,),
        "timeline": (
            Contact(date="2024-04-30", kind="offer", sender=("south.elders",), to=("north",), summary="Ask for a talk.",
                    terms=(("hours", "night"),), grounds=Grounds("timeline[0]", ("well-low",))),
        ),
        "extra": {"terms": {"hours": {"values": ["night", "day"]}}},
        "assumptions": (
            Assumption(Grounds("south.options.pump", ("well-low",)), text="Pump at night"),
            Assumption(Grounds("south.prefers[0]", ("well-low",)), text="south.pump", title="Water at night"),
            Assumption(Grounds("south.prefers[1]"), text="not north.close", title="An open road"),
            Assumption(Grounds("north.options.close"), text="Close the road"),
            Assumption(Grounds("north.prefers[0]"), text="not south.pump"),
            Assumption(Grounds("status_quo"), text="none", title="no option is taken"),
            Assumption(Grounds("south.factions.elders", ("well-low",)), text="Council of elders", used=False),
            Assumption(Grounds("timeline[0]", ("well-low",)), text="offer of 2024-04-30", used=False),
        ),
        "problems": (
            Problem(pos=SourcePos("cases/well/case.yaml", 9, 3), severity=Severity.NOTICE, code="not-yet-used",
                    message="'terms' is read and checked, but not used yet"),
        ),
        "readings": (
            RatedQuestion(
                key="why-low",
                title="Why is the well low?",
                readings=(Reading("pump", "The pump runs at night."), Reading("drought", "There was no rain.")),
                evidence=(
                    Rated(claim="well-low", ratings={"pump": Rating.I, "drought": Rating.CC}, note="Dry fields."),
                ),
                about="south.prefers[0]",
                taken="pump",
                note="Nobody measured it.",
            ),
        ),
        "digest": "ab12" * 16,
    }  # fmt: skip
    return Case(**(given | changes))


def well(**changes) -> Analysis:
    """Four states (pump, close): South prefers 2 > 4 > 1 > 3, North likes 1 and 3 equally, and better than 2 and 4.

    Equilibria: states 2 and 4 under Nash (North is indifferent). Under SEQ the same; the status quo, state 1, is left
    by South. The GMR column shows a sanctioned improvement (made up for the words, not true of this graph).
    """
    case = changes.pop("case", None) or well_case()
    masks = np.arange(4, dtype=np.uint64)
    space = StateSpace(
        options=tuple(o.name for o in case.options), masks=masks, members=masks, state_of=np.arange(4, dtype=np.int64)
    )
    nash = np.array([[False, True, False, True], [True, True, True, True]])
    gmr = np.array([[True, True, False, True], [True, True, True, True]])
    pump = Premise(path="south.prefers[0]", text="south.pump", claims=("well-low",), holds_in=1)
    road = Premise(path="south.prefers[1]", text="not north.close", holds_in=0)
    better = Comparison(dm=0, left=1, relation=">", right=0, premise=pump)
    explanations = (
        Explanation(dm=0, state=0, concept=Concept.NASH, stable=False, improvements=(Improvement(to=1),),
                    comparisons=(better,)),
        Explanation(dm=1, state=0, concept=Concept.NASH, stable=True,
                    comparisons=(Comparison(dm=1, left=2, relation="=", right=0),)),
        Explanation(dm=0, state=0, concept=Concept.GMR, stable=True,
                    improvements=(Improvement(to=1, sanction=Sanction(steps=(Step(1, 1, 3), Step(0, 3, 2)), to=2)),),
                    comparisons=(better, Comparison(dm=0, left=2, relation="<", right=0, premise=road))),
        Explanation(dm=0, state=1, concept=Concept.NASH, stable=True,
                    comparisons=(Comparison(dm=0, left=0, relation="<", right=1, premise=pump),)),
    )  # fmt: skip
    graph = ConflictGraph(
        rows=(0, 1, 2, 3),
        arcs=(
            Arc(0, 0, 1, True, True), Arc(0, 2, 3, True, True), Arc(1, 0, 2, False, True), Arc(1, 1, 3, False, True),
        ),
        complete=True,
    )  # fmt: skip
    given = {
        "case": case,
        "space": space,
        "ranks": np.array([[2, 4, 1, 3], [2, 1, 2, 1]], dtype=np.int64),
        "table": StabilityTable(stable={"nash": nash, "gmr": gmr}),
        "concepts": (Concept.NASH, Concept.GMR),
        "status_quo": 0,
        "matter": (0, 1, 3),
        "explanations": explanations,
        "graph": graph,
        "problems": case.problems,
        "answers": {"readings": compare_readings(case)} if case.readings else {},
        "version": "0.0.test",
        "method": "by hand",
    }
    return Analysis(**(given | changes))


def warring() -> Analysis:
    """The well, in a case that has words for what is not done."""
    south, north = well_case().decision_makers
    south = replace(south, options=(replace(south.options[0], not_title="Go thirsty"),))
    north = replace(north, options=(replace(north.options[0], not_title="Keep the road open"),))
    return well(case=well_case(decision_makers=(south, north)))


def merged_well() -> Analysis:
    """States 2 and 4 are one: once South pumps, nobody cares about the road."""
    members = np.arange(4, dtype=np.uint64)
    space = StateSpace(
        options=("south.pump", "north.close"),
        masks=np.array([0, 1, 2], dtype=np.uint64),
        members=members,
        state_of=np.array([0, 1, 2, 1]),
    )
    return well(
        space=space,
        ranks=np.array([[2, 3, 1], [2, 1, 2]]),
        table=StabilityTable(stable={"nash": np.array([[False, True, False], [True, True, True]])}),
        concepts=(Concept.NASH,),
        matter=(0, 1),
        explanations=(
            Explanation(dm=0, state=0, concept=Concept.NASH, stable=False, improvements=(Improvement(to=1),)),
        ),
        graph=ConflictGraph(rows=(0, 1, 2), arcs=(Arc(0, 0, 1, True, False),), complete=True),
    )


def alone() -> Analysis:
    """One decision maker without options, no claims, no status quo: a single state."""
    one = np.zeros(1, dtype=np.uint64)
    case = Case(title="Alone", path="alone.yaml", decision_makers=(DecisionMaker(key="a", name="A", options=()),))
    return Analysis(
        case=case,
        space=StateSpace(options=(), masks=one, members=one, state_of=np.zeros(1, np.int64)),
        ranks=np.ones((1, 1), np.int64),
        table=StabilityTable(stable={"nash": np.array([[True]])}),
        concepts=(Concept.NASH,),
        status_quo=None,
        matter=(0,),
        explanations=(Explanation(dm=0, state=0, concept=Concept.NASH, stable=True),),
        graph=ConflictGraph(rows=(0,), arcs=(), complete=True),
    )


def cube(bits: int, shown: int | None = None, dms: int = 3) -> Analysis:
    """``2**bits`` states, the options dealt out to ``dms``; every DM likes a different half. No claims, long titles."""
    options = [(f"dm{k % dms}", k) for k in range(bits)]
    makers = tuple(
        DecisionMaker(
            key=f"dm{i}",
            name=f"Party number {i} with a rather long official name",
            options=tuple(
                Option(
                    name=f"dm{i}.o{k}", key=f"o{k}", dm=f"dm{i}", title=f"Do the thing numbered {k} " + "at length " * 6
                )
                for dm, k in options
                if dm == f"dm{i}"
            ),
        )
        for i in range(dms)
    )
    order = [o.name for dm in makers for o in dm.options]
    n = 1 << bits
    masks = np.arange(n, dtype=np.uint64)
    ranks = np.array([[bin(row * (i + 3) & (n - 1)).count("1") + 1 for row in range(n)] for i in range(dms)])
    rows = range(n if shown is None else shown)
    owner = [i for i, dm in enumerate(makers) for _ in dm.options]
    arcs = tuple(
        Arc(owner[k], a, a ^ (1 << k), bool(ranks[owner[k], a ^ (1 << k)] > ranks[owner[k], a]), True)
        for a, k in product(rows, range(bits))
        if a ^ (1 << k) in rows
    )
    rng = np.random.default_rng(1)
    stable = {c.value: rng.random((dms, n)) < 0.6 for c in Concept}
    matter = sorted({int(r) for c in stable.values() for r in np.flatnonzero(c.all(axis=0))} | {0})
    return Analysis(
        case=Case(title="A cube of states " * 6, path="cube.yaml", decision_makers=makers),
        space=StateSpace(options=tuple(order), masks=masks, members=masks, state_of=np.arange(n, dtype=np.int64)),
        ranks=ranks,
        table=StabilityTable(stable=stable),
        concepts=tuple(Concept),
        status_quo=0,
        matter=tuple(matter),
        explanations=(),
        graph=ConflictGraph(rows=tuple(rows), arcs=arcs, complete=shown is None),
    )


def hostile(text: str = EVIL) -> Analysis:
    """Every text that a note or a case can hold tries to be something else; the recording's id tries to be a script."""
    base = well_case()
    bad = claim(
        sentence=text, section=text, source="javascript:alert(1)//", stamp="00:01:09", listened_by=text, listened=True
    )
    south, north = base.decision_makers
    south = replace(
        south,
        name=text,
        options=(replace(south.options[0], title=text),),
        factions=(Faction(key="elders", title=text),),
        preference=Prioritised(
            statements=(Statement(formula=OptionRef("south.pump"), text=text, grounds=Grounds("south.prefers[0]")),)
        ),
    )
    case = replace(
        base,
        title=text,
        summary=text,
        as_of=text,
        decision_makers=(south, north),
        claims={"well-low": bad},
        sources={bad.source: Source(id=bad.source, title=text, channel=text, speaker=text, note=text)},
        timeline=tuple(replace(c, summary=text, kind=text, channel=text, terms=((text, text),)) for c in base.timeline),
        assumptions=tuple(replace(a, text=text, grounds=Grounds(text, a.claims)) for a in base.assumptions),
        extra={text: {text: text}},
        readings=tuple(
            replace(
                question,
                key=text,
                title=text,
                readings=(Reading(text, text), question.readings[1]),
                evidence=(replace(question.evidence[0], ratings={text: Rating.II}, note=text),),
                about=text,
                taken=text,
                note=text,
            )
            for question in base.readings
        ),
        problems=tuple(replace(p, message=text, hint=text, source_line=text) for p in base.problems),
        digest=text,
    )
    return well(case=case, version=text, method=text, limits=(text,))
