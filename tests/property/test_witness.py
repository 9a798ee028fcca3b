"""One builder: whoever tells it who leaves, what deters and what escapes, the same conflict gives the same witness."""

from __future__ import annotations

from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analysis.explanation import explain
from detente.analysis.relations import explain_under_relations
from detente.analysis.stability import prepare
from detente.kernels.strict import Strict
from detente.model.concepts import Concept
from detente.model.results import Explanation


def told(witness: Explanation) -> object:
    """All but which of several ways out is told, and what depends on that."""
    fates = [(f.to, f.sanction, f.reached, {hurts for hurts, _ in f.escapes}) for f in witness.improvements]
    some_choice = any(f.escapes for f in witness.improvements)
    return witness.stable, fates, some_choice or {(c.dm, c.left, c.right) for c in witness.comparisons}


@settings(max_examples=150, deadline=None)
@given(st.one_of(option_conflicts(max_options=4), graph_conflicts(max_states=7)))
def test_a_ranking_its_relation_and_a_coalition_of_one_have_the_same_witness(twin: Twin) -> None:
    conflict = prepare(twin.model)
    strict = Strict(conflict.moves, [lambda q, s, rank=rank: rank[q] > rank[s] for rank in conflict.ranks])
    for dm in range(twin.model.n_dms):
        for state in range(twin.n_states):
            for concept in (c for c in Concept if c is not Concept.SIM):
                usual = told(explain(twin.model, dm, state, concept))
                assert told(explain_under_relations(strict, dm, state, concept)) == usual
                assert told(explain(twin.model, [dm], state, concept)) == usual
