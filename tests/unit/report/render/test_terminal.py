"""Pages in a terminal: text stays text, lines keep to their width, and any terminal can show the signs."""

import io
import re
import unicodedata
from dataclasses import replace

import pytest
from builders import EVIL, alone, cube, hostile, merged_well, warring, well
from doubts import doubtful, hostile_doubt
from pages import PAGES, page
from rich.console import Console
from told import printed

from detente.questions.doubt.tell import doubt_page, listening_page
from detente.questions.overview import overview
from detente.report.marks import BIDI, Mark, mark
from detente.report.page import Fold, Grid, Page, Row, Say
from detente.report.render.terminal import Terminal
from detente.report.section import grid

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\")


@pytest.mark.parametrize("make", [well, alone, merged_well, hostile, lambda: cube(3), lambda: cube(9, 60)])
def test_no_line_is_wider_than_the_terminal(make):
    for state in (None, 0):
        assert max(map(len, printed(overview(make(), state)).splitlines())) <= 80


def test_a_pipe_gets_no_colour():
    assert "\x1b" not in printed(overview(well()))


def test_text_of_a_case_is_never_a_style_or_an_escape():
    analysis = hostile()
    sneaky = replace(analysis, case=replace(analysis.case, title="\x1b]0;owned\x07\x1b[31mred " + EVIL))
    text = printed(overview(sneaky), 400)
    assert "[bold]rich[/bold]" in text
    assert "\x1b" not in text
    assert "\x07" not in text


def test_text_of_a_doubted_case_stays_text():
    text = printed(doubt_page(hostile_doubt()), 400)
    assert "[bold]rich[/bold]" in text
    assert "](javascript" not in text
    assert EVIL in printed(listening_page(hostile_doubt()), 400)


@pytest.mark.parametrize("name", PAGES)
def test_only_our_own_signs_steer_the_terminal(name):
    """Colours and links; no sign that a reader cannot see, and no link but to a moment."""
    stream = io.StringIO()
    Terminal(Console(file=stream, width=100, force_terminal=True, color_system="truecolor")).page(page(name))
    text = stream.getvalue()
    assert "\x1b[" in text
    links = {link for link in LINK.findall(text) if link}
    assert links <= set(page(name).moments.values())
    rest = LINK.sub("", COLOUR.sub("", text))
    assert not [
        letter for letter in rest if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") and letter != "\n"
    ]
    assert not set(rest) & {*BIDI, *map(chr, range(0xFDD0, 0xFDF0))}


def test_a_moment_is_a_link_where_the_terminal_can_follow_it():
    stream = io.StringIO()
    Terminal(Console(file=stream, width=100, force_terminal=True, color_system="standard")).page(overview(well(), 0))
    assert "https://youtu.be/abcDEF12-_x?t=69" in LINK.findall(stream.getvalue())


def test_an_address_that_is_none_is_no_style_and_no_escape():
    """A link is a property of the words; it is never read as the name of a style."""
    told = Page(
        title="T", parts=(Say(mark(Mark.MOMENT, "a", "00:01")),), moments={"a": "https://x bold red\x1b\\\x1b[5m"}
    )
    stream = io.StringIO()
    Terminal(Console(file=stream, width=100, force_terminal=True, color_system="standard")).page(told)
    assert COLOUR.findall(stream.getvalue()) == ["\x1b[1m", "\x1b[0m"]  # the title is bold
    assert "https://x bold red \\ [5m" in LINK.findall(stream.getvalue())


@pytest.mark.parametrize(
    "told", [overview(warring()), overview(cube(3), 0), doubt_page(doubtful()), listening_page(doubtful())]
)
def test_a_terminal_of_letters_gets_signs_of_letters(told):
    """All that we say ourselves can be shown where there is nothing but ASCII."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
    Terminal(Console(file=stream, width=80, color_system=None)).page(told)
    stream.flush()
    assert stream.buffer.getvalue()


def test_bars_are_signs_of_letters_there_too():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
    Terminal(Console(file=stream, width=80, color_system=None)).page(doubt_page(doubtful()))
    stream.flush()
    text = stream.buffer.getvalue().decode("ascii")
    assert "#" * 24 in text
    assert "+" * 24 in text


def test_what_is_folded_is_left_out_and_where_there_is_more_that_is_said():
    inside = (Say("in the fold"),)
    text = printed(Page(title="T", parts=(Fold("A fold", inside), Fold("5 more", inside, "more"))))
    assert "A fold" not in text
    assert "in the fold" not in text
    assert "5 more: see the report, or --json." in text
    assert "in the fold" in printed(Page(title="T", parts=(Fold("A fold", inside, open=True),)))


def test_a_group_of_rows_has_its_head_in_a_column_of_its_own():
    rows = (Row(("a", "1"), "first"), Row(("b", "2")))
    lines = printed(Page(title="T", parts=(Grid(head=("what", "n"), rows=rows),))).splitlines()
    assert [line.split() for line in lines[1:]] == [["what", "n"], ["first", "a", "1"], ["b", "2"]]


def test_a_table_breaks_between_words_and_not_within_a_name():
    row = ("a-name-of-twenty-four-x", "some words that can be told in two lines", "more words that can be told in two")
    page = Page(title="", parts=(grid(("what fails", "stable under every concept", "some"), (row,)),))
    text = printed(page)
    assert "a-name-of-twenty-four-x" in text
    assert not {"som", "wor", "tol", "lin"} & set(text.split())
    assert all(len(line) <= 80 for line in text.splitlines())
    assert all(len(line) <= 30 for line in printed(page, 30).splitlines())
