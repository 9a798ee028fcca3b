"""A character of a value is found again in the file, however YAML wrote the value."""

import pytest

from detente.casefile.source.findings import Findings
from detente.casefile.source.opening import SourceText
from detente.casefile.source.tree import read_tree


@pytest.mark.parametrize(
    ("written", "word", "place"),
    [
        ("k: aa and bb", "bb", (1, 11)),
        ("k: 'aa and bb'", "bb", (1, 12)),
        ('k: "aa and bb"', "bb", (1, 12)),
        ("k: 'it''s bb'", "bb", (1, 11)),
        ("k: aa and\n   cc or\n   bb", "bb", (3, 4)),
        ("k: 'aa and\n   bb'", "bb", (2, 4)),
        ("k: >-  # why\n  aa and\n  bb", "bb", (3, 3)),
        ("k: |\n  aa and\n    bb\n", "bb", (3, 5)),
        ("k: ü aa bb", "bb", (1, 9)),
        ('k: "\\x41\\x42 bb"', "bb", (1, 4)),
    ],
)
def test_a_word_is_placed(written, word, place):
    source = SourceText("x", written)
    tree = read_tree(source, Findings(source))
    text = tree.entries["k"].value
    found = text.place(text.text.index(word))
    assert (found.line, found.column) == place


@pytest.mark.parametrize(("written", "column"), [("k: aa and", 10), ("k: 'aa and'", 11), ("k: ''", 4)])
def test_the_end_of_a_value_is_just_behind_its_last_character(written, column):
    source = SourceText("x", written)
    text = read_tree(source, Findings(source)).entries["k"].value
    assert text.place(len(text.text)).column == column


def test_a_long_value_is_cut_for_sentences():
    source = SourceText("x", f"k: {'word ' * 30}")
    short = read_tree(source, Findings(source)).entries["k"].value.short
    assert len(short) == 40
    assert short.endswith("...")
