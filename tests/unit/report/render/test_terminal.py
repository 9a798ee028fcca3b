"""Pages in a terminal: text stays text, lines keep to their width, and any terminal can show the signs."""

import io
from dataclasses import replace

import pytest
from builders import EVIL, alone, cube, hostile, merged_well, well
from doubts import doubtful, hostile_doubt
from rich.console import Console
from told import printed

from detente.questions.doubt.tell import doubt_page, listening_page
from detente.questions.overview import overview
from detente.report.page import Page
from detente.report.render.terminal import Terminal
from detente.report.section import grid


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


def test_an_ascii_terminal_gets_ascii_bars():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    Terminal(Console(file=stream, width=80, color_system=None)).page(doubt_page(doubtful()))
    stream.flush()
    text = stream.buffer.getvalue().decode("ascii")
    assert "#" * 24 in text
    assert "??" not in text.replace("?" * 80, "").split("The claims that carry most")[1].split("A table of worlds")[0]


def test_a_table_breaks_between_words_and_not_within_a_name():
    row = ("a-name-of-twenty-four-x", "some words that can be told in two lines", "more words that can be told in two")
    page = Page(title="", parts=(grid(("what fails", "stable under every concept", "some"), (row,)),))
    text = printed(page)
    assert "a-name-of-twenty-four-x" in text
    assert not {"som", "wor", "tol", "lin"} & set(text.split())
    assert all(len(line) <= 80 for line in text.splitlines())
    assert all(len(line) <= 30 for line in printed(page, 30).splitlines())
