"""The guarantees of a case, and what becomes of them, as data."""

from __future__ import annotations

from dataclasses import replace

from detente.frozen import frozen
from detente.model.assumptions import Visit
from detente.model.formula import Formula
from detente.model.grounds import Assumption, Grounds


@frozen(kw_only=True)
class Guarantee:
    """What a guarantor vouches for. Its key is its name in the file."""

    key: str
    by: str
    formula: Formula
    text: str
    grounds: Grounds


@frozen
class GuaranteesGiven:
    """The content of the section."""

    given: tuple[Guarantee, ...]

    def rebuilt(self, visit: Visit) -> GuaranteesGiven:
        """Those that are left; one whose claims fail is not given."""
        kept = []
        for item in self.given:
            fate = visit(
                Assumption(item.grounds, f"{item.by} vouches for {item.text}", part="guarantee", may_fall=True)
            )
            if isinstance(fate, Grounds):
                kept.append(replace(item, grounds=fate))
        return GuaranteesGiven(tuple(kept))


@frozen
class GuaranteesFound:
    """Which guarantees are kept in every equilibrium."""

    kept: tuple[Guarantee, ...]
    called_on: tuple[Guarantee, ...]
