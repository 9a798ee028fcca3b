"""Any page as HTML: well-formed, closed in itself, and with no text of a case in it but as text."""

from html import unescape
from html.parser import HTMLParser

import pytest
from builders import hostile, well
from pages import PAGES, html, page, report

from detente.report.marks import Look, Mark, look, mark
from detente.report.page import Box, Fold, Grid, Item, Items, Page, Part, Row, Say
from detente.report.render.html import Html

VOID = {"meta", "link", "br"}
LOADERS = ("url(", "@import", "fetch(", "XMLHttpRequest", "import(")  # in styles and in a script
# What a page may consist of: whatever else stood in it would have come from a case.
HEADINGS = {f"h{level}" for level in range(1, 7)}
ELEMENTS = HEADINGS | {
    "html", "head", "meta", "title", "link", "style", "body", "main", "header", "section", "nav", "div", "p",
    "a", "b", "em", "q", "code", "span", "time", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption",
    "thead", "tbody", "tr", "th", "td", "details", "summary", "script", "svg", "desc", "g", "circle", "rect",
    "line", "path", "polygon", "text", "tspan",
}  # fmt: skip


class Reader(HTMLParser):
    """Tags, addresses, anchors and text of a page; fails on tags that do not nest and on shapes that are not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.links, self.ids, self.open, self.text, self.attributes = [], [], [], [], [], set()
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        given = dict(attrs)
        self.links += [given["href"]] if tag == "a" else []
        self.ids += [given["id"]] if "id" in given else []
        self.attributes |= set(given)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data):
        self.text.append(data)


def written(name: str) -> str:
    return Html("0.0.test").page(page(name))


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_well_formed_and_every_inner_link_leads_somewhere(name):
    found = Reader(written(name))
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_a_case_becomes_markup(name):
    found = Reader(written(name))
    assert set(found.tags) <= ELEMENTS
    assert found.tags.count("script") == 1
    assert all(link.startswith(("#", "https://youtu.be/")) for link in found.links)
    assert all(anchor.replace("-", "").isalnum() for anchor in found.ids)
    assert not [name for name in found.attributes if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_asks_the_network_for_nothing(name):
    text = written(name)
    assert "default-src 'none'" in unescape(text)
    assert "unsafe" not in text
    assert not Reader(text).attributes & {"src", "srcset", "action", "data", "poster", "ping"}
    ours = "".join(text.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0] for tag in ("style", "script"))
    assert ours
    assert not [loader for loader in LOADERS if loader in ours]


@pytest.mark.parametrize("name", PAGES)
def test_the_same_page_gives_the_same_bytes(name):
    assert written(name) == written(name)


def test_the_text_of_a_hostile_case_is_shown_as_text():
    found = Reader(html(hostile()))
    assert "<script>alert('x')</script>" in "".join(found.text)
    assert not any("javascript" in link for link in found.links)


def test_a_claim_links_to_its_moment_and_the_link_gives_nothing_away():
    link = '<a class="moment" href="https://youtu.be/abcDEF12-_x?t=69" target="_blank" rel="noopener noreferrer">'
    assert f"{link}00:01:09" in html(well())


def body(*parts, **given) -> str:
    """The page without its head and without what stands in every page."""
    text = Html().page(Page(title="T", parts=parts, **given))
    return text[text.index('<nav aria-label="Contents">') : text.index("</main>")]


def test_a_mark_is_a_link_where_the_page_has_a_place_for_it_and_else_words():
    said = Say(f"{mark(Mark.STATE, '2', 'state 2')} and {mark(Mark.STATE, '3', 'state 3')}")
    told = body(said, Fold("Two", (), place=(Mark.STATE, "2")))
    assert '<a class="state" href="#state-2">state 2</a> and state 3' in told
    assert 'id="state-2"' in told


def test_claims_and_assumptions_are_numbered_so_that_no_anchor_holds_text_of_a_case():
    table = Grid(head=("a",), rows=(Row(("x",), place=(Mark.CLAIM, '"><b>')), Row(("y",), place=(Mark.CLAIM, "two"))))
    listed = Items((Item("z", place=(Mark.ASSUMPTION, "p[0]")),))
    told = body(Say(mark(Mark.CLAIM, '"><b>', "one")), table, listed)
    assert '<a class="cite" href="#claim-1">one</a>' in told
    assert [f'id="{anchor}"' in told for anchor in ("claim-1", "claim-2", "assumption-1")] == [True] * 3


def test_a_moment_without_an_address_is_no_link():
    said = Say(f"{mark(Mark.MOMENT, 'a', '00:01')} {mark(Mark.MOMENT, 'b', '00:02')}")
    told = body(said, moments={"a": "https://youtu.be/x?t=1"})
    assert 'href="https://youtu.be/x?t=1"' in told
    assert '<span class="moment">00:02</span>' in told


def test_a_sign_has_words_for_those_who_do_not_see_it():
    assert '<span class="yes">●<span class="sr">stable</span></span>' in body(Say(look(Look.YES, "stable")))


def test_headings_go_down_one_level_with_each_part():
    inner = Part("", "Inner", (Part("", "Innermost", (Say("x"),)),))
    told = body(Part("outer", "Outer", (inner,), contents="Out"))
    assert '<section id="outer">' in told
    assert "<h2>Outer</h2>" in told
    assert "<h3>Inner</h3>" in told
    assert "<h4>Innermost</h4>" in told
    assert '<a href="#outer">Out</a>' in told


def test_a_group_of_rows_has_one_head_that_spans_them():
    rows = (Row(("a", "1"), "first"), Row(("b", "2")), Row(("c", "3"), "second"))
    told = body(Grid(head=("what", "n"), rows=rows))
    assert '<th scope="rowgroup" rowspan="2" class="owner">first</th>' in told
    assert '<th scope="rowgroup" rowspan="1" class="owner">second</th>' in told
    assert '<th scope="col" colspan="2">what</th>' in told


def test_a_box_without_a_title_has_no_heading():
    assert "<h" not in body(Box("", (Say("x"),), "account"))


def test_the_title_of_the_file_says_what_kind_of_page_it_is():
    told = Html().page(report(well()))
    assert "<title>The well: Conflict analysis · as of 2024-05-01 · not a forecast</title>" in told
