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


FACTIONS = """\
detente: 1
title: t
decision_makers:
  a:
    options: {x: X}
    prefers: [x]
    factions:
      f: {name: F, share: 2, because: river@1:09, prefers: [{that: x, because: river@2:30}]}
      g: {name: G, weights: {x: 2}}
status_quo: []
"""


def test_factions_have_preferences_with_evidence(examine):
    found = examine(text=FACTIONS)
    f, g = found.sound.decision_makers[0].factions
    assert (f.share, g.share) == (2, 1)
    assert f.preference.statements[0].grounds.path == "a.factions.f.prefers[0]"
    assert [(w.option, w.weight) for w in g.preference.weights] == [("a.x", 2.0)]
    used = {a.path: (a.used, a.claims) for a in found.sound.assumptions if ".factions." in a.path}
    assert used == {
        "a.factions.f": (False, ("river@1:09",)),
        "a.factions.f.prefers[0]": (True, ("river@2:30",)),
        "a.factions.g": (False, ()),
        "a.factions.g.weights": (True, ()),
    }
    assert "not-yet-used" not in found.codes


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("share: 2", "share: »0", "wrong-value"),
        ("share: 2", "share: »1.5", "wrong-value"),
        ("{that: x,", "{that: »y,", "unknown-option"),
        ("weights: {x: 2}", "weights: {»y: 2}", "unknown-option"),
        ("weights: {x: 2}", "»weights: {x: 2}, ranking: [s1, s2]", "several-preferences"),
    ],
)
def test_mistakes_in_factions_have_their_place(examine, old, new, code):
    examine(text=FACTIONS.replace(old, new)).at_mark(code)


def test_a_faction_without_preferences_is_told_where_others_have_some(examine):
    examine(text=FACTIONS.replace("g: {name: G, weights: {x: 2}}", "»g: G")).at_mark("faction-without-preferences")


ATTITUDES = "detente: 1\ntitle: t\ndecision_makers: {a: {options: {x: X}, prefers: [x], attitudes: %s}, b: {}}\n"


def test_attitudes_are_read_with_their_evidence(examine):
    given = "{b: {attitude: Negative, because: river@1:09}, a: neutral}"
    found = examine(text=ATTITUDES % given)
    held = found.sound.decision_makers[0].attitudes
    assert [(h.towards, h.attitude.value, h.grounds.claims) for h in held] == [
        ("b", "negative", ("river@1:09",)),
        ("a", "neutral", ()),
    ]
    assert {a.path: a.text for a in found.sound.assumptions}["a.attitudes.b"] == "negative towards b"


@pytest.mark.parametrize(
    ("given", "code"),
    [("{»c: neutral}", "unknown-decision-maker"), ("{b: »fond}", "wrong-value"), ("»[b]", "wrong-type")],
)
def test_mistakes_in_attitudes_have_their_place(examine, given, code):
    examine(text=ATTITUDES % given).at_mark(code)


VIEWS = """\
detente: 1
title: t
decision_makers:
  a:
    options: {x: X}
    prefers: [x]
    perceives: {b: {prefers: [{that: y, because: river@1:09}]}}
    does_not_see: [{that: x and y, title: Both, because: river@2:30}, y]
  b: {options: {y: Y}, prefers: [not y]}
status_quo: []
"""


def test_views_are_read_with_their_evidence(examine):
    maker = examine(text=VIEWS).sound.decision_makers[0]
    assert maker.perceives[0].dm == "b"
    assert maker.perceives[0].preference.statements[0].grounds.path == "a.perceives.b.prefers[0]"
    assert maker.perceives[0].preference.statements[0].grounds.claims == ("river@1:09",)
    assert [(u.text, u.title, u.grounds.claims) for u in maker.does_not_see] == [
        ("x and y", "Both", ("river@2:30",)),
        ("y", "", ()),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{b: {prefers", "{»c: {prefers", "unknown-decision-maker"),
        ("{that: y, because", "{that: »z, because", "unknown-option"),
        ("{b: {prefers: [{that: y, because: river@1:09}]}}", "{»b: {}}", "missing-key"),
        ("2:30}, y]", "2:30}, »z]", "unknown-option"),
        ("2:30}, y]", "2:30}, »(y]", "formula-syntax"),
    ],
)
def test_mistakes_in_views_are_found(examine, old, new, code):
    assert code in examine(text=VIEWS.replace(old, new)).codes
