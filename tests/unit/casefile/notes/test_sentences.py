"""Where sentences end, and which stamps are theirs. ``@`` stands for an anchor."""

import itertools

import pytest

from detente.casefile.notes.page import parse_page


def claims(text: str) -> list[tuple[str, list[int]]]:
    counter = itertools.count(1)
    while "@" in text:
        n = next(counter)
        text = text.replace("@", f'<a class="yt-timestamp" data-t="00:00:{n:02d}">[00:00:{n:02d}]</a>', 1)
    page = parse_page(text.encode(), name="n.md", stem="n")
    return [(s.text, [m.seconds for m in s.moments]) for s in page.sentences]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "He met Mr. Ivers in the U.S. Senate @. It rained @.",
            [("He met Mr. Ivers in the U.S. Senate.", [1]), ("It rained.", [2])],
        ),
        ("She left the U.S. @ The rest stayed @.", [("She left the U.S.", [1]), ("The rest stayed.", [2])]),
        (
            "It grew by 3.5 percent, e.g. in J. R. Oster's town @.",
            [("It grew by 3.5 percent, e.g. in J. R. Oster's town.", [1])],
        ),
        ("They waited... and waited @.", [("They waited... and waited.", [1])]),
        ("Uncited. Cited @.", [("Uncited.", []), ("Cited.", [1])]),
        ("Cited @. Uncited.", [("Cited.", [1]), ("Uncited.", [])]),
        ("Cited. @, @ Next @.", [("Cited.", [1, 2]), ("Next.", [3])]),
        ("First half @, and second half @.", [("First half, and second half.", [1, 2])]),
        ('He asked "Why? Say it." @. She left @.', [('He asked "Why? Say it."', [1]), ("She left.", [2])]),
        ('"One @. Two @."', [('"One.', [1]), ('Two."', [2])]),
        ("It holds (@; @), he said.", [("It holds, he said.", [1, 2])]),
        ("It holds ([00:00:01](@)).", [("It holds.", [1])]),
        ("@ A first. @ A second.", [("A first.", [1]), ("A second.", [2])]),
        ("@ - A topic", [("A topic", [1])]),
        ("A line @\nAnother line @", [("A line", [1]), ("Another line", [2])]),
        ("A line that\ngoes on @", [("A line that goes on", [1])]),
        ("Where? There @! Done.", [("Where?", []), ("There!", [1]), ("Done.", [])]),
        ("**Bold** and *thin* and ~~gone~~ and ==lit== @.", [("Bold and thin and gone and lit.", [1])]),
        ("a_snake_case and 2 * 3 * 4 @.", [("a_snake_case and 2 * 3 * 4.", [1])]),
        ("- An item.\n\n  @", [("An item.", [1])]),
        ('"We will not sign." — Ivers @', [('"We will not sign." — Ivers', [1])]),
        ('"We sign." - Ivers @. Next @.', [('"We sign." - Ivers.', [1]), ("Next.", [2])]),
        ('"One." @\n— Ivers', [('"One." — Ivers', [1])]),
        ('"Peace now!" (Ivers) @', [('"Peace now!" (Ivers)', [1])]),
        ('"Yes." (Two left. One stayed @.)', [('"Yes."', []), ("(Two left. One stayed.)", [1])]),
        ("One @. — Two @.", [("One.", [1]), ("— Two.", [2])]),
        ("J. A. Oster and E. I. Ivers met @.", [("J. A. Oster and E. I. Ivers met.", [1])]),
        ("He met Sec. Ivers @.", [("He met Sec. Ivers.", [1])]),
        ("It cost Rs. 500 in ca. 1990, Ep. 5, Ver. 2 @.", [("It cost Rs. 500 in ca. 1990, Ep. 5, Ver. 2.", [1])]),
        ("Supt. Oster of Ave. Maria, op. cit. 3 @.", [("Supt. Oster of Ave. Maria, op. cit. 3.", [1])]),
        (
            "Yahoo! Inc. rose @. Wait! Then it fell @.",
            [("Yahoo! Inc. rose.", [1]), ("Wait!", []), ("Then it fell.", [2])],
        ),
        (
            "On Fifth Ave. @ Later on Main St. @ End.",
            [("On Fifth Ave.", [1]), ("Later on Main St.", [2]), ("End.", [])],
        ),
        ("Boats, etc. Nobody buys @.", [("Boats, etc.", []), ("Nobody buys.", [1])]),
        ("At 5 p.m. Nobody came @.", [("At 5 p.m.", []), ("Nobody came.", [1])]),
        ("He tried... Nobody saw @.", [("He tried...", []), ("Nobody saw.", [1])]),
        ("In Washington, D.C. Ivers left @.", [("In Washington, D.C. Ivers left.", [1])]),
        ("@\nText after. More.", [("Text after.", [1]), ("More.", [])]),
        ("Text @\n@ @\n@: more text", [("Text", [1, 2, 3]), ("more text", [4])]),
        ("**@**\nText after.", [("Text after.", [1])]),
        ("@<br>Text after.", [("Text after.", [1])]),
        ("Line one\n@\nLine two\n@", [("Line one", [1]), ("Line two", [2])]),
        ("@ Intro\n@ Next\n@ Third", [("Intro", [1]), ("Next", [2]), ("Third", [3])]),
        ("@ - Intro<br>@ - Next", [("Intro", [1]), ("Next", [2])]),
        ("Chapters:\n@ Intro\n@ Next", [("Chapters:", []), ("Intro", [1]), ("Next", [2])]),
        ("`code` @\nNext @", [("code", [1]), ("Next", [2])]),
        ("• a\n• b @", [("a", []), ("b", [1])]),
        ("日本語です。@ 次です。", [("日本語です。", [1]), ("次です。", [])]),
        ("| a | b |\n| c @ | d |", [("a; b", []), ("c; d", [1])]),
        ("Text. ^block-id", [("Text.", [])]),
        ("1\\. Not a list @.", [("1. Not a list.", [1])]),
        ("![picture](p.png) Seen @ in <https://a.example>.", [("Seen in https://a.example.", [1])]),
    ],
)
def test_sentences(text, wanted):
    assert claims(text) == wanted


def test_lines_and_sections():
    text = "Top.\n\n# One\nFirst\nwrapped. Second.\n\n## Two\n> Quoted.\n"
    page = parse_page(text.encode(), name="n.md", stem="n")
    assert [(s.line, s.section, s.text) for s in page.sentences] == [
        (1, "", "Top."),
        (3, "", "One"),
        (4, "One", "First wrapped."),
        (5, "One", "Second."),
        (7, "One", "Two"),
        (8, "Two", "Quoted."),
    ]


def test_a_stamp_alone_in_a_paragraph_cites_nothing_and_says_so():
    page = parse_page(b"A sentence.\n\n[00:00:05]\n", name="n.md", stem="n")
    assert not page.cited
    assert [(p.code, p.pos.line, p.pos.column) for p in page.problems if p.code == "lone-stamp"] == [
        ("lone-stamp", 3, 1)
    ]


def test_an_escaped_tick_before_others_does_not_confuse_code_spans():
    assert claims("Ticks \\``` stay @.") == [("Ticks ``` stay.", [1])]
