"""What is said of likelihoods where not everything can be worked out: samples, limits, packages that are missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.model.case import Case, DecisionMaker, Option
from detente.model.concepts import Concept
from detente.model.evidence import Claim, Dependence, DoubtRule
from detente.model.formula import Not, OptionRef
from detente.model.grounds import Grounds
from detente.model.preference import Prioritised, Statement
from detente.questions.doubt.ask import doubt_case
from detente.questions.doubt.likelihood import ask as likelihood_module
from detente.questions.doubt.likelihood import drawn as drawn_module
from detente.questions.doubt.likelihood.kernel import bounds as bounds_kernel
from detente.questions.doubt.looked_at import WorldPlan

JUDGED = {"pump": (0.55, 0.8), "fuel": (0.3, 0.4), "dam": "very likely", "rain": (0.6, 0.6)}


def claim(name: str, likelihood: object, source: str) -> Claim:
    return Claim(
        name=name, page="p.md", source=source, stamp="00:00:01", seconds=1, sentence="", reliability="C",
        credibility="3", likelihood=likelihood,
    )  # fmt: skip


def maker(key: str, option: str, *statements: Statement) -> DecisionMaker:
    own = (Option(name=f"{key}.{option}", key=option, dm=key, title=option),)
    return DecisionMaker(key=key, name=key, options=own, preference=Prioritised(statements=statements))


def dam_case(within: Dependence = Dependence.ANY, **likelihoods: object) -> Case:
    """South pumps if ``pump`` is true or ``fuel`` is not; North builds if ``dam`` and ``rain`` both are."""
    pump, dam = OptionRef("south.pump"), OptionRef("north.dam")
    both = Grounds("north.prefers[0]", ("dam", "rain"), otherwise=Not(dam))
    given = {**JUDGED, **likelihoods}
    sources = {"pump": "valley", "fuel": "valley", "dam": "hill", "rain": "hill"}
    return Case(
        title="",
        path="",
        decision_makers=(
            maker(
                "south",
                "pump",
                Statement(formula=pump, text="pump", grounds=Grounds("south.prefers[0]", ("pump",))),
                Statement(formula=Not(pump), text="not pump", grounds=Grounds("south.prefers[1]", ("fuel",))),
            ),
            maker(
                "north",
                "dam",
                Statement(formula=dam, text="dam", grounds=both),
            ),
        ),
        claims={name: claim(name, said, sources[name]) for name, said in given.items()},
        doubt=DoubtRule(within_source=within),
        status_quo=(),
    )


def told(case: Case, plan: WorldPlan | None = None, **asked: tuple[str, ...]):
    """The likelihoods; and that of "both", an equilibrium under Nash."""
    doubt = doubt_case(case, [Concept.NASH], plan=plan, **asked)
    assert doubt.likelihoods is not None
    found = [f for f in doubt.likelihoods.found if len(f.conclusion.yes) == 2 and f.conclusion.concept is Concept.NASH]
    return doubt.likelihoods, found[0] if found else None


def test_claims_that_make_the_same_difference_are_taken_apart_again():
    """``dam`` and ``rain`` are one item of the worlds, that fails if any of them does."""
    _, found = told(dam_case(Dependence.INDEPENDENT))
    assert found is not None
    low, high = 0.8 * 0.6 * (1 - 0.45 * 0.4), 0.95 * 0.6 * (1 - 0.2 * 0.3)
    assert (found.independent.low, found.independent.high) == pytest.approx((low, high))
    assert found.independent.sharp
    assert {v.claim for v in found.verify} == set(JUDGED)
    middles = [v.reduction.middle for v in found.verify]
    assert middles == sorted(middles, reverse=True)


def close(estimated, exact):
    """Whether the exact index lies in the interval of confidence, or hardly beside it."""
    width = estimated.high - estimated.low
    return estimated.low - width / 2 <= exact.middle <= estimated.high + width / 2


POINTS = {"pump": (0.7, 0.7), "fuel": (0.35, 0.35), "dam": (0.9, 0.9), "rain": (0.6, 0.6)}


@pytest.mark.parametrize("way", ["items beyond the limit", "claims beyond the limit"])
def test_a_sample_agrees_with_the_exact_indices(way, monkeypatch):
    pytest.importorskip("SALib")
    case = dam_case(**POINTS)
    _, exact = told(case)
    plan = None
    if way == "items beyond the limit":
        plan = WorldPlan(exact_up_to=2, sample=1000)
    else:
        monkeypatch.setattr(likelihood_module, "CLAIMS", 3)
    likelihoods, found = told(case, plan)
    assert found is not None
    assert found.independent is found.any_dependence is None
    assert found.drawn == 8192 * 6
    assert found.verify[0].claim == exact.verify[0].claim == "rain"
    by_claim = {v.claim: v for v in exact.verify}
    for one in found.verify:
        assert close(one.first, by_claim[one.claim].first), one
        assert close(one.total, by_claim[one.claim].total), one
        assert close(one.reduction, by_claim[one.claim].reduction), one
    said = " ".join(likelihoods.limits)
    assert "49,152 worlds drawn (seed 0" in said
    assert "95 % confidence" in said
    assert told(case, plan)[0] == likelihoods  # the same each time


def test_no_sample_where_a_claim_was_not_judged():
    likelihoods, found = told(dam_case(rain=None), WorldPlan(exact_up_to=2, sample=1000), doubt=("rain",))
    assert found is None
    assert likelihoods.found == ()
    assert "nobody judged rain." in likelihoods.limits[1]


def test_an_assumption_that_the_user_doubts_has_no_likelihood():
    _, found = told(dam_case(), doubt=("north.prefers[0]",))
    assert found is not None
    assert found.unjudged == ("north.prefers[0]",)
    assert found.independent is None
    assert found.verify == ()


def test_without_scipy_the_rest_is_told_and_the_extra_named(monkeypatch):
    for module in (bounds_kernel, likelihood_module):
        monkeypatch.setattr(module, "available", lambda: False)
    likelihoods, found = told(dam_case())
    assert found is not None
    assert found.any_dependence is None
    assert found.independent is not None
    assert found.verify
    assert "that needs scipy (pip install 'detente[sensitivity]')" in " ".join(likelihoods.limits)


@pytest.mark.parametrize("plan", [None, WorldPlan(exact_up_to=2, sample=1000)])
def test_without_salib_the_extra_is_named(plan, monkeypatch):
    monkeypatch.setattr(likelihood_module, "CLAIMS", 3)
    monkeypatch.setattr(likelihood_module, "salib", lambda: False)
    monkeypatch.setattr(drawn_module, "available", lambda: False)
    likelihoods, found = told(dam_case(), plan)
    assert found is None or found.verify == ()
    assert "that needs SALib (pip install 'detente[sensitivity]')" in " ".join(likelihoods.limits)


def test_beyond_the_first_conclusions_only_what_is_quick_is_told(monkeypatch):
    monkeypatch.setattr(likelihood_module, "PROGRAMS", 0)
    likelihoods, found = told(dam_case())
    assert found is not None
    assert found.any_dependence is None
    assert any("left out: it would have taken too long" in limit for limit in likelihoods.limits)


def test_a_claim_that_can_change_nothing_has_no_part_in_any_number():
    case = dam_case()
    idle = claim("idle", None, "hill")
    more = replace(case, claims={**case.claims, "idle": idle})
    assert told(more, doubt=("idle",))[1] == told(case)[1]
