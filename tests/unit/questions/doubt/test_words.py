"""Doubt in words: shares of worlds, and names."""

from fractions import Fraction

import pytest
from doubts import doubtful

from detente.questions.doubt.words import DoubtNames, percent
from detente.report.marks import bare


@pytest.mark.parametrize(
    ("share", "said"),
    [(Fraction(0), "0.0 %"), (Fraction(1, 10**6), "less than 0.1 %"), (Fraction(1, 4), "25 %"),
     (Fraction(999_999, 10**6), "more than 99.9 %"), (Fraction(1), "100.0 %"), (Fraction(1, 64), "1.6 %")],
)  # fmt: skip
def test_small_and_large_shares_are_not_rounded_away(share, said):
    assert percent(share) == said


def test_names_of_assumptions():
    names = DoubtNames(doubtful())
    assert bare(names.assumption("south.prefers[0]")) == "“Water at night” (south.prefers[0])"
    assert bare(names.assumption("north.prefers[0]")) == "“not south.pump” (north.prefers[0])"
    assert bare(names.assumption("nowhere[7]")) == "nowhere[7]"
