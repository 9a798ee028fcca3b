"""libyaml's events are taken where they are ruamel.yaml's, and nowhere else."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import yaml
from two_parsers import FILES, assert_no_difference, needs_libyaml, outcome, row

from detente.casefile.source import events as module
from detente.casefile.source.events import MOST_EVENTS, NotYamlError, events, pure_events, quick_events


def unguarded(text: str) -> list[tuple[object, ...]] | None:
    """The events of libyaml, whatever the text; None where it finds a mistake."""
    try:
        return [row(event) for event in yaml.parse(text, Loader=yaml.CBaseLoader)]
    except (yaml.YAMLError, ValueError):
        return None


def pure(text: str) -> list[tuple[object, ...]] | None:
    try:
        return [row(event) for event in pure_events(text)]
    except NotYamlError:
        return None


# What is read fast


def test_there_are_case_files_to_compare() -> None:
    assert len(FILES) >= 9


@needs_libyaml
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_case_file_is_read_fast_and_alike(file) -> None:
    text = file.read_text("utf-8-sig")
    assert quick_events(text) is not None
    assert_no_difference(text)


@needs_libyaml
@pytest.mark.parametrize(
    "text",
    [
        "a: b\n",
        "a: b",
        "a: b\r\nc: d\r\n",
        "a: [b, {c: d}, 'e ''f', \"g \\u00e9 \\\\ \\/\"]\n",
        "a: |\n  b\n\n   c\n\n\nd: >-\n  e\n  f\n",
        "a: |2+\n   b\n\nc: d\n",
        "- a: never reached\n",
        "a:\n- b\n- - c\n  - d\n",
        "? a\n: b\n",
        "a: '—😀é'\nb: ünï 😀 c # 😀\nd: e\n",
        "é" * 1000 + ": b\n",
        "a: R&D, 5*3, stop!, 10%, a:b, a#b, http://x/?y=1\n",
        "a: [b:c, http://x/?y=1, 12:41]\n",
        "a: ''\nb: \"\"\n",
    ],
)
def test_what_people_write_is_read_alike(text: str) -> None:
    assert (quick_events(text) is None) == text.startswith("- ")
    assert_no_difference(text)


# What the guard is for

DIFFERENT = {
    "a tab in a value": "a: b\tc\n",
    "a tab after a value": "a: b\t\n",
    "a tab before a value": "a:\tb\n",
    "NEL": "a: b\x85c: d\n",
    "LS": "a: b\u2028c: d\n",
    "PS": "a: b\u2029c: d\n",
    "BOM": "\ufeffa: b\n",
    "a directive": "%YAML 1.1\n---\na: b\n",
    "no space before a comment": "a: |#\n  b\n",
    "spaces before block text": "a: |\n \n  b\n",
    "spaces before block text, CRLF": "a: |\r\n \r\n  b\r\n",
    "nothing under a key": "a:\nb: c\n",
    "nothing in braces": "a: {b: }\n",
    "a pair in a list, quoted": 'a: ["b":c]\n',
    "a pair in a list, with ?": 'a: [? "b" :c]\n',
    "a pair in a list, of a list": "a: [[b]:c]\n",
    "a pair in a list, of a mapping": "a: [{b: c}:d]\n",
    "a pair after others": 'a: [{b: c}, d : e, "f":g]\n',
    "an anchor with a colon": "a: &a:b c\n",
    "block text as all there is": "|\n# x\n",
}


@needs_libyaml
@pytest.mark.parametrize("text", DIFFERENT.values(), ids=DIFFERENT)
def test_where_the_two_differ_libyaml_is_not_asked(text: str) -> None:
    assert unguarded(text) is not None
    assert unguarded(text) != pure(text)
    assert quick_events(text) is None
    assert_no_difference(text)


@needs_libyaml
@pytest.mark.parametrize(
    "text",
    [
        "a: [b\n",
        "a: 'b\n",
        "a: b: c\n",
        "a: @b\n",
        "a:\n    b: 1\n   c: 2\n",
        "k" * 1030 + ": b\n",
        "a: \x01\n",
        "a: \ud800\n",
        'a: "\\ud800"\n',
        'a: "\\U00110000"\n',
        "a: " + "[" * 2000 + "]" * 2000,
        "a: b\n---\nc: d\n",
        "a: b\n...\nc: d\n",
        "a: b\rc: d\r",
        "a: &x b\nc: *x\n",
        "a: !b c\n",
        "",
        "# nothing\n",
        "just words\n",
    ],
)
def test_what_is_wrong_or_no_case_is_told_by_ruamel(text: str) -> None:
    assert quick_events(text) is None
    assert_no_difference(text)


@needs_libyaml
def test_a_mistake_at_the_end_of_a_case_is_told_in_its_place() -> None:
    text = FILES[0].read_text("utf-8-sig") + "\n  x: 'never closed\n"
    _, (problem,) = outcome(events, text)
    assert problem == outcome(pure_events, text)[1][0]
    assert problem.pos.line >= text.count("\n") - 1


@needs_libyaml
def test_a_long_text_is_not_held_at_once() -> None:
    text = "a: [" + "b, " * MOST_EVENTS + "]\n"
    assert quick_events(text) is None
    assert quick_events(text[: len(text) // 2] + "]\n") is not None


# Where libyaml is not there


def told_twice(text: str) -> bool:
    return [row(event) for event in events(text)] == [row(event) for event in pure_events(text)]


@needs_libyaml
def test_another_libyaml_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COMPARED", {(9, 9, 9)})
    assert quick_events("a: b\n") is None
    assert told_twice("a: b\n")


@pytest.mark.parametrize("missing", ["yaml", "yaml._yaml"])
def test_without_libyaml_all_is_read_as_before(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    hidden: dict[str, Any] = {missing: None, "yaml._yaml": None}
    for name, nothing in hidden.items():
        monkeypatch.setitem(sys.modules, name, nothing)
    assert quick_events("a: b\n") is None
    assert told_twice("a: b\n")


@needs_libyaml
def test_one_parser_is_imported_and_not_both() -> None:
    script = (
        "import sys; from detente.casefile.source.events import events;"
        "print('yaml' in sys.modules or 'ruamel' in sys.modules);"
        "list(events('a: b')); print('yaml' in sys.modules, 'ruamel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "True", "False"]
