"""However a case file is changed, what comes of it is what ruamel.yaml alone would tell: tree, problems and places."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples
from two_parsers import FILES, assert_no_difference, needs_libyaml

from detente.casefile.source.events import quick_events

pytestmark = needs_libyaml

CONTENTS = [file.read_text("utf-8-sig").splitlines(keepends=True) for file in FILES]
SIGNS = [
    *(
        "\n",
        "\n  ",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "  ",
        "\t",
        "\x85",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\x00",
        "\x7f",
        "\xa0",
    ),
    *(
        ": ",
        ":",
        ":\n",
        "- ",
        "-",
        "? ",
        "?",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        '"',
        "'",
        "#",
        " #",
        "&a ",
        "*a",
        "!t ",
        "!",
    ),
    *(
        "%",
        "@",
        "`",
        "\n---\n",
        "\n...\n",
        "\n%YAML 1.1\n",
        "|",
        ">",
        "|\n \n",
        "|#",
        ">-\n",
        "|2\n",
        "|+\n",
        "\\",
        "\\n",
    ),
    *(
        "\\u0041",
        "\\ud83d",
        "\\\n",
        "é",
        "😀",
        "~",
        "x" * 1030,
        "é" * 600,
        "a: b",
        "{a: b}",
        "[a, b]",
        "a:b",
        "::",
        "--",
    ),
]


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """A few lines of a case file, moved to the left."""
    lines = draw(st.sampled_from(CONTENTS))
    start = draw(st.integers(0, len(lines) - 1))
    taken = lines[start : start + draw(st.integers(1, 20))]
    margin = min((len(line) - len(line.lstrip()) for line in taken if line.strip()), default=0)
    return "".join(line[margin:] if line.strip() else line for line in taken)


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A piece in which something is left out, doubled, put in or moved."""
    text = draw(pieces())
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 2, 5, 20])))
        put = draw(st.one_of(st.sampled_from(SIGNS), st.just(text[start:end] * 2), st.just(""), st.text(max_size=4)))
        text = text[:start] + put + text[end:]
        if draw(st.integers(0, 3)) == 0:
            lines = text.split("\n")
            at = draw(st.integers(0, len(lines) - 1))
            lines[at] = " " * draw(st.integers(0, 6)) + lines[at].lstrip(" ")
            text = "\n".join(lines)
    return text


SOUP = st.lists(st.sampled_from(SIGNS), max_size=12).map("".join)


@settings(max_examples=examples(1500), deadline=None)
@given(changed())
def test_a_changed_case_is_read_alike(text: str) -> None:
    assert_no_difference(text)


@settings(max_examples=examples(1500), deadline=None)
@given(st.sampled_from(["", "a: ", "a:\n  ", "a: b\n"]), SOUP)
def test_signs_in_any_order_are_read_alike(before: str, soup: str) -> None:
    assert_no_difference(before + soup)


@settings(max_examples=examples(300), deadline=None)
@given(st.sampled_from(["\n", "\r\n", "\r"]), pieces(), st.booleans())
def test_line_ends_of_any_system_are_read_alike(end: str, piece: str, last: bool) -> None:
    assert_no_difference(piece.removesuffix("" if last else "\n").replace("\n", end))


def test_whole_files_with_one_sign_put_in_are_read_alike() -> None:
    """The places of what stands far behind the change, too."""
    quick = 0
    for lines in CONTENTS[: examples(len(CONTENTS))]:
        text = "".join(lines)
        for k, sign in enumerate(SIGNS[:: len(SIGNS) // examples(8) or 1]):
            at = (k * 7919 + 13) % len(text)
            changed = text[:at] + sign + text[at:]
            quick += quick_events(changed) is not None
            assert_no_difference(changed)
    assert quick
