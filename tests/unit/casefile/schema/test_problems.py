"""Mistakes of shape, each at its place, all at once, in our words."""

import pytest

from detente.casefile.schema.problems import keys_at
from detente.casefile.sections.registry import case_shape

TERMS = "terms: {crimea: [ours, theirs]}\n"


@pytest.mark.parametrize(
    ("code", "extra", "said"),
    [
        ("unknown-key", "»feasable: []\n", "did you mean 'feasible'?"),
        ("unknown-key", "moves: {»irreversable: []}\n", "did you mean 'irreversible'?"),
        ("unknown-key", "feasible:\n  - {that: pay, »becuase: x}\n", "did you mean 'because'?"),
        ("unknown-key", "claims:\n  c: {at: river@1:09, »listend: no}\n", "did you mean 'listened'?"),
        ("unknown-key", "timeline:\n  - {date: 2024-01-01, kind: call, »zzz: 1}\n", "the keys here are date, kind"),
        ("missing-key", "merge:\n  - »because: []\n", "'that' is missing"),
        ("missing-key", "claims:\n  »c: {credibility: 6}\n", "'at' is missing in 'c'"),
        ("missing-key", "moves:\n  forbid:\n    - »{dm: north, to: pay}\n", "'from' is missing here"),
        ("wrong-type", "feasible: »pay\n", "a list was expected here, not the text 'pay'"),
        ("wrong-type", "feasible: »{that: pay}\n", "begin each item with '- '"),
        ("wrong-type", "claims: »[a]\n", "a mapping (key: value) was expected here, not a list"),
        ("wrong-type", "summary: »[a]\n", "a text was expected here, not a list"),
        ("wrong-type", "summary: »{a: b}\n", "a text was expected here, not a mapping"),
        ("wrong-type", "as_of: »[a]\n", "a date was expected here"),
        ("empty-value", "feasible:\n  -» \n", "nothing stands here"),
        ("empty-value", "claims:\n  c:\n    »at:\n", "nothing stands here"),
        ("empty-value", "claims:\n  »c:\n", "nothing stands here"),
        ("wrong-value", "as_of: »2024-13-01\n", "'2024-13-01' is not a date"),
        ("wrong-value", "as_of: »08.11.2024\n", "year-month-day"),
        ("wrong-value", "claims: {c: {at: river@1:09, credibility: »7}}\n", "6 truth cannot be judged"),
        ("wrong-value", "claims: {c: {at: river@1:09, listened: »maybe}}\n", "neither yes nor no"),
        ("wrong-value", "claims: {c: {at: river@1:09, likelihood: »[0, 0.5]}}\n", "above 0 and below 1"),
        ("wrong-value", "claims: {c: {at: river@1:09, likelihood: »[0.6, 0.5]}}\n", "the smaller first"),
        ("wrong-value", "claims: {c: {at: river@1:09, likelihood: »likley}}\n", "did you mean 'likely'?"),
        ("wrong-value", "claims: {c: {at: river@1:09, likelihood: »certain}}\n", "ICD 203"),
        ("wrong-value", "claims: {c: {at: river@1:09, hash: »xyz}}\n", "16 hexadecimal digits"),
        ("wrong-value", "moves: {irreversible: [{option: pay, direction: »up}]}\n", "yes-only"),
        ("wrong-value", "levers: {l: {by: north, on: south, cost: »1.0.0}}\n", "is not a finite number"),
        ("wrong-value", "levers: {l: {by: north, on: south, cost: »nan}}\n", "is not a finite number"),
        ("wrong-value", "levers: {l: {by: north, on: south, cost: »1e999}}\n", "is not a finite number"),
        ("wrong-value", "levers: {l: {by: north, on: south, cost: »'1,5'}}\n", "use a point"),
        ("bad-name", "claims: {»a@b: {at: river@1:09}}\n", "no spaces and no @"),
        ("bad-name", "claims: {»a b: {at: river@1:09}}\n", "no spaces and no @"),
        ("bad-name", "terms: {»not: [a]}\n", "a word of the formula language"),
        ("bad-name", "terms: {»land-corridor: [a]}\n", "letters, digits and underscores"),
        ("duplicate-name", "terms: {crimea: »[a, a]}\n", "listed twice"),
    ],
)
def test_a_mistake_of_shape_is_reported_where_it_stands(examine, code, extra, said):
    found = examine(extra)
    assert found.case is None
    assert said in found.at_mark(code).headline()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("»detente: 1\ntitle: t\n", "decision_makers"),
        ("»title: t\ndecision_makers: {a: {options: {x: X}, prefers: [x]}}\n", "detente"),
        ("»detente: 1\ndecision_makers: {a: {options: {x: X}, prefers: [x]}}\n", "title"),
    ],
)
def test_what_a_case_must_have(examine, text, missing):
    assert f"'{missing}' is missing in the case" in examine(text=text).at_mark("missing-key").message


