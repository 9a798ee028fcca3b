"""The verbs that ask a case: what holds, how it could come about, what that hinges on, and all of it as a report."""

from __future__ import annotations

from collections.abc import Iterable
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
from detente.cli.output import print_json, say, tell
from detente.cli.progress import patience
from detente.errors import AnalysisError
from detente.model.concepts import Concept

if TYPE_CHECKING:
    from detente.model.case import Case


@click.command(cls=Verb)
@case_path
@concepts
@click.option(
    "--actor",
    "actors",
    multiple=True,
    metavar="DM=CONCEPT",
    help="What kind of actor a decision maker is, as in russia=seq; may be repeated.",
)
@click.option("-s", "--state", type=int, metavar="N", help="The full reasoning on state N.")
@click.option(
    "--horizon",
    type=click.IntRange(1, 64),
    default=8,
    show_default=True,
    metavar="H",
    help="Look up to H moves ahead (limited-move stability).",
)
@scenario
@as_of
@form
@as_json
@click.option("--all-states", is_flag=True, help="List every state in the JSON, also beyond 4,096.")
def analyze(  # noqa: PLR0913, PLR0917 - one argument per flag
    case: Path,
    concepts: tuple[Concept, ...] | None,
    actors: tuple[str, ...],
    state: int | None,
    horizon: int,
    scenario: str | None,
    as_of: str | None,
    form: str,
    as_json: bool,
    all_states: bool,
) -> None:
    """Say which outcomes hold, for whom, under which concept, and why."""
    row = None if state is None else state - 1
    with patience() as progress:
        also = () if row is None else (row,)
        asked = version_of(case, scenario, as_of)
        found = detente.workbench.analyze(asked, concepts, also, progress, _kinds(actors), horizon)
    if as_json:
        print_json(detente.workbench.as_json(found, all_states=all_states))
    else:
        tell(detente.workbench.overview(found, row), form)


def _kinds(given: Iterable[str]) -> dict[str, str]:
    """The concept of each decision maker named in ``DM=CONCEPT``."""
    found: dict[str, str] = {}
    for item in given:
        dm, sign, concept = (part.strip() for part in item.partition("="))
        if not (dm and sign and concept):
            raise AnalysisError(f"'{item}' does not say what kind of actor a decision maker is; write --actor DM=seq.")
        if found.setdefault(dm, concept) != concept:
            raise AnalysisError(f"--actor names two concepts for '{dm}': {found[dm]} and {concept}; keep one.")
    return found


@click.command(cls=Verb)
@case_path
@click.option("-f", "--from", "start", type=int, metavar="N", help="Begin from state N instead of the status quo.")
@concepts
@form
@as_json
def evolve(case: Path, start: int | None, concepts: tuple[Concept, ...] | None, form: str, as_json: bool) -> None:
    """Say how each outcome that holds could come about: by whose moves, and who would have to act together."""
    with patience() as progress:
        row = None if start is None else start - 1
        found = detente.workbench.evolve(detente.workbench.load(case), concepts, row, progress)
    if as_json:
        print_json(detente.workbench.evolution_as_json(found))
    else:
        tell(detente.workbench.evolution_page(found), form)


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


@click.command(cls=Verb)
@case_path
@click.option("-o", "--output", metavar="FILE.html", required=True, type=Path, help="The page to write.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "md"]),
    help="HTML, or Markdown; what the name of the file says, unless given.",
)
def report(case: Path, output: Path, form: str | None) -> None:
    """Write the whole as one self-contained page, for a principal first and an analyst after."""
    with patience() as progress:
        written = detente.workbench.report(detente.workbench.load(case), output, progress, form=form)
    say(f"wrote {written}")
