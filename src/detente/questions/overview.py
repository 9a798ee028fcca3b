"""The first screen of an analysis, and the full reasoning on one state: pages for whoever asks at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.concepts import CONCEPTS, Concept
from detente.model.results import Analysis
from detente.questions.registry import of_state, sections
from detente.questions.stability.reasons import told_of
from detente.questions.stability.summary import MEANING, NOT_TOLD, columns, held_rows, not_holding, question, unlisted
from detente.report.evidence import grade_words, how_solid, listened_words, moment, moment_link, moments
from detente.report.marks import Look, Mark, capital, elsewhere, look, mark, plain
from detente.report.naming import Names, listed, plural
from detente.report.page import Block, Grid, Page, Part, Row, Say, items
from detente.report.problems import problems
from detente.report.words import condition, short

REASONED = 4  # states told with reasons


def overview(analysis: Analysis, state: int | None = None) -> Page:
    """What holds, what does not, why, what else was asked, and how solid the evidence is.

    state : row (0-based) of a state; the full reasoning on that state instead
    """
    if state is not None:
        return _state_page(analysis, state)
    names, case = Names(analysis), analysis.case
    told = list(sections(analysis))
    head = [Say(plain(case.summary), "lead")] if case.summary else []
    return Page(
        title=plain(case.title),
        beside=f"as of {plain(case.as_of)}" if case.as_of else "",
        moments=moments(case),
        head=(*head, Say(question(analysis), "lead"), Say(MEANING, "lead quiet")),
        parts=(
            *(section.part() for asked, section in told if asked.leads),
            _holding(names),
            _status_quo(names),
            *_why(names),
            *(section.part() for asked, section in told if not asked.leads),
            Part("", "How solid the evidence is", items(how_solid(case))),
            *problems(analysis),
            Part("", "What this does not tell you", items((*NOT_TOLD, *map(plain, analysis.limits)))),
        ),
    )


def _holding(names: Names) -> Part:
    """The states that hold under some concept, and the status quo, as a table; then what it leaves out."""
    analysis, quo, rows = names.analysis, names.analysis.status_quo, held_rows(names.analysis)
    shown = rows if quo is None or quo in rows else (*rows, quo)
    shorts = (CONCEPTS[c].short for c in analysis.concepts)
    told: list[Block] = []
    if shown:
        cells = tuple(Row(tuple(_verdicts(names, row))) for row in shown)
        told.append(Grid(head=("state", "options taken", *shorts), rows=cells, role="verdicts"))
        starred = "" if quo is None else "   * status quo"
        holds, not_ = look(Look.YES, "holds"), look(Look.NO, "does not hold")
        signs = f"{holds} holds: stable for every decision maker   {not_} does not{starred}"
        told.append(Say(signs, "quiet"))
    if left := unlisted(analysis):
        told.append(Say(f"{left} further states hold under some concept: see {elsewhere('json')}."))
    told += [Say(line) for line in _by_concept(names, rows)]
    return Part("", f"What holds {condition(analysis)}", tuple(told))


def _verdicts(names: Names, row: int) -> Iterator[str]:
    held = names.analysis.concepts_of(row)
    yield f"{'*' if row == names.analysis.status_quo else ''}{names.number(row)}"
    yield names.describe(row)
    for concept in names.analysis.concepts:
        yield look(Look.YES, "holds") if concept in held else look(Look.NO, "does not hold")


def _by_concept(names: Names, shown: tuple[int, ...]) -> Iterator[str]:
    for concept in names.analysis.concepts:
        found, name = names.analysis.equilibria(concept), CONCEPTS[concept].short
        if not found:
            yield f"No state is stable for all under {name}."
        elif any(row not in shown for row in found):
            yield f"{name}: {plural(len(found), 'equilibrium', 'equilibria')}, {names.states(found, 20)}."


def _status_quo(names: Names) -> Part:
    analysis, row = names.analysis, names.analysis.status_quo
    if row is None:
        return Part("", "The status quo", (Say("The case names no status quo."),))
    told: list[Block] = [Say(capital(names.label(row)))]
    leaving = analysis.leavers(row)
    if not leaving:
        told.append(Say(f"Nobody has reason to leave it, {condition(analysis)}.", "fine"))
    lines = []
    for dm, concepts in leaving.items():
        under = ", ".join(CONCEPTS[c].short for c in concepts)
        witness = next((e for c in concepts if (e := analysis.explanation(dm, row, c))), None)
        said = short(names, witness) if witness else f"not stable: {names.dm(dm)} could gain by leaving"
        lines.append(f"{said} (under {under})")
    return Part("", "The status quo", (*told, *items(lines, "warn")))


def _why(names: Names) -> Iterator[Part]:
    """The first few states with their reasons in short."""
    analysis = names.analysis
    first = [] if analysis.status_quo is None else [analysis.status_quo]
    order = [*first, *held_rows(analysis), *not_holding(analysis)]
    explained = {e.state for e in analysis.explanations}
    told = [row for row in dict.fromkeys(order) if row in explained][:REASONED]
    if not told:
        return
    inside: list[Block] = []
    for row in told:
        inside.append(Say(f"{_name(names, row)}: {names.describe(row)}", "strong"))
        inside += items(_reasons(names, row))
    if len(columns(analysis, 10**9)) > len(told):
        inside.append(Say(f"Further states: see {elsewhere('state')}.", "quiet"))
    inside.append(Say(f"The full reasoning on one state: {elsewhere('reasoning')}.", "quiet"))
    yield Part("", "Why", tuple(inside))


def _reasons(names: Names, row: int) -> Iterator[str]:
    """One line per decision maker and group of concepts; those with nothing to gain share one line."""
    content: list[str] = []
    for dm in range(len(names.analysis.case.decision_makers)):
        told = [e for c in names.analysis.concepts if (e := names.analysis.explanation(dm, row, c)) is not None]
        if told and not any(e.improvements for e in told):
            content.append(names.dm(dm))
            continue
        lines: dict[str, list[str]] = {}
        for witness in told:
            lines.setdefault(short(names, witness), []).append(CONCEPTS[witness.concept].short)
        yield from (f"{', '.join(concepts)}: {line}" for line, concepts in lines.items())
    if content:
        they = "they prefer" if len(content) > 1 else "it prefers"
        yield f"{listed(content)}: no move leads to a state that {they}"


def _name(names: Names, row: int) -> str:
    extra = " (status quo)" if row == names.analysis.status_quo else ""
    return f"{capital(names.state(row))}{extra}"


# One state


def _state_page(analysis: Analysis, row: int) -> Page:
    """The full reasoning on one state, by decision maker, and the claims behind it."""
    names = Names(analysis)
    dms = range(len(analysis.case.decision_makers))
    return Page(
        title=plain(analysis.case.title),
        moments=moments(analysis.case),
        parts=(
            Part("", _name(names, row), tuple(_verdict(names, row))),
            *(Part("", names.dm(dm), tuple(_reasoning(names, dm, row))) for dm in dms),
            *_claims_behind(analysis, row),
        ),
    )


def _verdict(names: Names, row: int) -> Iterator[Block]:
    analysis, held = names.analysis, names.analysis.concepts_of(row)
    yield Say(names.describe(row))
    yield from items(of_state(analysis, row))
    if held:
        under = ", ".join(CONCEPTS[c].short for c in held)
        yield Say(f"Stable for all {condition(analysis)}, under {under}.", "good")
    else:
        only = len(analysis.concepts) == 1
        each = CONCEPTS[analysis.concepts[0]].short if only else "each of the concepts"
        yield Say(f"Under {each}, somebody has reason to leave it.", "bad")


def _reasoning(names: Names, dm: int, row: int) -> Iterator[Block]:
    analysis = names.analysis
    yield from told_of(names, dm, row, analysis.concepts, actors=True)
    kept = {e.concept for e in analysis.explanations if (e.dm, e.state) == (dm, row)}
    for concept in (c for c in analysis.concepts if c not in kept):  # for these no reasons were kept
        yield Say(f"{CONCEPTS[concept].short}: {_bare(analysis, concept, dm, row)}.", "quiet")


def _bare(analysis: Analysis, concept: Concept, dm: int, row: int) -> str:
    verdicts = analysis.table.stable.get(concept.value)
    return "not asked for" if verdicts is None else "stable" if bool(verdicts[dm, row]) else "not stable"


def _claims_behind(analysis: Analysis, row: int) -> Iterator[Part]:
    told = (c for e in analysis.explanations if e.state == row for c in e.comparisons if c.premise)
    names = dict.fromkeys(name for c in told if c.premise for name in c.premise.claims)
    found = [analysis.case.claims[name] for name in names if name in analysis.case.claims]
    inside: list[Block] = []
    for claim in found:
        name = mark(Mark.CLAIM, claim.name, look(Look.STRONG, plain(claim.name)))
        inside.append(Say(f"{name} {look(Look.QUOTE, plain(claim.sentence))}"))
        inside.append(Say(f"{grade_words(claim)}; {listened_words(claim)}", "aside"))
        inside.append(Say(f"{plain(claim.page)} at {moment(claim)}  {moment_link(claim) or ''}".strip(), "aside"))
    if inside:
        yield Part("", "The claims behind it", tuple(inside))
