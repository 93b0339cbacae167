"""All places of something on the page or in the project, in their context, to be chosen from."""

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.places_model import TICK, PlaceRow, PlacesModel
from annotator.gui.places_view import PlacesView
from annotator.gui.theme import Theme, style_sheet
from annotator.gui.trickle import Trickle
from annotator.settings.language import Language
from annotator.workbench.series import Place


class PlacesDialog(Dialog):
    """A concordance of the page or the project: places come in while it is open. `chosen` are the ticked ones.

    Who derives from it says what is looked for (`_places`) and how a place shows (`_row`), puts
    widgets of its own into `head`, and searches when it is ready.
    """

    def __init__(
        self,
        title: str,
        theme: Theme,
        language: Language,
        font: QFont,
        parent: QWidget | None = None,
        *,
        in_project: bool = True,
    ) -> None:
        super().__init__(title, language, parent)
        self.found: list[Place] = []
        self.count = QLabel(self)
        self.here, self.everywhere = QRadioButton(self), QRadioButton(self)
        self._scope = QButtonGroup(self)
        self.rows = PlacesModel(theme, language, self)
        self.table = PlacesView(self.rows, self)
        self.rows.font = font
        self.table.setFont(font)
        self.table.setAccessibleName(title)
        self.head = QHBoxLayout()
        self._lay_out(theme)
        self._trickle: Trickle[Place] = Trickle(self)
        self._trickle.signals.came.connect(self._take)
        self._trickle.signals.ended.connect(self._say_count)
        self._trickle.signals.failed.connect(self._fail)
        (self.everywhere if in_project else self.here).setChecked(True)
        self._scope.buttonToggled.connect(self._scope_changed)
        self.rows.ticked_changed.connect(self._say_count)
        self.finished.connect(self._trickle.stop)
        self.resize(980, 560)

    def _lay_out(self, theme: Theme) -> None:
        say = self.language.say
        for button, key in ((self.here, "here"), (self.everywhere, "everywhere")):
            button.setText(say(f"series.{key}"))
            self._scope.addButton(button)
        self.all, self.none = QPushButton(self.say("tick_all")), QPushButton(self.say("tick_none"))
        for button, ticked in ((self.all, True), (self.none, False)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, to=ticked: self.rows.tick_all(ticked=to))
        self.head.addStretch(1)
        for widget in (self.here, self.everywhere, self.all, self.none):
            self.head.addWidget(widget)
        # An empty box or ring is next to invisible on a dark ground.
        for widget in (self.here, self.everywhere, self.table):
            widget.setStyleSheet(style_sheet(theme))
        self.body.addLayout(self.head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.count)

    # -- what is looked for --------------------------------------------------------------

    def _places(self) -> Iterator[Place]:
        raise NotImplementedError

    def _row(self, each: Place) -> PlaceRow:
        raise NotImplementedError

    def _say_count(self) -> None:
        raise NotImplementedError

    def search(self) -> None:
        """Begins anew."""
        self.found = []
        self.rows.show(())
        self._trickle.start(self._places())
        self._say_count()

    def _take(self, came: object) -> None:
        fresh = cast("list[Place]", came)
        is_first = not self.found
        self.found += fresh
        self.rows.append([self._row(each) for each in fresh])
        if is_first:
            self.table.fit()
            free = (row for row, each in enumerate(self.rows.rows) if each.is_free)
            self.table.setCurrentIndex(self.rows.index(next(free, 0), TICK))

    def _scope_changed(self, _button: QRadioButton, is_on: bool) -> None:  # noqa: FBT001  Qt's own
        if is_on:
            self.search()

    def _fail(self, error: AnnotatorError) -> None:
        self.count.setText(self.language.sentence(error))

    # -- what is chosen ------------------------------------------------------------------

    @property
    def counted(self) -> dict[str, str]:
        """How many places are ticked, of how many, on how many pages: for a sentence."""
        return {
            "ticked": f"{self.rows.ticked_count:,}",
            "count": f"{len(self.found):,}",
            "pages": f"{len({each.page for each in self.found}):,}",
        }

    @property
    def chosen(self) -> Sequence[Place]:
        """The ticked places, as they were found."""
        return [self.found[row] for row in self.rows.ticked]
