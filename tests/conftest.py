"""What holds for all tests."""

from __future__ import annotations

import pytest
import thorough
from hypothesis import settings


def pytest_configure(config: pytest.Config) -> None:
    """Where slow tests are left out, the others are quick."""
    thorough.leave_out("not slow" in config.option.markexpr)
    settings.register_profile("a part", max_examples=thorough.examples(100))
    settings.load_profile("a part")
