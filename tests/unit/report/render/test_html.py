import os
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from builders import alone, claim, cube, hostile, merged_well, well, well_case
from detente.report.html import render_report, write_report

from detente import atomic
from detente.errors import ReportError
from detente.model.case import Assumption, Statement
from detente.model.concepts import Concept
from detente.model.formula import Constant

VOID = {"meta", "link", "br", "img", "line", "circle", "rect", "path", "polygon"}


class Reader(HTMLParser):
    """Tags, addresses, anchors and text of a page; fails on tags that do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.links, self.ids, self.open, self.text, self.events = [], [], [], [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        given = dict(attrs)
        self.links += [given["href"]] if tag == "a" else []
        self.ids += [given["id"]] if "id" in given else []
        self.events += [name for name in given if name.startswith("on") or name == "style"]
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


EVERY = [well, alone, merged_well, hostile, lambda: cube(3), lambda: cube(6, 60), lambda: cube(9, 60)]


@pytest.mark.parametrize("make", EVERY)
def test_the_page_is_well_formed_and_every_inner_link_leads_somewhere(make):
    page = Reader(render_report(make()))
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert page.events == []


@pytest.mark.parametrize("make", EVERY)
def test_nothing_of_a_case_becomes_markup(make):
    page = Reader(render_report(make()))
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert all(link.startswith(("#", "https://youtu.be/")) for link in page.links)


def test_the_text_of_a_hostile_case_is_shown_as_text():
    page = Reader(render_report(hostile()))
    assert "<script>alert('x')</script>" in "".join(page.text)
    assert not any("javascript" in link for link in page.links)


def test_the_page_asks_the_network_for_nothing():
    page = render_report(well())
    assert "default-src 'none'" in unescape(page)
    assert "unsafe" not in page
    for loader in (" src=", "url(", "@import", "<iframe", "<object", "fetch("):
        assert loader not in page


def test_a_claim_links_to_its_moment_and_the_link_gives_nothing_away():
    page = render_report(well())
    link = '<a class="moment" href="https://youtu.be/abcDEF12-_x?t=69" target="_blank" rel="noopener noreferrer">'
    assert f"{link}00:01:09" in page


def test_the_parts_stand_in_the_order_of_reading():
    page = render_report(well())
    order = [
        "Holds if these claims hold",
        "Does not hold",
        "Depends on which threats are believed",
        "How solid the evidence is",
        "What this does not tell you",
        "The states that matter",
        "Who can move where",
        "<h2>Why",
        "What it rests on",
        "The claims, one by one",
        "Contacts, as the sources report them",
        "What was not used, and what to look at again",
        "How to reproduce this page",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_reasons_assumptions_and_provenance_are_in_the_page():
    text = " ".join("".join(Reader(render_report(well())).text).split())
    for words in (
        "South could gain by moving from state 1 to state 2: it chooses “Pump at night”.",
        "This would lead to state 3, which South finds worse than state 1.",
        "Assumptions that cite nothing",
        "An open road (not north.close)",
        "Recording: A walk to the well, channel village_voice",
        "Page: notes/village.md",
        "Water, line 7",
        "1 claim from 1 recording (1 independent source)",
        "'terms' is read and checked, but not used yet",
        "The timeline is told above; no verdict depends on it.",
        "A state is one combination of options taken and not taken.",
        "ab12" * 16,
        "version 0.0.test",
        "Fang, Hipel & Kilgour 1993",
        "Howard 1971",
        "not-yet-used",
    ):
        assert words in text, words


def test_the_same_analysis_gives_the_same_bytes():
    assert render_report(cube(6, 60)) == render_report(cube(6, 60))


def test_two_hundred_assumptions():
    base = well_case()
    many = tuple(Assumption(path=f"south.prefers[{k}]", text=f"t{k}", claims=("c7",)) for k in range(200))
    statements = tuple(Statement(formula=Constant(True), text=f"t{k}", because=("c7",)) for k in range(200))
    south = replace(
        base.decision_makers[0], preference=replace(base.decision_makers[0].preference, statements=statements)
    )
    case = replace(base, assumptions=many, claims={f"c{k}": claim(f"c{k}") for k in range(200)},
                   decision_makers=(south, base.decision_makers[1]))  # fmt: skip
    page = render_report(well(case=case))
    assert page.count('id="assumption-') == 200
    assert page.count('id="claim-') == 200


def test_what_a_plain_circle_means_depends_on_how_many_concepts_were_asked_for():
    assert "equilibrium under none of them" in render_report(well())
    assert "no equilibrium" in render_report(well(concepts=(Concept.NASH,)))


def test_plain_words_stand_before_the_formula():
    assert '<b>Water at night</b> <code>south.pump</code> <span class="path">south.prefers[0]</span>' in render_report(
        well()
    )


def test_the_file_is_written_whole(tmp_path):
    target = tmp_path / "report.html"
    assert write_report(well(), target) == target
    assert target.read_text(encoding="utf-8") == render_report(well())
    assert os.listdir(tmp_path) == ["report.html"]


def test_a_failed_write_leaves_the_old_page_and_no_debris(tmp_path, monkeypatch):
    target = tmp_path / "report.html"
    old = render_report(alone())
    target.write_text(old, encoding="utf-8")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, "replace", refuse)
    with pytest.raises(ReportError, match=r"could not be written: No space left on device"):
        write_report(well(), target)
    assert target.read_text(encoding="utf-8") == old
    assert os.listdir(tmp_path) == ["report.html"]


def test_a_missing_folder_is_told_in_a_sentence(tmp_path):
    with pytest.raises(ReportError, match=r"the folder .* does not exist; create it first"):
        write_report(well(), tmp_path / "missing" / "report.html")
    with pytest.raises(ReportError, match="is a folder; name a file in it"):
        write_report(well(), tmp_path)


def test_the_command_names_the_case():
    page = render_report(well())
    assert re.search(r"detente report cases/well -o report\.html", page)


def test_no_sentence_of_ours_is_a_forecast():
    assert not re.search(r"\bwill\b", "".join(Reader(render_report(well())).text))
