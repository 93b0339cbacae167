"""The learner as bytes, for the project file: whole numbers, only those that are not 0, compressed.

Layout, little-endian: `MAGIC`, uint16 version, uint32 CRC of the rest, then zlib of uint32
length, JSON, and two tables (features, feature sums), each uint32 count, uint32 places, int32
values. The same learner gives the same bytes.
"""

import json
import struct
import zlib
from typing import Any

import numpy as np

from annotator.propose.crf import Floats
from annotator.propose.learner import Example, Learner
from annotator.propose.learner_features import BITS, ROWS, Sentence
from annotator.propose.learner_gate import Gate
from annotator.propose.learner_weights import Weights

MAGIC = b"ANNL"
VERSION = 1
_HEAD = struct.Struct("<4sHI")
_SIZE = struct.Struct("<I")
_LEVEL = 3
_LARGEST = 1 << 28
"""Bytes that a state unpacks to at most: a file from a stranger shall not fill the memory."""


class LearnerUnusable(ValueError):
    """Bytes that hold no learner of this version; says why."""


def to_bytes(learner: Learner) -> bytes:
    """The whole learner; `from_bytes` is the way back."""
    weights = learner.weights
    told = {
        "bits": BITS,
        "labels": weights.labels,
        "passes": weights.passes,
        "steps": weights.steps.astype(int).tolist(),
        "step_sums": weights.step_sums.astype(int).tolist(),
        "gate": {"seen": learner.gate.seen, "recent": learner.gate.recent},
        "pages": learner.pages,
        "kept": [_plain_example(each) for each in learner.kept],
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    tables = _packed(weights.features) + _packed(weights.feature_sums)
    body = zlib.compress(_SIZE.pack(len(text)) + text + tables, _LEVEL)
    return _HEAD.pack(MAGIC, VERSION, zlib.crc32(body)) + body


def _packed(table: Floats) -> bytes:
    flat = table.reshape(-1)
    places = np.flatnonzero(flat)
    values = flat[places].astype("<i4")
    gaps = np.diff(places, prepend=0).astype("<u4")
    return _SIZE.pack(len(places)) + gaps.tobytes() + values.tobytes()


def _plain_example(each: Example) -> list[Any]:
    said = each.sentence
    return [each.page, said.text, said.words, said.base, said.hints, each.tags]


def from_bytes(data: bytes) -> Learner:
    """The learner that `to_bytes` wrote. Raises LearnerUnusable for anything else."""
    try:
        return _learner(_body(data))
    except LearnerUnusable:
        raise
    except (struct.error, zlib.error, ValueError, KeyError, TypeError, IndexError) as cause:
        raise LearnerUnusable(str(cause)) from cause


def _body(data: bytes) -> bytes:
    if len(data) < _HEAD.size:
        raise LearnerUnusable("cut short")
    magic, version, checksum = _HEAD.unpack_from(data)
    packed = data[_HEAD.size :]
    if magic != MAGIC or version != VERSION:
        raise LearnerUnusable("of another kind or version")
    if zlib.crc32(packed) != checksum:
        raise LearnerUnusable("the checksum differs")
    opened = zlib.decompressobj()
    body = opened.decompress(packed, _LARGEST)
    if not opened.eof:
        raise LearnerUnusable("too large")
    return body


def _learner(body: bytes) -> Learner:
    (length,) = _SIZE.unpack_from(body)
    start = _SIZE.size + length
    told = json.loads(body[_SIZE.size : start].decode("utf-8", "surrogatepass"))
    if told["bits"] != BITS:
        raise LearnerUnusable("a table of another size")
    weights = Weights(told["labels"])
    width = len(weights.tags)
    weights.features, at = _unpacked(body, start, width)
    weights.feature_sums, _ = _unpacked(body, at, width)
    weights.steps = _steps(told["steps"], width)
    weights.step_sums = _steps(told["step_sums"], width)
    weights.passes = int(told["passes"])
    recent = tuple((int(plain), int(own)) for plain, own in told["gate"]["recent"])
    gate = Gate(int(told["gate"]["seen"]), recent)
    kept = [_example(plain) for plain in told["kept"]]
    return Learner(weights, gate, kept, [int(page) for page in told["pages"]])


def _unpacked(body: bytes, at: int, width: int) -> tuple[Floats, int]:
    (count,) = _SIZE.unpack_from(body, at)
    at += _SIZE.size
    places = np.cumsum(np.frombuffer(body, "<u4", count, at), dtype=np.int64)
    values = np.frombuffer(body, "<i4", count, at + 4 * count)
    flat = np.zeros(ROWS * width, np.float32)
    flat[places] = values
    return flat.reshape(ROWS, width), at + 8 * count


def _steps(rows: list[list[int]], width: int) -> Floats:
    steps = np.array(rows, np.float32)
    if steps.shape != (width + 1, width):
        raise LearnerUnusable("steps of another size")
    return steps


def _example(plain: list[Any]) -> Example:
    page, text, words, base, hints, tags = plain
    sentence = Sentence(text, tuple((at, tag) for at, tag in words), tuple(base), tuple(hints))
    if len(tags) != len(text):
        raise LearnerUnusable("a sentence with tags of another length")
    return Example(sentence, tuple(tags), int(page))
