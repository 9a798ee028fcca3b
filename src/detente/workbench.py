"""The whole pipeline on one screen: load, check, analyse, report. The command line and notebooks call only this.

Text of problems gets the source line they point at. Only ``show`` and ``claims`` print, to the console they are given.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import IO, Any, TypeVar

from rich.console import Console

from detente.analysis.as_of import as_of as case_as_of
from detente.analysis.as_of import day_named
from detente.analysis.between import between as ask_between
from detente.analysis.conflict import analyze_case, case_problems, evolve_case, scenario_problems
from detente.analysis.doubt.doubt import doubt_case
from detente.analysis.limited import HORIZON
from detente.analysis.mixed import with_actors
from detente.analysis.readings import compare_readings
from detente.analysis.scenarios import scenario_named
from detente.casefile.convert import convert as convert_case
from detente.casefile.gmcr import read_gmcr
from detente.casefile.load import examine_draft
from detente.casefile.notes import count_pages, iter_pages
from detente.casefile.schema.published import json_schema
from detente.casefile.source.excerpts import in_order, with_source_lines
from detente.casefile.starter import write_starter
from detente.errors import AnalysisError, CaseFileError, Problem, Severity
from detente.model.between import Between
from detente.model.case import Case
from detente.model.concepts import concepts_named
from detente.model.doubt import Doubt
from detente.model.evidence import Page
from detente.model.results import Analysis
from detente.model.sweep import SweepPlan, SweepSummary
from detente.report.analysis_json import analysis_document
from detente.report.between import between_document, print_between
from detente.report.claims import print_claims, write_claims_json
from detente.report.doubt_json import doubt_document
from detente.report.doubt_terminal import print_doubt, print_listening
from detente.report.evolution import evolution_document
from detente.report.readings import print_readings, readings_document
from detente.report.sweep import print_sweep, sweep_document
from detente.report.target import replaceable_page
from detente.report.terminal import print_analysis, print_evolution
from detente.sweep.run import run_sweep
from detente.version import VERSION

__all__ = [
    "analyze",
    "as_json",
    "as_of",
    "between",
    "between_as_json",
    "check",
    "claims",
    "convert",
    "count_pages",
    "doubt",
    "doubt_as_json",
    "evolution_as_json",
    "evolve",
    "load",
    "new",
    "readings_as_json",
    "report",
    "scenario",
    "schema",
    "show",
    "show_between",
    "show_doubt",
    "show_evolution",
    "show_listening",
    "show_readings",
    "show_sweep",
    "sweep",
    "sweep_as_json",
]


Answer = TypeVar("Answer", Analysis, Doubt)

# Errors that leave the states and the preferences as the file says; contradictions are reported beside them.
BESIDE_THE_MODEL = frozenset(
    {
        "unknown-key",
        "unknown-claim",
        "unknown-page",
        "unknown-stamp",
        "quote-not-found",
        "grade-1-not-independent",
        "unknown-reading",
        "unknown-assumption",
    }
)
DOUBTED_STATES = 4096  # beyond these a report does without the doubt


def load(path: str | Path) -> Case:
    """Read a case folder, a ``case.yaml`` or a ``.gmcr`` file.

    Raises
    ------
    CaseFileError
        With every problem of the file, if any is an error.
    """
    case, problems = _examine(Path(path))
    if case is None or _errors(problems):
        raise CaseFileError(in_order(with_source_lines(problems)))
    return case


def _examine(path: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case as far as it can be read, and all problems of the file."""
    if path.suffix.lower() != ".gmcr":
        return examine_draft(path)
    try:
        case = read_gmcr(path)
    except CaseFileError as error:
        return None, error.problems
    return case, case.problems


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def check(path: str | Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """Every problem of a case at once, errors first; the case too, where it can be read."""
    draft, problems = _examine(Path(path))
    case = None if _errors(problems) else draft
    if draft is not None and _beside_the_model(p for p in problems if not p.scenarios):
        problems = (*problems, *case_problems(draft))
        readable = [s for s in draft.scenarios if _beside_the_model(s.case.problems)]
        problems = (*problems, *scenario_problems(readable, problems))
    return case, in_order(with_source_lines(problems))


def _beside_the_model(problems: Iterable[Problem]) -> bool:
    return all(problem.code in BESIDE_THE_MODEL for problem in _errors(problems))


def scenario(case: Case, name: str) -> Case:
    """The whole case under other circumstances: the scenario of that name.

    Raises
    ------
    AnalysisError
        If there is no such scenario; it says which there are.
    """
    return scenario_named(case, name)


def as_of(case: Case, day: str) -> Case:
    """The case as it could have been written from what was known at the end of a day (``2024-11-06``).

    Its ``known`` says what was left out.

    Raises
    ------
    AnalysisError
        If it is no day, one that has not come yet, or one after everything that the case holds.
    """
    return case_as_of(case, _past(day))


def _past(day: str) -> str:
    found, today = day_named(day), datetime.date.today().isoformat()
    if found > today:
        raise AnalysisError(f"{found} has not come yet (today is {today}); nobody can say what will be known then.")
    return found


def between(
    case: Case,
    start: str,
    end: str,
    concepts: Iterable[str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Between:
    """What became known from one day to another (both included), and which conclusions each day changed.

    Raises
    ------
    AnalysisError
        If one is no day or has not come yet, they are in the wrong order, or nothing in the case has a date.
    CaseFileError
        If the case is no conflict.
    """
    wanted = None if concepts is None else concepts_named(concepts)
    return replace(ask_between(case, _past(start), _past(end), wanted, progress), version=VERSION)


def between_as_json(found: Between) -> dict[str, Any]:
    """The document ``detente.between/1``; see docs/how-to/what-was-known-when.md."""
    return between_document(found)


def show_between(found: Between, console: Console) -> None:
    """Print for a person what became known day by day, and what it changed."""
    print_between(found, console)


def analyze(
    case: Case,
    concepts: Iterable[str] | None = None,
    also: Sequence[int] = (),
    progress: Callable[[str], None] | None = None,
    actors: Mapping[str, str] | None = None,
    horizon: int = HORIZON,
) -> Analysis:
    """States, stability, equilibria and why. ``also`` names further rows (0-based) to explain.

    actors : decision maker (its key) -> concept, which kind of actor it is; before what the case says
    horizon : how many moves ahead decision makers look in the analysis of limited moves, 1 to 64

    Raises
    ------
    CaseFileError
        If the case is no conflict: no feasible state, an incomplete ranking.
    AnalysisError
        If the question does not fit the case, or the answer would not fit the machine.
    """
    wanted = None if concepts is None else concepts_named(concepts)
    return _completed(lambda: analyze_case(with_actors(case, actors or {}), wanted, also, progress, horizon))


def evolve(
    case: Case,
    concepts: Iterable[str] | None = None,
    start: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> Analysis:
    """How the equilibria could come about from the status quo, or from ``start`` (0-based row).

    Raises
    ------
    CaseFileError
        If the case is no conflict.
    AnalysisError
        If there is no such state, or neither a start nor a status quo.
    """
    wanted = None if concepts is None else concepts_named(concepts)
    return _completed(lambda: evolve_case(case, wanted, start, progress))


def doubt(
    case: Case,
    concepts: Iterable[str] | None = None,
    doubted: Sequence[str] = (),
    trusted: Sequence[str] = (),
    progress: Callable[[str], None] | None = None,
) -> Doubt:
    """What the conclusions hinge on: worlds in which doubted claims fail, and the claims whose failure flips them.

    doubted, trusted : claims, sources, paths of assumptions or ``all``, before what the rule of the case says

    Raises
    ------
    CaseFileError
        If the case is no conflict.
    AnalysisError
        If a name means nothing, or the case is too large.
    """
    wanted = None if concepts is None else concepts_named(concepts)
    return _completed(lambda: doubt_case(case, wanted, doubted, trusted, progress=progress))


def doubt_as_json(doubt: Doubt) -> dict[str, Any]:
    """The document ``detente.doubt/1``; see docs/reference/doubt-json.md."""
    return doubt_document(doubt)


def show_doubt(doubt: Doubt, console: Console) -> None:
    """Print for a person what the conclusions hinge on; what not to rely on stands on the first screen."""
    print_doubt(doubt, console)


def show_listening(doubt: Doubt, console: Console) -> None:
    """Print the moments to listen to again, those on which most hinges first."""
    print_listening(doubt, console)


def sweep(
    case: Case,
    folder: str | Path,
    plan: SweepPlan | None = None,
    *,
    workers: int | None = None,
    dask: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> SweepSummary:
    """A great many runs over worlds, scenarios and perturbed preferences, written to a folder or resumed there.

    workers : processes on this computer, one for each processor unless given; dask : address of a scheduler instead
    progress : called with the number of runs done and of all runs

    Raises
    ------
    CaseFileError
        If the case or one of its scenarios is no conflict.
    AnalysisError
        If the plan does not fit the case, the folder is in use or holds something else, or workers fail.
    """
    try:
        return run_sweep(case, Path(folder), plan or SweepPlan(), workers, dask, progress)
    except CaseFileError as error:
        raise type(error)(in_order(with_source_lines(error.problems))) from None


def sweep_as_json(found: SweepSummary) -> dict[str, Any]:
    """The document ``detente.sweep/1``; see docs/reference/sweep.md."""
    return sweep_document(found)


def show_sweep(found: SweepSummary, console: Console) -> None:
    """Print for a person in which share of the runs each state is an equilibrium."""
    print_sweep(found, console)


def _completed(ask: Callable[[], Answer]) -> Answer:
    """The answer with its problems in order, each with its source line, and the version."""
    try:
        found = ask()
    except CaseFileError as error:
        raise type(error)(in_order(with_source_lines(error.problems))) from None
    problems = in_order(with_source_lines(found.problems))
    return replace(found, problems=problems, version=VERSION)


def as_json(analysis: Analysis, *, all_states: bool = False) -> dict[str, Any]:
    """The document ``detente.analysis/1``; see docs/reference/analysis-json.md."""
    return analysis_document(analysis, all_states=all_states)


def show(analysis: Analysis, console: Console, *, state: int | None = None) -> None:
    """Print an analysis for a person; ``state`` (0-based row) gives the full reasoning on one state."""
    print_analysis(analysis, console, state=state)


def evolution_as_json(analysis: Analysis) -> dict[str, Any]:
    """The document ``detente.evolution/1``; see docs/reference/evolution-json.md."""
    return evolution_document(analysis)


def show_evolution(analysis: Analysis, console: Console) -> None:
    """Print for a person how the equilibria could come about, move by move."""
    print_evolution(analysis, console)


def readings_as_json(case: Case) -> dict[str, Any]:
    """The document ``detente.readings/1``: evidence rated against competing readings."""
    return readings_document(case, compare_readings(case))


def show_readings(case: Case, console: Console) -> None:
    """Print for a person how the evidence stands to competing readings."""
    print_readings(case, compare_readings(case), console)


def report(case: Case, output: str | Path, progress: Callable[[str], None] | None = None) -> Path:
    """Analyse a case and write the self-contained HTML page. Written whole or not at all."""
    target = replaceable_page(Path(output))
    html = import_module("detente.report.html")  # here, since no other verb wants templates and a layout of graphs
    found = analyze(case, progress=progress)
    return html.write_report(found, target, _doubt_beside(case, found, progress))


def _doubt_beside(case: Case, found: Analysis, progress: Callable[[str], None] | None) -> Doubt | None:
    """The doubt for a report; None where it would take too long, or cannot be told for such a case."""
    if found.space.count > DOUBTED_STATES:
        return None
    try:
        return doubt(case, found.concepts, progress=progress)
    except AnalysisError:
        return None


def new(directory: str | Path) -> list[Path]:
    """Write the starter case into a folder that does not exist yet."""
    return write_starter(Path(directory))


def convert(source: str | Path, target: str | Path) -> tuple[Problem, ...]:
    """Convert between ``.gmcr`` and ``case.yaml``; the problems name what was lost."""
    return in_order(with_source_lines(convert_case(Path(source), Path(target))))


def schema() -> dict[str, Any]:
    """JSON Schema of ``case.yaml``."""
    return json_schema()


def claims(
    paths: Sequence[str | Path],
    *,
    to: Console | IO[str],
    known_duration: int | None = None,
    watch: Callable[[Iterator[Page]], Iterable[Page]] = iter,
) -> Counter[Severity]:
    """Print what notes claim, page by page in bounded memory; returns how many problems of each severity there were.

    to : a console for a person, or a text stream for the document ``detente.claims/1``
    watch : wraps the pages as they pass, to show progress
    """
    found: Counter[Severity] = Counter()

    def counted(pages: Iterable[Page]) -> Iterator[Page]:
        for page in pages:
            found.update(problem.severity for problem in page.problems)
            yield page

    pages = counted(watch(iter_pages([Path(path) for path in paths], known_duration=known_duration)))
    if isinstance(to, Console):
        print_claims(pages, to)
    else:
        write_claims_json(pages, to)
    return found
