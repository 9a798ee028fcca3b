"""Analyses of published conflicts that several rooms tell of."""

from __future__ import annotations

import pytest

import detente as dt
from detente.catalog import catalog_path
from detente.model.results import Analysis


@pytest.fixture(scope="session")
def elmira() -> Analysis:
    return dt.analyze(dt.load(catalog_path("elmira")))


@pytest.fixture(scope="session")
def syria_iraq() -> Analysis:
    return dt.analyze(dt.load(catalog_path("syria-iraq-1975")), also=[2])


@pytest.fixture(scope="session")
def chicken() -> Analysis:
    """Of the oldest kind: no room but those that every conflict has anything to tell."""
    return dt.analyze(dt.load(catalog_path("folklore/chicken")))
