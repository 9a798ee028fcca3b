"""What holds in each scenario, beside what holds in the case: what appears there, what vanishes, what stays.

A scenario is a whole case (:class:`~detente.model.case.Scenario`), so each is a version like the case, under the same
concepts, and what holds is compared conclusion by conclusion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.analysis.version import Version, Yes, version_or_why
from detente.model.case import Scenario
from detente.model.limits import LISTED_STATES
from detente.model.results import Omitted
from detente.questions.question import Asked
from detente.questions.registry import comparable, conclusions, equilibria
from detente.questions.scenarios.found import Branch, Scenarios


def ask(asked: Asked) -> Scenarios | Omitted | None:
    """The case beside its scenarios; None where it names none.

    Cost: one analysis of stability for each scenario. A scenario that is no conflict has its reason in the result.
    """
    found = asked.analysis
    if not found.case.scenarios:
        return None
    if found.space.count > LISTED_STATES:
        return Omitted(f"Scenarios are compared up to {LISTED_STATES:,} states.", "scenario")
    base = Version(found.case, found.space, found.space.masks, asked.model, found.concepts, found.status_quo)
    others: list[Version | str] = []
    for scenario in found.case.scenarios:
        asked.progress(f"scenario {scenario.key}")
        others.append(version_or_why(scenario.case, found.concepts, base.space))
    return _compared(base, found.case.scenarios, others)


def _compared(base: Version, scenarios: Sequence[Scenario], others: Sequence[Version | str]) -> Scenarios:
    every = (base, *others)
    held = comparable([frozenset() if isinstance(version, str) else conclusions(version) for version in every])
    states = equilibria(held)
    asked = states | {v.status_quo for v in every if isinstance(v, Version) and v.status_quo is not None}
    branches = [Branch(key="", title="")]
    branches += [Branch(key=s.key, title=s.title, note=s.note, because=s.grounds.claims) for s in scenarios]
    for k, (version, holding) in enumerate(zip(every, held, strict=True)):
        if isinstance(version, str):
            branches[k] = replace(branches[k], problem=version)
        else:
            branches[k] = replace(
                branches[k],
                states=version.space.count,
                status_quo=version.status_quo,
                conclusions=holding,
                impossible=asked - version.possible(asked),
            )
    rows = {base.yes(row): row for row in range(base.space.count)}
    order = sorted(states, key=lambda yes: (not _differs(yes, branches), rows.get(yes, base.space.count), yes))
    return Scenarios(concepts=base.concepts, base=branches[0], others=tuple(branches[1:]), states=tuple(order))


def _differs(yes: Yes, branches: Sequence[Branch]) -> bool:
    """Whether a state holds under other concepts in some scenario, or can or cannot be reached there."""
    told = {(b.concepts_of(yes), yes in b.reachable) for b in branches if not b.problem}
    return len(told) > 1
