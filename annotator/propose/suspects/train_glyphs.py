"""Makes the tables of look-alikes and of same sounds. Needs `annotator[glyphs]`; nothing else does.

A character is drawn on a square of 64 pixels, blurred, and seen as eight by eight cells with
eight directions of its edges each (Dalal, Triggs 2005, "Histograms of Oriented Gradients"),
square roots taken, the average character taken off. Of the shapes in all fonts, side by side,
the principal components stay.
"""

import importlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotator.propose.characters import is_han, simplified
from annotator.propose.words import frequency
from annotator.settings.resources import word_list

SIDE = 64
CELLS = 8
TURNS = 8
KEPT = 96
"""Principal components of a shape."""
NEIGHBOURS = 32
"""Look-alikes of a character that the table keeps."""
COMMON = 0.05
"""So much similarity is worth as ten times as common a character, in jieba's dictionary."""
BLUR = 1.5
"""Standard deviation of the blur in pixels."""
MARKS = (
    "，。、；：？！“”‘’（）《》〈〉【】〔〕—－·…～"
    ",.;:?!\"'()-|~/\\+*%&@#<>[]"
    "0123456789０１２３４５６７８９abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "丨亅丿丶乚亻氵冫忄扌讠饣纟钅衤礻艹宀冖〇○×"
)
"""Beside the characters of GB 2312 what recognition takes for one of them, or for each other."""

Floats = NDArray[np.float64]


def characters_of() -> str:
    """What the table holds: GB 2312, marks, digits, letters, strokes, and traditional characters."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    hanzi = [row.decode("gb2312", "ignore") for row in rows]
    traditional = [entry.split()[0] for entry in word_list("simplified.txt")]
    return "".join(sorted(set("".join([*hanzi, *traditional, MARKS]))))


def shapes_of(characters: str, fonts: Sequence[str]) -> NDArray[np.int8]:
    """One row a character. A font is a file, with `#n` behind it the n-th face of a collection.

    Raises ImportError without pillow, OSError for what is no font.
    """
    seen = np.concatenate([_seen_in(characters, font) for font in fonts], axis=1)
    seen -= seen.mean(0)
    _, axes = np.linalg.eigh(seen.T @ seen)
    axes = axes[:, ::-1][:, :KEPT]
    axes *= np.where(axes[np.abs(axes).argmax(0), np.arange(axes.shape[1])] < 0, -1.0, 1.0)
    directions = seen @ axes
    directions /= np.maximum(np.linalg.norm(directions, axis=1, keepdims=True), 1e-9)
    return np.rint(directions * (127 / np.abs(directions).max())).astype(np.int8)


def neighbours_of(characters: str, shapes: NDArray[np.int8]) -> NDArray[np.uint16]:
    """The rows of the `NEIGHBOURS` likeliest look-alikes of each character, see `Glyphs.neighbours`."""
    rows = shapes.astype(np.float64)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    counts = [frequency(simplified(each)) for each in characters]
    common = COMMON * np.log10(np.add(counts, 1.0))
    is_simple = np.array([_is_simple(each) for each in characters])
    found: list[NDArray[np.intp]] = []
    for place in range(len(characters)):
        order = rows @ rows[place] + common
        order[place] = -np.inf
        if is_simple[place]:
            order[~is_simple] = -np.inf
        found.append(np.argsort(-order, kind="stable")[:NEIGHBOURS])
    return np.array(found, np.uint16)


def _is_simple(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _seen_in(characters: str, font: str) -> Floats:
    fonts: Any = importlib.import_module("PIL.ImageFont")
    images: Any = importlib.import_module("PIL.Image")
    draws: Any = importlib.import_module("PIL.ImageDraw")
    path, _, face = font.partition("#")
    drawn = fonts.truetype(path, SIDE * 7 // 8, index=int(face or 0))
    rows: list[Floats] = []
    for character in characters:
        image = images.new("L", (SIDE, SIDE), 0)
        middle = (SIDE // 2, SIDE // 2)
        draws.Draw(image).text(middle, character, font=drawn, fill=255, anchor="mm")
        rows.append(_edges(np.asarray(image, np.float64) / 255))
    return np.array(rows)


def _blurred(image: Floats) -> Floats:
    reach = np.arange(-4, 5)
    weights = np.exp(-(reach**2) / (2 * BLUR**2))
    weights /= weights.sum()
    for axis in (0, 1):
        wide = np.pad(image, [(4, 4) if a == axis else (0, 0) for a in (0, 1)])
        image = sum(
            (w * np.take(wide, range(k, k + SIDE), axis) for k, w in enumerate(weights)),
            np.zeros_like(image),
        )
    return image


def _edges(image: Floats) -> Floats:
    """The histogram of a drawing: square roots, of length 1 before."""
    down, right = np.gradient(_blurred(image))
    strength = np.hypot(down, right)
    turn = np.arctan2(down, right) % np.pi / np.pi * TURNS
    low = np.floor(turn).astype(np.int64)
    part = turn - low
    found = np.zeros((CELLS, CELLS, TURNS))
    place = (np.arange(SIDE) + 0.5) * CELLS / SIDE - 0.5
    first = np.floor(place).astype(np.int64)
    share = place - first
    for rows, row_share in ((first, 1 - share), (first + 1, share)):
        for columns, column_share in ((first, 1 - share), (first + 1, share)):
            weight = strength * row_share[:, None] * column_share[None, :]
            inside = np.ix_((rows >= 0) & (rows < CELLS), (columns >= 0) & (columns < CELLS))
            y = np.broadcast_to(rows[:, None], strength.shape)[inside]
            x = np.broadcast_to(columns[None, :], strength.shape)[inside]
            for turns, turn_share in ((low, 1 - part), (low + 1, part)):
                np.add.at(found, (y, x, turns[inside] % TURNS), (weight * turn_share)[inside])
    return np.sqrt(found.ravel() / max(float(np.linalg.norm(found)), 1e-9))


def syllables_of(characters: str) -> dict[str, str]:
    """Of each syllable without its tone its characters, the most common first. Raises ImportError."""
    pinyin: Any = importlib.import_module("pypinyin")
    found: dict[str, Counter[str]] = {}
    for character in characters:
        if is_han(character) and simplified(character) == character:
            read = pinyin.pinyin(character, style=pinyin.Style.NORMAL, heteronym=True)[0]
            for syllable in set(read):
                found.setdefault(syllable, Counter())[character] = frequency(character)
    return {
        syllable: "".join(sorted(counts, key=lambda each: (-counts[each], each)))
        for syllable, counts in sorted(found.items())
    }
