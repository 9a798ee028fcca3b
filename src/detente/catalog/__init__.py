"""Published conflicts as case files: data only. The path of a case is its citation.

What each case reproduces of its source, and how sure its data are, is told in ``docs/reference/catalog.md`` and at the
top of each file.
"""

from __future__ import annotations

from pathlib import Path

from detente.errors import DetenteError

_ROOT = Path(__file__).parent


def catalog_names() -> tuple[str, ...]:
    """The cases by name, as in ``folklore/chicken``, in alphabetical order."""
    return tuple(sorted(file.parent.relative_to(_ROOT).as_posix() for file in _ROOT.rglob("case.yaml")))


def catalog_path(name: str) -> Path:
    """The case folder of a name, for ``detente.load``; the last part of a name is enough where only one case has it.

    Raises
    ------
    DetenteError
        If no case, or more than one, has this name; it lists the names there are.
    """
    names = catalog_names()
    found = [full for full in names if full == name] or [full for full in names if full.rpartition("/")[2] == name]
    if len(found) != 1:
        said = "is the name of several cases" if found else "is not in the catalog"
        raise DetenteError(f"{name!r} {said}; write one of {', '.join(found or names)}")
    return _ROOT / found[0]
