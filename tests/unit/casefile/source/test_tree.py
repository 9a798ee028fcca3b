"""YAML is refused or understood with exact places."""

import os
import time
from pathlib import Path

import pytest

from detente.casefile.load import examine_case
from detente.casefile.source.findings import Findings
from detente.casefile.source.opening import SourceText
from detente.casefile.source.tree import MAX_BYTES, read_source, read_tree
from detente.errors import CaseFileError


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("yaml-syntax", "detente: 1\ntitle: a»: b\n", "put the whole value in quotes"),
        ("yaml-syntax", "detente: 1\n»\ttitle: x\n", "indent with spaces"),
        ("yaml-syntax", "detente: 1\nsources:\n    a: 1\n   »b: 2\n", "indentation"),
        ("yaml-syntax", "detente: 1\nmerge: [a, b\n»", "is not closed"),
        ("yaml-syntax", "detente: 1\nmoves: {a: b\n»", "is not closed"),
        ("yaml-syntax", "detente: 1\ntitle: »'open\n", "never closed"),
        ("yaml-syntax", "detente: 1\ntitle: »@home\n", "cannot begin with this character"),
        ("anchor-or-alias", "detente: 1\ntitle: »&a text\n", "gigabytes"),
        ("anchor-or-alias", "detente: 1\nmerge:\n  - »*a\n", "gigabytes"),
        ("tag", "detente: 1\nmerge:\n  - »!truce\n", "in quotes"),
        ("several-documents", "detente: 1\n»---\ndetente: 1\n", "one document"),
        ("key-not-text", "detente: 1\n? »[a]\n: b\n", "a key must be text"),
        ("duplicate-key", "detente: 1\ntitle: a\n»title: b\n", "in line 2"),
        ("bad-character", "detente: 1\ntitle: a»\x01\n", "U+0001"),
        ("empty-file", "»# only a comment\n", "is empty"),
        ("empty-file", "»", "is empty"),
        ("wrong-type", "»- a\n- b\n", "a case is a mapping"),
        ("wrong-type", "»just words\n", "a case is a mapping"),
        ("too-many-values", "a: " + "[" * 49 + "»[" + "]" * 50, "levels of nesting"),
    ],
)
def test_unreadable_yaml_is_reported_where_it_stands(examine, code, text, said):
    found = examine(text=text)
    problem = found.at_mark(code)
    assert found.case is None
    assert said in problem.headline()
    assert problem.pos.file == os.path.join("talks", "case.yaml")


def test_a_yaml_bomb_is_refused_before_it_unfolds(examine):
    levels = "\n".join(f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]" for k in range(1, 10))
    found = examine(text=f"detente: 1\na0: »&a0 lol\n{levels}\n")
    assert found.codes.count("anchor-or-alias") == 1 + 9 + 81
    assert set(found.codes) == {"anchor-or-alias", "missing-key", "no-decision-makers", "no-status-quo", "unknown-key"}


def test_every_tag_and_every_alias_is_reported_and_reading_goes_on(examine):
    found = examine(text="detente: 1\ntitle: !a x\nsummary: !b y\nbogus: *q\n")
    assert found.codes.count("tag") == 2
    assert {"anchor-or-alias", "unknown-key", "missing-key"} <= set(found.codes)


@pytest.mark.parametrize("escape", ["\\ud800", "\\x1b[31m", "\\0"])
def test_escapes_that_are_no_text_are_refused(examine, escape):
    assert "bad-character" in examine(text=f'detente: 1\ntitle: "A {escape}"\n').codes
    assert "bad-character" in examine(text=f'detente: 1\n"{escape}": 1\n').codes


def test_a_hundred_thousand_brackets_do_not_exhaust_the_stack(examine):
    assert examine(text="a: " + "[" * 100_000).codes == ["too-many-values"]


@pytest.mark.slow
def test_more_values_than_a_person_writes_are_refused(examine):
    found = examine(text="a: [" + "x," * 200_001 + "x]")
    assert "more than 200,000 values" in found.only("too-many-values").message


def test_a_file_of_100_megabytes_is_refused_by_its_size_at_once(tmp_path):
    file = tmp_path / "case.yaml"
    with file.open("wb") as stream:
        stream.truncate(100_000_000)
    start = time.perf_counter()
    case, problems = examine_case(tmp_path)
    assert time.perf_counter() - start < 1
    assert case is None
    assert [p.code for p in problems] == ["file-too-large"]
    assert f"{MAX_BYTES:,}" in problems[0].message


def test_bytes_that_are_not_utf_8_are_placed(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_bytes("detente: 1\ntitle: é".encode() + b"\xff")
    _, problems = examine_case(file)
    assert [(p.code, p.pos.line, p.pos.column) for p in problems] == [("not-utf-8", 2, 9)]
    assert "0xff" in problems[0].message


def test_a_byte_order_mark_and_windows_line_ends_are_read(examine):
    text = "\ufeffdetente: 1\r\ntitle: t\r\ndecision_makers:\r\n  a:\r\n    options: {x: X}\r\n    prefers: [»y]\r\n"
    found = examine(text=text)
    problem = found.only("unknown-option")
    assert (problem.pos.line, problem.pos.column) == (6, 15)
    assert problem.source_line == "    prefers: [y]"


@pytest.mark.parametrize("name", ["missing.yaml", "nul\0.yaml"])
def test_a_file_that_is_not_there_is_a_sentence(tmp_path, name):
    _, problems = examine_case(tmp_path / name)
    assert [p.code for p in problems] == ["cannot-open"]


def test_a_device_is_not_read(tmp_path):
    if not Path("/dev/zero").exists():
        pytest.skip("no such device here")
    with pytest.raises(CaseFileError, match="is not a file"):
        read_source(Path("/dev/zero"), "/dev/zero")


def test_values_stay_text_and_know_their_places():
    source = SourceText("x", "no: 12:41\n'a b': \"two\\nlines\"\nlist:\n- ~\n-\n")
    findings = Findings(source)
    tree = read_tree(source, findings)
    assert tree is not None
    assert not findings.problems
    entries = tree.entries
    assert [(e.key.text, str(e.key.pos)) for e in entries.values()] == [
        ("no", "x:1:1"),
        ("a b", "x:2:1"),
        ("list", "x:3:1"),
    ]
    assert entries["no"].value.text == "12:41"
    assert str(entries["no"].value.pos) == "x:1:5"
    first, second = entries["list"].value.items
    assert (first.text, first.empty, second.empty) == ("~", False, True)
