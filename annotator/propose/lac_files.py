"""The files of Baidu's LAC-small, which the jieba package carries in its folder `lac_small`.

Found without importing jieba: every module beside the files imports paddle. Each parameter
is one file in paddle's LoDTensor format, little-endian: uint32 version, uint64 level count,
uint32 tensor version, int32 length of a protobuf TensorDesc, the descriptor, raw float32.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

WIDTH = 128
"""Cells of a character's vector and of each of the four recurrent states."""
TAG_COUNT = 57
CHARACTER_COUNT = 20941
UNKNOWN = CHARACTER_COUNT - 1
"""The id of every character that word.dic does not name."""
_NO_ROW = UNKNOWN - 1
"""The one id that word.dic leaves out."""

_GATES = 3 * WIDTH
SHAPES: dict[str, tuple[int, ...]] = {
    "word_emb": (CHARACTER_COUNT, WIDTH),
    **{f"fc_{n}.w_0": (WIDTH if n < 2 else 2 * WIDTH, _GATES) for n in range(4)},
    **{f"fc_{n}.b_0": (_GATES,) for n in range(4)},
    **{f"gru_{n}.w_0": (WIDTH, _GATES) for n in range(4)},
    **{f"gru_{n}.b_0": (1, _GATES) for n in range(4)},
    "fc_4.w_0": (2 * WIDTH, TAG_COUNT),
    "fc_4.b_0": (TAG_COUNT,),
    "crfw": (TAG_COUNT + 2, TAG_COUNT),
}
"""Every parameter file and the shape it must have."""

_HEADER = struct.Struct("<IQIi")
_FLOAT32 = b"\x08\x05"


class LacUnusable(Exception):
    """The network's files are missing or are not the ones this program knows; says which and how.

    Never shown: whoever wants names falls back on another tagger.
    """


@dataclass(frozen=True, slots=True)
class LacFiles:
    """What the files say: parameters by name, ids by character, tags by id."""

    parameters: dict[str, Floats]
    ids: dict[str, int]
    tags: tuple[str, ...]


def lac_folder() -> Path:
    """Where the installed jieba keeps the network. Raises LacUnusable where there is no jieba."""
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise LacUnusable("jieba is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / "lac_small"


def read_lac_files(folder: Path) -> LacFiles:
    """All files of `folder`, checked by name, shape and size. Raises LacUnusable."""
    try:
        tags = _tags(_entries(folder / "tag.dic"))
        ids = _ids(_entries(folder / "word.dic"))
        model = folder / "model_baseline"
        parameters = {name: _parameter(model / name, shape) for name, shape in SHAPES.items()}
    except (OSError, UnicodeDecodeError) as cause:
        raise LacUnusable(str(cause)) from cause
    return LacFiles(parameters, ids, tags)


def _entries(path: Path) -> list[tuple[int, str]]:
    """The rows `id TAB entry` of a dictionary file."""
    rows: list[tuple[int, str]] = []
    for line in path.read_text("utf-8").split("\n"):
        number, tab, entry = line.rstrip("\r").partition("\t")
        if tab and number.isdigit():
            rows.append((int(number), entry))
        elif line.strip():
            raise LacUnusable(f"{path} has a row without an id: {line!r}")
    return rows


def _tags(rows: list[tuple[int, str]]) -> tuple[str, ...]:
    tags = dict(rows)
    if sorted(tags) != list(range(TAG_COUNT)) or tags[TAG_COUNT - 1] != "O":
        raise LacUnusable(f"{TAG_COUNT} tags with O as the last are expected, not {len(tags)}")
    return tuple(tags[number] for number in range(TAG_COUNT))


def _ids(rows: list[tuple[int, str]]) -> dict[str, int]:
    """Ids of single characters; the few entries that are words name classes of characters."""
    known = {number for number, _ in rows}
    if known != set(range(CHARACTER_COUNT)) - {_NO_ROW} or (UNKNOWN, "OOV") not in rows:
        raise LacUnusable(f"word.dic does not name {UNKNOWN} entries with OOV as the last")
    return {entry: number for number, entry in rows if len(entry) == 1}


def _parameter(path: Path, shape: tuple[int, ...]) -> Floats:
    """One tensor. Raises LacUnusable where type, shape or size are not `shape` in float32."""
    data = path.read_bytes()
    if len(data) < _HEADER.size:
        raise LacUnusable(f"{path} is cut short")
    version, levels, tensor_version, length = _HEADER.unpack_from(data)
    start = _HEADER.size + length
    if (version, levels, tensor_version) != (0, 0, 0) or not 0 <= length <= len(data):
        raise LacUnusable(f"{path} has an unknown header")
    if _dimensions(data[_HEADER.size : start]) != shape or len(data) - start != 4 * prod(shape):
        raise LacUnusable(f"{path} does not hold {shape} in float32")
    return np.frombuffer(data, "<f4", offset=start).reshape(shape).astype(np.float32, copy=False)


def _dimensions(descriptor: bytes) -> tuple[int, ...]:
    """The dimensions of a TensorDesc of float32 (field 1 = 5, then field 2 once a dimension); else none."""
    if not descriptor.startswith(_FLOAT32):
        return ()
    sizes: list[int] = []
    at = len(_FLOAT32)
    while at < len(descriptor) and descriptor[at] == 0x10:
        size, shift, more, at = 0, 0, True, at + 1
        while more and at < len(descriptor):
            size |= (descriptor[at] & 0x7F) << shift
            more, shift, at = descriptor[at] >= 0x80, shift + 7, at + 1
        sizes.append(size)
    return tuple(sizes) if at == len(descriptor) else ()
