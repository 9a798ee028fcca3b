"""A folder holds one sweep, whole parts of it, and the same bytes whoever computed them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sweeps import content, write_case

import detente as dt
from detente.errors import AnalysisError
from detente.model.concepts import Concept
from detente.questions.sweeps import work
from detente.questions.sweeps.folder import opened
from detente.questions.sweeps.found import SweepPlan

PLAN = SweepPlan(runs=500, swaps=1, block=64, seed=3)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory):
    return dt.load(write_case(tmp_path_factory.mktemp("case") / "gate"))


@pytest.fixture
def numbers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The blocks that are computed, as they are."""
    computed: list[int] = []
    compute = work.compute

    def counted(parcel: bytes, number: int):
        computed.append(number)
        return compute(parcel, number)

    monkeypatch.setattr(work, "compute", counted)
    return computed


def sweep(case, folder: Path, plan: SweepPlan = PLAN, **how):
    return dt.workbench.sweep(case, folder, plan, **{"workers": 1, **how})


def test_every_run_is_in_a_part_and_counted_once(case, tmp_path, numbers):
    found = sweep(case, tmp_path / "out")
    assert numbers == list(range(8))
    assert (found.computed, found.found) == (8, 0)
    tables = [pq.read_table(file) for file in sorted((tmp_path / "out").glob("*.parquet"))]
    runs = [run for table in tables for run in table["run"].to_pylist()]
    assert runs == list(range(500))
    summary = json.loads((tmp_path / "out" / "summary.json").read_bytes())
    assert sum(s["runs"] for s in summary["scenarios"]) == 500
    for told in summary["conclusions"]:
        rows = [row for table in tables for row in table.to_pylist() if row["scenario"] == told["scenario"]]
        assert told["runs"] == sum(told["mask"] in (row[told["concept"]] or ()) for row in rows)
    held = {(s, c, m) for t in tables for row in t.to_pylist() for c in ("nash", "sim") for m in row[c] or ()
            for s in [row["scenario"]]}  # fmt: skip
    listed = {(t["scenario"], t["concept"], t["mask"]) for t in summary["conclusions"]}
    assert held == {key for key in listed if key[1] in ("nash", "sim")}


def test_a_second_call_computes_nothing_and_changes_nothing(case, tmp_path, numbers):
    sweep(case, tmp_path)
    before = content(tmp_path)
    numbers.clear()
    again = sweep(case, tmp_path)
    assert (numbers, again.found) == ([], 8)
    assert content(tmp_path) == before


def test_only_damaged_and_missing_parts_are_computed_again(case, tmp_path, numbers):
    sweep(case, tmp_path)
    before = content(tmp_path)
    numbers.clear()
    cut, turned, swapped, gone, empty = (tmp_path / f"runs-{k:06d}.parquet" for k in (1, 2, 4, 5, 7))
    cut.write_bytes(cut.read_bytes()[:-20])
    flipped = bytearray(turned.read_bytes())
    flipped[len(flipped) // 3] ^= 16
    turned.write_bytes(flipped)
    swapped.write_bytes((tmp_path / "runs-000003.parquet").read_bytes())
    gone.unlink()
    empty.write_bytes(b"")
    (tmp_path / "summary.json").unlink()
    (tmp_path / ".runs-000005.parquet.x.part").write_bytes(b"left by a process that was killed")
    sweep(case, tmp_path)
    assert sorted(numbers) == [1, 2, 4, 5, 7]
    assert content(tmp_path) == before


def test_every_flipped_bit_of_a_part_is_noticed(case, tmp_path, numbers):
    small = replace(PLAN, runs=5, concepts=(Concept.NASH,))
    sweep(case, tmp_path, small)
    part = tmp_path / "runs-000000.parquet"
    whole = part.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        part.write_bytes(flipped)
        sweep(case, tmp_path, small)
        assert part.read_bytes() == whole


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"seed": 4}, "seed is 3 there and 4 here"),
        ({"runs": 501}, "runs is 500 there and 501 here"),
        ({"swaps": 0}, "swaps is 1 there and 0 here"),
        ({"scenarios": ("treaty",)}, "scenarios is"),
        ({"trust": ("south-waits",)}, "trust is"),
        ({"block": 65}, "block is 64 there and 65 here"),
    ],
)
def test_another_plan_is_refused(case, tmp_path, other, said):
    sweep(case, tmp_path)
    before = content(tmp_path)
    with pytest.raises(AnalysisError, match=said):
        sweep(case, tmp_path, replace(PLAN, **other))
    assert content(tmp_path) == before


def test_another_case_is_refused(case, tmp_path):
    sweep(case, tmp_path)
    with pytest.raises(AnalysisError, match="case is"):
        sweep(replace(case, digest="0" * 64), tmp_path)


