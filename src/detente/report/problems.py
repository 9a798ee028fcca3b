"""What to look at again in a case: in short for a page on something else, in full for a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from detente.errors import Problem, Severity
from detente.model.results import Analysis
from detente.report.marks import Look, elsewhere, look, plain
from detente.report.page import Item, Items, Part, Say, items

PRESSING = 6  # told in short before the rest is left to `check`


def problems(analysis: Analysis) -> Iterator[Part]:
    """The most pressing, as a part of a page, and how many notices there are; nothing where there is none."""
    found = analysis.problems
    if not found:
        return
    pressing = [p for p in found if p.severity is not Severity.NOTICE]
    lines = [plain(problem.headline()) for problem in pressing[:PRESSING]]
    notices = Counter(p.code for p in found if p.severity is Severity.NOTICE)
    if notices:
        kinds = ", ".join(f"{n} × {plain(code)}" for code, n in sorted(notices.items()))
        lines.append(f"Notices, which change no result: {kinds}.")
    left = bool(notices) or len(pressing) > PRESSING
    more = [Say(f"All of them, with their places: {elsewhere('check')}.", "quiet")] if left else []
    yield Part("", "What to look at again", (*items(lines), *more))


def every_problem(found: Sequence[Problem]) -> Items:
    """All of them, each with its code and its place."""
    return Items(tuple(Item(_told(problem)) for problem in found), "problems")


def _told(problem: Problem) -> str:
    hint = f"; {plain(problem.hint)}" if problem.hint else ""
    where = look(Look.PATH, f"{plain(problem.code)} {plain(str(problem.pos))}")
    return f"{look(Look.STRONG, problem.severity.value)} {plain(problem.message)}{hint} {where}"
