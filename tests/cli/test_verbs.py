"""The real entry point, as a user's shell runs it: stdout, stderr and exit codes of the contract."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from command import detente, document

from detente.catalog import catalog_path
from detente.cli.app import VERBS, app
from detente.cli.output import guarded

ROOT = Path(__file__).parents[2]
UKRAINE = ROOT / "cases" / "ukraine-2024"
ELMIRA = catalog_path("proceedings/ieee-smc/hipel-fang-kilgour-haight-1993/elmira")
BROKEN = "detente: 1\ntitle: T\ntitel: U\ndecision_makers:\n  a:\n    name: A\n    options: {x: X}\n    prefers: [y]\n"


def test_check_of_the_shipped_case_is_fine() -> None:
    run = detente("check", UKRAINE)
    assert run.returncode == 0, run.stdout
    assert "error" not in run.stdout
    assert document(detente("check", UKRAINE, "--json"))["ok"] is True


def test_check_reports_everything_at_once_and_exits_with_2(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(BROKEN)
    run = detente("check", "case.yaml", cwd=tmp_path)
    assert run.returncode == 2
    assert "case.yaml:3:1: error[unknown-key]: " in run.stdout
    assert "case.yaml:8:15: error[unknown-option]: " in run.stdout
    lines = run.stdout.splitlines()
    at = next(k for k, line in enumerate(lines) if "unknown-option" in line)
    assert lines[at + 2].index("^") - lines[at + 1].index("prefers") == len("prefers: [")
    found = document(detente("check", "case.yaml", "--json", cwd=tmp_path))
    assert {(p["code"], p["line"], p["column"]) for p in found["problems"]} >= {
        ("unknown-key", 3, 1),
        ("unknown-option", 8, 15),
    }


def test_a_broken_case_with_json_is_one_document_and_messages_go_to_stderr(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(BROKEN)
    run = detente("analyze", tmp_path, "--json")
    assert run.returncode == 2
    assert document(run)["schema"] == "detente.error/1"
    assert "error[unknown-key]" in run.stderr
    assert "Traceback" not in run.stderr


def test_analyze_json_keeps_the_contract() -> None:
    found = document(detente("analyze", UKRAINE, "--json"))
    assert found["schema"] == "detente.analysis/1"
    assert found["decision_makers"] == ["russia", "ukraine", "us"]
    assert found["states"]["count"] == len(found["states"]["list"]) == 24
    assert found["states"]["list"][0] == {"state": 1, "yes": []}
    for concept in ("nash", "gmr", "smr", "seq", "sseq", "sim"):
        stable = [set(found["stable"][concept][dm]) for dm in found["decision_makers"]]
        assert found["equilibria"][concept] == sorted(set.intersection(*stable))
    claims = {c["url"] for entry in found["citations"] for c in entry["claims"]}
    assert "https://youtu.be/rP2kEF3Mj-o?t=446" in claims


def test_analyze_one_concept_and_one_state() -> None:
    case = catalog_path("journals/gdn/hipel-kilgour-kinsara-2014/syria-iraq-1975")
    found = document(detente("analyze", case, "--json", "--concept", "nash", "--state", "6"))
    assert list(found["equilibria"]) == ["nash"]
    run = detente("analyze", case, "--state", "6")
    assert run.returncode == 0
    assert "state 6" in run.stdout.lower()


def test_analyze_with_one_concept_per_decision_maker() -> None:
    actors = ("--actor", "russia=seq", "--actor", "us=Nash", "--actor", "ukraine=smr")
    found = document(detente("analyze", UKRAINE, "--json", *actors))
    kinds = {"russia": "seq", "ukraine": "smr", "us": "nash"}
    assert found["mixed"]["concepts"] == kinds
    stable = [set(found["stable"][concept][dm]) for dm, concept in kinds.items()]
    assert found["mixed"]["equilibria"] == sorted(set.intersection(*stable))
    assert "own kind of actor" in detente("analyze", UKRAINE, *actors).stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("analyze", UKRAINE, "--actor", "russia"), "write --actor DM=seq"),
        (("analyze", UKRAINE, "--actor", "rusia=seq"), "not a decision maker of this case"),
        (("analyze", UKRAINE, "--actor", "us=brave"), "'brave' is not a stability concept"),
        (("analyze", UKRAINE, "--actor", "us=seq", "--actor", "us=smr"), "two concepts for 'us'"),
        (("analyze", UKRAINE, "--state", "99"), "there is no state 99"),
        (("analyze", UKRAINE, "--state", "0"), "there is no state 0"),
        (("analyze", UKRAINE, "--concept", "nsah"), "nsah"),
        (("evolve", UKRAINE, "--from", "99"), "there is no state 99; states are numbered 1 to 24"),
        (("evolve", UKRAINE, "--from", "0"), "there is no state 0"),
        (("evolve", UKRAINE, "--concept", "nsah"), "nsah"),
        (("evolve", "no-such-folder"), "no-such-folder"),
        (("check", "no-such-folder"), "no-such-folder"),
        (("claims", "no-such-folder"), "no-such-folder"),
        (("report", UKRAINE, "-o", "no-such-folder/r.html"), "no-such-folder"),
        (("convert", UKRAINE, "case.txt"), "case.txt"),
        (("check", "a" * 300), f"{'a' * 300}: file name too long"),
        (("analyze",), "Missing argument 'CASE'"),
        (("analyze", UKRAINE, "--horizon", "0"), "0 is not in the range 1<=x<=64"),
        (("check", UKRAINE, "--nope"), "No such option"),
        (("nosuch",), "No such command 'nosuch'"),
    ],
)
def test_mistakes_of_the_user_are_sentences_and_exit_with_2(arguments: tuple, says: str, tmp_path: Path) -> None:
    run = detente(*arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert says in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("arguments", [("\x1b[31m",), ("check", "\x1b[31m"), ("check", "--\x1b[31m", ".")])
def test_what_a_terminal_would_obey_does_not_reach_it(arguments: tuple[str, ...]) -> None:
    run = detente(*arguments)
    assert run.returncode == 2
    assert "[31m" in run.stdout + run.stderr
    assert "\x1b" not in run.stdout + run.stderr


def test_without_a_verb_all_verbs_are_told_in_whole_sentences() -> None:
    run = detente()
    assert (run.returncode, run.stderr) == (2, "")
    assert run.stdout == detente("--help").stdout
    said = " ".join(run.stdout.split())
    for verb in VERBS:
        whole = app.get_command(click.Context(app), verb)
        assert whole is not None
        assert f"{verb} {' '.join((whole.help or '').split())}" in said


def test_new_check_analyze_report_from_an_empty_folder(tmp_path: Path) -> None:
    assert detente("new", "case", cwd=tmp_path).returncode == 0
    assert detente("check", "case", cwd=tmp_path).stdout.strip() == "no problems"
    assert detente("analyze", "case", cwd=tmp_path).returncode == 0
    assert detente("report", "case", "-o", "r.html", cwd=tmp_path).returncode == 0
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    again = detente("new", "case", cwd=tmp_path)
    assert again.returncode == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case", "r.html"]


def test_claims_as_json_and_as_a_linter(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(
        "---\ntitle: T\nvideoId: -abc\n---\n\nIt rained "
        '<a class="yt-timestamp" data-t="08:44:00">[08:44:00]</a>. It is dry.\n'
    )
    run = detente("claims", tmp_path, "--json")
    assert run.returncode == 0
    (page,) = document(run)["pages"]
    assert page["source"] == "-abc"
    assert [c["sentence"] for c in page["claims"]] == ["It rained."]
    assert page["claims"][0]["urls"] == ["https://youtu.be/-abc?t=31440"]
    assert [(p["code"], p["line"]) for p in page["problems"]] == [("impossible-moment", 6)]
    assert detente("claims", tmp_path, "--fail-on", "warning").returncode == 2
    assert detente("claims", tmp_path, "--fail-on", "error").returncode == 0
    early = detente("claims", tmp_path, "--json", "--duration", "60")
    assert "impossible-moment" in early.stdout


def test_convert_both_ways(tmp_path: Path) -> None:
    case = catalog_path("journals/gdn/hipel-kilgour-kinsara-2014/syria-iraq-1975")
    assert detente("convert", case, "s.gmcr", cwd=tmp_path).returncode == 0
    assert detente("convert", "s.gmcr", "back/case.yaml", cwd=tmp_path).returncode in (0, 2)
    before = document(detente("analyze", case, "--json"))
    after = document(detente("analyze", "s.gmcr", "--json", cwd=tmp_path))
    assert before["equilibria"] == after["equilibria"]


def test_output_survives_a_plain_terminal_and_a_closed_pipe(tmp_path: Path) -> None:
    run = detente("analyze", UKRAINE, PYTHONIOENCODING="ascii", LC_ALL="C", COLUMNS="40")
    assert run.returncode == 0, run.stderr
    assert "Y holds: stable for every decision" in " ".join(run.stdout.split())
    assert document(detente("claims", UKRAINE / "notes", "--json", PYTHONIOENCODING="ascii"))["pages"]
    line = f"{sys.executable} -m detente analyze {UKRAINE} --json | head -c 10"
    piped = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=False)
    assert "Traceback" not in piped.stderr
    assert "internal error" not in piped.stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
@pytest.mark.parametrize("arguments", [("claims", UKRAINE / "notes"), ("analyze", UKRAINE), ("check", UKRAINE)])
def test_progress_on_a_terminal_leaves_standard_output_alone(arguments: tuple) -> None:
    """Standard error is a terminal, standard output is not: as in `detente claims --json notes > out.json`."""
    terminal, side = os.openpty()
    command = [sys.executable, "-m", "detente", *map(str, arguments), "--json"]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=side, check=False, timeout=120)
    os.close(side)
    os.close(terminal)
    assert run.returncode == 0
    assert json.loads(run.stdout)["schema"].startswith("detente.")


def test_claims_of_a_missing_path_is_one_json_document(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("It rained [00:01:00].\n")
    run = detente("claims", "--json", "page.md", "none.md", cwd=tmp_path)
    assert run.returncode == 2
    assert [p["code"] for p in document(run)["problems"]] == ["missing-page"]


def test_an_interrupt_is_a_sentence(tmp_path: Path) -> None:
    """22 options of two decision makers take seconds; Ctrl-C in the middle leaves no page and no traceback."""
    options = ", ".join(f"o{k}: Option {k}" for k in range(11))
    makers = "".join(f"  {dm}:\n    name: {dm}\n    options: {{{options}}}\n    prefers: [{dm}.o0]\n" for dm in "ab")
    (tmp_path / "case.yaml").write_text(f"detente: 1\ntitle: Big\ndecision_makers:\n{makers}")
    begun = (  # what a shell runs in the background ignores Ctrl-C, and so would this
        "import signal; from detente.cli import main; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "print('begun', flush=True); main()"
    )
    command = [sys.executable, "-c", begun, "report", str(tmp_path), "-o", str(tmp_path / "r.html")]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=60)[1]
    assert running.returncode == 130, said
    assert "interrupted" in said
    assert "Traceback" not in said
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case.yaml"]


def test_an_interrupt_while_a_class_is_made_is_an_interrupt(capsys: pytest.CaptureFixture[str]) -> None:
    """As Python before 3.12 tells of Ctrl-C during an import."""
    with pytest.raises(click.exceptions.Exit) as left, guarded():
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()
    assert left.value.exit_code == 130
    assert "interrupted" in capsys.readouterr().err
    with pytest.raises(click.exceptions.Exit) as left, guarded():
        raise RuntimeError("a fault") from ValueError()
    assert left.value.exit_code == 1


def test_schema_is_a_json_schema() -> None:
    assert document(detente("schema"))["$schema"].startswith("https://json-schema.org/")


def test_version() -> None:
    import detente as dt

    assert detente("--version").stdout.strip() == f"detente {dt.__version__}"


def test_evolve_json_keeps_the_contract() -> None:
    found = document(detente("evolve", ELMIRA, "--json"))
    assert (found["schema"], found["from"]) == ("detente.evolution/1", 1)
    reached = {e["state"]: e for e in found["equilibria"]}  # 6 and 9 are the papers' 5 and 8
    assert {state: e["reach"] for state, e in reached.items()} == {
        1: "improvements",
        4: "disimprovement",
        5: "disimprovement",
        6: "improvements",
        9: "coalition",
    }
    assert reached[6]["path"] == [{"by": ["local_government"], "from": 1, "to": 6, "improvement": True}]
    assert reached[9]["movers"] == ["moe", "uniroyal"]
    assert [step["by"] for step in reached[9]["path"]] == [["local_government"], ["moe", "uniroyal"]]
    assert reached[9]["alternatives"][0]["movers"] == ["moe"]
    assert document(detente("analyze", ELMIRA, "--json"))["evolution"]["equilibria"] == found["equilibria"]


def test_evolve_from_another_state_and_for_one_concept() -> None:
    found = document(detente("evolve", ELMIRA, "--json", "--from", "6", "--concept", "nash"))
    assert found["from"] == 6
    assert {e["state"]: len(e["path"]) for e in found["equilibria"]} == {5: 1, 6: 0, 9: 1}
    said = detente("evolve", ELMIRA, "--from", "6", PYTHONIOENCODING="ascii").stdout
    assert "Beginning from state 6" in said
    assert "6 -> 9 (Ministry" in said
    assert "6 ?" not in said


def test_evolve_without_a_status_quo_says_what_to_do(tmp_path: Path) -> None:
    makers = "  a:\n    name: A\n    options: {x: X}\n    prefers: [x]\n"
    (tmp_path / "case.yaml").write_text(f"detente: 1\ntitle: T\ndecision_makers:\n{makers}")
    run = detente("evolve", tmp_path)
    assert run.returncode == 2
    assert "--from N" in run.stderr
    assert detente("evolve", tmp_path, "--from", "1").returncode == 0
    assert "evolution" not in document(detente("analyze", tmp_path, "--json"))


def test_doubt_has_an_answer_for_a_case_without_claims() -> None:
    run = detente("doubt", ELMIRA)
    assert run.returncode == 0, run.stderr
    assert "State 6 under Nash" in run.stdout
    assert "How far a ranking may be wrong" in run.stdout
    found = document(detente("doubt", ELMIRA, "--json"))["rankings"]["radii"]
    uniroyal = next(r for r in found if (r["state"], r["concept"], r["dm"]) == (6, "nash", "uniroyal"))
    assert (uniroyal["swaps"], [(p["better"], p["worse"]) for p in uniroyal["example"]]) == (1, [(6, 5)])
