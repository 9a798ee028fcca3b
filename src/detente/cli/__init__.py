"""The command line: thin. Arguments in, one call to the workbench, words or one JSON document out."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

OBJECTS = 50_000  # new ones before the garbage collector looks: a run makes many, keeps most, and is soon over

SPARED = {  # what libraries would start or look for, and no verb uses; whoever sets these keeps what they say
    "OPENBLAS_NUM_THREADS": "1",
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
}


def main() -> None:
    """Entry point of the command ``detente``. The rest is imported here, so that Ctrl-C is met even while it loads."""
    for name, value in SPARED.items():
        os.environ.setdefault(name, value)
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])
    try:
        import_module("detente.cli.app").run()
    except KeyboardInterrupt:
        print("interrupted; nothing was left half-written", file=sys.stderr)
        sys.exit(130)
