"""Is a state stable in some completion of partial preferences, is it unstable in some? The exact answer for SEQ, SSEQ.

The stability of s for i is a formula in two kinds of statements: "s is at least as good as q for i", and "the move from
p to t improves for j". It never gets worse when one of them turns true. At a node of the search some statements are
settled and the others open. If the formula holds with all open ones false it holds in every completion, and if it fails
with all open ones true it fails in every completion. Otherwise it holds with all open ones true, and the proof (an
answer to an improvement) uses an open statement: the search branches on that one, which is added to the partial order
of its decision maker with all that transitivity draws from it. Both branches are consistent (:mod:`partial_order`), so
no branch is tried in vain, and statements on which no proof rests are never looked at.

Worst case exponential in the open statements that matter; a budget of nodes ends a search without an answer.
Slow twin: definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from detente.frozen import frozen
from detente.kernels.partial_order import Growing


class Ranked(NamedTuple):
    """``above`` is better than (strict) or at least as good as ``below`` for ``dm``."""

    dm: int
    above: int
    below: int
    strict: bool

    def negated(self) -> Ranked:
        """The opposite, which holds exactly where this one does not."""
        return Ranked(self.dm, self.below, self.above, not self.strict)


@dataclass(slots=True)
class Budget:
    """How many nodes may still be tried: for one question, and in all."""

    each: int
    total: int


@frozen
class Local:
    """The part of a conflict on which the stability of one state depends; its states are numbered from 0.

    state : the one asked about; successors[j][p] : R_j(p) inside the part; no_way_out : SSEQ rather than SEQ
    """

    state: int
    successors: Sequence[Sequence[Sequence[int]]]
    no_way_out: bool


@frozen
class Found:
    """The answer to "is there a completion?", None if the budget ran out; ``added`` describes the completion."""

    exists: bool | None
    added: tuple[Ranked, ...] = ()


@frozen
class _Node:
    """A place in the search: what each decision maker prefers so far, and the statements that led here."""

    orders: tuple[Growing, ...]
    added: tuple[Ranked, ...] = field(default=())

    def value(self, said: Ranked) -> bool | None:
        """Whether a statement is settled, and how."""
        order = self.orders[said.dm]
        for_it, against = (order.gt, order.ge) if said.strict else (order.ge, order.gt)
        return True if for_it[said.above, said.below] else False if against[said.below, said.above] else None

    def plus(self, said: Ranked) -> _Node:
        grown = self.orders[said.dm].copy()
        grown.add(said.above, said.below, strict=said.strict)
        orders = (*self.orders[: said.dm], grown, *self.orders[said.dm + 1 :])
        return _Node(orders, (*self.added, said))


def search(local: Local, orders: Sequence[Growing], dms: Sequence[int], *, stable: bool, budget: Budget) -> Found:
    """Whether in some completion the state is stable for all ``dms``, or (``stable`` False) unstable for one of them.

    orders : one per decision maker, over the states of the part
    budget : what is spent is taken from its total, in place
    Time: at most as many nodes as the budget grants, each O(moves of the part x verdicts asked for) and a copy of one
    order. Reference: definition.over_all_completions.
    """
    open_nodes, left = [_Node(tuple(orders))], min(budget.each, budget.total)
    while open_nodes:
        if left == 0:
            return Found(None)
        left, budget.total = left - 1, budget.total - 1
        node = open_nodes.pop()
        verdicts = [_verdict(local, node, dm) for dm in dms]
        if (all(v is True for v in verdicts)) if stable else (any(v is False for v in verdicts)):
            return Found(True, node.added)
        undecided = [v for v in verdicts if isinstance(v, Ranked)]
        if not undecided or (stable and any(v is False for v in verdicts)):
            continue
        said = undecided[0]
        likely = said if stable else said.negated()
        open_nodes += [node.plus(likely.negated()), node.plus(likely)]
    return Found(False)


def _verdict(local: Local, node: _Node, dm: int) -> bool | Ranked:
    """Stable in every completion of a node, unstable in every one, or an open statement on which it turns."""
    undecided: Ranked | None = None
    for q in local.successors[dm][local.state]:
        stays = Ranked(dm, local.state, q, False)
        settled = node.value(stays)
        if settled is True or _answer(local, node, dm, q, generous=False) is not None:
            continue
        if settled is None:
            undecided = undecided or stays
            continue
        proof = _answer(local, node, dm, q, generous=True)
        if proof is None:
            return False
        undecided = undecided or next(said for said in proof if node.value(said) is None)
    return True if undecided is None else undecided


def _answer(local: Local, node: _Node, dm: int, start: int, *, generous: bool) -> list[Ranked] | None:
    """The statements behind a shortest answer to the move to ``start``; ``generous`` takes open ones for true."""

    def holds(said: Ranked) -> bool:
        settled = node.value(said)
        return generous if settled is None else settled

    came: dict[tuple[int, int], tuple[tuple[int, int], Ranked]] = {}
    queue = [(start, -1)]
    for at in queue:
        for j, t in _onward(local, dm, *at):
            pays = Ranked(j, t, at[0], True)
            if (t, j) in came or not holds(pays):
                continue
            came[t, j] = at, pays
            queue.append((t, j))
            harm = _harm(local, dm, t)
            if all(holds(said) for said in harm):
                return [*_path(came, (t, j), start), *harm]
    return None


def _onward(local: Local, dm: int, p: int, last: int) -> Iterator[tuple[int, int]]:
    """The moves of those who may move next: not ``dm``, and not who moved last."""
    for j, successors in enumerate(local.successors):
        if j not in (dm, last):
            for t in successors[p]:
                yield j, t


def _harm(local: Local, dm: int, t: int) -> list[Ranked]:
    """What must hold if ending in ``t`` is to deter ``dm``."""
    ends = [t, *local.successors[dm][t]] if local.no_way_out else [t]
    return [Ranked(dm, local.state, end, False) for end in ends]


def _path(came: dict[tuple[int, int], tuple[tuple[int, int], Ranked]], at: tuple[int, int], start: int) -> list[Ranked]:
    """The statements by which the search came to ``at``, last first."""
    told: list[Ranked] = []
    while at != (start, -1):
        at, pays = came[at]
        told.append(pays)
    return told
