"""Formulas over option masks, evaluated for many states at once.

An expression is nested tuples over option indices (``model.formula.compile_formula`` makes them): ``("option", k)``,
``("not", e)``, ``("and", e, ...)``, ``("or", e, ...)``, ``("iff", e, e)``, ``("at_least", k, e, ...)``, ``("true",)``,
``("false",)``. Source: Kleene 1952, section 64, of which two-valued truth is the case in which everything is known.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.kernels.arrays import BoolArray, MaskArray

Expr = tuple[Any, ...]


def evaluate(expr: Expr, masks: MaskArray) -> BoolArray:
    """Truth of an expression in each mask.

    masks : uint64, shape (n_masks,), not modified
    returns : bool, shape (n_masks,)
    Time O(nodes x n_masks), memory one bool per mask for each level of nesting.
    """
    return bounds(expr, masks, ~0)[0]


def bounds(expr: Expr, masks: MaskArray, known: int) -> tuple[BoolArray, BoolArray]:
    """Truth that is certain, and truth that is possible, when only the options in ``known`` are decided.

    This is Kleene's strong three-valued logic (Kleene 1952, section 64): sound for pruning, and exact once every option
    of the expression is known.

    masks : uint64, shape (n_masks,)   bits outside ``known`` are ignored
    known : bit set of the decided options
    returns : (must, may), each bool, shape (n_masks,)
    Time O(nodes x n_masks); options side by side in a conjunction or disjunction count as one node.
    """
    head, *rest = expr
    match head:
        case "option":
            return _option_bounds(rest[0], masks, known)
        case "true" | "false":
            constant = np.full(masks.shape, head == "true")
            return constant, constant
        case "not":
            must, may = bounds(rest[0], masks, known)
            return ~may, ~must
        case "iff":
            (must_a, may_a), (must_b, may_b) = (bounds(e, masks, known) for e in rest)
            return (must_a & must_b) | ~(may_a | may_b), (may_a & may_b) | ~(must_a | must_b)
        case "at_least":
            return _at_least_bounds(rest[0], rest[1:], masks, known)
        case _:
            return _many_bounds(head, rest, masks, known)


def _option_bounds(option: int, masks: MaskArray, known: int) -> tuple[BoolArray, BoolArray]:
    if not known >> option & 1:
        return np.zeros(masks.shape, bool), np.ones(masks.shape, bool)
    taken = (masks & np.uint64(1 << option)) != 0
    return taken, taken


def _many_bounds(head: str, operands: list[Expr], masks: MaskArray, known: int) -> tuple[BoolArray, BoolArray]:
    """A conjunction or disjunction: its options in one comparison, then the other operands one by one."""
    combine = np.logical_and if head == "and" else np.logical_or
    care, value, others = _literals(operands)
    must, may = _literal_bounds(head, care, value, masks, known)
    for operand in others:
        operand_must, operand_may = bounds(operand, masks, known)
        combine(must, operand_must, out=must)
        combine(may, operand_may, out=may)
    return must, may


def _literals(operands: list[Expr]) -> tuple[int, int, list[Expr]]:
    """The options among the operands as bit sets (which, and which of them taken), and all other operands.

    Any number of options is tested by one comparison of masks, where each alone would cost an array pass.
    """
    care = value = 0
    others: list[Expr] = []
    for operand in operands:
        negated = operand[0] == "not" and operand[1][0] == "option"
        bit = 1 << (operand[1][1] if negated else operand[1]) if negated or operand[0] == "option" else 0
        if bit == 0 or care & bit:
            others.append(operand)
            continue
        care |= bit
        value |= 0 if negated else bit
    return care, value, others


def _literal_bounds(head: str, care: int, value: int, masks: MaskArray, known: int) -> tuple[BoolArray, BoolArray]:
    """``and`` (all literals as in ``value``) or ``or`` (at least one) over the options in ``care``."""
    decided = care & known
    differs = (masks ^ np.uint64(value & decided)) & np.uint64(decided)
    holds = differs == 0 if head == "and" else differs != np.uint64(decided)
    if decided == care:
        return holds, holds.copy()
    open_end = np.zeros(masks.shape, bool) if head == "and" else np.ones(masks.shape, bool)
    return (open_end, holds) if head == "and" else (holds, open_end)


def _at_least_bounds(count: int, operands: list[Expr], masks: MaskArray, known: int) -> tuple[BoolArray, BoolArray]:
    """Those that must hold are counted, and those that may: a count of either is enough for the same of the whole."""
    must = np.zeros(masks.shape, np.int32)
    may = np.zeros(masks.shape, np.int32)
    for operand in operands:
        operand_must, operand_may = bounds(operand, masks, known)
        must += operand_must
        may += operand_may
    return must >= count, may >= count


def options_used(expr: Expr) -> int:
    """Bit set of the options that an expression mentions."""
    head, *rest = expr
    if head == "option":
        return 1 << rest[0]
    used = 0
    for operand in rest:
        if isinstance(operand, tuple):
            used |= options_used(operand)
    return used


def conjuncts(expr: Expr) -> list[Expr]:
    """The parts of a top-level conjunction; smaller constraints prune earlier."""
    if expr[0] != "and":
        return [expr]
    return [part for operand in expr[1:] for part in conjuncts(operand)]
