"""Keys for names that are free text."""

from __future__ import annotations

import pytest

from detente.casefile.formula.grammar import FormulaNames, parse_formula
from detente.casefile.gmcr.names import keys_for


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (["Full", "Full", "FULL!"], ["full", "full_2", "full_3"]),
        (["Full 2", "Full", "Full"], ["full_2", "full", "full_3"]),
        (["Cooperate?"], ["cooperate"]),
        (["2nd strike"], ["_2nd_strike"]),
        (["not", "IF", "at least"], ["not_", "if_", "at_least_"]),
        (["Мир", "和平", "!"], ["option", "option_2", "option_3"]),
        (["Électricité de l'île"], ["electricite_de_l_ile"]),
        (["a" * 100], ["a" * 40]),
        (["one two three four five six seven eight nine ten"], ["one_two_three_four_five_six_seven_eight"]),
    ],
)
def test_keys(names: list[str], keys: list[str]) -> None:
    assert keys_for(names, fallback="option") == keys


def test_every_key_can_stand_in_a_formula() -> None:
    keys = keys_for(["not", "2", "Iff", "true", "", "False"], fallback="option")
    names = FormulaNames({f"dm.{key}": "" for key in keys})
    assert all(parse_formula(f"dm.{key}", names).formula is not None for key in keys)
