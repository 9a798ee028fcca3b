"""What holds of every room and every file of the house, so that nobody has to remember it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from sources import texts, tree

import detente
from detente.questions.question import Question
from detente.questions.registry import QUESTIONS

ROOT = Path(__file__).parents[2]
SOURCES = Path(detente.__file__).parent
FILES = sorted(SOURCES.rglob("*.py"))
ROOMS = sorted(path.parent.name for path in (SOURCES / "questions").glob("*/__init__.py"))
COMMANDS = re.compile(r"(?<![\w-])--[a-z]|`detente [a-z]|'detente [a-z]|\bdetente (analyze|check|doubt|evolve|sweep)\b")
ASKING = [*(SOURCES / "analysis").rglob("*.py"), *(SOURCES / "questions").rglob("*.py")]
LONGEST = 400


@pytest.mark.parametrize("key", ["modules", "containers"])
def test_every_room_stands_in_the_contracts(key: str) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (listed,) = [c[key] for c in contracts if c["name"].startswith(("Rooms do not", "In a room")) and key in c]
    assert listed == [f"detente.questions.{room}" for room in ROOMS]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_a_room_has_what_its_question_promises(question: Question) -> None:
    parts = {"ask": "ask", "tell": "tell", "document": "document"}
    if question.concludes:
        parts |= {"conclusions": "conclusions", "words": "tell"}
    for function, module in parts.items():
        assert callable(getattr(import_module(f"{question.home}.{module}"), function))


@pytest.mark.parametrize("path", ASKING, ids=lambda path: str(path.relative_to(SOURCES)))
def test_whoever_asks_knows_no_command_and_no_flag(path: Path) -> None:
    assert [text for text in texts(path) if COMMANDS.search(text)] == []


def test_no_file_is_longer_than_one_can_hold_in_the_head() -> None:
    assert [path for path in FILES if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST] == []


def test_the_name_of_a_class_stands_in_one_module() -> None:
    named = Counter(node.name for path in FILES for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef))
    assert [name for name, times in named.items() if times > 1] == []


def test_the_bound_of_what_is_listed_has_one_name() -> None:
    """4,096 states. Other bounds happen to be the same number: of worlds, bytes, structures, turns."""
    named = {
        (str(path.relative_to(SOURCES)), target.id)
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and node.value.value == 4096
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    of_states = {(path, name) for path, name in named if re.search("STATES|LISTED|SHOWN", name)}
    assert of_states == {("model/limits.py", "LISTED_STATES")}
