"""What a principal reads first: what holds if the claims hold, what depends on threats, and what does not hold.

A state *holds* under a concept if no decision maker has reason to leave it there (an equilibrium). How many concepts
agree is told, never added up to a score.
"""

from __future__ import annotations

from detente.frozen import frozen
from detente.model.concepts import CONCEPTS, Concept
from detente.model.results import Analysis, Explanation, Improvement, Step
from detente.report.naming import Names, listed, plural
from detente.report.words import short

GAINS = 2  # moves of one side told with what could deter them, before the rest is only numbered
SHOWN = 24  # states in a table or a list of reasons before the rest is only counted

MEANING = (
    "A state is one combination of options taken and not taken. It holds if no side has reason to leave it: because no "
    "move of its own gains it anything, or because it fears how the others could answer."
)
NOT_TOLD = (
    "Not a forecast: a model says what follows from its assumptions, not what is going to happen.",
    "Not a check of the claims: a link shows where to listen, not that it was said or that it is true.",
    "Preferences are ordinal: the analysis knows what each side likes better, at most which gaps are strong, and not "
    "by how much.",
)


@frozen
class Dependent:
    """A state that holds under some concepts only: what it takes, who could gain by leaving, what could deter that."""

    row: int
    takes: str
    threats: tuple[str, ...]


def question(analysis: Analysis) -> str:
    """What the analysis asks, with the size of the case."""
    dms = range(len(analysis.case.decision_makers))
    who = f"{Names(analysis).dms(dms)} {'have' if len(dms) > 1 else 'has'}"
    asked = "Which of these states would hold" if analysis.space.count != 1 else "Would it hold"
    return (
        f"{who} {plural(len(analysis.space.options), 'option')}, which make "
        f"{plural(analysis.space.count, 'feasible state')}. {asked}, for whom, and why?"
    )


def columns(analysis: Analysis, limit: int = SHOWN) -> tuple[int, ...]:
    """The states that matter, at most ``limit``: the status quo first, then those that hold under most concepts."""
    rows = set(analysis.matter)
    if analysis.status_quo is not None:
        rows.add(analysis.status_quo)
    first = sorted(rows, key=lambda row: (row != analysis.status_quo, -len(analysis.concepts_of(row)), row))
    return tuple(sorted(first[:limit]))


def held_rows(analysis: Analysis) -> tuple[int, ...]:
    """The states of :func:`columns` that are an equilibrium under some concept, those under most concepts first."""
    rows = (row for row in columns(analysis) if analysis.concepts_of(row))
    return tuple(sorted(rows, key=lambda row: (-len(analysis.concepts_of(row)), row)))


def holding(analysis: Analysis) -> tuple[int, ...]:
    """The states that hold under every concept asked for."""
    return tuple(row for row in held_rows(analysis) if len(analysis.concepts_of(row)) == len(analysis.concepts))


def holding_words(analysis: Analysis) -> str:
    """What it means that a state holds under every concept asked for."""
    shorts = listed(CONCEPTS[c].short for c in analysis.concepts)
    asked = f"under each concept asked for ({shorts})" if len(analysis.concepts) > 1 else f"under {shorts}"
    if Concept.NASH in analysis.concepts:
        return f"No side could gain by leaving, whatever the others would answer: stable {asked}."
    return f"No side has reason to leave {asked}."


def dependent(analysis: Analysis) -> tuple[Dependent, ...]:
    """The states that hold under some of the concepts asked for; the status quo first, then by how many."""
    names, whole = Names(analysis), set(holding(analysis))
    rows = sorted((r for r in held_rows(analysis) if r not in whole), key=lambda r: r != analysis.status_quo)
    return tuple(Dependent(row, takes(analysis, analysis.concepts_of(row)), _threats(names, row)) for row in rows)


def not_holding(analysis: Analysis) -> dict[int, str]:
    """States that matter and that hold under no concept asked for, the status quo first: who could gain by leaving."""
    names = Names(analysis)
    rows = sorted(columns(analysis), key=lambda row: row != analysis.status_quo)
    return {row: _leaves(names, row) for row in rows if not analysis.concepts_of(row)}


def unlisted(analysis: Analysis) -> int:
    """How many states hold under some concept and are not among :func:`columns`."""
    held = {row for c in analysis.concepts for row in analysis.equilibria(c)}
    return len(held - set(columns(analysis)))


