"""The verb ``doubt``: what the conclusions of a case hinge on."""

from __future__ import annotations

from typing import Annotated

import typer

import detente
from detente.cli.arguments import AsJson, CasePath, Concepts, ScenarioName, version_of
from detente.cli.output import guarded, patience, print_json, results

__all__ = ["doubt"]

WHAT = "a claim, a source, the path of an assumption, or `all` claims; may be repeated"


def doubt(
    case: CasePath,
    concept: Concepts = None,
    doubted: Annotated[
        list[str] | None, typer.Option("--doubt", metavar="WHAT", help=f"Put this in doubt: {WHAT}.")
    ] = None,
    trusted: Annotated[list[str] | None, typer.Option("--trust", metavar="WHAT", help=f"Trust this: {WHAT}.")] = None,
    scenario: ScenarioName = None,
    listen: Annotated[
        bool, typer.Option("--listen", help="The moments to listen to again, those on which most hinges first.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what the conclusions hinge on: the doubtful claims which, if wrong, flip them."""
    with guarded(as_json=as_json):
        with patience() as progress:
            found = detente.workbench.doubt(
                version_of(case, scenario), concept or None, doubted or (), trusted or (), progress
            )
        if as_json:
            print_json(detente.workbench.doubt_as_json(found))
        elif listen:
            detente.workbench.show_listening(found, results())
        else:
            detente.workbench.show_doubt(found, results())
