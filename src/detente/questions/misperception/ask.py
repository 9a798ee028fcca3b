"""Who will be surprised, and at which state: the hypergame of a case, beside the conflict as the case has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.analysis.perception import perception_problems, seen_states
from detente.analysis.preferences import Known, ranks_of, with_premises
from detente.errors import InconsistentCaseError, Severity
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.graph import GraphModel, IntArray
from detente.model.limits import LISTED_STATES
from detente.model.results import Omitted, StabilityTable, StateSpace
from detente.questions.misperception.found import Hypergame, HypergameResults, Perception, Surprise
from detente.questions.misperception.hypergame import explain_in_view, hypergame
from detente.questions.question import Asked


def misperception_analysis(
    case: Case, space: StateSpace, model: GraphModel, table: StabilityTable, status_quo: int | None
) -> HypergameResults | None:
    """The answer for a case; None where all see alike, and beyond 4,096 states.

    table : the verdicts in the conflict as the case has it
    """
    concepts = tuple(Concept(name) for name in table.stable)
    misperceiving = tuple(dm for dm, m in enumerate(case.decision_makers) if m.perceives or m.does_not_see)
    if not misperceiving or space.count > LISTED_STATES:
        return None
    problems = [p for p in perception_problems(case, space, status_quo) if p.severity is Severity.ERROR]
    if problems:
        raise InconsistentCaseError(problems)
    perceptions = {dm: _perception(case, space, model.payoffs, dm) for dm in misperceiving}
    found = hypergame(model, perceptions, concepts)
    return HypergameResults(
        hypergame=found,
        misperceiving=misperceiving,
        perceived=tuple(
            tuple(case.dm_index(other.dm) for other in case.decision_makers[dm].perceives) for dm in misperceiving
        ),
        in_truth={c: tuple(int(row) for row in table.equilibria(c.value)) for c in concepts},
        surprises=tuple(_surprises(case, space, model, perceptions, found, concepts, status_quo)),
    )


def _perception(case: Case, space: StateSpace, ranks: IntArray, dm: int) -> Perception:
    maker, payoffs = case.decision_makers[dm], ranks.copy()
    for other in maker.perceives:
        payoffs[case.dm_index(other.dm)] = ranks_of(space, other.preference)
    return Perception(payoffs=payoffs, seen=seen_states(case, space, maker))


def _surprises(
    case: Case,
    space: StateSpace,
    model: GraphModel,
    perceptions: dict[int, Perception],
    found: Hypergame,
    concepts: Sequence[Concept],
    status_quo: int | None,
) -> Iterator[Surprise]:
    """Leaving before staying; of each, the status quo first, then what more concepts agree on."""
    cases = {dm: _as_seen(case, dm) for dm in range(model.n_dms)}
    known: dict[int, Known] = {dm: {} for dm in cases}
    told = sorted(
        _differences(found, concepts, status_quo),
        key=lambda d: (not d[3], d[2] != status_quo, -len(d[4]), d[2], d[0], d[1]),
    )
    for dm, by, row, leaves, under in told:
        whose = by if leaves else dm  # the game in which it leaves
        witness = explain_in_view(model, perceptions.get(whose), by, row, under[0])
        to = next(fate.to for fate in witness.improvements if fate.sanction is None)
        yield Surprise(
            dm=dm,
            by=by,
            state=row,
            leaves=leaves,
            concepts=under,
            witness=with_premises(cases[whose], space, witness, known[whose]),
            to=to,
            unseen=not found.views[dm].seen[to],
        )


def _differences(
    found: Hypergame, concepts: Sequence[Concept], status_quo: int | None
) -> list[tuple[int, int, int, bool, tuple[Concept, ...]]]:
    """(who, by whom, state, whether it leaves, concepts) wherever an expectation is wrong, at states worth telling."""
    rows = {row for view in found.views for c in concepts for row in view.equilibria(c.value)}
    rows |= {row for c in concepts for row in found.equilibria(c.value)}
    rows |= set() if status_quo is None else {status_quo}
    differences = []
    for view in found.views:
        for by in range(len(found.views)):
            for row in (row for row in rows if view.seen[row]):
                for leaves in (True, False):
                    under = tuple(
                        c
                        for c in concepts
                        if bool(view.table.stable[c.value][by, row]) is leaves
                        and bool(found.table.stable[c.value][by, row]) is not leaves
                    )
                    if under:
                        differences.append((view.dm, by, row, leaves, under))
    return differences


def _as_seen(case: Case, dm: int) -> Case:
    """The case with the preferences as one decision maker perceives them."""
    theirs = {other.dm: other.preference for other in case.decision_makers[dm].perceives}
    makers = (replace(m, preference=theirs[m.key]) if m.key in theirs else m for m in case.decision_makers)
    return replace(case, decision_makers=tuple(makers))


def ask(asked: Asked) -> HypergameResults | Omitted | None:
    """What holds by what each side sees; None where all see the conflict as the case has it."""
    found = asked.analysis
    answer = misperception_analysis(found.case, found.space, asked.model, found.table, found.status_quo)
    if answer is None and any(dm.perceives or dm.does_not_see for dm in found.case.decision_makers):
        return Omitted(f"What each side sees was not compared: that is done for up to {LISTED_STATES:,} states.")
    return answer
