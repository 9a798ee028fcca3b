"""Turn the figures of a benchmark run into docs/reference/performance.md. Usage: write_page.py RUN.json PAGE.md."""

from __future__ import annotations

import json
import sys
from pathlib import Path

HEAD = """# Performance

These figures are measured by `make bench`, which rewrites this page. They are medians on one machine:
{machine}.
The machine was shared: read the ratios, and expect absolute times to differ by a third from run to run.

Ranks are `uint16` where the payoffs of a decision maker (DM) span less than 2^16, else `uint32`; verdicts are `bool`,
one byte. A model keeps its payoffs as `int64`, or as `int32` where there are more than 2^20 and they fit. What is
needed beside depends on the way, in bytes per state and DM:

- **dense** (a fifth or more of all option combinations is feasible): ranks 2 or 4 per combination. Improvements 16 in
  numpy, times 1.5 for each one-way option of the DM; compiled 1, 2 or 4 (up to 7, up to 15, more options of the DM).
- **sparse** (fewer are): moves 24, with one-way options times the patterns that reach a state; improvements 24,
  compiled 5.
- **graph** (merged states, forbidden arcs, arcs from a list): moves 16 per arc; improvements 24 per arc, compiled 5.

To these come a few arrays like one row of ranks for each thread. Nothing is ever states x states. What would not fit
into the memory of the machine is refused before the work begins. SIM has a way of its own
(`detente.kernels.simultaneous`), which tries combinations of improvements.
"""


def main(run: Path, page: Path) -> None:
    """Write the page."""
    document = json.loads(run.read_text())
    rows = [(b["extra_info"], b["stats"]["median"]) for b in document["benchmarks"]]
    cpu = document["machine_info"]["cpu"].get("brand_raw", "unknown processor")
    python = document["machine_info"]["python_version"]
    parts = [
        HEAD.format(machine=f"{cpu}, {document['machine_info']['cpu'].get('count', '?')} processors, Python {python}"),
        "## Stability\n",
        "From payoff arrays to verdicts for every state, DM and concept, nothing cached but compiled code. Unless said",
        "otherwise: random payoffs with 1000 levels, every option combination feasible, options dealt to the DMs in",
        "turn; Nash, GMR, SMR and SEQ. The copy is a `numpy` copy of the payoffs as `uint16`; memory is the peak",
        "beyond the payoffs, with the verdicts.\n",
        stability_table([(i, t) for i, t in rows if i["group"] == "stability"]),
        "A dash: the way does not exist, or would not fit into the memory of this machine and was refused. SIM",
        "combines the simultaneous improvements of all decision makers and costs more than the other concepts.\n",
        "## Many preference profiles\n",
        "`dt.stability_batch` on one conflict of five DMs, payoffs as `uint8`, Nash, GMR, SMR and SEQ. The copy is a",
        "`numpy` copy of all payoffs; memory is the peak beyond payoffs and result. Both are for the last column that",
        "has a figure.\n",
        profiles_table([(i, t) for i, t in rows if i["group"] == "batch"]),
        "## Worlds of doubted claims\n",
        "`dt.workbench.doubt` on cases of 64 states and five DMs with a statement for each claim: all six concepts and",
        "what can be reached, every world, minimal sets, sources and reasons. One world alone is the time of the six",
        "concepts in a conflict of that shape; the ratio is what the distinct worlds would take one by one to",
        "what they took. Beyond 20 claims that bear on something, all worlds with up to three failures are looked at,",
        "and 100,000 drawn at random.\n",
        table(
            ["case", "method", "worlds", "of them distinct", "time", "one world alone", "ratio"],
            [worlds_row(i, t) for i, t in rows if i["group"] == "doubt"],
        ),
        "## Sweeps\n",
        table(
            ["task", "time", "runs a second", "size"],
            [
                [i["name"], ms(t), f"{1e6 / t:,.0f}", f"{i['size'] / 1e6:.0f} MB"]
                for i, t in rows
                if i["group"] == "sweep"
            ],
        ),
        "## Against the slow twin\n",
        "The slow twin (`detente.kernels.definitions.stability`) is the definitions in plain Python.\n",
        table(
            ["conflict", "kernels", "slow twin", "ratio"],
            [[i["name"], ms(t), ms(i["twin"]), f"{i['twin'] / t:,.0f}"] for i, t in rows if i["group"] == "twin"],
        ),
        "## Beside GMCR+\n",
        "GMCR+ 0.4.1 is another program for the graph model. Its figures were measured by us, once, on one machine",
        "(two virtual CPUs of an Intel Xeon, Sapphire Rapids), and are quoted here: reachability and the same four",
        "concepts on a random conflict of the same shape. The work is not quite the same: GMCR+ writes a narration of",
        "every verdict as it goes, detente on request; and for three or more DMs they read joint moves differently",
        "([why](../explanation/why-trust-us.md)). The figures of detente are of this run.\n",
        table(
            ["conflict", "kernels", "GMCR+ (quoted)", "ratio"],
            [[i["name"], ms(t), ms(i["peer"]), f"{i['peer'] / t:,.0f}"] for i, t in rows if i["group"] == "peer"],
        ),
        "## Start-up\n",
        "From the start of Python to its end, best of ten, with the disk cache warm.\n",
        table(
            ["command", "time"],
            [
                [f"`{b['extra_info']['name']}`", ms(b["stats"]["min"])]
                for b in document["benchmarks"]
                if b["extra_info"]["group"] == "start-up"
            ],
        ),
        "## Feasible states and notes\n",
        table(
            ["task", "time", "size"],
            [[i["name"], ms(t), f"{i['states']:,} feasible states"] for i, t in rows if i["group"] == "enumeration"]
            + [[i["name"], ms(t), f"{i['states'] / t:,.0f} pages a second"] for i, t in rows if i["group"] == "notes"],
        ),
    ]
    page.write_text("\n".join(parts))