def test_a_folder_with_other_things_is_refused(case, tmp_path):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(AnalysisError, match="has files in it and no sweep"):
        sweep(case, tmp_path)
    with pytest.raises(AnalysisError, match="cannot be written to"):
        sweep(case, tmp_path / "letter.txt")
    assert list(content(tmp_path)) == ["letter.txt"]


def test_two_at_once_are_refused_and_the_lock_goes_with_its_holder(case, tmp_path):
    with opened(tmp_path, b"{}"), pytest.raises(AnalysisError, match="another sweep is writing"):
        sweep(case, tmp_path)
    (tmp_path / "plan.json").unlink()
    sweep(case, tmp_path)


def test_the_same_bytes_for_any_number_of_workers(case, tmp_path):
    for workers in (1, 2, 4):
        sweep(case, tmp_path / str(workers), workers=workers)
    one = content(tmp_path / "1")
    assert len(one) == 8 + 3
    assert content(tmp_path / "2") == one
    assert content(tmp_path / "4") == one


def test_runs_without_a_feasible_state_are_told_apart(case, tmp_path):
    from detente.model.case import Constraint
    from detente.model.formula import Not, OptionRef
    from detente.model.grounds import Grounds

    # if the claim fails, North must share and must not
    rule = Constraint(
        formula=Not(OptionRef("north.share")),
        text="not north.share",
        grounds=Grounds("feasible[1]", ("north-shares",), otherwise=OptionRef("north.share")),
    )
    other = replace(rule, grounds=Grounds("feasible[2]"))
    impossible = replace(case, feasible=(*case.feasible, rule, other), scenarios=(), digest="1" * 64)
    found = sweep(impossible, tmp_path, replace(PLAN, grid=True, swaps=0))
    table = pq.read_table(tmp_path / "runs-000000.parquet")
    claims = json.loads(table.schema.metadata[b"detente"])["claims"]
    bit = 1 << claims.index("north-shares")
    assert found.impossible == (4,)
    for row in table.to_pylist():
        assert (row["nash"] is None) == bool(row["failed"] & bit)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ({"runs": 0}, "runs must be a whole number from 1"),
        ({"swaps": -1}, "swaps must be"),
        ({"seed": 1.5}, "seed must be"),
        ({"repeat": 2}, "repeat says"),
        ({"scenarios": ("flood",)}, "there is no scenario 'flood'"),
        ({"scenarios": ()}, "no scenario is named"),
        ({"doubt": ("nothing",)}, "'nothing' is no claim"),
        ({"doubt": ("south-waits",), "trust": ("south-waits",)}, "both doubted and trusted"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_before_a_folder_is_made(case, tmp_path, plan, said):
    with pytest.raises(AnalysisError, match=said):
        sweep(case, tmp_path / "out", replace(PLAN, **plan))
    assert not (tmp_path / "out").exists()


def test_a_grid_that_nobody_could_finish_is_refused(case, tmp_path):
    claim = case.claims["south-waits"]
    many = {f"c{k}": replace(claim, name=f"c{k}") for k in range(40)}
    rule = replace(case.feasible[0], grounds=replace(case.feasible[0].grounds, claims=tuple(many)))
    with pytest.raises(AnalysisError, match=r"2\*\*4\d worlds"):
        sweep(replace(case, claims={**case.claims, **many}, feasible=(rule,)), tmp_path, SweepPlan(grid=True))


def test_more_claims_than_a_word_has_bits(case, tmp_path):
    claim = case.claims["south-waits"]
    many = {f"c{k}": replace(claim, name=f"c{k}") for k in range(70)}
    rule = replace(case.feasible[0], grounds=replace(case.feasible[0].grounds, claims=tuple(many)))
    large = replace(case, claims={**case.claims, **many}, feasible=(rule,), scenarios=(), digest="2" * 64)
    sweep(large, tmp_path)
    table = pq.read_table(tmp_path / "runs-000000.parquet")
    assert table.column_names[:4] == ["run", "scenario", "failed", "failed_64"]
    n_claims = len(json.loads(table.schema.metadata[b"detente"])["claims"])
    assert n_claims == 73
    assert (1 << 8) <= max(table["failed_64"].to_pylist()) < (1 << 9)


def test_workers_that_make_no_sense_are_refused(case, tmp_path):
    with pytest.raises(AnalysisError, match="workers must be"):
        sweep(case, tmp_path, workers=0)
    with pytest.raises(AnalysisError, match="give one of both"):
        sweep(case, tmp_path, workers=2, dask="tcp://127.0.0.1:1")


def test_a_missing_library_is_named_with_its_extra(case, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(AnalysisError, match=r"detente\[sweep\]"):
        sweep(case, tmp_path / "out")
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(AnalysisError, match=r"detente\[sweep,dask\]"):
        sweep(case, tmp_path / "out", workers=None, dask="tcp://127.0.0.1:1")
