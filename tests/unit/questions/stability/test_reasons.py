from dataclasses import replace

from builders import well
from told import unmarked

from detente.questions.stability.reasons import reasons
from detente.report.page import Fold


def folds(analysis) -> list[Fold]:
    """The reasoning on each state."""
    return [unmarked(block) for block in reasons(analysis).inside if isinstance(block, Fold)]


def numbers(analysis) -> list[int]:
    return [int(fold.place[1]) for fold in folds(analysis)]


def test_only_explained_states_have_reasons():
    first, second = folds(well())
    assert first.title == "1 no option taken (status quo) stable for all under GMR; not for South otherwise"
    assert second.title == "2 South: Pump at night stable for all under every concept asked for"
    assert [fold.open for fold in (first, second)] == [True, False]


def test_the_status_quo_comes_first_and_then_what_holds_under_most_concepts():
    witness = well().explanations[0]
    every = tuple(replace(witness, state=row) for row in (1, 2, 3, 0))
    for quo, order in ((0, [1, 2, 4, 3]), (2, [3, 2, 4, 1]), (None, [2, 4, 1, 3])):
        assert numbers(well(status_quo=quo, explanations=every)) == order


def test_paper_has_the_reasoning_on_the_status_quo_and_three_more():
    witness = well().explanations[0]
    every = tuple(replace(witness, state=row) for row in range(4))
    told = folds(well(status_quo=None, explanations=every))
    assert [(int(fold.place[1]), fold.role) for fold in told] == [
        (2, "state"),
        (4, "state"),
        (1, "state"),
        (3, "state brief"),
    ]
    assert all(fold.role == "state" for fold in folds(well(status_quo=2, explanations=every)))
