"""Formulas survive being written down, and no text whatever makes the parser fail."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from detente.casefile.formula.grammar import FormulaNames, parse_formula
from detente.casefile.formula.wording import formula_text
from detente.model.formula import AtLeast, BinaryOp, Constant, Formula, ManyOp, Not, OptionRef

OPTIONS = ["a.x", "a.y", "b.x", "b.z"]
NAMES = FormulaNames(dict.fromkeys(OPTIONS, ""))


def larger(smaller: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    several = st.lists(smaller, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        st.builds(Not, smaller),
        st.builds(ManyOp, st.sampled_from(["and", "or"]), several),
        st.builds(BinaryOp, st.sampled_from(["implies", "iff"]), smaller, smaller),
        several.flatmap(lambda fs: st.builds(AtLeast, st.integers(1, len(fs)), st.just(fs))),
    )


FORMULAS = st.recursive(
    st.one_of(st.builds(OptionRef, st.sampled_from(OPTIONS)), st.builds(Constant, st.booleans())), larger, max_leaves=12
)


@given(FORMULAS)
def test_a_formula_written_and_read_is_the_same(formula):
    assert parse_formula(formula_text(formula), NAMES).formula == formula


@given(FORMULAS)
def test_symbols_mean_the_same_as_words(formula):
    text = formula_text(formula)
    for word, symbol in [("implies", "->"), ("iff", "<->"), ("and", "&"), ("or", "|"), ("not", "!")]:
        text = text.replace(f" {word} ", symbol).replace(f"{word} ", f"{symbol} ")
    assert parse_formula(text, NAMES).formula == formula


PIECES = st.sampled_from(
    [
        *OPTIONS,
        "x",
        "z",
        "and",
        "or",
        "not",
        "implies",
        "iff",
        "if",
        "(",
        ")",
        "[",
        "]",
        ",",
        "at_least",
        "2",
        "0",
        "true",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join)))
def test_any_text_is_a_formula_or_has_mistakes_inside_it(text):
    parsed = parse_formula(text, NAMES)
    assert (parsed.formula is None) == bool(parsed.mistakes)
    for mistake in parsed.mistakes:
        assert 0 <= mistake.offset <= len(text)
        assert mistake.message


def value(formula: Formula, taken: dict[str, bool]) -> bool:
    """What a formula says of a state, by the definitions of the words."""
    match formula:
        case OptionRef(name):
            return taken[name]
        case Constant(constant):
            return constant
        case Not(operand):
            return not value(operand, taken)
        case ManyOp(op, operands):
            return (all if op == "and" else any)(value(f, taken) for f in operands)
        case BinaryOp("implies", left, right):
            return not value(left, taken) or value(right, taken)
        case BinaryOp(_, left, right):
            return value(left, taken) == value(right, taken)
        case AtLeast(count, operands):
            return sum(value(f, taken) for f in operands) >= count


@given(st.lists(st.sampled_from(["x1", "x2", "x3", "not x1", "not x2"]), min_size=2, max_size=6), st.data())
def test_and_or_not_bind_as_in_python(literals, data):
    joints = [data.draw(st.sampled_from(["and", "or"])) for _ in literals[1:]]
    text = literals[0] + "".join(f" {joint} {literal}" for joint, literal in zip(joints, literals[1:], strict=True))
    formula = parse_formula(text, FormulaNames({"a.x1": "", "a.x2": "", "a.x3": ""})).formula
    assert formula is not None
    for bits in product([False, True], repeat=3):
        named = dict(zip(("x1", "x2", "x3"), bits, strict=True))
        assert value(formula, {f"a.{key}": bit for key, bit in named.items()}) is eval(text, {}, named)
