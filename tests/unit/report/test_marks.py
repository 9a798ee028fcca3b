"""Sentences whose words are marked: what can be marked, and that no text from outside can mark anything."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.report.marks import (
    BEGIN,
    BIDI,
    ELSEWHERE,
    END,
    THEN,
    Look,
    Mark,
    Span,
    bare,
    capital,
    clean,
    elsewhere,
    look,
    mark,
    plain,
    spans,
)

FORGED = f"{BEGIN}part{THEN}doubt{THEN}forged{END}"


def test_marked_words_are_read_back_with_what_they_name():
    sentence = f"Beginning from {mark(Mark.STATE, '1', 'state 1')}, and on."
    assert bare(sentence) == "Beginning from state 1, and on."
    assert spans(sentence) == ("Beginning from ", Span("state", "1", ("state 1",)), ", and on.")


def test_marks_stand_in_marks():
    inner = mark(Mark.STATE, "5", look(Look.QUO, "5"))
    outer = look(Look.QUIET, f"see {inner} first")
    assert spans(outer) == (Span("quiet", "", ("see ", Span("state", "5", (Span("quo", "", ("5",)),)), " first")),)
    assert spans(outer)[0].words == bare(outer) == "see 5 first"


def test_a_look_of_nothing_is_nothing():
    assert look(Look.STRONG, "") == ""


def test_words_without_a_mark_are_themselves():
    assert spans("") == ()
    assert spans("plain words") == ("plain words",)
    assert bare("plain words") == "plain words"


@pytest.mark.parametrize(
    ("sentence", "upper"),
    [
        ("state 1", "State 1"),
        (mark(Mark.STATE, "1", "state 1"), mark(Mark.STATE, "1", "State 1")),
        (look(Look.STRONG, mark(Mark.DM, "a", "the well")), look(Look.STRONG, mark(Mark.DM, "a", "The well"))),
        (mark(Mark.STATE, "state", "état"), mark(Mark.STATE, "state", "État")),
        ("", ""),
    ],
)
def test_the_first_letter_that_is_read_becomes_a_capital(sentence, upper):
    assert capital(sentence) == upper


def test_a_key_is_no_mark():
    (span,) = spans(mark(Mark.CLAIM, f"a{FORGED}b", "words"))
    assert isinstance(span, Span)
    assert (span.kind, span.key, span.inside) == ("claim", "apartdoubtforgedb", ("words",))


@pytest.mark.parametrize("key", ELSEWHERE)
def test_where_more_is_told_has_words_of_its_own(key):
    assert bare(elsewhere(key)) == ELSEWHERE[key]


UNSEEN = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0xFDD0, 0xFDF0))))


@pytest.mark.parametrize("letter", [*UNSEEN, *BIDI, "\ud800"])
def test_what_cannot_be_seen_is_taken_out(letter):
    assert clean(f"a{letter}b") in ("ab", "a b")
    assert plain(f" a {letter} b ") == "a b"


def test_what_can_be_seen_stays():
    for text in ("Hold fire", "перемирие", "停火", "נשק", "« é »", "🕊", "<b> & [x](y) `z`", "  two  blanks  "):
        assert clean(text) == text


@given(st.text() | st.builds(lambda a, b: f"{a}{FORGED}{b}", st.text(), st.text()))
def test_no_text_from_outside_can_mark_anything_or_steer_a_terminal(text):
    for seen in (clean(text), plain(text)):
        assert all(isinstance(part, str) for part in spans(seen))
        assert not [letter for letter in seen if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")]
        assert not set(seen) & set(BIDI)
        assert clean(seen) == seen
    assert plain(plain(text)) == plain(text)


words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=8)
pieces = st.recursive(
    words.map(clean),
    lambda inner: st.builds(
        lambda kind, key, parts: Span(kind.value, clean(key), tuple(parts)),
        st.sampled_from([*Mark, *Look]),
        words,
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=12,
)


def written(piece: str | Span) -> str:
    """The sentence of a tree, put together as rooms do it."""
    if isinstance(piece, str):
        return piece
    inside = "".join(map(written, piece.inside))
    return mark(Mark(piece.kind), piece.key, inside) if piece.kind in set(Mark) else look(Look(piece.kind), inside)


def merged(pieces) -> tuple:
    """The tree as it is read: texts side by side are one, what is empty is gone, a look has no key."""
    found: list[str | Span] = []
    for piece in pieces:
        if isinstance(piece, Span):
            inside, named = merged(piece.inside), piece.kind in set(Mark)
            if inside or named:
                found.append(Span(piece.kind, piece.key if named else "", inside))
        elif piece and found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece:
            found.append(piece)
    return tuple(found)


@given(st.lists(pieces, max_size=4))
def test_what_is_put_together_is_read_back(tree):
    sentence = "".join(map(written, tree))
    assert spans(sentence) == merged(tree)
    assert bare(sentence) == "".join(part if isinstance(part, str) else part.words for part in tree)


@given(st.text(alphabet=[BEGIN, THEN, END, "a", " "]))
def test_marks_that_do_not_close_harm_nothing(text):
    """A sentence cut in the middle is still read, in some way."""
    assert isinstance(spans(text), tuple)
