"""The questions about what kind of actor each decision maker is, asked of a case that has been analysed."""

from __future__ import annotations

from dataclasses import replace

from detente.analysis.attitudes import ASKED_STATES, attitude_analysis
from detente.analysis.factions import LEVELS_STATES, MAX_STATES, faction_analysis
from detente.analysis.misperception import misperception_analysis, perception_problems
from detente.analysis.mixed import mixed_analysis
from detente.model.graph import GraphModel
from detente.model.results import Analysis

__all__ = ["ask_about_actors"]


def ask_about_actors(found: Analysis, model: GraphModel) -> Analysis:
    """The analysis with what follows from own concepts, factions, attitudes, views; limits say what was left out."""
    case, space = found.case, found.space
    factions = faction_analysis(case, space, found.ranks, found.concepts, found.matter)
    limits: list[str] = []
    if any(faction.preference is not None for dm in case.decision_makers for faction in dm.factions):
        if factions is None:
            limits.append(f"Factions were not compared: that is done for up to {MAX_STATES:,} states.")
        elif not factions.agreement:
            limits.append(
                f"How many members must agree was not asked: that is done for up to {LEVELS_STATES:,} states, and for "
                "factions with up to 64 different shares together."
            )
    attitudes = attitude_analysis(case, model, found.table, found.matter)
    if attitudes is None and space.count > ASKED_STATES and any(dm.attitudes for dm in case.decision_makers):
        limits.append(f"Attitudes were left aside: they are asked about for up to {ASKED_STATES:,} states.")
    misperception = misperception_analysis(case, space, model, found.table, found.status_quo)
    if misperception is None and any(dm.perceives or dm.does_not_see for dm in case.decision_makers):
        limits.append(f"What each side sees was not compared: that is done for up to {MAX_STATES:,} states.")
    return replace(
        found,
        mixed=mixed_analysis(case, space, model, found.table),
        factions=factions,
        attitudes=attitudes,
        misperception=misperception,
        problems=(*found.problems, *perception_problems(case, space, found.status_quo)),
        limits=(*found.limits, *limits),
    )
