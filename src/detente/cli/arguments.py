"""Arguments that several verbs share, and the case that they name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import detente
from detente.model.case import Case
from detente.model.concepts import Concept

__all__ = ["AsJson", "CasePath", "Concepts", "ScenarioName", "version_of"]

CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="A case folder, a case.yaml or a .gmcr file.")]
ScenarioName = Annotated[
    str | None,
    typer.Option("--scenario", metavar="NAME", help="The case under other circumstances, by its name there."),
]
Concepts = Annotated[
    list[Concept] | None,
    typer.Option("--concept", "-c", case_sensitive=False, help="Only this concept; may be repeated."),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else.")]


def version_of(path: Path, scenario: str | None) -> Case:
    """The case, or the case in one scenario."""
    case = detente.workbench.load(path)
    return case if scenario is None else detente.workbench.scenario(case, scenario)
