"""Two factions of one side that want different things."""

from __future__ import annotations

import pytest

import detente as dt
from cases import case_of
from detente.model.results import Analysis
from tests.unit.questions.factions.test_ask import WELL


@pytest.fixture
def divided(tmp_path) -> Analysis:
    return dt.analyze(case_of(tmp_path, WELL))
