"""The verb ``analyze``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

import detente
from detente.cli.arguments import Verb, as_json, as_of, case_path, concepts, form, scenario, version_of
from detente.cli.output import print_json, tell
from detente.cli.progress import patience
from detente.errors import AnalysisError
from detente.model.concepts import Concept


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
