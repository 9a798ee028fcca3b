"""The table over horizons in words and in JSON."""

from __future__ import annotations

import json

import pytest

import detente as dt
from detente import workbench
from detente.catalog import catalog_path
from detente.report.limited import document, section

SYRIA_IRAQ = "journals/gdn/hipel-kilgour-kinsara-2014/syria-iraq-1975"


@pytest.fixture(scope="module")
def syria_iraq():
    return dt.analyze(dt.load(catalog_path(SYRIA_IRAQ)), also=[2])


@pytest.fixture(scope="module")
def elmira():
    return dt.analyze(dt.load(catalog_path("proceedings/ieee-smc/hipel-fang-kilgour-haight-1993/elmira")))


def test_a_cycle_is_said_first(syria_iraq):
    told = section(syria_iraq)
    assert "No state holds at every h from 1 to 8" in told.lead
    assert "repeat every 4 horizons" in told.headline[0]
    assert told.grids[0].rows[2] == ("3", "none", "1, 3", "2, 4, 6")


def test_equal_horizons_share_a_row(elmira):
    assert [row[0] for row in section(elmira).grids[0].rows] == ["1", "2 to 8"]


def test_maximin_is_labelled_pessimistic_everywhere(elmira):
    told = section(elmira)
    assert told.lead.startswith("A pessimistic bound")
    assert told.notes[0].startswith("Pessimistic: maximin")
    assert document(elmira)["limited_moves"]["pessimistic"] is True


def test_the_play_is_told_as_moves(syria_iraq):
    passages = section(syria_iraq).passages
    moving = [p for p in passages if p.steps]
    assert moving
    assert all(p.sentence.startswith("At state 3, looking") for p in passages)
    assert "Play would end in state" in moving[0].closing
    assert "could move from state 3 to" in moving[0].steps[0]
    assert "finds state 1 better than state 3" in moving[0].reasons[0].sentence


def test_the_document_is_that_of_the_reference_page(syria_iraq):
    told = json.loads(json.dumps(workbench.as_json(syria_iraq)["limited_moves"]))
    assert (told["kind"], told["horizon"], told["period"], told["cycle_from"]) == ("limited-move", 8, 4, 1)
    assert told["stable"]["1"] == {"syria": [1, 6], "iraq": [2, 4, 6]}
    assert told["equilibria"]["4"] == [1, 6]
    assert told["non_myopic"]["equilibria"] == []
    assert told["ties"] == []
    line = told["lines"][0]
    assert set(line) == {"decision_maker", "state", "horizon", "stable", "steps", "to"}


def test_a_horizon_can_be_chosen(syria_iraq):
    found = dt.analyze(syria_iraq.case, horizon=3)
    assert list(document(found)["limited_moves"]["stable"]) == ["1", "2", "3"]
    assert found.limited_moves.period == 4
