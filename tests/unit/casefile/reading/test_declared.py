"""Names are taken from the tree, however broken the rest is."""

from detente.casefile.reading.declared import declared
from detente.casefile.source.findings import Findings, SourceText
from detente.casefile.source.tree import read_tree


def test_names_of_a_broken_case_are_found():
    source = SourceText(
        "x",
        "decision_makers:\n  a: {name: Aland, options: {x: [broken], y: Y}, factions: {f: F}}\n  b: [broken]\n"
        "terms: {t: [u, v], w: {values: {z: Z}}}\nclaims: broken\nratification: {a: {ratifiers: {c: {name: C}}}}\n",
    )
    names = declared(read_tree(source, Findings(source)))
    assert names.dms == {"a": "Aland", "b": "b"}
    assert names.options.titles == {"a.x": "Aland", "a.y": "Aland"}
    assert names.factions == {"a.f": "F"}
    assert list(names.values.titles) == ["t.u", "t.v", "w.z"]
    assert names.claims == {}
    assert names.ratifiers == {"c": "C"}
