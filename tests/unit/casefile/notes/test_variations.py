"""One fixture per variation of the note format: what it cites, and what is reported where."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.casefile.notes.page import read_page

NOTES = Path(__file__).parents[3] / "fixtures" / "notes"

CLAIMS: dict[str, list[tuple[list[str], str]]] = {
    "well-formed": [
        (["00:00:40"], "The two delegations met on a bridge."),
        (["00:01:09"], "They agreed on the ferry rules first."),
    ],
    "impossible-hours": [
        (["08:44:00"], "The harbour stays open."),
        (["05:10:33"], "The pilots agree."),
        (["03:14:00"], "The toll is unclear."),
        (["00:02:05"], "The lamps are lit."),
    ],
    "over-59": [],
    "short-stamps": [(["00:07:26"], "The first bell rang."), (["01:07:26"], "The second bell rang.")],
    "four-parts": [],
    "trailing": [(["00:01:26"], "The gate was shut."), (["00:01:30"], "The gate was opened.")],
    "unreadable": [],
    "visible-text": [
        (["00:00:10"], "Empty text is fine."),
        (["00:00:20"], "No brackets are fine."),
        (["00:00:30"], "A difference is not."),
    ],
    "brackets": [
        (["00:00:43", "00:00:49"], "The mayor spoke first."),
        (["00:01:02"], "The envoy spoke next."),
        (["00:02:00-00:02:30"], "A range came last."),
    ],
    "wrapped-anchors": [(["00:05:30"], "The bridge is closed."), (["00:05:40"], "The ford is open.")],
    "several": [
        (["00:03:00", "00:02:00", "00:04:00"], "The envoys disagree."),
        (["00:05:06-00:05:17"], "The break lasts."),
    ],
    "blocks": [
        (["00:00:01"], "A heading"),
        (["00:00:02"], "Point: an item."),
        (["00:00:03"], "a nested item"),
        (["00:00:04"], "A quotation."),
        (["00:00:05"], "Its text."),
        (["00:00:06", "00:00:16"], "North; the old road; extra"),
        (["00:00:07"], 'He said, "No road. No talks."'),
        (["00:00:08"], "She left (in haste)."),
        (["00:00:09"], "All is open."),
        (["00:00:10"], "The map was redrawn."),
        (["00:00:11"], "A note of its own."),
    ],
    "alias": [(["00:07:00"], "They return to the river talks soon.")],
    "after-stop": [(["00:01:00"], "The first point is settled."), (["00:02:00"], "The second is open.")],
    "malformed-tags": [(["00:11:13"], "The quay is long."), (["00:12:11"], "The pier is short.")],
    "fenced": [(["00:00:36"], "The whole article is fenced."), (["00:00:57"], "And its text.")],
    "code": [(["00:00:36"], "A listing follows.")],
    "directory": [],
    "no-video-id": [(["00:00:36"], "A claim without a recording.")],
    "odd-id": [(["00:00:36"], "The stamp counts.")],
    "html": [(["00:00:36"], "Water is H2O & wet."), (["00:00:40"], "The <div> element holds it.")],
    "bidi": [(["00:00:10"], "See the north first."), (["00:00:20"], "A hidden turn.")],
    "wikilinks": [
        (["00:00:10"], "Read tight, Other Page, deep > Part, y | z and the nested one."),
        (["00:00:20"], "A half link and [[1, 2], [3, 4]] stay."),
    ],
    "links": [
        (["00:01:09"], "A plugin wrote this."),
        (["00:01:10"], "Another wrote that."),
        (["00:00:05"], "This is elsewhere."),
    ],
    "chapters": [
        (["00:00:00"], "The welcome"),
        (["00:01:10"], "The toll, first part"),
        (["00:12:00"], "The vote"),
        (["00:20:00"], "The mayor closed the hall."),
    ],
    "attributed": [
        (["00:00:10"], '"We will not sign." — Ivers'),
        (["00:00:20"], '"We will." (the envoy)'),
        (["00:00:30"], '"Come. Stay." — Oster'),
    ],
    "fence-within": [
        (["00:00:10"], "The fence holds an article."),
        (["00:00:30"], "Text follows it."),
    ],
}

PROBLEMS: dict[str, list[tuple[str, int, str]]] = {
    "impossible-hours": [
        ("impossible-moment", 8, '<a class="yt-timestamp" data-t="08:44:00"'),
        ("impossible-moment", 8, '<a class="yt-timestamp" data-t="05:10:33"'),
        ("ambiguous-moment", 8, '<a class="yt-timestamp" data-t="03:14:00"'),
    ],
    "over-59": [
        ("stamp-over-59", 8, '<a class="yt-timestamp" data-t="00:12:75"'),
        ("stamp-over-59", 8, "[00:61:10]"),
    ],
    "four-parts": [("stamp-four-parts", 8, '<a class="yt-timestamp"')],
    "trailing": [
        ("stamp-trailing", 8, '<a class="yt-timestamp" data-t="01:26:"'),
        ("stamp-trailing", 8, '<a class="yt-timestamp" data-t="00:01:30]"'),
    ],
    "unreadable": [
        ("stamp-unreadable", 8, '<a class="yt-timestamp" data-t="HH:MM:SS"'),
        ("stamp-unreadable", 8, '<a class="yt-timestamp" data-t="2241"'),
        ("stamp-unreadable", 8, '<a class="yt-timestamp" data-t="N/A"'),
        ("stamp-unreadable", 8, '<a class="yt-timestamp" data-t="https'),
        ("stamp-unreadable", 8, '<a class="yt-timestamp" data-t="0:00:00.413Z"'),
    ],
    "visible-text": [("stamp-differs", 8, '<a class="yt-timestamp" data-t="00:00:30"')],
    "malformed-tags": [
        ("malformed-tag", 8, '<a class="yt="yt-timestamp"'),
        ("malformed-tag", 8, '<a class="yt-timestamp" data-00:12:11"'),
    ],
    "code": [("stamp-in-code", 11, "<a class='yt-timestamp'")],
    "no-video-id": [("no-video-id", 7, '<a class="yt-timestamp"')],
    "bidi": [("bidi-control", 8, "\u2068")],
    "wikilinks": [("unbalanced-link", 8, "[[broken")],
    "links": [("other-recording", 8, "[00:00:05]"), ("stamp-as-heading", 10, "[1:09]")],
    "fence-within": [("stamp-in-code", 15, "[00:00:20]")],
}


def _spans(name: str) -> list[tuple[list[str], str]]:
    def span(moment) -> str:
        end = (
            "" if moment.end is None else f"-{moment.end // 3600:02d}:{moment.end // 60 % 60:02d}:{moment.end % 60:02d}"
        )
        return moment.stamp + end

    page = read_page(NOTES / f"{name}.md")
    return [([span(moment) for moment in sentence.moments], sentence.text) for sentence in page.cited]


def test_every_fixture_is_expected_and_every_expectation_has_a_fixture():
    assert {path.stem for path in NOTES.glob("*.md")} == set(CLAIMS)


@pytest.mark.parametrize("name", sorted(CLAIMS))
def test_claims(name):
    assert _spans(name) == CLAIMS[name]


@pytest.mark.parametrize("name", sorted(CLAIMS))
def test_problems_stand_where_the_text_is(name):
    page = read_page(NOTES / f"{name}.md", shown_as="shown.md")
    lines = (NOTES / f"{name}.md").read_text(encoding="utf-8").split("\n")
    wanted = PROBLEMS.get(name, [])
    assert [(problem.code, problem.pos.line) for problem in page.problems] == [one[:2] for one in wanted]
    for problem, (_, line, text) in zip(page.problems, wanted, strict=True):
        assert lines[line - 1][problem.pos.column - 1 :].startswith(text)
        assert problem.source_line == lines[line - 1]
        assert problem.pos.file == "shown.md"
        assert problem.message


def test_repairs_are_proposed_and_never_made():
    impossible = read_page(NOTES / "impossible-hours.md")
    hints = [problem.hint for problem in impossible.problems]
    assert "00:08:44" in hints[0]
    assert "did you mean" not in hints[1]
    assert [m.seconds for s in impossible.cited for m in s.moments] == [31440, 18633, 11640, 125]
    assert [m.suspect for s in impossible.cited for m in s.moments] == [True, True, True, False]
    hints = [problem.hint for problem in read_page(NOTES / "unreadable.md").problems]
    assert "00:37:21" in hints[1]
    assert "00:01:00" in hints[3]


def test_a_known_duration_replaces_the_rule_of_four_hours():
    long = read_page(NOTES / "impossible-hours.md", known_duration=10 * 3600)
    assert "impossible-moment" not in {problem.code for problem in long.problems}
    short = read_page(NOTES / "well-formed.md", known_duration=60)
    assert [problem.code for problem in short.problems] == ["impossible-moment"]


def test_ranks_links_and_the_other_recording():
    assert {m.rank.value for s in read_page(NOTES / "brackets.md").cited for m in s.moments} == {"bracket"}
    page = read_page(NOTES / "links.md")
    assert [m.source for s in page.cited for m in s.moments] == [None, None, "OTHER678901"]
    assert read_page(NOTES / "bidi.md").links == ("north_talks",)
    page = read_page(NOTES / "wikilinks.md")
    assert page.links == ("a page", "Other Page", "deep", "x", "outer", "inner", "broken")
    line = (NOTES / "wikilinks.md").read_text().split("\n")[7]
    assert [line[column - 1 :][:2] for _, column in page.link_positions] == ["[["] * 7


def test_front_matter_channel_and_sections():
    page = read_page(NOTES / "odd-id.md")
    assert (page.title, page.source, page.extra) == ("Odd: ids", "-1e5", {"tags": ["one", "two"]})
    assert read_page(NOTES / "no-video-id.md").extra == {"status": "draft"}
    assert read_page(NOTES / "no-video-id.md").channel == "quiet_channel"
    assert read_page(NOTES / "directory.md").channel is None
    assert [s.section for s in read_page(NOTES / "fenced.md").cited] == ["", "Still a heading"]
    assert [s.block for s in read_page(NOTES / "blocks.md").cited] == [
        "heading", "list", "list", "quote", "callout", "table", "paragraph", "paragraph", "paragraph", "paragraph",
        "footnote",
    ]  # fmt: skip
