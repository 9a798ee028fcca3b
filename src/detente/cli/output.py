"""How the command line speaks: results on stdout, messages on stderr, one JSON document or nothing.

Text from outside (paths, arguments, notes) reaches a terminal through ``say`` and ``say_problems`` alone, or as the
``Text`` of a console; none of them passes on what a terminal would obey. rich is imported where a page is printed.
"""

from __future__ import annotations

import io
import json
import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

import click

import detente
from detente.errors import DetenteError, Problem, Severity, visible

if TYPE_CHECKING:
    from rich.console import Console

    from detente.report.page import Page

USERS_MISTAKE = 2
OURS = 1
INTERRUPTED = 130
FLAGS = {  # what mends a mistake, by the word that errors use for it
    "trust": "--trust",
    "start": "--from N",
    "scenario": "--scenario",
    "sample": "--trust or --runs",
    "workers": "--workers",
    "dask": "--dask",
}
COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def lenient_streams() -> None:
    """Show a question mark for what the terminal's encoding cannot, instead of failing; a closed stream is nowhere."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nowhere() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.FileIO(os.devnull, "w"), encoding="utf-8")


def results() -> Console:
    """Where a page for a person goes."""
    return import_module("detente.cli.console").Results()


def say(sentence: str, *, err: bool = False, **style: Any) -> None:
    """One line, however long: a result, or a message on standard error."""
    click.secho(visible(sentence), file=sys.stderr if err else sys.stdout, **style)


def say_problems(problems: Iterable[Problem], *, err: bool = False) -> None:
    """Problems in the contract form, one below the other."""
    stream = sys.stderr if err else sys.stdout
    for problem in problems:
        head, *excerpt = str(problem).split("\n")
        place, _, rest = head.partition(f": {problem.severity.value}[")
        severity = click.style(problem.severity.value, fg=COLOUR[problem.severity], bold=problem.severity == "error")
        click.echo(f"{click.style(f'{place}:', dim=True)} {severity}[{rest}", file=stream)
        for row in excerpt:
            click.secho(row, file=stream, dim=True)


@contextmanager
def utf8() -> Iterator[IO[str]]:
    """Standard output in UTF-8, as JSON and Markdown must be, whatever the terminal's encoding is."""
    sys.stdout.flush()
    stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline="\n")
    try:
        yield stream
        stream.flush()
    finally:
        stream.detach()


def tell(page: Page, form: str) -> None:
    """A page for a person: ``text`` for a terminal, or ``md``."""
    if form == "text":
        detente.workbench.show(page, results())
    else:
        with utf8() as stream:
            stream.write(detente.workbench.markdown(page))


def print_json(document: object) -> None:
    """One JSON document."""
    with utf8() as stream:
        stream.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def guarded(*, as_json: bool = False) -> Iterator[None]:
    """Turn errors into sentences and exit codes: 2 the user's mistake, 1 ours, never a traceback for bad input."""
    try:
        yield
    except DetenteError as error:
        _tell(error, as_json)
        raise click.exceptions.Exit(USERS_MISTAKE) from None
    except OSError as error:
        if error.filename is None:
            end_of_output(error)
        else:
            _tell(DetenteError(f"{error.filename}: {_reason(error)}"), as_json)
        raise click.exceptions.Exit(0 if isinstance(error, BrokenPipeError) else USERS_MISTAKE) from None
    except click.exceptions.Exit:
        raise
    except (Exception, KeyboardInterrupt) as error:
        if _interrupted(error):
            say("interrupted; nothing was left half-written", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None
        _tell_ours(error)
        raise click.exceptions.Exit(OURS) from None


def _tell(error: DetenteError, as_json: bool) -> None:
    """What is wrong with the input, with its problems where it has some; with ``--json`` also as the one document."""
    problems: tuple[Problem, ...] = getattr(error, "problems", ())
    if as_json:
        listed = [problem.as_json() for problem in problems] or [{"severity": "error", "message": str(error)}]
        print_json({"schema": "detente.error/1", "problems": listed})
    if problems:
        say_problems(problems, err=True)
    else:
        flag = FLAGS.get(getattr(error, "mend", ""), "")
        say(f"error: {error}{f' The flag is {flag}.' if flag else ''}", err=True)


def _interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind an error: Python before 3.12 wraps what happens while a class is made, as in imports."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__
    return error is not None


def end_of_output(error: OSError) -> None:
    """Nothing more can be written: the reader went away (``| head``), which is fine, or the disk is full.

    Standard output is pointed nowhere, so that the interpreter can close it without a second error.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        say(f"error: standard output cannot be written: {_reason(error)}", err=True)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _tell_ours(error: BaseException) -> None:
    say(f"internal error: {type(error).__name__}: {error}", err=True, fg="red", bold=True)
    say("This is a fault of detente, not of your case. Please report it with the output of DETENTE_DEBUG=1.", err=True)
    if os.environ.get("DETENTE_DEBUG"):
        for line in "".join(traceback.format_exception(error)).splitlines():
            say(line, err=True)
