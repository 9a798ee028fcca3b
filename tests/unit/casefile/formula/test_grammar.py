"""The formula language: what it means, and what is said about mistakes."""

import pytest

from detente.casefile.formula.grammar import MAX_DEPTH, FormulaNames, parse_formula, rename_options
from detente.casefile.formula.wording import formula_text
from detente.model.formula import AtLeast, BinaryOp, Constant, ManyOp, Not, OptionRef

NAMES = FormulaNames({"n.a": "North", "n.b": "North", "s.a": "South", "s.c": "South", "s.truce": "South"})
B, C = OptionRef("n.b"), OptionRef("s.c")
TRUCE = OptionRef("s.truce")


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("n.a", OptionRef("n.a")),
        ("b", B),
        ("not b", Not(B)),
        ("not not b", Not(Not(B))),
        ("b and c and truce", ManyOp("and", (B, C, TRUCE))),
        ("(b and c) and truce", ManyOp("and", (ManyOp("and", (B, C)), TRUCE))),
        ("b or c or truce", ManyOp("or", (B, C, TRUCE))),
        ("b or c and truce", ManyOp("or", (B, ManyOp("and", (C, TRUCE))))),
        ("not b and c", ManyOp("and", (Not(B), C))),
        ("b implies c", BinaryOp("implies", B, C)),
        ("b implies c implies truce", BinaryOp("implies", B, BinaryOp("implies", C, TRUCE))),
        ("b if c", BinaryOp("implies", C, B)),
        ("b if c or truce", BinaryOp("implies", ManyOp("or", (C, TRUCE)), B)),
        ("(b if c) if truce", BinaryOp("implies", TRUCE, BinaryOp("implies", C, B))),
        ("b iff c", BinaryOp("iff", B, C)),
        ("b iff c iff truce", BinaryOp("iff", BinaryOp("iff", B, C), TRUCE)),
        ("b iff c if truce", BinaryOp("iff", B, BinaryOp("implies", TRUCE, C))),
        ("b implies c iff truce", BinaryOp("iff", BinaryOp("implies", B, C), TRUCE)),
        ("at_least(2, [b, c, not truce])", AtLeast(2, (B, C, Not(TRUCE)))),
        ("at_least ( 1 ,[ b ] )", AtLeast(1, (B,))),
        ("!b&c|truce", ManyOp("or", (ManyOp("and", (Not(B), C)), TRUCE))),
        ("b->c", BinaryOp("implies", B, C)),
        ("b<->c", BinaryOp("iff", B, C)),
        ("b AND Not c", ManyOp("and", (B, Not(C)))),
        ("b IFF c", BinaryOp("iff", B, C)),
        ("true or FALSE", ManyOp("or", (Constant(True), Constant(False)))),
        ("((b))", B),
        ("b\n  and\tc", ManyOp("and", (B, C))),
    ],
)
def test_formulas_mean_what_the_page_on_formulas_says(text, formula):
    parsed = parse_formula(text, NAMES)
    assert parsed.mistakes == ()
    assert parsed.formula == formula


def test_words_are_words_only_when_they_stand_alone():
    names = FormulaNames({"x.iffy": "", "x.android": "", "x.nota": "", "x.truest": ""})
    parsed = parse_formula("iffy and android or nota and truest", names)
    assert parsed.mistakes == ()


