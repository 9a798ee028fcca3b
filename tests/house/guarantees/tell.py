"""What becomes of guarantees, in words."""

from __future__ import annotations

from detente.model.conclusion import Conclusion
from detente.model.results import Analysis
from detente.report.marks import Mark, mark, plain
from detente.report.naming import CaseNames, listed
from detente.report.section import Section
from guarantees.found import GuaranteesFound


def tell(analysis: Analysis, found: GuaranteesFound) -> Section:
    """One sentence for each guarantee that is kept, with the claims that it rests on."""
    names = {dm.key: plain(dm.name) for dm in analysis.case.decision_makers}
    lines = []
    for g in found.kept:
        cited = listed(mark(Mark.CLAIM, name, plain(name)) for name in g.grounds.claims)
        lines.append(f"{names[g.by]} need not fear for its guarantee, which rests on {cited}.")
    return Section(
        anchor="guarantees", title="Who vouches for it", lead="What is vouched for, and kept.", headline=tuple(lines)
    )


def words(names: CaseNames, conclusion: Conclusion) -> str:
    """One conclusion as a sentence without its full stop."""
    return f"the guarantee {plain(conclusion.yes[0])} is kept wherever nobody wants to move"
