"""Any page as Markdown, read as its readers do: what a case says is text, and only we make headings and links."""

import re
from itertools import pairwise

import pytest
from builders import EVIL, cube, hostile, well
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pages import MARKDOWN, PAGES, page, report
from told import blocks_of

from detente.report.marks import Look, Mark, Span, look, mark, spans
from detente.report.page import (
    Bar,
    Bars,
    Box,
    Definitions,
    Fold,
    Grid,
    Item,
    Items,
    Page,
    Part,
    Picture,
    Row,
    Say,
)
from detente.report.render.markdown import Markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ANCHOR = re.compile(r'<a id="([a-z0-9-]+)"></a>')
ESCAPED = re.compile(r"\\.")
CODE_OR_ESCAPED = re.compile(r"\\.|(?<!`)(`+)(?!`)(?:.*?[^`])?\1(?!`)")
# What readers of GitHub's kind turn into links though nothing marks it as one.
BARE_LINKS = re.compile(r"(?<!\]\()(?:https?|ftp)://|www\.|[\w.+-]@[\w-]+\.\w", re.IGNORECASE)


def written(name: str) -> str:
    return Markdown().page(page(name))


def tokens(text: str) -> list[Token]:
    """All of them, those inside of lines too."""
    return [token for block in READER.parse(text) for token in (block, *(block.children or ()))]


def lines(text: str, kind: str) -> list[str]:
    """The text of each line of a kind: of every heading, of every cell of a table."""
    parsed = READER.parse(text)
    ours = (token for before, token in pairwise(parsed) if before.type == f"{kind}_open")
    return [shown(token) for token in ours]


def shown(token: Token) -> str:
    """What a reader sees of a line."""
    said = (" " if t.type == "softbreak" else t.content for t in token.children or () if t.type != "html_inline")
    return "".join(said)


def on_screen(title: str) -> str:
    """A title without what only paper has."""
    told = spans(title)
    return "".join(part if isinstance(part, str) else part.words for part in told if not is_paper(part))


def is_paper(part: str | Span) -> bool:
    return isinstance(part, Span) and part.kind == Look.PAPER


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", PAGES)
def test_headings_are_the_titles_of_the_page_and_of_its_parts(name):
    told = page(name)
    titles = [block.title for block in blocks_of(told) if isinstance(block, Part | Box | Fold) and block.title]
    assert lines(written(name), "heading") == [flat(on_screen(title)) for title in (told.title, *titles)]


