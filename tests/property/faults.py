"""Wrong readings on purpose. Each is one plausible mistake, made in an otherwise correct transcription.

A test that compares two things proves something only if it can fail. These are the mistakes that it must be able to
notice: ``test_many_conflicts.py`` checks that the random conflicts tell each of them from the right definition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import product

from conflicts import Twin

from detente.kernels.definitions import stability as reference

__all__ = ["FAULTS", "WRONG_MOVES"]

Memory = tuple[int, ...]


@dataclass(frozen=True)
class Rule:
    """Who may move next, and what must be remembered of those who have moved to tell."""

    allows: Callable[[Memory, int], bool]
    after: Callable[[Memory, int], Memory]


LEGAL = Rule(lambda last, j: last != (j,), lambda last, j: (j,))
SINGLE = Rule(lambda last, j: not last, lambda last, j: (j,))
ONCE_EACH = Rule(lambda moved, j: j not in moved, lambda moved, j: tuple(sorted((*moved, j))))
ANYONE = Rule(lambda nothing, j: True, lambda nothing, j: nothing)


def joint(group: Iterable[int], start: int, mover: Callable[[int, int], set[int]], rule: Rule) -> set[int]:
    """States reached by the group when it keeps to the rule."""
    seen: set[tuple[int, Memory]] = set()
    stack: list[tuple[int, Memory]] = [(start, ())]
    while stack:
        at, memory = stack.pop()
        for j in group:
            for q in mover(j, at) if rule.allows(memory, j) else ():
                step = (q, rule.after(memory, j))
                if step not in seen:
                    seen.add(step)
                    stack.append(step)
    return {q for q, _ in seen}


def improving(twin: Twin) -> Callable[[int, int], set[int]]:
    return lambda j, s: {q for q in twin.moves[j][s] if twin.payoff[j][q] > twin.payoff[j][s]}


def answers(twin: Twin, i: int, s1: int, *, paying: bool, rule: Rule) -> set[int]:
    others = [j for j in range(twin.model.n_dms) if j != i]
    return joint(others, s1, improving(twin) if paying else lambda j, s: twin.moves[j][s], rule)


def deterred(twin: Twin, i: int, s: int, *, paying: bool, escape: bool, **wrong) -> bool:
    """Howard's sentence with one thing put wrong; with nothing put wrong it is the definition."""
    p = twin.payoff[i]
    strict, weak_escape = wrong.get("strict", False), wrong.get("weak_escape", False)
    leaves = (lambda q: p[q] >= p[s]) if wrong.get("weak_leaving") else (lambda q: p[q] > p[s])

    def stops(s2: int) -> bool:
        if p[s2] >= p[s] if strict else p[s2] > p[s]:
            return False
        return not escape or all(p[s3] < p[s] if weak_escape else p[s3] <= p[s] for s3 in twin.moves[i][s2])

    improvements = sorted(q for q in twin.moves[i][s] if leaves(q))
    kept = wrong.get("kept", lambda found: found)(improvements)
    return all(any(map(stops, answers(twin, i, s1, paying=paying, rule=wrong.get("rule", LEGAL)))) for s1 in kept)


def sim_with(twin: Twin, i: int, s: int, *, alone: bool = False, exhausted: bool = False) -> bool:
    """SIM where one other moves at most, or where what the others can do is tried on the first improvement only."""
    at, p = {mask: k for k, mask in enumerate(twin.masks)}, twin.payoff
    for k, mask in enumerate(twin.masks):
        if twin.state_of[k] != s:
            continue
        choices = [
            [0, *(mask ^ twin.masks[q] for q in twin.mask_moves[j][k] if p[j][twin.state_of[q]] > p[j][s])]
            for j in range(twin.model.n_dms)
            if j != i
        ]
        combinations = product(*choices)
        for q in sorted(twin.mask_moves[i][k]):
            if p[i][twin.state_of[q]] <= p[i][s]:
                continue
            combined = combinations if exhausted else product(*choices)
            ends = (twin.masks[q] ^ sum(c) for c in combined if not alone or sum(map(bool, c)) <= 1)
            if not any(x in at and p[i][twin.state_of[at[x]]] <= p[i][s] for x in ends):
                return False
    return True