@pytest.mark.parametrize(
    ("text", "offset", "code", "said"),
    [
        ("b and", 5, "formula-syntax", "the formula ends where a name, 'not' or '(' was expected"),
        ("and b", 0, "formula-syntax", "'and' stands where a name"),
        ("b c", 2, "formula-syntax", "'c' stands where 'and', 'or', 'implies', 'iff' or the end of the formula"),
        ("(b", 2, "formula-syntax", "the formula ends where 'and', 'or', 'implies', 'iff' or ')'"),
        ("b)", 1, "formula-syntax", "closes nothing"),
        ("b = c", 2, "formula-syntax", "'=' has no meaning"),
        ("cease-fire", 5, "formula-syntax", "underscores instead of hyphens"),
        ("b if c if truce", 7, "formula-syntax", "need parentheses"),
        ("b if c implies truce", 7, "formula-syntax", "need parentheses"),
        ("b implies c if truce", 12, "formula-syntax", "need parentheses"),
        ("at_least(b)", 9, "formula-syntax", "at_least(2, [a, b, c])"),
        ("at_least 2", 9, "formula-syntax", "at_least(2, [a, b, c])"),
        ("at_least(2, b)", 12, "formula-syntax", "at_least(2, [a, b, c])"),
        ("at_least(3, [b, c])", 9, "at-least-range", "asks for 3 of 2"),
        ("at_least(0, [b, c])", 9, "at-least-range", "from 1 to 2"),
        ("b and at_least(99999999999999999999999, [b, c])", 15, "at-least-range", "of 2 formulas"),
        ("b and truse", 6, "unknown-option", "did you mean 'truce' (South)?"),
        ("b and zebra", 6, "unknown-option", "the options are n.a, n.b, s.a, s.c and s.truce"),
        ("b or a", 5, "ambiguous-option", "write n.a or s.a"),
        ("b or n.c", 5, "unknown-option", "did you mean"),
        ("   ", 0, "formula-syntax", "is empty"),
        ("é", 0, "formula-syntax", "'é' has no meaning"),
    ],
)
def test_a_mistake_is_placed_and_explained(text, offset, code, said):
    parsed = parse_formula(text, NAMES)
    assert parsed.formula is None
    assert [(m.offset, m.code) for m in parsed.mistakes] == [(offset, code)]
    assert said in f"{parsed.mistakes[0].message}; {parsed.mistakes[0].hint}"


def test_all_wrong_names_are_reported_together_with_the_syntax():
    parsed = parse_formula("zebra and and truse or zebra", NAMES)
    assert [(m.offset, m.code) for m in parsed.mistakes] == [
        (0, "unknown-option"),
        (10, "formula-syntax"),
        (14, "unknown-option"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000 + "b" + ")" * 10_000,
        "not " * 10_000 + "b",
        "b implies " * 4_000 + "b",
        "b iff " * 4_000 + "b",
    ],
)
def test_deep_nesting_is_a_sentence_not_a_crash(text):
    assert [m.code for m in parse_formula(text, NAMES).mistakes] == ["formula-too-deep"]


def test_brackets_that_never_close_are_a_sentence():
    assert [m.code for m in parse_formula("(" * 40_000, NAMES).mistakes] == ["formula-syntax"]


def test_nesting_up_to_the_limit_is_read():
    assert parse_formula("(" * MAX_DEPTH + "b" + ")" * MAX_DEPTH, NAMES).formula == B


def test_a_very_long_formula_is_refused_by_its_length():
    assert [m.code for m in parse_formula("b and " * 20_000 + "b", NAMES).mistakes] == ["formula-too-long"]


def test_a_long_chain_is_flat():
    formula = parse_formula(" and ".join(["b"] * 5_000), NAMES).formula
    assert isinstance(formula, ManyOp)
    assert len(formula.operands) == 5_000


def test_no_options_at_all_is_said():
    mistake = parse_formula("x", FormulaNames({})).mistakes[0]
    assert mistake.hint == "there are no options"


def test_other_kinds_of_names_have_their_own_codes():
    mistake = parse_formula("x", FormulaNames({"crimea.a": ""}, "term value")).mistakes[0]
    assert (mistake.code, mistake.message) == ("unknown-term-value", "'x' is not a term value")


def test_options_are_renamed_throughout():
    formula = parse_formula("at_least(1, [b, not c]) and (b iff c) or true", NAMES).formula
    renamed = rename_options(formula, {"n.b": "x.y", "s.c": "z.w"})
    assert formula_text(renamed) == formula_text(formula).replace("n.b", "x.y").replace("s.c", "z.w")
