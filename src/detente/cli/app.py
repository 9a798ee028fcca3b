"""The command ``detente``: finds the module of a verb when the verb is asked for, and ends with an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

import detente
from detente.cli.output import USERS_MISTAKE, end_of_output, lenient_streams, say

VERBS = {  # in the order in which a person meets them, each with its module below ``detente.cli.verbs``
    "new": "files",
    "check": "files",
    "claims": "files",
    "analyze": "questions",
    "evolve": "questions",
    "doubt": "questions",
    "sweep": "sweep",
    "report": "questions",
    "convert": "files",
    "schema": "files",
}


class Verbs(click.Group):
    """The verbs, each imported only if it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of a name."""
        if cmd_name not in VERBS:
            return None
        return getattr(import_module(f"detente.cli.verbs.{VERBS[cmd_name]}"), cmd_name)


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A workbench for conflict-resolution analysis: which outcomes hold and why, and which second of a recording "
    "each assumption rests on. Offline: no verb touches the network, but for `sweep --dask` the address it is given.",
)
@click.version_option(detente.__version__, message="detente %(version)s", help="Print the version and exit.")
@click.pass_context
def app(ctx: click.Context) -> None:
    """Without a verb: help, and the exit code of a mistake."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
        ctx.exit(USERS_MISTAKE)


def run() -> None:
    """The command, with streams that cannot make it fail."""
    lenient_streams()
    try:
        try:
            sys.exit(_exit_code())
        finally:
            sys.stdout.flush()
    except OSError as error:
        end_of_output(error)
        sys.exit(0 if isinstance(error, BrokenPipeError) else USERS_MISTAKE)


def _exit_code() -> int:
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    try:
        return app.main(prog_name="detente", standalone_mode=False, color=False if plain else None) or 0
    except click.ClickException as error:
        _tell_usage(error)
        return USERS_MISTAKE
    except click.Abort:
        raise KeyboardInterrupt from None


def _tell_usage(error: click.ClickException) -> None:
    if isinstance(error, click.UsageError) and error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"Try '{error.ctx.command_path} -h' for help.", err=True)
    say(f"error: {error.format_message()}", err=True)
