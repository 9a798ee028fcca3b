"""From a case folder to a :class:`~detente.model.case.Case`, with every problem of the file in one go.

The steps: read the text, make the tree, check its shape, resolve the evidence, read one section after the other.
Each step goes on where it can after a mistake, so that one round of corrections is enough.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from detente.casefile.reading.context import CaseReading, option_names
from detente.casefile.reading.malformed import check_the_rest
from detente.casefile.reading.notebook import Notebook
from detente.casefile.reading.scenarios import changed_trees, read_scenarios
from detente.casefile.schema.problems import validated
from detente.casefile.sections.claims import Citations
from detente.casefile.sections.registry import SECTIONS, as_read, case_shape
from detente.casefile.source.findings import Findings, listed
from detente.casefile.source.opening import refused
from detente.casefile.source.places import titles
from detente.casefile.source.text import Text
from detente.casefile.source.tree import Tree, read_source, read_tree
from detente.errors import CaseFileError, Problem, Severity
from detente.model.assumptions import assumptions, in_file_order
from detente.model.case import Case

CASE_FILE = "case.yaml"


def load_case(path: str | Path) -> Case:
    """Read a case folder, or the ``case.yaml`` in it.

    Returns
    -------
    Case
        Its ``problems`` hold warnings and notices.

    Raises
    ------
    CaseFileError
        With every problem found, if any of them is an error.
    """
    case, problems = examine_case(path)
    if case is None:
        raise CaseFileError(problems)
    return case


def examine_case(path: str | Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case, or None where it has errors; and all problems either way."""
    case, problems = examine_draft(path)
    return (None if any(p.severity is Severity.ERROR for p in problems) else case), problems


def examine_draft(path: str | Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case as far as it can be read, with what has errors left out or replaced; and all problems."""
    try:
        file, shown = _case_file(Path(path))
        source = read_source(file, shown)
        findings = Findings(source)
        tree = read_tree(source, findings)
        if tree is None or not _version_is_ours(tree, findings):
            return None, findings.problems
        case = _case(tree, file, shown, findings)
    except CaseFileError as error:
        return None, error.problems
    return case, findings.problems


def _case_file(path: Path) -> tuple[Path, str]:
    """The file to read, and its name in problems: as the user gave it."""
    file = path / CASE_FILE
    if not path.is_dir():
        return path, str(path)
    if not file.is_file():
        if file.is_dir():
            raise refused(file, "no-case-file", f"{str(file)!r} is a folder", "it must be a file")
        others = sorted(str(other.name) for ending in ("yaml", "yml", "gmcr") for other in path.glob(f"*.{ending}"))
        message = f"the folder {str(path)!r} has no file {CASE_FILE}"
        hint = f"it has {listed(others, 'and')}" if others else "'detente new FOLDER' writes a case to begin from"
        raise refused(file, "no-case-file", message, hint)
    return file, str(file)


def _version_is_ours(tree: Tree, findings: Findings) -> bool:
    entry = tree.entries.get("detente")
    if entry is None or not isinstance(entry.value, Text) or entry.value.empty or entry.value.text.strip() == "1":
        return True
    message = f"this case is written for format version {entry.value.short}; this detente reads version 1"
    findings.error("format-version", entry.value.pos, message, "use a newer detente, or write 'detente: 1'")
    return False


def _case(tree: Tree, file: Path, shown: str, findings: Findings) -> Case:
    of_whole = [section.key for section in SECTIONS if section.of_whole]
    changed = changed_trees(tree, of_whole, findings)
    notebook = Notebook(file.parent / "notes", str(Path(shown).parent / "notes"), findings)
    digest = _digest(file, notebook)

    def read(other: Tree, own: Findings) -> Case:
        return replace(_read(other, notebook.telling(own), shown, own), digest=digest)

    case = _read(tree, notebook, shown, findings)
    scenarios = read_scenarios(case.scenarios, changed, findings, read)
    return replace(case, scenarios=scenarios, problems=findings.problems, digest=digest)


def _read(tree: Tree, notebook: Notebook, shown: str, findings: Findings) -> Case:
    shape, sound = validated(case_shape(), tree, findings)
    cited = Citations(shape, titles(tree, "claims"), notebook, findings)
    reading = CaseReading(tree, sound, shape, cited, findings, option_names(tree), titles(tree, "decision_makers"))
    case = Case(title="", path=shown, decision_makers=(), sources=cited.sources)
    for section in as_read():
        case = section.read(getattr(shape, section.key), reading, case)
    case = replace(case, claims=cited.claims, pages=notebook.pages, recorded=tuple(reading.recorded))
    case = replace(case, problems=findings.problems, assumptions=in_file_order(assumptions(case)))
    if findings.failed:
        check_the_rest(reading, {section.key for section in SECTIONS if section.formulas})
    return case


def _digest(file: Path, notebook: Notebook) -> str:
    """SHA-256 over the lines ``sha256sum case.yaml notes/...`` prints, so that anyone can reproduce it."""
    own = hashlib.sha256(file.read_bytes()).hexdigest()
    lines = [f"{digest}  {path}\n" for digest, path in [(own, file.name), *notebook.digests()]]
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
