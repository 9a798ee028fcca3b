"""Rankings that outlive a change of the states: what they name by number, or by pattern, is named by what is taken.

A number means a state of the case in which it was written. Where a rule, a merge or an option is taken out of that
case, states are numbered anew; those that are no longer there drop out of a ranking, and the parts of a state that is
no longer merged share its place. A state that is new is not ranked, which is reported where the case is analysed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from detente.analysis.known import is_partial, matching_rows
from detente.analysis.preferences import holders
from detente.analysis.state_space import state_space
from detente.errors import InconsistentCaseError, TooLargeError
from detente.frozen import frozen
from detente.model.case import Case, DecisionMaker
from detente.model.graph import MaskArray
from detente.model.preference import Preference, Ranking, StateGroup, StateRef
from detente.model.results import StateSpace


def renumbered(before: Case, after: Case) -> Case:
    """``after`` with the states of its rankings and groups as ``before`` means them; the options must be the same.

    A case without rankings and groups, or without a feasible state, is returned as it is. Cost: two enumerations of
    states, and linear in what is ranked.
    """
    if not is_partial(after) and not any(isinstance(held, Ranking) for _, held in holders(after)):
        return after
    try:
        old, new = state_space(before), state_space(after)
    except (InconsistentCaseError, TooLargeError):
        return after
    if np.array_equal(old.members, new.members) and np.array_equal(old.state_of, new.state_of):
        return after
    places = _Places(old, new)
    return replace(after, decision_makers=tuple(map(places.maker, after.decision_makers)))


@frozen
class _Places:
    old: StateSpace
    new: StateSpace

    def maker(self, dm: DecisionMaker) -> DecisionMaker:
        factions = (
            f if f.preference is None else replace(f, preference=self._preference(f.preference)) for f in dm.factions
        )
        return replace(
            dm,
            preference=self._preference(dm.preference),
            factions=tuple(factions),
            perceives=tuple(replace(view, preference=self._preference(view.preference)) for view in dm.perceives),
            unknown=self._groups(dm.unknown),
            known=self._groups(dm.known),
        )

    def _preference(self, preference: Preference) -> Preference:
        if not isinstance(preference, Ranking):
            return preference
        tiers: list[tuple[StateRef, ...]] = []
        gaps: list[int] = []
        placed: set[int] = set()
        for k, tier in enumerate(preference.tiers):
            if k in preference.gaps and tiers:
                gaps.append(len(tiers))
            if refs := tuple(ref for given in tier for ref in self._refs(given, placed)):
                tiers.append(refs)
        gaps = sorted({gap for gap in gaps if gap < len(tiers)})
        return replace(preference, tiers=tuple(tiers), gaps=tuple(gaps))

    def _refs(self, ref: StateRef, placed: set[int]) -> Iterable[StateRef]:
        """One exact pattern for each state that the reference means now and that has no place yet."""
        for mask in self._masks(ref):
            row = int(self.new.state_of[np.searchsorted(self.new.members, mask)])
            if row not in placed:
                placed.add(row)
                yield replace(ref, number=None, formula=None, pattern=self.new.letters(mask))

    def _masks(self, ref: StateRef) -> MaskArray:
        """Every mask of the old states that is still feasible."""
        masks = self.old.members[np.isin(self.old.state_of, matching_rows(ref, self.old))]
        return masks[np.isin(masks, self.new.members)]

    def _groups(self, groups: Iterable[StateGroup]) -> tuple[StateGroup, ...]:
        """Groups without the members that are no state any more; one with nothing left to compare is gone."""
        found: list[StateGroup] = []
        for group in groups:
            members = tuple(self._member(ref) for ref in group.members if self._masks(ref).size)
            if len(members) > 1 or (members and len(group.members) == 1):
                found.append(replace(group, members=members))
        return tuple(found)

    def _member(self, ref: StateRef) -> StateRef:
        if ref.number is None:
            return ref
        return replace(ref, number=None, pattern=self.new.letters(self._masks(ref)[0]))
