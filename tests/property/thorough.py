"""How much of a test is done: all of it, or a part where slow tests are left out, as ``make fast`` does.

Random samples are then smaller, and commands run in the process of the tests. Which it is, is known once pytest has
read its options (``conftest.py``), before it reads the tests.
"""

from __future__ import annotations

import pytest

from detente.kernels.compiled import available

__all__ = ["COMPILED", "compiled_too", "examples", "leave_out", "quick"]

PART, FEWEST = 8, 10
# Where the kernels were changed or are new to the machine, numba takes longer than most tests.
COMPILED = [
    pytest.param(False, id="numpy"),
    pytest.param(
        True, id="compiled", marks=[pytest.mark.slow, pytest.mark.skipif(not available(), reason="needs numba")]
    ),
]
_left_out = False


def leave_out(most: bool) -> None:
    """Say that a part is enough."""
    global _left_out  # noqa: PLW0603  said once, by pytest
    _left_out = most


def quick() -> bool:
    """Whether a part is enough."""
    return _left_out


def compiled_too() -> tuple[bool, ...]:
    """Whether kernels are to be compiled: not, and, unless a part is enough or numba is not there, so."""
    return (False, True) if available() and not _left_out else (False,)


def examples(number: int) -> int:
    """How many of so many random examples are tried."""
    return min(number, max(FEWEST, number // PART)) if _left_out else number
