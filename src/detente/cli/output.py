"""How the command line speaks: results on stdout, messages on stderr, one JSON document or nothing."""

from __future__ import annotations

import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

import typer
from rich.console import Console
from rich.text import Text

from detente.errors import CaseFileError, DetenteError, EvidenceError, Problem, Severity

__all__ = [
    "INTERRUPTED",
    "OURS",
    "USERS_MISTAKE",
    "end_of_output",
    "guarded",
    "json_stream",
    "lenient_streams",
    "messages",
    "patience",
    "print_json",
    "print_problems",
    "results",
]

USERS_MISTAKE = 2
OURS = 1
INTERRUPTED = 130
COLOUR = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def lenient_streams() -> None:
    """Show a question mark for what the terminal's encoding cannot, instead of failing; a closed stream is nowhere."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nowhere() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.FileIO(os.devnull, "w"), encoding="utf-8")


class _Results(Console):
    """A console that leaves a closed pipe to us; rich would exit with 1."""

    def on_broken_pipe(self) -> None:
        """Let ``guarded`` end the run in peace."""
        raise BrokenPipeError


def results() -> Console:
    """Where results go."""
    return _Results(highlight=False, soft_wrap=False)


def messages() -> Console:
    """Where everything else goes."""
    return Console(stderr=True, highlight=False)


@contextmanager
def patience() -> Iterator[Callable[[str], None]]:
    """A status line on stderr, for terminals only. While it stands it swallows stdout: print results afterwards."""
    console = messages()
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("reading the case", spinner="dots") as status:
        yield status.update


@contextmanager
def json_stream() -> Iterator[IO[str]]:
    """Standard output in UTF-8, as JSON must be, whatever the terminal's encoding is."""
    sys.stdout.flush()
    stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline="\n")
    try:
        yield stream
        stream.flush()
    finally:
        stream.detach()


def print_json(document: object) -> None:
    """One JSON document."""
    with json_stream() as stream:
        stream.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def print_problems(problems: Iterable[Problem], console: Console) -> None:
    """Problems in the contract form, one below the other. Note text is never read as markup."""
    for problem in problems:
        head, *excerpt = str(problem).split("\n")
        place, _, rest = head.partition(f": {problem.severity.value}[")
        line = Text(f"{place}: ", style="dim")
        line.append(f"{problem.severity.value}[", style=COLOUR[problem.severity])
        line.append(rest)
        console.print(line, soft_wrap=True)
        for row in excerpt:
            console.print(Text(row, style="dim"), soft_wrap=True)


@contextmanager
def guarded(*, as_json: bool = False) -> Iterator[None]:
    """Turn errors into sentences and exit codes: 2 the user's mistake, 1 ours, never a traceback for bad input."""
    try:
        yield
    except (CaseFileError, EvidenceError) as error:
        if as_json:
            print_json(_error_document(error))
        print_problems(error.problems, messages())
        raise typer.Exit(USERS_MISTAKE) from None
    except DetenteError as error:
        if as_json:
            print_json(_error_document(error))
        messages().print(Text(f"error: {error}"), soft_wrap=True)
        raise typer.Exit(USERS_MISTAKE) from None
    except OSError as error:
        end_of_output(error)
        raise typer.Exit(0 if isinstance(error, BrokenPipeError) else USERS_MISTAKE) from None
    except (typer.Exit, typer.Abort):
        raise
    except (Exception, KeyboardInterrupt) as error:
        if _interrupted(error):
            messages().print("interrupted; nothing was left half-written")
            raise typer.Exit(INTERRUPTED) from None
        _report_ours(error)
        raise typer.Exit(OURS) from None


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
        said = (error.strerror or str(error)).lower()
        messages().print(Text(f"error: standard output cannot be written: {said}"), soft_wrap=True)


def _error_document(error: DetenteError) -> dict[str, Any]:
    problems = getattr(error, "problems", ())
    if problems:
        return {"schema": "detente.error/1", "problems": [p.as_json() for p in problems]}
    return {"schema": "detente.error/1", "problems": [{"severity": "error", "message": str(error)}]}


def _report_ours(error: BaseException) -> None:
    console = messages()
    console.print(Text(f"internal error: {type(error).__name__}: {error}", style="bold red"), soft_wrap=True)
    console.print("This is a fault of detente, not of your case. Please report it with the output of DETENTE_DEBUG=1.")
    if os.environ.get("DETENTE_DEBUG"):
        console.print(Text("".join(traceback.format_exception(error))), soft_wrap=True)
