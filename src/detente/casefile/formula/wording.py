"""A formula as text that the formula grammar reads back to the same formula."""

from __future__ import annotations

from detente.model.formula import AtLeast, BinaryOp, Constant, Formula, ManyOp, Not, OptionRef


def formula_text(formula: Formula) -> str:
    """The formula in words: ``a.x and not b.y``. Every operand that is itself a combination stands in parentheses."""
    match formula:
        case OptionRef(name):
            return name
        case Constant(value):
            return "true" if value else "false"
        case Not(operand):
            return f"not {_operand(operand)}"
        case ManyOp(op, operands):
            return _many(op, operands)
        case BinaryOp(op, left, right):
            return f"{_operand(left)} {op} {_operand(right)}"
        case AtLeast(count, operands):
            return f"at_least({count}, [{', '.join(formula_text(f) for f in operands)}])"


def _many(op: str, operands: tuple[Formula, ...]) -> str:
    """An *and* of nothing is true and an *or* of nothing false; the grammar has no other way to say so."""
    if not operands:
        return "true" if op == "and" else "false"
    return f" {op} ".join(_operand(f) for f in operands)


def _operand(formula: Formula) -> str:
    text = formula_text(formula)
    combined = isinstance(formula, BinaryOp) or (isinstance(formula, ManyOp) and len(formula.operands) > 1)
    return f"({text})" if combined else text
