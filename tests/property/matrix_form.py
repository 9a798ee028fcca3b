"""The matrix form of the stability concepts: a second implementation that shares no code with the package.

After H. Xu, K. W. Hipel and D. M. Kilgour, "Matrix representation of solution concepts in multiple-decision-maker graph
models", IEEE Trans. SMC-A 39(1), 2009, for Nash, GMR, SMR and SEQ; SSEQ by the same pattern. Dense matrices over
states throughout, so for small conflicts only. ``J[i]`` holds the moves of decision maker i, ``better[i][s, q]`` says
that i prefers q to s, and ``at_most`` is the rest (E - P+ of the paper; the diagonal stays in it, since somebody who is
back where he began has gained nothing). State s is stable iff the entry (s, s) of the concept's matrix is 0.

The moves, too, are built here, from masks, owners and directions, and not taken from the package.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from detente.model.graph import GraphModel

Matrix = npt.NDArray[np.float32]  # of whole numbers far below 2**24, so exact; floats multiply many times faster


def sign(matrix: Matrix) -> Matrix:
    """1 where an entry is positive, else 0."""
    return (matrix > 0).astype(np.float32)


def adjacency(model: GraphModel) -> Matrix:
    """The matrices J_i, shape (n_dms, n_states, n_states)."""
    if model.moves is not None:
        listed = np.zeros((model.n_dms, model.n_states, model.n_states), np.float32)
        for i, arcs in enumerate(model.moves):
            listed[i, arcs[:, 0], arcs[:, 1]] = 1
        return listed
    return merged(option_adjacency(model), model)


def option_adjacency(model: GraphModel) -> Matrix:
    """Moves between masks: some bit differs, and every one that differs is i's own and goes its way."""
    assert model.owners is not None
    assert model.one_way is not None
    masks = np.arange(1 << model.owners.size) if model.masks is None else model.masks.astype(np.int64)
    bits = masks[:, None] >> np.arange(model.owners.size) & 1
    change = bits[None, :, :] - bits[:, None, :]  # +1 no to yes, -1 yes to no
    against = ((change * model.one_way) < 0).any(axis=2)
    matrices = np.zeros((model.n_dms, masks.size, masks.size), np.float32)
    for i in range(model.n_dms):
        foreign = (change[:, :, model.owners != i] != 0).any(axis=2)
        matrices[i] = (change != 0).any(axis=2) & ~foreign & ~against
    for rule in model.forbidden:
        matrices[rule.dm] *= 1 - np.outer(rule.source, rule.target)
    return matrices


def merged(matrices: Matrix, model: GraphModel) -> Matrix:
    """C^T J C with the membership matrix C; a move within a merged state is no move."""
    if model.state_of is None:
        return matrices
    member = np.eye(model.n_states, dtype=np.float32)[model.state_of]
    return sign(member.T @ matrices @ member) * (1 - np.eye(model.n_states, dtype=np.float32))


def joint(matrices: Matrix) -> Matrix:
    """The joint moves M_H of those whose matrices are given, by legal sequences.

    ``last[j]`` are the sequences of exactly t moves of which j made the last: none moves twice in a row, so they are
    those of t - 1 moves with another last mover, times J_j. Stop when t moves lead nowhere new.
    """
    last, reached = matrices, matrices
    while True:
        last = sign((last.sum(axis=0) - last) @ matrices)
        grown = sign(reached + last)
        if np.array_equal(grown, reached):
            return sign(reached.sum(axis=0))
        reached = grown


def matrix_verdicts(model: GraphModel) -> dict[str, npt.NDArray[np.bool_]]:
    """Per concept a bool array (n_dms, n_states)."""
    moves = adjacency(model)
    payoff = model.payoffs
    better = (payoff[:, None, :] > payoff[:, :, None]).astype(np.float32)
    improving = moves * better
    everything = np.ones((model.n_states, model.n_states), np.float32)
    rows: dict[str, list[npt.NDArray[np.bool_]]] = {c: [] for c in ("nash", "gmr", "smr", "seq", "sseq")}
    for i in range(model.n_dms):
        others = [j for j in range(model.n_dms) if j != i]
        at_most = everything - better[i]
        no_way_out = at_most.T * (everything - sign(moves[i] @ better[i].T))
        any_answer = joint(moves[others]) if others else everything * 0
        paying_answer = joint(improving[others]) if others else everything * 0
        undeterred = {
            "nash": everything,
            "gmr": everything - sign(any_answer @ at_most.T),
            "smr": everything - sign(any_answer @ no_way_out),
            "seq": everything - sign(paying_answer @ at_most.T),
            "sseq": everything - sign(paying_answer @ no_way_out),
        }
        for concept, matrix in undeterred.items():
            rows[concept].append(np.diagonal(improving[i] @ matrix) == 0)
    return {concept: np.stack(found) for concept, found in rows.items()}
