"""What is left where a source or an assumption without evidence is gone, and what holds in the named worlds."""

from __future__ import annotations

import numpy as np

from detente.analysis.worlds.profiles import Key
from detente.model.grounds import Part
from detente.questions.doubt.answers import Answers
from detente.questions.doubt.found import Unevidenced, WithoutSource, World

# An option and a ranking without evidence are how the case is built; asking "what if it were not there" tells nothing.
NOT_ASKED = frozenset({Part.OPTION, Part.RANKING})


def without_sources(answers: Answers) -> tuple[WithoutSource, ...]:
    """What is left without each source: where the most is lost first."""
    q = answers.question
    before = answers.holding(answers.modelled)
    found: list[WithoutSource] = []
    for world, (source, claims) in zip(q.of_sources, q.sources.items(), strict=True):
        after = answers.holding(int(world))
        found.append(WithoutSource(source, claims, len(before & after), len(before - after), len(after - before)))
    return tuple(sorted(found, key=lambda source: (-source.lost, -source.gained)))


def unevidenced(answers: Answers) -> tuple[Unevidenced, ...]:
    """Assumptions that cite nothing and carry a conclusion: where the most is lost first."""
    q = answers.question
    found: list[Unevidenced] = []
    before = _all_holding(answers, answers.modelled)
    for world, element in zip(q.of_elements, q.elements, strict=True):
        if element.claims or element.part in NOT_ASKED or element.path in q.found.trusted:
            continue
        after = _all_holding(answers, int(world))
        if before != after:
            found.append(Unevidenced(element.path, len(before - after), len(after - before)))
    return tuple(sorted(found, key=lambda one: (-one.lost, -one.gained)))


def _all_holding(answers: Answers, world: int) -> set[Key]:
    """What holds in a world, also where it holds in no world of doubted claims."""
    at = np.array([world])
    return {key for key in answers.question.verdicts.held if answers.at(key, at)[0]}


def named_worlds(answers: Answers) -> tuple[World, ...]:
    """The modelled world, each failure of one item, each source gone; what holds in each."""
    q = answers.question
    worlds = [World(failed=(), fallen=(), holding=_places(answers, answers.modelled))]
    for world, some in zip(q.of_sets, q.sets, strict=True):
        if len(some) == 1:
            item = q.items[some[0]]
            worlds.append(
                World(
                    failed=item.claims,
                    any_of=item.any_fails and len(item.claims) > 1,
                    fallen=answers.fallen(some),
                    holding=_places(answers, int(world)),
                )
            )
    for world, (source, claims) in zip(q.of_sources, q.sources.items(), strict=True):
        gone = tuple(e.path for e, fell in zip(q.elements, q.fell[world], strict=True) if fell)
        worlds.append(World(failed=claims, source=source, fallen=gone, holding=_places(answers, int(world))))
    return tuple(worlds)


def _places(answers: Answers, world: int) -> tuple[int, ...]:
    """The places, among the conclusions, of those that hold in a world."""
    holding = answers.holding(world)
    return tuple(place for place, key in enumerate(answers.keys) if key in holding)
