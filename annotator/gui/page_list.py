"""The pages of the project: how far each is, and the way to the next."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QTimer
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.document.pages import PageState
from annotator.gui.keys import LongCommandList, leave_at_enter
from annotator.gui.page_delegate import PageDelegate
from annotator.gui.page_model import PageModel
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme
from annotator.settings.language import Language

PAUSE_MS = 150
"""So long after the last letter the filter takes over what was typed, in milliseconds."""


class PageList(QWidget):
    """Asks for a page when its row is clicked, or chosen with Enter."""

    _is_made = False
    """Qt may tell of a change of font while the widgets are still being made."""

    def __init__(
        self,
        bridge: SessionBridge,
        theme: Theme,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._language = bridge, language
        self.name, self.state, self.count = QLineEdit(self), QComboBox(self), QLabel(self)
        self.view = LongCommandList(self)
        self.model = PageModel(bridge.session.project, language, self)
        self.delegate = PageDelegate(self.model, theme, language, self.view)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.delegate)
        self.name.setClearButtonEnabled(True)
        self._lay_out()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(PAUSE_MS)
        self._typed.timeout.connect(self.reload)
        self.name.textChanged.connect(self._typed.start)
        self.name.returnPressed.connect(self.reload)
        leave_at_enter(self.name, self.view.setFocus)
        self.state.activated.connect(self.reload)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        bridge.page_opened.connect(self.select_page)
        bridge.progress_changed.connect(self._progress_changed)
        self.setFocusProxy(self.view)
        self.set_theme(theme)
        self.set_language(language)
        self._is_made = True
        self._fit_rows()
        self.reload()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(8, 8, 8, 4)
        grid.setSpacing(6)
        grid.addWidget(self.name, 0, 0, 1, 2)
        grid.addWidget(self.state, 1, 0)
        grid.addWidget(self.count, 1, 1)
        grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(grid)
        column.addWidget(self.view, 1)

    # -- look ----------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Rows are as high as their font wants."""
        super().changeEvent(event)
        if self._is_made and event.type() == QEvent.Type.FontChange:
            self._fit_rows()

    def _fit_rows(self) -> None:
        self.view.set_row_height(self.delegate.row_height())

    def set_theme(self, theme: Theme) -> None:
        self.delegate.theme = theme
        self.view.viewport().update()

    def set_language(self, language: Language) -> None:
        self._language = self.delegate.language = language
        self.model.set_language(language)
        say, chosen = language.say, self.state.currentData()
        self.state.clear()
        self.state.addItem(say("panel.pages_every_state"), "")
        for state in PageState:
            sign, title = (say(f"panel.{what}_{state.value}") for what in ("sign", "state"))
            self.state.addItem(f"{sign} {title}", state.value)
        self.state.setCurrentIndex(max(0, self.state.findData(chosen)))
        self.name.setPlaceholderText(say("panel.pages_filter_hint"))
        self.name.setAccessibleName(say("panel.pages_filter"))
        self.state.setAccessibleName(say("panel.pages_state"))
        self.view.setAccessibleName(say("panel.pages"))
        self._say_count()
        self.view.viewport().update()

    def _say_count(self) -> None:
        say, count = self._language.say, self.model.rowCount()
        self.count.setText(say("panel.pages_count", count=f"{count:,}"))
        is_filtered = bool(self.name.text().strip() or self.state.currentData())
        self.view.hint = say("panel.pages_none" if is_filtered else "panel.pages_empty")

    # -- the list ------------------------------------------------------------------------

    def reload(self) -> None:
        """Reads the list anew, through the filter; the page on the desk stays in sight."""
        self._typed.stop()
        state = self.state.currentData()
        self.model.refill(self.name.text().strip(), PageState(state) if state else None)
        self._say_count()
        number = self._bridge.session.number
        if number is not None:
            self.select_page(number)

    def select_page(self, number: int) -> None:
        """Marks the page as the one on the desk and shows its row."""
        self.delegate.open_page = number
        row = self.model.row_of(number)
        if row is not None:
            index = self.model.index(row)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, flags)
            self.view.scrollTo(index)
        else:
            self.view.selectionModel().clear()
        self.view.viewport().update()

    def neighbour(self, step: int) -> int | None:
        """The number of the page `step` rows from the one on the desk; None past the ends.

        Where the filter hides that page, the row that is chosen counts, or else the first.
        """
        count = self.model.rowCount()
        row = self.model.row_of(self._bridge.session.number)
        target = max(self.view.currentIndex().row(), 0) if row is None else row + step
        return self.model.number_at(target) if 0 <= target < count else None

    def _progress_changed(self, number: int) -> None:
        self.model.refresh(number)

    def _open(self, index: QModelIndex) -> None:
        number = self.model.number_at(index.row())
        if number != self._bridge.session.number:
            self._bridge.open_page(number)
