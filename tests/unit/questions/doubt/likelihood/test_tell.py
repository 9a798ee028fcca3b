"""How likely conclusions are, by what was judged, in words."""

from __future__ import annotations

import pytest
from told import cells, unmarked

from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.evidence import Dependence
from detente.questions.doubt.ask import doubt_case
from detente.questions.doubt.likelihood.tell import likelihood_section
from detente.report.section import Section
from tests.unit.questions.doubt.likelihood.test_ask import dam_case


def told(case: Case) -> Section | None:
    return unmarked(likelihood_section(doubt_case(case, [Concept.NASH])))


def test_what_was_judged_and_what_to_verify_first_is_said():
    section = told(dam_case(Dependence.INDEPENDENT))
    assert section is not None
    assert section.lead.startswith("How likely is each conclusion, if claims are as likely as the analyst judged?")
    verify, judged = section.headline
    assert verify.startswith("Verify ")
    assert verify.endswith("than to know any other claim.")
    assert judged.startswith("Judged by the analyst: pump (00:00:01) between 55 and 80 %;")
    assert "dam (00:00:01) very likely" in judged


def test_each_conclusion_has_its_bounds_by_how_sources_go_together():
    bounds, verify = told(dam_case(Dependence.INDEPENDENT)).grids
    assert bounds.head == ("conclusion", "if sources are independent", "whatever their dependence")
    assert verify.head == ("conclusion", "verify first", "takes away", "has a part in", "then")
    assert all(len(row) == 3 and "%" in row[1] for row in cells(bounds))
    assert {row[1] for row in cells(verify)} <= {f"{name} (00:00:01)" for name in ("pump", "fuel", "dam", "rain")}


@pytest.mark.parametrize("within", Dependence)
def test_no_number_is_certain(within):
    section = told(dam_case(within))
    assert section is not None
    every = " ".join((*section.headline, *(cell for grid in section.grids for row in cells(grid) for cell in row)))
    assert "100 %" not in every
    assert " 0 %" not in every


def test_without_a_likelihood_there_is_no_section():
    assert told(dam_case(pump=None, fuel=None, dam=None, rain=None)) is None
