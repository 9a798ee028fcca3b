"""The folder of a sweep: one sweep in it and no other, written to by one process at a time.

==========================  ==========================================================
``plan.json``               what the runs are; written first
``runs-000000.parquet``...  one part for each block, written whole or not at all
``summary.json``            in how many runs each state is an equilibrium; written last
``.lock``                   empty; locked by the process that writes, and by none once it is gone
==========================  ==========================================================
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from detente.atomic import replace_file
from detente.errors import AnalysisError

PLAN, SUMMARY, LOCK = "plan.json", "summary.json", ".lock"
TOLD_APART = 60  # characters of a value in a message


class Folder:
    """A folder that this process may write to; see :func:`opened`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, name: str) -> bytes | None:
        """The content of a file; None if there is none."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unusable(self.path, error) from None

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all."""
        try:
            replace_file(self.path / name, content)
        except OSError as error:
            raise _unusable(self.path, error) from None


@contextmanager
def opened(path: Path, plan: bytes) -> Iterator[Folder]:
    """The folder for one plan, made or found again, and locked.

    Raises
    ------
    AnalysisError
        If it holds something else, is in use, or cannot be written to.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        _check_ours(path)
        lock = (path / LOCK).open("ab")
        free = _locked(lock)
    except OSError as error:
        raise _unusable(path, error) from None
    with lock:
        if not free:
            raise AnalysisError(
                f"another sweep is writing to {path} at this moment; wait for it, or name another folder."
            )
        _check_ours(path)
        for unfinished in path.glob(".*.part"):
            unfinished.unlink(missing_ok=True)
        folder = Folder(path)
        found = folder.read(PLAN)
        if found is None:
            folder.write(PLAN, plan)
        elif found != plan:
            raise AnalysisError(_another(path, found, plan))
        yield folder


def _check_ours(path: Path) -> None:
    """A folder is ours if it has a plan, or nothing that can be seen."""
    if not (path / PLAN).exists() and any(not file.name.startswith(".") for file in path.iterdir()):
        raise AnalysisError(f"{path} has files in it and no sweep; name a folder that is empty or does not exist yet.")


def _locked(stream: IO[bytes]) -> bool:
    """Lock a file for this process. The system takes the lock away when the process ends, however it ends."""
    try:
        if os.name == "nt":
            windows: Any = import_module("msvcrt")
            windows.locking(stream.fileno(), windows.LK_NBLCK, 1)
        else:
            posix: Any = import_module("fcntl")
            posix.flock(stream, posix.LOCK_EX | posix.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the latter is what Windows says
        return False
    return True


def _another(path: Path, found: bytes, wanted: bytes) -> str:
    """What the plan in the folder says otherwise."""
    try:
        there, here = json.loads(found), json.loads(wanted)
        told = [
            f"{key} is {_short(there.get(key))} there and {_short(value)} here"
            for key, value in here.items()
            if there.get(key) != value
        ]
    except (ValueError, AttributeError):
        told = ["its plan.json cannot be read"]
    return (
        f"{path} holds another sweep: {'; '.join(told[:3]) or 'its plan.json was changed'}. Name another folder, or "
        "repeat the command with which it was begun."
    )


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= TOLD_APART else f"{text[: TOLD_APART - 3]}..."


def _unusable(path: Path, error: OSError) -> AnalysisError:
    return AnalysisError(
        f"the sweep cannot be written to {path}: {(error.strerror or str(error)).lower()}; what is there is whole, and "
        "the same command goes on from it."
    )
