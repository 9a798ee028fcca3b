"""What the runs of a sweep are to be: a plan worked out for a case, or the reason why it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.analysis.graph import graph_model
from detente.analysis.preferences import preference_ranks
from detente.analysis.stability import applicable_concepts
from detente.analysis.state_space import state_space, status_quo_row
from detente.analysis.version import scenario_named
from detente.analysis.worlds.claims import doubted, meaningful, understood
from detente.analysis.worlds.fallen import elements_of
from detente.analysis.worlds.items import items_of, resting
from detente.errors import AnalysisError, InconsistentCaseError
from detente.model.assumptions import Grounded
from detente.model.case import Case
from detente.model.graph import MAX_OPTIONS
from detente.model.limits import LISTED_STATES
from detente.questions.registry import QUESTIONS
from detente.questions.sweeps.found import Sweep, SweepPlan, SweptVersion

MAX_RUNS = 1_000_000_000
MAX_SWAPS = 64
LARGEST = 2**63 - 1


def sweep_of(case: Case, plan: SweepPlan) -> Sweep:
    """The sweep that a plan makes of a case.

    Raises
    ------
    AnalysisError
        If a number makes no sense, a name means nothing, or there are too many runs, states or options.
    InconsistentCaseError
        If the case, or one of its scenarios, is no conflict.
    """
    _check(plan)
    plan = _spelled(case, plan)
    versions = _versions(case, plan)
    _check_wishes(case, versions, plan)
    for version in versions:
        _check_states(version)
    concepts = tuple(plan.concepts) if plan.concepts is not None else _applicable(versions[0].case)
    claims = tuple(dict.fromkeys(name for version in versions for name in _bearing(version)))
    options = tuple(dict.fromkeys(option.name for version in versions for option in version.case.options))
    if len(options) > MAX_OPTIONS:
        raise AnalysisError(
            f"the case and its scenarios have {len(options)} options together, and a state of the results holds "
            f"{MAX_OPTIONS}; name fewer scenarios.",
            mend="scenario",
        )
    return Sweep(
        plan=replace(plan, concepts=concepts, scenarios=tuple(version.key for version in versions)),
        versions=versions,
        concepts=concepts,
        claims=claims,
        options=options,
        dms=tuple(dict.fromkeys(dm.key for version in versions for dm in version.case.decision_makers)),
        runs=_runs(plan, len(versions), len(claims)),
        further=tuple(question.key for question in QUESTIONS if question.concludes),
    )


def _check(plan: SweepPlan) -> None:
    for name, value, low, high in (
        ("runs", plan.runs, 1, MAX_RUNS),
        ("swaps", plan.swaps, 0, MAX_SWAPS),
        ("repeat", plan.repeat, 1, MAX_RUNS),
        ("seed", plan.seed, 0, LARGEST),
        ("block", plan.block, 1, MAX_RUNS),
    ):
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise AnalysisError(f"{name} must be a whole number from {low:,} to {high:,}; got {value!r}.")
    if plan.repeat > 1 and not (plan.grid and plan.swaps):
        raise AnalysisError("repeat says how many perturbations each world of a grid gets: ask for a grid with swaps.")


def _runs(plan: SweepPlan, n_versions: int, n_claims: int) -> int:
    if not plan.grid:
        return plan.runs
    runs = n_versions * plan.repeat << n_claims
    if runs > MAX_RUNS:
        raise AnalysisError(
            f"{n_claims} claims in doubt make 2**{n_claims} worlds, and the grid {runs:,} runs; at most {MAX_RUNS:,} "
            "are possible. Trust some claims, or draw a sample.",
            mend="sample",
        )
    return runs


def _versions(case: Case, plan: SweepPlan) -> tuple[SweptVersion, ...]:
    """The case and its scenarios, or those that were named, each without what no run reads."""
    titles = {"": "", **{s.key: s.title for s in case.scenarios}}
    keys = list(titles if plan.scenarios is None else dict.fromkeys(plan.scenarios))
    if not keys:
        raise AnalysisError("no scenario is named; leave the list out for the case and all its scenarios.")
    found = []
    for key in keys:
        told = _bare(scenario_named(case, key) if key else case)
        names = frozenset(meaningful(told, elements_of(told)))
        doubt, trust = (tuple(wish for wish in wishes if wish in names) for wishes in (plan.doubt, plan.trust))
        found.append(SweptVersion(key=key, title=titles[key], case=told, doubt=doubt, trust=trust))
    return tuple(found)


def _bare(case: Case) -> Case:
    told = replace(case, pages=(), timeline=(), assumptions=(), recorded=(), readings=(), summary="")
    grounded = {key: content for key, content in case.extra.items() if isinstance(content, Grounded)}
    return replace(told, extra=grounded, problems=(), scenarios=())


def _spelled(case: Case, plan: SweepPlan) -> SweepPlan:
    """The plan with the names that its wishes mean in the case, or else in a scenario."""
    cases = [case, *(scenario.case for scenario in case.scenarios)]
    known = [(one, meaningful(one, elements_of(one))) for one in cases]

    def meant(wish: str) -> str:
        found = (name for one, names in known for name in understood(one, [wish], names) if name in names)
        return next(found, wish)

    return replace(plan, doubt=tuple(map(meant, plan.doubt)), trust=tuple(map(meant, plan.trust)))


def _check_wishes(case: Case, versions: Sequence[SweptVersion], plan: SweepPlan) -> None:
    """A wish must mean something in the case or one of its scenarios, even if not in all."""
    told = {wish for version in versions for wish in (*version.doubt, *version.trust)}
    for wish in (*plan.doubt, *plan.trust):
        if wish not in told:
            doubted(case, elements_of(case), [wish])  # says what might be meant
            raise AnalysisError(f"'{wish}' means nothing in the scenarios that were named.")


def _check_states(version: SweptVersion) -> None:
    space = state_space(version.case)
    _, problems = status_quo_row(version.case, space)
    if problems:
        raise InconsistentCaseError(problems)
    preference_ranks(version.case, space)
    if space.count > LISTED_STATES:
        raise AnalysisError(
            f"{f'the scenario {version.key!r}' if version.key else 'this case'} has {space.count:,} states; a sweep is "
            f"possible up to {LISTED_STATES:,}."
        )


def _applicable(case: Case) -> tuple:
    space = state_space(case)
    return tuple(applicable_concepts(graph_model(case, space, preference_ranks(case, space))))


def _bearing(version: SweptVersion) -> list[str]:
    """The claims and assumptions in doubt on which something rests, in order."""
    elements = elements_of(version.case)
    found = doubted(version.case, elements, version.doubt, version.trust)
    names = [*found.claims, *found.assumptions]
    bearing = {claim for item in items_of(names, resting(elements, found)) for claim in item.claims}
    return [name for name in names if name in bearing]
