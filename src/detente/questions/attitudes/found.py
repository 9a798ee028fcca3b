"""What holds once attitudes count, as data."""

from __future__ import annotations

from detente.frozen import frozen
from detente.model.graph import IntArray
from detente.model.results import Explanation, StabilityTable


@frozen(kw_only=True, eq=False)
class AttitudeResults:
    """Relational stability under the attitudes of a case.

    attitudes : int64, shape (n_dms, n_dms)   [i, j] is the attitude of i towards j: +1, 0 or -1
    table : the relational verdicts, by the concept that each of them extends
    explanations : why, where a state that matters is stable for a side with attitudes and not without, or the reverse
    """

    attitudes: IntArray
    table: StabilityTable
    explanations: tuple[Explanation, ...] = ()
