"""Vectors of one byte for each document, computed as big integers: the arithmetic that makes search fast in Python.

A vector of a segment with N documents is N bytes; byte d belongs to document d. Seen as one integer (little endian) it
has N lanes of eight bits, and CPython adds, ANDs and ORs all lanes in a few microseconds, where a loop over the same
documents takes milliseconds. Three kinds of vector:

    impacts   how well a document answers a word, 1 to 255; 0 where it does not answer
    masks     255 where a document is in, 0 where it is out
    levels    sums of weighted impacts; whoever adds sees to it that no lane exceeds 255
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALL: Final = bytes(range(256))
_NOTHING: Final = bytes(256)
_FEW: Final = 1500
"""Documents that are laid into a vector one by one."""
_PRESENT: Final = bytes([0] + [255] * 255)


def number(vector: bytes | bytearray | memoryview) -> int:
    """Return a vector as one integer."""
    return int.from_bytes(vector, "little")


def vector(lanes: int, count: int) -> bytes:
    """Return the vector of so many documents that an integer stands for."""
    return lanes.to_bytes(count, "little")


def repeated(byte: int, count: int) -> int:
    """Return so many lanes that all hold the same byte."""
    return int.from_bytes(bytes([byte]) * count, "little")


def full(count: int) -> int:
    """Return the mask of all of so many documents."""
    return (1 << 8 * count) - 1


def mask(impacts: bytes | bytearray) -> int:
    """Return the mask of the documents whose byte is not 0."""
    return int.from_bytes(impacts.translate(_PRESENT), "little")


def size(lanes: int) -> int:
    """Return the number of documents in a mask."""
    return lanes.bit_count() >> 3


def mask_of(documents: Iterable[int], count: int) -> int:
    """Return the mask of some documents out of `count`."""
    made = bytearray(count)
    for document in documents:
        made[document] = 255
    return int.from_bytes(made, "little")


def scatter(documents: Iterable[int], impacts: Iterable[int], into: bytearray) -> None:
    """Raise a vector to the impacts of documents where these are larger; a document may come up often."""
    for document, impact in zip(documents, impacts, strict=True):
        if impact > into[document]:
            into[document] = impact


def scattered(documents: Iterable[int], impacts: Iterable[int], count: int) -> bytearray:
    """Return the vector that holds at each document the largest of its impacts."""
    made = bytearray(count)
    scatter(documents, impacts, made)
    return made


def spread(documents: memoryview, impacts: memoryview, count: int) -> bytes:
    """Return the vector of documents, as 16 bits each, in order and each once, with their impacts.

    Many are laid in 256 at a time, by the function of C that puts bytes into a table.
    """
    if len(documents) < _FEW:
        return bytes(scattered(documents, impacts, count))
    raw = bytes(documents.cast("B"))
    low, high = (raw[::2], raw[1::2]) if sys.byteorder == "little" else (raw[1::2], raw[::2])
    weights = bytes(impacts)
    made = []
    start = 0
    for part in range(-(-count // 256)):
        end = bisect_right(high, part, start)
        made.append(bytes.maketrans(_ALL + low[start:end], _NOTHING + weights[start:end]) if start < end else _NOTHING)
        start = end
    return b"".join(made)[:count]


def members(lanes: bytes, byte: int, most: int = 1 << 30) -> list[int]:
    """Return the documents whose lane holds `byte`, in order, or the first of them."""
    found: list[int] = []
    at = lanes.find(byte)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = lanes.find(byte, at + 1)
    return found


@lru_cache(maxsize=64)
def _halves(count: int) -> tuple[int, int]:
    """Return the mask of the even lanes, and the lowest bit of each odd lane."""
    even = int.from_bytes(b"\xff\x00" * (count // 2) + b"\xff" * (count % 2), "little")
    return even, int.from_bytes(b"\x00\x01" * ((count + 1) // 2), "little")


def larger(one: int, other: int, count: int) -> int:
    """Return the larger of both bytes in each lane.

    Even and odd lanes are compared apart, each with the free byte beside it as room: a bit set there survives the
    subtraction where the first is not smaller, and grows into a mask of its lane.
    """
    even, room = _halves(count)
    result = 0
    for shift in (0, 8):
        a, b = (one >> shift) & even, (other >> shift) & even
        kept = ((a | room) - b) & room
        chosen = kept - (kept >> 8)  # 0x0100 becomes 0x00ff
        result |= ((a & chosen) | (b & (even ^ chosen))) << shift
    return result
