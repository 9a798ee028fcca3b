"""Which claims are in doubt, and why: by the rule of the case, or because the user says so."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from difflib import get_close_matches

from detente.errors import AnalysisError
from detente.frozen import frozen
from detente.model.case import Case
from detente.model.evidence import CONFIRMED, CREDIBILITY, RELIABILITY, Claim, DoubtRule, seconds_of
from detente.model.grounds import Assumption

ALL = "all"


@frozen
class Doubted:
    """What may fail: claim -> why it is in doubt; and assumptions named by the user, by path.

    trusted : claims, and paths of assumptions, that were named as trusted; they never fail
    spared : claims that the rule would put in doubt and the user trusts
    """

    claims: dict[str, str]
    assumptions: tuple[str, ...]
    trusted: frozenset[str]
    spared: tuple[str, ...] = ()


def rule_in_words(rule: DoubtRule) -> str:
    """The rule as a sentence."""
    parts = []
    if rule.reliability:
        parts.append(f"its source is graded {_or(rule.reliability)} (unless its content is confirmed)")
    if rule.credibility:
        parts.append(f"its content is graded {_or(rule.credibility)}")
    parts.append("a likelihood was given for it")
    return f"A claim is in doubt if {', or '.join(parts)}."


def _or(grades: Sequence[str]) -> str:
    return grades[0] if len(grades) == 1 else f"{', '.join(grades[:-1])} or {grades[-1]}"


def reason_to_doubt(claim: Claim, rule: DoubtRule) -> str:
    """Why the rule puts a claim in doubt; empty where it does not."""
    reasons: list[str] = []
    if claim.reliability in rule.reliability and claim.credibility != CONFIRMED:
        reasons.append(f"its source is graded {claim.reliability} ({RELIABILITY[claim.reliability]})")
    if claim.credibility in rule.credibility:
        reasons.append(f"its content is graded {claim.credibility} ({CREDIBILITY[claim.credibility]})")
    if claim.likelihood is not None:
        reasons.append("a likelihood was given for it")
    return "; ".join(reasons)


def doubted(
    case: Case, elements: Sequence[Assumption], doubt: Iterable[str] = (), trust: Iterable[str] = ()
) -> Doubted:
    """The claims in doubt.

    doubt, trust : what the user doubts or trusts: claims, sources, paths of assumptions, or ``all`` claims. A claim
        named itself counts before its source, and that before ``all``.

    Raises
    ------
    AnalysisError
        If a name means nothing, or is both doubted and trusted.
    """
    rule = case.doubt or DoubtRule()
    wishes = _wishes(case, elements, doubt, trust)
    claims: dict[str, str] = {}
    spared: list[str] = []
    for name, claim in case.claims.items():
        said = next((wishes[key] for key in (name, claim.source, ALL) if key in wishes), None)
        reason = reason_to_doubt(claim, rule)
        why = reason if said is None else "it was named as doubted" if said else ""
        if why:
            claims[name] = why
        elif reason:
            spared.append(name)
    assumptions = tuple(e.path for e in elements if wishes.get(e.path) is True)
    trusted = {e.path for e in elements if wishes.get(e.path) is False}
    trusted |= {name for name in case.claims if wishes.get(name) is False}
    return Doubted(claims, assumptions, frozenset(trusted), tuple(spared))


def meaningful(case: Case, elements: Sequence[Assumption]) -> list[str]:
    """Everything that can be doubted or trusted, by name."""
    return [ALL, *case.claims, *{claim.source: None for claim in case.claims.values()}, *(e.path for e in elements)]


def _wishes(case: Case, elements: Sequence[Assumption], doubt: Iterable[str], trust: Iterable[str]) -> dict[str, bool]:
    """Name -> whether it is doubted (else it is trusted)."""
    known = meaningful(case, elements)
    wishes: dict[str, bool] = {}
    for names, said in ((doubt, True), (trust, False)):
        for name in understood(case, names, known):
            if name not in known:
                raise AnalysisError(_unknown(name, known))
            if wishes.setdefault(name, said) is not said:
                raise AnalysisError(f"'{name}' is both doubted and trusted; keep one of the two.")
    return wishes


def understood(case: Case, wishes: Iterable[str], known: Container[str]) -> list[str]:
    """The names that wishes mean, as ``because`` would read them: a moment may be spelled in any way."""
    return [wish if wish in known else _claim_at(case, wish) for wish in wishes]


def _claim_at(case: Case, moment: str) -> str:
    """The claim that a moment means (``calls@7:26``): the one without a name, else the named one of its first sentence.

    The text as it is where there is none.
    """
    page, _, stamp = moment.rpartition("@")
    seconds = seconds_of(stamp)
    here = [
        claim
        for claim in case.claims.values()
        if page and claim.seconds == seconds and f"/{claim.page}".removesuffix(".md").endswith(f"/{page}")
    ]
    bare = next((claim.name for claim in here if "@" in claim.name), None)
    if bare is not None or len({claim.page for claim in here}) != 1:
        return bare or moment
    return next((claim.name for claim in here if claim.sentence == _first_said(case, claim)), moment)


def _first_said(case: Case, claim: Claim) -> str:
    """The first sentence of its page that cites the moment of a claim; its own where the page is not at hand."""
    said = (s for page in case.pages if page.path == claim.page for s in page.cited)
    return next((s.text for s in said if any(m.seconds == claim.seconds for m in s.moments)), claim.sentence)


def _unknown(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, 1)
    hint = (
        f"did you mean '{near[0]}'?" if near else "name a claim, a source, or the path of an assumption that may fall."
    )
    return f"'{name}' is no claim, source or assumption of this case; {hint}"