@pytest.mark.parametrize("version", ["2", "1.0", "one", "'01'"])
def test_another_format_version_is_refused_and_nothing_else_is_said(examine, version):
    found = examine(text=f"detente: »{version}\nnew_section: 1\n")
    assert found.codes == ["format-version"]
    assert found.at_mark("format-version")


def test_no_words_of_the_validation_library_reach_the_user(examine):
    broken = (
        "decision_makers: [1]\nclaims: {a: [], b: 1, c: {at: {}, likelihood: {}}}\nmoves: 3\npositions: {n: {t: 1}}\n"
    )
    found = examine(
        text=f"detente: 1\ntitle: []\nranking: x\n{broken}timeline: {{}}\nterms: {{a: 1, b: {{values: 2}}}}\n"
    )
    said = " ".join(p.headline() for p in found.problems).casefold()
    assert not [word for word in ("input should", "pydantic", "dictionary", "field required", "extra") if word in said]
    assert len(found.problems) >= 10


def test_mistakes_of_every_kind_are_reported_in_one_go(examine):
    found = examine(
        "typo: 1\n"
        "claims: {c: {at: river@9:99, credibility: 9}}\n"
        "feasible:\n  - that: pay and zork\n    because: [nobody, river@0:59]\n  - [1]\n"
    )
    assert {"unknown-key", "bad-citation", "wrong-value", "unknown-option", "unknown-claim", "unknown-stamp"} <= set(
        found.codes
    )
    assert "wrong-type" in found.codes


def test_a_malformed_part_does_not_make_its_names_unknown(examine):
    found = examine(
        text="detente: 1\ntitle: t\nsources: {river-talks: {}}\n"
        "decision_makers:\n  north:\n    options: {pause: [x], pay: {title: {}}}\n"
        "    prefers: [pause and pay]\nclaims: {c: {at: river@1:09, credibility: 9}}\n"
        "feasible:\n  - {that: pause, because: c}\nstatus_quo: {yes: [pay]}\n"
    )
    assert found.codes == ["wrong-type", "wrong-type", "wrong-value"]


def test_a_preference_that_is_malformed_is_not_missing_as_well(examine):
    found = examine(text="detente: 1\ntitle: t\ndecision_makers: {a: {options: {x: X}, prefers: x}}\nstatus_quo: [x]\n")
    assert found.codes == ["wrong-type"]


def test_a_section_without_entries_is_as_good_as_absent(examine):
    found = examine("claims:\nfeasible:\nmoves:\n  # irreversible: []\n")
    assert found.sound.feasible == ()
    assert found.problems == ()


def test_keys_follow_the_schema_through_lists_and_mappings():
    assert "feasible" in keys_at(case_shape(), ())
    assert keys_at(case_shape(), ("claims", "any"))[:2] == ("at", "credibility")
    assert keys_at(case_shape(), ("decision_makers", "x", "prefers", 3)) == (
        "that",
        "title",
        "because",
        "needs",
        "otherwise",
        "strong",
    )
    assert "from" in keys_at(case_shape(), ("moves", "forbid", 0))
    assert keys_at(case_shape(), ("levers", "x", "effect", "deeper")) == ()
