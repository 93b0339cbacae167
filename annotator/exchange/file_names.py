"""Page names as names of files, on every system."""

import re
import unicodedata

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_LONGEST = 180
"""Bytes of UTF-8 in a name without its ending; file systems take 255."""


def safe_name(page: str) -> str:
    """`page` as a file's name without its ending: no way out of the folder, no name Windows keeps."""
    name = _FORBIDDEN.sub("_", page)
    name = name.encode("utf-8")[:_LONGEST].decode("utf-8", errors="ignore")
    name = name.strip().rstrip(".").rstrip()
    if not name.strip("."):
        return "page"
    return f"_{name}" if _RESERVED.fullmatch(name) or name.startswith(".") else name


class FileNames:
    """File names for pages, no two alike: not by case either, and not by how accents are written."""

    def __init__(self, extension: str, taken: str) -> None:
        self._extension = extension
        self._taken = {_folded(taken)}
        self._next: dict[str, int] = {}

    def name_for(self, page: str) -> str:
        """A name with its ending; the second page that wants a name gets it with `-2`, and so on."""
        wanted = safe_name(page)
        stem = wanted
        while _folded(stem + self._extension) in self._taken:
            number = self._next.get(_folded(wanted), 1) + 1
            self._next[_folded(wanted)] = number
            stem = f"{wanted}-{number}"
        self._taken.add(_folded(stem + self._extension))
        return stem + self._extension


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
