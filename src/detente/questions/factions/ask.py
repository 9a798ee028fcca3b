"""What holds where the factions of a decision maker rank states differently."""

from __future__ import annotations

from detente.analysis.factions import LEVELS_STATES, MAX_STATES, faction_analysis
from detente.model.results import Omitted
from detente.questions.factions.found import FactionResults
from detente.questions.question import Asked

__all__ = ["ask"]


def ask(asked: Asked) -> FactionResults | Omitted | None:
    """What holds if one faction or another decides; None where no faction has preferences."""
    found = asked.analysis
    if not any(faction.preference is not None for dm in found.case.decision_makers for faction in dm.factions):
        return None
    factions = faction_analysis(found.case, found.space, found.ranks, found.concepts, found.matter)
    if factions is None:
        return Omitted(f"Factions were not compared: that is done for up to {MAX_STATES:,} states.")
    if not factions.agreement:
        asked.leave_out(
            f"How many members must agree was not asked: that is done for up to {LEVELS_STATES:,} states, and for "
            "factions with up to 64 different shares together."
        )
    return factions
