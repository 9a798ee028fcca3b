"""What a case says and a ``.gmcr`` file cannot: one warning per thing, by its name, so that nothing goes in silence."""

from __future__ import annotations

from collections.abc import Iterator

from detente.casefile.sections.registry import as_written
from detente.casefile.sections.section import loss
from detente.casefile.source.findings import listed
from detente.errors import Problem
from detente.model.case import Case


def losses(case: Case, name: str = "") -> Iterator[Problem]:
    """Warnings for all that is left out, section by section; last what there is no place for.

    ``name`` is that of the file without its suffix: a title that says the same is not lost.
    """
    for section in as_written():
        yield from section.losses(case)
    said = {"title": case.title if case.title != name else "", "as_of": case.as_of, "summary": case.summary}
    texts = [key for key, value in said.items() if value]
    if texts:
        yield loss(case, f"a .gmcr file has no place for {listed(texts, 'and')}")
    if case.extra:
        kept = [section.key for section in as_written() if section.key in case.extra]
        yield loss(case, f"a .gmcr file has no place for {listed(kept, 'and')}")