def takes(analysis: Analysis, concepts: tuple[Concept, ...]) -> str:
    """Which actors a state takes to hold, in words, each with its concept; or, where that is shorter, which not."""
    missing = tuple(c for c in analysis.concepts if c not in concepts)
    if len(missing) < len(concepts):
        return f"Holds, except if each side {_actors(missing)}."
    return f"Holds if each side {_actors(concepts)}."


def _actors(concepts: tuple[Concept, ...]) -> str:
    return "; or if each side ".join(f"{CONCEPTS[c].actor} ({CONCEPTS[c].short})" for c in concepts)


def _threats(names: Names, row: int) -> tuple[str, ...]:
    """For each side that could leave: where it would gain, and what could deter it from going there."""
    analysis, found = names.analysis, []
    for dm, open_under in analysis.leavers(row).items():
        witness = next(filter(None, (analysis.explanation(dm, row, c) for c in open_under)), None)
        if witness is None:
            found.append(f"{names.dm(dm)} could gain by leaving it.")
            continue
        ends = [fate.to for fate in witness.improvements if fate.sanction is None]
        gains = [_gain(names, dm, row, to) for to in ends[:GAINS]]
        rest = f"So it could by moving to {names.states(ends[GAINS:], 4)}." if ends[GAINS:] else ""
        found.append(" ".join(filter(None, [*gains, rest])))
    return tuple(found)


def _gain(names: Names, dm: int, row: int, to: int) -> str:
    gain = f"{names.dm(dm)} could gain by moving to {names.state(to)}: it {names.change(Step(dm, row, to))}."
    return f"{gain} {_deterrent(names, dm, row, to)}".strip()


def _deterrent(names: Names, dm: int, row: int, to: int) -> str:
    """The answers that deter a move under the concepts under which the state holds.

    An answer by which a more demanding concept deters, deters under the less demanding too, and is told once.
    """
    found: dict[Concept, str] = {}
    for concept in names.analysis.concepts_of(row) or names.analysis.concepts:
        witness = names.analysis.explanation(dm, row, concept)
        if witness is None or not witness.stable:
            continue
        for fate in witness.improvements:
            if fate.to == to and fate.sanction is not None:
                found[concept] = _answer(names, witness, fate)
    told = [c for c in found if not any(_works_too(other, c) for other in found)]
    if len(told) < 2:
        return "".join(f"What could deter it: {found[c]}." for c in told)
    return " ".join(f"What could deter it under {CONCEPTS[c].short}: {found[c]}." for c in told)


def _works_too(demanding: Concept, other: Concept) -> bool:
    """Whether an answer that deters under the first deters under the second: it meets more conditions."""
    if demanding is other or Concept.SIM in (demanding, other):  # in SIM the others do not answer, they move at once
        return False
    one, two = CONCEPTS[demanding], CONCEPTS[other]
    return one.answers_pay >= two.answers_pay and one.no_way_out >= two.no_way_out


def _answer(names: Names, witness: Explanation, fate: Improvement) -> str:
    sanction = fate.sanction
    assert sanction is not None
    steps = [f"{names.dm(step.dm)} {names.change(step)}" for step in sanction.steps]
    told = listed(steps) if sanction.at_once else ", then ".join(steps)
    back = sanction.to == witness.state
    end = "which leads back" if back else f"which leads to {names.state(sanction.to)}"
    return f"{told}, {end}{'' if back else f', no better for {names.dm(witness.dm)}'}"


def _leaves(names: Names, row: int) -> str:
    ways = [_way_out(names, dm, row, concepts) for dm, concepts in names.analysis.leavers(row).items()]
    return f"{'; '.join(ways)}. Stable for all under none of the concepts asked for."


def _way_out(names: Names, dm: int, row: int, concepts: tuple[Concept, ...]) -> str:
    found = (names.analysis.explanation(dm, row, c) for c in reversed(concepts))
    witness = next(filter(None, found), None)
    said = short(names, witness).removeprefix("not stable: ") if witness else f"{names.dm(dm)} could gain by leaving it"
    every = len(concepts) == len(names.analysis.concepts)
    return said if every else f"{said} (under {listed(CONCEPTS[c].short for c in concepts)})"
