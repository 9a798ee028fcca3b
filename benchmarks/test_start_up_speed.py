"""What the command costs: CPU, best of ten with warm byte code, beside the commit that a rebuild began from.

That commit runs from a copy of its own, with the libraries that it asks for, on the same Python and the same cases.
Where git, the commit or its libraries cannot be had, the figures of today stand alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.catalog import catalog_path

ROOT = Path(__file__).parents[1]
BEGAN = "34685e7"
UKRAINE = str(ROOT / "cases" / "ukraine-2024")
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import detente": ["-c", "import detente"],
    "detente --help": ["-m", "detente", "--help"],
    "detente claims": ["-m", "detente", "claims", f"{UKRAINE}/notes"],
    "detente check": ["-m", "detente", "check", UKRAINE],
    "detente analyze": ["-m", "detente", "analyze", UKRAINE],
    "detente analyze, Elmira": ["-m", "detente", "analyze", str(catalog_path("elmira"))],
    "detente doubt": ["-m", "detente", "doubt", UKRAINE],
    "detente report": ["-m", "detente", "report", UKRAINE, "-o", "page.html"],
}


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path] | None:
    """The Python and the sources of the commit it began from, or None."""
    folder = tmp_path_factory.mktemp("began")
    python, uv = folder / "libraries" / "bin" / "python", [sys.executable, "-m", "uv", "--quiet"]
    steps = [
        ["git", "-C", str(ROOT), "archive", "--output", str(folder / "tree.zip"), BEGAN],
        [sys.executable, "-m", "zipfile", "-e", str(folder / "tree.zip"), str(folder)],
        [*uv, "venv", "--python", sys.executable, str(folder / "libraries")],
        [*uv, "pip", "install", "--python", str(python), "--requirements", str(folder / "pyproject.toml")],
    ]
    ready = all(subprocess.run(step, capture_output=True, check=False).returncode == 0 for step in steps)
    return (str(python), folder / "src") if ready else None


def cpu_seconds(python: str, sources: Path, arguments: list[str], folder: Path) -> float:
    """CPU of one run that has to end well."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(sources)
    run = subprocess.Popen(
        [python, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, env=environment
    )
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode == 0
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("name", COMMANDS)
def test_start_up(benchmark, name: str, before: tuple[str, Path] | None, tmp_path: Path) -> None:
    sides = {"cpu": (sys.executable, ROOT / "src")} | ({"before": before} if before else {})
    seconds: dict[str, list[float]] = {side: [] for side in sides}

    def one_each() -> None:
        for side, (python, sources) in sides.items():
            seconds[side].append(cpu_seconds(python, sources, COMMANDS[name], tmp_path))

    benchmark.pedantic(one_each, rounds=10, warmup_rounds=1)
    benchmark.extra_info |= {"group": "start-up", "name": name, "commit": BEGAN}
    benchmark.extra_info |= {side: min(measured) for side, measured in seconds.items()}
