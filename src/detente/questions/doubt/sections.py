"""What follows the first screen of a doubt, as sections: worlds, sources, assumptions without evidence, and the method.

Terminal and page both show them. What a single conclusion rests on is told by each in its own way, since it has links.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.model.concepts import CONCEPTS
from detente.model.conclusion import EQUILIBRIUM
from detente.questions.doubt.found import Doubt, World
from detente.questions.doubt.likelihood.tell import likelihood_section
from detente.questions.doubt.words import DoubtNames
from detente.questions.rankings.tell import rankings_section
from detente.report.marks import Mark, elsewhere, mark, plain
from detente.report.naming import plural
from detente.report.section import Section, grid

WORLDS = 12  # rows of the table of worlds
ROWS = 12
TRUSTED = 4  # claims named
STATES = 6  # numbers in a cell


def doubt_sections(doubt: Doubt) -> tuple[Section, ...]:
    """Everything there is to tell, in the order of reading."""
    found = (
        likelihood_section(doubt),
        worlds_section(doubt),
        sources_section(doubt),
        unevidenced_section(doubt),
        rankings_section(DoubtNames(doubt), doubt.rankings) if doubt.rankings else None,
        how_section(doubt),
    )
    return tuple(section for section in found if section is not None)


def worlds_section(doubt: Doubt) -> Section | None:
    """Which states hold in the modelled world, if one claim fails, and if a source is worthless."""
    if len(doubt.worlds) < 2:
        return None
    names, modelled = DoubtNames(doubt), frozenset(doubt.worlds[0].holding)
    others = sorted(doubt.worlds[1:], key=lambda world: (not world.source, -len(modelled ^ set(world.holding))))
    shown = (doubt.worlds[0], *[w for w in others if modelled ^ set(w.holding)][: WORLDS - 1])
    every = len(doubt.concepts) > 1
    head = ("what fails", "stable under every concept" if every else "stable", *(["only under some"] if every else []))
    alike = [w for w in others if not modelled ^ set(w.holding)]
    left = len(doubt.worlds) - len(shown) - len(alike)
    same = sum(len(w.failed) if w.any_of or len(w.failed) == 1 else 1 for w in alike if not w.source)
    notes = [f"If one of {same} other claims fails alone, nothing changes."] if same > 1 else []
    notes += [f"{plural(left, 'further world')}: see {elsewhere('json')}."] if left else []
    return Section(
        anchor="doubt-worlds",
        title="A table of worlds",
        lead="Which states would be stable if one claim alone fails, and if a whole source is worthless. "
        "Numbers are those of the model as it stands.",
        grids=(
            grid(
                head=(*head, "lost", "new"),
                rows=tuple(_world(doubt, names, world, modelled) for world in shown),
                caption="Worlds that differ from the modelled one, those without a source first, then by how much",
            ),
        ),
        notes=tuple(notes),
    )


def _world(doubt: Doubt, names: DoubtNames, world: World, modelled: frozenset[int]) -> tuple[str, ...]:
    concepts: dict[tuple[str, ...], set[str]] = {}
    numbers: dict[tuple[str, ...], int | None] = {}
    for k in world.holding:
        said = doubt.conclusions[k]
        if said.conclusion.kind == EQUILIBRIUM and said.conclusion.concept is not None:
            concepts.setdefault(said.conclusion.yes, set()).add(said.conclusion.concept.value)
            numbers[said.conclusion.yes] = said.state
    whole = [numbers[yes] for yes, under in concepts.items() if len(under) == len(doubt.concepts)]
    some = [numbers[yes] for yes, under in concepts.items() if len(under) < len(doubt.concepts)]
    cells = [_numbers(whole), *([_numbers(some)] if len(doubt.concepts) > 1 else [])]
    here = set(world.holding)
    return (_title(names, world), *cells, str(len(modelled - here) or "-"), str(len(here - modelled) or "-"))


def _numbers(states: Sequence[int | None]) -> str:
    known = sorted(state + 1 for state in states if state is not None)
    shown = [mark(Mark.STATE, str(n), str(n)) for n in known[:STATES]]
    shown += [f"and {len(known) - STATES} more"] if len(known) > STATES else []
    unknown = len(states) - len(known)
    shown += [f"{unknown} that {'does' if unknown == 1 else 'do'} not exist as modelled"] if unknown else []
    return ", ".join(shown) or "none"


def _title(names: DoubtNames, world: World) -> str:
    if world.source:
        return f"all of {plain(world.source)}"
    if not world.failed:
        return "nothing (as modelled)"
    return f"{'one of ' if world.any_of else ''}{names.short(world.failed, 2, 'or' if world.any_of else 'and')}"


def sources_section(doubt: Doubt) -> Section | None:
    """What is left of the conclusions if one source is worthless; not where there is one source: that is said first."""
    if len(doubt.sources) < 2:
        return None
    names = DoubtNames(doubt)
    rows = tuple(
        (names.source(s.source), str(len(s.claims)), str(s.kept), str(s.lost), str(s.gained)) for s in doubt.sources
    )
    return Section(
        anchor="doubt-sources",
        title="If one source is worthless",
        lead="All claims of the source fail together; two pages of one recording are one source.",
        grids=(grid(head=("source", "claims", "conclusions left", "lost", "new"), rows=rows[:ROWS]),),
        notes=(f"{plural(len(rows) - ROWS, 'further source')}: see {elsewhere('json')}.",) if len(rows) > ROWS else (),
    )


def unevidenced_section(doubt: Doubt) -> Section | None:
    """Assumptions that cite nothing and carry conclusions all the same."""
    if not doubt.unevidenced:
        return None
    names = DoubtNames(doubt)
    rows = tuple((names.assumption(u.path), str(u.lost), str(u.gained or "-")) for u in doubt.unevidenced)
    return Section(
        anchor="doubt-unevidenced",
        title="Assumptions without evidence that carry conclusions",
        lead="They cite nothing, so no claim can make them fall: they stand on the analyst's word. Told is what would "
        "change if one of them alone were replaced by what the case names instead, or dropped.",
        grids=(grid(head=("assumption", "lost", "new"), rows=rows[:ROWS]),),
        notes=(f"{len(rows) - ROWS} more: see {elsewhere('json')}.",) if len(rows) > ROWS else (),
    )


def how_section(doubt: Doubt) -> Section:
    """By which rule claims are in doubt, which worlds were looked at, and what was left out."""
    names, method = DoubtNames(doubt), doubt.method
    whose = "by the rule that the case states" if doubt.stated else "by default, since the case states no rule"
    lines = [f"In doubt {whose}: {plain(doubt.rule)}"]
    if doubt.spared:
        lines.append(
            f"Trusted because you said so: {plural(len(doubt.spared), 'claim')} that this rule puts in doubt "
            f"({names.claims(doubt.spared, 'and', TRUSTED)})."
        )
    idle = [entry for entry in doubt.in_doubt if not entry.bears]
    if idle:
        lines.append(
            f"{plural(len(idle), 'claim')} in doubt can change nothing, since nothing that is computed here rests on "
            f"{'it' if len(idle) == 1 else 'them'}; {'it doubles' if len(idle) == 1 else 'they multiply'} the count of "
            "worlds and leave every share as it is."
        )
    lines.append(names.method())
    if method.impossible:
        lines.append(f"{plural(method.impossible, 'world')} of these {'has' if method.impossible == 1 else 'have'} no "
                     "feasible state; nothing holds there.")  # fmt: skip
    concepts = ", ".join(CONCEPTS[c].short for c in doubt.concepts)
    lines.append(
        f"A conclusion says that a state is stable for all under one concept ({concepts}), or that improvements alone "
        "lead to it from the status quo."
    )
    lines += [plain(limit) for limit in doubt.limits]
    return Section(anchor="doubt-method", title="How this was counted", headline=tuple(lines))
