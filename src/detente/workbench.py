"""The whole pipeline on one screen: load a case, ask it, tell what was found. The command line and notebooks call this.

A verb imports what it uses: so the imports of each step stand in it, and what is only passed on is fetched when it is
named. Only :func:`show` prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

from detente.errors import AnalysisError, CaseFileError, Problem, Severity
from detente.notebook import in_notebooks
from detente.version import VERSION

if TYPE_CHECKING:
    from rich.console import Console

    from detente.model.case import Case
    from detente.model.evidence import NotePage as Notes
    from detente.model.results import Analysis, Omitted
    from detente.questions.days.found import Between
    from detente.questions.doubt.found import Doubt
    from detente.questions.sweeps.found import SweepPlan, SweepSummary
    from detente.report.page import Page

FROM = {  # what is only passed on, and where it is
    "as_json": "questions.stability.document:analysis_document",
    "between_as_json": "questions.days.document:between_document",
    "between_page": "questions.days.tell:between_page",
    "count_pages": "casefile.notes.folder:count_pages",
    "doubt_as_json": "questions.doubt.document:doubt_document",
    "doubt_page": "questions.doubt.tell:doubt_page",
    "evolution_as_json": "questions.evolution.document:evolution_document",
    "evolution_page": "questions.evolution.tell:evolution_page",
    "listening_page": "questions.doubt.tell:listening_page",
    "new": "casefile.starter:write_starter",
    "overview": "questions.overview:overview",
    "scenario": "analysis.version:scenario_named",
    "schema": "casefile.published:json_schema",
    "sweep_as_json": "questions.sweeps.document:sweep_document",
    "sweep_page": "questions.sweeps.tell:sweep_page",
}


def __getattr__(name: str) -> Any:
    module, _, attribute = FROM.get(name, "").partition(":")
    if not module:
        raise AttributeError(f"module 'detente.workbench' has no attribute '{name}'")
    return getattr(import_module(f"detente.{module}"), attribute)


Answer = TypeVar("Answer", bound="Analysis | Doubt | SweepSummary | Between")
Progress = Callable[[str], None]


# Load


def load(path: str | Path) -> Case:
    """Read a case folder, a ``case.yaml`` or a ``.gmcr`` file.

    Raises
    ------
    CaseFileError
        With every problem of the file, if any is an error.
    """
    case, problems = _examine(Path(path))
    if case is None or _fatal(problems):
        raise CaseFileError(_as_shown(problems))
    return in_notebooks(case)


def check(path: str | Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """Every problem of a case at once, errors first; the case too, where it can be read."""
    from detente.questions.stability.problems import with_those_of_states

    case, problems = _examine(Path(path))
    every = problems if case is None else with_those_of_states(case, problems)
    return None if _fatal(problems) else case, _as_shown(every)


def _examine(path: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case as far as it can be read, and all problems of the file."""
    if path.suffix.lower() != ".gmcr":
        from detente.casefile.load import examine_draft

        return examine_draft(path)
    from detente.casefile.gmcr import read_gmcr

    try:
        case = read_gmcr(path)
    except CaseFileError as error:
        return None, error.problems
    return case, case.problems