def howard(paying: bool, escape: bool, **wrong) -> Callable[[Twin, int, int], bool]:
    return lambda twin, i, s: deterred(twin, i, s, paying=paying, escape=escape, **wrong)


# concept, what is wrong -> the wrong verdict
FAULTS: dict[tuple[str, str], Callable[[Twin, int, int], bool]] = {
    ("nash", "a move to an equal state is an improvement"): lambda twin, i, s: (
        not any(twin.payoff[i][q] >= twin.payoff[i][s] for q in twin.moves[i][s])
    ),
    ("gmr", "an equal state is no sanction"): howard(False, False, strict=True),
    ("gmr", "a move to an equal state is an improvement"): howard(False, False, weak_leaving=True),
    ("gmr", "only one opponent answers"): howard(False, False, rule=SINGLE),
    ("gmr", "each opponent moves at most once"): howard(False, False, rule=ONCE_EACH),
    ("gmr", "somebody may move twice in a row"): howard(False, False, rule=ANYONE),
    ("gmr", "only the last improvement counts"): howard(False, False, kept=lambda found: found[-1:]),
    ("smr", "no way out is looked for"): howard(False, False),
    ("smr", "a way out to an equal state counts"): howard(False, True, weak_escape=True),
    ("smr", "each opponent moves at most once"): howard(False, True, rule=ONCE_EACH),
    ("seq", "any move is an answer"): howard(False, False),
    ("seq", "only one opponent answers"): howard(True, False, rule=SINGLE),
    ("seq", "each opponent moves at most once"): howard(True, False, rule=ONCE_EACH),
    ("seq", "an equal state is no sanction"): howard(True, False, strict=True),
    ("sseq", "no way out is looked for"): howard(True, False),
    ("sseq", "any move is an answer"): howard(False, True),
    ("sim", "the others move one at a time"): lambda twin, i, s: sim_with(twin, i, s, alone=True),
    ("sim", "only the first improvement is tried"): lambda twin, i, s: sim_with(twin, i, s, exhausted=True),
    ("sim", "it is GMR"): howard(False, False),
}


def with_moves(twin: Twin, mask_moves: list[list[set[int]]]) -> Twin:
    """The same conflict with other moves between its masks."""
    moves = [reference.merged_moves(mine, twin.state_of) for mine in mask_moves]
    return replace(twin, mask_moves=mask_moves, moves=moves)


def both_ways(twin: Twin) -> Twin:
    """Options that may change in one direction only are taken to change in both (tried where nothing is forbidden)."""
    owners = twin.model.owners.tolist()
    free = [reference.option_moves(owners, twin.masks, [0] * len(owners), dm) for dm in range(twin.model.n_dms)]
    return with_moves(twin, free) if not twin.model.forbidden else twin


def nothing_forbidden(twin: Twin) -> Twin:
    owners, one_way = twin.model.owners.tolist(), twin.model.one_way.tolist()
    return with_moves(twin, [reference.option_moves(owners, twin.masks, one_way, dm) for dm in range(twin.model.n_dms)])


def one_option_at_a_time(twin: Twin) -> Twin:
    single = [
        [{q for q in targets if (twin.masks[q] ^ twin.masks[s]).bit_count() == 1} for s, targets in enumerate(mine)]
        for mine in twin.mask_moves
    ]
    return with_moves(twin, single)


def first_member_only(twin: Twin) -> Twin:
    """A merged state has the moves of its smallest mask, not those of any of its masks."""
    firsts = {twin.state_of.index(state) for state in set(twin.state_of)}
    return with_moves(
        twin, [[targets if s in firsts else set() for s, targets in enumerate(mine)] for mine in twin.mask_moves]
    )


# what is wrong -> the conflict with the wrong moves
WRONG_MOVES: dict[str, Callable[[Twin], Twin]] = {
    "directions are ignored": both_ways,
    "forbidden arcs are ignored": nothing_forbidden,
    "one option changes at a time": one_option_at_a_time,
    "a merged state moves as its first member does": first_member_only,
}
