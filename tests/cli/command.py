"""detente as a user's shell runs it."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from thorough import quick

from detente.cli import main

WIDE = {"COLUMNS": "100"}


def detente(*arguments: object, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the real entry point in a process of its own; where tests are to be quick, and may, in this one."""
    words = list(map(str, arguments))
    if quick() and not env:
        return _here(words, cwd or Path.cwd())
    return subprocess.run(
        [sys.executable, "-m", "detente", *words],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **WIDE, **env},
        timeout=120,
        check=False,
    )


def _here(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """As in a process of its own, but for what is loaded already."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    code, threshold = None, gc.get_threshold()
    with pytest.MonkeyPatch.context() as patch, chdir(folder):
        for name, value in (("argv", ["detente", *words]), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, value)
        for name, value in WIDE.items():
            patch.setenv(name, value)
        try:
            main()
        except SystemExit as end:
            code = end.code
        finally:
            gc.set_threshold(*threshold)
    return subprocess.CompletedProcess(words, int(code or 0), _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def document(run: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The JSON document that a command printed."""
    return json.loads(run.stdout)
