"""Every code of a problem with a .gmcr file has its line in the reference."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[4]
SOURCES = [*(ROOT / "src/detente/casefile/gmcr").glob("*.py"), ROOT / "src/detente/casefile/convert.py"]


def test_every_code_is_explained() -> None:
    page = (ROOT / "docs/reference/gmcr.md").read_text(encoding="utf-8")
    code = "|".join(path.read_text(encoding="utf-8") for path in SOURCES)
    codes = set(re.findall(r'"(gmcr-[a-z-]+|same-kind|not-[a-z]+ed|folder-in-use|unknown-kind)"', code))
    assert len(codes) >= 18
    assert not [name for name in sorted(codes) if f"`{name}`" not in page]
