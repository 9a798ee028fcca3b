"""Which problems a report tells of: those of the case file, of the pages it cites, and of the analysis, each once."""

from __future__ import annotations

from detente.errors import Problem, Severity
from detente.model.results import Analysis

__all__ = ["every_problem"]

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def every_problem(analysis: Analysis) -> tuple[Problem, ...]:
    """Errors first, then by place. A problem that two stages report counts once, with its source line if one has it."""
    case, found = analysis.case, dict[str, Problem]()
    for problem in [*analysis.problems, *case.problems, *(p for page in case.pages for p in page.problems)]:
        if not found.setdefault(problem.headline(), problem).source_line:
            found[problem.headline()] = problem
    return tuple(sorted(found.values(), key=lambda p: (ORDER[p.severity], p.pos, p.code)))
