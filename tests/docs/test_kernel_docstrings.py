"""Docstrings of kernels say what a reader of array code needs: shapes by named axis, cost, and where the definition is.

The conventions stand in ``detente.kernels``. They are read from the source, so that compiled kernels count as well.
What a docstring says to be "As" another function's, that one's docstring says for it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from detente import kernels

ROOT = Path(kernels.__file__).parent
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(ROOT.rglob("*.py"))
}
DEFINITIONS = {name: tree for name, tree in FILES.items() if name.startswith("reference")}  # sets and lists, no arrays
Definition = ast.FunctionDef | ast.ClassDef

SHAPE = re.compile(r"\bshape \(|any shape|the same shape")
COST = re.compile(r"\bO\(")
SOURCE = re.compile(r"\b(Sources?|Reference|Definitions?|Slow twin|Twin)\b[^.\n]*:")
AXIS = re.compile(r"\bn_[a-z_]+")


@dataclass(frozen=True)
class Documented:
    """A function or class of a kernel, with the class it stands in."""

    module: str
    node: Definition
    inside: ast.ClassDef | None = None

    @property
    def name(self) -> str:
        return ".".join([self.module, *([self.inside.name] if self.inside else []), self.node.name])

    @cached_property
    def doc(self) -> str:
        return ast.get_docstring(self.node) or ""

    @property
    def is_property(self) -> bool:
        return any("property" in ast.unparse(one) for one in self.node.decorator_list)

    @property
    def arguments(self) -> dict[str, str]:
        """The annotation of each argument, and of what is returned; those without one are taken for arrays."""
        assert isinstance(self.node, ast.FunctionDef)
        given = self.node.args
        every = {a.arg: a.annotation for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
        every |= {"returns": self.node.returns} if self.node.returns else {}
        return {
            name: "ndarray" if annotation is None else ast.unparse(annotation)
            for name, annotation in every.items()
            if name not in ("self", "cls")
        }


def definitions(tree: ast.Module) -> Iterator[tuple[ast.ClassDef | None, Definition]]:
    for node in tree.body:
        if isinstance(node, Definition):
            yield None, node
        if isinstance(node, ast.ClassDef):
            yield from ((node, one) for one in node.body if isinstance(one, ast.FunctionDef))


def is_public(node: Definition, inside: ast.ClassDef | None) -> bool:
    return not node.name.startswith("_") and not (inside and inside.name.startswith("_"))


EVERYTHING = [Documented(module, node, inside) for module, tree in FILES.items() for inside, node in definitions(tree)]
PUBLIC = [one for one in EVERYTHING if one.module not in DEFINITIONS and is_public(one.node, one.inside)]
FUNCTIONS = [one for one in PUBLIC if isinstance(one.node, ast.FunctionDef)]
CLASSES = [one for one in PUBLIC if isinstance(one.node, ast.ClassDef)]


def names_of_arrays() -> set[str]:
    """The names that kernels give to types of arrays, tuples of them, and functions over them."""
    found = {"NDArray", "ndarray"}
    lines = [line for tree in FILES.values() for line in tree.body if isinstance(line, ast.Assign)]
    for _ in range(3):
        for line in lines:
            if found & set(re.findall(r"\w+", ast.unparse(line.value))) and "__all__" not in ast.unparse(
                line.targets[0]
            ):
                found |= {
                    target.id for target in line.targets if isinstance(target, ast.Name) and not target.id.isupper()
                }
    return found


ARRAYS = re.compile(rf"\b({'|'.join(names_of_arrays())})\b")
WITH_ARRAYS = [one for one in FUNCTIONS if any(map(ARRAYS.search, one.arguments.values()))]


def told(one: Documented) -> str:
    """The docstring, and those that it follows: "As :meth:`best`" of its class, "As :meth:`Mover.best`" of another."""
    text = [one.doc]
    for named in re.findall(r"As :\w+:`([\w.]+)`", one.doc):
        home = f"{one.inside.name}." if one.inside and "." not in named else ""
        followed = [
            other
            for other in EVERYTHING
            if f".{other.name}".endswith(f".{home}{named.removeprefix('detente.kernels.')}")
        ]
        assert followed, f"{one.name} follows {named}, which there is not"
        text += [told(other) for other in followed]
    return "\n".join(text)


def around(one: Documented) -> str:
    """Where a source may stand: in the docstring itself, in that of its class, in that of the module."""
    outer = [ast.get_docstring(one.inside)] if one.inside else []
    return "\n".join([told(one), *(text or "" for text in (*outer, ast.get_docstring(FILES[one.module])))])


def axes() -> set[str]:
    return set(re.findall(r"^    (n_\w+)", kernels.__doc__ or "", re.MULTILINE))


def test_the_names_of_arrays_are_seen():
    assert {"IntArray", "BoolArray", "FloatArray", "Rows", "Bits", "Words", "Pairs", "Better"} <= names_of_arrays()
    assert len(WITH_ARRAYS) > 100


@pytest.mark.parametrize("one", WITH_ARRAYS, ids=lambda one: one.name)
def test_a_function_of_arrays_tells_arguments_shapes_cost_and_source(one: Documented):
    text = "\n".join([told(one), ast.get_docstring(one.inside) or "" if one.inside else ""])
    arrays = [name for name, annotation in one.arguments.items() if name != "returns" and ARRAYS.search(annotation)]
    missing = [f"what {name} is" for name in arrays if not re.search(rf"\b{name}\b[\w(), \[\].]* :", text)]
    if not SHAPE.search(told(one)):
        missing.append("a shape by named axis: shape (n_states,)")
    if not COST.search(told(one)) and not one.is_property:
        missing.append("a cost: Time O(n_states)")
    if not SOURCE.search(around(one)):
        missing.append("a source, or the slow twin, here or in its class or module: Source: ... Reference: ...")
    assert not missing, f"{one.name} lacks {'; '.join(missing)}"


@pytest.mark.parametrize("one", CLASSES, ids=lambda one: one.name)
def test_a_class_tells_the_shapes_of_its_arrays(one: Documented):
    fields = [line for line in one.node.body if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)]
    for field in fields:
        if ARRAYS.search(ast.unparse(field.annotation)) and not ast.unparse(field.target).startswith("_"):
            assert re.search(rf"\b{ast.unparse(field.target)}\b.* :(.|\n)*?shape", told(one)), ast.unparse(field)


def test_what_has_an_idea_in_it_has_a_docstring():
    """More than six lines are more than a name can say; how a class begins is said by the class."""
    long = [one for one in EVERYTHING if (one.node.end_lineno or 0) - one.node.lineno >= 6]
    assert [one.name for one in long if not one.doc and one.node.name != "__init__"] == []


def test_axes_have_the_names_that_the_package_gives_them():
    told = [ast.get_docstring(tree) or "" for module, tree in FILES.items() if module != "__init__"]
    assert {axis for text in (*told, *(one.doc for one in EVERYTHING)) for axis in AXIS.findall(text)} == axes()


def test_every_slow_twin_exists():
    twins = {
        f"{module}.{node.name}"
        for module, tree in DEFINITIONS.items()
        for inside, node in definitions(tree)
        if not inside
    } | set(DEFINITIONS)
    named = {
        twin
        for tree in FILES.values()
        for twin in re.findall(r"kernels\.(reference\w*(?:\.[a-z_]+)?)", ast.unparse(tree))
    }
    assert named - twins == set()
