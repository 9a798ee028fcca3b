"""A block as a Parquet file, the same bytes whoever computed it; and whether a file is still what was written."""

from __future__ import annotations

import hashlib
import io
import json
from importlib import import_module
from typing import Any

import numpy as np

from detente.errors import AnalysisError
from detente.questions.sweeps.found import Held, Sweep, SweepBlock

SCHEMA = "detente.sweep-runs/1"
CONTENT = b"detente.content"


def part_name(number: int) -> str:
    """The file of a block."""
    return f"runs-{number:06d}.parquet"


class Parts:
    """Writes and reads the parts of one sweep.

    plan : digest of the plan, which each part names

    Raises
    ------
    AnalysisError
        If pyarrow is not installed.
    """

    def __init__(self, sweep: Sweep, plan: str) -> None:
        try:
            self._arrow: Any = import_module("pyarrow")
            self._parquet: Any = import_module("pyarrow.parquet")
        except ImportError:
            raise AnalysisError(
                "sweeps are written as Parquet, which needs pyarrow: install detente with the extra 'sweep', as in "
                "pip install 'detente[sweep]'."
            ) from None
        self._sweep, self._plan = sweep, plan

    @property
    def writer(self) -> str:
        """What decides the bytes besides the content."""
        return f"pyarrow {self._arrow.__version__}"

    def decoded(self, content: bytes, number: int) -> Any | None:
        """The table in a part of this sweep; None if it is damaged, cut off or another part.

        What was read must have the content whose digest the part names, and must give these very bytes if written.
        """
        try:
            table = self._parquet.read_table(io.BytesIO(content), page_checksum_verification=True)
            meta = dict(table.schema.metadata or {})
            named = meta.pop(CONTENT, b"").decode()
            table = table.cast(self._schema(number, named))
            whole = meta == self._metadata(number) and named == self._content(table) and self.encoded(table) == content
        except (self._arrow.ArrowException, OSError, ValueError, KeyError, TypeError, MemoryError):
            return None
        return table if whole else None

    def _fields(self) -> list[tuple[str, Any]]:
        """Name and type of each column."""
        arrow, sweep = self._arrow, self._sweep
        fields = [("run", arrow.int64()), ("scenario", arrow.string())]
        fields += [(name, arrow.uint64()) for name in self._failed()]
        if sweep.plan.swaps:
            fields += [("swap_dm", arrow.list_(arrow.uint16())), ("swap_place", arrow.list_(arrow.uint16()))]
        fields += [(concept.value, arrow.list_(arrow.uint64())) for concept in sweep.concepts]
        return fields + [(key, arrow.list_(arrow.string())) for key in sweep.further]

    def _failed(self) -> list[str]:
        words = max(1, -(-len(self._sweep.claims) // 64))
        return ["failed", *(f"failed_{64 * k}" for k in range(1, words))]

    def table(self, block: SweepBlock) -> Any:
        """The runs of a block as a pyarrow table."""
        arrow, sweep = self._arrow, self._sweep
        runs = sweep.runs_of(block.number)
        keys = arrow.array([version.key for version in sweep.versions], arrow.string())
        failed = list(block.failed) or [np.zeros(len(runs), np.uint64)]
        columns = [arrow.array(np.arange(runs.start, runs.stop)), keys.take(arrow.array(block.scenario)), *failed]
        if sweep.plan.swaps:
            columns += [self._swaps(block, block.swap_dm), self._swaps(block, block.swap_place)]
        columns += [self._masks(block, held) for held in block.held]
        columns += [arrow.array(list(map(list, texts)), arrow.list_(arrow.string())) for texts in block.further]
        table = arrow.table(columns, schema=self._schema(block.number, ""))
        return table.cast(self._schema(block.number, self._content(table)))

    def _swaps(self, block: SweepBlock, values: np.ndarray) -> Any:
        """A list for each run; empty where no swap was made."""
        counts = np.where(block.swapped, values.shape[1], 0)
        flat = self._arrow.array(values[block.swapped].reshape(-1).astype(np.uint16))
        return self._arrow.ListArray.from_arrays(self._arrow.array(_offsets(counts)), flat)

    def _masks(self, block: SweepBlock, held: Held) -> Any:
        """A list for each run; null where no state is feasible."""
        masks = self._arrow.array(held.masks)
        impossible = None if block.possible.all() else self._arrow.array(~block.possible)
        return self._arrow.ListArray.from_arrays(self._arrow.array(_offsets(held.counts)), masks, mask=impossible)

    def _schema(self, number: int, content: str) -> Any:
        fields = [self._arrow.field(name, kind) for name, kind in self._fields()]
        return self._arrow.schema(fields, metadata={**self._metadata(number), CONTENT: content.encode()})

    def _metadata(self, number: int) -> dict[bytes, bytes]:
        sweep = self._sweep
        told: dict[str, object] = {
            "schema": SCHEMA,
            "plan": self._plan,
            "block": number,
            "claims": sweep.claims,
            "options": sweep.options,
            "decision_makers": sweep.dms,
        }
        return {b"detente": json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogateescape")}

    def _content(self, table: Any) -> str:
        """Digest of the names, types and values of the columns, however they lie in memory."""
        digest = hashlib.sha256()
        for name, column in zip(table.column_names, table.columns, strict=True):
            array = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
            digest.update(f"{name}: {column.type} x {len(array)}\n".encode())
            for values in self._plain(array):
                digest.update(np.ascontiguousarray(values).tobytes())
        return digest.hexdigest()

    def _plain(self, array: Any) -> list[np.ndarray]:
        if self._arrow.types.is_list(array.type):
            counts = array.value_lengths().fill_null(-1).to_numpy(zero_copy_only=False)
            return [counts.astype(np.int64), *self._plain(array.flatten())]
        if self._arrow.types.is_string(array.type):
            told = array.dictionary_encode()
            names = json.dumps(told.dictionary.to_pylist()).encode()
            return [told.indices.to_numpy(), np.frombuffer(names, np.uint8)]
        return [array.to_numpy()]

    def encoded(self, table: Any) -> bytes:
        """The bytes of a part."""
        lists = [f"{f.name}.list.element" for f in table.schema if self._arrow.types.is_list(f.type)]
        stream = io.BytesIO()
        self._parquet.write_table(
            table,
            stream,
            compression="zstd",
            row_group_size=max(1, len(table)),
            use_dictionary=["scenario", *lists],
            column_encoding={"run": "DELTA_BINARY_PACKED"},
            write_page_checksum=True,
        )
        return stream.getvalue()


def _offsets(counts: np.ndarray) -> np.ndarray:
    found = np.zeros(counts.size + 1, np.int32)
    np.cumsum(counts, out=found[1:])
    return found
