"""What verbs are made of: how a verb ends, the arguments that several of them share, and the case that these name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import detente
from detente.cli.output import guarded
from detente.model.concepts import Concept

if TYPE_CHECKING:
    from detente.model.case import Case

WHAT = "a claim, a source, the path of an assumption, or `all` claims; may be repeated"


class Verb(click.Command):
    """A verb: errors become sentences and exit codes, and the list of verbs has its help in full."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it under guard."""
        with guarded(as_json=ctx.params.get("as_json", False)):
            return super().invoke(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The whole sentence, where click would cut it off."""
        return self.help or ""


case_path = click.argument("case", metavar="CASE", type=Path)
as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout and nothing else.")
form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md"]),
    default="text",
    show_default=True,
    help="For a terminal, or as Markdown.",
)
scenario = click.option("--scenario", metavar="NAME", help="The case under other circumstances, by its name there.")
as_of = click.option("--as-of", metavar="DATE", help="The case as known at the end of that day, as in 2024-11-06.")
doubted = click.option("--doubt", "doubted", multiple=True, metavar="WHAT", help=f"Put this in doubt: {WHAT}.")
trusted = click.option("--trust", "trusted", multiple=True, metavar="WHAT", help=f"Trust this: {WHAT}.")
concepts = click.option(
    "-c",
    "--concept",
    "concepts",
    multiple=True,
    type=click.Choice([concept.value for concept in Concept], case_sensitive=False),
    callback=lambda _ctx, _param, given: tuple(map(Concept, given)) or None,  # None means all
    help="Only this concept; may be repeated.",
)


def version_of(path: Path, scenario: str | None, day: str | None = None) -> Case:
    """The case, in one of its scenarios or as known on some day if asked for."""
    case = detente.workbench.load(path)
    if day is not None:
        case = detente.workbench.as_of(case, day)
    return case if scenario is None else detente.workbench.scenario(case, scenario)
