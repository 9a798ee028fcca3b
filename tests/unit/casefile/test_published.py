"""The published schema is current, valid, and agrees with what the reader takes."""

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from detente.casefile.published import json_schema
from detente.casefile.sections.registry import SECTIONS

PUBLISHED = Path(str(resources.files("detente.casefile"))) / "schema" / "case.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def current() -> str:
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def errors(text: str) -> list[str]:
    document = YAML(typ="safe", pure=True).load(text)
    return [error.message for error in VALIDATOR.iter_errors(document)]


def test_the_published_file_is_current():
    assert PUBLISHED.read_text("utf-8") == current(), "run this file: it writes the schema"


def test_it_is_a_schema_of_draft_2020_12():
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$schema"].endswith("2020-12/schema")
    assert set(json_schema()["properties"]) == {section.key for section in SECTIONS}


def test_the_starter_fits():
    text = resources.files("detente.casefile").joinpath("starter_case/case.yaml").read_text("utf-8")
    document = YAML(typ="safe", pure=True).load(text)
    document["as_of"] = document["as_of"].isoformat()
    assert list(VALIDATOR.iter_errors(document)) == []


CASE = "detente: 1\ntitle: t\ndecision_makers: {a: {options: {x: X, y: {title: 3}}, prefers: [x]}}\n"


@pytest.mark.parametrize(
    "extra",
    [
        "feasible: [x, {that: y, because: c}, {that: y, because: [c, d]}]",
        "status_quo: [x]",
        "status_quo: {yes: x}",
        "claims: {c: {at: p@1, listened: no, credibility: 6, likelihood: [0.2, 0.3]}}",
        "positions: {a: {crimea: {x: 3, y: {value: 4}}, no_deal: 2}}",
        "terms: {a: [b, c], d: {values: {e: E}}}",
        "levers: {l: {by: a, on: b, effect: {any: [1, {thing: 2}]}, cost: 2.5}}",
        "mediator: a",
        "readings: {q: {title: Q, readings: {r: R, s: S}, evidence: {c: {r: cc, s: NA, note: n}, p@1: {}}}}",
    ],
)
def test_shorthands_fit(extra):
    assert errors(CASE + extra) == []


@pytest.mark.parametrize(
    "extra",
    [
        "typo: 1",
        "feasible: x",
        "claims: {c: {}}",
        "claims: {c: {at: p, credibility: 7}}",
        "moves: {forbid: [{}]}",
        "readings: {q: {title: Q, readings: {r: R, s: S}, evidence: {c: {r: 5}}}}",
    ],
)
def test_mistakes_do_not_fit(extra):
    assert errors(CASE + extra)


if __name__ == "__main__":
    PUBLISHED.write_text(current(), encoding="utf-8")
