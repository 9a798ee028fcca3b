"""What a session at a prompt or in a notebook shows of a result: one line, and a page."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente as dt
from detente import workbench

UKRAINE = Path(__file__).parents[2] / "cases" / "ukraine-2024"
CASE = dt.load(UKRAINE)
SHOWN = [CASE, dt.analyze(CASE), workbench.doubt(CASE)]


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: type(shown).__name__)
def test_a_prompt_shows_one_line(shown: object) -> None:
    told = repr(shown)
    assert "Ukraine settlement soundings" in told
    assert len(told.splitlines()) == 1
    assert len(told) < 160


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: type(shown).__name__)
def test_a_notebook_shows_a_page(shown: object) -> None:
    html = shown._repr_html_()  # pyright: ignore[reportAttributeAccessIssue] - put there by the workbench
    assert "Ukraine settlement soundings" in html
    assert "<script" not in html
