"""The formula language: option names joined by ``and or not implies iff if`` and ``at_least``.

From binding most to least: ``not``; ``and``; ``or``; ``implies`` and ``if``; ``iff``. ``implies`` groups to the right
(``a implies (b implies c)``). ``if`` is ``implies`` read backwards and does not chain, neither with itself nor with
``implies``: English does not say what ``a if b if c`` means, so parentheses must.

The tokens are read first, so that every unknown name is reported even where the syntax is wrong; then Lark's LALR(1)
parser builds the tree. It keeps its own stack, so no depth of nesting exhausts Python's; what is nested deeper than
people write is refused, because later steps walk the tree by recursion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache, reduce
from typing import Any, cast

from lark import Lark, Token, Transformer, v_args  # pyright: ignore[reportUnknownVariableType]
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from detente.casefile.source.findings import listed, nearest
from detente.frozen import frozen
from detente.model.formula import AtLeast, BinaryOp, Constant, Formula, ManyOp, Not, OptionRef

KEYWORDS = frozenset({"and", "or", "not", "implies", "iff", "if", "at_least", "true", "false"})
MAX_LENGTH = 50_000
MAX_DEPTH = 100

_GRAMMAR = r"""
?equivalence: implication (_IFF implication)*        -> iff
?implication: disjunction
    | disjunction _IMPLIES chain                     -> implies
    | disjunction _IF disjunction                    -> only_if
?chain: disjunction
    | disjunction _IMPLIES chain                     -> implies
?disjunction: conjunction (_OR conjunction)*         -> any_of
?conjunction: negation (_AND negation)*              -> all_of
?negation: atom
    | _NOT negation                                  -> negated
?atom: NAME                                          -> name
    | _TRUE                                          -> true
    | _FALSE                                         -> false
    | "(" equivalence ")"                            -> group
    | _AT_LEAST "(" COUNT "," "[" equivalence ("," equivalence)* "]" ")" -> at_least

