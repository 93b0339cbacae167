"""What Qt asks every table of ours about its columns."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from annotator.gui.ink import MIDDLE_LEFT, NOWHERE, Index
from annotator.settings.language import Language


class TableModel(QAbstractTableModel):
    """Columns under the titles that `keys` of the catalogue name; an empty key is no title.

    `side` says on which side a column and its title stand.
    """

    def __init__(
        self,
        keys: Iterable[str],
        language: Language,
        parent: QObject | None,
        side: Callable[[int], Qt.AlignmentFlag] = lambda _: MIDDLE_LEFT,
    ) -> None:
        super().__init__(parent)
        self._keys, self._language, self._side = list(keys), language, side

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole and self._keys[section]:
            return self._language.say(self._keys[section])
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None
