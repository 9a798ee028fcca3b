"""The assumptions from which conclusions are computed, and the case that is left when some of them fall.

An *element* is one assumption that may fall: a preference statement, a ranking, a weight, a chain of known preferences,
a rule of what is feasible, a merge, a forbidden move, an option, the direction of an option. Where it falls, its
``otherwise`` takes its place (DESIGN.md, "Doubt"; here by default the assumption is dropped):

==================  ==========================================================
statement           ranks nothing; or another formula; or it and the next change places
ranking             all states are equally good
weight              the option weighs nothing
chain (``known``)   nothing is known of its pairs
rule                excludes nothing; or another formula
merge               its states are told apart
forbidden move      the move exists
option              cannot be taken
direction           the option may change both ways
==================  ==========================================================

An assumption with ``otherwise: keep`` never falls, and is no element.

Swapping: "swap" says that the claims put this statement before the next one. Where they fail, the order of the two is
reversed; where several statements in a row swap, each of these orders fails, so the whole run is reversed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from detente.model.case import Case, Constraint, DecisionMaker, Direction, Option, Rests
from detente.model.formula import Not, OptionRef
from detente.model.preference import (
    DROP,
    KEEP,
    SWAP,
    Indifferent,
    Needs,
    Preference,
    Prioritised,
    Ranking,
    Statement,
    Weights,
)

__all__ = ["Element", "Part", "elements_of", "fallen", "in_order_of_importance"]


class Part(StrEnum):
    """Which part of a case an element belongs to."""

    STATEMENT = "statement"
    RANKING = "ranking"
    WEIGHT = "weight"
    CHAIN = "chain"
    RULE = "rule"
    MERGE = "merge"
    FORBIDDEN = "forbidden move"
    OPTION = "option"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One assumption that may fall, addressed by its path in the file.

    dm : the decision maker whose preference it is part of; None where it says which states and moves there are
    index : its place in its list there (statements, weights, chains, rules, ...)
    """

    path: str
    part: Part
    text: str
    title: str = ""
    claims: tuple[str, ...] = ()
    needs: Needs = Needs.ALL
    dm: int | None = None
    index: int = 0


class _Evidenced(Protocol):
    """What every assumption with evidence has."""

    @property
    def path(self) -> str: ...
    @property
    def because(self) -> tuple[str, ...]: ...
    @property
    def needs(self) -> Needs: ...
    @property
    def otherwise(self) -> object: ...


_Found = tuple[_Evidenced, Part, str, str, int]  # with its words, its title and its place in its list


def elements_of(case: Case) -> tuple[Element, ...]:
    """Every element of a case: preferences by decision maker first, then states and moves; each in file order."""
    found: list[Element] = []
    for dm, maker in enumerate(case.decision_makers):
        found += _elements(_of_preference(maker), dm)
    return (*found, *_elements(_of_structure(case), None))


def _elements(found: Iterable[_Found], dm: int | None) -> Iterator[Element]:
    for given, part, text, title, index in found:
        if given.otherwise != KEEP:
            yield Element(
                path=given.path,
                part=part,
                text=text,
                title=title,
                claims=given.because,
                needs=given.needs,
                dm=dm,
                index=index,
            )


def _of_preference(maker: DecisionMaker) -> Iterator[_Found]:
    match maker.preference:
        case Prioritised(statements=statements):
            for k, s in enumerate(statements):
                yield s, Part.STATEMENT, s.text, s.title, k
        case Ranking() as ranking:
            yield ranking, Part.RANKING, "the ranking of states", "", 0
        case Weights(weights=weights):
            for k, weight in enumerate(weights):
                yield weight, Part.WEIGHT, f"{weight.option} weighs {weight.weight:g}", "", k
        case Indifferent():
            for k, chain in enumerate(maker.known):
                yield chain, Part.CHAIN, " > ".join(ref.text for ref in chain.members), "", k


