"""What an article could go on with, as a list over the desk: a digit or Enter takes, arrows preview, Escape leaves."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from annotator.gui.ink import MIDDLE_LEFT, Index, box_of, is_selected, on
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.commands.articles import runs_word
from annotator.workbench.continuing import Continuation, Continuations

PAD, WIDEST = 8, 560
_OFFER = Qt.ItemDataRole.UserRole


class _Rows(QStyledItemDelegate):
    """Digit and lines, first words, reason: a line each."""

    def __init__(self, theme: Theme, language: Language, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._language, self._view = theme, language, view

    def _fonts(self) -> tuple[QFont, QFont]:
        plain, small = QFont(self._view.font()), QFont(self._view.font())
        small.setPointSizeF(small.pointSizeF() * 0.9)
        return plain, small

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        plain, small = (QFontMetricsF(font).height() for font in self._fonts())
        return QSize(80, round(plain + 2 * small + 2 * PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Continuation = index.data(_OFFER)
        theme, box = self._theme, box_of(option)
        plain, small = self._fonts()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected(option):
            painter.fillRect(box, theme.colour("selection"))
            painter.fillRect(QRectF(box.left(), box.top(), 4, box.height()), theme.colour("accent"))
        height = QFontMetricsF(plain).height()
        digit = QRectF(box.left() + PAD + 4, box.top() + PAD, height, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(digit, 4, 4)
        painter.setPen(on(theme.colour("accent")))
        painter.setFont(plain)
        painter.drawText(digit, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        left = digit.right() + PAD
        top = box.top() + PAD
        words = (
            (offer.opening, plain, "text"),
            (row_lines(offer, self._language), small, "muted"),
            (reasons(offer, self._language), small, "muted"),
        )
        for text, font, colour in words:
            metrics = QFontMetricsF(font)
            line = QRectF(left, top, box.right() - PAD - left, metrics.height())
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, MIDDLE_LEFT, shown)
            top = line.bottom()
        painter.restore()


def row_lines(offer: Continuation, language: Language) -> str:
    """Which lines are offered."""
    return language.say("panel.continue_row", lines=runs_word([offer.lines]))


def reasons(offer: Continuation, language: Language) -> str:
    """Why they are."""
    return language.say("panel.reason_gap").join(map(language.sentence, offer.because))


class ContinueList(QFrame):
    """Lies over what `parent` shows until something is taken or the focus goes elsewhere."""

    previewed = Signal(object)
    """A `Continuation` is to be shown."""
    taken = Signal(object)
    """A `Continuation` is to be given to the article."""
    left = Signal()
    """Nothing is taken."""

    def __init__(
        self,
        found: Continuations,
        offers: Sequence[Continuation],
        theme: Theme,
        language: Language,
        font: QFont,
        parent: QAbstractScrollArea,
    ) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("continueList")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setStyleSheet(
            f"#continueList {{ background: {theme.colour('raised').name()};"
            f" border: 2px solid {theme.colour('accent').name()}; border-radius: 6px; }}"
        )
        number, tail = found.article.number, found.tail
        self.title = QLabel(language.say("panel.continue_title", number=number, tail=tail), self)
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setFont(font)
        self.list = self._list_of(offers, theme, language, font)
        self.keys = QLabel(language.say("panel.continue_keys"), self)
        self.keys.setWordWrap(True)
        self.title.setBuddy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        for widget in (self.title, self.list, self.keys):
            column.addWidget(widget)
        self._is_over = False
        self.list.currentRowChanged.connect(self._preview)
        self.list.itemDoubleClicked.connect(self._take_item)
        self.list.installEventFilter(self)

    def _list_of(
        self, offers: Sequence[Continuation], theme: Theme, language: Language, font: QFont
    ) -> QListWidget:
        made = QListWidget(self)
        made.setFont(font)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setAccessibleName(language.say("panel.continue_list"))
        made.setItemDelegate(_Rows(theme, language, made))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for offer in offers:
            item = QListWidgetItem(made)
            item.setData(_OFFER, offer)
            said = (offer.opening, row_lines(offer, language), reasons(offer, language))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, "\n".join(said))
        return made

    def open(self) -> None:
        """Shows itself at the lower edge of its parent, with the first offer previewed."""
        parent = self._room.viewport()
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        self.list.setFixedHeight(min(rows + 4, round(parent.height() * 0.6)))
        width = min(WIDEST, parent.width() - 16)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((parent.width() - width) // 2, parent.height() - self.height() - 8)
        self.show()
        self.raise_()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)
        self.list.setCurrentRow(0)

    def _offer(self, row: int) -> Continuation | None:
        item = self.list.item(row) if 0 <= row < self.list.count() else None
        return item.data(_OFFER) if item is not None else None

    def _preview(self, row: int) -> None:
        offer = self._offer(row)
        if offer is not None and not self._is_over:
            self.previewed.emit(offer)

    def _take_item(self, item: QListWidgetItem) -> None:
        self._take(self.list.row(item))

    def _take(self, row: int) -> None:
        offer = self._offer(row)
        if offer is not None and not self._is_over:
            self._is_over = True
            self.taken.emit(offer)

    def leave(self) -> None:
        """Nothing is taken."""
        if not self._is_over:
            self._is_over = True
            self.left.emit()

    # -- keys ----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list: digits, Enter, Escape. Where the focus goes elsewhere nothing is taken."""
        if watched is not self.list:
            return False
        if isinstance(event, QKeyEvent):
            is_bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if is_bare and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # letters are no commands here
                return True
            return event.type() == QEvent.Type.KeyPress and self._press(event)
        if isinstance(event, QFocusEvent) and event.lostFocus():
            is_elsewhere = event.reason() is not Qt.FocusReason.ActiveWindowFocusReason
            if is_elsewhere:
                self.leave()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentRow())
        elif event.text().isdigit():
            self._take(int(event.text()) - 1)
        else:
            return not event.modifiers() and bool(event.text())
        return True
