"""What kind of actor a decision maker is, as a case says it."""

from __future__ import annotations

import pytest

from detente.model.concepts import Concept

CASE = "detente: 1\ntitle: t\ndecision_makers: {a: {options: {x: X}, prefers: [x], concept: %s}}\nstatus_quo: []\n"


@pytest.mark.parametrize("given", ["seq", "SEQ", "{concept: seq}"])
def test_a_concept_is_read(examine, given):
    found = examine(text=CASE % given)
    actor = found.case.decision_makers[0].actor
    assert actor is not None
    assert actor.concept is Concept.SEQ
    assert [(a.text, a.used) for a in found.case.assumptions if a.path == "a.concept"] == [("seq", True)]


@pytest.mark.parametrize(("given", "hint"), [("»sequ", "did you mean 'seq'?"), ("»brave", "one of nash, gmr")])
def test_a_concept_that_does_not_exist(examine, given, hint):
    assert hint in examine(text=CASE % given).at_mark("wrong-value").hint
