"""Who will be surprised, and at which state: the hypergame of a case, beside the conflict as the case has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from detente.analysis.perception import perception_problems, seen_states
from detente.analysis.preferences import Known, ranks_of, with_premises
from detente.errors import InconsistentCaseError, Severity
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.graph import IntArray
from detente.model.limits import LISTED_STATES
from detente.model.results import Analysis, Omitted, StateSpace
from detente.questions.misperception.found import Hypergame, HypergameResults, Perception, Surprise
from detente.questions.misperception.hypergame import explain_in_view, hypergame
from detente.questions.question import Asked


def ask(asked: Asked) -> HypergameResults | Omitted | None:
    """What holds by what each side sees; None where all see the conflict as the case has it."""
    found, case = asked.analysis, asked.analysis.case
    misperceiving = tuple(dm for dm, m in enumerate(case.decision_makers) if m.perceives or m.does_not_see)
    if not misperceiving:
        return None
    if found.space.count > LISTED_STATES:
        return Omitted(f"What each side sees was not compared: that is done for up to {LISTED_STATES:,} states.")
    problems = perception_problems(case, found.space, found.status_quo)
    if errors := [p for p in problems if p.severity is Severity.ERROR]:
        raise InconsistentCaseError(errors)
    perceptions = {dm: _perception(case, found.space, asked.model.payoffs, dm) for dm in misperceiving}
    game = hypergame(asked.model, perceptions, found.concepts)
    return HypergameResults(
        hypergame=game,
        misperceiving=misperceiving,
        perceived=tuple(
            tuple(case.dm_index(other.dm) for other in case.decision_makers[dm].perceives) for dm in misperceiving
        ),
        in_truth={c: found.equilibria(c) for c in found.concepts},
        surprises=tuple(_surprises(asked, perceptions, game)),
    )


def _perception(case: Case, space: StateSpace, ranks: IntArray, dm: int) -> Perception:
    maker, payoffs = case.decision_makers[dm], ranks.copy()
    for other in maker.perceives:
        payoffs[case.dm_index(other.dm)] = ranks_of(space, other.preference)
    return Perception(payoffs=payoffs, seen=seen_states(case, space, maker))


def _surprises(asked: Asked, perceptions: dict[int, Perception], game: Hypergame) -> Iterator[Surprise]:
    """Leaving before staying; of each, the status quo first, then what more concepts agree on."""
    found = asked.analysis
    cases = {dm: _as_seen(found.case, dm) for dm in range(asked.model.n_dms)}
    known: dict[int, Known] = {dm: {} for dm in cases}
    told = sorted(
        _differences(found, game),
        key=lambda d: (not d[3], d[2] != found.status_quo, -len(d[4]), d[2], d[0], d[1]),
    )
    for dm, by, row, leaves, under in told:
        whose = by if leaves else dm  # the game in which it leaves
        witness = explain_in_view(asked.model, perceptions.get(whose), by, row, under[0])
        to = next(fate.to for fate in witness.improvements if fate.sanction is None)
        yield Surprise(
            dm=dm,
            by=by,
            state=row,
            leaves=leaves,
            concepts=under,
            witness=with_premises(cases[whose], found.space, witness, known[whose]),
            to=to,
            unseen=not game.views[dm].seen[to],
        )


def _differences(found: Analysis, game: Hypergame) -> Iterator[tuple[int, int, int, bool, tuple[Concept, ...]]]:
    """(who, by whom, state, whether it leaves, concepts) wherever an expectation is wrong, at states worth telling."""
    rows = {row for one in (game, *game.views) for c in found.concepts for row in one.equilibria(c.value)}
    rows |= set() if found.status_quo is None else {found.status_quo}
    for view, by, leaves in product(game.views, range(len(game.views)), (True, False)):
        expected, so = view.table.stable, game.table.stable
        for row in (row for row in rows if view.seen[row]):
            under = tuple(c for c in found.concepts if expected[c.value][by, row] == leaves != so[c.value][by, row])
            if under:
                yield view.dm, by, row, leaves, under


def _as_seen(case: Case, dm: int) -> Case:
    """The case with the preferences as one decision maker perceives them."""
    theirs = {other.dm: other.preference for other in case.decision_makers[dm].perceives}
    makers = (replace(m, preference=theirs[m.key]) if m.key in theirs else m for m in case.decision_makers)
    return replace(case, decision_makers=tuple(makers))
