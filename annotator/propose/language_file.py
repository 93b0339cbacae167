"""The file of the language model: two lines of text, then arrays.

    annotator language model VERSION SHA256     (of all that follows this line)
    {"source": …, "characters": …, "arrays": {name: [type, length], …}}
    the arrays in that order, little-endian, compressed as one with zlib

`source` says what text it was fitted to, `characters` how long that was in code points. An n-gram
of order n > 1 is a context, which is an n-gram of order n - 1, and a last character:

    alphabet  <u4  the code point of each id. 0 is the sentence boundary (a line feed), 1 stands
                   for every unknown character (NUL)
    p1, b1    <f4  natural log of the probability of each id, and of its back-off weight
    wn        <u2  1 < n: the id of the last character; n-grams are sorted by context, then by it
    pn        |u1  1 < n: its probability in that context, exp(-pn * STEP)
    bn        |u1  1 < n < 5: its back-off weight as a context, exp((ROOM - bn) * STEP)
    cn        <u2  n < 5: how many n-grams of the next order have it as their context
"""

import json
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotator.errors import LanguageModelUnusable
from annotator.settings.whole_file import write_whole

VERSION = 1
"""Raised, too, when the spelling of characters changes: an old file counted others."""
STEP = 1 / 16
"""Nats that one of a stored byte stands for."""
ROOM = 32
"""The byte of a back-off weight of 1; a few are over 1."""

Arrays = dict[str, NDArray[Any]]
_NAME = "annotator language model"


def read_arrays(path: Path) -> Arrays:
    """All arrays of the file. Raises LanguageModelUnusable."""
    try:
        first, _, rest = path.read_bytes().partition(b"\n")
        name, version, digest = first[:200].decode("utf-8").rsplit(" ", 2)
        if name != _NAME:
            raise ValueError("it is no language model")
        if version != str(VERSION):
            raise ValueError(f"version {version}, not {VERSION}")
        if digest != sha256(rest).hexdigest():
            raise ValueError("the digest is off")
        about, _, body = rest.partition(b"\n")
        return _parted(zlib.decompress(body), json.loads(about)["arrays"])
    except OSError as error:
        raise LanguageModelUnusable(path=path, cause=error.strerror or error) from error
    except (KeyError, TypeError, ValueError, zlib.error) as error:
        raise LanguageModelUnusable(path=path, cause=error) from error


def _parted(plain: bytes, shapes: dict[str, tuple[str, int]]) -> Arrays:
    arrays: Arrays = {}
    start = 0
    for name, (kind, length) in shapes.items():
        arrays[name] = np.frombuffer(plain, kind, length, start)
        start += arrays[name].nbytes
    return arrays


def write_arrays(path: Path, arrays: Arrays, source: str, characters: int) -> None:
    """The file, whole or not at all. Raises FolderNotWritable."""
    shapes = {name: (array.dtype.str, len(array)) for name, array in arrays.items()}
    about = {"source": source, "characters": characters, "arrays": shapes}
    body = zlib.compress(b"".join(array.tobytes() for array in arrays.values()), 9)
    rest = json.dumps(about, ensure_ascii=False).encode() + b"\n" + body
    write_whole(path, f"{_NAME} {VERSION} {sha256(rest).hexdigest()}\n".encode() + rest)
