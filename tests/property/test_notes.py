"""Any text is a page: nothing crashes or leaks, and what is reported points at what is there."""

import re

from hypothesis import given
from hypothesis import strategies as st

from detente.casefile.notes.page import parse_page
from detente.casefile.notes.stamps import as_stamp

ANCHOR = '<a class="yt-timestamp" data-t="{0}">[{0}]</a>'
PIECES = [
    ANCHOR.format("00:01:09"), ANCHOR.format("08:44:00"), ANCHOR.format("00:75:00"), "[00:05]", "(00:00:07)", "[[a|b]]",
    "[[", "]]", "[", "](", ")", "|", "\n", "\n\n", "> ", "- ", "# ", "```", "`", "*", "**", "~~", "<b>", "<script>",
    "</script>", "<!--", "-->", "&amp;", "\\", '"', ". ", "! ", "A word", "[^1]", "[^1]: ", "[!info] ", "==", "<a ",
    "\n|a|b|\n|-|-|\n", "\ue000", "\U00010a50" + "0" + "\U00010a51", "\u2066", "\u2028", "---\n", "From: ", "<br>",
    " - ", "%%", "<sup>", "</sup>", "x", " — ", 'a class="yt-timestamp" data-t="0:05">', "• ", "```md\n", "[[[",
    "}}", ", ",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)
MARKS = re.compile("[\ue000-\ue005\U00010a50\U00010a51\x00-\x08\x1b]")


def read(text: str, known_duration: int | None = None):
    return parse_page(text.encode("utf-8", "replace"), name="n.md", stem="n", known_duration=known_duration)


@given(PAGES)
def test_any_text_is_a_page_and_no_placeholder_leaks(text):
    page = read(text)
    for sentence in page.sentences:
        assert not MARKS.search(sentence.text + sentence.section + "".join(sentence.links))
    for problem in page.problems:
        assert not MARKS.search(problem.message)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_page(data):
    assert parse_page(data, name="n.md", stem="n").digest


@given(PAGES)
def test_lines_and_columns_stand_in_the_file(text):
    page = read(text)
    lines = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in page.problems:
        assert 1 <= problem.pos.column <= len(lines[problem.pos.line - 1]) + 1
    assert all(1 <= sentence.line <= len(lines) for sentence in page.sentences)


@given(st.lists(st.integers(0, 4 * 3600 - 1), min_size=1, max_size=6))
def test_the_stamps_of_a_page_are_its_claims(seconds):
    stamps = [as_stamp(one) for one in seconds]
    text = "".join(f"The bell rang on day {n} {ANCHOR.format(stamp)}. " for n, stamp in enumerate(stamps))
    page = read(text)
    assert [m.stamp for s in page.cited for m in s.moments] == stamps
    assert [s.text for s in page.cited] == [f"The bell rang on day {n}." for n in range(len(stamps))]


@given(PAGES, st.integers(0, 1))
def test_a_malformed_stamp_is_reported_at_its_tag_and_never_cited(before, k):
    bad = ["00:61:00", "01:00:17:51"][k]
    page = read("x\n\n" + before.replace("<", "").replace("`", "") + "\n\nA late bell " + ANCHOR.format(bad) + ".\n")
    assert bad not in {m.stamp for s in page.sentences for m in s.moments}
    for problem in page.problems:
        if problem.code in ("stamp-over-59", "stamp-four-parts"):
            assert problem.source_line[problem.pos.column - 1] in "<[(a"


@given(
    st.sampled_from(
        [
            "[",
            "<a ",
            "(",
            "[[a|",
            "` ``",
            "<!-- ",
            "\\[",
            "[^1]: x\n",
            "* ",
            '" ',
            ". ",
            "[a](b",
            "%%",
            "]] x ",
            "[[[a|b]]] ",
            "[a|b]] ",
            "<sup>",
            "\n• a",
            '"A." — B ',
            "[at 0:",
            "[[x ",
        ]
    )
)
def test_repeated_openings_stay_linear(unit):
    page = read(unit * 2000)
    assert len(page.sentences) <= 4000
