"""What a doubt says of whole case files: moments cited twice, rules without which no state is left, merged states."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente as dt
from detente import workbench
from detente.casefile.writing.dump import dump_case
from detente.errors import AnalysisError, CaseFileError
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, REACHABLE
from detente.questions.doubt.found import Doubt
from detente.questions.doubt.summary import doubt_summary
from detente.questions.doubt.words import DoubtNames
from detente.questions.sweeps.found import SweepPlan
from detente.questions.sweeps.plan import sweep_of
from detente.report.marks import bare

SOURCES = {"VIDaaaaaaa1": ("a", "aa", "D"), "VIDbbbbbbb2": ("b", "bb", "B")}
MAKERS = """\
decision_makers:
  north: {options: {p: P}, prefers: [{that: p, because: [%s], otherwise: not p}]}
  south: {options: {r: R}, prefers: [{that: r, because: [%s], otherwise: not r}]}
status_quo: []
"""
MERGED = """\
decision_makers:
  north: {options: {p: P, q: Q}, prefers: [p, q]}
  south: {options: {r: R}, prefers: [r]}
merge: [p and q]
status_quo: []
"""


def case_of(folder: Path, text: str) -> Case:
    (folder / "notes").mkdir(exist_ok=True)
    for source, (page, _, _) in SOURCES.items():
        said = "".join(f"Sentence {k} [00:{k:02}:10].\n\n" for k in range(40))
        front = f"---\ntitle: {page}\nvideoId: {source}\n---\n\nFrom: {page}_radio\n\n"
        (folder / "notes" / f"{page}.md").write_text(front + said, encoding="utf-8")
    graded = "".join(
        f"  {source}: {{channel: {channel}, reliability: {grade}}}\n" for source, (_, channel, grade) in SOURCES.items()
    )
    (folder / "case.yaml").write_text(f"detente: 1\ntitle: T\nsources:\n{graded}{text}", encoding="utf-8")
    return dt.load(folder)


def paragraphs(doubt: Doubt) -> list[str]:
    """The first screen, without marks."""
    return [bare(said) for said in doubt_summary(doubt).paragraphs]


def flips(doubt: Doubt) -> set[tuple[str, ...]]:
    return {flip.claims for standing in doubt.conclusions for flip in standing.flips}


def doubted(doubt: Doubt) -> list[str]:
    return [entry.claim for entry in doubt.in_doubt]


def test_a_moment_is_one_claim_however_its_stamp_is_spelled(tmp_path: Path) -> None:
    makers = MAKERS % ("a@1:10, a@00:01:10", "a@2:10")
    doubt = workbench.doubt(case_of(tmp_path, makers.replace("otherwise: not p", "needs: any, otherwise: not p")))
    assert doubted(doubt) == ["a@1:10", "a@2:10"]
    assert ("a@1:10",) in flips(doubt)
    trusting = workbench.doubt(doubt.case, trusted=["a@00:01:10"])
    assert doubted(trusting) == ["a@2:10"]


def test_a_moment_for_which_a_claim_is_named_is_that_claim(tmp_path: Path) -> None:
    timeline = 'timeline: [{date: 2024-05-05, kind: call, cites: ["a@1:10"]}]\n'
    case = case_of(
        tmp_path, 'claims: {c1: {at: "a@00:01:10", credibility: 2}}\n' + MAKERS % ("c1", "a@1:10") + timeline
    )
    assert list(case.claims) == ["c1"]
    assert workbench.doubt(case).method.worlds == 2
    assert list(workbench.as_of(case, "2024-05-01").claims) == []
    assert doubted(workbench.doubt(case, trusted=["a@1:10"])) == []


def test_two_claims_of_one_moment_stay_two(tmp_path: Path) -> None:
    page = tmp_path / "notes" / "c.md"
    page.parent.mkdir()
    front = "---\ntitle: c\nvideoId: VIDccccccc3\n---\n\nFrom: c_radio\n\n"
    page.write_text(f"{front}The gate is old [00:01:10].\n\nThe road is long [00:01:10].\n", encoding="utf-8")
    claims = "claims: {old: {at: c@1:10, quote: gate is old}, long: {at: c@1:10, quote: road is long}}\n"
    case = case_of(tmp_path, claims + MAKERS % ("old", "long, c@01:10"))
    assert list(case.claims) == ["old", "long"]
    doubt = workbench.doubt(case, trusted=["c@1:10"])  # as `because` reads it: the first sentence
    assert doubted(doubt) == ["long"]


def test_evidence_is_rated_once_by_its_name_or_by_its_moment(tmp_path: Path) -> None:
    readings = (
        "readings:\n  why:\n    title: Why\n    readings: {x: X, y: Y}\n"
        '    evidence: {c1: {x: C, y: I}, "a@1:10": {x: I, y: C}}\n'
    )
    with pytest.raises(CaseFileError, match="'a@1:10' and 'c1' are one claim, 'c1', and it is rated twice"):
        case_of(tmp_path, 'claims: {c1: {at: "a@00:01:10"}}\n' + MAKERS % ("c1", "a@2:10") + readings)


def test_worlds_without_a_state_are_counted_among_all_worlds(tmp_path: Path) -> None:
    rules = "feasible: [{that: p or not p, because: [a@3:10, a@4:10], otherwise: p and not p}]\n"
    found = workbench.doubt(case_of(tmp_path, MAKERS % ("a@1:10", "a@2:10") + rules))
    assert (found.method.worlds, found.method.impossible) == (16, 12)
    idle = 'claims: {idle: {at: "a@9:10"}}\n'  # nothing rests on it: it doubles every count
    found = workbench.doubt(case_of(tmp_path, idle + MAKERS % ("a@1:10", "a@2:10") + rules))
    assert (found.method.worlds, found.method.impossible) == (32, 24)


def test_no_conclusion_in_any_world_is_an_answer(tmp_path: Path) -> None:
    chase = (
        "decision_makers:\n"
        "  north: {options: {p: P}, prefers: [{that: p iff r, because: a@1:10}]}\n"
        "  south: {options: {r: R}, prefers: [{that: not (p iff r), because: a@2:10}]}\n"
        "feasible: [{that: p or not p, because: a@3:10, otherwise: p and not p}]\n"
    )
    found = workbench.doubt(case_of(tmp_path, chase), ["nash"])
    assert found.method.impossible == 4


def test_a_merged_state_is_the_same_where_its_smallest_member_changes(tmp_path: Path) -> None:
    text = (
        MERGED + "feasible: [{that: not (p and q and not r), because: a@1:10}]\n"
        "scenarios: {free: {title: Free, change: {feasible: []}}}\n"
    )
    case = case_of(tmp_path, text)
    found = workbench.doubt(case, ["nash"])
    assert not flips(found)
    assert {s.conclusion.yes for s in found.conclusions if s.conclusion.kind == EQUILIBRIUM} == {
        ("north.p", "north.q", "south.r")
    }
    scenarios = dt.analyze(case, ["nash"]).answers.get("scenarios")
    assert scenarios is not None
    (free,) = scenarios.others
    assert free.conclusions == scenarios.base.conclusions


def test_beyond_three_claims_one_of_the_smallest_sets_is_told(tmp_path: Path) -> None:
    """Ten statements with five claims each must all fall: there are 5 ** 10 smallest sets."""
    claims = [[f"{'ab'[k // 30]}@{k % 30}:10" for k in range(5 * n, 5 * n + 5)] for n in range(10)]
    statements = ", ".join(f"{{that: p, title: S{n}, because: [{', '.join(some)}]}}" for n, some in enumerate(claims))
    text = (
        f"decision_makers:\n  north: {{options: {{p: P}}, prefers: [{statements}, not p]}}\n"
        "  south: {options: {r: R}, prefers: [r]}\n"
    )
    found = workbench.doubt(case_of(tmp_path, text), ["nash"], doubted=["all"])
    for standing in found.conclusions:
        (flip,) = standing.flips
        assert len(flip.claims) == 10
        assert all(len(set(flip.claims) & set(some)) == 1 for some in claims)


def test_what_was_confirmed_later_could_not_be_judged_before(tmp_path: Path) -> None:
    claims = (
        "claims:\n"
        "  c1: {at: a@1:10, credibility: 1, confirmed_by: [b@3:10], known_from: 2024-05-01}\n"
        "  c3: {at: b@00:03:10, credibility: 2, known_from: 2024-05-09}\n"
    )
    case = case_of(tmp_path, claims + MAKERS % ("c1", "c3"))
    assert case.claims["c1"].independent == ("c3",)
    assert doubted(workbench.doubt(case)) == []
    before = workbench.as_of(case, "2024-05-02")
    assert before.claims["c1"].credibility == "6"
    assert before.known is not None
    assert before.known.unconfirmed == ("c1",)
    assert doubted(workbench.doubt(before)) == ["c1"]
    after = workbench.as_of(case, "2024-05-09")
    assert (after.claims["c1"].credibility, after.known and after.known.unconfirmed) == ("1", ())


def test_a_direction_stands_on_what_was_known_of_it(tmp_path: Path) -> None:
    claims = "claims: {c1: {at: a@1:10, known_from: 2024-05-01}, c2: {at: a@2:10, known_from: 2024-05-03}}\n"
    moves = "moves: {irreversible: [{option: p, because: [c1, c2], needs: any}]}\n"
    case = case_of(tmp_path, claims + MAKERS % ("a@5:10", "a@6:10") + moves)
    before = workbench.as_of(case, "2024-05-02")
    rests = before.decision_makers[0].options[0].direction_grounds
    assert rests is not None
    assert rests.claims == ("c1",)
    assert "c1" in doubted(workbench.doubt(before))


def test_a_scenario_that_was_not_known_is_refused_on_that_day(tmp_path: Path) -> None:
    claims = "claims: {c3: {at: a@1:10, known_from: 2024-05-06}}\n"
    scenarios = "scenarios: {s1: {title: S, change: {feasible: [p]}, because: c3}}\n"
    case = case_of(tmp_path, claims + MAKERS % ("a@5:10", "a@6:10") + scenarios)
    before = workbench.as_of(case, "2024-05-02")
    with pytest.raises(AnalysisError, match=r"'s1' rests on what was not known on 2024-05-02: c3 \(known from 2024"):
        workbench.scenario(before, "s1")
    assert workbench.scenario(workbench.as_of(case, "2024-05-06"), "s1").known is not None


def test_that_the_status_quo_reaches_itself_is_no_conclusion_of_a_day(tmp_path: Path) -> None:
    timeline = "timeline: [{date: 2024-05-05, kind: call, cites: [a@1:10]}]\n"
    case = case_of(tmp_path, MAKERS % ("a@1:10", "a@2:10") + timeline)
    found = workbench.between(case, "2024-05-01", "2024-05-09", ["nash"])
    reached = {c.yes for day in (found.before, *found.days) for c in day.holding if c.kind == REACHABLE}
    assert () not in reached
    assert ("south.r",) in reached


def test_a_merged_state_is_the_same_where_a_rule_takes_its_smallest_member_away(tmp_path: Path) -> None:
    text = MERGED + "feasible: [{that: p or not p, because: a@1:10, otherwise: not (p and q and not r)}]\n"
    found = workbench.doubt(case_of(tmp_path, text), ["nash"])
    assert not flips(found)
    assert ("north.p", "north.q") in {s.conclusion.yes for s in found.conclusions}
    assert ("north.p", "north.q", "south.r") not in {s.conclusion.yes for s in found.conclusions}


def test_where_a_merge_falls_one_of_its_states_keeps_the_name(tmp_path: Path) -> None:
    text = (
        "decision_makers:\n  north: {options: {p: P}, prefers: [p]}\n  south: {options: {r: R}, prefers: [r]}\n"
        "merge: [{that: p, because: a@1:10}]\nstatus_quo: []\n"
    )
    doubt = workbench.doubt(case_of(tmp_path, text), ["nash"])
    found = {s.conclusion.yes: s for s in doubt.conclusions if s.conclusion.kind == EQUILIBRIUM}
    merged, apart = found["north.p",], found["north.p", "south.r"]
    assert (merged.as_modelled, merged.worlds_holding, merged.flips[0].claims) == (True, 1, ("a@1:10",))
    assert (apart.as_modelled, apart.worlds_holding) == (False, 1)


def test_what_is_trusted_of_another_source_is_not_the_analysts_word(tmp_path: Path) -> None:
    makers = (MAKERS % ("a@1:10", "b@1:10")).replace(", otherwise: not p", "").replace(", otherwise: not r", "")
    case = case_of(tmp_path, makers)
    lead, *sources = paragraphs(workbench.doubt(case, trusted=["b@1:10"]))
    assert not any("Every claim used is from one source" in said or "no finding" in said for said in (lead, *sources))
    alone = case_of(tmp_path, makers.replace("b@1:10", "a@1:10"))
    first, *_ = paragraphs(workbench.doubt(alone, trusted=["north.prefers[0]"]))
    assert "If it is worthless but for what you trusted (“p” (north.prefers[0])), " in first
    assert "no finding" not in first


def test_no_conclusion_at_all_is_said_in_a_sentence(tmp_path: Path) -> None:
    chase = (
        "decision_makers:\n"
        "  north: {options: {p: P}, prefers: [{that: p iff r, because: a@1:10, otherwise: keep}]}\n"
        "  south: {options: {r: R}, prefers: [{that: not (p iff r), because: a@1:10, otherwise: keep}]}\n"
        "feasible: [{that: p or not p, because: a@1:10, otherwise: p}]\n"
    )
    doubt = workbench.doubt(case_of(tmp_path, chase), ["nash"])
    said = " ".join(paragraphs(doubt))
    assert "there is no conclusion to rely on" in said
    assert "there is no conclusion to lose" in said
    assert "All 2 worlds were looked at: each says whether the claim in doubt fails." in DoubtNames(doubt).method()


def test_a_scenario_without_dates_takes_no_day_from_the_case(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        "as_of: 2024-05-05\n" + MAKERS % ("a@1:10", "a@2:10") + "timeline: [{date: 2024-05-09, kind: call, cites: "
        "[a@1:10]}]\nscenarios: {quiet: {title: Q, change: {timeline: null}}}\n",
    )
    assert [s.key for s in workbench.as_of(case, "2024-05-08").scenarios] == ["quiet"]


def test_a_sweep_understands_a_moment_as_a_doubt_does(tmp_path: Path) -> None:
    case = case_of(tmp_path, MAKERS % ("a@1:10", "a@2:10"))
    plan = SweepPlan(grid=True, trust=("a@01:10",), concepts=(Concept.NASH,))
    assert sweep_of(case, plan).claims == ("a@2:10",)


def test_what_confirms_a_claim_is_cut_down_with_it(tmp_path: Path) -> None:
    claims = (
        "claims:\n  c1: {at: a@1:10, credibility: 2, confirmed_by: [c3], known_from: 2024-05-01}\n"
        "  c3: {at: b@3:10, known_from: 2024-05-09}\n"
    )
    before = workbench.as_of(case_of(tmp_path, claims + MAKERS % ("c1", "c3")), "2024-05-02")
    assert (before.claims["c1"].independent, before.claims["c1"].credibility) == ((), "2")


def test_pages_of_one_name_are_written_with_their_folder(tmp_path: Path) -> None:
    for year, source in (("2023", "VIDccccccc3"), ("2024", "VIDddddddd4")):
        page = tmp_path / "notes" / year / "calls.md"
        page.parent.mkdir(parents=True)
        page.write_text(
            f"---\ntitle: calls\nvideoId: {source}\n---\n\nFrom: x\n\nA call [00:07:26].\n", encoding="utf-8"
        )
    case = case_of(tmp_path, "claims: {c1: {at: 2024/calls@7:26}}\n" + MAKERS % ("c1", "2023/calls@7:26"))
    text = dump_case(case)
    assert "2024/calls@00:07:26" in text
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    assert dt.load(tmp_path).claims["c1"].source == "VIDddddddd4"
    assert doubted(workbench.doubt(case, trusted=["2023/calls@00:07:26"])) == ["c1"]
