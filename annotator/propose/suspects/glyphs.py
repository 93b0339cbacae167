"""How much characters look alike: a table of shapes, made from fonts by `annotator train glyphs`.

The file is two lines of text, then arrays, compressed as one with zlib:

    annotator glyphs VERSION SHA256     (of all that follows this line)
    {"source": …, "size": n, "width": w}
    <u4 code points [n], |i1 shapes [n, w], <u2 neighbours [n, k]: rows, the likeliest first

A shape is a direction: similarity is the cosine of two of them.
"""

import json
import zlib
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotator.propose.suspects.shipped import Shipped, shipped
from annotator.settings.whole_file import write_whole

VERSION = 1
_NAME = "annotator glyphs"

Floats = NDArray[np.float32]


class Glyphs:
    """Shapes of characters and their look-alikes. An empty table answers that nothing is alike."""

    def __init__(
        self, characters: str, shapes: NDArray[np.int8], neighbours: NDArray[np.uint16]
    ) -> None:
        self.characters = characters
        self._places = {character: at for at, character in enumerate(characters)}
        self._shapes = shapes
        self._neighbours = neighbours

    def __len__(self) -> int:
        return len(self.characters)

    def similarity(self, a: str, b: str) -> float:
        """0 (nothing in common, or unknown) to 1 (the same)."""
        if a == b:
            return 1.0
        first, second = self._places.get(a), self._places.get(b)
        if first is None or second is None:
            return 0.0
        return float(similarities(self._shapes[[first]], self._shapes[[second]])[0])

    def similarities(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """`similarity` of many pairs at once."""
        rows = [[self._places.get(a, -1), self._places.get(b, -1)] for a, b in pairs]
        places = np.array(rows, np.int64).reshape(-1, 2)
        found = np.zeros(len(places), np.float32)
        known = np.flatnonzero((places >= 0).all(1))
        first, second = places[known].T
        found[known] = similarities(self._shapes[first], self._shapes[second])
        return found

    def neighbours(self, character: str, count: int) -> list[tuple[str, float]]:
        """The characters most like it with their similarity, likeliest first.

        A common one comes before a rare one that is a little more like it. A character of
        GB 2312 has only such neighbours: traditional forms would fill its list.
        """
        near = self.near(character)[:count]
        alike = self.similarities([(character, each) for each in near])
        return list(zip(near, map(float, alike), strict=True))

    def near(self, character: str) -> str:
        """All neighbours that the table keeps, likeliest first."""
        place = self._places.get(character)
        if place is None:
            return ""
        return "".join(self.characters[at] for at in self._neighbours[place].tolist())


def similarities(one: NDArray[np.int8], other: NDArray[np.int8]) -> Floats:
    """The cosine of each row of `one` and the same row of `other`, 0 at least."""
    first, second = one.astype(np.float32), other.astype(np.float32)
    lengths = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    return np.clip((first * second).sum(1) / np.maximum(lengths, 1e-9), 0.0, 1.0)


def empty_glyphs() -> Glyphs:
    """A table of nothing."""
    return Glyphs("", np.zeros((0, 1), np.int8), np.zeros((0, 1), np.uint16))


def read_glyphs(path: Path) -> Glyphs:
    """The table of a file. Raises OSError where it cannot be read, ValueError where it is none."""
    first, _, rest = path.read_bytes().partition(b"\n")
    if first != f"{_NAME} {VERSION} {sha256(rest).hexdigest()}".encode():
        raise ValueError(f"{path} is no table of glyphs, or a damaged one")
    about, _, body = rest.partition(b"\n")
    shape: dict[str, Any] = json.loads(about)
    size, width = int(shape["size"]), int(shape["width"])
    plain = zlib.decompress(body)
    characters = plain[: 4 * size].decode("utf-32-le")
    shapes = np.frombuffer(plain, np.int8, size * width, 4 * size).reshape(size, width)
    neighbours = np.frombuffer(plain, "<u2", -1, (4 + width) * size).reshape(size, -1)
    return Glyphs(characters, shapes, neighbours)


def write_glyphs(
    path: Path,
    characters: str,
    shapes: NDArray[np.int8],
    neighbours: NDArray[np.uint16],
    source: str,
) -> None:
    """The file, whole or not at all; `source` names the fonts. Raises FolderNotWritable."""
    about = {"source": source, "size": len(characters), "width": shapes.shape[1]}
    plain = characters.encode("utf-32-le") + shapes.tobytes() + neighbours.astype("<u2").tobytes()
    rest = json.dumps(about, ensure_ascii=False).encode() + b"\n" + zlib.compress(plain, 9)
    write_whole(path, f"{_NAME} {VERSION} {sha256(rest).hexdigest()}\n".encode() + rest)


def default_glyphs() -> Glyphs:
    """The table that ships; an empty one where it is missing or damaged."""
    return shipped_glyphs()[0]


@cache
def shipped_glyphs() -> Shipped[Glyphs]:
    """The table that ships, or why there is none."""
    return shipped("glyphs.bin", read_glyphs, empty_glyphs())
