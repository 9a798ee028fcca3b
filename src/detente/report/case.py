"""A case on a page, before it is asked anything: who decides, what each can do, and how solid the evidence is."""

from __future__ import annotations

from detente.model.case import Case
from detente.report.evidence import how_solid, moments
from detente.report.marks import plain
from detente.report.naming import CaseNames
from detente.report.page import Definitions, Page, Part, Say, items


def case_page(case: Case) -> Page:
    """The case in short."""
    names = CaseNames(case)
    options = tuple(
        (names.dm(k), ", ".join(names.option(option.name) for option in dm.options) or "no options")
        for k, dm in enumerate(case.decision_makers)
    )
    return Page(
        title=plain(case.title),
        beside=f"as of {plain(case.as_of)}" if case.as_of else "",
        moments=moments(case),
        head=(Say(plain(case.summary)),) if case.summary else (),
        parts=(
            Part("", "Who decides, and what each can do", (Definitions(options),)),
            Part("", "How solid the evidence is", items(how_solid(case))),
        ),
    )
