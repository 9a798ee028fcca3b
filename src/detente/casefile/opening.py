"""One door for everything that holds a case: a folder, a ``case.yaml`` or a ``.gmcr`` file."""

from __future__ import annotations

from pathlib import Path

from detente.casefile.gmcr import read_gmcr
from detente.casefile.load import examine_case
from detente.errors import CaseFileError, Problem
from detente.model.case import Case

__all__ = ["examine", "load"]


def load(path: str | Path) -> Case:
    """Read a case folder, a ``case.yaml`` or a ``.gmcr`` file.

    Returns
    -------
    Case
        Its ``problems`` hold warnings and notices.

    Raises
    ------
    CaseFileError
        With every problem found, if any of them is an error.
    """
    case, problems = examine(path)
    if case is None:
        raise CaseFileError(problems)
    return case


def examine(path: str | Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case, or None where it has errors; and all problems either way, without raising."""
    if Path(path).suffix.lower() != ".gmcr" or Path(path).is_dir():
        return examine_case(path)
    try:
        case = read_gmcr(path)
    except CaseFileError as error:
        return None, error.problems
    return case, case.problems
