"""Small random conflicts by the thousand, from a seed: many times faster than hypothesis, which shrinks what fails.

Each shape exercises one thing that a conflict can have; the last two mix everything. Sizes are drawn so that the slow
twin answers in milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from conflicts import Twin, graph_twin, merged_labels, option_twin

__all__ = ["SHAPES", "conflicts_of", "mixed_conflicts"]

Rng = np.random.Generator
LEVELS = (2, 3, 6, 50, 2**62)


def payoffs(rng: Rng, n_dms: int, n_states: int) -> list[list[int]]:
    """From two levels (nearly everything ties) to extreme values, negative ones among them."""
    top = LEVELS[rng.integers(len(LEVELS))]
    return rng.integers(-(top // 2), top // 2 + 1, (n_dms, n_states)).tolist()


def options(
    rng: Rng,
    *,
    infeasible: bool = False,
    one_way: bool = False,
    unowned: bool = False,
    merged: bool = False,
    forbidden: bool = False,
) -> Twin:
    """A conflict in option form, 1 to 6 decision makers and up to 5 options."""
    n_dms = int(rng.integers(1, 7))
    n_options = int(rng.integers(2 if merged else 0, 5 if n_dms < 4 else 6))
    owners = rng.integers(-1 if unowned else 0, n_dms, n_options).tolist()
    direction = rng.choice([0, 0, 1, -1], n_options).tolist() if one_way else [0] * n_options
    masks = np.arange(1 << n_options)
    if infeasible:
        kept = rng.random(masks.size) < rng.uniform(0.3, 0.95)
        kept[rng.integers(masks.size)] = True
        masks = masks[kept]
    groups = [subset(rng, masks.size, 0.4) for _ in range(rng.integers(1, 3))] if merged else []
    labels = merged_labels(masks.tolist(), groups)
    rules = [
        (int(rng.integers(n_dms)), subset(rng, masks.size, 0.6), subset(rng, masks.size, 0.6))
        for _ in range(rng.integers(1, 4) if forbidden else 0)
    ]
    return option_twin(owners, direction, masks.tolist(), labels, rules, payoffs(rng, n_dms, max(labels) + 1))


def subset(rng: Rng, size: int, share: float) -> list[bool]:
    """Each of ``size`` things with a chance of ``share``."""
    return (rng.random(size) < share).tolist()


def drawn_graph(rng: Rng) -> Twin:
    """Arcs that need be neither transitive nor symmetric, few or many, 1 to 6 decision makers."""
    n_dms, n_states = int(rng.integers(1, 7)), int(rng.integers(1, 10))
    drawn = rng.random((n_dms, n_states, n_states)) < rng.uniform(0.05, 0.5)
    arcs = [[(a, b) for a, b in np.argwhere(mine).tolist() if a != b] for mine in drawn]
    return graph_twin(n_states, arcs, payoffs(rng, n_dms, n_states))


SHAPES: dict[str, Callable[[Rng], Twin]] = {
    "all combinations feasible": options,
    "infeasible": lambda rng: options(rng, infeasible=True),
    "one-way": lambda rng: options(rng, one_way=True),
    "one-way and infeasible": lambda rng: options(rng, one_way=True, infeasible=True, unowned=True),
    "merged": lambda rng: options(rng, infeasible=bool(rng.integers(2)), merged=True),
    "forbidden arcs": lambda rng: options(rng, infeasible=bool(rng.integers(2)), forbidden=True),
    "everything": lambda rng: options(rng, infeasible=True, one_way=True, unowned=True, merged=True, forbidden=True),
    "drawn graph": drawn_graph,
}


def conflicts_of(shape: str, count: int) -> Iterator[Twin]:
    """``count`` conflicts of one shape; always the same ones."""
    rng = np.random.default_rng([2025, list(SHAPES).index(shape)])
    return (SHAPES[shape](rng) for _ in range(count))


def mixed_conflicts(count: int) -> Iterator[Twin]:
    """``count`` conflicts, the shapes taking turns."""
    streams = [conflicts_of(shape, -(-count // len(SHAPES))) for shape in SHAPES]
    for k in range(count):
        yield next(streams[k % len(streams)])