@pytest.mark.parametrize("name", PAGES)
def test_links_are_moments_and_parts_of_the_page(name):
    text, told = written(name), page(name)
    links = [str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"]
    anchors = {f"#{anchor}" for anchor in ANCHOR.findall(text)}
    assert anchors == {f"#{part.anchor}" for part in blocks_of(told) if isinstance(part, Part) and part.anchor}
    assert set(links) <= anchors | set(told.moments.values())
    assert all(link.startswith(("#", "https://youtu.be/")) for link in links)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_a_case_becomes_markup(name):
    found = tokens(written(name))
    ours = {f'<a id="{part.anchor}">' for part in blocks_of(page(name)) if isinstance(part, Part) and part.anchor}
    assert {token.content for token in found if token.type.startswith("html_")} <= ours | {"</a>"}
    assert not {token.type for token in found} & {"image", "s_open", "code_block", "fence", "blockquote_open", "hr"}


@pytest.mark.parametrize("name", PAGES)
def test_no_reader_finds_an_address_that_we_did_not_mark(name):
    assert not BARE_LINKS.findall(CODE_OR_ESCAPED.sub(" ", written(name)))


@pytest.mark.parametrize("name", PAGES)
def test_the_rows_of_a_table_have_equal_columns(name):
    widths: list[set[int]] = [set()]
    for line in written(name).splitlines():
        if line.startswith("|"):
            widths[-1].add(ESCAPED.sub("", line).count("|"))
        elif widths[-1]:
            widths.append(set())
    assert all(len(width) <= 1 for width in widths)


@pytest.mark.parametrize("name", PAGES)
def test_every_table_is_read_as_one(name):
    grids = [block for block in blocks_of(page(name)) if isinstance(block, Grid)]
    assert sum(token.type == "table_open" for token in tokens(written(name))) == len(grids)


@pytest.mark.parametrize("name", PAGES)
def test_what_is_strong_is_closed(name):
    """Signs of emphasis that readers could not pair would be left in the text."""
    ours = [token for token in tokens(written(name)) if token.type == "text"]
    odd = [token.content for token in ours if "**" in token.content]
    assert [text for text in odd if "**c**" not in text] == []


def test_the_text_of_a_hostile_case_is_read_as_it_was_written():
    told = Markdown().page(report(hostile(MARKDOWN)))
    assert flat(MARKDOWN) in lines(told, "heading")[0]
    assert any(flat(MARKDOWN) in cell for cell in lines(told, "td"))
    assert flat(MARKDOWN) in [flat(line) for line in lines(told, "paragraph")]
    assert flat(EVIL) in lines(Markdown().page(report(hostile())), "heading")[0]


@pytest.mark.parametrize(
    "text",
    ["- a", "+ a", "1. a", "12) a", "= a", "# a", "> a", "```a", "~~~a", "| a | b |", "---", "- - -", "===", "2.5"],
)
def test_no_line_begins_what_is_no_line(text):
    """A list, a heading, a quotation, a table: each only where the page has one."""
    (opened, said, closed) = READER.parse(Markdown().page(Page(title="T", parts=(Say(text),))))[3:]
    assert (opened.type, shown(said), closed.type) == ("paragraph_open", text, "paragraph_close")


def body(*parts, **given) -> str:
    """What follows the title."""
    return Markdown().page(Page(title="T", parts=parts, **given)).removeprefix("# T").strip("\n")


def test_marks_become_links_emphasis_and_signs():
    moment = mark(Mark.MOMENT, "a", "00:01:09")
    looks = f"{look(Look.CODE, 'a`b')} {look(Look.QUOTE, 'said')} {look(Look.YES, 'stable')}"
    told = f"{look(Look.STRONG, 'x')} {moment} {looks}"
    link = {"a": "https://youtu.be/x?t=69"}
    assert body(Say(told), moments=link) == "**x** [00:01:09](https://youtu.be/x?t=69) ``a`b`` “said” ●"
    assert body(Say(moment)) == "00:01:09"
    assert body(Say(mark(Mark.PART, "doubt", "there"))) == "[there](#doubt)"
    assert body(Say(look(Look.PAPER, "only on paper"))) == ""


def test_parts_become_headings_each_below_the_other():
    told = body(Part("a", "A", (Part("", "B", (Say("x"),)),)))
    assert told == '<a id="a"></a>\n\n## A\n\n### B\n\nx'


def test_lists_in_lists_are_indented_and_numbers_begin_where_they_should():
    told = body(Items((Item("a", (Items((Item("b"),)),)), Item("c")), start=3))
    assert told == "3. a\n   - b\n4. c"
    assert body(Items((Item("a", (Say("below"),)),))) == "- a\n\n  below"


def test_a_group_of_rows_has_its_head_in_a_column_of_its_own():
    rows = (Row(("a|b", "1"), "first"), Row(("c", look(Look.CODE, "x|y"))))
    told = body(Grid(head=("what", "n"), rows=rows, caption="How many", intro=("said",)))
    table = "|  | what | n |\n| --- | --- | --- |\n| first | a\\|b | 1 |\n|  | c | `x\\|y` |"
    assert told == f"**How many**\n\n- said\n\n{table}"
    assert lines(told, "td") == ["first", "a|b", "1", "", "c", "x|y"]


def test_definitions_bars_and_pictures_are_told_in_lines():
    assert body(Definitions((("Nash", "looks no further"),))) == "- **Nash**: looks no further"
    chart = Bars("What flips", "d", (Bar("well-low", "w", 2, 0, "2 lost, 0 new"),))
    assert body(chart) == "**What flips**\n\n- well-low: 2 lost, 0 new"
    picture = Picture(anchor="p", title="A graph", description="4 states.", width=1, height=1, shapes=())
    assert body(picture) == "*A graph.* 4 states."


def test_folds_are_open_and_boxes_have_headings():
    assert body(Fold("Why", (Say("so"),)), Box("Beside", (Say("x"),))) == "## Why\n\nso\n\n## Beside\n\nx"


def test_the_same_page_gives_the_same_text():
    assert Markdown().page(report(cube(6, 60))) == Markdown().page(report(cube(6, 60)))


def test_a_report_is_read_from_the_title_on():
    text = Markdown().page(report(well()))
    assert text.startswith("# The well\n\n*Conflict analysis · as of 2024-05-01 · not a forecast*\n\n")
    assert "[00:01:09](https://youtu.be/abcDEF12-_x?t=69)" in text
    assert text.endswith("\n")
