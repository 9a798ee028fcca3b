"""Names are taken from the tree, however broken the rest is."""

from detente.casefile.reading.context import option_names
from detente.casefile.sections.decision_makers.factions import faction_names
from detente.casefile.sections.ratification import ratifiers
from detente.casefile.sections.terms import Terms
from detente.casefile.source.findings import Findings
from detente.casefile.source.opening import SourceText
from detente.casefile.source.places import titles
from detente.casefile.source.tree import read_tree


def test_names_of_a_broken_case_are_found():
    source = SourceText(
        "x",
        "decision_makers:\n  a: {name: Aland, options: {x: [broken], y: Y}, factions: {f: F}}\n  b: [broken]\n"
        "terms: {t: [u, v], w: {values: {z: Z}}}\nclaims: broken\nratification: {a: {ratifiers: {c: {name: C}}}}\n",
    )
    tree = read_tree(source, Findings(source))
    assert tree is not None
    assert titles(tree, "decision_makers") == {"a": "Aland", "b": "b"}
    assert option_names(tree).titles == {"a.x": "Aland", "a.y": "Aland"}
    assert faction_names(tree) == {"a.f": "F"}
    assert list(Terms(tree).values.titles) == ["t.u", "t.v", "w.z"]
    assert titles(tree, "claims") == {}
    assert ratifiers(tree) == {"c": "C"}
