"""A class made by ``frozen`` does what ``dataclass(frozen=True)`` does; the slow twin is the standard library."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import KW_ONLY, FrozenInstanceError, dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.frozen import frozen


def bodies(made: Any) -> list[type]:
    """The same classes, made by either decorator."""

    @made()
    class Plain:
        a: int
        b: str = "b"
        c: tuple[int, ...] = ()
        d: list[int] = field(default_factory=list)
        e: object = field(default=None, repr=False, compare=False)

    @made(kw_only=True)
    class Named:
        a: int = 3
        b: str

    @made()
    class Mixed:
        a: int
        _: KW_ONLY
        b: int = 2

    @made()
    class Base:
        a: int

    @made()
    class Derived(Base):
        b: int = 5

        def double(self) -> int:
            return 2 * self.b

    @made()
    class Told:
        a: int

        def __repr__(self) -> str:
            return "told"

    @made()
    class Checked:
        a: int
        b: list[int] = field(default_factory=list)

        def __post_init__(self) -> None:
            self.b.append(self.a)

    @made()
    class Empty:
        pass

    @made(eq=False, repr=False)
    class Alone:
        a: int

    return [Plain, Named, Mixed, Base, Derived, Told, Checked, Empty, Alone]


def slow(**options: bool) -> Any:
    return dataclass(frozen=True, slots=True, **options)


OURS, THEIRS = bodies(frozen), bodies(slow)
PAIRS = list(zip(OURS, THEIRS, strict=True))
NAMED = pytest.mark.parametrize(("ours", "theirs"), PAIRS, ids=[cls.__name__ for cls in OURS])
arguments = st.lists(st.integers(0, 2), max_size=4)
keywords = st.dictionaries(st.sampled_from("abcdex"), st.integers(0, 2), max_size=4)


def outcome(call: Any) -> object:
    """What a call gives as text, or which error it raises."""
    try:
        return repr(call()).replace(".<locals>", "")
    except Exception as error:
        return type(error)


@NAMED
@given(arguments, keywords, arguments, keywords)
def test_they_take_tell_and_compare_alike(ours: Any, theirs: Any, a: Any, b: Any, c: Any, d: Any) -> None:
    if ours.__name__ != "Alone":  # its text has an address in it
        assert outcome(lambda: ours(*a, **b)) == outcome(lambda: theirs(*a, **b))
    assert outcome(lambda: ours(*a, **b) == ours(*c, **d)) == outcome(lambda: theirs(*a, **b) == theirs(*c, **d))
    assert outcome(lambda: len({ours(*a, **b), ours(*c, **d)})) == outcome(
        lambda: len({theirs(*a, **b), theirs(*c, **d)})
    )


@NAMED
def test_they_look_alike_from_outside(ours: Any, theirs: Any) -> None:
    for look in (
        lambda cls: [(f.name, f.init, f.repr, f.compare, f.kw_only) for f in dataclasses.fields(cls)],
        lambda cls: cls.__match_args__,
        lambda cls: cls.__slots__,
        lambda cls: list(inspect.signature(cls).parameters),
        lambda cls: [p.kind for p in inspect.signature(cls).parameters.values()],
        lambda cls: cls.__init__.__annotations__.keys() - {"return"},
        dataclasses.is_dataclass,
    ):
        assert look(ours) == look(theirs)


def test_nothing_in_them_can_be_set_or_deleted() -> None:
    plain = OURS[0](1)
    for change in (lambda: setattr(plain, "a", 2), lambda: delattr(plain, "a"), lambda: setattr(plain, "z", 2)):
        with pytest.raises(FrozenInstanceError):
            change()
    assert plain.a == 1
    assert not hasattr(plain, "__dict__")


def test_a_changed_copy_is_made_as_of_any_dataclass() -> None:
    plain = OURS[0](1, d=[2])
    assert dataclasses.replace(plain, b="c") == OURS[0](1, "c", d=[2])
    assert copy.copy(plain) == plain
    assert copy.deepcopy(plain).d is not plain.d


def test_defaults_that_are_made_are_not_shared() -> None:
    assert OURS[0](1).d is not OURS[0](1).d


@frozen
class Kept:
    """At the top of a module, so that pickle finds it."""

    a: int
    b: object = None


def test_they_survive_pickle() -> None:
    assert pickle.loads(pickle.dumps(Kept(1, (2, Kept(3))))) == Kept(1, (2, Kept(3)))


def test_one_that_holds_itself_can_be_told() -> None:
    kept = Kept(1, [])
    assert isinstance(kept.b, list)
    kept.b.append(kept)
    assert repr(kept) == "Kept(a=1, b=[...])"


def test_a_class_with_one_array_compares_as_a_tuple_of_it() -> None:
    row = np.arange(3)
    assert Kept(row) == Kept(row)  # the very same array
    with pytest.raises(ValueError, match="ambiguous"):
        assert Kept(row) == Kept(row.copy())
