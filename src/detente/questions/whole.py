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
from detente.report.evidence import how_solid, moments
from detente.report.marks import Look, capital, elsewhere, look, plain
from detente.report.naming import CaseNames
from detente.report.page import Block, Box, Definitions, Group, Page, Part, Say, items
from detente.report.problems import every_problem
from detente.report.register import assumptions, claims, timeline

HINGES = "What this hinges on"


def whole_page(analysis: Analysis, doubt: Doubt | Omitted) -> Page:
    """Everything that there is to tell. doubt : what the conclusions hinge on, or why nobody asked."""
    case, told = analysis.case, list(sections(analysis))
    first = (section.box() for asked, section in told if asked.leads)
    in_short, hinges = _hinges(doubt)
    summary = Group((*first, in_short, *boxes(analysis), *_solid(analysis)), "summary", "Summary")
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
            hinges,
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


def _hinges(doubt: Doubt | Omitted) -> tuple[Box, Part]:
    """In short for the summary, and in full."""
    if not isinstance(doubt, Omitted):
        return summary_box(doubt), doubt_part(doubt)
    why = f"{plain(doubt.sentence)} See {elsewhere(doubt.more)}."
    told = (Say(f"This page does not say what the conclusions hinge on: {why}"),)
    return Box(HINGES, told, "hinges"), Part("doubt", HINGES, told, contents="What it hinges on", role="further")


def _solid(analysis: Analysis) -> Iterator[Box]:
    yield Box("How solid the evidence is", items(how_solid(analysis.case)), "half")
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
