"""Attitudes in a case: what is read, and what changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import detente as dt
from cases import HEAD, case_of
from detente.model.results import Omitted

CATCH = (
    HEAD
    + """\
decision_makers:
  a: {name: A, options: {limit: Limit}, ranking: [NY, YY, NN, YN]%s}
  b: {name: B, options: {limit: Limit}, ranking: [YN, YY, NN, NY]%s}
"""
)


def catch(folder: Path, a: str = "", b: str = "") -> dt.Case:
    """The prisoner's dilemma; both limiting is state 4."""
    return case_of(folder, CATCH % (a, b))


def test_without_attitudes_there_is_nothing_to_tell(tmp_path: Path) -> None:
    found = dt.analyze(catch(tmp_path))
    assert found.answers.get("attitudes") is None


def test_who_minds_the_other_does_not_exploit_it(tmp_path: Path) -> None:
    """Leaving state 4 gains A and hurts B; whoever is well disposed to the other does not leave it."""
    found = dt.analyze(catch(tmp_path, ", attitudes: {b: positive}", ", attitudes: {a: positive}"))
    assert found.equilibria("nash") == (0,)
    asked = found.answers.get("attitudes")
    assert asked is not None
    assert asked.table.equilibria("nash").tolist() == [0, 1, 2, 3]


def test_ill_will_alone_moves_to_what_hurts(tmp_path: Path) -> None:
    found = dt.analyze(catch(tmp_path, ", attitudes: {a: neutral, b: negative}")).answers.get("attitudes")
    assert found is not None
    assert found.attitudes.tolist() == [[0, -1], [0, 1]]
    assert np.flatnonzero(found.table.stable["nash"][0]).tolist() == [0, 2]


def test_only_relational_concepts_are_told(tmp_path: Path) -> None:
    case = catch(tmp_path, ", attitudes: {b: negative}")
    assert dt.analyze(case, ["sim"]).answers.get("attitudes") is None
    assert list(dt.analyze(case, ["sim", "seq"]).answers["attitudes"].table.stable) == ["seq"]


def test_large_cases_say_that_it_was_left_out(tmp_path: Path) -> None:
    options = ", ".join(f"o{k}: O" for k in range(11))
    text = HEAD + (
        f"decision_makers:\n  a: {{options: {{{options}}}, prefers: [o1], attitudes: {{a: negative}},\n"
        "      factions: {f: {name: F, prefers: [o2]}}}\n"
    )
    found = dt.analyze(case_of(tmp_path, text))
    assert isinstance(found.answers["attitudes"], Omitted)
    assert any("Attitudes were left aside" in line for line in found.limits)
    assert any("How many members must agree was not asked" in line for line in found.limits)
    assert found.answers.get("factions") is not None


@pytest.mark.parametrize("given", ["{c: positive}", "{b: fond}"])
def test_mistakes(tmp_path: Path, given: str) -> None:
    with pytest.raises(dt.CaseFileError):
        catch(tmp_path, f", attitudes: {given}")


def test_verdicts_that_attitudes_change_give_their_reasons(tmp_path: Path) -> None:
    analysis = dt.analyze(catch(tmp_path, ", attitudes: {a: neutral, b: negative}"))
    found = analysis.answers.get("attitudes")
    assert found is not None
    assert found.explanations
    for witness in found.explanations:
        verdict = bool(found.table.stable[witness.concept.value][witness.dm, witness.state])
        assert (
            witness.stable == verdict != bool(analysis.table.stable[witness.concept.value][witness.dm, witness.state])
        )
