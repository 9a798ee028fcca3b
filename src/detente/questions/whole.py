"""The whole report: for a principal first and an analyst after."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from detente.model.concepts import CONCEPTS
from detente.model.results import Analysis, Omitted
from detente.questions.doubt.found import Doubt
from detente.questions.doubt.tell import part as doubt_part
from detente.questions.doubt.tell import summary_box
from detente.questions.registry import sections
from detente.questions.stability.boxes import boxes
from detente.questions.stability.picture import picture
from detente.questions.stability.reasons import reasons
from detente.questions.stability.summary import MEANING, NOT_TOLD, question
from detente.questions.stability.table import states_that_matter
from detente.report.evidence import moments, summarise
from detente.report.marks import Look, capital, elsewhere, look, plain
from detente.report.naming import CaseNames
from detente.report.page import Block, Box, Definitions, Group, Page, Part, Say, items
from detente.report.problems import every_problem
from detente.report.register import assumptions, claims
from detente.report.timeline import timeline

HINGES = "What this hinges on"


def whole_page(analysis: Analysis, doubt: Doubt | Omitted) -> Page:
    """Everything that there is to tell. doubt : what the conclusions hinge on, or why nobody asked."""
    case, told = analysis.case, list(sections(analysis))
    first = (section.box() for asked, section in told if asked.leads)
    summary = Group((*first, _hinges(doubt), *boxes(analysis), *_solid(analysis)), "summary", "Summary")
    as_of = f" · as of {plain(case.as_of)}" if case.as_of else ""
    return Page(
        above=f"Conflict analysis{as_of} · not a forecast",
        title=plain(case.title),
        moments=moments(case),
        head=(
            *([Say(plain(case.summary), "lead")] if case.summary else []),
            Say(question(analysis), "question"),
            Say(MEANING, "meaning"),
        ),
        parts=(
            summary,
            states_that_matter(analysis),
            _doubt(doubt),
            picture(analysis),
            reasons(analysis),
            *(section.part() for _, section in told),
            assumptions(case),
            claims(case),
            *timeline(CaseNames(case)),
            _unused(analysis),
            _reproduce(analysis),
        ),
    )


def _hinges(doubt: Doubt | Omitted) -> Box:
    if isinstance(doubt, Omitted):
        return Box(HINGES, (Say(_not_asked(doubt)),), "hinges")
    return summary_box(doubt)


def _doubt(doubt: Doubt | Omitted) -> Part:
    if isinstance(doubt, Omitted):
        return Part("doubt", HINGES, (Say(_not_asked(doubt)),), contents="What it hinges on", role="further")
    return doubt_part(doubt)


def _not_asked(doubt: Omitted) -> str:
    return f"This page does not say what the conclusions hinge on: {plain(doubt.sentence)} See {elsewhere(doubt.more)}."


def _solid(analysis: Analysis) -> Iterator[Box]:
    yield Box("How solid the evidence is", items(summarise(analysis.case).sentences()), "half")
    yield Box("What this does not tell you", items((*NOT_TOLD, *map(plain, analysis.limits))), "half")


def _unused(analysis: Analysis) -> Part:
    told: list[Block] = []
    if analysis.case.timeline:
        told += items(["The timeline is told above; no verdict depends on it."])
    if analysis.problems:
        told.append(every_problem(analysis.problems))
    if not told:
        told.append(Say("Everything in the case was used, and nothing in it was found to be wrong."))
    return Part("unused", "What was not used, and what to look at again", tuple(told), contents="Not used")


def _reproduce(analysis: Analysis) -> Part:
    case = analysis.case
    digest = f", SHA-256 {look(Look.CODE, plain(case.digest))}" if case.digest else ""
    method = [("Method", plain(analysis.method))] if analysis.method else []
    how = Definitions(
        (
            ("detente", f"version {plain(analysis.version) or 'not recorded'}"),
            ("Case", f"{plain(case.path)}{digest}"),
            *method,
            ("Joint moves", analysis.reading),
            ("State numbers", "Positions of the feasible states in ascending order; the first option counts least."),
        )
    )
    said = Say(
        "s is a state, i a decision maker. A state is an equilibrium under a concept if it is stable for every "
        "decision maker."
    )
    concepts = Part("", "The concepts", (said, Definitions(tuple(_definitions(analysis)))))
    inside = (Say(_command(plain(case.path)), "command"), how, concepts)
    return Part("reproduce", "How to reproduce this page", inside, contents="Reproduce")


def _definitions(analysis: Analysis) -> Iterator[tuple[str, str]]:
    for concept in analysis.concepts:
        d = CONCEPTS[concept]
        source = look(Look.QUIET, d.source)
        yield d.short, f"{capital(d.name)}: {d.stable_iff} An actor that {d.actor}. {source}"


def _command(path: str) -> str:
    folder = path.removesuffix("/case.yaml") if path != "case.yaml" else "."
    return f"detente report {shlex.quote(folder)} -o report.html"
