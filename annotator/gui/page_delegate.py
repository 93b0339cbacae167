"""Draws a row of the list of pages: how far the work is, the name, what is left."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.document.pages import PageState
from annotator.gui.ink import MIDDLE_LEFT, MIDDLE_RIGHT, Index, box_of, draw_bar, is_selected
from annotator.gui.notes_words import SIGN
from annotator.gui.page_model import PageModel, share_done
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.store.page_list import PageRow

PAD = 8

_COLOURS = {
    PageState.NEEDS_LOOK: "warning",
    PageState.NEW: "muted",
    PageState.PROPOSED: "accent",
    PageState.IN_WORK: "accent",
    PageState.FINISHED: "good",
}


class PageDelegate(QStyledItemDelegate):
    """Three lines and a bar. `open_page` is the number of the page that is on the desk."""

    def __init__(self, model: PageModel, theme: Theme, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._view = model, parent
        self.theme, self.language = theme, language
        self.open_page: int | None = None

    def row_height(self) -> int:
        """The height of every row, in pixels."""
        return round(QFontMetricsF(self._view.font()).height() * 2.8 + 20)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        page = self._model.page(index.row())
        if page is None:
            return
        rect = box_of(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_open = page.id == self.open_page
        self._paint_ground(painter, rect, is_open=is_open, is_chosen=is_selected(option))
        font = QFont(self._view.font())
        height = QFontMetricsF(font).height()
        sign = QRectF(rect.left() + PAD, rect.top() + 5, height + 4, height + 2)
        colour = self.theme.colour(_COLOURS[page.state])
        painter.setFont(font)
        painter.setPen(colour)
        say = self.language.say
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, say(f"panel.sign_{page.state.value}"))
        left = sign.right() + 4
        first = QRectF(left, sign.top(), rect.right() - PAD - left, sign.height())
        font.setBold(is_open)
        painter.setFont(font)
        painter.setPen(self.theme.colour("text"))
        elide = Qt.TextElideMode.ElideMiddle
        notes = f"{SIGN}{page.notes}" if page.notes else ""
        room = first.width() - QFontMetricsF(font).horizontalAdvance(notes + " " * bool(notes))
        name = QFontMetricsF(font).elidedText(page.name, elide, room)
        painter.drawText(first, MIDDLE_LEFT, name)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(self.theme.colour("warning"))
        painter.drawText(first, MIDDLE_RIGHT, notes)
        self._paint_progress(painter, first, font, page, colour)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, *, is_open: bool, is_chosen: bool
    ) -> None:
        if is_chosen or is_open:
            painter.fillRect(rect, self.theme.colour("selection" if is_chosen else "raised"))
        if is_open:
            stripe = QRectF(rect.left(), rect.top(), 4, rect.height())
            painter.fillRect(stripe, self.theme.colour("accent"))
        painter.setPen(QPen(self.theme.colour("border"), 1))
        y = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left() + PAD, y), QPointF(rect.right() - PAD, y))

    def _paint_progress(
        self, painter: QPainter, first: QRectF, font: QFont, page: PageRow, colour: QColor
    ) -> None:
        """Below the name: state, what is left, how long the page is; who was at it; a bar of what is done."""
        font.setPointSizeF(font.pointSizeF() * 0.88)
        metrics = QFontMetricsF(font)
        second = QRectF(first.left(), first.bottom(), first.width(), metrics.height())
        painter.setFont(font)
        painter.setPen(self.theme.colour("muted"))
        words = self._model.state_words(page)
        length = self.language.say("panel.page_length", length=f"{page.length:,}")
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, second.width())
        painter.drawText(second, MIDDLE_LEFT, words)
        if metrics.horizontalAdvance(words + length) + 12 < second.width():
            painter.drawText(second, MIDDLE_RIGHT, length)
        third = second.translated(0, second.height())
        flag = self._model.flag_words(page)
        painter.setPen(self.theme.colour("warning" if flag else "muted"))
        said = flag or self._model.change_words(page)
        said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, third.width())
        painter.drawText(third, MIDDLE_LEFT, said)
        bar = QRectF(third.left(), third.bottom() + 3, third.width(), 3)
        draw_bar(painter, bar, share_done(page), self.theme.colour("border"), colour)
