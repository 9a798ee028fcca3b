"""Whatever stands in a ``.gmcr`` file, a person gets a case or sentences, never a traceback."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.casefile.gmcr import gmcr_text, read_gmcr
from detente.errors import CaseFileError, Problem, Severity, SourcePos
from detente.model.case import Case

FIXTURES = Path(__file__).parents[1] / "fixtures" / "gmcr"
DOCUMENTS = [json.loads(path.read_text("utf-8")) for path in sorted(FIXTURES.glob("*.gmcr"))]

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 20) | st.floats() | st.sampled_from(["Y", "N", "both", "", "x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "members"]), inner),
    max_leaves=5,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container inside ``value`` with each of its keys or indices."""
    if isinstance(value, dict):
        steps = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    else:
        return []
    return [(value, key) for key, _ in steps] + [place for _, inner in steps for place in places(inner)]


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    document = deepcopy(draw(st.sampled_from(DOCUMENTS)))
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(places(document)))
        if isinstance(container, dict) and draw(st.booleans()):
            container.pop(key)
        else:
            container[key] = draw(ANYTHING)
    return document


def opened(document: Any) -> Case:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "damaged.gmcr"
        path.write_text(json.dumps(document, indent=1), encoding="utf-8")
        return read_gmcr(path)


def problems_of(document: Any) -> tuple[Problem, ...]:
    """What reading, and writing what was read, refuses; nothing but a CaseFileError may be raised."""
    try:
        gmcr_text(opened(document))
    except CaseFileError as error:
        return error.problems or (_EMPTY,)
    return ()


_EMPTY = Problem(pos=SourcePos("", 0, 0), severity=Severity.ERROR, code="", message="")


@given(damaged())
@settings(max_examples=examples(300), deadline=None)
def test_a_damaged_file_is_a_case_or_a_list_of_sentences(document: Any) -> None:
    problems = problems_of(document)
    assert all(problem.pos.line >= 1 and problem.code and problem.message for problem in problems)


@pytest.mark.parametrize("text", ["null", "0", '"x"', "[]", "{}", '{"options": null}'])
def test_json_that_is_no_conflict_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.gmcr").write_text(text, encoding="utf-8")
    with pytest.raises(CaseFileError):
        read_gmcr(tmp_path / "a.gmcr")
