"""Arguments that several verbs share, and the case that they name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import detente
from detente.model.case import Case
from detente.model.concepts import Concept

__all__ = ["AsJson", "AsOfDay", "CasePath", "Concepts", "Doubted", "ScenarioName", "Trusted", "version_of"]

WHAT = "a claim, a source, the path of an assumption, or `all` claims; may be repeated"

CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="A case folder, a case.yaml or a .gmcr file.")]
ScenarioName = Annotated[
    str | None,
    typer.Option("--scenario", metavar="NAME", help="The case under other circumstances, by its name there."),
]
AsOfDay = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The case as known at the end of that day, as in 2024-11-06."),
]
Concepts = Annotated[
    list[Concept] | None,
    typer.Option("--concept", "-c", case_sensitive=False, help="Only this concept; may be repeated."),
]
Doubted = Annotated[list[str] | None, typer.Option("--doubt", metavar="WHAT", help=f"Put this in doubt: {WHAT}.")]
Trusted = Annotated[list[str] | None, typer.Option("--trust", metavar="WHAT", help=f"Trust this: {WHAT}.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else.")]


def version_of(path: Path, scenario: str | None, day: str | None = None) -> Case:
    """The case, in one of its scenarios or as known on some day if asked for."""
    case = detente.workbench.load(path)
    if day is not None:
        case = detente.workbench.as_of(case, day)
    return case if scenario is None else detente.workbench.scenario(case, scenario)
