"""Signs of progress on standard error, where it is a terminal; elsewhere rich is not even imported."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import detente

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")


def _terminal() -> Console | None:
    if not sys.stderr.isatty():
        return None
    return import_module("rich.console").Console(stderr=True, highlight=False)


@contextmanager
def patience() -> Iterator[Callable[[str], None]]:
    """A status line. While it stands it swallows stdout: print results afterwards."""
    console = _terminal()
    if console is None:
        yield lambda _: None
        return
    with console.status("reading the case", spinner="dots") as status:
        yield status.update


@contextmanager
def page_count(paths: Sequence[Path]) -> Iterator[Callable[[Iterable[T]], Iterable[T]]]:
    """A bar that counts pages of notes."""
    console = _terminal()
    if console is None:
        yield iter
        return
    bars = import_module("rich.progress")
    with bars.Progress(console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as progress:
        total = detente.workbench.count_pages(paths)
        yield lambda pages: progress.track(pages, total=total, description="pages")


@contextmanager
def run_count() -> Iterator[Callable[[int, int], None] | None]:
    """A bar that counts the runs of a sweep."""
    console = _terminal()
    if console is None:
        yield None
        return
    bars = import_module("rich.progress")
    columns = [*bars.Progress.get_default_columns(), bars.MofNCompleteColumn()]
    with bars.Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("runs", total=None)
        yield lambda done, runs: progress.update(task, completed=done, total=runs)
