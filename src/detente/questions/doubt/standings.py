"""How each conclusion stands: in how many worlds it holds, what flips it, and the doubted assumptions behind it.

A set of items flips a conclusion if it holds in the modelled world and not where exactly these fail, or the other way
round; minimally so if no part of it does. A minimal set of claims makes a minimal set of items fail, and no more claims
of each than it takes; so one follows from the other (:func:`detente.analysis.worlds.items.claim_sets`).
Minimal sets of assumptions whose negation flips a conclusion are what FIELD 1.4 (e) calls linchpins; compare minimal
correction sets in the diagnosis of Reiter (1987).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

import numpy as np

from detente.analysis.state_space import status_quo_row
from detente.analysis.worlds.items import claim_sets
from detente.analysis.worlds.profiles import Key
from detente.frozen import frozen
from detente.model.graph import BoolArray
from detente.model.limits import LISTED_STATES
from detente.questions.doubt.answers import Answers
from detente.questions.doubt.found import Flip, Linchpin, Standing, Support
from detente.questions.doubt.reasons import Reasons, agree

MANY_WORLDS = 1 << 17  # beyond these, reasons are held against the worlds with few failures only
Items = tuple[int, ...]


def standings(answers: Answers) -> tuple[tuple[Standing, ...], dict[str, tuple[Standing, ...]]]:
    """How each conclusion stands, in the order of ``answers.keys``; and those of further questions, by their keys.

    Raises AssertionError if the reasons of a conclusion and the worlds in which it holds disagree.
    """
    told = _Standings(answers)
    further = {question: tuple(map(told.standing, keys)) for question, keys in answers.further.items()}
    return tuple(map(told.standing, answers.keys)), further


@frozen(slots=False)  # no slots: cached properties
class _Standings:
    answers: Answers

    @cached_property
    def rows(self) -> dict[int, int]:
        """The number of each state of the modelled world, by its mask."""
        return {int(mask): row for row, mask in enumerate(self.answers.question.space.masks)}

    @cached_property
    def start(self) -> int:
        """The row of the status quo."""
        row, _ = status_quo_row(self.answers.question.case, self.answers.question.space)
        assert row is not None, "only from a status quo is anything reached"
        return row

    @cached_property
    def reasons(self) -> Reasons | None:
        """What finds the assumptions behind a conclusion; None where states are too many for reasons in full."""
        q = self.answers.question
        if self.answers.model.n_states > LISTED_STATES:
            return None
        return Reasons(q.case, q.space, self.answers.model, q.elements, self.answers.rests)

    def standing(self, key: Key) -> Standing:
        """How one conclusion stands."""
        q = self.answers.question
        row = self.rows.get(key.about) if isinstance(key.about, int) else None
        holds = self.answers.at(key, q.of_sets)
        as_modelled = bool(holds[0])
        number = self.answers.count(key)
        total = 1 << self.answers.bearing if q.exact else q.worlds.size
        return Standing(
            conclusion=self.answers.conclusion(key),
            state=row,
            as_modelled=as_modelled,
            share=Fraction(number, total),
            seen_to_fail=not bool(holds.all() and self.answers.at(key, q.of_all).all()),
            worlds_holding=number << self.answers.idle if q.exact else number,
            flips=self._flips(key, holds != as_modelled, as_modelled),
            without_source=self._without_source(key, as_modelled),
            rests_on=self._rests_on(key, row) if as_modelled and row is not None else (),
        )

    def _flips(self, key: Key, flipped: BoolArray, as_modelled: bool) -> tuple[Flip, ...]:
        """The minimal sets of claims that flip it; ``flipped`` says of each of ``question.sets`` whether it does."""
        q = self.answers.question
        sets = minimal(q.sets, flipped)
        found = [self._flip(claims, some) for some in sets for claims in claim_sets(some, q.items)]
        if not sets and q.exact and (smallest := self._smallest(key, as_modelled)) is not None:
            found = [self._flip(next(claim_sets(smallest, q.items)), smallest)]  # there may be very many as small
        order = self.answers.order
        return tuple(sorted(found, key=lambda flip: (len(flip.claims), [order[c] for c in flip.claims])))

    def _flip(self, claims: tuple[str, ...], some: Items) -> Flip:
        return Flip(tuple(sorted(claims, key=self.answers.order.__getitem__)), self.answers.fallen(some))

    def _smallest(self, key: Key, as_modelled: bool) -> Items | None:
        """One set of items with the fewest claims that flips it, where no small one does."""
        q = self.answers.question
        flipped = np.flatnonzero(self.answers.at(key, q.worlds) != as_modelled)
        if flipped.size == 0:
            return None
        costs = q.failing[flipped] @ np.array([item.cost for item in q.items])
        return tuple(map(int, np.flatnonzero(q.failing[flipped[int(costs.argmin())]])))

    def _without_source(self, key: Key, as_modelled: bool) -> dict[str, bool]:
        q = self.answers.question
        nothing_rests_on = dict.fromkeys((q.case.claims[claim].source for claim in q.found.claims), as_modelled)
        return nothing_rests_on | dict(zip(q.sources, self.answers.at(key, q.of_sources).tolist(), strict=True))

    def _rests_on(self, key: Key, row: int) -> tuple[Support, ...]:
        """The doubted assumptions that its reasons use; AssertionError if a world says otherwise."""
        q = self.answers.question
        if self.reasons is None:
            return ()
        if key.concept is not None:
            found = self.reasons.of_equilibrium(row, key.concept)
        else:
            found = self.reasons.of_reach(self.start, row)
        worlds = q.worlds if q.worlds.size <= MANY_WORLDS else q.of_sets
        if not agree(found, q.fell[worlds], self.answers.at(key, worlds)):
            raise AssertionError(f"the reasons of {self.answers.conclusion(key)} and the worlds disagree")
        alone = self.answers.at(key, q.of_elements)
        return tuple(Support(q.elements[k].path, q.elements[k].claims, not bool(alone[k])) for k in found)


def minimal(sets: Sequence[Items], flipped: BoolArray) -> list[Items]:
    """The sets that flip and contain no other set that does.

    sets : small ones before those that contain them, and all parts of each are among them
    flipped : bool, shape (len(sets),)
    """
    found: list[Items] = []
    for k in np.flatnonzero(flipped).tolist():
        some = set(sets[k])
        if not any(some.issuperset(smaller) for smaller in found):
            found.append(sets[k])
    return found


def linchpins(standings: Iterable[Standing], order: Sequence[str]) -> tuple[Linchpin, ...]:
    """The claims whose failure alone flips a conclusion, those with the most conclusions first, then in file order."""
    lost: Counter[str] = Counter()
    gained: Counter[str] = Counter()
    jointly: Counter[str] = Counter()
    for standing in standings:
        alone = {flip.claims[0] for flip in standing.flips if len(flip.claims) == 1}
        (lost if standing.as_modelled else gained).update(alone)
        jointly.update({claim for flip in standing.flips for claim in flip.claims} - alone)
    found = [pin for claim in order if (pin := Linchpin(claim, lost[claim], gained[claim], jointly[claim])).conclusions]
    return tuple(sorted(found, key=lambda pin: (-pin.conclusions, -pin.lost, -pin.jointly)))
