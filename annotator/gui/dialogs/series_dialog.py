"""All places of a pattern `raw → text`, in their context, to be corrected at once."""

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.places_model import TICK, PlaceRow, PlacesModel
from annotator.gui.places_view import PlacesView
from annotator.gui.shown_text import seen
from annotator.gui.theme import Theme, style_sheet
from annotator.gui.trickle import Trickle
from annotator.settings.language import Language
from annotator.workbench.series import Place, places
from annotator.workbench.session import Session
from annotator.workbench.suspects import Pattern

PAUSE_MS = 250
"""So long after the last letter the places of another text are looked for, in milliseconds."""


class SeriesDialog(Dialog):
    """A concordance of the page or the project: places come in while it is open.

    `text` and `chosen` are what is to be done. Places that read so already show, and stay.
    """

    def __init__(
        self,
        session: Session,
        pattern: Pattern,
        theme: Theme,
        language: Language,
        font: QFont,
        parent: QWidget | None = None,
    ) -> None:
        title = language.say("series.title", raw=seen(pattern.raw))
        super().__init__(title, language, parent)
        self._session, self._raw = session, pattern.raw
        self.found: list[Place] = []
        self.editor, self.count = QLineEdit(self), QLabel(self)
        self.here, self.everywhere = QRadioButton(self), QRadioButton(self)
        self._scope = QButtonGroup(self)
        self.rows = PlacesModel(theme, language, self)
        self.table = PlacesView(self.rows, self)
        self.rows.font = font
        self.table.setFont(font)
        self._is_asked = pattern.text in ("", pattern.raw)
        """Whether the editor has yet to say what it reads."""
        self.editor.setText(pattern.text)
        self._lay_out(theme)
        self.add_reject()
        self.yes = self.add_accept(language.say("series.yes"))
        self._trickle: Trickle[Place] = Trickle(self)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(PAUSE_MS)
        self._listen()
        self.resize(980, 560)
        self.search()
        self.editor.selectAll()
        (self.editor if self._is_asked else self.table).setFocus()

    # -- making --------------------------------------------------------------------------

    def _lay_out(self, theme: Theme) -> None:
        self._add_head()
        # An empty box or ring is next to invisible on a dark ground.
        for widget in (self.editor, self.here, self.everywhere, self.table):
            widget.setStyleSheet(style_sheet(theme))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.count)

    def _add_head(self) -> None:
        say = self.language.say
        head = QHBoxLayout()
        raw = QLabel(f"{seen(self._raw)}  →", self)
        font = QFont(self.rows.font)
        font.setPointSizeF(font.pointSizeF() * 1.3)
        raw.setFont(font)
        self.editor.setFont(font)
        self.editor.setMaximumWidth(260)
        self.editor.setAccessibleName(say("series.text"))
        self.editor.setPlaceholderText(say("series.text"))
        raw.setBuddy(self.editor)
        for button, key in ((self.here, "here"), (self.everywhere, "everywhere")):
            button.setText(say(f"series.{key}"))
            self._scope.addButton(button)
        self.everywhere.setChecked(True)
        self.all, self.none = QPushButton(self.say("tick_all")), QPushButton(self.say("tick_none"))
        for button, ticked in ((self.all, True), (self.none, False)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, to=ticked: self.rows.tick_all(ticked=to))
        for widget in (raw, self.editor):
            head.addWidget(widget)
        head.addStretch(1)
        for widget in (self.here, self.everywhere, self.all, self.none):
            head.addWidget(widget)
        self.body.addLayout(head)
        self.table.setAccessibleName(self.windowTitle())

    def _listen(self) -> None:
        self._trickle.signals.came.connect(self._take)
        self._trickle.signals.ended.connect(self._say_count)
        self._trickle.signals.failed.connect(self._fail)
        self._typed.timeout.connect(self.search)
        self.editor.textChanged.connect(self._text_changed)
        self._scope.buttonToggled.connect(self._scope_changed)
        self.rows.ticked_changed.connect(self._say_count)
        self.finished.connect(self._trickle.stop)

    # -- looking for places --------------------------------------------------------------

    @property
    def pattern(self) -> Pattern:
        """What is looked for, and what it should read."""
        return Pattern(self._raw, self.editor.text())

    def search(self) -> None:
        """Begins anew."""
        self._typed.stop()
        self.found = []
        self.rows.show(())
        self._trickle.start(self._places())
        self._say_count()

    def _places(self) -> Iterator[Place]:
        session = self._session
        return places(
            session.project,
            self.pattern,
            number=session.number,
            shown=session.shown,
            only_here=self.here.isChecked(),
        )

    def _take(self, came: object) -> None:
        fresh = cast("list[Place]", came)
        is_first = not self.found
        self.found += fresh
        self.rows.append([self._row(each) for each in fresh])
        if is_first:
            self.table.fit()
            free = (row for row, each in enumerate(self.rows.rows) if each.is_free)
            self.table.setCurrentIndex(self.rows.index(next(free, 0), TICK))

    def _row(self, each: Place) -> PlaceRow:
        is_open = each.state == "open"
        return PlaceRow(
            each.name,
            each.line,
            each.before,
            each.raw,
            self.editor.text(),
            each.after,
            "" if is_open else self.language.say(f"series.state_{each.state}"),
            is_free=each.state != "fixed",
            is_likely=each.state != "finished",
        )

    def _text_changed(self) -> None:
        self._trickle.stop()
        self._typed.start()
        self._say_count()

    def _scope_changed(self, _button: QRadioButton, is_on: bool) -> None:  # noqa: FBT001  Qt's own
        if is_on:
            self.search()

    def _fail(self, error: AnnotatorError) -> None:
        self.count.setText(self.language.sentence(error))

    # -- what is chosen ------------------------------------------------------------------

    def _say_count(self) -> None:
        ticked = self.rows.ticked_count
        text = self.language.say(
            "series.count",
            ticked=f"{ticked:,}",
            count=f"{len(self.found):,}",
            pages=f"{len({each.page for each in self.found}):,}",
        )
        is_looking = self._trickle.is_running or self._typed.isActive()
        self.count.setText(f"{text} {self.language.say('series.looking')}" if is_looking else text)
        wanted = self.editor.text()
        self.yes.setEnabled(ticked > 0 and not is_looking and wanted not in ("", self._raw))

    @property
    def text(self) -> str:
        """What the places should read."""
        return self.editor.text()

    @property
    def chosen(self) -> Sequence[Place]:
        """The ticked places, as they were found."""
        return [self.found[row] for row in self.rows.ticked]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it, wherever the keys go; down leaves the text for the list."""
        if event.key() == Qt.Key.Key_Down and self.editor.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)
