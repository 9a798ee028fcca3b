"""Formulas over options: ``russia.settle and not ukraine.cede``, ``at_least(1, [a, b])``.

A formula is a tree of frozen nodes whose leaves are option names in full (``dm.option``). The kernels never see a name:
:func:`compile_formula` replaces names by option indices and gives plain nested tuples, the only form they know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente.frozen import frozen

# ("option", k) | ("not", e) | ("and", e, ...) | ("or", e, ...) | ("iff", e, e) | ("at_least", k, e, ...)
# | ("true",) | ("false",)
Expr = tuple[Any, ...]


@frozen
class OptionRef:
    """The option is taken."""

    name: str


@frozen
class Constant:
    """Always true, or always false."""

    value: bool


@frozen
class Not:
    """The operand is false."""

    operand: Formula


@frozen
class ManyOp:
    """``and`` (all operands) or ``or`` (at least one)."""

    op: str
    operands: tuple[Formula, ...]


@frozen
class BinaryOp:
    """``implies`` or ``iff``. ``a if b`` is stored as ``b implies a``."""

    op: str
    left: Formula
    right: Formula


@frozen
class AtLeast:
    """At least ``count`` of the operands are true."""

    count: int
    operands: tuple[Formula, ...]


Formula = OptionRef | Constant | Not | ManyOp | BinaryOp | AtLeast


def options_in(formula: Formula) -> Iterator[str]:
    """The option names in a formula, from left to right, repeated as written."""
    match formula:
        case OptionRef(name):
            yield name
        case Not(operand):
            yield from options_in(operand)
        case BinaryOp(_, left, right):
            yield from options_in(left)
            yield from options_in(right)
        case ManyOp(_, operands) | AtLeast(_, operands):
            for operand in operands:
                yield from options_in(operand)
        case Constant():
            return


def compile_formula(formula: Formula, index: Mapping[str, int]) -> Expr:  # noqa: PLR0911  one line per node
    """Replace option names by their indices; the nested tuples that ``kernels.expressions`` evaluates."""
    match formula:
        case OptionRef(name):
            return ("option", index[name])
        case Constant(value):
            return ("true",) if value else ("false",)
        case Not(operand):
            return ("not", compile_formula(operand, index))
        case ManyOp(op, operands):
            return (op, *(compile_formula(f, index) for f in operands))
        case BinaryOp("implies", left, right):
            return ("or", ("not", compile_formula(left, index)), compile_formula(right, index))
        case BinaryOp(op, left, right):
            return (op, compile_formula(left, index), compile_formula(right, index))
        case AtLeast(count, operands):
            return ("at_least", count, *(compile_formula(f, index) for f in operands))
