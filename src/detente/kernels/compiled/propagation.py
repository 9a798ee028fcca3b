"""Twin of :func:`detente.kernels.propagation.spread`, compiled from the same source: same arrays, same cost."""

from __future__ import annotations

from numba import njit

from detente.kernels.propagation import spread

compiled_spread = njit(cache=True, nogil=True)(spread)
