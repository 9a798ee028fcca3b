"""What is concluded of guarantees in one version of a case: a guarantee is kept in every equilibrium."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analysis.version import Version
from detente.model.conclusion import Conclusion
from guarantees.ask import given, holds


def conclusions(version: Version) -> Iterator[Conclusion]:
    """The kind is the key of the question; what it is about is the key of the guarantee."""
    for guarantee in given(version.case):
        if holds(guarantee, version.case, version.space, version.table):
            yield Conclusion("guarantees", None, (guarantee.key,))
