"""The console on which pages for a person are printed. Imported when there is one to print: rich takes its time."""

from __future__ import annotations

from rich.console import Console


class Results(Console):
    """Standard output, which leaves a closed pipe to us; rich would exit with 1."""

    def __init__(self) -> None:
        super().__init__(highlight=False, soft_wrap=False)

    def on_broken_pipe(self) -> None:
        """Let ``guarded`` end the run in peace."""
        raise BrokenPipeError
