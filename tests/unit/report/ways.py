"""Ways made by hand, for the states of the well: 1 nothing, 2 South pumps, 3 North closes the road, 4 both.

What is said of gains is made up, to have one of each kind.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from builders import well

from detente.model.results import Analysis, Step
from detente.questions.evolution.found import Destination, Evolution, Leg, Route, WithinReach

GAIN = Leg(by=(0,), origin=0, to=1, improves=True, steps=(Step(0, 0, 1),))
HURT = Leg(by=(1,), origin=1, to=3, improves=False, steps=(Step(1, 1, 3),))
BOTH = Leg(by=(0, 1), origin=1, to=2, improves=True, steps=(Step(0, 1, 0), Step(1, 0, 2)))
PUMP = Route(reach=WithinReach.IMPROVEMENTS, movers=(0,), legs=(GAIN,))
CLOSE = Route(reach=WithinReach.DISIMPROVEMENT, movers=(1,), legs=(GAIN, HURT))
TOGETHER = Route(reach=WithinReach.COALITION, movers=(0, 1), legs=(GAIN, BOTH))
STAY = Route(reach=WithinReach.IMPROVEMENTS, movers=(), legs=())


def found(*destinations: Destination, **changes) -> Evolution:
    given = {
        "start": 0,
        "moves": np.array([0, 1, 1, 2]),
        "improvements": np.array([0, 1, -1, -1]),
        "disimprovements": np.array([0, 0, 1, 1]),
        "destinations": destinations,
    }
    return Evolution(**(given | changes))


def to(state: int, *routes: Route, concepts: tuple[str, ...] = ("gmr",)) -> Destination:
    return Destination(state=state, concepts=concepts, routes=routes)


def asked(*destinations: Destination, **changes) -> Analysis:
    """The analysis of the well that answers nothing but these ways."""
    return well(answers={"evolution": found(*destinations, **changes)})


def with_ways(analysis: Analysis | None = None) -> Analysis:
    """An analysis of four states with a way of each kind."""
    ways = found(to(0, STAY), to(1, PUMP), to(2, TOGETHER, CLOSE), to(3, CLOSE))
    base = analysis or well()
    return replace(base, answers={**base.answers, "evolution": ways})
