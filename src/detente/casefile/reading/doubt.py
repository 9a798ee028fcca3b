"""By which rule claims are in doubt."""

from __future__ import annotations

from detente.casefile.reading.context import Reading
from detente.model.evidence import DoubtRule

__all__ = ["doubt_rule"]


def doubt_rule(reading: Reading) -> DoubtRule | None:
    """The rule that the case states; a key left out is as in the default. None where it states none."""
    given = reading.shape.doubt
    if given is None:
        return None
    default = DoubtRule()
    return DoubtRule(
        reliability=default.reliability if given.reliability is None else tuple(given.reliability),
        credibility=default.credibility if given.credibility is None else tuple(given.credibility),
        within_source=given.within_source,
        pos=reading.pos("doubt"),
    )
