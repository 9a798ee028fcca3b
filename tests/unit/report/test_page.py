"""The neutral tree: every block is found, with what is inside it."""

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
)


def test_blocks_come_in_the_order_of_reading_with_those_inside_them():
    deep = Say("deep")
    listed = Items((Item("one", (deep,)), Item("two", (Items((Item("three"),)),))))
    fold, box, group = Fold("fold", (listed,)), Box("box", (Say("in a box"),)), Group((Say("in a group"),))
    part = Part("a", "Part", (fold, box, group))
    assert list(every_block([part])) == [
        part,
        fold,
        listed,
        listed.items[0],
        deep,
        listed.items[1],
        listed.items[1].inside[0],
        Item("three"),
        box,
        box.inside[0],
        group,
        group.inside[0],
    ]


def test_blocks_that_hold_no_others():
    alone = (
        Say("said"),
        Grid(head=("a",), rows=()),
        Definitions((("word", "what it means"),)),
        Bars("t", "d", (Bar("w", "l", 1, 0, "r"),)),
        Picture(anchor="p", title="t", description="d", width=1, height=1, shapes=()),
    )
    assert list(every_block(alone)) == list(alone)


def test_rows_of_a_table_come_after_it():
    table = Grid(head=("a",), rows=(Row(("b",)), Row(("c",))))
    assert list(every_block([table])) == [table, *table.rows]


def test_lines_are_one_list_and_no_lines_are_none():
    assert items(["a", "b"], "fine") == (Items((Item("a"), Item("b")), "fine"),)
    assert items([]) == ()
