"""How likely the conclusions are, where somebody judged how likely the claims are: for people, and as JSON.

Likelihoods and the grades of evidence are never told in one sentence (ICD 203): here stands only how likely, and what
to verify first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from detente.frozen import frozen
from detente.model.evidence import Claim, Dependence
from detente.questions.doubt.findings import concluded, told
from detente.questions.doubt.found import Doubt, Interval, Likelihood, Likelihoods, Standing, Verification
from detente.questions.doubt.words import DoubtNames
from detente.report.marks import elsewhere, plain
from detente.report.naming import few, listed, plural
from detente.report.page import Grid
from detente.report.probability import in_numbers, in_words, row_used, term, term_meaning
from detente.report.section import Section, grid

ROWS = 12
JUDGED = 8  # claims named with what was judged
UNJUDGED = 3  # lines on conclusions without a number
TO_VERIFY = 6
WITHIN = {
    Dependence.ANY: "how claims of one source go together is left open",
    Dependence.TOGETHER: "claims of one source go together: where a less likely one is true, every likelier one is",
    Dependence.INDEPENDENT: "claims of one source are true or false independently of one another",
}


@frozen
class _Told:
    """Conclusions on one state that are equally likely for the same reasons."""

    standings: tuple[Standing, ...]
    found: Likelihood


def likelihood_section(doubt: Doubt) -> Section | None:
    """Each conclusion with its bounds, and what to verify first. None where no claim in doubt has a likelihood."""
    likelihoods = doubt.likelihoods
    if likelihoods is None:
        return None
    view = _View(doubt, likelihoods)
    return Section(
        anchor="doubt-likelihood",
        title="How likely, by what was judged",
        lead=view.lead(),
        headline=view.headline(),
        grids=view.grids(),
        notes=view.notes(),
    )


class _View:
    def __init__(self, doubt: Doubt, likelihoods: Likelihoods) -> None:
        self.doubt, self.likelihoods, self.names = doubt, likelihoods, DoubtNames(doubt)
        self.claims = {e.claim: c for e in doubt.in_doubt if (c := doubt.case.claims.get(e.claim)) and c.likelihood}
        self.row = row_used(self.claims.values())
        self.rows = [one for one in _grouped(doubt, likelihoods) if not one.found.unjudged]
        self.bounded = [one for one in self.rows if one.found.independent or one.found.any_dependence]
        self.verified = [one for one in self.rows if one.found.verify]
        self.one_source = all(one.found.independent == one.found.any_dependence for one in self.bounded)
        self.used: dict[str, None] = {}  # terms that were said, so that each is explained once

    def lead(self) -> str:
        asked = "How likely is each conclusion, if claims are as likely as the analyst judged?"
        if not self.bounded:
            verify = " What to verify first can be said all the same." if self.verified else ""
            return f"{asked} There is no answer; the notes say why.{verify}"
        return (
            f"{asked} Claims that are not in doubt are taken as true, and the model as right. No number rests on "
            "anything else."
        )

    def headline(self) -> tuple[str, ...]:
        said = [f"{self.names.claim(name)} {self._of_claim(claim)}" for name, claim in self.claims.items()]
        judged = f"Judged by the analyst: {'; '.join(few(said, JUDGED))}."
        return (*filter(None, [self._first()]), *([judged] if said else []))

    def _of_claim(self, claim: Claim) -> str:
        if isinstance(claim.likelihood, str) and row_used([claim], self.row) == self.row:
            self.used[claim.likelihood] = None
            return plain(claim.likelihood)
        return in_numbers(*(claim.probability or (0.0, 1.0)))

    def _first(self) -> str:
        """Which claim comes first for most of what is told, and for which of it."""
        leading = [one.found.verify[0].claim for one in self.verified]
        if not leading:
            return ""
        claim = max(dict.fromkeys(leading), key=leading.count)
        rows, count = self.verified, leading.count(claim)
        if len(rows) == 1:
            where = "about the only conclusion below"
        else:
            where = f"about {'each' if count == len(rows) else count} of the {len(rows)} lines below"
        return (
            f"Verify {self.names.claim(claim)} first: to know whether it is true is expected to leave less uncertain "
            f"{where} than to know any other claim."
        )

    def grids(self) -> tuple[Grid, ...]:
        verification = grid(
            head=("conclusion", "verify first", "takes away", "has a part in", "then"),
            rows=tuple(self._verification(one) for one in self.verified[:TO_VERIFY]),
            caption="What to verify first, and how much of the uncertainty that is expected to take away",
        )
        return (*([self._bounds_grid()] if self.bounded else []), *([verification] if self.verified else []))

    def _bounds_grid(self) -> Grid:
        head = ("how likely",) if self.one_source else ("if sources are independent", "whatever their dependence")
        return grid(
            head=("conclusion", *head),
            rows=tuple((self._name(one), *map(self._interval, self._told(one.found))) for one in self.bounded[:ROWS]),
            caption="How likely each conclusion is that a judged claim can flip",
        )

    def _name(self, one: _Told) -> str:
        first = one.standings[0]
        state = "a state not there as modelled" if first.state is None else self.names.state(first.state)
        other = "" if first.as_modelled else " (not as modelled)"
        return f"{state} ({self.names.only_taken(first.conclusion.yes)}) {concluded(one.standings)}{other}"

    def _told(self, found: Likelihood) -> tuple[Interval | None, ...]:
        """With one source there is no dependence between sources, and one pair of bounds."""
        return _intervals(found)[:1] if self.one_source else _intervals(found)

    def _interval(self, found: Interval | None) -> str:
        if found is None:
            return "not computed"
        words = term(found.low, found.high, self.row)
        if words:
            self.used[words] = None
        return in_words(found.low, found.high, self.row)

    def _verification(self, one: _Told) -> tuple[str, ...]:
        first, *others = one.found.verify
        then = self._then(first, others)
        alone, part = in_numbers(first.first.low, first.first.high), in_numbers(first.total.low, first.total.high)
        return self._name(one), self.names.claim(first.claim), alone, part, then

    def _then(self, first: Verification, others: Sequence[Verification]) -> str:
        if not others:
            return "-"
        second = others[0]
        takes = in_numbers(second.first.low, second.first.high)
        close = ", or it first: what was judged leaves that open" if second.reduction.high > first.reduction.low else ""
        return f"{self.names.claim(second.claim)} ({takes}{close})"

    def notes(self) -> tuple[str, ...]:
        found = [*self._without_number(), *self._how(), *self._terms()]
        if len(self.bounded) > ROWS:
            found.append(f"{plural(len(self.bounded) - ROWS, 'further line')}: see {elsewhere('json')}.")
        return (*found, *map(plain, self.likelihoods.limits))

    def _without_number(self) -> list[str]:
        ordered = Counter(found.unjudged for found in self.likelihoods.found if found.unjudged).most_common()
        lines = [
            f"No number for {plural(count, 'conclusion')}: {self.names.claims(names, 'and')} can flip "
            f"{'it' if count == 1 else 'them'} too, and nobody judged how likely "
            f"{'that is' if len(names) == 1 else 'those are'}."
            for names, count in ordered[:UNJUDGED]
        ]
        rest = sum(count for _, count in ordered[UNJUDGED:])
        return lines + ([f"Nor for {plural(rest, 'conclusion')} more, for want of other judgments."] if rest else [])

    def _how(self) -> list[str]:
        lines = []
        if self.bounded:
            within = f"In these bounds {WITHIN[self.likelihoods.within_source]}."
            free = "" if self.one_source else " Whatever their dependence: sources may copy or contradict one another."
            lines.append(within + free)
        if any(i is not None and not i.sharp for one in self.bounded for i in _intervals(one.found)):
            lines.append("Some bounds hold and may be wider than need be; the JSON says which.")
        if self.verified:
            lines.append(
                "What to verify is told for claims that are independent of one another. Uncertainty is the variance of "
                "whether the conclusion holds: the claim alone takes away the first share of it (first-order index, "
                "Sobol' 1993), and has a part in the second, alone or with others (total index, Homma & Saltelli 1996)."
            )
        return lines

    def _terms(self) -> list[str]:
        return [f"Terms are those of ICD 203: {listed(map(term_meaning, self.used))}."] if self.used else []


def _intervals(found: Likelihood) -> tuple[Interval | None, Interval | None]:
    return found.independent, found.any_dependence


def _grouped(doubt: Doubt, likelihoods: Likelihoods) -> list[_Told]:
    """What is told of the conclusions, those on one state that are equally likely together; in their order."""
    by_conclusion = {found.conclusion: found for found in likelihoods.found}
    groups: dict[tuple[object, ...], tuple[list[Standing], Likelihood]] = {}
    for standing in told(doubt):
        found = by_conclusion.get(standing.conclusion)
        if found is None:
            continue
        key = (standing.conclusion.yes, standing.as_modelled, *_intervals(found), found.unjudged, found.verify)
        groups.setdefault(key, ([], found))[0].append(standing)
    return [_Told(tuple(standings), found) for standings, found in groups.values()]
