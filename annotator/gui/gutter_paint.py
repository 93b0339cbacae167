"""Painting the gutter: line numbers, article numbers, role letters, bands."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotator.document.labels import Vocabulary
from annotator.gui.ink import on
from annotator.gui.page_grid import PageGrid, Row
from annotator.gui.page_marks import Owned, PageMarks
from annotator.gui.page_paint import mixed
from annotator.gui.theme import Theme
from annotator.workbench.shown import ShownArticle

_NUMBER, _CHIP, _LETTER = 0.72, 0.74, 0.74
"""Font sizes of line numbers, article numbers and role letters, in em of the page's font."""

_CHIP_WIDTH, _LETTER_WIDTH, _BAND, _SPACE = 1.4, 1.15, 0.36, 0.45
"""Widths of the columns, in em."""

_STRIP = 4.0
"""Pixels of the strip at the far left that says the page is finished."""

_DASHES = 4
"""Strokes of a proposed band in each row."""


@dataclass(frozen=True, slots=True)
class GutterSight:
    """All that one painting of the gutter depends on. Widths and `em` are pixels."""

    text: str
    grid: PageGrid
    marks: PageMarks
    theme: Theme
    vocabulary: Vocabulary
    em: float
    width: float
    selected: frozenset[int]
    """Numbers of the lines that the selection touches, from 0."""
    is_bare: bool
    """Whether the selection is a caret alone."""
    is_finished: bool

    @property
    def band_left(self) -> float:
        return self.width - _BAND * self.em

    @property
    def letter_left(self) -> float:
        return self.band_left - _LETTER_WIDTH * self.em

    @property
    def chip_left(self) -> float:
        return self.letter_left - _CHIP_WIDTH * self.em


def width_for(lines: int, em: float, font: QFont) -> int:
    """Pixels of a gutter for so many lines."""
    digits = max(3, len(str(lines)))
    number = QFontMetricsF(_sized(font, _NUMBER * em, bold=True)).horizontalAdvance("0") * digits
    columns = _CHIP_WIDTH + _LETTER_WIDTH + _BAND + 2 * _SPACE
    return round(_STRIP + number + columns * em)


def _sized(font: QFont, pixels: float, *, bold: bool) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(max(8, round(pixels)))
    sized.setBold(bold)
    return sized


def paint_gutter(painter: QPainter, sight: GutterSight, clip: QRect) -> None:
    """All rows of the grid; whether a number is told again depends on those above."""
    ground = sight.theme.colour("gutter")
    painter.fillRect(clip, ground)
    if sight.is_finished:
        painter.fillRect(QRectF(0, clip.top(), _STRIP, clip.height()), sight.theme.colour("good"))
    before: Owned | None = None
    is_top_told = False
    for row in sight.grid.rows:
        if row.line in sight.selected:
            _paint_selected(painter, sight, row)
        if row.is_first:
            _paint_line_number(painter, sight, row)
        if not is_top_told and row.top + row.bottom > 0:
            before, is_top_told = None, True  # what goes on from above says its number once more
        owners = sight.marks.owners(row)
        for place, owned in enumerate(owners):
            height = (row.bottom - row.top) / len(owners)
            box = QRectF(0, row.top + place * height, sight.width, height)
            _paint_band(painter, sight, box, owned)
            if not owned.is_bridge:
                _paint_words(painter, sight, row, box, owned, before)
                before = owned


def _paint_selected(painter: QPainter, sight: GutterSight, row: Row) -> None:
    left = _STRIP if sight.is_finished else 0.0
    box = QRectF(left, row.top, sight.chip_left - left, row.bottom - row.top)
    colour = sight.theme.colour("selection")
    if sight.is_bare:
        colour = mixed(colour, sight.theme.colour("gutter"), 0.6)
    painter.fillRect(box, colour)


def _paint_line_number(painter: QPainter, sight: GutterSight, row: Row) -> None:
    is_here = row.line in sight.selected
    painter.setFont(_sized(painter.font(), _NUMBER * sight.em, bold=is_here))
    painter.setPen(sight.theme.colour("text" if is_here else "gutter_text"))
    right = sight.chip_left - _SPACE * sight.em
    box = QRectF(0, row.top, right, row.bottom - row.top)
    align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, align, str(row.line + 1))


def _colour(sight: GutterSight, owned: Owned) -> QColor:
    owner = owned.stretch.owner
    if isinstance(owner, ShownArticle):
        return sight.theme.band(owner.number)
    return sight.theme.colour("furniture")


def _paint_band(painter: QPainter, sight: GutterSight, box: QRectF, owned: Owned) -> None:
    """Gold: one solid band. Proposed: strokes."""
    colour, left, width = _colour(sight, owned), sight.band_left, _BAND * sight.em
    if owned.stretch.owner.is_gold:
        painter.fillRect(QRectF(left, box.top(), width, box.height() + 0.5), colour)
        return
    painter.fillRect(
        QRectF(left, box.top(), width, box.height() + 0.5),
        mixed(colour, sight.theme.colour("gutter"), 0.22),
    )
    step = box.height() / _DASHES
    for number in range(_DASHES):
        painter.fillRect(QRectF(left, box.top() + number * step, width, 0.55 * step), colour)


def _paint_words(
    painter: QPainter,
    sight: GutterSight,
    row: Row,
    box: QRectF,
    owned: Owned,
    before: Owned | None,
) -> None:
    """Article number where an owner begins, role letter in each line, strong where the role begins."""
    is_new = before is None or before.stretch.owner is not owned.stretch.owner
    is_turn = is_new or before is None or before.stretch.role != owned.stretch.role
    if isinstance(owned.stretch.owner, ShownArticle) and is_new:
        _paint_chip(painter, sight, box, owned, owned.stretch.owner.number)
    if not (is_turn or row.is_first):
        return
    role = sight.vocabulary.role(owned.stretch.role)
    size = min(_LETTER * sight.em, 0.8 * box.height())
    painter.setFont(_sized(painter.font(), size, bold=is_turn))
    is_article = isinstance(owned.stretch.owner, ShownArticle)
    strong = "text" if is_article else "gutter_text"
    painter.setPen(sight.theme.colour(strong if is_turn else "gutter_text"))
    place = QRectF(sight.letter_left, box.top(), _LETTER_WIDTH * sight.em, box.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, role.letter if role else "?")


def _paint_chip(
    painter: QPainter, sight: GutterSight, box: QRectF, owned: Owned, number: int
) -> None:
    """The article's number: filled where it is gold, an outline where it is proposed."""
    colour = _colour(sight, owned)
    height = min(1.15 * sight.em, box.height() - 2)
    top = box.center().y() - height / 2
    chip = QRectF(sight.chip_left, top, _CHIP_WIDTH * sight.em, height)
    corner = 0.25 * sight.em
    if owned.stretch.owner.is_gold:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        ink = on(colour)
    else:
        pen = QPen(colour, 1.4)
        pen.setDashPattern([2.5, 1.8])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink = sight.theme.colour("text")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawRoundedRect(chip.adjusted(1, 0, -1, 0), corner, corner)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(_sized(painter.font(), min(_CHIP * sight.em, 0.85 * height), bold=True))
    painter.setPen(ink)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, str(number))
