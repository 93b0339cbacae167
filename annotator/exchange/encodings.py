"""Which encoding makes a text of a file's bytes, and how sure that is."""

import codecs
from dataclasses import dataclass
from functools import cache

from annotator.settings.resources import word_list

ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
"""Under these names an encoding is shown, asked for and kept."""

_CODECS = {
    "utf-8": ("utf-8",),
    "gb18030": ("gb18030",),
    # The standard first, then its two living extensions: 裏 and 恒 are in them alone.
    "big5": ("big5", "cp950", "big5hkscs"),
    "utf-16-le": ("utf-16-le",),
    "utf-16-be": ("utf-16-be",),
}

_ALIASES = {
    "ascii": "utf-8",
    "utf-8-sig": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp950": "big5",
    "big5hkscs": "big5",
}

MARKS = (
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("gb18030", b"\x84\x31\x95\x33"),
)
"""Byte order marks: what a file may open with, and what it then is."""

_PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕—…·　０１２３４５６７８９％"
_SAMPLE = 20_000
"""Code points that are read to see whether a text reads like a newspaper."""

PLAUSIBLE = 0.5
"""Share of common characters from which on a reading is believed without other evidence."""

_CLEAR = 0.25
"""By how much the best reading must lead for the guess to be certain."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The bytes as one encoding reads them. `familiarity`: 0 to 1, see there."""

    encoding: str
    text: str
    familiarity: float


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest reading, whether it is beyond doubt, and the other readings, likeliest first."""

    best: Reading
    certain: bool
    others: tuple[Reading, ...]


def canonical(name: str) -> str | None:
    """The name under which we know an encoding (`GBK` is `gb18030`); None for one we do not read."""
    if name.strip().lower().replace("_", "-") in ("utf-16", "utf16"):
        return "utf-16"
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    found = _ALIASES.get(found, found)
    return found if found in ENCODINGS else None


def mark_of(data: bytes) -> tuple[str, bytes] | None:
    """The encoding that a byte order mark names, and the mark."""
    return next(((name, mark) for name, mark in MARKS if data.startswith(mark)), None)


def strict(data: bytes, encoding: str) -> str:
    """The text of `data`, without guesses. Raises UnicodeDecodeError of the first codec tried."""
    first: UnicodeDecodeError | None = None
    for codec in _CODECS[encoding]:
        try:
            return data.decode(codec)
        except UnicodeDecodeError as error:
            first = first or error
    assert first is not None
    raise first


@cache
def _common() -> frozenset[str]:
    return frozenset("".join(word_list("common_characters.txt")) + _PUNCTUATION)


def familiarity(text: str) -> float:
    """The share of common Chinese characters and marks among all that is not ASCII; 1 for ASCII alone.

    Read in a wrong encoding, Chinese gives rare characters: what is common tells.
    """
    foreign = [character for character in text[:_SAMPLE] if character > "\x7f"]
    if not foreign:
        return 1.0
    common = _common()
    return sum(character in common for character in foreign) / len(foreign)


def readings(data: bytes) -> list[Reading]:
    """Every encoding that fits all of `data`, in the order of `ENCODINGS`.

    A NUL is no text: bytes that hold one are UTF-16 or nothing.
    """
    found: list[Reading] = []
    tried = ENCODINGS[3:] if b"\0" in data else ENCODINGS
    for encoding in tried:
        try:
            text = strict(data, encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            found.append(Reading(encoding, text, familiarity(text)))
    return found


def guess(data: bytes) -> Guess | None:
    """How bytes without a byte order mark are most likely meant; None where nothing fits.

    Valid UTF-8 is hardly ever anything else; among the others the most familiar reading wins.
    """
    fitting = readings(data)
    if not fitting or (b"\0" in data and max(r.familiarity for r in fitting) < PLAUSIBLE):
        return None
    ordered = sorted(fitting, key=lambda reading: -reading.familiarity)
    best = ordered[0]
    unicode = next((reading for reading in fitting if reading.encoding == "utf-8"), None)
    if unicode and best.familiarity - unicode.familiarity <= PLAUSIBLE:
        best = unicode
    others = tuple(reading for reading in ordered if reading is not best)
    lead = best.familiarity - (others[0].familiarity if others else 0.0)
    if unicode:
        return Guess(best, best is unicode and lead >= 0, others)
    return Guess(best, best.familiarity >= PLAUSIBLE and lead >= _CLEAR, others)
