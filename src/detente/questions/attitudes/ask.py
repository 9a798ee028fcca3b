"""What holds if decision makers care, well or ill, about what the others like.

Source: T. Inohara, K. W. Hipel, S. Walker (2007), "Conflict analysis approaches for investigating attitudes and
misperceptions in the War of 1812". e_ij is the attitude of i towards j. The relational preference RP_ij is what j
prefers (+), the reverse of it (-), or indifferent (0, which excludes nothing); the total relational preference is

    q TRP_i s  iff  q RP_ij s for every j;

the total relational reply TRR_i(s) is s and the states of R_i(s) with q TRP_i s. Then RNash: TRR_i(s) = {s}; RGMR,
RSMR and RSEQ are the sentences of GMR, SMR and SEQ with TRP_i for "i strictly prefers" in every place, the answers
under RSEQ being total relational replies (:mod:`detente.kernels.strict`). With e_ii = + and e_ij = 0 these are the
classic concepts. RP is read as strict, so that this is so with ties as well; without ties the readings agree in that.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from detente.analysis.relations import reasons_where_told_apart, verdicts_under_relations
from detente.analysis.stability import prepare
from detente.errors import AnalysisError, NotApplicableError, TooLargeError
from detente.kernels.strict import Strict
from detente.model.case import Attitude, Case
from detente.model.concepts import CONCEPTS, Concept, concepts_named
from detente.model.graph import GraphModel, IntArray, read_only
from detente.model.limits import LISTED_STATES
from detente.model.results import Omitted, StabilityTable
from detente.questions.attitudes.found import AttitudeResults
from detente.questions.attitudes.kernel import total_relational_preference
from detente.questions.question import Asked

ASKED_STATES = 1024  # of a case, without being asked for
RELATIONAL = (Concept.NASH, Concept.GMR, Concept.SMR, Concept.SEQ)
SIGNS = {Attitude.POSITIVE: 1, Attitude.NEUTRAL: 0, Attitude.NEGATIVE: -1}


def relational_stability(
    model: GraphModel, attitudes: npt.ArrayLike, concepts: Iterable[str] = RELATIONAL
) -> StabilityTable:
    """Relational stability of every state for every decision maker.

    Parameters
    ----------
    model : GraphModel
    attitudes : int, shape (n_dms, n_dms)
        [i, j] is the attitude of i towards j: +1, 0 or -1. The unit matrix gives the classic concepts.
    concepts : of ``nash``, ``gmr``, ``smr`` and ``seq``, the concepts that are extended

    Returns
    -------
    StabilityTable
        ``stable["nash"]`` is RNash, and so on: bool, shape (n_dms, n_states).

    Raises
    ------
    AnalysisError
        For attitudes of another shape or value, or an unknown concept.
    NotApplicableError
        For a concept that has no relational form.
    TooLargeError
        Beyond 4,096 states.

    Cost: for each concept and decision maker O(moves x n_states / 8), and for what the others can bring about
    O(sweeps x moves x n_states / 8) besides; memory n_states ** 2 bytes per decision maker.
    """
    signs = np.asarray(attitudes)
    shape = (model.n_dms, model.n_dms)
    if signs.shape != shape or not np.isin(signs, (-1, 0, 1)).all():
        raise AnalysisError(f"attitudes must have shape {shape}, each +1 (positive), 0 (neutral) or -1 (negative).")
    wanted = concepts_named(concepts)
    for concept in wanted:
        if concept not in RELATIONAL:
            raise NotApplicableError(f"{CONCEPTS[concept].short} has no relational form; nash, gmr, smr and seq have.")
    if model.n_states > LISTED_STATES:
        many = f"{model.n_states:,} states are more than {LISTED_STATES:,}"
        message = f"attitudes compare every state with every other; {many}"
        raise TooLargeError(message, needed=model.n_states, limit=LISTED_STATES)
    verdicts = verdicts_under_relations(_minding(model, signs), wanted)
    return StabilityTable(stable={c.value: found for c, found in verdicts.items()})


def _minding(model: GraphModel, signs: np.ndarray) -> Strict:
    """The conflict in which each decision maker prefers by its total relational preference."""
    conflict = prepare(model)
    return Strict(conflict.moves, [total_relational_preference(conflict.ranks, row.astype(np.int64)) for row in signs])


def attitude_matrix(case: Case) -> IntArray | None:
    """The attitudes of a case, with + towards oneself and 0 towards others where it says nothing; None without any."""
    makers = case.decision_makers
    if not any(maker.attitudes for maker in makers):
        return None
    signs = np.eye(len(makers), dtype=np.int64)
    for i, maker in enumerate(makers):
        for held in maker.attitudes:
            signs[i, case.dm_index(held.towards)] = SIGNS[held.attitude]
    return signs


def ask(asked: Asked) -> AttitudeResults | Omitted | None:
    """The relational verdicts; None where the case has no attitudes, or no relational concept is asked for."""
    found, signs = asked.analysis, attitude_matrix(asked.analysis.case)
    if signs is None:
        return None
    if found.space.count > ASKED_STATES:
        return Omitted(f"Attitudes were left aside: they are asked about for up to {ASKED_STATES:,} states.")
    usual = {c: found.table.stable[c.value] for c in RELATIONAL if c.value in found.table.stable}
    if not usual:
        return None
    strict = _minding(asked.model, signs)
    verdicts = verdicts_under_relations(strict, usual)
    return AttitudeResults(
        attitudes=read_only(signs),
        table=StabilityTable(stable={c.value: stable for c, stable in verdicts.items()}),
        explanations=reasons_where_told_apart(strict, [usual, verdicts], found.matter),
    )
