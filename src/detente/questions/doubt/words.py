"""Doubt in sentences: names of states, claims and assumptions, what flips a conclusion, and how it was counted.

A share of worlds is a count and is never worded as a probability; confidence and likelihood have no place here.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from detente.model.evidence import RELIABILITY
from detente.questions.doubt.findings import Account, FlipGroup
from detente.questions.doubt.found import Doubt, MethodKind, Standing
from detente.report.evidence import claim_name, moment
from detente.report.marks import Mark, capital, elsewhere, mark, plain
from detente.report.naming import CaseNames, few, listed, plural

NAMED = 6  # claims named in one breath before the rest is counted
COUNTED = 1 << 20  # worlds; numbers beyond tell a reader nothing
FALLEN = 2  # assumptions named that fall with a claim
FLIPS = 4  # ways to flip a conclusion that are told before the rest is counted


class DoubtNames(CaseNames):
    """The words for one doubt."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt.case)
        self.doubt = doubt

    def outcome(self, yes: Sequence[str], state: int | None) -> str:
        """``State 6 (Russia: Hold fire)``, or ``A state that does not exist as modelled (...)``."""
        number = "A state that does not exist as modelled" if state is None else capital(self.state(state))
        return f"{number} ({self.taken(yes)})"

    def claim(self, name: str) -> str:
        """``corridor-eased (00:07:26)``; the moment is part of the name of a claim that nobody named.

        An assumption that is itself in doubt is told in its words.
        """
        claim = self.case.claims.get(name)
        if claim is None:
            return self.assumption(name)
        return claim_name(name) if claim.stamp in name else f"{claim_name(name)} ({moment(claim)})"

    def short(self, names: Sequence[str], limit: int, last: str) -> str:
        """Claims without their moments, for tables."""
        return listed(few(map(claim_name, names), limit), last)

    def claims(self, names: Sequence[str], last: str = "or", limit: int = NAMED) -> str:
        """Several claims, the first few by name."""
        return listed(few(map(self.claim, names), limit), last)

    def assumption(self, path: str) -> str:
        """``“A truce of both sides” (russia.prefers[3])``."""
        words = plain(self.doubt.elements.get(path, "")) or next(
            (plain(a.title or a.text) for a in self.case.assumptions if a.path == path), ""
        )
        said = f"“{words}” ({plain(path)})" if words and words != plain(path) else plain(path)
        return mark(Mark.ASSUMPTION, path, said)

    def assumptions(self, paths: Sequence[str], limit: int = NAMED) -> str:
        """Several assumptions, the first few in words."""
        return listed(few(map(self.assumption, paths), limit))

    def source(self, source: str) -> str:
        """``rP2kEF3Mj-o (bonus_professor), graded F: reliability cannot be judged``."""
        found = self.case.sources.get(source)
        channel = f" ({plain(found.channel)})" if found and found.channel else ""
        grade = found.reliability if found else "F"
        return f"{plain(source)}{channel}, graded {plain(grade)}: {RELIABILITY.get(grade, 'reliability not given')}"

    def failing(self, group: FlipGroup, limit: int = NAMED) -> str:
        """``any one of a, b or c fails``, ``a fails together with either b or c``."""
        if len(group.parts) == 1:
            (part,) = group.parts
            return f"{self.one_of(part, limit)} fails"
        surely = [self.claim(part[0]) for part in group.parts if len(part) == 1]
        chosen = [self.one_of(part, limit) for part in group.parts if len(part) > 1]
        if not chosen:
            return f"{listed(surely)} fail together"
        if not surely:
            return f"{', and '.join(chosen)} fail together"
        return f"{listed(surely)} fail{'s' if len(surely) == 1 else ''} together with {', and '.join(chosen)}"

    def one_of(self, part: Sequence[str], limit: int = NAMED) -> str:
        """``a``, ``either a or b``, ``any one of a, b or c``."""
        words = self.claims(part, limit=limit)
        return words if len(part) == 1 else f"{'either' if len(part) == 2 else 'any one of'} {words}"

    def flips(self, account: Account, limit: int = FLIPS) -> tuple[str, ...]:
        """What flips a conclusion, one sentence for each way, and how many more there are."""
        change = "Falls" if account.first.as_modelled else "Would hold"
        told = [f"{change} if {self.failing(g)}{self._falls(g)}." for g in account.flips[:limit]]
        if len(account.flips) > limit:
            more = plural(len(account.flips) - limit, "further way", "further ways")
            told.append(f"{more}: see {elsewhere('json')}.")
        return tuple(told)

    def _falls(self, group: FlipGroup) -> str:
        """What falls with these claims; an assumption that is itself in doubt was named already."""
        doubted = {name for part in group.parts for name in part}
        paths = [path for path in group.fallen if path not in doubted]
        return f": then {self.assumptions(paths, FALLEN)} {'falls' if len(paths) == 1 else 'fall'}" if paths else ""

    def worlds(self, standing: Standing) -> str:
        """``holds in 900 of 1,024 worlds (a count, not a probability)``, of what hinges on something.

        How many worlds were looked at is told elsewhere.
        """
        method = self.doubt.method
        count = "a count, not a probability"
        if method.kind is MethodKind.EXACT and method.worlds <= COUNTED:
            return f"holds in {standing.worlds_holding:,} of {method.worlds:,} worlds ({count})"
        if method.kind is MethodKind.EXACT:
            return f"holds in {percent(standing.share)} of the worlds ({count})"
        if standing.share == 1:
            return "holds in every world drawn by chance, and not in every other one looked at"
        margin = f"give or take {percent(method.error)}"
        return f"holds in about {percent(standing.share)} of the worlds ({count}; {margin})"

    def method(self) -> str:
        """Which worlds were looked at, in plain words."""
        method, doubted = self.doubt.method, len(self.doubt.in_doubt)
        if not doubted:
            return "No claim is in doubt, so there is one world: the model as it stands."
        if method.kind is MethodKind.EXACT:
            which = (
                f"which of the {doubted} claims in doubt fail" if doubted > 1 else "whether the claim in doubt fails"
            )
            told = f"All {method.worlds:,} worlds were looked at: each says {which}."
            if method.distinct == 1:
                return f"{told} They do not differ in what they lead to."
            return f"{told} {method.distinct:,} worlds differ in what they lead to."
        why = (
            "which differ in what is feasible and who can move in too many ways to look at each"
            if method.crowded
            else "too many to look at each"
        )
        return (
            f"{plural(doubted, 'claim')} in doubt make {method.worlds:,} worlds, {why}. Looked at were the one in "
            f"which all fail, all with up to {plural(method.failures, 'failed claim')}, and {method.sample:,} drawn by "
            f"chance, with equal weight. A share of worlds may be wrong by {percent(method.error)} (with 95 % "
            "confidence, for each conclusion; Hoeffding 1963). Sets of claims that flip a conclusion are complete up "
            "to three claims."
        )


def percent(share: Fraction | float) -> str:
    """``12 %``; one decimal where it is small, and never 0 or 100 for what is neither."""
    value = float(share) * 100
    if 0 < value < 0.05:
        return "less than 0.1 %"
    if 99.95 < value < 100:
        return "more than 99.9 %"
    return f"{value:.1f} %" if value < 10 or value > 90 else f"{value:.0f} %"
