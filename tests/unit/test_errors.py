"""How problems look: the contract form, a caret under the column, nothing that a terminal would obey."""

from __future__ import annotations

import pytest

import detente as dt
from detente.errors import Problem, Severity, SourcePos, refusal


def problem(column: int, line: str, message: str = "wrong") -> Problem:
    pos = SourcePos("case.yaml", 3, column)
    return Problem(pos=pos, severity=Severity.ERROR, code="a-code", message=message, hint="mend it", source_line=line)


def test_the_contract_form() -> None:
    assert str(problem(5, "a: [b]")) == ("case.yaml:3:5: error[a-code]: wrong; mend it\n    a: [b]\n        ^")
    assert problem(1, "").headline() == str(problem(1, ""))


@pytest.mark.parametrize("column", [1, 60, 200, 399])
def test_a_long_line_is_cut_round_the_column(column: int) -> None:
    line = "".join(chr(ord("a") + k % 26) for k in range(400))
    shown, caret = problem(column, line).excerpt()
    assert len(shown) <= 124
    assert shown[caret.index("^")] == line[column - 1]


def test_what_a_terminal_would_obey_is_not_shown() -> None:
    shown = str(problem(9, "title: \x1b]0;owned\x07 \u202eevil", message="'\x1b[31m'"))
    assert not any(char in shown for char in "\x1b\x07\u202e")


def test_errors_carry_their_problems() -> None:
    error = refusal(SourcePos("x", 1, 1), "cannot-open", "the file cannot be opened", "check the path")
    assert isinstance(error, dt.DetenteError)
    assert [p.code for p in error.problems] == ["cannot-open"]
    assert "check the path" in str(error)
