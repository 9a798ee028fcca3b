"""What kernels call the arrays that they take and give. Shapes stand in docstrings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
Integers = npt.NDArray[np.integer]
MaskArray = npt.NDArray[np.uint64]  # option combinations: option k is bit k
Bits = npt.NDArray[np.uint8]  # rows of packed bits
Words = npt.NDArray[np.uint64]  # the same, 64 to a word
