"""What a case says is known, and is not, of how its decision makers rank states: as relations between rows.

``unknown`` takes pairs out of the order that the other preferences give; ``known`` gives pairs and leaves all others
out. What transitivity draws from known pairs is known, too, and a pair declared unknown that follows is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from detente.analysis.state_space import holds
from detente.errors import Problem
from detente.kernels.partial_order import completion, implied, known_from_better, known_from_ranks
from detente.model.case import Case, DecisionMaker
from detente.model.graph import BoolArray, IntArray
from detente.model.grounds import Grounds
from detente.model.limits import LISTED_STATES
from detente.model.preference import StateGroup, StateRef
from detente.model.results import Premise, StateSpace

NAMED = 3  # pairs named in one problem


def matching_rows(ref: StateRef, space: StateSpace) -> IntArray:
    """Rows that a reference means: a 1-based number, or a Y/N pattern (``-`` = either) that some mask of it fits.

    A formula means the states in whose smallest mask it holds, as everywhere in preferences.
    """
    if ref.formula is not None:
        return np.flatnonzero(holds(ref.formula, space.options, space.masks))
    if ref.number is not None:
        return np.array([ref.number - 1]) if 1 <= ref.number <= space.count else np.empty(0, np.int64)
    pattern = ref.pattern or ""
    if len(pattern) != len(space.options):
        return np.empty(0, np.int64)
    care = sum(1 << k for k, letter in enumerate(pattern) if letter in "YN")
    wanted = sum(1 << k for k, letter in enumerate(pattern) if letter == "Y")
    return np.unique(space.state_of[(space.members & np.uint64(care)) == np.uint64(wanted)])


def is_partial(case: Case) -> bool:
    """Whether the case says of any preference that it is not wholly known."""
    return any(dm.unknown or dm.known for dm in case.decision_makers)


def known_relation(space: StateSpace, dm: DecisionMaker, ranks: IntArray) -> BoolArray:
    """``ge`` of a decision maker (see ``kernels.partial_order``); bool, shape (n_states, n_states).

    ranks : int64, shape (n_states,)   the modelled order
    """
    if dm.known:
        return known_from_better(_better(space, dm))[0]
    return known_from_ranks(ranks, _unknown(space, dm.unknown))


def _unknown(space: StateSpace, groups: Sequence[StateGroup]) -> BoolArray:
    """The pairs declared unknown: bool, shape (n_states, n_states), symmetric."""
    found = np.zeros((space.count, space.count), bool)
    for group in groups:
        members = [matching_rows(ref, space) for ref in group.members]
        pairs = combinations(members, 2) if len(members) > 1 else [(members[0], members[0])]
        for one, other in pairs:
            found[np.ix_(one, other)] = True
            found[np.ix_(other, one)] = True
    np.fill_diagonal(found, False)
    return found


def _better(space: StateSpace, dm: DecisionMaker) -> BoolArray:
    """The pairs that the chains give, before transitivity: bool, shape (n_states, n_states)."""
    found = np.zeros((space.count, space.count), bool)
    for chain in dm.known:
        for one, other in combinations([matching_rows(ref, space) for ref in chain.members], 2):
            found[np.ix_(one, other)] = True
    return found


def order_of_chains(space: StateSpace, dm: DecisionMaker) -> IntArray:
    """One order that agrees with all chains: the number of states known to be worse. int64, shape (n_states,)."""
    ge = known_from_better(_better(space, dm))[0]
    return completion(ge & ~ge.T)


def premise_of_unknown(space: StateSpace, dm: DecisionMaker, left: int, right: int) -> Premise:
    """Where the case says that nobody can tell how two states are ranked."""
    for group in dm.unknown:
        if _unknown(space, [group])[left, right]:
            return Premise(path=group.grounds.path, text="unknown", claims=group.grounds.claims, unknown=True)
    return Premise(path=f"{dm.key}.known", text="not among the known pairs", unknown=True)


def premise_of_chains(space: StateSpace, dm: DecisionMaker, left: int, right: int) -> Premise | None:
    """The chain that has both states, or else all chains, from which their order follows."""
    if not dm.known:
        return None
    for chain in dm.known:
        places = [
            [k for k, ref in enumerate(chain.members) if row in matching_rows(ref, space)] for row in (left, right)
        ]
        if places[0] and places[1] and places[0] != places[1]:
            text = " > ".join(ref.text for ref in chain.members)
            return Premise(path=chain.grounds.path, text=f"the known pairs {text}", claims=chain.grounds.claims)
    claims = dict.fromkeys(claim for chain in dm.known for claim in chain.grounds.claims)
    return Premise(path=f"{dm.key}.known", text="the known pairs taken together", claims=tuple(claims))


# Problems


def group_errors(case: Case, space: StateSpace, dm: DecisionMaker) -> list[Problem]:
    """States that do not exist; chains that contradict one another or the preference; too many states for chains."""
    problems = [p for group in (*dm.unknown, *dm.known) for p in _missing(case, space, group)]
    if problems or not dm.known:
        return problems
    if space.count > LISTED_STATES:
        message = f"'known' of {dm.name} is for up to {LISTED_STATES:,} states; this case has {space.count:,}"
        hint = "leave 'known' out, and give a preference over all states"
        return [case.error(dm.known[0].grounds.pos, "too-many-states", message, hint)]
    circle = known_from_better(_better(space, dm))[1]
    if not circle.size:
        return []
    told = [f"state {a + 1} above state {b + 1}" for a, b in circle[:NAMED].tolist()]
    message = f"the known pairs of {dm.name} go in a circle: {', '.join(told)}, and by other pairs the other way round"
    twice = [a + 1 for a, b in circle.tolist() if a == b]
    if twice:
        message = f"state {twice[0]} belongs to two members of one chain of {dm.name}, so it would be above itself"
    return [case.error(dm.known[0].grounds.pos, "known-contradiction", message, "take one pair of the circle out")]


def contradictions(case: Case, space: StateSpace, ranks: IntArray) -> list[Problem]:
    """Known pairs that the other preferences of the same decision maker turn round or tie."""
    found: list[Problem] = []
    for dm, rank in zip(case.decision_makers, ranks, strict=True):
        turned = np.argwhere(_better(space, dm) & (rank[:, None] <= rank)).tolist() if dm.known else []
        if turned:
            told = ", ".join(f"state {a + 1} above state {b + 1}" for a, b in turned[:NAMED])
            message = f"'known' of {dm.name} puts {told}, and its other preferences do not"
            found.append(case.error(dm.known[0].grounds.pos, "known-contradiction", message, "make them agree"))
    return found


def _missing(case: Case, space: StateSpace, group: StateGroup) -> Iterator[Problem]:
    for ref in group.members:
        if ref.formula is None and matching_rows(ref, space).size == 0:
            yield no_such_state(case, space, ref, group.grounds)


def no_such_state(case: Case, space: StateSpace, ref: StateRef, grounds: Grounds) -> Problem:
    """That a state is named which there is not; ``grounds`` are those of what names it."""
    hint = f"states are numbered 1 to {space.count}, or written as Y/N patterns of {len(space.options)} options"
    return case.error(ref.pos or grounds.pos, "no-such-state", f"'{ref.text}' is not a feasible state", hint)


def group_warnings(case: Case, space: StateSpace, ranks: IntArray) -> list[Problem]:
    """Pairs declared unknown that follow from others, and groups that compare nothing."""
    if space.count > LISTED_STATES:
        return []
    found: list[Problem] = []
    for k, dm in enumerate(case.decision_makers):
        for group in (*dm.unknown, *dm.known):
            found += _idle(case, space, dm, group)
        if dm.unknown:
            found += _follows(case, space, dm, ranks[k])
    return found


def _idle(case: Case, space: StateSpace, dm: DecisionMaker, group: StateGroup) -> Iterator[Problem]:
    for ref in group.members:
        if ref.formula is not None and matching_rows(ref, space).size == 0:
            message = f"'{ref.text}' holds in no feasible state, so it compares nothing for {dm.name}"
            yield case.warning(ref.pos, "group-compares-nothing", message, "drop it, or look at the rules")
            return
    if group in dm.unknown and not _unknown(space, [group]).any():
        message = f"only one state stands here, so nothing is unknown of how {dm.name} ranks it"
        yield case.warning(group.grounds.pos, "group-compares-nothing", message, "name at least two states")


def _follows(case: Case, space: StateSpace, dm: DecisionMaker, ranks: IntArray) -> Iterator[Problem]:
    """One warning per group with pairs that are known after all."""
    ge = known_from_ranks(ranks, _unknown(space, dm.unknown))
    for group in dm.unknown:
        pairs = implied(ge, _unknown(space, [group])).tolist()
        if not pairs:
            continue
        told = "; ".join(_between(ge, a, b) for a, b in pairs[:NAMED])
        more = f"; and {len(pairs) - NAMED} more" if len(pairs) > NAMED else ""
        message = f"what {dm.name} thinks of these states follows from known pairs, so it is known: {told}{more}"
        hint = "take the states between them into the group"
        yield case.warning(group.grounds.pos, "unknown-pair-implied", message, hint)


def _between(ge: BoolArray, a: int, b: int) -> str:
    """``states 1 and 3 (state 2 stands between them)``."""
    high, low = (a, b) if ge[a, b] else (b, a)
    between = [int(c) for c in np.flatnonzero(ge[high] & ge[:, low]) if c not in (a, b)]
    stands = f" (state {between[0] + 1} stands between them)" if between else ""
    return f"states {a + 1} and {b + 1}{stands}"
