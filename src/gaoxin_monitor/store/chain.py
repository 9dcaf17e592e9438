"""The chain that makes an edit visible: every batch and every record is hashed together with the one before.

A row is hashed as the Python literal of its columns in ASCII, one row to a line. Beside its link a batch keeps a short
sum of each of its rows, so that the row that was edited can be named; the sums prove nothing themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from struct import pack, unpack
from zlib import crc32

from gaoxin_monitor.store.codec import Row


@dataclass(frozen=True, slots=True)
class Seal:
    """The link of a batch in the chain, and the sums of its rows."""

    chain: str
    row_sums: bytes


def seal(previous: str, head: Row, parts: Iterable[tuple[str, Sequence[Row]]]) -> Seal:
    """Seals a batch: its head, and its rows table by table."""
    digest = sha256(f"{previous}\n{head!a}".encode("ascii"))
    sums: list[int] = []
    for name, rows in parts:
        literal = _literal(len(rows[0])) if rows else ""
        lines = [(literal % row).encode("ascii") for row in rows]
        digest.update(b"\n".join([f"\n{name} {len(lines)}".encode("ascii"), *lines]))
        sums += map(crc32, lines)
    return Seal(digest.hexdigest(), pack(f"<{len(sums)}I", *sums))


def _literal(columns: int) -> str:
    """What formats a row of several columns as ``ascii`` would, a quarter faster."""
    return f"({', '.join(['%a'] * columns)})"


def link(previous: str, row: Row) -> str:
    """The link of a record."""
    return sha256(f"{previous}\n{row!a}".encode("ascii")).hexdigest()


def first_difference(stored: bytes, found: bytes) -> int | None:
    """The position of the first row whose sum is not the stored one; None when all are."""
    pairs = zip(_sums(stored), _sums(found), strict=False)
    position = next((position for position, (one, other) in enumerate(pairs) if one != other), None)
    if position is None and len(stored) != len(found):
        return min(len(stored), len(found)) // 4
    return position


def _sums(packed: bytes) -> tuple[int, ...]:
    return unpack(f"<{len(packed) // 4}I", packed[: len(packed) // 4 * 4])
