"""The rows of the command palette: what was found, its keys, and why it makes no sense now."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.document.phrases import Phrase
from annotator.gui.ink import MIDDLE_LEFT, MIDDLE_RIGHT, NOWHERE, Index, box_of, is_selected
from annotator.gui.keys import native
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.command_table import Binding

PAD = 10


class PaletteModel(QAbstractListModel):
    """`why_not` is asked for rows that show, once each."""

    def __init__(
        self,
        why_not: Callable[[str, str], Phrase | None],
        language: Language,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._why_not, self._language = why_not, language
        self._known: dict[Binding, str] = {}
        self.found: Sequence[Binding] = ()

    def show(self, found: Sequence[Binding]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        binding = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(binding)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = (self.title(binding), self.keys(binding), self.refusal(binding))
            return "  ".join(filter(None, said))
        return None

    def title(self, binding: Binding) -> str:
        return self._language.sentence(binding.title)

    def keys(self, binding: Binding) -> str:
        """All keys that call it, as this system writes them."""
        return "   ".join(map(native, (*binding.keys, *binding.shared)))

    def refusal(self, binding: Binding) -> str:
        """Why it would do nothing now; empty where it would do something."""
        if binding not in self._known:
            why = self._why_not(binding.command, binding.argument)
            said = self._language.sentence(why) if why else ""
            self._known[binding] = said
        return self._known[binding]


class PaletteDelegate(QStyledItemDelegate):
    """A line: title, why it cannot be had now, keys."""

    def __init__(self, rows: PaletteModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows, self._theme, self._view = rows, theme, parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        height = QFontMetricsF(self._view.font()).height()
        return QSize(round(20 * height), round(1.75 * height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        binding, box = self._rows.found[index.row()], box_of(option)
        why, keys = self._rows.refusal(binding), self._rows.keys(binding)
        painter.save()
        if is_selected(option):
            painter.fillRect(box, self._theme.colour("selection"))
            stripe = QRectF(box.left(), box.top(), 4, box.height())
            painter.fillRect(stripe, self._theme.colour("accent"))
        font = QFont(self._view.font())
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        inner = box.adjusted(PAD, 0, -PAD, 0)
        painter.setPen(self._theme.colour("muted" if why else "text"))
        painter.drawText(inner, MIDDLE_RIGHT, keys)
        room = inner.width() - metrics.horizontalAdvance(keys) - 2 * PAD
        elide = Qt.TextElideMode.ElideRight
        title = metrics.elidedText(self._rows.title(binding), elide, room)
        painter.drawText(inner, MIDDLE_LEFT, title)
        taken = metrics.horizontalAdvance(title) + 2 * PAD
        if why and room - taken > 4 * metrics.height():
            font.setItalic(True)
            painter.setFont(font)
            rest = QRectF(inner.left() + taken, inner.top(), room - taken, inner.height())
            words = QFontMetricsF(font).elidedText(why, elide, rest.width())
            painter.drawText(rest, MIDDLE_LEFT, words)
        painter.restore()
