"""What holds once attitudes count, in words."""

from __future__ import annotations

from pathlib import Path

from told import section_of

import detente as dt
from detente.model.results import Analysis
from tests.unit.questions.attitudes.test_ask import catch


def told(analysis):
    return section_of("attitudes", analysis)


def test_what_the_attitudes_add_is_said(tmp_path: Path) -> None:
    section = told(dt.analyze(catch(tmp_path, ", attitudes: {b: positive}", ", attitudes: {a: positive}")))
    assert section is not None
    assert section.lead.startswith("Suppose that A is well disposed to B and B is well disposed to A.")
    assert section.headline[0] == "Nash: states 2, 3 and 4 hold as well."


def test_the_usual_attitudes_change_nothing(tmp_path: Path) -> None:
    section = told(dt.analyze(catch(tmp_path, ", attitudes: {a: positive, b: neutral}")))
    assert section is not None
    assert "changes nothing" in section.lead
    assert section.headline == ("The same states hold as without attitudes.",)


def test_verdicts_that_attitudes_change_give_their_reasons(tmp_path: Path) -> None:
    section = told(dt.analyze(catch(tmp_path, ", attitudes: {a: neutral, b: negative}")))
    assert section is not None
    assert any("could gain by moving" in step for p in section.passages for step in p.steps)


def test_without_attitudes_there_is_nothing_to_tell(chicken: Analysis) -> None:
    assert told(chicken) is None
