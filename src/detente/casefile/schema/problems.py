"""Checking a tree against the schema: pydantic finds, we say it in sentences, and what is sound is still used.

A malformed part must not hide mistakes elsewhere. So after everything malformed was reported, the smallest part round
each finding is cut from the tree and the rest is validated again, until a whole shape is left. It stands for a case
only to look for further problems: a file with an error never becomes a case.
"""

from __future__ import annotations

from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from detente.casefile.schema.base import Shape
from detente.casefile.source.findings import Findings, listed, nearest
from detente.casefile.source.patch import copied
from detente.casefile.source.places import Loc, find
from detente.casefile.source.text import Text
from detente.casefile.source.tree import Entry, Mapping, Node, Tree, TreeList, describe, plain

_KEY_STEP = "[key]"


def keys_at(whole: type[Shape], loc: Loc) -> tuple[str, ...]:
    """The keys that the shape of a whole file allows in the mapping at a location."""
    shape: Any = whole
    for step in loc:
        shape = _inner(_bare(shape), step)
    bare = _bare(shape)
    if not (isinstance(bare, type) and issubclass(bare, BaseModel)):
        return ()
    return tuple(field.alias or name for name, field in bare.model_fields.items())


def _bare(shape: Any) -> Any:
    """A type without ``Annotated`` and ``None``."""
    while get_origin(shape) is not None and type(None) in get_args(shape):
        shape = next(arg for arg in get_args(shape) if arg is not type(None))
    return _bare(get_args(shape)[0]) if hasattr(shape, "__metadata__") else shape


def _inner(shape: Any, step: int | str) -> Any:
    if isinstance(shape, type) and issubclass(shape, Shape):
        fields = {field.alias or name: field for name, field in shape.model_fields.items()}
        return fields[str(step)].rebuild_annotation() if step in fields else None
    return get_args(shape)[-1] if get_args(shape) else None


def validated(whole: type[Shape], tree: Tree, findings: Findings) -> tuple[Shape, Tree]:
    """The shape of what is sound in a tree, and the tree without the rest; ``tree`` itself stays as it is."""
    sound, reported = _without_empty_sections(whole, tree), False
    while True:
        try:
            return whole.model_validate(plain(sound)), sound
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False)
        if not reported:
            for detail in found:
                _report(whole, sound, detail["loc"], detail["type"], detail.get("ctx", {}), findings)
            sound, reported = copied(sound), True
        _cut(sound, [(detail["loc"], detail["type"]) for detail in found])


def _without_empty_sections(whole: type[Shape], tree: Tree) -> Tree:
    """A section whose entries are all commented out is as good as absent."""
    optional = {name for name, field in whole.model_fields.items() if not field.is_required()}
    return Mapping(tree.pos, {n: e for n, e in tree.entries.items() if not (n in optional and _empty(e.value))})


_EXPECTED = {"model_type": "a mapping (key: value)", "dict_type": "a mapping (key: value)", "list_type": "a list"}


def _report(whole: type[Shape], tree: Tree, loc: Loc, kind: str, context: dict[str, Any], findings: Findings) -> None:
    trail = find(tree, tuple(step for step in loc if step != _KEY_STEP))
    key, node = trail[-1]
    pos = key.pos if key is not None and (loc[-1] == _KEY_STEP or _empty(node)) else node.pos
    if kind == "finding":
        findings.error(context["code"], pos, context["message"], context["hint"])
    elif kind == "extra_forbidden":
        known = keys_at(whole, loc[:-1])
        near = nearest(str(loc[-1]), known)
        hint = f"did you mean {near!r}?" if near else f"the keys here are {listed(known, 'and')}"
        findings.error("unknown-key", pos if key is None else key.pos, f"{str(loc[-1])[:60]!r} is not a key here", hint)
    elif kind == "missing":
        _report_missing(loc, key, node, findings)
    elif _empty(node):
        findings.error("empty-value", pos, "nothing stands here", "give it a value, or delete the key")
    elif kind == "too_short":
        findings.error("wrong-value", pos, "this list is empty", "write at least one item, or delete the key")
    else:
        expected = _EXPECTED.get(kind, "something else")
        hint = "begin each item with '- '" if kind == "list_type" else ""
        findings.error("wrong-type", pos, f"{expected} was expected here, not {describe(node)}", hint)


def _report_missing(loc: Loc, key: Text | None, node: Node, findings: Findings) -> None:
    name = str(loc[-1])
    where = f"in {key.text!r}" if key is not None else "here" if len(loc) > 1 else "in the case"
    hint = "the first line of a case is 'detente: 1'" if name == "detente" else ""
    findings.error("missing-key", key.pos if key is not None else node.pos, f"{name!r} is missing {where}", hint)


def _empty(node: Node) -> bool:
    return isinstance(node, Text) and node.empty


def _cut(tree: Tree, details: list[tuple[Loc, str]]) -> None:
    doomed: set[int] = set()
    containers: list[Mapping | TreeList] = []
    for loc, _ in details:
        trail = find(tree, tuple(step for step in loc if step != _KEY_STEP))
        if len(trail) == 1:
            _put_placeholder(tree, str(loc[0]) if loc else "")
            continue
        container = trail[-2][1]
        doomed.add(id(trail[-1][1]))
        if not isinstance(container, Text):
            containers.append(container)
    for container in containers:
        if isinstance(container, Mapping):
            container.entries = {n: e for n, e in container.entries.items() if id(e.value) not in doomed}
        else:
            container.items = [item for item in container.items if id(item) not in doomed]


def _put_placeholder(tree: Tree, name: str) -> None:
    """Stand-ins for what the top level lacks, so that the rest can be looked at."""
    source = next(entry.key.source for entry in tree.entries.values()) if tree.entries else None
    if source is None:
        raise AssertionError("an empty mapping at the top is refused before")
    key = Text(name, source, 0, 0, "'")
    value: Node = Mapping(key.pos) if name == "decision_makers" else Text("1", source, 0, 0, "'")
    tree.entries[name] = Entry(key, value)
