import io
import json

from told import printed

from detente.errors import Problem, Severity, SourcePos
from detente.model.evidence import Moment, NotePage, Sentence
from detente.report.claims import notes_pages, page_document, write_claims_json

PROBLEM = Problem(
    pos=SourcePos("n.md", 3, 7), severity=Severity.WARNING, code="impossible-moment", message="Late", hint="Early?"
)
PAGE = NotePage(
    path="n.md",
    stem="n",
    title="A [bold]title[/bold]",
    source="-abc",
    sentences=(
        Sentence(text="Uncited.", line=1),
        Sentence(
            text="[red]Text\x1b[31m[/red]",
            line=3,
            section="S",
            moments=(
                Moment(stamp="00:00:05", seconds=5, end=9),
                Moment(stamp="05:00:00", seconds=18000, suspect=True, source="other"),
            ),
            links=("page",),
        ),
    ),
    problems=(PROBLEM,) * 5,
)


def test_the_document_of_the_contract():
    page = page_document(PAGE)
    assert (page["path"], page["title"], page["source"]) == ("n.md", PAGE.title, "-abc")
    (claim,) = page["claims"]
    assert claim["stamps"] == ["00:00:05", "05:00:00"]
    assert claim["seconds"] == [5, 18000]
    assert claim["urls"] == ["https://youtu.be/-abc?t=5", "https://youtu.be/other?t=18000"]
    assert (claim["line"], claim["section"], claim["links"], claim["ends"]) == (3, "S", ["page"], [9, None])
    assert page["problems"][0] == {
        "line": 3, "column": 7, "severity": "warning", "code": "impossible-moment", "message": "Late", "hint": "Early?",
    }  # fmt: skip


def test_a_page_without_recording_has_no_addresses():
    page = NotePage(path="n", stem="n", title="n", source=None, sentences=PAGE.sentences[1:])
    assert page_document(page)["claims"][0]["urls"] == ["https://youtu.be/other?t=18000"]


def test_the_stream_is_the_document_and_takes_one_page_at_a_time():
    stream = io.StringIO()
    write_claims_json(iter([PAGE, PAGE]), stream)
    assert json.loads(stream.getvalue()) == {"schema": "detente.claims/1", "pages": [page_document(PAGE)] * 2}
    empty = io.StringIO()
    write_claims_json([], empty)
    assert json.loads(empty.getvalue()) == {"schema": "detente.claims/1", "pages": []}


def test_a_page_for_each_and_one_that_counts_them_all():
    page, total = notes_pages([PAGE])
    shown = printed(page, 100)
    assert "A [bold]title[/bold]" in shown
    assert "00:00:05-00:00:09 05:00:00? [red]Text [31m[/red]" in shown
    assert "Uncited" not in shown
    assert "and 2 more of impossible-moment" in shown
    assert total.title == "1 page, 1 claim, 5 warnings"
    assert [told.title for told in notes_pages([])] == ["no pages"]
