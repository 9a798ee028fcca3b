"""The case as known on a day: from when a claim is known, what is left out, and which days are none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import detente as dt
from detente import workbench
from detente.analysis.as_of import as_of, known_from
from detente.model.case import Case
from detente.model.grounds import Needs
from detente.model.preference import Indifferent, Prioritised, Ranking

HEAD = "---\ntitle: River\nvideoId: river-talks\n---\n\n"
PAGE = f"{HEAD}One [00:01:00]. Two [00:02:00]. Three [00:03:00]. Four [00:04:00].\n"
CASE = """\
detente: 1
title: Two towns
as_of: 2024-05-09
claims:
  one: {at: river@1:00}
  two: {at: river@2:00}
  three: {at: river@3:00}
decision_makers:
  north:
    factions: {port: {name: The port, because: one}, mill: {name: The mill, prefers: [{that: pay, because: two}]}}
    options: {pause: {title: Pause, because: one}, pay: Pay}
    prefers:
      - {that: open, because: [one, two], title: An open river, otherwise: swap}
      - pause
  south:
    concept: {concept: seq, because: two}
    attitudes: {north: {attitude: negative, because: two}, south: positive}
    perceives: {north: {prefers: [{that: pay, because: two}]}}
    does_not_see: [{that: pay and pause, because: two}]
    options: {open: Open}
    weights: {open: {weight: 2, because: two}, north.pay: 1}
feasible: [{that: not (pay and pause), because: two, otherwise: pay}]
merge: [{that: open and pay, because: two}]
moves: {forbid: [{dm: south, from: open, to: not open, because: two}]}
status_quo: [north.pause]
timeline:
  - {date: 2024-05-07, kind: call, cites: [two, one]}
  - {date: 2024-05-03, kind: letter, from: north.port, to: south, cites: one}
scenarios:
  dry: {change: {status_quo: []}, because: two}
  wet: {change: {feasible: [{that: open, because: two}]}}
"""


def case_of(folder: Path, text: str = CASE) -> Case:
    (folder / "notes").mkdir(exist_ok=True)
    (folder / "notes" / "river.md").write_text(PAGE, encoding="utf-8")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return dt.load(folder)


def left_out(case: Case) -> dict[str, tuple[tuple[str, str], ...]]:
    assert case.known is not None
    return {left.path: left.waits_for for left in case.known.left_out}


def test_a_claim_is_known_from_the_first_contact_that_cites_it_and_else_always(tmp_path: Path) -> None:
    assert known_from(case_of(tmp_path)) == {"one": "2024-05-03", "two": "2024-05-07", "three": ""}


def test_what_waits_for_a_claim_is_left_out_whatever_its_otherwise_says(tmp_path: Path) -> None:
    case = as_of(case_of(tmp_path), "2024-05-05")
    two = (("two", "2024-05-07"),)
    assert left_out(case) == {
        "north.factions.mill.prefers[0]": two,
        "north.prefers[0]": two,
        "south.concept": two,
        "south.attitudes.north": two,
        "south.perceives.north.prefers[0]": two,
        "south.does_not_see[0]": two,
        "south.weights.south.open": two,
        "feasible[0]": two,
        "merge[0]": two,
        "moves.forbid[0]": two,
        "scenarios.dry": two,
    }
    north, south = case.decision_makers
    assert isinstance(north.preference, Prioritised)
    assert [s.text for s in north.preference.statements] == ["pause"]
    assert [(f.key, f.preference) for f in north.factions] == [("port", None), ("mill", None)]
    assert (south.actor, south.perceives, south.does_not_see) == (None, (), ())
    assert [held.towards for held in south.attitudes] == ["south"]
    assert (case.feasible, case.merges, case.forbidden) == ((), (), ())
    assert (list(case.claims), case.as_of) == (["one", "three"], "2024-05-05")
    assert [(c.date, c.cites) for c in case.timeline] == [("2024-05-03", ("one",))]
    assert [s.key for s in case.scenarios] == ["wet"]
    assert case.scenarios[0].case.feasible == ()
    assert case.known is not None
    assert (case.known.contacts, case.known.unknown, case.known.first) == (1, two, "2024-05-03")


def test_an_option_that_nobody_knew_of_cannot_be_taken(tmp_path: Path) -> None:
    case = as_of(case_of(tmp_path), "2024-05-01")
    assert "north.options.pause" in left_out(case)
    assert [rule.text for rule in case.feasible] == ["not north.pause"]
    assert case.status_quo == ()
    assert [option.name for option in case.options] == ["north.pause", "north.pay", "south.open"]
    assert all("north.pause" not in dt.analyze(case).space.yes(row) for row in range(dt.analyze(case).space.count))
    assert [f.key for f in case.decision_makers[0].factions] == ["mill"]
    assert not any(option.grounds.claims for option in case.options)


def test_what_is_left_of_a_day_can_be_doubted(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    for day in ("2024-05-01", "2024-05-05", "2024-05-08"):
        assert {found.claim for found in workbench.doubt(as_of(case, day), doubted=["all"]).in_doubt} <= set(
            case.claims
        )


def test_a_status_quo_that_waits_is_not_there(tmp_path: Path) -> None:
    text = CASE.replace("status_quo: [north.pause]", "status_quo: {yes: [north.pause], because: two}")
    assert as_of(case_of(tmp_path, text), "2024-05-05").status_quo is None
    assert as_of(case_of(tmp_path, text), "2024-05-07").status_quo == ("north.pause",)


def test_needs_any_is_content_with_one_known_claim(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    north = case.decision_makers[0]
    assert isinstance(north.preference, Prioritised)
    first, *others = north.preference.statements
    asking = Prioritised(statements=(replace(first, grounds=replace(first.grounds, needs=Needs.ANY)), *others))
    case = replace(case, decision_makers=(replace(north, preference=asking), case.decision_makers[1]))
    kept = as_of(case, "2024-05-05").decision_makers[0].preference
    assert isinstance(kept, Prioritised)
    assert [(s.text, s.grounds.claims) for s in kept.statements] == [("open", ("one",)), ("pause", ())]
    assert "north.prefers[0]" in left_out(as_of(case, "2024-05-01"))


def test_the_end_of_the_day_counts(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    assert "feasible[0]" in left_out(as_of(case, "2024-05-06"))
    assert left_out(as_of(case, "2024-05-07")) == {}


RANKED = """\
detente: 1
title: Ranked
decision_makers:
  a: {options: {p: P, q: Q}, ranking: {order: [[s3], [s1, s2], ">>", [s4]], because: river@3:00}}
  b: {options: {r: R}, ranking: [[s4], [s3], [s2], [s1]], unknown: [[s1, s2]]}
  c: {options: {}, ranking: {order: [[s1, s2, s3, s4]], because: river@4:00}}
