"""For which equilibria it is asked how far rankings may be wrong, where all would take too long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from detente.analysis.batch import work_per_profile
from detente.analysis.stability import prepare
from detente.model.concepts import CONCEPTS, Concept
from detente.model.graph import GraphModel

MAX_STATES_SIM = 512  # beyond, listing what can be done at once is work enough


def affordable(
    model: GraphModel, rows: Mapping[Concept, list[int]], effort: int
) -> tuple[dict[Concept, list[int]], list[str]]:
    """The equilibria that an effort is enough for, and a sentence where some are left out.

    rows : concept -> its equilibria, ascending
    effort : moves looked at. Each concept has an equal share, and what a cheap one leaves goes to the others; in each,
        the states that hold under the most concepts come first.
    """
    prices = {c: _price(model, c, effort) for c, some in rows.items() if some}
    holding = Counter(s for some in rows.values() for s in some)
    kept: dict[Concept, list[int]] = {c: [] for c in rows}
    for k, concept in enumerate(sorted(prices, key=prices.__getitem__)):
        some = sorted(rows[concept], key=lambda s: (-holding[s], s))
        enough = min(len(some), effort // (len(prices) - k) // prices[concept])
        effort -= enough * prices[concept]
        kept[concept] = sorted(some[:enough])
    short = ", ".join(
        f"{len(kept[c])} of {len(rows[c])} equilibria under {CONCEPTS[c].short}"
        for c in rows
        if len(kept[c]) < len(rows[c])
    )
    limit = (
        f"How far rankings may be wrong was worked out for {short}: those that hold under the most concepts first, "
        "since all would take too long."
    )
    return kept, [limit] if short else []


def _price(model: GraphModel, concept: Concept, effort: int) -> int:
    """The work for one equilibrium: a ranking in each round of halving, and under some concepts one for each side."""
    if concept is Concept.SIM and model.n_states > MAX_STATES_SIM:
        return effort + 1
    rounds = 1 + int(prepare(model).ranks.max()).bit_length()
    profiles = model.n_dms if CONCEPTS[concept].answers_pay else 1
    return work_per_profile(model, concept) * profiles * rounds
