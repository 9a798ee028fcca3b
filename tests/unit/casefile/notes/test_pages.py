"""Files and folders of notes: what cannot be read, front matter that is broken, and links between pages."""

import os

import pytest

from detente.casefile.notes.folder import count_pages, iter_pages
from detente.casefile.notes.links import LinkIndex, dead_links
from detente.casefile.notes.page import LARGEST_PAGE, parse_page, read_page
from detente.errors import EvidenceError


def page_of(text: str | bytes):
    return parse_page(text if isinstance(text, bytes) else text.encode(), name="n.md", stem="n")


def test_nothing_to_read_is_an_error_with_a_sentence(tmp_path):
    for path in (tmp_path / "missing.md", tmp_path, tmp_path / "nul\0.md"):
        with pytest.raises(EvidenceError) as caught:
            read_page(path)
        assert caught.value.problems[0].code == "unreadable-page"
    large = tmp_path / "large.md"
    with large.open("wb") as file:
        file.truncate(LARGEST_PAGE + 1)
    with pytest.raises(EvidenceError, match="20 MB"):
        read_page(large)


def test_a_page_is_never_written(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbfAlpha.\r\nBeta [00:00:05].\r\n")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    page = read_page(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [s.line for s in page.cited] == [2]


def test_bytes_that_are_not_utf8():
    page = page_of(b"Good.\nB\xe9d [00:00:05].\n")
    assert next((p.code, p.pos.line, p.pos.column) for p in page.problems) == ("not-utf-8", 2, 2)
    assert page.cited[0].text == "B\ufffdd."


@pytest.mark.parametrize(
    "front",
    [
        "title: a: b",
        "title: [",
        "title: x\ntitle: y",
        "- a\n- b",
        "a: &x [1]\nb: *x",
        "a: " + "[" * 200 + "]" * 200,
        "a: " + "x" * 70_000 + " # long",
        "\tx: y",
        "just words",
    ],
)
def test_broken_front_matter_is_one_problem(front):
    page = page_of(f"---\n{front}\nvideoId: abc\n---\nA claim [00:00:05].\n")
    assert [p.code for p in page.problems if p.code == "front-matter"] == ["front-matter"]
    assert page.cited[0].text == "A claim."


def test_front_matter_that_never_ends():
    page = page_of("---\ntitle: T\nvideoId: abc\n\nA claim [00:00:05].\n")
    assert (page.title, page.source, page.cited[0].line) == ("T", "abc", 5)
    assert page.problems[0].code == "front-matter"


@pytest.mark.parametrize("written", ["no", "1e5", "-abc", "12345678901", "0x1F", "2024-01-01", "'quoted'"])
def test_a_video_id_is_text(written):
    assert page_of(f"---\nvideoId: {written}\n---\n").source == written.strip("'")


def test_a_video_id_that_could_change_an_address():
    page = page_of('---\nvideoId: "x?y=1"\n---\nA claim [00:00:05].\n')
    assert page.source is None
    assert [(p.code, p.pos.line) for p in page.problems] == [("bad-video-id", 2)]


@pytest.fixture
def folder(tmp_path):
    for name, text in {
        "b.md": "[[a]], [[sub/c]], [[C]], [[picture.png]], [[The  Title!]], [[nowhere]], [[\u2068a\u2069]]",
        "a.md": "---\ntitle: The title\n---\n",
        "sub/c.md": "[00:00:05] Text.",
        ".hidden/d.md": "x",
        "e.txt": "x",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    os.symlink(tmp_path, tmp_path / "sub" / "loop")
    os.mkfifo(tmp_path / "sub" / "pipe.md")
    return tmp_path


def test_a_folder_is_read_in_order_without_its_hidden_files_and_loops(folder):
    pages = list(iter_pages([folder]))
    assert [page.stem for page in pages] == ["a", "b", "c", "pipe"]
    assert [p.code for p in pages[3].problems] == ["unreadable-page"]
    assert count_pages([folder, folder / "a.md"]) == 5


def test_every_missing_path_is_named_before_the_first_page(folder):
    with pytest.raises(EvidenceError) as caught:
        next(iter_pages([folder, folder / "x", folder / "y"]))
    assert [p.code for p in caught.value.problems] == ["missing-page", "missing-page"]


def test_dead_links_are_notices(folder):
    found = list(dead_links([folder]))
    assert [(p.severity.value, p.code, p.pos.line) for p in found] == [("notice", "dead-link", 1)]
    assert "nowhere" in found[0].message
    assert found[0].pos.column == (folder / "b.md").read_text(encoding="utf-8").index("[[nowhere") + 1


def test_the_shortest_path_wins():
    index = LinkIndex()
    for path in ("x/y/page.md", "x/page.md", "z/long/page.md"):
        index.add(path, "")
    assert index.resolve("Page") == "x/page.md"
    assert index.resolve("y/page.md") == "x/y/page.md"
