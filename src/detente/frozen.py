"""Frozen dataclasses that are made in a third of the time: every verb waits for some two hundred of them.

:func:`dataclasses.dataclass` writes, compiles and runs the source of six methods for each class. All but ``__init__``
can be functions that the classes share. ``fields``, ``replace`` and ``match`` take these classes like any dataclass; a
test holds both kinds against each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, TypeVar, cast, dataclass_transform, overload

Class = TypeVar("Class", bound=type)
_FACTORY = object()  # stands where an argument was not given, and its value is made


@overload
def frozen(cls: Class, /) -> Class: ...
@overload
def frozen(
    *, kw_only: bool = False, slots: bool = True, eq: bool = True, repr: bool = True
) -> Callable[[Class], Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Any = None, /, *, kw_only: bool = False, slots: bool = True, eq: bool = True, repr: bool = True) -> Any:
    """As ``dataclass(frozen=True)``, with slots unless told otherwise. Cost: about 150 µs for each class.

    Bases that are dataclasses must be made so, too. There is no order and no ``InitVar``.
    """

    def made(plain: type) -> type:
        quick: Any = dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(plain)
        quick.__init__ = _init(quick)
        quick.__setattr__, quick.__delattr__ = _refuse_to_set, _refuse_to_delete
        if slots:
            quick.__getstate__, quick.__setstate__ = _state, _set_state
        if eq and "__eq__" not in plain.__dict__:
            quick.__eq__, quick.__hash__ = _comparing(quick)
        if repr and "__repr__" not in plain.__dict__:
            quick.__repr__ = _repr
        return quick

    return made if cls is None else made(cls)


def _init(cls: Any) -> Callable[..., None]:
    """The one method that is written for each class: its arguments are those of the fields."""
    own: dict[str, Any] = {"_set": object.__setattr__, "_made": _FACTORY}
    first, last, lines = [], [], []
    for f in fields(cls):
        value = f.name
        if f.default_factory is not MISSING:
            own[f"_make_{f.name}"] = f.default_factory
            given, value = f"{f.name}=_made", f"_make_{f.name}() if {f.name} is _made else {f.name}"
        elif f.default is not MISSING:
            own[f"_else_{f.name}"] = f.default
            given = f"{f.name}=_else_{f.name}"
        else:
            given = f.name
        (last if f.kw_only else first).append(given)
        lines.append(f"\n _set(self, {f.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("\n self.__post_init__()")
    arguments = ["self", *first, *(["*", *last] if last else [])]
    exec(f"def __init__({', '.join(arguments)}):{''.join(lines) or ' pass'}", own)
    own["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    own["__init__"].__annotations__ = {f.name: f.type for f in fields(cls)}
    return cast(Callable[..., None], own["__init__"])


def _comparing(cls: Any) -> tuple[Callable[[Any, object], Any], Callable[[Any], int]]:
    """``__eq__`` and ``__hash__``, by the fields that count."""
    names = [f.name for f in fields(cls) if f.compare]
    get: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()
    values: Callable[[Any], object] = get if len(names) != 1 else lambda self: (get(self),)

    def equal(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    return equal, hashed


@recursive_repr()
def _repr(self: Any) -> str:
    told = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({', '.join(told)})"


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    """What pickle and copy keep."""
    return [getattr(self, f.name) for f in fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for f, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)
