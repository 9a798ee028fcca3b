"""Sections that wait for later versions: read, checked, kept, and said to be unused."""

import pytest

from detente.errors import Severity

LATER = """\
terms:
  island: {title: The island, values: [ours, shared, theirs], because: river@1:09}
  toll: [none, low]
packages:
  compatible:
    - {that: island.shared implies low, because: river@1:09}
positions:
  north:
    island: {ours: 100, shared: {value: 40, because: river@2:30}, theirs: 0}
    weights: {island: 2, toll: {weight: 1, because: river@1:09}}
    no_deal: {value: 30, because: river@1:09}
    changes: [{date: 2024-05-01, term: island, from: ours, to: shared, because: river@2:30}]
    because: river@1:09
ratification:
  south:
    rule: council and at_least(1, [port, mill])
    because: river@1:09
    ratifiers:
      council: {name: Council, accepts: not island.ours, because: river@2:30}
      port: {}
      mill: {}
mediator: {dm: north, motives: [{text: Quiet on the river, because: river@1:09}, Good name], because: river@2:30}
levers:
  ferry-subsidy: {by: north, on: south, effect: {pay: [1, {deep: x}]}, cost: 3, needs: [council], because: river@1:09}
"""


def test_sound_sections_are_kept_as_plain_data_with_one_notice_each(examine):
    found = examine(LATER)
    sections = ["terms", "packages", "positions", "ratification", "mediator", "levers"]
    assert sorted(found.sound.extra) == sorted(sections)
    assert found.codes == ["not-yet-used"] * len(sections)
    assert all(problem.severity is Severity.NOTICE for problem in found.problems)
    assert [problem.message.split("'")[1] for problem in found.problems] == sections
    kept = found.sound.extra
    assert kept["positions"]["north"]["island"]["shared"] == {"value": 40.0, "because": ["river@2:30"]}
    assert kept["levers"]["ferry-subsidy"]["effect"] == {"pay": ["1", {"deep": "x"}]}
    assert kept["terms"]["toll"]["values"] == {"none": "none", "low": "low"}
    assert kept["mediator"]["dm"] == "north"


def test_their_evidence_is_cited_by_path(examine):
    assert [(a.path, a.text) for a in examine(LATER).sound.assumptions if a.claims] == [
        ("terms.island", "The island: ours, shared, theirs"),
        ("packages.compatible[0]", "island.shared implies low"),
        ("positions.north", "the position of Northtown"),
        ("positions.north.island.shared", "island: shared is worth 40"),
        ("positions.north.weights.toll", "toll weighs 1"),
        ("positions.north.no_deal", "no deal is worth 30"),
        ("positions.north.changes[0]", "island changes from ours to shared (2024-05-01)"),
        ("ratification.south", "council and at_least(1, [port, mill])"),
        ("ratification.south.ratifiers.council", "Council accepts not island.ours"),
        ("mediator", "north"),
        ("mediator.motives[0]", "Quiet on the river"),
        ("levers.ferry-subsidy", "ferry-subsidy: by north on south"),
    ]


@pytest.mark.parametrize(
    ("code", "extra", "said"),
    [
        ("unknown-decision-maker", "mediator: »nort\n", "did you mean 'north' (Northtown)?"),
        ("unknown-decision-maker", "mediator: »zzz\n", "the decision makers are north and south"),
        ("unknown-decision-maker", "positions: {»nort: {}}\n", "did you mean 'north'"),
        ("unknown-decision-maker", "ratification: {»x: {rule: a, ratifiers: {a: {}}}}\n", "is not a decision maker"),
        ("unknown-decision-maker", "levers: {l: {by: »x, on: south}}\n", "is not a decision maker"),
        ("unknown-decision-maker", "levers: {l: {by: north, on: »sout}}\n", "did you mean 'south'"),
        ("unknown-ratifier", "levers: {l: {by: north, on: south, needs: [»coucil]}}\n", "the case has no ratifier"),
        ("unknown-term", "terms: {a: [b]}\npositions: {north: {»aa: {b: 1}}}\n", "did you mean 'a'"),
        ("unknown-term", "positions: {north: {weights: {»aa: 1}}}\n", "the case has no term"),
        ("unknown-term-value", "terms: {a: [bcd]}\npositions: {north: {a: {»bcc: 1}}}\n", "did you mean 'bcd'"),
        ("unknown-term", "positions: {north: {changes: [{term: »a, to: b}]}}\n", "is not a term"),
        (
            "unknown-term-value",
            "terms: {a: [b]}\npositions: {north: {changes: [{term: a, to: »c}]}}\n",
            "is not a term value",
        ),
        (
            "unknown-term-value",
            "terms: {a: [bcd]}\npackages: {compatible: [a.»x]}\n".replace("a.»x", "»a.x"),
            "term value",
        ),
        ("unknown-ratifier", "ratification: {north: {rule: »b, ratifiers: {a: {}}}}\n", "the ratifiers are a"),
        ("unknown-term-value", "ratification: {north: {rule: a, ratifiers: {a: {accepts: »x}}}}\n", "term value"),
        ("wrong-value", "positions: {north: {a: {b: »much}}}\n", "is not a finite number"),
        ("missing-key", "ratification: {»north: {rule: a}}\n", "'ratifiers' is missing in 'north'"),
        ("wrong-type", "positions: {north: {a: »5}}\n", "a mapping"),
    ],
)
def test_mistakes_in_them_are_errors_today(examine, code, extra, said):
    found = examine(extra)
    assert found.case is None
    assert said in found.at_mark(code).headline()


def test_factions_are_recorded_and_said_to_be_unused(examine):
    text = "detente: 1\ntitle: t\ndecision_makers: {a: {»factions: {f: F}, options: {x: X}, prefers: [x]}}\n"
    assert "analysed as one" in examine(text=text).at_mark("not-yet-used").hint


def test_the_timeline_is_read_in_full(examine):
    extra = (
        "terms: {island: [ours, theirs]}\n"
        "timeline:\n"
        "  - {date: 2024-11-06, kind: message, channel: informal, from: [north, a stranger], to: south,\n"
        "     authorised: no, summary: Words, terms: {island: ours}, cites: river@1:09}\n"
        "  - {date: 2024-11-07, kind: call}\n"
    )
    case = examine(extra).sound
    first, second = case.timeline
    assert (first.sender, first.to, first.channel) == (("north", "a stranger"), ("south",), "informal")
    assert (first.authorised, first.terms, first.cites) == ("no", (("island", "ours"),), ("river@1:09",))
    assert (second.sender, second.grounds.path) == ((), "timeline[1]")
    assert case.assumptions[-2].text == "2024-11-06 message: north and a stranger to south. Words"


@pytest.mark.parametrize(
    ("code", "entry"),
    [
        ("unknown-faction", "{date: 2024-11-06, kind: call, from: »north.nobody}"),
        ("unknown-term", "{date: 2024-11-06, kind: call, terms: {»island: ours}}"),
        ("wrong-value", "{date: »yesterday, kind: call}"),
        ("unknown-claim", "{date: 2024-11-06, kind: call, cites: »nothing}"),
    ],
)
def test_mistakes_in_the_timeline(examine, code, entry):
    assert examine(f"timeline:\n  - {entry}\n").at_mark(code)
