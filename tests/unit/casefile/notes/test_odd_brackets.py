"""Brackets and tags that were meant otherwise than they were written. ``@`` stands for a well-formed stamp."""

import pytest

from detente.casefile.notes.page import parse_page
from detente.model.evidence import NotePage

STAMP = '<a class="yt-timestamp" data-t="00:00:03">[00:00:03]</a>'


def page_of(text: str) -> NotePage:
    return parse_page(f"---\nvideoId: abc\n---\n{text.replace('@', STAMP)}".encode(), name="n.md", stem="n")


@pytest.mark.parametrize(
    ("text", "wanted", "links"),
    [
        ("See [[p | one]]] @.", "See one.", ("p",)),
        ("See [[p]]] @.", "See p.", ("p",)),
        ("See [[p | two]}} @.", "See two.", ("p",)),
        ("See [p | three]] @.", "See three.", ("p",)),
        ("See closed]] @.", "See closed.", ()),
        ("See [[p two @.", "See p two.", ()),
        ("See [[p two, [[q | three]] @.", "See p two, three.", ("q",)),
        ("See [[[p | nine]]] @.", "See nine.", ("p",)),
        ("See [[p]](x) @.", "See p.", ("p",)),
        ("See [[p | q]](x) @.", "See q.", ("p",)),
    ],
)
def test_unbalanced_links_are_read_as_meant_and_reported(text, wanted, links):
    page = page_of(text)
    assert [sentence.text for sentence in page.cited] == [wanted]
    assert page.links == links
    assert [problem.code for problem in page.problems] == ["unbalanced-link"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Take a[i[0]] and [[1, 2], [3, 4]] @.", "Take a[i[0]] and [[1, 2], [3, 4]]."),
        ("[see [[p | one]]] @.", "[see one]."),
        (r"See [[p\_q]] @.", "See p_q."),
        ("See [[@]] now.", "See now."),
        ("See [[p @ | one]] now.", "See one now."),
        ("See [[1:20](https://youtu.be/abc?t=80)].", "See."),
        (r"See [\[1:21\]](https://youtu.be/abc?t=81).", "See."),
        ("See [`1:22`](https://youtu.be/abc?t=82).", "See."),
        ("See [**1:23**](https://youtu.be/abc?t=83).", "See."),
        ('See <a class="yt-timestamp" data-t="00:00:03">**[00:00:03]**</a>.', "See."),
        ('See <a class="yt-timestamp" data-t="00:00:03">\\[00:00:03\\]</a>.', "See."),
    ],
)
def test_sound_brackets_and_marked_stamps_are_not_reported(text, wanted):
    page = page_of(text)
    assert [(sentence.text, len(sentence.moments)) for sentence in page.cited] == [(wanted, 1)]
    assert not page.problems


@pytest.mark.parametrize(
    ("text", "codes", "cited"),
    [
        (f"It is {STAMP[1:]}.", ["malformed-tag"], ["It is."]),
        ("It is `@` so.", ["stamp-in-code"], []),
        ("It %%was @%% <!-- @ --> is @.", ["stamp-in-comment"], ["It is."]),
        ("# @\n\nText.", ["stamp-as-heading"], []),
        ("# Words @\n\nText.", [], ["Words"]),
        ("It is [00:01:09.].", ["stamp-trailing"], ["It is."]),
        ("[Timestamp: 00:01:02] It is.", ["stamp-like"], []),
        ("[at 1:03] It is.", ["stamp-like"], []),
        ("[00:01:02.500] It is.", ["stamp-like"], []),
        ("[John 3:16] It is.", [], []),
        ('It is <a class="yt-timestamp" data-t="00:00:08, 00:00:09"></a>.', ["stamp-unreadable"], []),
    ],
)
def test_stamps_in_odd_places_are_reported(text, codes, cited):
    page = page_of(text)
    assert [problem.code for problem in page.problems] == codes
    assert [sentence.text for sentence in page.cited] == cited
    assert not any("<a" in sentence.text for sentence in page.sentences)


def test_the_parts_of_a_list_are_offered():
    (problem,) = page_of('It is <a class="yt-timestamp" data-t="00:00:08 - 00:00:09"></a>.').problems
    assert "00:00:08, 00:00:09" in problem.hint


@pytest.mark.parametrize(
    ("line", "channel", "cited"),
    [
        ("From: [[ch | Channel]] <br/>", "ch", 0),
        ("**From:** [[ch]]", "ch", 0),
        ("From: Quiet Channel<br>", "Quiet Channel", 0),
        ("From: a speaker who said it @. Two @.", None, 2),
        ("From: the start [[a | b]] @.", None, 1),
        ("From: 1:09 on.", None, 0),
    ],
)
def test_only_a_link_or_a_few_words_name_a_channel(line, channel, cited):
    page = page_of(line)
    assert (page.channel, len(page.cited)) == (channel, cited)


@pytest.mark.parametrize(
    ("body", "cited"),
    [
        ("```markdown\nOne @.\n```", 1),
        ("```\nOne @.\n```", 1),
        ("```\nOne @.\n```\n\nTwo @.", 1),
        ("Lead.\n\n```md\nOne @.\n```", 1),
        ("```markdown\nOne @.\n```\n\nTwo @.", 2),
        ('```markdown title="x"\nOne @.\n```\nTwo @.', 2),
        ("```markdown\nOne @.\n```python\n@\n```\nTwo @.\n```\nThree @.", 3),
        ("```markdown\nOne @.\n```python\n@\n```\nTwo @.", 2),
        ("````md\nOne @.\n```\n@\n```\nTwo @.\n````\nThree @.", 3),
        ("```markdown\nOne @.\n```\n\n```markdown\nTwo @.\n```", 2),
        ("~~~text\n```markdown\nOne @.\n```\n~~~", 0),
        ("```html\nOne @.\n```", 0),
    ],
)
def test_fences_of_markdown_are_text(body, cited):
    page = page_of(f"From: [[ch]]\n\n{body}")
    assert len(page.cited) == cited
    hidden = body.count("@") - cited
    assert ("stamp-in-code" in {problem.code for problem in page.problems}) == (hidden > 0)
