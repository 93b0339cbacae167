"""A grid of characters set large, the first nine with a digit that takes them."""

from PySide6.QtCore import QAbstractListModel, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.gui.glyph_button import LARGE
from annotator.gui.ink import NOWHERE, Index, box_of, is_selected, on
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.lookalikes import Lookalike

MOST_KEYS = 9
"""Cells that have a digit."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class LookalikeModel(QAbstractListModel):
    """The neighbours of one character, in the order in which they were found."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.found: tuple[Lookalike, ...] = ()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        each = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return each.character
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{each.character}  U+{ord(each.character):04X}  {self.caption(each)}"
        return None

    def caption(self, each: Lookalike) -> str:
        """How it is alike, in a word or two."""
        say = self._language.say
        shape = say("lookalike.shape", likeness=f"{100 * each.likeness:.0f}")
        if not each.by_glyph:
            return say("lookalike.sound")
        return say("lookalike.both", shape=shape) if each.by_sound else shape

    def show(self, found: tuple[Lookalike, ...]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()


class LookalikeDelegate(QStyledItemDelegate):
    """A cell: the character, its digit, and how it is alike."""

    def __init__(self, rows: LookalikeModel, theme: Theme, font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows, self._theme, self._view = rows, theme, parent
        self._glyph = QFont(font)
        self.size = max(LARGE, round(2.4 * QFontMetricsF(font).horizontalAdvance("国")))
        self._glyph.setPixelSize(self.size)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self.cell

    @property
    def cell(self) -> QSize:
        """The size of every cell, in pixels."""
        metrics = QFontMetricsF(self._view.font())
        width = max(1.7 * self.size, metrics.horizontalAdvance("00% 同音形") + 8)
        return QSize(round(width), round(1.4 * self.size + metrics.height() + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        each, row = self._rows.found[index.row()], index.row()
        box = box_of(option).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = is_selected(option)
        painter.setBrush(self._theme.colour("selection" if is_chosen else "base"))
        colour = self._theme.colour("accent" if is_chosen else "border")
        painter.setPen(QPen(colour, 2.5 if is_chosen else 1))
        painter.drawRoundedRect(box, 6, 6)
        small = QFont(self._view.font())
        metrics = QFontMetricsF(small)
        foot = QRectF(box.left(), box.bottom() - metrics.height() - 3, box.width(), 0)
        foot.setHeight(metrics.height())
        painter.setFont(self._glyph)
        painter.setPen(self._theme.colour("text"))
        room = QRectF(box.left(), box.top() + 2, box.width(), foot.top() - box.top() - 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, each.character)
        painter.setFont(small)
        painter.setPen(self._theme.colour("text" if is_chosen else "muted"))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self._rows.caption(each))
        if row < MOST_KEYS:
            self._paint_digit(painter, box, str(row + 1), small)
        painter.restore()

    def _paint_digit(self, painter: QPainter, box: QRectF, digit: str, font: QFont) -> None:
        size = QFontMetricsF(font).height()
        corner = QRectF(box.left() + 3, box.top() + 3, size, size)
        ground = self._theme.colour("accent")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(corner, 3, 3)
        painter.setPen(on(ground))
        painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, digit)


class LookalikeGrid(QListView):
    """Arrows move, Enter or a click takes; so does a digit."""

    taken = Signal(str)
    """The character that was chosen."""
    stepped = Signal(int)
    """Ctrl with an arrow: to the next character of the word (1), or the one before (-1)."""

    def __init__(self, theme: Theme, language: Language, font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = LookalikeModel(language, self)
        self.setModel(self.rows)
        self.delegate = LookalikeDelegate(self.rows, theme, font, self)
        self.setItemDelegate(self.delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(self.delegate.cell)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._take)

    def show_of(self, found: tuple[Lookalike, ...]) -> None:
        """These, the first of them chosen."""
        self.rows.show(found)
        self.setCurrentIndex(self.rows.index(0))

    def _take(self, index: Index) -> None:
        self.taken.emit(self.rows.found[index.row()].character)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        number = int(event.text()) if event.text().isdecimal() and event.text().isascii() else 0
        if 0 < number <= min(MOST_KEYS, len(self.rows.found)):
            self._take(self.rows.index(number - 1))
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self._take(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str, /) -> None:
        """Letters look for nothing here."""
