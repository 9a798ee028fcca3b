"""What holds where decision makers see the conflict differently: a first-level hypergame.

Source: M. Wang, K. W. Hipel, N. M. Fraser (1988, 1989); in the graph model Y. M. Aljefri, M. A. Bashar, K. W. Hipel, L.
Fang. Each decision maker i plays a game G_i of its own: who prefers what as i sees it, over the states that i takes for
possible. Moves to or from other states do not exist in G_i, for anybody. Every concept is used as it stands, in each
game apart. First level: nobody knows that the others see another game.

    s is a hypergame equilibrium iff, for every decision maker i, s is stable for i in G_i.

From a state that i does not see it knows no move, so the state is stable for i in G_i for want of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from detente.analysis.explanation import explain
from detente.analysis.stability import applicable_concepts, stability
from detente.errors import AnalysisError
from detente.model.concepts import concepts_named
from detente.model.graph import BoolArray, Forbidden, GraphModel, read_only
from detente.model.results import Explanation, Improvement, StabilityTable
from detente.questions.misperception.found import Hypergame, Perception, View


def hypergame(
    model: GraphModel, perceptions: Mapping[int, Perception], concepts: Iterable[str] | None = None
) -> Hypergame:
    """What each decision maker does by what it sees.

    Parameters
    ----------
    model : GraphModel
        The conflict as it is; a decision maker without a perception sees it so.
    perceptions : decision maker -> Perception
    concepts : names; None means every concept that is defined for the model

    Raises
    ------
    AnalysisError
        For a decision maker that does not exist, shapes that do not fit, or one who sees no state at all.

    Cost: that of :func:`detente.analysis.stability.stability` for each view that differs.
    """
    wanted = applicable_concepts(model) if concepts is None else concepts_named(concepts)
    for dm, perception in perceptions.items():
        _check(model, dm, perception)
    everything = read_only(np.ones(model.n_states, bool))
    truth = stability(model, wanted)
    views = [
        _view(model, dm, perceptions[dm], wanted) if dm in perceptions else View(dm=dm, seen=everything, table=truth)
        for dm in range(model.n_dms)
    ]
    own = {c.value: read_only(np.stack([view.table.stable[c.value][view.dm] for view in views])) for c in wanted}
    return Hypergame(views=tuple(views), table=StabilityTable(stable=own))


def _view(model: GraphModel, dm: int, perception: Perception, concepts: Iterable[str]) -> View:
    """The verdicts of a game over the seen states as verdicts over all; what is not seen is not left."""
    theirs, rows = perceived_model(model, perception)
    seen, table = np.zeros(model.n_states, bool), dict[str, BoolArray]()
    seen[rows] = True
    for name, verdicts in stability(theirs, concepts).stable.items():
        every = np.ones((model.n_dms, model.n_states), bool)
        every[:, rows] = verdicts
        table[name] = read_only(every)
    return View(dm=dm, seen=read_only(seen), table=StabilityTable(stable=table))


def perceived_model(model: GraphModel, perception: Perception) -> tuple[GraphModel, np.ndarray]:
    """The game as it is perceived, over the states that are seen; and the row in ``model`` of each of its states."""
    payoffs = model.payoffs if perception.payoffs is None else np.asarray(perception.payoffs)
    if perception.seen is None or np.all(perception.seen):
        return replace(model, payoffs=read_only(np.array(payoffs, np.int64))), np.arange(model.n_states)
    seen = np.asarray(perception.seen)
    rows, place = np.flatnonzero(seen), np.cumsum(seen) - 1
    if model.moves is not None:
        arcs = [place[pairs[seen[pairs].all(axis=1)]] for pairs in model.moves]
        return GraphModel.from_moves(rows.size, arcs, payoffs[:, rows]), rows
    assert model.owners is not None
    masks = np.arange(1 << model.owners.size, dtype=np.uint64) if model.masks is None else model.masks
    state_of = np.arange(masks.size) if model.state_of is None else model.state_of
    kept = seen[state_of]
    return (
        GraphModel.from_options(
            model.owners,
            payoffs[:, rows],
            states=masks[kept],
            one_way=model.one_way,
            state_of=None if model.state_of is None else place[state_of[kept]],
            forbidden=[Forbidden(dm=f.dm, source=f.source[kept], target=f.target[kept]) for f in model.forbidden],
        ),
        rows,
    )


def explain_in_view(model: GraphModel, perception: Perception | None, dm: int, state: int, concept: str) -> Explanation:
    """The witness of a verdict on ``dm`` in a game as somebody perceives it, in the rows of ``model``."""
    if perception is None:
        return explain(model, dm, state, concept)
    theirs, rows = perceived_model(model, perception)
    found = explain(theirs, dm, int(np.searchsorted(rows, state)), concept)
    at = [int(row) for row in rows]
    return replace(
        found,
        state=state,
        improvements=tuple(_renumbered(fate, at) for fate in found.improvements),
        comparisons=tuple(replace(c, left=at[c.left], right=at[c.right]) for c in found.comparisons),
    )


def _renumbered(fate: Improvement, at: list[int]) -> Improvement:
    sanction = fate.sanction
    if sanction is not None:
        steps = tuple(replace(step, origin=at[step.origin], to=at[step.to]) for step in sanction.steps)
        sanction = replace(sanction, steps=steps, to=at[sanction.to])
    return replace(
        fate,
        to=at[fate.to],
        sanction=sanction,
        worst=None if fate.worst is None else at[fate.worst],
        escapes=tuple((at[hurts], at[out]) for hurts, out in fate.escapes),
    )


def _check(model: GraphModel, dm: int, perception: Perception) -> None:
    if not 0 <= dm < model.n_dms:
        raise AnalysisError(f"there is no decision maker {dm}; they are 0 to {model.n_dms - 1}.")
    shape = (model.n_dms, model.n_states)
    payoffs, seen = perception.payoffs, perception.seen
    if payoffs is not None and (np.shape(payoffs) != shape or not np.issubdtype(np.asarray(payoffs).dtype, np.integer)):
        raise AnalysisError(f"the payoffs as decision maker {dm} sees them must be whole numbers of shape {shape}.")
    if seen is not None and (np.shape(seen) != shape[1:] or np.asarray(seen).dtype != np.bool_):
        raise AnalysisError(f"the states that decision maker {dm} sees must be true or false for each of {shape[1]}.")
    if seen is not None and not np.any(seen):
        raise AnalysisError(f"decision maker {dm} must see at least one state.")
