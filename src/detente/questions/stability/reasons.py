"""The reasoning on each state that the analysis explained, the states to read first marked for print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.model.concepts import CONCEPTS, Concept
from detente.model.results import Analysis
from detente.questions.stability.summary import columns
from detente.report.marks import Look, Mark, look
from detente.report.naming import Names
from detente.report.page import Block, Box, Fold, Part, Say
from detente.report.section import passage_items
from detente.report.words import condition, reasoning

PRINTED = 3  # equilibria whose reasoning is printed, besides the status quo; a screen has all
ACTORS = 2  # concepts told with the actor they describe, before it reads like a list


def reasons(analysis: Analysis) -> Part:
    """A fold for each state: the status quo first, then the states that hold under most concepts, then the others."""
    names, explained = Names(analysis), {e.state for e in analysis.explanations}
    rows = dict.fromkeys([*(row for row in columns(analysis) if row in explained), *sorted(explained)])
    order = sorted(rows, key=lambda r: (r != analysis.status_quo, -len(analysis.concepts_of(r)), r))
    first = [row for row in order if row != analysis.status_quo][:PRINTED]
    printed = {analysis.status_quo, *first}
    folds = [_fold(names, row, printed=row in printed, opened=row == order[0]) for row in order]
    told = "No reasons were asked for."
    if folds:
        told = (
            "For each state that matters: where each side could gain by going, told once, then whether that is "
            "deterred under each concept, by whom, and which preference statements decide. Everything here stands "
            f"{condition(analysis)}."
        )
    paper = [Say(NOT_PRINTED, "paper")] if any(fold.role == "state brief" for fold in folds) else []
    return Part("reasons", "Why", (Say(told), *paper, *folds), contents="Reasoning")


NOT_PRINTED = (
    "Printed in full are the status quo and the states that hold under most concepts; of the others the result only. "
    "The reasoning on all of them is in the file."
)


def _fold(names: Names, row: int, *, printed: bool, opened: bool) -> Fold:
    title = f"{names.line(row)} {look(Look.QUIET, _headline(names, row))}"
    dms = range(len(names.analysis.case.decision_makers))
    inside = [
        Part("", names.dm(dm), told) for dm in dms if (told := tuple(told_of(names, dm, row, names.analysis.concepts)))
    ]
    role = "state" if printed else "state brief"
    return Fold(title, tuple(inside), role, opened, (Mark.STATE, str(row + 1)))


def told_of(names: Names, dm: int, row: int, concepts: Sequence[Concept], *, actors: bool = False) -> Iterator[Block]:
    """What one decision maker could gain by leaving a state, and the verdict of each group of concepts.

    actors : say which actor a concept describes
    """
    told = reasoning(names, dm, row, concepts)
    if told.moves and told.verdicts:
        yield passage_items(told.moves, "moves")
    for verdict in told.verdicts:
        of = "; ".join(f"{CONCEPTS[c].short}: an actor that {CONCEPTS[c].actor}" for c in verdict.concepts)
        kind = [Say(f"({of})", "quiet")] if actors and len(verdict.concepts) <= ACTORS else []
        why = [passage_items(verdict.passages)] if verdict.passages else []
        yield Box("", (Say(verdict.sentence, "good" if verdict.stable else "bad"), *kind, *why), "account")


def _headline(names: Names, row: int) -> str:
    held, analysis = names.analysis.concepts_of(row), names.analysis
    if len(held) == len(analysis.concepts):
        return "stable for all under every concept asked for"
    who = ", ".join(map(names.dm, analysis.leavers(row)))
    if held:
        return f"stable for all under {', '.join(CONCEPTS[c].short for c in held)}; not for {who} otherwise"
    return f"not an equilibrium; could be left by {who}"
