"""One question and its answer: how a section becomes a part of a page, and a box where it must be known first."""

from __future__ import annotations

from detente.report.marks import Mark, mark
from detente.report.page import Fold, Grid, Item, Items, Row, Say
from detente.report.section import Passage, Section, grid, passage_items

PASSAGE = Passage("First this:", ("a step", "another"), "So it ends.", ("because of that",))
SECTION = Section(
    anchor="why-so",
    title="Why so",
    lead="In short.",
    headline=("one", "two"),
    grids=(grid(("a",), (("b",),)),),
    passages=(PASSAGE,),
    notes=("small print",),
    fold="In full",
)


def test_a_part_tells_the_answer_first_and_folds_the_reasoning():
    part = SECTION.part()
    assert (part.anchor, part.title, part.contents) == ("why-so", "Why so", "Why so")
    lead, headline, table, fold, note = part.inside
    assert lead == Say("In short.")
    assert headline == Items((Item("one"), Item("two")))
    assert table == Grid(head=("a",), rows=(Row(("b",)),))
    assert isinstance(fold, Fold)
    assert (fold.title, fold.open) == ("In full", False)
    assert note == Say("small print", "quiet")


def test_told_whole_the_reasoning_is_open():
    (fold,) = (block for block in SECTION.part(whole=True).inside if isinstance(block, Fold))
    assert fold.open


def test_what_is_empty_leaves_nothing():
    assert Section(anchor="a", title="A").part().inside == ()


def test_a_box_leads_to_the_rest():
    lead, headline, rest = SECTION.box().inside
    assert (lead, headline) == (Say("In short."), Items((Item("one"), Item("two"))))
    assert rest == Say(mark(Mark.PART, "why-so", "State by state, and why"), "quiet")


def test_a_thought_is_an_item_with_its_steps_its_end_and_its_reasons():
    (item,) = passage_items((PASSAGE,)).items
    steps, end, reasons = item.inside
    assert item.words == "First this:"
    assert steps == Items((Item("a step"), Item("another")), "steps")
    assert end == Say("So it ends.")
    assert reasons == Items((Item("because of that"),), "because")


def test_a_thought_without_steps_is_one_sentence():
    (item,) = passage_items((Passage("Said.", closing="And done."),)).items
    assert (item.words, item.inside) == ("Said. And done.", ())
