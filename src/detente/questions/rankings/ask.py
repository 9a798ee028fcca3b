"""How far a ranking may be wrong: how many pairs must change their order until an equilibrium is lost.

One decision maker's ranking is changed at a time. For decision maker ``i`` and an equilibrium ``s`` there are two ways.

*Its own stability.* With the others' rankings as they are, whether ``s`` is stable for ``i`` depends on the comparisons
``x_q = [s at least as good as q]`` alone, and more of them can only help: what ``i`` would leave for is where ``x_q``
fails, a sanction is where it holds, a way out where it fails (for SEQ, SSEQ and SIM the others' improvements do not
depend on ``i``). So only states that come above ``s`` count, and the cheapest way to bring any set of them there is to
move ``s`` down past whole tiers (``kernel``). The further down, the fewer ``x_q`` hold: the
least distance is found by halving.

*What others fear of it.* Under SEQ, SSEQ and SIM another decision maker may be kept from leaving ``s`` by improvements
of ``i``. Fewer improvements of ``i`` can only make it bolder, so if all stay where ``i`` finds all states equally good,
no ranking of ``i`` matters in this way. Otherwise rankings are looked at by distance, leaving out those that take away
no more improvements than another as near.

The idea is that of robustness of equilibria (Matbouli et al. 2015) and of info-gap robustness (Ben-Haim & Hipel 2002):
how far may preferences be wrong. Distance: :mod:`detente.questions.rankings.found`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from detente.analysis.batch import stability_batch, work_per_profile
from detente.analysis.stability import applicable_concepts, prepare, stability
from detente.errors import AnalysisError
from detente.model.concepts import CONCEPTS, Concept, concepts_named
from detente.model.graph import BoolArray, GraphModel, IntArray
from detente.model.limits import LISTED_STATES
from detente.model.results import StabilityTable
from detente.questions.rankings.affordable import affordable
from detente.questions.rankings.found import LONGEST, Radius, RankingDoubt, Reordered
from detente.questions.rankings.kernel import (
    FINE,
    FURTHEST,
    Rearranged,
    changed_pairs,
    how_many,
    just_below,
    passed,
    rearrangements,
    shifts,
    together,
)

EFFORT = 1 << 28  # moves looked at: some tenths of a second
AT_ONCE = 1 << 21  # payoffs in memory
Key = tuple[Concept, int, int]  # concept, state, decision maker


def ranking_doubt(
    model: GraphModel,
    concepts: Iterable[str] | None = None,
    *,
    table: StabilityTable | None = None,
    effort: int = EFFORT,
) -> RankingDoubt:
    """How far each ranking may be wrong before each equilibrium is lost.

    Parameters
    ----------
    model : GraphModel
    concepts : names of concepts; None means every concept that is defined for the model
    table : the verdicts for these concepts, if they are known already
    effort : about how many moves to look at, one for each move and ranking, before the rest is left out

    Returns
    -------
    RankingDoubt
        One Radius for each concept, equilibrium under it and decision maker, in this order. The part of a decision
        maker's own stability is exact; that of others' fears is searched up to distance 3, and a Radius that is
        ``exact=False`` tells the distance below which nothing was found. ``limits`` says what was left out.

    Raises
    ------
    AnalysisError
        For an unknown concept, or an effort below 1.
    NotApplicableError
        For SIM on a model built from moves alone.

    Cost: bounded by ``effort``; about log2(states) rankings for each equilibrium and decision maker.
    """
    if isinstance(effort, bool) or not isinstance(effort, int | np.integer) or effort < 1:
        raise AnalysisError(f"effort must be a whole number of at least 1; got {effort!r}.")
    wanted = applicable_concepts(model) if concepts is None else concepts_named(concepts)
    if model.n_states > LISTED_STATES:
        limit = f"How far rankings may be wrong is asked up to {LISTED_STATES:,} states."
        return RankingDoubt(radii=(), limits=(limit,))
    found = table if table is not None else stability(model, wanted)
    rows = {c: found.equilibria(c.value).tolist() for c in wanted}
    kept, limits = affordable(model, rows, int(effort) // 2)
    search = _Search(model, int(effort), limits=limits)
    search.own_stability(kept)
    search.fears_of_others({c: some for c, some in kept.items() if CONCEPTS[c].answers_pay and some})
    return search.answer(kept)


@dataclass
class _Search:
    """What was found so far."""

    model: GraphModel
    effort: int
    found: dict[Key, Radius] = field(default_factory=dict[Key, Radius])
    limits: list[str] = field(default_factory=list[str])
    profiles: int = 0

    def __post_init__(self) -> None:
        self.ranks: IntArray = prepare(self.model).ranks
        self.fine = (self.ranks * FINE).astype(np.int16)

    # The decision maker's own stability

    def own_stability(self, rows: dict[Concept, list[int]]) -> None:
        """The nearest ranking under which a decision maker itself would leave."""
        for concept, some in rows.items():
            states, dms = (a.ravel() for a in np.meshgrid(some, np.arange(self.model.n_dms), indexing="ij"))
            if states.size:
                for s, dm, tier in zip(states, dms, self._deepest(concept, states, dms), strict=True):
                    self._own(concept, int(s), int(dm), int(tier))

    def _deepest(self, concept: Concept, states: IntArray, dms: IntArray) -> IntArray:
        """The highest tier below which the state must come; 0 where it is stable at the very bottom."""
        low = np.ones(states.size, np.int64)
        high = self.ranks[dms, states] + 1  # as modelled it is stable
        low[~self._leaves(concept, states, dms, low)] = 0
        while True:
            some = np.flatnonzero((low > 0) & (high - low > 1))
            if some.size == 0:
                return low
            middle = (low[some] + high[some]) // 2
            leaves = self._leaves(concept, states[some], dms[some], middle)
            low[some] = np.where(leaves, middle, low[some])
            high[some] = np.where(leaves, high[some], middle)

    def _leaves(self, concept: Concept, states: IntArray, dms: IntArray, tiers: IntArray) -> BoolArray:
        """Whether each state, moved just below a tier of a decision maker, is no longer stable for it."""
        leaves = np.empty(states.size, bool)
        if CONCEPTS[concept].answers_pay:
            profile = np.arange(states.size)
        else:  # nobody's verdict depends on another's ranking: all can be asked at once about one state
            profile = np.unique(states, return_inverse=True)[1].reshape(-1)
        for part in self._parts(int(profile.max()) + 1):
            payoffs = np.repeat(self.fine[:, :, None], part.stop - part.start, axis=2)
            here = (profile >= part.start) & (profile < part.stop)
            which = dms[here], states[here], profile[here] - part.start
            payoffs[which] = just_below(tiers[here])
            leaves[here] = ~self._stable(payoffs, (concept,))[concept][which]
        return leaves

    def _own(self, concept: Concept, s: int, dm: int, tier: int) -> None:
        firm = Radius(dm=dm, state=s, concept=concept, swaps=None)
        if tier == 0:
            self.found[concept, s, dm] = firm
            return
        ranks = self.ranks[dm]
        behind = passed(ranks, s, tier)
        example: tuple[Reordered, ...] = ()
        if behind.size <= LONGEST:
            order = behind[np.argsort(-ranks[behind], kind="stable")].tolist()
            example = tuple(Reordered(s, q, tied_before=bool(ranks[q] == ranks[s])) for q in order)
        self.found[concept, s, dm] = replace(firm, swaps=int(behind.size), lost_for=dm, example=example)

    # What others fear

    def fears_of_others(self, rows: dict[Concept, list[int]]) -> None:
        """The nearest ranking under which another decision maker no longer fears what this one would do."""
        if self.model.n_dms < 2 or not rows:
            return
        open_keys = self._mattering(rows)
        some = {dm: rearrangements(self.ranks[dm], prepare(self.model).moves[dm].arcs()) for dm in open_keys}
        for distance in range(1, FURTHEST + 1):
            for dm in sorted(open_keys):
                keys = [k for k in open_keys[dm] if self._further(k, distance)]
                if keys and not self._look(dm, some[dm], distance, keys):
                    self._stop(distance, keys)
                    keys = []
                open_keys[dm] = keys
        for keys in open_keys.values():
            self._no_nearer(keys, FURTHEST + 1)

    def _further(self, key: Key, distance: int) -> bool:
        """Whether a ranking at this distance would be nearer than what is found."""
        swaps = self.found[key].swaps
        return swaps is None or swaps > distance

    def _no_nearer(self, keys: list[Key], distance: int) -> None:
        """Nothing is known but that fewer pairs do not take these equilibria away, where nothing nearer was found."""
        for key in keys:
            if self._further(key, distance):
                self.found[key] = replace(self.found[key], swaps=distance, exact=False, lost_for=None, example=())

    def _stop(self, distance: int, keys: list[Key]) -> None:
        self._no_nearer(keys, distance)
        said = (
            f"Rankings that differ in {distance} or more pairs were not all looked at for what others fear: they would "
            "take too long."
        )
        if said not in self.limits:
            self.limits.append(said)

    def _mattering(self, rows: dict[Concept, list[int]]) -> dict[int, list[Key]]:
        """By decision maker, the equilibria that hold for others only through its improvements."""
        n_dms = self.model.n_dms
        payoffs = np.repeat(self.fine[:, :, None], n_dms, axis=2)
        payoffs[np.arange(n_dms), :, np.arange(n_dms)] = 0
        verdicts = self._stable(payoffs, tuple(rows))
        found: dict[int, list[Key]] = {}
        for concept, some in rows.items():
            for s in some:
                for dm in np.flatnonzero(~verdicts[concept][:, s].all(axis=0)).tolist():
                    found.setdefault(dm, []).append((concept, s, dm))
        return found

    def _look(self, dm: int, some: list[Rearranged], distance: int, keys: list[Key]) -> bool:
        """Ask about all rankings at this distance; False if there are too many."""
        count = how_many(some, distance)
        wanted = tuple(dict.fromkeys(k[0] for k in keys))
        price = sum(work_per_profile(self.model, c) for c in wanted)
        if count * price > self.effort or count * distance * self.model.n_states > self.effort * 8:
            return False
        self.effort -= count * price
        if count:
            self._ask(dm, some, together(some, distance), keys)
        return True

    def _ask(self, dm: int, some: list[Rearranged], choices: IntArray, keys: list[Key]) -> None:
        shift = shifts(some, self.ranks[dm])
        for part in self._parts(len(choices)):
            payoffs = np.repeat(self.fine[:, :, None], part.stop - part.start, axis=2)
            for place in range(choices.shape[1]):
                payoffs[dm] += shift[choices[part, place]].T
            verdicts = self._stable(payoffs, tuple(dict.fromkeys(k[0] for k in keys)))
            lost = [k for k in keys if not verdicts[k[0]][:, k[1]].all()]
            for key in lost:
                stable = verdicts[key[0]][:, key[1]]
                first = int(stable.all(axis=0).argmin())
                chosen = [some[j] for j in choices[part][first] if j >= 0]
                self._lost(key, int(stable[:, first].argmin()), payoffs[dm, :, first], chosen)
            keys = [k for k in keys if k not in lost]
            if not keys:
                return

    def _lost(self, key: Key, lost_for: int, ranking: np.ndarray, chosen: list[Rearranged]) -> None:
        dm = key[2]
        before, after = self.ranks[dm], ranking.astype(np.int64)
        pairs = changed_pairs(before, after, np.array([q for one in chosen for q in one.states]))
        example = tuple(Reordered(a, b, bool(before[a] == before[b]), bool(after[a] == after[b])) for a, b in pairs)
        self.found[key] = replace(self.found[key], swaps=len(pairs), lost_for=lost_for, example=example)

    # All

    def _parts(self, count: int) -> Iterator[slice]:
        step = max(1, AT_ONCE // self.ranks.size)
        return (slice(start, min(start + step, count)) for start in range(0, count, step))

    def _stable(self, payoffs: np.ndarray, concepts: tuple[Concept, ...]) -> dict[Concept, BoolArray]:
        self.profiles += payoffs.shape[2]
        batch = stability_batch(self.model, payoffs, concepts, stable=True)
        return {c: batch.stable[c.value] for c in concepts}

    def answer(self, rows: dict[Concept, list[int]]) -> RankingDoubt:
        """What was found, in order."""
        dms = range(self.model.n_dms)
        radii = tuple(self.found[concept, s, dm] for concept, some in rows.items() for s in some for dm in dms)
        return RankingDoubt(radii=radii, profiles=self.profiles, limits=tuple(self.limits))
