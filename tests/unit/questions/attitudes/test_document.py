"""What holds once attitudes count, in JSON."""

from __future__ import annotations

from pathlib import Path

import detente as dt
from detente import workbench
from tests.unit.questions.attitudes.test_ask import catch


def test_attitudes_and_verdicts_by_key(tmp_path: Path) -> None:
    found = dt.analyze(catch(tmp_path, ", attitudes: {b: positive}", ", attitudes: {a: positive}"))
    document = workbench.as_json(found)["attitudes"]
    assert document["towards"] == {"a": {"a": "positive", "b": "positive"}, "b": {"a": "positive", "b": "positive"}}
    assert document["equilibria"]["nash"] == [1, 2, 3, 4]
    assert document["stable"]["nash"]["a"] == [1, 2, 3, 4]


def test_every_explanation_is_there_to_re_check(tmp_path: Path) -> None:
    found = dt.analyze(catch(tmp_path, ", attitudes: {a: neutral, b: negative}"))
    asked = found.answers.get("attitudes")
    assert asked is not None
    assert len(workbench.as_json(found)["attitudes"]["explanations"]) == len(asked.explanations)
