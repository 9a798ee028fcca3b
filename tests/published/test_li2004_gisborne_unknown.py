"""Lake Gisborne with a province of unknown preferences (Li, Hipel, Kilgour & Fang 2004).

No verdict here is claimed to be published. The equilibria under the four extensions were computed by an independent
transcription of the definitions, which was read from a program of other authors; see docs/reference/catalog.md.
"""

from __future__ import annotations

import pytest

import detente as dt
from detente.catalog import catalog_path

COMPUTED = {
    "a": {"nash": "", "gmr": "", "smr": "", "seq": ""},
    "b": {"nash": "4 6", "gmr": "4 6 8", "smr": "4 6 8", "seq": "4 6 8"},
    "c": {"nash": "", "gmr": "4 6 8", "smr": "4 6 8", "seq": "4 6"},
    "d": {"nash": "4 6", "gmr": "4 6 8", "smr": "4 6 8", "seq": "4 6 8"},
}
# Both completions of the province that the same paper analyses, as far as its rankings are remembered.
COMPLETIONS = ("gisborne-economic", "gisborne-environmental")


@pytest.fixture(scope="module")
def found():
    partial = dt.analyze(dt.load(catalog_path("gisborne-unknown"))).answers.get("partial")
    assert partial is not None
    return partial


@pytest.mark.parametrize(("letter", "concept"), [(a, c) for a, told in COMPUTED.items() for c in told])
def test_li2004_unknown_computed_equilibria_by_extension(found, letter, concept):
    rows = found.extensions[letter][concept].all(axis=0).nonzero()[0] + 1
    assert " ".join(map(str, rows)) == COMPUTED[letter][concept]


def test_li2004_unknown_four_pairs_are_known(found):
    assert found.unknown == (0, 8 * 7 // 2 - 4, 0)


@pytest.mark.parametrize("name", COMPLETIONS)
def test_li2004_both_provinces_of_the_paper_lie_between_surely_and_possibly(found, name):
    stable = dt.analyze(dt.load(catalog_path(name))).table.stable
    for concept in found.surely:
        assert (found.surely[concept] <= stable[concept]).all()
        assert (stable[concept] <= found.possibly[concept]).all()