def _fatal(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _as_shown(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    from detente.casefile.source.excerpts import as_shown

    return as_shown(problems)


def as_of(case: Case, day: str) -> Case:
    """The case as it could have been written from what was known at the end of a day (``2024-11-06``).

    Its ``known`` says what was left out.

    Raises
    ------
    AnalysisError
        If it is no day, one that has not come yet, or one after everything that the case holds.
    """
    from detente.analysis.as_of import as_of as cut
    from detente.analysis.as_of import past_day

    return cut(case, past_day(day))


def convert(source: str | Path, target: str | Path) -> tuple[Problem, ...]:
    """Convert between ``.gmcr`` and ``case.yaml``; the problems name what was lost."""
    from detente.casefile.convert import convert as convert_case

    return _as_shown(convert_case(Path(source), Path(target)))


# Ask


def analyze(
    case: Case,
    concepts: Iterable[str] | None = None,
    also: Sequence[int] = (),
    progress: Progress | None = None,
    actors: Mapping[str, str] | None = None,
    horizon: int | None = None,
) -> Analysis:
    """States, stability, equilibria and why. ``also`` names further rows (0-based) to explain.

    actors : decision maker (its key) -> concept, which kind of actor it is; before what the case says
    horizon : how many moves ahead decision makers look in the analysis of limited moves, 1 to 64; None for 8

    Raises
    ------
    CaseFileError
        If the case is no conflict: no feasible state, an incomplete ranking.
    AnalysisError
        If the question does not fit the case, or the answer would not fit the machine.
    """
    from detente.questions.mixed.ask import with_actors
    from detente.questions.stability.ask import analyze_case

    wanted = _concepts(concepts)
    return _completed(lambda: analyze_case(with_actors(case, actors or {}), wanted, also, progress, horizon))


def evolve(
    case: Case, concepts: Iterable[str] | None = None, start: int | None = None, progress: Progress | None = None
) -> Analysis:
    """How the equilibria could come about from the status quo, or from ``start`` (0-based row).

    Raises
    ------
    CaseFileError
        If the case is no conflict.
    AnalysisError
        If there is no such state, or neither a start nor a status quo.
    """
    from detente.questions.evolution.ask import evolve_case

    wanted = _concepts(concepts)
    return _completed(lambda: evolve_case(case, wanted, start, progress))


def doubt(
    case: Case,
    concepts: Iterable[str] | None = None,
    doubted: Sequence[str] = (),
    trusted: Sequence[str] = (),
    progress: Progress | None = None,
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
    from detente.questions.doubt.ask import doubt_case

    wanted = _concepts(concepts)
    return _completed(lambda: doubt_case(case, wanted, doubted, trusted, progress=progress))


def between(
    case: Case, start: str, end: str, concepts: Iterable[str] | None = None, progress: Progress | None = None
) -> Between:
    """What became known from one day to another (both included), and which conclusions each day changed.

    Raises
    ------
    AnalysisError
        If one is no day or has not come yet, they are in the wrong order, or nothing in the case has a date.
    CaseFileError
        If the case is no conflict.
    """
    from detente.analysis.as_of import past_day
    from detente.questions.days.ask import between as ask_between

    wanted, first, last = _concepts(concepts), past_day(start), past_day(end)
    return _completed(lambda: ask_between(case, first, last, wanted, progress))


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
    from detente.questions.sweeps.found import SweepPlan
    from detente.questions.sweeps.run import run_sweep

    return _completed(lambda: run_sweep(case, Path(folder), plan or SweepPlan(), workers, dask, progress))


def _concepts(names: Iterable[str] | None) -> tuple[Any, ...] | None:
    from detente.model.concepts import concepts_named

    return None if names is None else concepts_named(names)


def _completed(ask: Callable[[], Answer]) -> Answer:
    """The answer with its problems in order, each with its source line, and the version."""
    try:
        found = ask()
    except CaseFileError as error:
        raise type(error)(_as_shown(error.problems)) from None
    more: dict[str, Any] = {"version": VERSION} if hasattr(found, "version") else {}
    if problems := getattr(found, "problems", ()):
        more["problems"] = _as_shown(problems)
    return in_notebooks(replace(found, **more))


# Tell


def readings_as_json(case: Case) -> dict[str, Any]:
    """The document ``detente.readings/1``: evidence rated against competing readings."""
    from detente.questions.readings.ask import compare_readings
    from detente.questions.readings.document import readings_document

    return readings_document(case, compare_readings(case))


def readings_page(case: Case) -> Page:
    """How the evidence stands to competing readings."""
    from detente.questions.readings.ask import compare_readings
    from detente.questions.readings.tell import readings_page as told

    return told(case, compare_readings(case))


def show(page: Page, console: Console) -> None:
    """Print a page for a person."""
    from detente.report.render.terminal import Terminal

    Terminal(console).page(page)


def markdown(page: Page) -> str:
    """A page as Markdown."""
    from detente.report.render.markdown import Markdown

    return Markdown().page(page)


def html(page: Page) -> str:
    """A page as one self-contained file of HTML."""
    from detente.report.render.html import Html

    return Html(VERSION).page(page)


def report(case: Case, output: str | Path, progress: Progress | None = None, *, form: str | None = None) -> Path:
    """Analyse a case and write the whole as one file: a self-contained HTML page, or Markdown. Whole, or not at all.

    form : ``html`` or ``md``; None means what the name of the file says

    Raises
    ------
    ReportError
        If the file cannot be written there, or its name is that of another kind of file.
    """
    from detente.questions.whole import whole_page
    from detente.report.target import replaceable_page, write_page

    target, wanted = replaceable_page(Path(output), form)
    found = analyze(case, progress=progress)
    page = whole_page(found, _doubt_beside(case, found, progress))
    return write_page(target, markdown(page) if wanted == "md" else html(page), wanted)


def _doubt_beside(case: Case, found: Analysis, progress: Progress | None) -> Doubt | Omitted:
    """The doubt for a report; where it would take too long, or cannot be told for such a case, that."""
    from detente.model.limits import LISTED_STATES
    from detente.model.results import Omitted

    if found.space.count > LISTED_STATES:
        return Omitted(f"the case has {found.space.count:,} states, more than {LISTED_STATES:,}.", "doubt")
    try:
        return doubt(case, found.concepts, progress=progress)
    except AnalysisError as error:
        return Omitted(str(error), "doubt")


def claims(
    paths: Sequence[str | Path],
    tell: Callable[[Page], None] | IO[str],
    *,
    known_duration: int | None = None,
    watch: Callable[[Iterator[Notes]], Iterable[Notes]] = iter,
) -> Counter[Severity]:
    """What notes claim, page by page in bounded memory; returns how many problems of each severity there were.

    tell : called with a page for each page of notes, and one for the sum; or a text stream for the document
        ``detente.claims/1``
    watch : wraps the pages as they pass, to show progress
    """
    from detente.casefile.notes.folder import iter_pages
    from detente.report.claims import notes_pages, write_claims_json

    found: Counter[Severity] = Counter()

    def counted(pages: Iterable[Notes]) -> Iterator[Notes]:
        for page in pages:
            found.update(problem.severity for problem in page.problems)
            yield page

    pages = counted(watch(iter_pages([Path(path) for path in paths], known_duration=known_duration)))
    if callable(tell):
        for told in notes_pages(pages):
            tell(told)
    else:
        write_claims_json(pages, tell)
    return found