def stability_table(rows: list[tuple[dict, float]]) -> str:
    """A row for each conflict: times, ratios and memory in numpy and compiled."""
    found = {(info["name"], info["compiled"]): (info, seconds) for info, seconds in rows}
    lines = []
    for name in dict.fromkeys(info["name"] for info, _ in rows):
        line = [name]
        for compiled in (False, True):
            info, seconds = found.get((name, compiled), ({}, 0.0))
            memory = f"{info['peak'] / info['states']:,.0f} bytes" if info else "-"
            line += [ms(seconds), f"{seconds / info['copy']:,.0f}", memory] if info else ["-", "-", "-"]
        lines.append(line)
    kinds = ("numpy", "compiled")
    heads = [f"{what}, {kind}" for kind in kinds for what in ("time", "ratio to a copy", "peak memory per state")]
    return table(["conflict", *heads], lines)


def profiles_table(rows: list[tuple[dict, float]]) -> str:
    """Profiles a second: a row for each batch, a column for each way."""
    ways = list(dict.fromkeys(info["way"] for info, _ in rows))
    batches = {info["name"]: {} for info, _ in rows}
    for info, seconds in rows:
        batches[info["name"]][info["way"]] = info, seconds
    lines = []
    for name, found in batches.items():
        info, seconds = list(found.values())[-1]
        rates = [f"{i['profiles'] / t:,.0f}" for i, t in (found[way] for way in ways)]
        lines.append([name, *rates, f"{seconds / info['copy']:,.0f}", f"{info['peak'] / 1e6:.1f} MB"])
    return table(
        ["conflict", *(f"profiles a second, {way}" for way in ways), "ratio to a copy of the payoffs", "memory"], lines
    )


def worlds_row(info: dict, seconds: float) -> list[str]:
    """What was looked at, how long it took, and how long it would take world by world."""
    ratio = info["distinct"] * info["one"] / seconds
    counts = [f"{info['worlds']:,}", f"{info['distinct']:,}"]
    return [info["name"], info["method"], *counts, ms(seconds), ms(info["one"]), f"{ratio:,.0f}"]


def ms(seconds: float) -> str:
    """A time with three significant digits."""
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
