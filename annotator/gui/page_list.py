"""The pages of the project: how far each is, and the way to the next."""

from contextlib import suppress

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.document.pages import PageState
from annotator.errors import AnnotatorError
from annotator.gui.keys import LongCommandList, leave_at_enter
from annotator.gui.page_delegate import PageDelegate
from annotator.gui.page_model import PageModel
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.store.page_list import Order, PageFilter

ORDER = "page_order"
"""The setting of a project that says how its list is sorted."""

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
        self.name, self.count = QLineEdit(self), QLabel(self)
        self.state, self.by, self.order = QComboBox(self), QComboBox(self), QComboBox(self)
        self.with_notes = QCheckBox(self)
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
        for combo in (self.state, self.by, self.order):
            combo.activated.connect(self.reload)
        self.with_notes.toggled.connect(self.reload)
        self.order.activated.connect(self._keep_order)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        bridge.page_opened.connect(self.select_page)
        bridge.progress_changed.connect(self._progress_changed)
        self.setFocusProxy(self.view)
        self.set_theme(theme)
        self.set_language(language)
        kept = bridge.session.project.setting(ORDER) or Order.NAME.value
        self.order.setCurrentIndex(max(0, self.order.findData(kept)))
        self._is_made = True
        self._fit_rows()
        self.reload()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(8, 8, 8, 4)
        grid.setSpacing(6)
        grid.addWidget(self.name, 0, 0, 1, 2)
        grid.addWidget(self.state, 1, 0)
        grid.addWidget(self.by, 1, 1)
        grid.addWidget(self.order, 2, 0)
        grid.addWidget(self.with_notes, 2, 1)
        grid.addWidget(self.count, 3, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for combo in (self.state, self.by, self.order):
            # A narrow pane cuts long words off; the list that opens has them whole.
            combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
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
        say = language.say
        states = [
            (" ".join(say(f"panel.{what}_{state.value}") for what in ("sign", "state")), state)
            for state in PageState
        ]
        _fill(self.state, [(say("panel.pages_every_state"), ""), *states])
        _fill(self.order, [(say(f"panel.order_{order.value}"), order) for order in Order])
        self._offer_editors()
        self.by.setAccessibleName(say("panel.pages_by"))
        self.order.setAccessibleName(say("panel.pages_order"))
        self.with_notes.setText(say("panel.pages_with_notes"))
        self.with_notes.setAccessibleName(say("panel.pages_with_notes_tip"))
        self.with_notes.setToolTip(say("panel.pages_with_notes_tip"))
        self.name.setPlaceholderText(say("panel.pages_filter_hint"))
        self.name.setAccessibleName(say("panel.pages_filter"))
        self.state.setAccessibleName(say("panel.pages_state"))
        self.view.setAccessibleName(say("panel.pages"))
        self._say_count()
        self.view.viewport().update()

    def _say_count(self) -> None:
        say, count = self._language.say, self.model.rowCount()
        self.count.setText(say("panel.pages_count", count=f"{count:,}"))
        is_filtered = self.wanted != PageFilter(order=self.wanted.order)
        self.view.hint = say("panel.pages_none" if is_filtered else "panel.pages_empty")

    def _keep_order(self) -> None:
        """The project opens in this order from now on; one that cannot be written to does without."""
        with suppress(AnnotatorError):
            self._bridge.session.project.set_setting(ORDER, self.wanted.order)

    def _offer_editors(self) -> None:
        everybody = self._language.say("panel.pages_everybody")
        who = [(by, by) for by in self._bridge.session.project.editors()]
        _fill(self.by, [(everybody, ""), *who])

    # -- the list ------------------------------------------------------------------------

    @property
    def wanted(self) -> PageFilter:
        """What the fields above the list say."""
        state = self.state.currentData()
        return PageFilter(
            self.name.text().strip(),
            PageState(state) if state else None,
            self.by.currentData() or "",
            self.with_notes.isChecked(),
            Order(self.order.currentData() or Order.NAME),
        )

    def reload(self) -> None:
        """Reads the list anew, through the filter; the page on the desk stays in sight."""
        self._typed.stop()
        self._offer_editors()
        self.model.refill(self.wanted)
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

    def next_to_do(self) -> int | None:
        """The next page of the list that is not finished, from the top again; None where there is no other."""
        return self.model.next_to_do(self._bridge.session.number)

    def _progress_changed(self, number: int) -> None:
        self.model.refresh(number)
        row = self.model.row_of(number) if number == self._bridge.session.number else None
        page = None if row is None else self.model.page(row)
        if page is not None and page.changed_by and self.by.findData(page.changed_by) < 0:
            self._offer_editors()  # somebody's first edit in this project

    def _open(self, index: QModelIndex) -> None:
        number = self.model.number_at(index.row())
        if number != self._bridge.session.number:
            self._bridge.open_page(number)


def _fill(combo: QComboBox, choices: list[tuple[str, str]]) -> None:
    """Words and values; what was chosen stays so where it is still offered."""
    if choices == [(combo.itemText(row), combo.itemData(row)) for row in range(combo.count())]:
        return
    chosen = combo.currentData()
    combo.clear()
    for words, value in choices:
        combo.addItem(words, str(value))
    combo.setCurrentIndex(max(0, combo.findData(str(chosen or ""))))
