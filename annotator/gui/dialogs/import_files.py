"""Files that wait to become pages: what they were read as, or why they cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from annotator.errors import BadInput, FileUnreadable, NoPages
from annotator.exchange.catalogue import FORMATS
from annotator.exchange.decode import pages_in, read_page_file
from annotator.gui.ink import NOWHERE, Index
from annotator.settings.language import Language

FILE, ENCODING, CERTAINTY, LENGTH = range(4)
"""Columns."""

ANNOTATIONS = frozenset(form.extension for form in FORMATS.values() if form.read)
"""Endings of files that hold annotations, not a page's text."""

PREVIEW = 1200
"""So many characters of a file are kept to be shown."""


@dataclass(frozen=True, slots=True)
class Peek:
    """A file that was read once. `error` is set where it cannot be a page."""

    encoding: str = ""
    certain: bool = True
    alternatives: tuple[str, ...] = ()
    length: int = 0
    beginning: str = ""
    error: BadInput | None = None
    is_text: bool = True
    """False for a file of annotations, which says itself how it is to be read."""


def files_of(paths: Sequence[Path]) -> list[Path]:
    """`paths` with the pages of folders in place of the folders; one that has none stays itself."""
    found: list[Path] = []
    for path in paths:
        try:
            found += pages_in([path])
        except BadInput:
            found.append(path)
    return list(dict.fromkeys(found))


def _peek_annotations(path: Path) -> Peek:
    try:
        with path.open("rb") as file:
            beginning = file.read(PREVIEW).decode("utf-8", errors="replace")
    except OSError as error:
        return Peek(error=FileUnreadable(path=path, cause=error.strerror or error))
    return Peek(beginning=beginning, is_text=False)


def peek(path: Path, encoding: str | None = None) -> Peek:
    """Reads and decodes a file, and keeps its beginning."""
    if path.is_dir():
        return Peek(error=NoPages(path=path))
    if path.suffix.lower() in ANNOTATIONS:
        return _peek_annotations(path)
    try:
        found = read_page_file(path, encoding)
    except BadInput as error:
        return Peek(encoding=encoding or "", error=error)
    text = found.raw.text
    return Peek(
        found.encoding, found.certain, found.alternatives, len(text), text[:PREVIEW].lstrip("\n")
    )


class ImportFiles(QAbstractTableModel):
    """One file a row; the box before its name says whether it comes in."""

    ticks_changed = Signal()

    def __init__(
        self, paths: Sequence[Path], language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self.paths = tuple(paths)
        self._peeks: list[Peek | None] = [None] * len(self.paths)
        self._chosen: list[str | None] = [None] * len(self.paths)
        self._wanted = [True] * len(self.paths)

    # -- Qt's questions ------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.paths)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else LENGTH + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = ("file", "encoding", "certainty", "length")
        return self._language.say(f"dialog.import_{names[section]}")

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.can_come(index.row()):
            return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == FILE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == FILE:
            return Qt.CheckState.Checked if self.comes(row) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column == LENGTH:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.sentence(row) or str(self.paths[row])
        return self._words(row, column) if role == Qt.ItemDataRole.DisplayRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != FILE:
            return False
        self._wanted[index.row()] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        self.ticks_changed.emit()
        return True

    def _words(self, row: int, column: int) -> str:
        found, say = self._peeks[row], self._language.say
        if column == FILE:
            return self.paths[row].name
        if found is None:
            return "…" if column == ENCODING else ""
        if found.error is not None:
            return self._language.sentence(found.error) if column == CERTAINTY else ""
        if not found.is_text:
            return say("dialog.import_annotations") if column == CERTAINTY else ""
        if column == ENCODING:
            return found.encoding
        if column == CERTAINTY:
            if self._chosen[row]:
                return say("dialog.import_as_chosen")
            return say("dialog.import_certain" if found.certain else "dialog.import_guess")
        return f"{found.length:,}"

    # -- ours ----------------------------------------------------------------------------

    def peek_at(self, row: int) -> Peek:
        """The file of that row, read now where it has not been."""
        found = self._peeks[row]
        if found is None:
            found = peek(self.paths[row], self._chosen[row])
            self._peeks[row] = found
            self.dataChanged.emit(self.index(row, FILE), self.index(row, LENGTH))
            self.ticks_changed.emit()
        return found

    def next_unread(self, start: int) -> int | None:
        """The first row from `start` on that has not been read."""
        rows = range(start, len(self._peeks))
        return next((row for row in rows if self._peeks[row] is None), None)

    def choose(self, row: int, encoding: str | None) -> Peek:
        """Reads the file again in the encoding that a person chose; None: guess."""
        self._chosen[row] = encoding
        self._peeks[row] = None
        return self.peek_at(row)

    def chosen_encoding(self, row: int) -> str | None:
        return self._chosen[row]

    def sentence(self, row: int) -> str:
        """Why the file cannot be a page; empty where it can."""
        found = self._peeks[row]
        return self._language.sentence(found.error) if found and found.error else ""

    def can_come(self, row: int) -> bool:
        """Whether the file is a page, as far as is known."""
        found = self._peeks[row]
        return found is None or found.error is None

    def comes(self, row: int) -> bool:
        """Whether the file is a page and is ticked."""
        return self._wanted[row] and self.can_come(row)

    def chosen(self) -> list[tuple[Path, str | None]]:
        """The ticked files, each with the encoding it was shown in: it comes in as it was seen.

        None for a file that has not been read yet, and for annotations.
        """
        found: list[tuple[Path, str | None]] = []
        for row, path in enumerate(self.paths):
            if self.comes(row):
                seen = self._peeks[row]
                found.append((path, self._chosen[row] or (seen.encoding if seen else None) or None))
        return found

    def counts(self) -> tuple[int, int, int]:
        """How many come in, how many cannot, how many have not been read yet."""
        coming = sum(self.comes(row) for row in range(len(self.paths)))
        failed = sum(not self.can_come(row) for row in range(len(self.paths)))
        return coming, failed, sum(each is None for each in self._peeks)
