"""The real case in doubt: its page says only what the worlds say, and the first screen says what not to believe."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from detente import workbench
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, REACHABLE
from detente.questions.doubt.found import Doubt, MethodKind, Standing, World

ROOT = Path(__file__).resolve().parents[2]
DOC = ROOT / "docs" / "explanation" / "ukraine-2024.md"
VIDEO = "rP2kEF3Mj-o"
SETTLEMENTS = {6, 12, 18, 24}


@pytest.fixture(scope="module")
def case() -> Case:
    return workbench.load(ROOT / "cases" / "ukraine-2024")


@pytest.fixture(scope="module")
def doubt(case: Case) -> Doubt:
    return workbench.doubt(case)


@pytest.fixture(scope="module")
def section() -> str:
    return DOC.read_text(encoding="utf-8").split("\n## What it hinges on\n")[1].split("\n## ")[0]


def world_without(doubt: Doubt, claim: str) -> World:
    return next(w for w in doubt.worlds if not w.source and (w.failed == (claim,) or (w.any_of and claim in w.failed)))


def stable(doubt: Doubt, world: World, concept: str | None = None) -> list[int]:
    """Numbers of the states stable under this concept in this world, or under all of them."""
    found: dict[int, set[Concept]] = {}
    for standing in (doubt.conclusions[k] for k in world.holding):
        if standing.state is not None and standing.conclusion.concept is not None:
            found.setdefault(standing.state + 1, set()).add(standing.conclusion.concept)
    wanted = {Concept(concept)} if concept else set(doubt.concepts)
    return sorted(n for n, concepts in found.items() if concepts >= wanted)


def held(doubt: Doubt) -> list[Standing]:
    return [s for s in doubt.conclusions if s.as_modelled]


def test_every_world_was_looked_at(doubt: Doubt, section: str) -> None:
    assert doubt.method.kind is MethodKind.EXACT
    assert doubt.method.worlds == 2**32 == 2 ** len(doubt.in_doubt)
    assert f"2³² of them, {doubt.method.distinct} of which differ" in section
    assert f"Something rests on {doubt.method.bearing} of them" in section


def test_without_the_channel_nothing_is_left_but_the_status_quo(doubt: Doubt, section: str) -> None:
    (source,) = doubt.sources
    assert (source.kept, source.lost, source.gained) == (0, len(held(doubt)), 6)
    assert f"Of the {len(held(doubt))} conclusions not one survives" in section
    worthless = next(w for w in doubt.worlds if w.source == VIDEO)
    assert stable(doubt, worthless) == [1]


def test_were_its_wish_for_a_truce_unknown_the_truce_would_stand_without_the_channel(tmp_path: Path) -> None:
    text = (ROOT / "cases" / "ukraine-2024" / "case.yaml").read_text(encoding="utf-8")
    reading = "otherwise: russia.truce implies ukraine.accept"
    assert text.count(reading) == 1
    (tmp_path / "case.yaml").write_text(text.replace(reading, "otherwise: drop"), encoding="utf-8")
    (tmp_path / "notes").symlink_to(ROOT / "cases" / "ukraine-2024" / "notes")
    doubt = workbench.doubt(workbench.load(tmp_path))
    assert stable(doubt, next(w for w in doubt.worlds if w.source == VIDEO)) == [1, 4]


def test_the_table_of_moments_counts_what_the_worlds_count(doubt: Doubt, case: Case, section: str) -> None:
    rows = re.findall(
        r"^\| ([a-z-]+) \[(\d\d:\d\d)\]\S* \| .* \| (\d+) \| (\d+) \| ([\d, ]+) \|$", section, re.MULTILINE
    )
    assert len(rows) == 6
    pins = {pin.claim: pin for pin in doubt.linchpins}
    for claim, stamp, lost, gained, states in rows:
        assert case.claims[claim].stamp == f"00:{stamp}"
        assert (pins[claim].lost, pins[claim].gained) == (int(lost), int(gained))
        assert ", ".join(map(str, stable(doubt, world_without(doubt, claim)))) == states
    told = {row[0] for row in rows}
    limits = {"power-has-limits", "challenges-at-home", "bureaucracy-blocks"}  # the page: the same as commercial-logic
    assert set(pins) == told | limits
    assert len({(pins[c].lost, pins[c].gained) for c in limits | {"commercial-logic"}}) == 1


def test_without_the_power_to_press_only_the_truce_itself_is_left(doubt: Doubt) -> None:
    left = [doubt.conclusions[k] for k in world_without(doubt, "can-press-both").holding]
    assert {s.state for s in left if s.as_modelled} == {3}
    assert all(s.conclusion.kind == EQUILIBRIUM for s in left)


@pytest.mark.parametrize("claim", ["epochal-achievement", "economics-favours-peace"])
def test_a_mediator_who_looks_on_leaves_nothing_within_reach(doubt: Doubt, claim: str) -> None:
    left = [doubt.conclusions[k] for k in world_without(doubt, claim).holding]
    assert all(s.conclusion.kind == EQUILIBRIUM for s in left)


def test_a_truce_only_with_the_terms_makes_settlements_credible(doubt: Doubt) -> None:
    lost = [s for s in held(doubt) if any(f.claims == ("truce-first",) for f in s.flips)]
    assert {(s.conclusion.concept, s.state) for s in lost} == {(Concept.NASH, 3), (Concept.SIM, 3)}
    assert SETTLEMENTS & set(stable(doubt, world_without(doubt, "truce-first"), "seq"))


def test_the_contours_carry_the_settlements_and_nothing_else(doubt: Doubt) -> None:
    lost = [s for s in doubt.conclusions if any(f.claims == ("contours",) for f in s.flips)]
    assert {(s.state or 0) + 1 for s in lost} == SETTLEMENTS
    assert len(lost) == 8
    under_pressure = [s for s in lost if s.state != 5]
    assert all(any(len(flip.claims) == 2 for flip in s.flips) for s in under_pressure)


def test_two_moments_would_make_the_truce_firm_and_no_settlement(case: Case) -> None:
    doubt = workbench.doubt(case, trusted=["can-press-both", "truce-first"])
    firm = {(s.state, s.conclusion.concept) for s in held(doubt) if s.always}
    assert firm == {(3, concept) for concept in doubt.concepts}
    (reached,) = [s for s in held(doubt) if s.state == 3 and s.conclusion.kind == REACHABLE]
    assert sum(len(flip.claims) == 1 for flip in reached.flips) == 6


def test_assumptions_that_cite_nothing_carry_as_much(doubt: Doubt) -> None:
    assumed = {one.path: one.lost for one in doubt.unevidenced}
    assert assumed["ukraine.prefers[0]"] == 13
    assert assumed["ukraine.prefers[1]"] == 8
    assert len(assumed) == 5


def test_how_far_each_ranking_may_be_wrong(doubt: Doubt) -> None:
    assert doubt.rankings is not None
    truce = doubt.rankings.of(3, Concept.NASH)
    assert [radius.swaps for radius in truce] == [9, 7, 3]
    assert {(pair.better + 1, pair.worse + 1) for pair in truce[2].example} == {(4, 10), (4, 16), (4, 22)}
    settlement = doubt.rankings.of(5, Concept.GMR)
    assert min((radius.swaps, radius.dm) for radius in settlement if radius.swaps is not None) == (7, 1)


def test_the_first_screen_says_first_what_not_to_believe(doubt: Doubt) -> None:
    console = Console(file=io.StringIO(), width=80)
    workbench.show(workbench.doubt_page(doubt), console)
    assert isinstance(console.file, io.StringIO)
    lines = [line.strip() for line in console.file.getvalue().splitlines()]
    said = " ".join(lines[2:32])
    assert said.startswith(f"Every claim used is from one source, {VIDEO} (bonus_professor), graded F")
    assert "If it is worthless, none of 34 conclusions is left" in said
    assert "Do not rely on: - State 4" in said
    assert "it is no finding" in said
    assert "Nobody has listened to these" in said
    assert "can-press-both (00:14:05), “As president of the most powerful country" in said
    assert "to put pressure on both.”: if it fails, 28 of 34 conclusions fall and 6 others hold" in said
