"""A reading set so large that look-alikes can be told apart, with the key that takes it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.gui.ink import on
from annotator.gui.theme import Theme

LARGE = 40
"""Size of one or two characters, in pixels; no page text is set smaller than it may be read."""
_STEPS = ((2, 1.0), (4, 0.8), (8, 0.7))
"""Up to so many characters are set in that share of the size."""
_REST = 0.5
"""The share of what is longer."""
_MOST = 14
"""Characters that a button shows."""
PAD = 6


class GlyphButton(QAbstractButton):
    """Takes no focus: the keys stay where the editor works. `is_word`: a word about the text, not text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.key = ""
        self.is_raw = False
        self._is_word = False
        self._family, self._size = QFont(), LARGE
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_reading(self, text: str, key: str, *, is_word: bool = False) -> None:
        """`text` as it is to be seen, and the key that takes it."""
        self.key, self._is_word = key, is_word
        self.setText(text)
        self.updateGeometry()
        self.update()

    def set_reading_font(self, font: QFont, size: int) -> None:
        """The font of page text, and how large one character is (pixels)."""
        self._family, self._size = QFont(font), size
        self.updateGeometry()
        self.update()

    # -- size ----------------------------------------------------------------------------

    @property
    def shown(self) -> str:
        """What fits: the beginning of a long reading."""
        text = self.text()
        return text if len(text) <= _MOST else text[: _MOST - 1] + "…"

    def _font(self) -> QFont:
        font = QFont(self._family)
        count = len(self.shown)
        share = next((share for most, share in _STEPS if count <= most), _REST)
        font.setPixelSize(max(14, round(self._size * (0.45 if self._is_word else share))))
        return font

    def _key_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def sizeHint(self) -> QSize:
        text = QFontMetricsF(self._font()).horizontalAdvance(self.shown)
        key = self._key_size()
        width = max(self._size + 2 * PAD, text + key.width() + 2 * PAD)
        return QSize(round(width), round(max(self._size * 1.35, key.height()) + PAD))

    def _key_size(self) -> QSizeF:
        """Of the ground on which the key stands; nothing where there is none."""
        metrics = QFontMetricsF(self._key_font())
        if not self.key:
            return QSizeF(0, metrics.height())
        return QSizeF(
            max(metrics.height(), metrics.horizontalAdvance(self.key) + 8), metrics.height()
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # -- look ----------------------------------------------------------------------------

    def enterEvent(self, event: QEnterEvent, /) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
            is_lit = self.isDown() or (self.underMouse() and self.isEnabled())
            painter.setBrush(self.theme.colour("selection" if is_lit else "base"))
            edge = QPen(self.theme.colour("warning" if self.is_raw else "accent"), 1.5)
            if self.is_raw:
                edge.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(edge)
            painter.drawRoundedRect(box, 6, 6)
            left = self._paint_key(painter, box)
            painter.setFont(self._font())
            painter.setPen(self._ink())
            room = QRectF(left, box.top(), box.right() - left - 3, box.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.shown)

    def _ink(self) -> QColor:
        return self.theme.colour("muted" if self._is_word else "text")

    def _paint_key(self, painter: QPainter, box: QRectF) -> float:
        """The key in the upper left corner; answers where the reading may begin."""
        if not self.key:
            return box.left() + 3
        corner = QRectF(QPointF(box.left() + 3, box.top() + 3), self._key_size())
        ground = self.theme.colour("warning" if self.is_raw else "accent")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(corner, 3, 3)
        painter.setPen(on(ground))
        painter.setFont(self._key_font())
        painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, self.key)
        return corner.right()
