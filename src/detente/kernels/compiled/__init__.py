"""The same kernels compiled with numba, where it is installed (``pip install 'detente[fast]'``): same bits, sooner.

Nothing here is imported until a question is large enough to repay it; every answer exists in plain numpy as well.
Kernels are compiled once and cached on disk, so they stand at module level and never in a closure. Shapes, costs and
sources are those of the plain twins; what differs is said.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from detente.errors import AnalysisError


@cache
def available() -> bool:
    """Whether numba is installed. Does not import it."""
    return find_spec("numba") is not None


def use_compiled(compiled: bool | None, *modules: str, worth: bool) -> bool:
    """Whether to take the compiled path; if so, the modules of this package that it needs have been loaded.

    compiled : what the caller asked for; None leaves the choice to us: compiled where numba is installed and loads, and
        the work is ``worth`` waiting for it: to load it takes half a second, and compiled kernels as much again

    Raises
    ------
    AnalysisError
        If it was asked for and numba is not installed or does not load.
    """
    if compiled and not available():
        raise AnalysisError("compiled=True needs numba, which is not installed; pip install 'detente[fast]' brings it.")
    if not (available() and worth if compiled is None else compiled):
        return False
    try:
        for name in modules:
            import_module(f"{__name__}.{name}")
    except Exception as error:  # numba does not fit this numpy, has no folder for its cache, is damaged: many types
        if compiled:
            raise AnalysisError(f"compiled=True needs numba, which is installed but does not load: {error}") from error
        return False
    return True
