"""One concept per decision maker: the verdict is the definition's, decision maker by decision maker."""

from __future__ import annotations

from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

import detente as dt
from detente.model.concepts import Concept


@settings(max_examples=examples(150), deadline=None)
@given(st.one_of(option_conflicts(), graph_conflicts()), st.data())
def test_mixed_equilibria_are_stable_for_each_under_its_own_concept(twin: Twin, data: st.DataObject) -> None:
    known = [c.value for c in Concept if c is not Concept.SIM or twin.model.has_options]
    n_dms = len(twin.payoff)
    concepts = data.draw(st.lists(st.sampled_from(known), min_size=n_dms, max_size=n_dms))
    columns = zip(*(twin.stable(c, dm) for dm, c in enumerate(concepts)), strict=True)
    assert dt.mixed_equilibria(twin.model, concepts).tolist() == [s for s, column in enumerate(columns) if all(column)]


@settings(max_examples=examples(50), deadline=None)
@given(st.one_of(option_conflicts(), graph_conflicts()), st.sampled_from(["nash", "gmr", "smr", "seq", "sseq"]))
def test_one_concept_for_all_is_the_common_equilibrium(twin: Twin, concept: str) -> None:
    mixed = dt.mixed_equilibria(twin.model, [concept] * len(twin.payoff))
    assert mixed.tolist() == dt.stability(twin.model, [concept]).equilibria(concept).tolist()
