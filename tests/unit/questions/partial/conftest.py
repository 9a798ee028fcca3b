"""A conflict in which nobody knows what one side prefers."""

from __future__ import annotations

import pytest

import detente as dt
from detente.catalog import catalog_path
from detente.model.results import Analysis


@pytest.fixture(scope="package")
def gisborne() -> Analysis:
    return dt.analyze(dt.load(catalog_path("gisborne-unknown")))
