"""What came of a sweep, in a few lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.case import Case
from detente.model.concepts import CONCEPTS, Concept
from detente.questions.registry import QUESTIONS
from detente.questions.sweeps.found import SweepSummary
from detente.report.marks import capital, plain
from detente.report.naming import CaseNames, plural
from detente.report.page import Grid, Page, Say
from detente.report.section import grid

STATES = 5  # of each version, before the rest is counted


def sweep_page(summary: SweepSummary) -> Page:
    """In which share of the runs each state is an equilibrium."""
    versions = range(len(summary.sweep.versions))
    grids = (told for at in versions if summary.runs[at] for told in (_grid(summary, at), *_further(summary, at)))
    drawn = not summary.sweep.plan.grid or bool(summary.sweep.plan.swaps)
    computed, found = plural(summary.computed, "part"), plural(summary.found, "part")
    notes = [
        "Shares of runs are counts, and no probabilities: nobody judged how likely a run is.",
        *([_error(summary)] if drawn else []),
        f"{plain(summary.folder)}: {computed} computed, {found} found there.",
    ]
    return Page(title=_what(summary), parts=(*grids, *(Say(note, "quiet") for note in notes)))


def _error(summary: SweepSummary) -> str:
    """How far a share may be off since the runs are drawn by chance (Hoeffding 1963)."""
    off = min(100, 100 * summary.error)
    drawn = "Swaps" if summary.sweep.plan.grid else "Runs"
    return (
        f"{drawn} are drawn by chance: a share may be off by up to {off:.1f} points (with 95 % confidence, for each; "
        "Hoeffding 1963), so smaller differences tell nothing."
    )


def _what(summary: SweepSummary) -> str:
    sweep = summary.sweep
    worlds = f"{plural(len(sweep.claims), 'claim')} that may fail"
    versions = plural(len(sweep.versions), "version")
    swaps = f", {plural(sweep.plan.swaps, 'swap')} in each" if sweep.plan.swaps else ""
    kind = "a grid over" if sweep.plan.grid else "a sample over"
    return f"{sweep.runs:,} runs, {kind} {worlds} and {versions} of the case{swaps}."


def _grid(summary: SweepSummary, at: int) -> Grid:
    version, runs = summary.sweep.versions[at], summary.runs[at]
    names = CaseNames(version.case)
    shares: dict[int, dict[Concept, int]] = {}
    for where, concept, mask, count in summary.conclusions:
        if where == at:
            shares.setdefault(mask, {})[concept] = count
    ranked = sorted(shares, key=lambda mask: (-sum(shares[mask].values()), mask))
    rows = tuple(
        (names.only_taken(summary.yes(mask)), *(_share(shares[mask].get(c, 0), runs) for c in summary.sweep.concepts))
        for mask in ranked[:STATES]
    )
    title = f"Scenario: {plain(version.title) or version.key}" if version.key else "The case as it stands"
    return grid(
        head=("Equilibrium in so many runs", *(CONCEPTS[concept].short for concept in summary.sweep.concepts)),
        rows=rows,
        caption=f"{title} ({runs:,} runs)",
        intro=tuple(_asides(summary, at, len(ranked))),
    )


def _further(summary: SweepSummary, at: int) -> Iterator[Grid]:
    """In how many runs each conclusion of a question beside the first holds."""
    names, runs = CaseNames(summary.sweep.versions[at].case), summary.runs[at]
    for question in QUESTIONS:
        held = [(said, count) for where, key, said, count in summary.further if (where, key) == (at, question.key)]
        if held:
            rows = tuple((capital(question.words(names, said)), _share(count, runs)) for said, count in held)
            yield grid(head=(question.title, "in so many runs"), rows=rows)


def _asides(summary: SweepSummary, at: int, states: int) -> Iterator[str]:
    if _is_base(summary, at):
        yield "This is the same model as the case as it stands."
    if summary.impossible[at]:
        yield f"No state is feasible in {_share(summary.impossible[at], summary.runs[at])} of them."
    if states > STATES:
        yield f"The {STATES} states that hold most often; {states - STATES} more are in summary.json."
    if not states:
        yield "No state is an equilibrium in any of them."


def _is_base(summary: SweepSummary, at: int) -> bool:
    """Whether a scenario changes nothing that is computed."""
    version, base = summary.sweep.versions[at], next((v for v in summary.sweep.versions if not v.key), None)
    return bool(version.key) and base is not None and _model(version.case) == _model(base.case)


def _model(case: Case) -> tuple[object, ...]:
    parts = case.decision_makers, case.feasible, case.merges, case.forbidden, case.status_quo, case.claims
    return (*parts, case.extra)


def _share(count: int, runs: int) -> str:
    """A share that never rounds to all or to none."""
    if count in (0, runs):
        return "all" if count else "-"
    percent = 100 * count / runs
    return "<0.1 %" if percent < 0.1 else ">99.9 %" if percent > 99.9 else f"{percent:.1f} %"
