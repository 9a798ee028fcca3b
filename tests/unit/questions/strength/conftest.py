"""A case in which two of three sides feel strongly about something."""

from __future__ import annotations

import pytest

import detente as dt
from cases import case_of
from detente.model.results import Analysis

CASE = """\
detente: 1
title: A truce
decision_makers:
  west: {name: The west, options: {hold: Hold fire}, ranking: [NY, YY, '>>', NN, YN]}
  east: {name: The east, options: {hold: Hold fire}, ranking: [YN, YY, NN, '>>', NY]}
  lake: {name: The lake, weights: {west.hold: 1}}
status_quo: [west.hold, east.hold]
"""


@pytest.fixture(scope="package")
def truce(tmp_path_factory) -> Analysis:
    return dt.analyze(case_of(tmp_path_factory.mktemp("truce"), CASE))
