"""Who could be surprised, in JSON."""

from __future__ import annotations

from pathlib import Path

import detente as dt
from cases import case_of
from detente import workbench
from tests.unit.questions.misperception.test_ask import FORD


def test_views_and_surprises_by_key(tmp_path: Path) -> None:
    document = workbench.as_json(dt.analyze(case_of(tmp_path, FORD)))["misperception"]
    assert document["views"]["left"]["does_not_see"] == [4]
    assert document["equilibria"]["nash"] == [3]
    assert document["surprises"][0]["who"] == "left"
    assert document["surprises"][0]["witness"]["improvements"][0]["to"] == 3
