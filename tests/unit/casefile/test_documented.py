"""The reference pages keep step with the code: examples are read, keys are named, codes have entries."""

import ast
import re
from pathlib import Path

import pytest

from detente.casefile.formula.grammar import KEYWORDS, FormulaNames, parse_formula
from detente.casefile.load import examine_case
from detente.casefile.schema.problems import keys_at
from detente.casefile.sections.registry import SECTIONS, case_shape
from detente.errors import Severity

ROOT = Path(__file__).parents[3]
REFERENCE = ROOT / "docs" / "reference"
PAGE = (
    "---\ntitle: River\nvideoId: river-talks\n---\n\nThe envoy offers a pause [00:01:09]. The mayor asks for a witness"
    " [00:02:30].\n"
)


def read(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


EXAMPLES = re.findall(r"```yaml\n(detente: 1\n.*?)```", read("case-format.md"), re.S)


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_case_on_the_page_is_read(tmp_path, number):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "river.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(EXAMPLES[number], encoding="utf-8")
    case, problems = examine_case(tmp_path)
    assert case is not None, [str(problem) for problem in problems]
    assert not [p for p in problems if p.severity is Severity.WARNING]


def test_every_key_is_named_on_the_page():
    page = read("case-format.md")
    shape = case_shape()
    keys = {section.key for section in SECTIONS}
    keys |= {key for name in ("claims", "sources", "decision_makers", "levers") for key in keys_at(shape, (name, "x"))}
    keys |= {*keys_at(shape, ("timeline", 0)), *keys_at(shape, ("positions", "x"))}
    keys |= {*keys_at(shape, ("moves",)), *keys_at(shape, ("moves", "forbid", 0))}
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", page)] == []


def test_the_page_on_formulas_says_what_binds_first():
    names = FormulaNames({f"x.{letter}": "" for letter in "abcd"})
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|$", read("formulas.md"), re.M)
    table = [(left, right) for left, right in rows if not re.search(r"[!&|>]", right)]
    assert len(table) == 6
    for written, meant in table:
        left, right = parse_formula(written, names), parse_formula(meant, names)
        assert left.formula is not None
        assert left.formula == right.formula


def test_every_word_of_the_language_is_on_its_page():
    page = read("formulas.md")
    assert [word for word in sorted(KEYWORDS) if f"{word}" not in page] == []


REPORTERS = {
    "error",
    "warning",
    "notice",
    "refuse",
    "loss",
    "_error",
    "refusal",
    "refused",
    "Mistake",
    "Fault",
    "unreadable",
}
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
# Made from the kind of name that is wrong; see formulas.Names and reading.Reading.
FROM_KINDS = {
    *(
        f"unknown-{kind}"
        for kind in ("option", "term-value", "ratifier", "decision-maker", "term", "faction", "reading")
    ),
    *(f"ambiguous-{kind}" for kind in ("option", "term-value")),
}


def codes_in(tree: ast.AST) -> set[str]:
    """Codes given by keyword, or as the first or second argument of a function that reports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [word.value for word in node.keywords if word.arg == "code"]
        given += node.args[:2] if name in REPORTERS else []
        words = [arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        found |= {word for word in words if CODE.fullmatch(word) or word == "tag"}
    return found


def raised() -> set[str]:
    files = (ROOT / "src" / "detente").rglob("*.py")
    return set().union(*(codes_in(ast.parse(file.read_text(encoding="utf-8"))) for file in files)) | FROM_KINDS


def test_every_code_has_its_entry_and_every_entry_a_code():
    entries = set(re.findall(r"^### `([a-z0-9-]+)`$", read("error-codes.md"), re.M))
    codes = {*raised(), "tag"}
    assert sorted(codes - entries) == [], "add these to docs/reference/error-codes.md"
    assert sorted(entries - codes) == [], "no code of this name is raised any more"


def test_every_entry_shows_its_message_and_a_cure():
    parts = re.split(r"^### `([a-z0-9-]+)`$", read("error-codes.md"), flags=re.M)[1:]
    for code, text in zip(parts[::2], parts[1::2], strict=True):
        body = text.split("\n## ")[0]
        assert re.search(rf"^(error|warning|notice)\[{code}\]: \S", body, re.M), code
        assert "**Cure.**" in body, code


def test_codes_are_found_in_source():
    tree = ast.parse('Problem(code="a-b"); f.error("c-d", p); loss(case, "no code here"); other("x-y")')
    assert codes_in(tree) == {"a-b", "c-d"}
