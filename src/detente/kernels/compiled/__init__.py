"""The same kernels compiled with numba, where it is installed (``pip install 'detente[fast]'``): same bits, sooner.

Nothing here is imported until a question is large enough to repay it; every answer exists in plain numpy as well.
Kernels are compiled once and cached on disk, so they stand at module level and never in a closure.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from detente.errors import AnalysisError

__all__ = ["available", "use_compiled"]


@cache
def available() -> bool:
    """Whether numba is installed. Does not import it."""
    return find_spec("numba") is not None


def use_compiled(compiled: bool | None, *, worth: bool) -> bool:
    """Whether to take the compiled path.

    compiled : what the caller asked for; None leaves the choice to us: compiled where numba is installed and the work
    is ``worth`` waiting for it to load.

    Raises
    ------
    AnalysisError
        If it was asked for and numba is not installed.
    """
    if compiled and not available():
        raise AnalysisError("compiled=True needs numba, which is not installed; pip install 'detente[fast]' brings it.")
    return available() and worth if compiled is None else compiled
