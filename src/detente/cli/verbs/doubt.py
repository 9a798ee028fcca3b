"""The verb ``doubt``: what the conclusions of a case hinge on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import detente
from detente.cli.arguments import (
    Verb,
    as_json,
    as_of,
    case_path,
    concepts,
    doubted,
    form,
    scenario,
    trusted,
    version_of,
)
from detente.cli.output import print_json, tell
from detente.cli.progress import patience
from detente.errors import AnalysisError
from detente.model.concepts import Concept

if TYPE_CHECKING:
    from detente.model.case import Case


@click.command(cls=Verb)
@case_path
@concepts
@doubted
@trusted
@scenario
@as_of
@click.option("--between", nargs=2, metavar="A B", help="What each day's contacts from day A to day B changed.")
@click.option("--ach", is_flag=True, help="The evidence against competing readings, as a table of ratings.")
@click.option("--listen", is_flag=True, help="The moments to listen to again, those on which most hinges first.")
@form
@as_json
def doubt(  # noqa: PLR0913, PLR0917 - one argument per flag
    case: Path,
    concepts: tuple[Concept, ...] | None,
    doubted: tuple[str, ...],
    trusted: tuple[str, ...],
    scenario: str | None,
    as_of: str | None,
    between: tuple[str, str] | None,
    ach: bool,
    listen: bool,
    form: str,
    as_json: bool,
) -> None:
    """Say what the conclusions hinge on: the doubtful claims which, if wrong, flip them."""
    _only_one({"--listen": listen, "--between": between is not None, "--ach": ach})
    wishes = {"--doubt": bool(doubted), "--trust": bool(trusted)}
    if ach:
        _not_with("--ach", wishes | {"--concept": concepts is not None, "--scenario": scenario is not None})
    if between is not None:
        _not_with("--between", wishes)
    asked = version_of(case, scenario, as_of)
    if ach:
        _show_readings(asked, form, as_json)
        return
    if between is not None:
        _show_between(asked, between, concepts, form, as_json)
        return
    with patience() as progress:
        found = detente.workbench.doubt(asked, concepts, doubted, trusted, progress)
    if as_json:
        print_json(detente.workbench.doubt_as_json(found))
    elif listen:
        tell(detente.workbench.listening_page(found), form)
    else:
        tell(detente.workbench.doubt_page(found), form)


def _only_one(given: dict[str, bool]) -> None:
    flags = [flag for flag, asked in given.items() if asked]
    if len(flags) > 1:
        raise AnalysisError(f"{flags[0]} and {flags[1]} show different things; ask for one at a time.")


def _not_with(flag: str, others: dict[str, bool]) -> None:
    """Refuses what would change nothing: a reader would take the answer for one in which it did."""
    for other, given in others.items():
        if given:
            raise AnalysisError(f"{other} changes nothing of what {flag} shows; leave one of the two out.")


def _show_readings(case: Case, form: str, as_json: bool) -> None:
    if as_json:
        print_json(detente.workbench.readings_as_json(case))
    else:
        tell(detente.workbench.readings_page(case), form)


def _show_between(
    case: Case, days: tuple[str, str], concepts: tuple[Concept, ...] | None, form: str, as_json: bool
) -> None:
    with patience() as progress:
        found = detente.workbench.between(case, *days, concepts, progress)
    if as_json:
        print_json(detente.workbench.between_as_json(found))
    else:
        tell(detente.workbench.between_page(found), form)
