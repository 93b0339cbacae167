"""Draws a row of the queue: what the proposal says, how sure it is, and why."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.document.labels import Vocabulary
from annotator.document.proposals import ArticleBody, EntityBody, FurnitureBody, Proposal
from annotator.gui.ink import MIDDLE_LEFT, MIDDLE_RIGHT, Index, box_of, draw_bar, is_selected, on
from annotator.gui.queue_model import QueueModel, Row
from annotator.gui.theme import Theme
from annotator.settings.language import Language

PAD = 8
BAR = 34
"""Width of the bar that shows the score, in pixels."""
NARROW = 16
"""A row of fewer em than this has no room for that bar."""


KEPT = 300
"""Pictures of rows that are kept."""


class QueueDelegate(QStyledItemDelegate):
    """Two lines of one height a row; `option.font` sets the size."""

    def __init__(
        self,
        model: QueueModel,
        theme: Theme,
        language: Language,
        vocabulary: Vocabulary,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._model, self.vocabulary, self._view = model, vocabulary, parent
        self.theme, self.language = theme, language
        self._pictures: dict[object, QPixmap] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, self.height)

    @property
    def height(self) -> int:
        """Of every row, in pixels."""
        return round(QFontMetricsF(self._view.font()).height() * 2 + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a row once, and then its picture: after a decision all rows move up by one."""
        row, rect, is_current = self._model.row(index.row()), box_of(option), is_selected(option)
        sign = self._sign_of(row.proposal) if row.proposal else None
        ratio = self._view.devicePixelRatioF()
        ground = self._view.palette().base().color()
        key = (
            row.words,
            row.score,
            sign and (sign[0], sign[1].rgb()),
            is_current,
            (rect.width(), rect.height(), ratio),
            (self.theme.name, ground.rgb(), self._view.font().key()),
        )
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= KEPT:
                self._pictures.clear()
            picture = QPixmap((rect.size() * ratio).toSize())
            picture.setDevicePixelRatio(ratio)
            picture.fill(ground)
            with QPainter(picture) as ink:
                self._draw(ink, QRectF(0, 0, rect.width(), rect.height()), row, sign, is_current)
            self._pictures[key] = picture
        painter.drawPixmap(rect.topLeft(), picture)

    def _draw(
        self,
        painter: QPainter,
        rect: QRectF,
        row: Row,
        sign: tuple[str, QColor] | None,
        is_current: bool,  # noqa: FBT001  handed on
    ) -> None:
        words = row.words
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, is_current=is_current)
        font = QFont(self._view.font())
        metrics = QFontMetricsF(font)
        first = QRectF(
            rect.left() + PAD + 4, rect.top() + 5, rect.width() - 2 * PAD - 4, metrics.height() + 2
        )
        title = self._paint_sign(painter, first, font, *sign) if sign else first
        title.setRight(self._paint_score(painter, first, font, row.score, words.score) - 8)
        painter.setFont(font)
        painter.setPen(self.theme.colour("text"))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(title, MIDDLE_LEFT, metrics.elidedText(words.title, elide, title.width()))
        font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        painter.setPen(self.theme.colour("muted"))
        second = QRectF(
            title.left(), first.bottom() + 1, first.right() - title.left(), metrics.height()
        )
        small = QFontMetricsF(font)
        if words.page:
            page = small.elidedText(words.page, Qt.TextElideMode.ElideMiddle, second.width() * 0.4)
            painter.setPen(self.theme.colour("accent"))
            painter.drawText(second, MIDDLE_LEFT, page)
            painter.setPen(self.theme.colour("muted"))
            second.setLeft(second.left() + small.horizontalAdvance(page) + PAD)
        reasons = self.language.say("panel.reason_gap").join(words.reasons)
        painter.drawText(second, MIDDLE_LEFT, small.elidedText(reasons, elide, second.width()))

    def _paint_ground(self, painter: QPainter, rect: QRectF, *, is_current: bool) -> None:
        if is_current:
            painter.fillRect(rect, self.theme.colour("selection"))
            painter.fillRect(
                QRectF(rect.left(), rect.top(), 4, rect.height()), self.theme.colour("accent")
            )
        painter.setPen(QPen(self.theme.colour("border"), 1))
        y = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left() + PAD, y), QPointF(rect.right() - PAD, y))

    def _sign_of(self, proposal: Proposal) -> tuple[str, QColor]:
        """A letter and its colour: the same as in the text."""
        match proposal.body:
            case EntityBody(_, name):
                label = self.vocabulary.label(name)
                return label.letter if label else name[:1], self.theme.label(label)
            case FurnitureBody(_, name):
                role = self.vocabulary.role(name)
                return role.letter if role else name[:1], self.theme.colour("furniture")
            case ArticleBody():
                number = self._model.number_of(proposal)
                if number is None:
                    return self.language.say("panel.sign_article"), self.theme.colour("muted")
                return str(number), self.theme.band(number)
            case _:
                return self.language.say("panel.sign_correction"), self.theme.colour("warning")

    def _paint_sign(
        self, painter: QPainter, line: QRectF, font: QFont, sign: str, colour: QColor
    ) -> QRectF:
        """The sign at the left of `line`; answers the box of what is right of it."""
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.85)
        small.setBold(True)
        box = QRectF(line.left(), line.top() + 1, line.height() + 2, line.height() - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(on(colour))
        painter.setFont(small)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
        return QRectF(line).adjusted(box.width() + 8, 0, 0, 0)

    def _paint_score(
        self, painter: QPainter, line: QRectF, font: QFont, score: float, word: str
    ) -> float:
        """Number and bar at the right of `line`; answers where they begin."""
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.85)
        width = QFontMetricsF(small).horizontalAdvance("0.00") + 2
        number = QRectF(line.right() - width, line.top(), width, line.height())
        painter.setFont(small)
        painter.setPen(self.theme.colour("muted"))
        painter.drawText(number, MIDDLE_RIGHT, word)
        if line.width() < NARROW * QFontMetricsF(font).horizontalAdvance("国"):
            return number.left()
        bar = QRectF(number.left() - BAR - 6, line.center().y() - 2, BAR, 4)
        draw_bar(painter, bar, score, self.theme.colour("border"), self.theme.colour("muted"))
        return bar.left()
