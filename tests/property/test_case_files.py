"""However a case file is spoiled, what comes back is a case or problems in it: never another exception."""

import re
import tempfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.casefile.load import examine_case
from detente.errors import Severity

STARTER = resources.files("detente.casefile").joinpath("starter_case")
TEXT = STARTER.joinpath("case.yaml").read_text("utf-8")
LATER = """
terms: {crimea: [ours, theirs], toll: {values: {low: Low}}}
packages: {compatible: [crimea.ours implies low]}
positions: {uphill: {crimea: {ours: 1, theirs: 2}, weights: {crimea: 1}, no_deal: 3}}
ratification: {uphill: {rule: council, ratifiers: {council: {accepts: low}}}}
mediator: {dm: uphill, motives: [peace]}
levers: {help: {by: uphill, on: downhill, effect: {share: yes}, cost: 3, needs: council}}
timeline:
  - {date: 2025-04-01, kind: letter, from: uphill, to: [downhill, the press], terms: {crimea: ours}, cites: meter_first}
scenarios:
  drought:
    change: {feasible: [uphill.share], decision_makers: {uphill: {name: Up}}, levers: null}
    because: meter_first
readings:
  why:
    title: Why
    about: uphill.prefers[0]
    readings: {r: R, s: S}
    taken: r
    evidence: {meter_first: {r: CC, note: n}}
doubt: {reliability: [E, F], credibility: [], within_source: together}
"""
WHOLE = TEXT + LATER
SIGNS = ["\n", "\t", ": ", "- ", "[", "]", "{", "}", "'", '"', "&a ", "*a", "!", "|\n", ">\n", "#", "\r"]
TOKENS = sorted(set(re.findall(r"[\w.@]+|[^\w\s]", WHOLE)))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        notes = Path(name) / "notes"
        notes.mkdir()
        (notes / "example.md").write_bytes(STARTER.joinpath("notes/example.md").read_bytes())
        yield Path(name)


def examined(folder: Path, content: bytes) -> None:
    (folder / "case.yaml").write_bytes(content)
    case, problems = examine_case(folder)
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    assert (case is None) == failed
    lines = re.split(r"\r\n|\n|\r", content.decode("utf-8-sig", errors="replace"))
    for problem in problems:
        assert problem.code
        assert problem.message
        assert "Traceback" not in problem.message
        if problem.pos.file.endswith("case.yaml"):
            assert 1 <= problem.pos.line <= len(lines)
            assert 1 <= problem.pos.column <= len(lines[problem.pos.line - 1]) + 1


def test_the_unspoiled_case_is_read(folder):
    (folder / "case.yaml").write_text(WHOLE, encoding="utf-8")
    case, problems = examine_case(folder)
    assert case is not None, [str(problem) for problem in problems]


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """The whole case with a few edits: cut, doubled, swapped or replaced pieces."""
    text = WHOLE
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = min(len(text), start + draw(st.integers(0, 40)))
        middle = draw(
            st.one_of(
                st.just(""),
                st.just(text[start:end] * 2),
                st.sampled_from(TOKENS),
                st.sampled_from(
                    ["\n", "\t", ": ", "- ", "[", "]", "{", "}", "'", '"', "&a ", "*a", "!", "|\n", ">\n", "#", "\r"]
                ),
                st.text(max_size=8),
            )
        )
        text = text[:start] + middle + text[end:] or "x"
    return text


@settings(max_examples=examples(250), deadline=None)
@given(spoiled())
def test_a_spoiled_text_has_problems_not_exceptions(folder, text):
    examined(folder, text.encode("utf-8", errors="surrogatepass"))


@settings(max_examples=examples(250), deadline=None)
@given(st.data())
def test_a_spoiled_line_has_problems_not_exceptions(folder, data):
    lines = WHOLE.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.sampled_from(lines))
    indent = data.draw(st.integers(-4, 4))
    kept = lines[at] if data.draw(st.booleans()) else other
    lines[at] = " " * max(0, len(kept) - len(kept.lstrip()) + indent) + kept.lstrip()
    examined(folder, "\n".join(lines).encode())


@settings(max_examples=examples(100), deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_have_problems_not_exceptions(folder, content):
    examined(folder, content)


VALUES = st.recursive(
    st.one_of(st.text(max_size=6), st.sampled_from(TOKENS), st.just("")),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(TOKENS), inner, max_size=3)),
    max_leaves=8,
)


def written(content: object) -> str:
    """Flow YAML of nested data, every text in single quotes or left out."""
    if isinstance(content, dict):
        return "{" + ", ".join(f"{written(key)}: {written(inner)}" for key, inner in content.items()) + "}"
    if isinstance(content, list):
        return "[" + ", ".join(written(inner) for inner in content) + "]"
    return "'" + str(content).replace("'", "''") + "'" if content else "~"


@settings(max_examples=examples(250), deadline=None)
@given(st.data())
def test_any_shape_under_any_key_has_problems_not_exceptions(folder, data):
    lines = [line for line in WHOLE.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    keyed = [k for k, line in enumerate(lines) if re.match(r"\s*(- )?\w+:", line)]
    at = data.draw(st.sampled_from(keyed))
    key = re.match(r"\s*(- )?\w+:", lines[at])
    assert key is not None
    depth = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > depth:
        end += 1
    lines[at:end] = [f"{key[0]} {written(data.draw(VALUES))}"]
    examined(folder, "\n".join(lines).encode("utf-8", errors="replace"))
