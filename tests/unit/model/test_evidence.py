import pytest

from detente.model.evidence import NotePage, Origin, Source, independent, origin

SOURCES = {"one": Source(id="one", channel="Radio  North", speaker="A. Envoy"), "two": Source(id="two")}
PAGE = NotePage(path="notes/p.md", stem="p", title="P", source="two", channel="radio south")


def test_an_origin_joins_what_the_case_lists_and_what_its_pages_name():
    assert origin("one", SOURCES, [PAGE]) == Origin("one", frozenset({"radio north"}), "a. envoy")
    assert origin("two", SOURCES, [PAGE]) == Origin("two", frozenset({"radio south"}), "")
    assert not origin("three", SOURCES, [PAGE]).known


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Origin("a", frozenset({"x"}), ""), Origin("b", frozenset({"y"}), ""), True),
        (Origin("a", frozenset({"x"}), ""), Origin("a", frozenset({"y"}), ""), False),
        (Origin("a", frozenset({"x"}), ""), Origin("b", frozenset({"y", "x"}), ""), False),
        (Origin("a", frozenset({"x"}), "s"), Origin("b", frozenset({"y"}), "s"), False),
        (Origin("a", frozenset({"x"}), "s"), Origin("b", frozenset({"y"}), "t"), True),
        (Origin("a", frozenset({"x"}), ""), Origin("b", frozenset(), ""), False),
    ],
)
def test_independence_is_another_recording_channel_and_speaker(one, other, expected):
    assert independent(one, other) is expected
    assert independent(other, one) is expected
