"""A small case with doubted claims and scenarios, and a command that sweeps it in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CASE = """\
detente: 1
title: The gate
sources:
  said: {reliability: F}
claims:
  north-shares: {at: "talks@00:00:10", credibility: 6, listened: no}
  south-waits: {at: "talks@00:00:20", credibility: 6, listened: no}
  treaty-binds: {at: "talks@00:00:30", credibility: 6, listened: no}
decision_makers:
  north:
    name: North
    options: {share: Share the water}
    prefers:
      - {that: south.open, because: [north-shares], otherwise: drop}
      - not north.share
  south:
    name: South
    options: {open: Open the gate, wait: Wait}
    prefers:
      - {that: north.share, because: [south-waits], otherwise: swap}
      - {that: not south.open, because: [treaty-binds], otherwise: drop}
feasible:
  - {that: not (south.open and south.wait), because: [treaty-binds]}
status_quo: []
scenarios:
  treaty:
    title: A treaty that binds
    change:
      moves: {irreversible: [north.share, south.open]}
"""
NOTES = """\
---
videoId: said
---
# Talks

North would share the water ([00:00:10](https://youtu.be/said?t=10)).

South would wait ([00:00:20](https://youtu.be/said?t=20)).

The treaty binds ([00:00:30](https://youtu.be/said?t=30)).
"""
SCRIPT = """\
import signal
import sys
import detente as dt
from detente.questions.sweeps.found import SweepPlan
if __name__ == "__main__":
    import detente.questions.sweeps.processes as processes
    processes.SILENCE = int(sys.argv[6])
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background ignores Ctrl-C, and its children
    case, folder, workers, runs, block = sys.argv[1:6]
    plan = SweepPlan(runs=int(runs), swaps=1, block=int(block), seed=7)
    told = lambda done, runs: print(done, flush=True)
    dt.workbench.sweep(dt.load(case), folder, plan, workers=int(workers), progress=told)
"""


def write_case(folder: Path) -> Path:
    """The case and its page of notes in a folder."""
    (folder / "notes").mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder / "notes" / "talks.md").write_text(NOTES, encoding="utf-8")
    return folder


def start(case: Path, folder: Path, *, workers: int, runs: int, block: int, silence: int = 60) -> subprocess.Popen[str]:
    """A sweep in a process group of its own; it prints how many runs are done, line by line.

    silence : how many signs of life of a worker may be missing before it is given up
    """
    script = case / "sweep_it.py"  # a file, since worker processes load it
    script.write_text(SCRIPT, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, str(script), str(case), str(folder), str(workers), str(runs), str(block), str(silence)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=dict(os.environ),
        start_new_session=True,
    )


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}
