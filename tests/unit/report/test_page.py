"""The neutral tree: every block is found, and what a block is about."""

from detente.report.marks import Mark
from detente.report.page import (
    Bar,
    Bars,
    Box,
    Definitions,
    Fold,
    Grid,
    Group,
    Item,
    Items,
    Part,
    Picture,
    Row,
    Say,
    every_block,
    items,
    places_in,
)

STATE = (Mark.STATE, "5")
CLAIM = (Mark.CLAIM, "well-low")
PATH = (Mark.ASSUMPTION, "south.prefers[0]")


def test_blocks_come_in_the_order_of_reading_with_those_inside_them():
    deep = Say("deep")
    listed = Items((Item("one", (deep,)), Item("two", (Items((Item("three"),)),))))
    fold, box, group = Fold("fold", (listed,)), Box("box", (Say("in a box"),)), Group((Say("in a group"),))
    part = Part("a", "Part", (fold, box, group))
    assert list(every_block([part])) == [
        part,
        fold,
        listed,
        deep,
        listed.items[1].inside[0],
        box,
        box.inside[0],
        group,
        group.inside[0],
    ]


def test_blocks_that_hold_no_others():
    alone = (
        Say("said"),
        Grid(head=("a",), rows=(Row(("b",)),)),
        Definitions((("word", "what it means"),)),
        Bars("t", "d", (Bar("w", "l", 1, 0, "r"),)),
        Picture(anchor="p", title="t", description="d", width=1, height=1, shapes=()),
    )
    assert list(every_block(alone)) == list(alone)


def test_what_a_block_is_about():
    assert list(places_in(Items((Item("a", place=PATH), Item("b"))))) == [PATH, None]
    assert list(places_in(Grid(head=(), rows=(Row(("a",), place=CLAIM), Row(("b",)))))) == [CLAIM, None]
    assert list(places_in(Fold("title", (), place=STATE))) == [STATE]
    assert list(places_in(Say("nothing"))) == []


def test_lines_are_one_list_and_no_lines_are_none():
    assert items(["a", "b"], "fine") == (Items((Item("a"), Item("b")), "fine"),)
    assert items([]) == ()
