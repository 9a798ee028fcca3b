"""The analyses beyond single-mover stability, in the order in which reports tell them.

Each module listed here has ``section(analysis)``, which words its result for people (None where there is nothing to
tell), and ``document(analysis)``, the keys it adds to the JSON document.
"""

from __future__ import annotations

from collections.abc import Callable

from detente.model.results import Analysis
from detente.report import (
    as_of,
    attitudes,
    coalitions,
    evolution,
    factions,
    limited,
    misperception,
    mixed,
    partial,
    readings,
    scenarios,
    strength,
)
from detente.report.section import Section

__all__ = ["further_keys", "further_sections"]

SECTIONS: tuple[Callable[[Analysis], Section | None], ...] = (
    as_of.section,
    partial.section,
    mixed.section,
    coalitions.section,
    factions.section,
    misperception.section,
    attitudes.section,
    limited.section,
    evolution.section,
    strength.section,
    scenarios.section,
    readings.section,
)
DOCUMENTS: tuple[Callable[[Analysis], dict[str, object]], ...] = (
    as_of.document,
    partial.document,
    mixed.document,
    coalitions.document,
    factions.document,
    misperception.document,
    attitudes.document,
    limited.document,
    evolution.document,
    strength.document,
    scenarios.document,
    readings.document,
)


def further_sections(analysis: Analysis) -> tuple[Section, ...]:
    """What there is to tell beyond the stability of each state, one section per question."""
    return tuple(found for tell in SECTIONS if (found := tell(analysis)) is not None)


def further_keys(analysis: Analysis) -> dict[str, object]:
    """The keys that these analyses add to ``detente.analysis/1``."""
    return {key: value for tell in DOCUMENTS for key, value in tell(analysis).items()}
