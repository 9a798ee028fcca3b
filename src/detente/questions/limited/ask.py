"""Looking several moves ahead: which states hold for decision makers with a horizon of h moves.

Where two can move, the limited-move stability L_h of Kilgour (1985), exactly; where more can, a cautious maximin that
is labelled pessimistic (``kernel.limited`` has both definitions). The verdicts may never settle as h grows
but repeat; the period is proven, and non-myopic stability (Brams & Wittman 1981; Kilgour 1984) is decided by it: a
state is non-myopically stable if it is stable at every horizon from some h on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace

import numpy as np

from detente.analysis.preferences import Known, reasoned
from detente.analysis.stability import Conflict, prepare
from detente.analysis.witness import comparisons, rank_relation
from detente.errors import AnalysisError
from detente.frozen import frozen
from detente.model.graph import BoolArray, GraphModel, IntArray, read_only
from detente.model.limits import HORIZON, LISTED_STATES
from detente.model.results import Omitted, Step
from detente.questions.limited.found import LIMITED_MOVE, MAXIMIN, Anticipation, LimitedMoves, LineOfPlay
from detente.questions.limited.kernel.horizons import Horizons, unroll
from detente.questions.limited.kernel.limited import LimitedRecursion as Recursion
from detente.questions.limited.kernel.limited import Maximin
from detente.questions.limited.kernel.ties import verdicts_that_hang_on_ties
from detente.questions.question import Asked

MAX_HORIZON = 64
LISTED = 64


def limited_moves(model: GraphModel, horizon: int = HORIZON, rows: Iterable[int] = ()) -> LimitedMoves | None:
    """Verdicts for h = 1 to ``horizon``, their period, and the anticipated play at some states.

    rows : states (0-based) whose anticipated play is told, for every decision maker that can move and every h
    returns : None where fewer than two can move: nobody answers, and every horizon is Nash
    Cost: near-linear in moves for each horizon; ties moves x states, and only up to 16 million of these.

    Raises
    ------
    AnalysisError
        For a horizon below 1 or above 64.
    """
    if not 1 <= horizon <= MAX_HORIZON:
        raise AnalysisError(f"a horizon is a number of moves from 1 to {MAX_HORIZON}, not {horizon}.")
    conflict = prepare(model)
    movers = [i for i, moves in enumerate(conflict.moves) if moves.members.size > moves.starts.size]
    if len(movers) < 2:
        return None
    two = len(movers) == 2
    moves, ranks = [conflict.moves[i] for i in movers], conflict.ranks[movers]
    kernel = Recursion(moves, ranks) if two else Maximin(moves, ranks)
    found = unroll(kernel.start(), kernel.step, kernel.stable, horizon)
    play = _Play(conflict, movers, kernel, found)
    return LimitedMoves(
        kind=LIMITED_MOVE if two else MAXIMIN,
        stable=read_only(np.stack([_for_all(level, movers, model) for level in found.stable])),
        period=found.period,
        cycle_from=found.cycle_from,
        lasting=None if found.lasting is None else read_only(_for_all(found.lasting, movers, model)),
        ties=_ties(movers, verdicts_that_hang_on_ties(moves, ranks, horizon)) if two else (),
        anticipations=tuple(
            play.anticipation(k, row, h) for row in rows for k in range(len(movers)) for h in range(1, horizon + 1)
        ),
    )


def ask(asked: Asked) -> LimitedMoves | Omitted | None:
    """Verdicts by horizon, each comparison with its reason; None where nobody can answer a move."""
    analysis = asked.analysis
    if analysis.space.count > LISTED_STATES:
        return Omitted(f"Looking several moves ahead is left out beyond {LISTED_STATES:,} states.")
    rows = dict.fromkeys(row for row in (analysis.status_quo, *asked.also) if row is not None)
    found = limited_moves(asked.model, asked.horizon, rows)
    if found is None:
        return None
    known: Known = {}
    told = (
        replace(a, comparisons=reasoned(analysis.case, analysis.space, a.comparisons, known))
        for a in found.anticipations
    )
    return replace(found, anticipations=tuple(told))


def _for_all(stable: BoolArray, movers: list[int], model: GraphModel) -> BoolArray:
    """With the decision makers that cannot move, for whom every state is stable."""
    full = np.ones((model.n_dms, model.n_states), bool)
    full[movers] = stable
    return full


def _ties(movers: list[int], found: BoolArray | None) -> tuple[tuple[int, int, int], ...] | None:
    if found is None:
        return None
    return tuple(sorted((movers[int(i)], int(s), int(h) + 1) for h, i, s in np.argwhere(found)))


@frozen(eq=False)
class _Play:
    """Follows the recursion back to the moves it anticipates. ``k`` counts those who can move."""

    conflict: Conflict
    movers: list[int]
    kernel: Recursion | Maximin
    found: Horizons
    choices: dict[tuple[int, int], IntArray] = field(default_factory=dict[tuple[int, int], IntArray])

    def anticipation(self, k: int, state: int, h: int) -> Anticipation:
        dm = self.movers[k]
        chosen = self._choice(k, state, h)
        targets = np.sort(self.conflict.moves[dm].successors(np.array([state]))[1])
        others = tuple(self._after(k, state, int(q), h) for q in targets[targets != chosen][:LISTED])
        line = LineOfPlay((), state) if chosen == state else self._after(k, state, chosen, h)
        if line.steps:
            told = [(step.dm, line.to, step.origin) for step in self._deciding(dm, line)]
        else:
            told = [(dm, other.to, state) for other in others]
        used = comparisons(told, rank_relation(self.conflict.ranks))
        return Anticipation(dm=dm, state=state, horizon=h, line=line, others=others, comparisons=used)

    def _choice(self, k: int, state: int, h: int) -> int:
        if (k, h) not in self.choices:
            self.choices[k, h] = self.kernel.choice(self.found.levels[h - 1], k)
        return int(self.choices[k, h][state])

    def _deciding(self, dm: int, line: LineOfPlay) -> list[Step]:
        """The steps whose mover is asked what it prefers: all, or under maximin only those of ``dm``."""
        return [step for step in line.steps if step.dm == dm or isinstance(self.kernel, Recursion)]

    def _after(self, k: int, state: int, to: int, h: int) -> LineOfPlay:
        """The play once ``k`` has moved from ``state`` to ``to``, with h moves left before that move."""
        steps = [Step(self.movers[k], state, to)]
        steps += self._exact(1 - k, to, h - 1) if isinstance(self.kernel, Recursion) else self._answer(k, to, h - 1)
        return LineOfPlay(tuple(steps), steps[-1].to)

    def _exact(self, k: int, state: int, h: int) -> list[Step]:
        steps: list[Step] = []
        while h > 0 and (q := self._choice(k, state, h)) != state:
            steps.append(Step(self.movers[k], state, q))
            k, state, h = 1 - k, q, h - 1
        return steps

    def _answer(self, k: int, state: int, h: int) -> list[Step]:
        """The worst that the others do to ``k`` from ``state`` with h moves left, and what follows."""
        if h == 0:
            return []
        worst: int = self.found.levels[h][1, k, state]
        if worst == self.kernel.ranks[k, state]:
            return []
        values: IntArray = self.found.levels[h - 1][0, k]
        group = [j for j in self.movers if j != self.movers[k]]
        path = self.conflict.search.run(state, group, lambda states: values[states] == worst, improving=False).path
        assert path is not None
        steps = [Step(*step) for step in path]
        state, h = steps[-1].to, h - 1
        q = self._choice(k, state, h) if h else state
        if q == state:
            return steps
        return [*steps, Step(self.movers[k], state, q), *self._answer(k, q, h - 1)]