def _of_structure(case: Case) -> Iterator[_Found]:
    for k, rule in enumerate(case.feasible):
        yield rule, Part.RULE, rule.text, rule.title, k
    for k, merge in enumerate(case.merges):
        yield merge, Part.MERGE, merge.text, merge.title, k
    for k, arc in enumerate(case.forbidden):
        yield arc, Part.FORBIDDEN, arc.text, arc.title, k
    for k, option in enumerate(case.options):
        rests = Rests(path=option_path(option), because=option.because, needs=option.needs, otherwise=option.otherwise)
        yield rests, Part.OPTION, f"{option.name} can be taken", option.title, k
        if option.direction_rests is not None:
            text = f"{option.name} changes {option.direction.value} only"
            yield option.direction_rests, Part.DIRECTION, text, option.title, k


def option_path(option: Option) -> str:
    """The address of an option in the case file."""
    return f"{option.dm}.options.{option.key}"


def fallen(case: Case, paths: Iterable[str], *, left_out: bool = False) -> Case:
    """The case in which the elements at these paths have fallen.

    left_out : drop them whatever their ``otherwise`` says: not false, only not known
    A ranking that names states by number means those of the case as given; see :mod:`detente.analysis.worlds.variants`.
    """
    gone = frozenset(paths)
    if not gone:
        return case
    return replace(
        case,
        decision_makers=tuple(_without(dm, gone, left_out) for dm in case.decision_makers),
        feasible=(*_rules(case.feasible, gone, left_out), *_untaken(case.options, gone)),
        merges=tuple(merge for merge in case.merges if merge.path not in gone),
        forbidden=tuple(arc for arc in case.forbidden if arc.path not in gone),
    )


def _rules(rules: Sequence[Constraint], gone: frozenset[str], left_out: bool) -> Iterator[Constraint]:
    for rule in rules:
        if rule.path not in gone:
            yield rule
        elif not left_out and rule.otherwise is not None and not isinstance(rule.otherwise, str):
            yield replace(rule, formula=rule.otherwise)


def _untaken(options: Sequence[Option], gone: frozenset[str]) -> Iterator[Constraint]:
    for option in options:
        if option_path(option) in gone:
            yield Constraint(formula=Not(OptionRef(option.name)), text=f"not {option.name}", path=option_path(option))


def _without(dm: DecisionMaker, gone: frozenset[str], left_out: bool) -> DecisionMaker:
    return replace(
        dm,
        preference=_preference(dm.preference, gone, left_out),
        known=tuple(chain for chain in dm.known if chain.path not in gone),
        options=tuple(_two_way(option, gone) for option in dm.options),
    )


def _two_way(option: Option, gone: frozenset[str]) -> Option:
    rests = option.direction_rests
    if rests is None or rests.path not in gone:
        return option
    return replace(option, direction=Direction.BOTH, direction_rests=None)


def _preference(preference: Preference, gone: frozenset[str], left_out: bool) -> Preference:
    match preference:
        case Prioritised(statements=statements):
            fell = [statement.path in gone for statement in statements]
            return Prioritised(statements=tuple(_statements(statements, fell, left_out)))
        case Ranking(path=path) if path in gone:
            return Indifferent()
        case Weights(weights=weights):
            return replace(preference, weights=tuple(w for w in weights if w.path not in gone))
        case _:
            return preference


def _statements(statements: Sequence[Statement], fell: Sequence[bool], left_out: bool) -> Iterator[Statement]:
    swaps = [gone and s.otherwise == SWAP and not left_out for s, gone in zip(statements, fell, strict=True)]
    for k in in_order_of_importance(swaps):
        statement = statements[k]
        instead = DROP if left_out else statement.otherwise
        if not fell[k] or instead == SWAP:
            yield statement
        elif instead is not None and not isinstance(instead, str):
            yield replace(statement, formula=instead)


def in_order_of_importance(swaps: Sequence[bool]) -> list[int]:
    """The order of statements where those with True change places with the next: each run of them is reversed."""
    order: list[int] = []
    start = 0
    for k in range(len(swaps)):
        if not swaps[k] or k + 1 == len(swaps):
            order += range(k, start - 1, -1)
            start = k + 1
    return order
