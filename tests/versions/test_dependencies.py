"""What the project stands on: declared, bounded from below, told the same everywhere, and free to pass on."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
EXTRAS = PROJECT["optional-dependencies"]
DECLARED = [Requirement(line) for lines in (PROJECT["dependencies"], *EXTRAS.values()) for line in lines]
TOOLS = [Requirement(line) for group in ("test", "check") for line in PYPROJECT["dependency-groups"][group]]
PERMISSIVE = r"MIT|BSD|Apache|PSF|Python Software Foundation|ISC|CNRI|HPND|Kiwi license|matplotlib project"
BY_THEIR_OWNER = {"pydantic-core": "pydantic"}  # which names the very version that it needs


def name(requirement: Requirement) -> str:
    return canonicalize_name(requirement.name)


# Bounds


@pytest.mark.parametrize("requirement", [*DECLARED, *TOOLS], ids=str)
def test_every_library_has_a_lower_bound(requirement: Requirement) -> None:
    assert any(bound.operator == ">=" for bound in requirement.specifier)


def test_the_tests_use_the_libraries_within_the_bounds_of_the_project() -> None:
    bounds = {name(requirement): requirement.specifier for requirement in DECLARED}
    assert {name(tool): tool.specifier for tool in TOOLS if name(tool) in bounds}.items() <= bounds.items()
    optional = {name(Requirement(line)) for lines in EXTRAS.values() for line in lines}
    assert optional <= {name(tool) for tool in TOOLS}


def test_the_page_has_the_bounds_of_the_project() -> None:
    page = (ROOT / "docs/reference/installation.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip(" `") for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| `")
    ]
    told = {(row[0], SpecifierSet(row[1]), row[2]) for row in rows}
    homes = {"": PROJECT["dependencies"], **EXTRAS}
    listed = [(Requirement(line), extra) for extra, lines in homes.items() for line in lines]
    assert told == {(r.name, r.specifier, extra or "always") for r, extra in listed}


def test_pages_name_the_pythons_of_the_project() -> None:
    lowest = PROJECT["requires-python"].removeprefix(">=")
    pythons = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert pythons[0] == lowest
    for page in ("README.md", "CONTRIBUTING.md", "docs/tutorial/first-case.md", "docs/reference/installation.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert set(re.findall(r"Python (3\.\d+) or newer", text)) == {lowest}, page
    assert f"Tried on {', '.join(pythons)}." in text


# Declared


def imported() -> Iterator[str]:
    """The top-level modules that the sources import, in whichever way."""
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    yield from (alias.name for alias in names)
                case ast.ImportFrom(module=str(module)):
                    yield module
                case ast.Call(func=ast.Name(id="import_module"), args=[ast.Constant(value=str(module)), *_]):
                    yield module


def test_every_library_that_is_imported_is_declared_and_every_declared_one_imported() -> None:
    tops = {module.partition(".")[0] for module in imported()} - set(sys.stdlib_module_names) - {"detente"}
    homes = packages_distributions()
    used = {canonicalize_name(home) for top in tops for home in homes[top]} - {"ruamel-yaml-clib"}
    assert {BY_THEIR_OWNER.get(library, library) for library in used} == {name(r) for r in DECLARED}


# Licences


def licence(library: str) -> str:
    """What a library says of its licence: the expression, else the classifiers, else the first line of the text."""
    said = metadata(library)
    classified = [line for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    return said.get("License-Expression") or "; ".join(classified) or (said.get("License") or "").partition("\n")[0]


def with_all_they_need(libraries: set[str]) -> set[str]:
    """The libraries that are here, and those of which they stand."""
    found: set[str] = set()
    waiting = list(libraries)
    while waiting:
        library = waiting.pop()
        if library in found:
            continue
        found.add(library)
        needed = [Requirement(line) for line in requires(library) or []]
        waiting += [name(r) for r in needed if (r.marker is None or r.marker.evaluate({"extra": ""})) and is_here(r)]
    return found


def is_here(requirement: Requirement) -> bool:
    try:
        return bool(metadata(requirement.name))
    except PackageNotFoundError:
        return False


def test_whatever_a_user_gets_may_be_passed_on_freely() -> None:
    libraries = with_all_they_need({name(requirement) for requirement in DECLARED})
    assert len(libraries) > len(DECLARED)
    assert {library: licence(library) for library in libraries if not re.search(PERMISSIVE, licence(library))} == {}
    assert {library: licence(library) for library in libraries if re.search("GPL|GNU", licence(library))} == {}


def test_no_tool_of_ours_is_under_the_gpl() -> None:
    tools = {name(tool): licence(tool.name) for tool in TOOLS if is_here(tool)}
    assert tools
    assert {tool: said for tool, said in tools.items() if not said or re.search("GPL|GNU", said)} == {}
