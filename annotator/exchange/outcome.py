"""Files that appear whole or not at all: written in a folder beside, then renamed."""

import os
import re
import shutil
import tempfile
import unicodedata
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from annotator.errors import FolderNotWritable

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_STEM_BYTES = 180
"""Most systems allow 255 bytes; the ending and a number come on top."""


def safe_stem(name: str) -> str:
    """A page's name as a file name without ending: one that every system takes, in no other folder."""
    stem = _FORBIDDEN.sub("_", name).rstrip(". ")
    if not stem or stem.startswith(".") or _RESERVED.match(stem):
        stem = f"_{stem}"
    cut = stem.encode("utf-8")[:_STEM_BYTES].decode("utf-8", errors="ignore")
    return cut.rstrip(". ")


class FileNames:
    """A file name for each page of an export, none twice, on systems that ignore case too."""

    def __init__(self, *taken: str) -> None:
        self._taken = {_folded(stem) for stem in taken}

    def stem_for(self, name: str) -> str:
        """The stem for the page of that name; `~2` and so on where it is taken."""
        stem = safe_stem(name)
        found, number = stem, 1
        while _folded(found) in self._taken:
            number += 1
            found = f"{stem}~{number}"
        self._taken.add(_folded(found))
        return found


def _folded(stem: str) -> str:
    return unicodedata.normalize("NFC", stem).casefold()


class Outcome:
    """The files of one export. As a context it publishes nothing unless told to, and leaves no trace.

    Raises FolderNotWritable wherever the system refuses.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: list[Path] = []
        self._open: dict[str, BinaryIO] = {}
        self._names: dict[str, None] = {}

    def __enter__(self) -> Self:
        try:
            missing = [each for each in (self.folder, *self.folder.parents) if not each.exists()]
            for folder in reversed(missing):
                folder.mkdir(exist_ok=True)
                self._made.append(folder)
            self._beside = Path(tempfile.mkdtemp(prefix=".annotator-", dir=self.folder))
        except OSError as error:
            self._remove_folders()
            raise self._refusal(error) from error
        return self

    def write(self, name: str, data: bytes) -> None:
        """A file as a whole."""
        try:
            (self._beside / name).write_bytes(data)
        except OSError as error:
            raise self._refusal(error) from error
        self._names[name] = None

    def append(self, name: str, data: bytes) -> None:
        """More of a file that grows page by page."""
        try:
            if name not in self._open:
                self._open[name] = (self._beside / name).open("wb")
            self._open[name].write(data)
        except OSError as error:
            raise self._refusal(error) from error
        self._names[name] = None

    def publish(self) -> tuple[Path, ...]:
        """Every file to its place, in the order in which they were begun; older ones are replaced."""
        places = [self.folder / name for name in self._names]
        try:
            for file in self._open.values():
                file.close()
            for place in places:
                if place.is_dir():
                    raise IsADirectoryError(21, os.strerror(21), str(place))
            for place in places:
                (self._beside / place.name).replace(place)
        except OSError as error:
            raise self._refusal(error) from error
        if places:
            self._made.clear()
        return tuple(places)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._open.values():
            try:
                file.close()
            except OSError:  # a full disk refuses again what it refused before
                continue
        shutil.rmtree(self._beside, ignore_errors=True)
        self._remove_folders()

    def _remove_folders(self) -> None:
        for folder in reversed(self._made):
            try:
                folder.rmdir()
            except OSError:
                return

    def _refusal(self, error: OSError) -> FolderNotWritable:
        return FolderNotWritable(path=self.folder, cause=error.strerror or error)
