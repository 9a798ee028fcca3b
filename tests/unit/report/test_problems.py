"""What to look at again: in short for a page on something else, in full for a report."""

from __future__ import annotations

from dataclasses import replace

from builders import STEERING, well
from told import text_of, unmarked

from detente.errors import Severity
from detente.report.problems import every_problem, problems

(NOTICE,) = well().case.problems
WARNING = replace(NOTICE, severity=Severity.WARNING, code="drift", message="the sentence has changed", hint="Look.")


def test_the_pressing_are_told_and_notices_are_counted():
    text = text_of(problems(well(problems=(WARNING, NOTICE, NOTICE))))
    assert "warning[drift]: the sentence has changed" in text
    assert "Notices, which change no result: 2 × not-yet-used." in text
    assert text.endswith("All of them, with their places: `detente check`.")


def test_beyond_a_few_the_rest_is_left_to_check():
    many = tuple(replace(WARNING, message=f"number {k}") for k in range(9))
    text = text_of(problems(well(problems=many)))
    assert "number 5" in text
    assert "number 6" not in text
    assert "`detente check`" in text


def test_nothing_to_look_at_is_no_part():
    assert list(problems(well(problems=()))) == []


def test_in_full_each_has_its_hint_its_code_and_its_place():
    (item,) = unmarked(every_problem((WARNING,)).items)
    assert item.words == "warning the sentence has changed; Look. drift cases/well/case.yaml:9:3"


def test_text_of_a_problem_is_cleaned():
    odd = replace(WARNING, message=STEERING, hint=STEERING)
    assert "\x1b" not in text_of([every_problem((odd,)), *problems(well(problems=(odd,)))])
