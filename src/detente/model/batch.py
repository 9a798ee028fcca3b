"""What is found for many preference profiles at once, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from detente.errors import AnalysisError
from detente.frozen import frozen
from detente.model.graph import BoolArray


class OnDemand(Mapping[str, BoolArray]):
    """Arrays by concept, each made when it is first asked for, and kept."""

    def __init__(self, names: tuple[str, ...], make: Callable[[str], BoolArray]) -> None:
        self._names, self._make = names, make
        self._made: dict[str, BoolArray] = {}

    def __getitem__(self, name: str) -> BoolArray:
        if name not in self._names:
            raise AnalysisError(f"'{name}' was not analysed; the batch has {', '.join(self._names)}.")
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names  # without making the array

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@frozen(kw_only=True, eq=False)
class StabilityBatch:
    """Verdicts for every state and concept asked for, under every preference profile. All arrays are read-only.

    equilibrium : concept -> bool, shape (n_states, n_profiles)   stable for every decision maker
    stable : concept -> bool, shape (n_dms, n_states, n_profiles)   made from the payoffs when first asked for
    Memory: one byte per state and profile and concept; ``stable``, where it is asked for, n_dms times as much.
    """

    equilibrium: Mapping[str, BoolArray]
    stable: Mapping[str, BoolArray]
