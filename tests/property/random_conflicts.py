"""Random conflicts by the thousand, from a seed: many times faster than hypothesis, which shrinks what fails.

Each shape exercises one thing that a conflict can have; the last two of option form mix everything. Sizes are drawn so
that the slow twin answers in milliseconds; ``large_conflicts`` are beyond it, for implementations that are not slow.

Set DETENTE_SEED to a number to run the tests on conflicts that nobody has seen before.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import numpy as np
from conflicts import Options, Twin, graph_twin, merged_labels, option_model, option_twin

from detente.model.graph import GraphModel

__all__ = ["SHAPES", "conflicts_of", "large_conflicts", "mixed_conflicts"]

Rng = np.random.Generator
SEED = int(os.environ.get("DETENTE_SEED", "2025"))
LEVELS = (2, 3, 6, 50, 2**62)


def payoffs(rng: Rng, n_dms: int, n_states: int) -> list[list[int]]:
    """From three levels (nearly everything ties) to extreme values, negative ones among them."""
    top = LEVELS[rng.integers(len(LEVELS))]
    return rng.integers(-(top // 2), top // 2 + 1, (n_dms, n_states)).tolist()


def options(
    rng: Rng,
    n_dms: int,
    n_options: int,
    *,
    infeasible: bool = False,
    one_way: bool = False,
    unowned: bool = False,
    merged: bool = False,
    forbidden: bool = False,
) -> Options:
    """A conflict in option form, with what is asked for and nothing else."""
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
    payoff = payoffs(rng, n_dms, max(labels) + 1)
    return Options(owners, direction, masks.tolist(), labels, rules, payoff, masks_given=bool(rng.integers(2)))


def subset(rng: Rng, size: int, share: float) -> list[bool]:
    """Each of ``size`` things with a chance of ``share``."""
    return (rng.random(size) < share).tolist()


def small(rng: Rng, **kinds: bool) -> Twin:
    """1 to 6 decision makers and up to 5 options."""
    n_dms = int(rng.integers(1, 7))
    n_options = int(rng.integers(2 if kinds.get("merged") else 0, 5 if n_dms < 4 else 6))
    return option_twin(options(rng, n_dms, n_options, **kinds))


def drawn_graph(rng: Rng) -> Twin:
    """Arcs that need be neither transitive nor symmetric, few or many, 1 to 6 decision makers."""
    n_dms, n_states = int(rng.integers(1, 7)), int(rng.integers(1, 10))
    return graph_twin(n_states, arcs(rng, n_dms, n_states, rng.uniform(0.05, 0.5)), payoffs(rng, n_dms, n_states))


def arcs(rng: Rng, n_dms: int, n_states: int, share: float) -> list[list[tuple[int, int]]]:
    """Per decision maker, each possible arc with a chance of ``share``."""
    drawn = rng.random((n_dms, n_states, n_states)) < share
    return [[(a, b) for a, b in np.argwhere(mine).tolist() if a != b] for mine in drawn]


SHAPES: dict[str, Callable[[Rng], Twin]] = {
    "all combinations feasible": small,
    "infeasible": lambda rng: small(rng, infeasible=True),
    "one-way": lambda rng: small(rng, one_way=True),
    "one-way and infeasible": lambda rng: small(rng, one_way=True, infeasible=True, unowned=True),
    "merged": lambda rng: small(rng, infeasible=bool(rng.integers(2)), merged=True),
    "forbidden arcs": lambda rng: small(rng, infeasible=bool(rng.integers(2)), forbidden=True),
    "everything": lambda rng: small(rng, infeasible=True, one_way=True, unowned=True, merged=True, forbidden=True),
    "drawn graph": drawn_graph,
}


def conflicts_of(shape: str, count: int, seed: int = SEED) -> Iterator[Twin]:
    """``count`` conflicts of one shape; the same ones for the same seed."""
    rng = np.random.default_rng([seed, list(SHAPES).index(shape)])
    return (SHAPES[shape](rng) for _ in range(count))


def mixed_conflicts(count: int, seed: int = SEED) -> Iterator[Twin]:
    """``count`` conflicts, the shapes taking turns."""
    streams = [conflicts_of(shape, -(-count // len(SHAPES)), seed) for shape in SHAPES]
    for k in range(count):
        yield next(streams[k % len(streams)])


def large_conflicts(count: int, seed: int = SEED) -> Iterator[GraphModel]:
    """2 to 5 decision makers and up to 256 states, every fourth a graph with few arcs, the others of mixed kinds."""
    rng = np.random.default_rng([seed, len(SHAPES)])
    for k in range(count):
        n_dms = int(rng.integers(2, 6))
        if k % 4 == 3:
            n_states = int(rng.integers(64, 257))
            drawn = arcs(rng, n_dms, n_states, rng.uniform(0.5, 2.5) / n_states)
            yield GraphModel.from_moves(n_states, drawn, payoffs(rng, n_dms, n_states))
        else:
            infeasible, one_way, general = (bool(rng.integers(2)) for _ in range(3))
            kinds = {"infeasible": infeasible, "one_way": one_way, "merged": general, "forbidden": general}
            yield option_model(options(rng, n_dms, int(rng.integers(6, 9)), **kinds))
