"""Where Python's code points and Qt's UTF-16 units meet. No other file knows that there are two."""

from bisect import bisect_left

_LINE_SIGN, _OTHER_SIGN = "¶", "\ufffd"
_LINE_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_UNSEEN = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\n", "\t"}
_QTS_OWN = {"\ufdd0", "\ufdd1", "\ufffc"}
"""Qt keeps its frames and images under these."""

_SUBSTITUTES = str.maketrans(
    dict.fromkeys(_UNSEEN | _QTS_OWN, _OTHER_SIGN) | dict.fromkeys(_LINE_ENDS, _LINE_SIGN)
)


def visible(text: str) -> str:
    """`text` as a Qt text widget may hold it: as long as before, in code points and in UTF-16 units.

    Qt would break lines at U+2028 and at marks of its own, and draws nothing for control
    characters: each of them becomes one sign that shows. Only LF ends a line.
    """
    return text.translate(_SUBSTITUTES)


class TextUnits:
    """Positions in one text: between code points (0 to `len(text)`) and between UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        astral = [at for at, c in enumerate(text) if c > "\uffff"] if not _is_plain(text) else []
        self._points = astral
        self._units = [at + number for number, at in enumerate(astral)]

    @property
    def length(self) -> int:
        """UTF-16 units of the whole text."""
        return self._length + len(self._points)

    def to_qt(self, point: int) -> int:
        """UTF-16 offset of a code point offset."""
        return point + bisect_left(self._points, point)

    def to_points(self, unit: int) -> int:
        """Code point offset of a UTF-16 offset; from inside a surrogate pair that of the pair."""
        before = bisect_left(self._units, unit)
        if before and self._units[before - 1] + 1 == unit:
            return self._points[before - 1]
        return unit - before


def _is_plain(text: str) -> bool:
    """Whether every code point is one UTF-16 unit."""
    return text.isascii() or max(text) <= "\uffff"
