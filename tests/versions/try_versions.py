"""Try the bounds of pyproject.toml: a part of the tests on the lowest and on the newest libraries that it allows.

    try_versions.py          on every Python that pyproject.toml names and that is here
    try_versions.py --one    the lowest libraries, on the lowest such Python, a smaller part: what ``make test`` does

Each set has an environment of its own below ``.venv/versions``, kept for the next time. A Python that is not here is
said and left out: it cannot be had everywhere, and what is here should be tried nonetheless.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / ".venv" / "versions"
SETS = ("lowest-direct", "highest")  # how uv calls them; libraries of libraries are always the newest that fit
TOOLS = ("pytest", "hypothesis", "jsonschema", "psutil", "pytest-xdist")
FEW = (
    "tests/versions",
    "tests/cli/test_verbs.py",
    "tests/published/test_hipel1993_elmira.py",
    "tests/unit/questions/doubt/likelihood/test_ask.py",
    "tests/unit/questions/sweeps/test_folder.py",
)
MANY = ("tests/versions", "tests/cli", "tests/published", "tests/unit", "tests/property/test_case_files.py")


def named() -> list[str]:
    """The Pythons of the classifiers, ascending."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["classifiers"]
    return re.findall(r"Python :: (3\.\d+)", "\n".join(listed))


def interpreter(version: str) -> str | None:
    """A Python of that version that runs: this one, one on the search path, or one that pyenv keeps aside."""
    this = sys.executable if version == f"{sys.version_info.major}.{sys.version_info.minor}" else None
    aside = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python")
    for path in (this, shutil.which(f"python{version}"), *sorted(map(str, aside))):
        if path and subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode == 0:
            return path
    return None


def environment(python: str, version: str, libraries: str) -> Path:
    """An environment with that set of the project's libraries, extras too, and the newest tools for tests."""
    folder = ENVIRONMENTS / f"{version}-{libraries}"
    if not (folder / "bin" / "python").exists():
        _uv("venv", "--python", python, str(folder))
    install = ("pip", "install", "--python", str(folder / "bin" / "python"))
    bounds = ("--resolution", libraries, "--only-binary", ":all:", "-r", "pyproject.toml", "--all-extras")
    _uv(*install, "--upgrade", *bounds)
    _uv(*install, *TOOLS)
    _uv(*install, "--no-deps", "--editable", ".")
    return folder


def _uv(*arguments: str) -> None:
    without = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    subprocess.run([sys.executable, "-m", "uv", "--quiet", *arguments], cwd=ROOT, env=without, check=True)


def passes(folder: Path, tests: tuple[str, ...]) -> bool:
    """Whether the tests pass there."""
    command = [folder / "bin" / "python", "-m", "pytest", "-m", "not slow and not browser", "--numprocesses", "2"]
    without = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run([*map(str, command), *tests], cwd=ROOT, env=without, check=False).returncode == 0


def main() -> int:
    """Try what is asked for, and say what failed."""
    one = "--one" in sys.argv
    here = {version: path for version in named() if (path := interpreter(version))}
    for version in named():
        if version not in here and not one:
            print(f"Python {version} is not here; left out", flush=True)
    tried = [(version, libraries) for version in here for libraries in SETS][: 1 if one else None]
    failed = []
    for version, libraries in tried:
        print(f"Python {version}, libraries: {libraries}", flush=True)
        if not passes(environment(here[version], version, libraries), FEW if one else MANY):
            failed.append(f"{version} with {libraries}")
    print(f"tried {len(tried)}, failed: {', '.join(failed) or 'none'}")
    return 1 if failed or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
