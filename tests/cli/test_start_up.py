"""Nobody waits for a library that is not used. Told by what is imported, not by a clock.

``detente --help`` and ``import detente`` have 0.3 s each; see docs/reference/performance.md for what they take.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.casefile.source.events import quick_events
from detente.catalog import catalog_path

COMPILED = {"numba", "llvmlite"}
REPORTS = {"markupsafe", "detente.report.drawing.layout"}
READING = {"pydantic", "lark", "markdown_it"}
YAML = {"yaml", "ruamel"}
TERMINAL = {"click", "rich"}


LAST = "import atexit, sys; atexit.register(lambda: print('\\n' + '\\n'.join(sys.modules), file=sys.stderr))\n"
COMMAND = LAST + "from detente.cli import main; main()"


def imported(script: str, *arguments: str) -> set[str]:
    """The modules that a fresh Python holds at the end of a script."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
        env={**os.environ, "COLUMNS": "100"},
    )
    return set(done.stderr.splitlines())


def test_import_detente_imports_nothing_to_speak_of() -> None:
    found = imported(LAST + "import detente")
    assert "detente" in found
    assert not found & ({"numpy"} | COMPILED | REPORTS | READING | YAML | TERMINAL)
    assert {name for name in found if name.startswith("detente.")} == {"detente.version"}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("analyze", "--help")], ids=" ".join)
def test_help_waits_for_no_library_of_the_analysis(arguments: tuple[str, ...]) -> None:
    found = imported(COMMAND, *arguments)
    assert {"detente.cli.app", "click"} <= found
    assert not found & ({"numpy", "rich", "detente.workbench"} | COMPILED | REPORTS | READING | YAML)


def test_a_verb_imports_no_verb_of_another_kind() -> None:
    verbs = {name for name in imported(COMMAND, "new", "--help") if name.startswith("detente.cli.verbs.")}
    assert verbs == {"detente.cli.verbs.files"}


def test_arrays_need_numpy_and_nothing_else() -> None:
    script = "import detente as dt; dt.stability(dt.GraphModel.from_options([0, 1], [[1, 2, 4, 3], [1, 4, 2, 3]]))"
    found = imported(LAST + script)
    assert "numpy" in found
    assert not found & (COMPILED | REPORTS | READING | YAML | TERMINAL)


def test_a_usual_case_is_analysed_without_compiler_templates_or_layout() -> None:
    found = imported(COMMAND, "analyze", str(catalog_path("elmira")))
    assert found >= READING
    assert not found & (COMPILED | REPORTS)


def test_a_case_needs_one_yaml_parser(tmp_path: Path) -> None:
    """The one that is written in Python where the other is not there, or may tell something else (here of a tab)."""
    usual = imported(COMMAND, "analyze", str(catalog_path("elmira"))) & YAML
    assert usual == ({"yaml"} if quick_events("a: b\n") else YAML)
    case = tmp_path / "case.yaml"
    case.write_text((catalog_path("elmira") / "case.yaml").read_text("utf-8") + "# a tab:\t\n", encoding="utf-8")
    assert imported(COMMAND, "analyze", str(case)) & YAML == {"ruamel"}


def test_what_a_report_needs_is_noticed(tmp_path: Path) -> None:
    """The guard can fail: a report does import templates and the layout of graphs."""
    found = imported(COMMAND, "report", str(catalog_path("elmira")), "-o", str(tmp_path / "page.html"))
    assert found >= REPORTS
