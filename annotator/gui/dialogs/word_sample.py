"""How a label or a role looks in the text, in both themes, and how well it can be read there."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.document.labels import Label, Word
from annotator.gui.ink import contrast
from annotator.gui.theme import THEMES, Theme, load_theme

_WIDTH, _HEIGHT = 132, 46
"""Of one sample, in pixels."""
_WORD = "昭阳区"
"""What the sample is drawn on, unless the word has an example."""
_LONGEST = 5


class WordSample(QWidget):
    """A word on the ground of each theme, with the label's line, letter and colour; a role has its letter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = [load_theme(name) for name in THEMES]
        self._word: Word | None = None
        self.setMinimumSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH * len(THEMES) + 8, _HEIGHT)

    def show_word(self, word: Word | None) -> None:
        """The look of that word; a colour that is none shows as no colour."""
        self._word = word
        self.update()

    def contrasts(self) -> tuple[float, ...]:
        """The least contrast of the ink with any ground it stands on, for each theme; none for a role."""
        if not isinstance(self._word, Label):
            return ()
        return tuple(
            min(contrast(theme.label(self._word), ground) for ground in theme.label_grounds)
            for theme in self._themes
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, theme in enumerate(self._themes):
            box = QRectF(place * (_WIDTH + 8), 0, _WIDTH, _HEIGHT)
            self._paint(painter, theme, box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(box, 4, 4)
        if self._word is None:
            return
        font = QFont(self.font())
        font.setPixelSize(16)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        examples = self._word.examples
        text = (examples[0] if examples else _WORD)[:_LONGEST]
        line = box.adjusted(10, 6, -10, -16)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        wide = painter.fontMetrics().horizontalAdvance(text)
        word = self._word
        ink = theme.label(word) if isinstance(word, Label) else theme.colour("text")
        tag = QRectF(line.left() + wide - 2, line.bottom() - 4, 16, 15)
        self._paint_tag(painter, tag, ink, theme.colour("base"), word.letter[:1])
        painter.setPen(QPen(ink, 2))
        low = line.bottom() + 2
        painter.drawLine(QPointF(line.left(), low), QPointF(tag.left(), low))

    @staticmethod
    def _paint_tag(
        painter: QPainter, tag: QRectF, ink: QColor, ground: QColor, letter: str
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(tag, 3, 3)
        font = QFont(painter.font())
        font.setPixelSize(11)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(ground)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, letter)
