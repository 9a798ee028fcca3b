"""The command line: thin. Arguments in, one call to the workbench, words or one JSON document out."""

from __future__ import annotations

import sys
from importlib import import_module

__all__ = ["main"]


def main() -> None:
    """Entry point of the command ``detente``. The rest is imported here, so that Ctrl-C is met even while it loads."""
    try:
        import_module("detente.cli.app").run()
    except KeyboardInterrupt:
        print("interrupted; nothing was left half-written", file=sys.stderr)
        sys.exit(130)
