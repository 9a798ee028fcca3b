"""A doubt regrouped for people: conclusions by state, claims that make the same difference, and flips told together.

Nothing here is worked out anew; members of :class:`~detente.questions.doubt.found.Doubt` are put side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

from detente.frozen import frozen
from detente.model.concepts import CONCEPTS
from detente.model.conclusion import REACHABLE
from detente.questions.doubt.found import Doubt, Flip, Linchpin, Standing, Support
from detente.report.naming import listed


@frozen
class FlipGroup:
    """Minimal sets that make the same assumptions fall: one claim out of each part fails."""

    parts: tuple[tuple[str, ...], ...]
    fallen: tuple[str, ...]


@frozen
class Account:
    """Conclusions on one state that stand alike: they flip in the same way and rest on the same.

    what : ``stable under Nash and GMR``, or ``within reach of the status quo``
    """

    what: str
    standings: tuple[Standing, ...]
    flips: tuple[FlipGroup, ...]
    rests_on: tuple[Support, ...]

    @property
    def first(self) -> Standing:
        """Any of them speaks for all."""
        return self.standings[0]


@frozen
class Outcome:
    """A state and everything that is concluded of it."""

    yes: tuple[str, ...]
    state: int | None
    accounts: tuple[Account, ...]

    @property
    def held(self) -> tuple[Standing, ...]:
        """What holds of it as modelled."""
        return tuple(s for account in self.accounts for s in account.standings if s.as_modelled)

    @property
    def always(self) -> tuple[Standing, ...]:
        """What holds of it in every world looked at."""
        return tuple(s for s in self.held if s.always)

    @property
    def hinging(self) -> tuple[Standing, ...]:
        """What holds of it as modelled and not in every world."""
        return tuple(s for s in self.held if not s.always)


@frozen
class Carried:
    """The conclusions that a claim carries: alone, or in a minimal set with others only. Indices into the doubt's."""

    alone: tuple[int, ...]
    jointly: tuple[int, ...]


@frozen
class Pin:
    """Claims whose failure makes the same difference: any one of them is enough. Counts are for each."""

    claims: tuple[str, ...]
    lost: int
    gained: int
    jointly: int


def concluded(standings: Sequence[Standing]) -> str:
    """What is concluded of one state: ``stable under Nash and GMR, and within reach of the status quo``."""
    shorts = [CONCEPTS[c].short for s in standings if (c := s.conclusion.concept) is not None]
    said = [f"stable under {listed(dict.fromkeys(shorts))}"] if shorts else []
    if any(s.conclusion.kind == REACHABLE for s in standings):
        said.append("within reach of the status quo")
    return ", and ".join(said)


def told(doubt: Doubt) -> tuple[Standing, ...]:
    """The conclusions that people are told: not that the status quo can be reached from the status quo."""
    quo = None if doubt.case.status_quo is None else frozenset(doubt.case.status_quo)
    return tuple(s for s in doubt.conclusions if s.conclusion.kind != REACHABLE or frozenset(s.conclusion.yes) != quo)


def outcomes(doubt: Doubt) -> tuple[Outcome, ...]:
    """Every state of which something is concluded: those with most that holds as modelled first."""
    by_state: dict[tuple[str, ...], list[Standing]] = {}
    for standing in told(doubt):
        by_state.setdefault(standing.conclusion.yes, []).append(standing)
    found = [Outcome(yes, group[0].state, accounts(group)) for yes, group in by_state.items()]
    return tuple(sorted(found, key=lambda o: (not o.held, -len(o.held), o.state is None, o.state or 0, o.yes)))


def accounts(standings: Iterable[Standing]) -> tuple[Account, ...]:
    """Those of one state that stand alike together: what holds as modelled first, and then what hinges on most."""
    alike: dict[tuple[object, ...], list[Standing]] = {}
    for s in standings:
        key = (s.as_modelled, s.share, s.always, s.flips, tuple(sorted(s.without_source.items())))
        alike.setdefault(key, []).append(s)
    found = [Account(concluded(g), tuple(g), flip_groups(g[0].flips), _used(g)) for g in alike.values()]
    return tuple(sorted(found, key=lambda a: (not a.first.as_modelled, a.first.share)))


def _used(standings: Sequence[Standing]) -> tuple[Support, ...]:
    """The assumptions that the reasons of any of them use, each once."""
    return tuple({support.path: support for s in standings for support in s.rests_on}.values())


def flip_groups(flips: Sequence[Flip]) -> tuple[FlipGroup, ...]:
    """Minimal sets that make the same assumptions fall, told as a choice of one claim from each part where they are."""
    alike: dict[tuple[int, tuple[str, ...]], list[tuple[str, ...]]] = {}
    for flip in flips:
        alike.setdefault((len(flip.claims), flip.fallen), []).append(flip.claims)
    found: list[FlipGroup] = []
    for (_, fallen), sets in alike.items():
        parts = _parts(sets)
        if parts is None:
            found += [FlipGroup(tuple((claim,) for claim in claims), fallen) for claims in sets]
        else:
            found.append(FlipGroup(parts, fallen))
    return tuple(found)


def _parts(sets: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...] | None:
    """The parts of which these sets are all the choices, in order of appearance; None if they are not."""
    first, among = sets[0], {frozenset(claims) for claims in sets}
    names = list(dict.fromkeys(name for claims in sets for name in claims))
    parts = tuple(
        tuple(name for name in names if frozenset({*first[:k], name, *first[k + 1 :]}) in among)
        for k in range(len(first))
    )
    disjoint = len({name for part in parts for name in part}) == sum(map(len, parts))
    return parts if disjoint and prod(map(len, parts)) == len(among) else None


def carried(doubt: Doubt) -> dict[str, Carried]:
    """For each claim that is in some minimal set, what it carries. Cost: linear in the sets."""
    alone: dict[str, dict[int, None]] = {}
    jointly: dict[str, dict[int, None]] = {}
    for k, standing in enumerate(doubt.conclusions):
        for flip in standing.flips:
            for claim in flip.claims:
                (alone if len(flip.claims) == 1 else jointly).setdefault(claim, {})[k] = None
    every = {name: (tuple(alone.get(name, ())), jointly.get(name, {})) for name in alone | jointly}
    return {name: Carried(mine, tuple(k for k in more if k not in mine)) for name, (mine, more) in every.items()}


def pins(doubt: Doubt) -> tuple[Pin, ...]:
    """The linchpins, those that make the same difference together; those with most conclusions first."""
    differs: dict[str, list[object]] = {}
    for k, standing in enumerate(doubt.conclusions):
        for flip in standing.flips:
            if len(flip.claims) == 1:
                differs.setdefault(flip.claims[0], []).append((k, flip.fallen))
    groups: dict[tuple[object, ...], list[Linchpin]] = {}
    for pin in doubt.linchpins:
        groups.setdefault((*differs.get(pin.claim, ()), pin.lost, pin.gained, pin.jointly), []).append(pin)
    return tuple(Pin(tuple(p.claim for p in g), g[0].lost, g[0].gained, g[0].jointly) for g in groups.values())
