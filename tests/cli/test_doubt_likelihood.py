"""``detente doubt`` on cases in which somebody judged how likely the claims are, as a user's shell runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import detente, document

NOTE = """---
title: {title}
videoId: {video}
---

From: {title}_radio

{sentences}
"""
CASE = """detente: 1
title: A pump and a dam
sources:
  VALLEYrec01: {{channel: valley_radio, reliability: C}}
  HILLrecor02: {{channel: hill_radio, reliability: C}}
claims:
  pump: {{at: "valley@00:01:00", credibility: 3{pump}}}
  fuel: {{at: "valley@00:02:00", credibility: 3{fuel}}}
  dam: {{at: "hill@00:03:00", credibility: {grade}{dam}}}
{rule}decision_makers:
  south:
    options: {{pump: Run the pump}}
    prefers:
      - {{that: pump, because: pump}}
      - {{that: not pump, because: fuel}}
  north:
    options: {{dam: Build the dam}}
    prefers:
      - {{that: dam, because: dam, otherwise: not dam}}
status_quo: []
"""


def write(
    folder: Path,
    pump: str = "likely",
    fuel: str = "[0.3, 0.4]",
    dam: str = "very likely",
    within: str = "",
    grade: int = 3,
) -> Path:
    """The case: South runs the pump if ``pump`` is true or ``fuel`` is not; North builds the dam if ``dam`` is true."""
    (folder / "notes").mkdir(parents=True, exist_ok=True)
    pages = {
        "valley": ("VALLEYrec01", "South wants the pump to run [00:01:00]. South wants to save fuel [00:02:00]."),
        "hill": ("HILLrecor02", "North wants a dam [00:03:00]."),
    }
    for title, (video, sentences) in pages.items():
        text = NOTE.format(title=title, video=video, sentences=sentences)
        (folder / "notes" / f"{title}.md").write_text(text, encoding="utf-8")
    given = {"pump": pump, "fuel": fuel, "dam": dam}
    words = {name: f", likelihood: {said}" if said else "" for name, said in given.items()}
    rule = f"doubt: {{within_source: {within}}}\n" if within else ""
    (folder / "case.yaml").write_text(CASE.format(rule=rule, grade=grade, **words), encoding="utf-8")
    return folder


def both(folder: Path, *flags: str) -> dict:
    """What the JSON says of "the pump runs and the dam is built" (Nash)."""
    whole = document(detente("doubt", folder, "--concept", "nash", "--json", *flags))
    wanted = [k for k, c in enumerate(whole["conclusions"]) if c["kind"] == "equilibrium" and len(c["yes"]) == 2]
    assert len(wanted) == 1
    return next(f for f in whole["likelihoods"]["conclusions"] if f["conclusion"] == wanted[0])


def ends(interval: dict) -> list[float]:
    return [interval["low"], interval["high"]]


@pytest.mark.parametrize(
    ("within", "south"),
    [
        ("", (0.60, 1.00)),  # an or is at least its likelier part, at most the sum of its parts
        ("any", (0.60, 1.00)),
        ("independent", (1 - 0.45 * 0.4, 1 - 0.2 * 0.3)),
        ("together", (1.0, 1.0)),  # pump is likelier than fuel: where pump fails, fuel does too
    ],
)
def test_the_numbers_are_those_worked_out_by_hand(tmp_path: Path, within: str, south: tuple[float, float]) -> None:
    pytest.importorskip("scipy")
    found = both(write(tmp_path, within=within))
    low, high = south
    assert ends(found["independent"]) == pytest.approx([low * 0.8, high * 0.95], abs=1e-6)
    assert ends(found["any_dependence"]) == pytest.approx([low + 0.8 - 1, min(high, 0.95)], abs=1e-6)
    assert found["unjudged"] == []
    assert found["verify"][0]["claim"] == "dam"


def test_people_read_bounds_assumptions_and_what_to_verify_first(tmp_path: Path) -> None:
    shown = " ".join(detente("doubt", write(tmp_path), "--concept", "nash").stdout.split())
    assert "How likely, by what was judged" in shown
    assert "pump (00:01:00) likely; fuel (00:02:00) between 30 and 40 %; dam (00:03:00) very likely" in shown
    assert "Verify dam (00:03:00) first: to know whether it is true is expected to leave less uncertain" in shown
    assert "In these bounds how claims of one source go together is left open." in shown
    assert "Whatever their dependence: sources may copy or contradict one another." in shown
    assert "“likely” is 55 to 80 % and “very likely” is 80 to 95 %" in shown
    assert "between 48 and 95 %" in shown
    assert " 100 %" not in shown
    assert "and no probability" not in shown


@pytest.mark.parametrize(
    ("within", "said"),
    [("together", "claims of one source go together"), ("independent", "true or false independently of one another")],
)
def test_the_dependence_inside_a_source_is_stated(tmp_path: Path, within: str, said: str) -> None:
    shown = " ".join(detente("doubt", write(tmp_path, within=within)).stdout.split())
    assert said in shown


def test_no_number_where_a_claim_that_matters_was_not_judged(tmp_path: Path) -> None:
    folder = write(tmp_path, dam="", grade=6)
    found = both(folder)
    assert found["unjudged"] == ["dam"]
    assert found["independent"] is found["any_dependence"] is None
    assert found["verify"] == []
    shown = " ".join(detente("doubt", folder, "--concept", "nash").stdout.split())
    assert "dam (00:03:00) can flip them too, and nobody judged how likely that is" in shown
    trusted = both(folder, "--trust", "dam")
    assert trusted["unjudged"] == []
    assert ends(trusted["independent"]) == pytest.approx([0.6, 1.0])


def test_a_claim_that_is_judged_and_trusted_is_taken_as_true_and_said_so(tmp_path: Path) -> None:
    folder = write(tmp_path)
    assert ends(both(folder, "--trust", "dam")["independent"]) == pytest.approx([0.6, 1.0])
    shown = " ".join(detente("doubt", folder, "--trust", "dam").stdout.split())
    assert "Trusted, and so taken as true whatever was judged: dam." in shown


def test_nothing_is_said_where_nobody_judged(tmp_path: Path) -> None:
    folder = write(tmp_path, pump="", fuel="", dam="", grade=6)
    assert document(detente("doubt", folder, "--json"))["likelihoods"] is None
    shown = detente("doubt", folder).stdout
    assert "How likely" not in shown
    assert "no probability: worlds are counted, not weighed" in shown


def test_the_words_are_those_of_the_row_that_the_analyst_used(tmp_path: Path) -> None:
    shown = " ".join(detente("doubt", write(tmp_path, pump="likely", dam="highly probable")).stdout.split())
    told = shown[shown.index("How likely") : shown.index("A table of worlds")]
    assert "pump (00:01:00) likely;" in told
    assert "dam (00:03:00) between 80 and 95 %" in told  # a word of the other row is told by its numbers
    assert "very likely" in told
    assert "probable" not in told
    shown = " ".join(detente("doubt", write(tmp_path, pump="probable", dam="highly probable")).stdout.split())
    told = shown[shown.index("How likely") : shown.index("A table of worlds")]
    assert "“highly probable” is 80 to 95 %" in told
    assert "very likely" not in told


def test_the_page_shows_it_too(tmp_path: Path) -> None:
    folder = write(tmp_path / "pump")
    run = detente("report", folder, "-o", tmp_path / "page.html")
    assert run.returncode == 0, run.stderr
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "How likely, by what was judged" in page
    assert "What to verify first" in page


@pytest.mark.parametrize(
    ("likelihood", "said"),
    [
        ("[0.6, 0.3]", "0.6"),
        ("[0, 0.5]", "above 0"),
        ("[0.5, 1]", "below 1"),
        ("quite likely", "likely"),
        ("0.7", ""),
        ("[0.2, 0.3, 0.4]", ""),
        ("[a, b]", ""),
        ("[.nan, 0.5]", ""),
    ],
)
def test_a_likelihood_that_means_nothing_is_a_mistake_of_the_file(tmp_path: Path, likelihood: str, said: str) -> None:
    folder = write(tmp_path, pump=likelihood)
    run = detente("doubt", folder)
    assert run.returncode == 2
    shown = run.stdout + run.stderr
    assert "case.yaml:7:" in shown
    assert said in shown
    assert "Traceback" not in shown
    assert "internal error" not in shown


def test_a_dependence_that_means_nothing_is_a_mistake_of_the_file(tmp_path: Path) -> None:
    run = detente("doubt", write(tmp_path, within="perhaps"))
    assert run.returncode == 2
    assert "case.yaml:10:" in run.stdout + run.stderr
    assert "together" in run.stdout + run.stderr


def test_a_point_is_an_interval_without_width(tmp_path: Path) -> None:
    found = both(write(tmp_path, pump="[0.7, 0.7]", fuel="[0.5, 0.5]", dam="[0.9, 0.9]", within="independent"))
    assert ends(found["independent"]) == pytest.approx([0.85 * 0.9] * 2)
    verify = {v["claim"]: v for v in found["verify"]}
    assert verify["dam"]["reduction"] == pytest.approx([0.09 * 0.85**2] * 2)
