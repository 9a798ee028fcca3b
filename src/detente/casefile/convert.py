"""A case as another kind of file: ``case.yaml`` to ``.gmcr`` and back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from detente.casefile.gmcr import check_rankings, read_gmcr, write_gmcr
from detente.casefile.load import CASE_FILE, load_case
from detente.casefile.source.opening import refused
from detente.casefile.writing.dump import dump_case
from detente.casefile.writing.whole import write_atomically
from detente.errors import Problem, Severity

YAML_SUFFIXES = (".yaml", ".yml")
CONVERTED = "Converted from"


def convert(source: Path, target: Path) -> list[Problem]:
    """Write the case in ``source`` as ``target``; the suffix of ``target`` says which kind of file it becomes.

    ``.gmcr`` becomes a file of GMCR+; ``.yaml``, ``.yml`` or no suffix (a case folder, made if it is not there) becomes
    a case file. A file is written whole or not at all. What is there already is replaced only if an earlier conversion
    wrote it, and a folder that holds anything but a case file is left alone.

    Returns
    -------
    list of Problem
        What the source warned of and what the target cannot say. Nothing is lost that both can say.

    Raises
    ------
    CaseFileError
        If the source cannot be read, the target must not be replaced, or no file of its kind can hold the case.
    """
    _check_kind(target)
    from_gmcr, to_gmcr = _is_gmcr(source), _is_gmcr(target)
    if from_gmcr == to_gmcr:
        kind = "a .gmcr file" if to_gmcr else "a case file"
        raise refused(target, "same-kind", f"both {source.name!r} and the target are {kind}", "copy it instead")
    if to_gmcr:
        _check_replaceable(target, _holds_gmcr, "a .gmcr file")
        case = load_case(source)
        found = [problem for problem in case.problems if problem.severity is not Severity.NOTICE]
        return [*found, *write_gmcr(case, target)]
    return _write_case(source, target)


def _write_case(source: Path, target: Path) -> list[Problem]:
    file = _case_file(target)
    _check_replaceable(file, _holds_case, "a case file")
    case = read_gmcr(source)
    check_rankings(case)
    remarks = [f"{CONVERTED} {source.name} by detente."]
    remarks += [f"Note: {problem.message}." for problem in case.problems]
    text = dump_case(case, remarks)
    if file.parent == target:
        target.mkdir(parents=True, exist_ok=True)
    write_atomically(file, text)
    return list(case.problems)


def _is_gmcr(path: Path) -> bool:
    return path.suffix.lower() == ".gmcr" and not path.is_dir()


def _case_file(target: Path) -> Path:
    """The file to write: the target itself, or the ``case.yaml`` of the folder that it names."""
    others = sorted(entry.name for entry in target.iterdir() if entry.name != CASE_FILE) if target.is_dir() else []
    if others:
        message = f"the folder holds other things than {CASE_FILE} ({others[0]!r}, for one)"
        raise refused(target, "folder-in-use", message, "name a new folder, or a file in this one")
    return target / CASE_FILE if target.is_dir() or target.suffix == "" else target


def _check_kind(target: Path) -> None:
    if not target.is_dir() and target.suffix.lower() not in (*YAML_SUFFIXES, ".gmcr", ""):
        message = f"{target.suffix!r} is no kind of file that detente writes"
        raise refused(target, "unknown-kind", message, "end the name in .gmcr or .yaml, or name a folder")


def _check_replaceable(file: Path, of_the_kind: Callable[[str], bool], kind: str) -> None:
    if not os.path.lexists(file):
        return
    try:
        replaceable = file.is_file() and of_the_kind(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        replaceable = False
    if not replaceable:
        message = f"something is there already that is not {kind} written by detente, so it is not replaced"
        raise refused(file, "not-replaced", message, "choose another name, or delete it yourself")


def _holds_gmcr(text: str) -> bool:
    try:
        return not text.strip() or json.loads(text).get("program") == "detente"
    except (AttributeError, ValueError, RecursionError):
        return False


def _holds_case(text: str) -> bool:
    return not text.strip() or CONVERTED in text[:200]