feasible: [not (p and q), {that: r implies (p or q), because: river@1:00}]
timeline: [{date: 2024-05-02, kind: call, cites: [river@1:00]}, {date: 2024-05-03, kind: call, cites: [river@4:00]}]
"""


def test_a_ranking_that_waits_leaves_all_states_equally_good(tmp_path: Path) -> None:
    case = as_of(case_of(tmp_path, RANKED.replace("s4", "s5")), "2024-05-02")
    assert case.decision_makers[2].preference == Indifferent()


MERGED = """\
detente: 1
title: Merged
decision_makers:
  a: {options: {p: P, q: {title: Q, because: river@2:00}}, ranking: [s2, [s1], ">>", s4, s3]}
  b: {options: {r: R}, ranking: [s4, s3, s2, s1], unknown: [[s1, s2], [s3, s4]]}
merge: [{that: r, because: river@1:00}]
timeline: [{date: 2024-05-02, kind: call, cites: [river@1:00]}, {date: 2024-05-03, kind: call, cites: [river@2:00]}]
"""


def test_rankings_by_number_keep_their_meaning_where_states_are_numbered_anew(tmp_path: Path) -> None:
    """States of the file: 1 NN-, 2 YN-, 3 NY- (all with r no), 4 YY-; and 5, everything with r."""
    text = MERGED.replace("s4, s3]", "s4, s3, s5]").replace("[s4, s3, s2", "[s5, s4, s3, s2")
    case = case_of(tmp_path, text)
    assert dt.analyze(case).space.count == 5
    # On 2 May q is not known, so four masks drop out: 1 NNN, 2 YNN, 3 what is merged (r).
    then = as_of(case, "2024-05-02")
    a, b = then.decision_makers
    assert isinstance(a.preference, Ranking)
    assert [[ref.pattern for ref in tier] for tier in a.preference.tiers] == [["YNN"], ["NNN"], ["NNY"]]
    assert a.preference.gaps == (2,)
    assert [[ref.pattern for ref in group.members] for group in b.unknown] == [["NNN", "YNN"]]
    assert dt.analyze(then).ranks.tolist() == [[2, 3, 1], [1, 2, 3]]
    # Before, the parts of the merged state are told apart, and share its place.
    before = as_of(case, "2024-05-01")
    assert dt.analyze(before).ranks.tolist() == [[2, 3, 1, 1], [1, 2, 3, 3]]


def test_a_state_that_is_not_ranked_is_reported(tmp_path: Path) -> None:
    text = RANKED.replace("s4", "s5").replace("[s1, s2]", "[s1, s2, s4]", 1).replace("[s3], [s2]", "[s3, s4], [s2]")
    case = case_of(tmp_path, text.replace("s3, s5]]", "s3, s4, s5]]"))
    with pytest.raises(dt.CaseFileError, match=r"the ranking of a misses 1 of 6 states: s4 \(NNY\)"):
        dt.analyze(as_of(case, "2024-05-01"))


@pytest.mark.parametrize(
    "day", ["", "yesterday", "2024-13-01", "2024-2-3", "20240203", "2024-W01-1", "2024-02-30", "٢٠٢٤-٠١-٠١"]
)
def test_what_is_no_day_is_refused(tmp_path: Path, day: str) -> None:
    with pytest.raises(dt.AnalysisError, match="is not a day of the calendar; write year-month-day"):
        workbench.as_of(case_of(tmp_path), day)


def test_a_day_beyond_the_case_or_the_present_is_refused(tmp_path: Path) -> None:
    with pytest.raises(dt.AnalysisError, match="the case holds what was known on 2024-05-09"):
        workbench.as_of(case_of(tmp_path), "2024-05-10")
    with pytest.raises(dt.AnalysisError, match="2999-01-01 has not come yet"):
        workbench.as_of(case_of(tmp_path, CASE.replace("as_of: 2024-05-09\n", "")), "2999-01-01")
    assert workbench.as_of(case_of(tmp_path, CASE.replace("as_of: 2024-05-09\n", "")), "2024-05-10").known is not None


def test_a_case_without_dates_is_the_same_on_any_day(tmp_path: Path) -> None:
    text = CASE[: CASE.index("timeline:")]
    case = case_of(tmp_path, text)
    then = as_of(case, "2020-01-01")
    assert then.known is not None
    assert (then.known.left_out, then.known.first) == ((), "")
    assert then.decision_makers == case.decision_makers