_IFF.2: /iff\b/i | "<->"
_IMPLIES.2: /implies\b/i | "->"
_IF.2: /if\b/i
_OR.2: /or\b/i | "|"
_AND.2: /and\b/i | "&"
_NOT.2: /not\b/i | "!"
_TRUE.2: /true\b/i
_FALSE.2: /false\b/i
_AT_LEAST.2: /at_least\b/i
COUNT: /[0-9]+/
NAME: /[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*/
%ignore /\s+/
"""


@frozen
class Mistake:
    """What is wrong with a formula; ``offset`` counts characters from its beginning."""

    offset: int
    code: str
    message: str
    hint: str = ""


@frozen
class ParsedFormula:
    """A formula, or None with the reasons."""

    formula: Formula | None
    mistakes: tuple[Mistake, ...] = ()


@frozen
class FormulaNames:
    """The names a formula may use: in full (``russia.truce``), or the last part alone where that is unique.

    ``titles`` says of each full name whose it is, for suggestions; ``kind`` is the word for such a name.
    """

    titles: Mapping[str, str]
    kind: str = "option"
    _bare: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def __post_init__(self) -> None:
        for full in self.titles:
            self._bare.setdefault(full.rpartition(".")[2], []).append(full)

    def resolve(self, word: str, offset: int = 0) -> str | Mistake:
        """The full name, or why there is none."""
        if word in self.titles:
            return word
        candidates = self._bare.get(word, [])
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            message = f"{word!r} is the name of {len(candidates)} {self.kind}s"
            return Mistake(offset, f"ambiguous-{self.code}", message, f"write {listed(candidates)}")
        article = "an" if self.kind[0] in "aeiou" else "a"
        return Mistake(offset, f"unknown-{self.code}", f"{word!r} is not {article} {self.kind}", self._proposal(word))

    @property
    def code(self) -> str:
        """The kind as it stands in codes of problems."""
        return self.kind.replace(" ", "-")

    def _near(self, word: str) -> str | None:
        """The name that was probably meant: of the same owner if it has one like it, else whoever has."""
        owner, _, last = word.rpartition(".")
        if owner:
            keys = {full: full.rpartition(".")[2] for full in self.titles}
            own = {full: key for full, key in keys.items() if full.startswith(f"{owner}.")}
            for candidates in (own, keys):
                key = nearest(last, sorted(set(candidates.values())))
                if key is not None:
                    return next(full for full in candidates if candidates[full] == key)
        return nearest(word, [*self.titles, *(bare for bare, full in self._bare.items() if len(full) == 1)])

    def _proposal(self, word: str) -> str:
        near = self._near(word)
        if near is not None:
            full = near if near in self.titles else self._bare[near][0]
            whose = self.titles[full]
            return f"did you mean {near!r}{f' ({whose})' if whose else ''}?"
        return f"the {self.kind}s are {listed(self.titles, 'and')}" if self.titles else f"there are no {self.kind}s"


@frozen
class _Part:
    """A piece of a formula, with names as written; how deep it is nested, parentheses included; what is wrong in it."""

    formula: Formula
    depth: int = 0
    mistakes: tuple[Mistake, ...] = ()


def parse_formula(text: str, names: FormulaNames) -> ParsedFormula:
    """Read a formula; every name in the result is in full.

    All mistakes in names are found, and the first mistake in syntax. Cost: linear in the length of the text.
    """
    if len(text) > MAX_LENGTH:
        message = f"the formula has {len(text):,} characters; at most {MAX_LENGTH:,} are read"
        return _failed([Mistake(0, "formula-too-long", message, "split it into several statements")])
    if not text.strip():
        return _failed([Mistake(0, "formula-syntax", "the formula is empty", f"write the name of an {names.kind}")])
    try:
        tokens = cast(list[Token], list(_parser().lex(text)))
    except UnexpectedCharacters as error:
        return _failed([_bad_character(text, cast(int, error.pos_in_stream))])
    found = {str(t): names.resolve(str(t), t.start_pos or 0) for t in reversed(tokens) if t.type == "NAME"}
    wrong = [name for name in found.values() if isinstance(name, Mistake)]
    try:
        part = cast(_Part, _parser().parse(text))
    except UnexpectedToken as error:
        return _failed([*wrong, _syntax(text, error)])
    wrong += part.mistakes
    if part.depth > MAX_DEPTH:
        message = f"the formula is nested {part.depth:,} levels deep; at most {MAX_DEPTH} are read"
        wrong.append(Mistake(0, "formula-too-deep", message, "split it into several statements"))
    if wrong:
        return _failed(wrong)
    return ParsedFormula(rename_options(part.formula, {word: str(full) for word, full in found.items()}))


def _failed(mistakes: list[Mistake]) -> ParsedFormula:
    return ParsedFormula(None, tuple(sorted(mistakes, key=lambda mistake: mistake.offset)))


def rename_options(formula: Formula, full: Mapping[str, str]) -> Formula:
    """The same formula with every option name replaced by ``full[name]``."""
    match formula:
        case OptionRef(name):
            return OptionRef(full[name])
        case Not(operand):
            return Not(rename_options(operand, full))
        case ManyOp(op, operands):
            return ManyOp(op, tuple(rename_options(f, full) for f in operands))
        case BinaryOp(op, left, right):
            return BinaryOp(op, rename_options(left, full), rename_options(right, full))
        case AtLeast(count, operands):
            return AtLeast(count, tuple(rename_options(f, full) for f in operands))
        case Constant():
            return formula


@v_args(inline=True)
class _FormulaBuilder(Transformer[Token, _Part]):
    """Grammar rules to parts. Lark calls it while it reduces, from the leaves up, so it never recurses."""

    def name(self, word: Token) -> _Part:
        return _Part(OptionRef(str(word)))

    def true(self) -> _Part:
        return _Part(Constant(True))

    def false(self) -> _Part:
        return _Part(Constant(False))

    def group(self, inner: _Part) -> _Part:
        return _Part(inner.formula, inner.depth + 1, inner.mistakes)

    def negated(self, operand: _Part) -> _Part:
        return _joined(Not(operand.formula), operand)

    def all_of(self, *operands: _Part) -> _Part:
        return _many("and", operands)

    def any_of(self, *operands: _Part) -> _Part:
        return _many("or", operands)

    def implies(self, left: _Part, right: _Part) -> _Part:
        return _joined(BinaryOp("implies", left.formula, right.formula), left, right)

    def only_if(self, left: _Part, right: _Part) -> _Part:
        return _joined(BinaryOp("implies", right.formula, left.formula), left, right)

    def iff(self, *operands: _Part) -> _Part:
        return reduce(lambda left, right: _joined(BinaryOp("iff", left.formula, right.formula), left, right), operands)

    def at_least(self, count: Token, *operands: _Part) -> _Part:
        digits = count.lstrip("0")
        wanted = int(digits or "0") if len(digits) < 6 else len(operands) + 1
        part = _joined(AtLeast(wanted, tuple(p.formula for p in operands)), *operands)
        if 1 <= wanted <= len(operands):
            return part
        message = f"'at_least' asks for {count[:20]} of {len(operands)} formulas"
        hint = f"a number from 1 to {len(operands)} makes sense here"
        mistake = Mistake(count.start_pos or 0, "at-least-range", message, hint)
        return _Part(part.formula, part.depth, (*part.mistakes, mistake))


def _many(op: str, operands: tuple[_Part, ...]) -> _Part:
    if len(operands) == 1:
        return operands[0]
    return _joined(ManyOp(op, tuple(part.formula for part in operands)), *operands)


def _joined(formula: Formula, *parts: _Part) -> _Part:
    mistakes = tuple(mistake for part in parts for mistake in part.mistakes)
    return _Part(formula, 1 + max(part.depth for part in parts), mistakes)


@cache
def _parser() -> Any:
    return Lark(_GRAMMAR, parser="lalr", lexer="basic", start="equivalence", transformer=_FormulaBuilder())


_LOOKALIKES = {
    "=": "'iff' says that two things are equally true; 'implies' is written ->",
    "<": "'iff' is written <->",
    "-": "'implies' is written ->; names have underscores instead of hyphens",
    "+": "to count, write at_least(2, [a, b, c])",
    "^": "'and' is written &",
    "~": "'not' is written !",
    "'": "names stand without quotation marks",
    '"': "names stand without quotation marks",
}


def _bad_character(text: str, offset: int) -> Mistake:
    char = text[offset]
    shown = repr(char) if char.isprintable() else f"U+{ord(char):04X}"
    hint = _LOOKALIKES.get(char, "names have letters, digits and underscores, as in russia.truce")
    return Mistake(offset, "formula-syntax", f"{shown} has no meaning in a formula", hint)


def _syntax(text: str, error: UnexpectedToken) -> Mistake:
    token, wanted = cast(Token, error.token), error.accepts or set()
    ended = token.type == "$END"
    offset = len(text.rstrip()) if ended else token.start_pos or 0
    where = "the formula ends" if ended else f"{str(token)[:40]!r} stands"
    if "NAME" in wanted:
        return Mistake(offset, "formula-syntax", f"{where} where a name, 'not' or '(' was expected")
    if token.type in ("RPAR", "RSQB") and wanted <= {"$END", *_OPERATORS}:
        return Mistake(offset, "formula-syntax", f"this {str(token)!r} closes nothing", "delete it or open it before")
    if token.type in ("_IF", "_IMPLIES"):
        hint = "write (a if b) if c, or a if (b if c): they mean different things"
        return Mistake(offset, "formula-syntax", "'if' and 'implies' after an 'if' need parentheses", hint)
    if "COUNT" in wanted or wanted & {"LPAR", "LSQB"} or wanted == {"COMMA"}:
        return Mistake(offset, "formula-syntax", f"{where} in an 'at_least' that is not complete", _AT_LEAST_HINT)
    expected = ["'and', 'or', 'implies', 'iff'", *(shown for name, shown in _CLOSERS.items() if name in wanted)]
    return Mistake(offset, "formula-syntax", f"{where} where {listed(expected)} was expected")


_OPERATORS = {"_AND", "_OR", "_IMPLIES", "_IF", "_IFF"}
_AT_LEAST_HINT = "write at_least(2, [a, b, c])"
_CLOSERS = {"COMMA": "','", "RSQB": "']'", "RPAR": "')'", "$END": "the end of the formula"}
