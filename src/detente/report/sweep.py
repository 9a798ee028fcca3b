"""What came of a sweep: the document that its folder keeps, and a few lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from detente.kernels.sampling import share_error
from detente.model.case import Case
from detente.model.concepts import CONCEPTS, Concept
from detente.model.sweep import SweepSummary
from detente.report.naming import CaseNames, plain, plural
from detente.report.printer import Printer
from detente.report.section import Grid

__all__ = ["print_sweep", "summary_document", "sweep_document"]

STATES = 5  # of each version, before the rest is counted


def summary_document(summary: SweepSummary) -> dict[str, object]:
    """``summary.json``: the same for the same runs, whoever computed them."""
    sweep = summary.sweep
    return {
        "schema": "detente.sweep-summary/1",
        "runs": sweep.runs,
        "concepts": [concept.value for concept in sweep.concepts],
        "scenarios": [
            {"scenario": version.key, "title": version.title, "runs": runs, "impossible": impossible}
            for version, runs, impossible in zip(sweep.versions, summary.runs, summary.impossible, strict=True)
        ],
        "conclusions": [
            {
                "scenario": sweep.versions[at].key,
                "concept": concept.value,
                "mask": mask,
                "yes": list(summary.yes(mask)),
                "runs": runs,
            }
            for at, concept, mask, runs in summary.conclusions
        ],
    }


def sweep_document(summary: SweepSummary) -> dict[str, object]:
    """What ``--json`` prints: the summary, the folder, and how many parts were computed now and found."""
    return {
        **summary_document(summary),
        "schema": "detente.sweep/1",
        "folder": summary.folder,
        "parts": {"computed": summary.computed, "found": summary.found},
    }


def print_sweep(summary: SweepSummary, console: Console) -> None:
    """Print for a person in which share of the runs each state is an equilibrium."""
    printer = Printer(console)
    printer.say(Text(_what(summary), "bold"), indent=0)
    for at in range(len(summary.sweep.versions)):
        if summary.runs[at]:
            printer.grid(_grid(summary, at))
    printer.say(Text("Shares of runs are counts, and no probabilities: nobody judged how likely a run is.", "dim"))
    if not summary.sweep.plan.grid or summary.sweep.plan.swaps:
        printer.say(Text(_error(summary), "dim"))
    computed, found = plural(summary.computed, "part"), plural(summary.found, "part")
    printer.say(Text(f"{plain(summary.folder)}: {computed} computed, {found} found there.", "dim"))


def _error(summary: SweepSummary) -> str:
    """How far a share may be off since the runs are drawn by chance (Hoeffding 1963)."""
    fewest = min(runs for runs in summary.runs if runs)
    off = min(100, 100 * share_error(fewest))
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
    return Grid(
        head=("Equilibrium in so many runs", *(CONCEPTS[concept].short for concept in summary.sweep.concepts)),
        rows=rows,
        caption=f"{title} ({runs:,} runs)",
        intro=tuple(_asides(summary, at, len(ranked))),
    )


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
    return case.decision_makers, case.feasible, case.merges, case.forbidden, case.status_quo, case.claims


def _share(count: int, runs: int) -> str:
    """A share that never rounds to all or to none."""
    if count in (0, runs):
        return "all" if count else "-"
    percent = 100 * count / runs
    return "<0.1 %" if percent < 0.1 else ">99.9 %" if percent > 99.9 else f"{percent:.1f} %"
