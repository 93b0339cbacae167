"""Which article the selected lines go to, where a digit is not enough."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from annotator.gui.badge import badge
from annotator.gui.card_text import CardMaker
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.shown import Shown

_NUMBER = Qt.ItemDataRole.UserRole


class GiveList(Dialog):
    """Articles by number and headline; typing filters by either. `number` is the one chosen."""

    def __init__(
        self, shown: Shown, theme: Theme, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(language.say("dialog.give"), language, parent)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.say("give_filter"))
        self.filter.setAccessibleName(self.say("give_filter"))
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.windowTitle())
        self.list.setUniformItemSizes(True)
        maker = CardMaker(shown)
        for article in shown.articles:
            item = QListWidgetItem(maker.card(article).headline, self.list)
            item.setIcon(badge(str(article.number), theme.band(article.number), self))
            item.setData(_NUMBER, article.number)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.list, 1)
        self.add_reject()
        self.yes = self.add_accept(self.say("give_yes"))
        self.filter.textChanged.connect(self._filter)
        self.filter.installEventFilter(self)
        self.list.itemDoubleClicked.connect(self.accept)
        self.resize(480, 420)
        self._filter("")
        self.filter.setFocus()

    @property
    def number(self) -> int | None:
        """The number of the article chosen; None where the filter leaves none."""
        if not self.yes.isEnabled():
            return None
        return int(self.list.currentItem().data(_NUMBER))

    def _rows(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self, text: str) -> None:
        """A number stands for itself; anything else is looked for in the headlines."""
        words = text.strip().casefold()
        first: QListWidgetItem | None = None
        for item in self._rows():
            number = str(item.data(_NUMBER))
            fits = number == words if words.isdigit() else words in item.text().casefold()
            item.setHidden(not fits)
            first = first or (item if fits else None)
        if first is not None:
            self.list.setCurrentItem(first)
        self.yes.setEnabled(first is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move in the list."""
        if watched is self.filter and isinstance(event, QKeyEvent):
            up_or_down = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            if up_or_down and event.type() == QEvent.Type.KeyPress:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        shown = [item for item in self._rows() if not item.isHidden()]
        if shown:
            at = shown.index(self.list.currentItem()) + by
            self.list.setCurrentItem(shown[min(max(at, 0), len(shown) - 1)])
