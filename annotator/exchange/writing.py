"""An export: all of its files, or none.

Pages stream through, one in memory at a time. The files are written into a hidden folder
inside the target (so on its file system), and moved to their places when the last page is
done; whatever happens before leaves the target as it was.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, TextIO

from annotator.document.openness import with_open_accepted
from annotator.document.pages import Page
from annotator.document.phrases import Phrase
from annotator.errors import FolderNotWritable
from annotator.exchange.catalogue import PER_PROJECT, Format, format_named
from annotator.exchange.file_names import FileNames
from annotator.exchange.json_text import OFFSET_UNIT
from annotator.exchange.loss import Loss


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The files in their places (the manifest last), pages that were left out and why, what was lost.

    `pages` counts those that were written.
    """

    files: tuple[Path, ...]
    left_out: tuple[tuple[str, Phrase], ...]
    loss: Loss
    pages: int


def export_pages(
    pages: Iterable[Page], format_name: str, out: Path, *, include_proposals: bool
) -> ExportReport:
    """The gold of `pages` as files in the folder `out`, which is made where it is missing.

    Files of the same names are replaced. With `include_proposals` open proposals count as if
    accepted, and no page is left out for want of review. Raises UnknownFormat,
    FolderNotWritable, and whatever `pages` raises.
    """
    form = format_named(format_name)
    left_out: list[tuple[str, Phrase]] = []
    loss, written = Loss(), 0
    with _folder_for(out) as folder, _Target(form, format_name, folder) as target:
        target.begin(include_proposals=include_proposals)
        for page in pages:
            why = None if include_proposals else form.left_out(page)
            if why:
                left_out.append((page.name, why))
                continue
            shown = with_open_accepted(page, by="") if include_proposals else page
            target.write(page, form.write(shown))
            loss += form.lost(shown)
            written += 1
        target.finish(left_out, loss)
        files = _moved(folder, out, target.names)
    return ExportReport(files, tuple(left_out), loss, written)


class _Target:
    """The files of an export in the making. Raises FolderNotWritable for what the disk refuses."""

    def __init__(self, form: Format, format_name: str, folder: Path) -> None:
        self._form, self._format_name, self._folder = form, format_name, folder
        self._file_names = FileNames(form.extension, form.manifest)
        self._manifest: TextIO | None = None
        self._whole: BinaryIO | None = None
        self._pages = 0
        self.names: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in (self._manifest, self._whole):
            if file is not None:
                file.close()

    def begin(self, *, include_proposals: bool) -> None:
        """Opens what is written page by page, and says what all of it is about."""
        about = {
            "format": self._format_name,
            "offset_unit": OFFSET_UNIT,
            "text": "raw",
            "scope": "page",
            "include_proposals": include_proposals,
        }
        with _disk_errors(self._folder):
            manifest = self._folder / self._form.manifest
            self._manifest = manifest.open("w", encoding="utf-8", newline="\n")
            lines = json.dumps(about, ensure_ascii=False, indent=1).removesuffix("\n}")
            self._manifest.write(lines + ',\n "pages": [')
            if self._form.per == PER_PROJECT:
                self._whole = (self._folder / self._name("pages")).open("wb")

    def _name(self, wanted: str) -> str:
        name = self._file_names.name_for(wanted)
        self.names.append(name)
        return name

    def write(self, page: Page, data: bytes) -> None:
        """A page's file, or its piece of the one file, and its line of the manifest."""
        assert self._manifest is not None
        with _disk_errors(self._folder):
            if self._whole is not None:
                self._whole.write(data)
            else:
                (self._folder / self._name(page.name)).write_bytes(data)
            line = {
                "name": page.name,
                "file": self.names[-1],
                "text_sha256": page.raw.sha256,
                "state": page.state.value,
            }
            self._manifest.write(",\n  " if self._pages else "\n  ")
            self._manifest.write(json.dumps(line, ensure_ascii=False))
            self._pages += 1

    def finish(self, left_out: list[tuple[str, Phrase]], loss: Loss) -> None:
        """Ends the manifest; closes everything, so that the files can be moved."""
        assert self._manifest is not None
        missing = [{"name": name, "why": why.key} for name, why in left_out]
        with _disk_errors(self._folder):
            self._manifest.write("\n ]" if self._pages else "]")
            for key, value in (("left_out", missing), ("loss", dict(loss.counts))):
                self._manifest.write(f',\n "{key}": {json.dumps(value, ensure_ascii=False)}')
            self._manifest.write("\n}\n")
            self._manifest.close()
            if self._whole is not None:
                self._whole.close()
        self.names.append(self._form.manifest)


# -- the folder --------------------------------------------------------------------------


@contextmanager
def _disk_errors(folder: Path) -> Generator[None, None, None]:
    try:
        yield
    except OSError as error:
        raise FolderNotWritable(path=folder, cause=error.strerror or error) from error


@contextmanager
def _folder_for(out: Path) -> Generator[Path, None, None]:
    """A hidden folder in `out`, gone in the end; so are the folders made for it, where empty."""
    made = _missing_folders(out)
    try:
        with _disk_errors(out):
            out.mkdir(parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix=".export-", dir=out))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        for each in made:
            if each.is_dir() and not any(each.iterdir()):
                each.rmdir()


def _missing_folders(out: Path) -> list[Path]:
    """`out` and the folders above it that are not there yet, innermost first."""
    missing: list[Path] = []
    with _disk_errors(out):
        for folder in (out, *out.parents):
            if folder.exists():
                break
            missing.append(folder)
    return missing


def _moved(folder: Path, out: Path, names: list[str]) -> tuple[Path, ...]:
    with _disk_errors(out):
        for name in names:
            if (out / name).is_dir():
                raise FolderNotWritable(path=out / name, cause="a folder of that name is there")
        for name in names:
            os.replace(folder / name, out / name)
    return tuple(out / name for name in names)
