"""Which keys call which command: looked up, changed, given back."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QWidget,
)

from annotator.document.labels import Vocabulary
from annotator.errors import AnnotatorError
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.dialogs.keys_editor import KeysEditor
from annotator.gui.keys_model import CHANGED, COMMAND, KEYS, TITLE, KeysModel
from annotator.settings.keymap import Keymap, own_keys_file, shipped_keymap
from annotator.settings.language import Language
from annotator.workbench.key_clashes import clashes

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeysDialog(Dialog):
    """All commands by group; `keymap` is what the editor made of the keys.

    `damaged` is why the user's own file could not be read, if so.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        keymap: Keymap,
        language: Language,
        parent: QWidget | None = None,
        *,
        damaged: AnnotatorError | None = None,
    ) -> None:
        super().__init__(language.say("dialog.keys"), language, parent)
        self._vocabulary = vocabulary
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.say("keys_search"))
        self.search.setAccessibleName(self.say("keys_search"))
        self.search.setClearButtonEnabled(True)
        self.reset_all = QPushButton(self.say("keys_reset_all"), self)
        self.reset_all.setAutoDefault(False)
        self.rows = KeysModel(vocabulary, language, self)
        self.tree = QTreeView(self)
        self.nothing = QLabel(self.say("keys_nothing"), self)
        self.state = QLabel(self)
        self.editor = KeysEditor(vocabulary, keymap, self.rows, language, self)
        self.editor.before = self.tree
        self._make_tree()
        self._lay_out(damaged)
        self.reset_all.clicked.connect(lambda: self.editor.take(shipped_keymap()))
        self.search.textChanged.connect(self._filter)
        for watched in (self.search, self.tree):
            watched.installEventFilter(self)
        self.editor.changed.connect(self._show)
        self._show()
        self._filter("")
        self.resize(46 * self.fontMetrics().height(), 40 * self.fontMetrics().height())
        self.search.setFocus()

    @property
    def keymap(self) -> Keymap:
        return self.editor.keymap

    def _make_tree(self) -> None:
        tree = self.tree
        tree.setModel(self.rows)
        tree.setAccessibleName(self.windowTitle())
        tree.setUniformRowHeights(True)
        tree.setTabKeyNavigation(False)
        tree.setRootIsDecorated(False)
        tree.setItemsExpandable(False)
        tree.setExpandsOnDoubleClick(False)
        tree.expandAll()
        head = tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(KEYS, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(CHANGED, QHeaderView.ResizeMode.ResizeToContents)
        for group in self.rows.groups:
            tree.setFirstColumnSpanned(group.row(), self.rows.invisibleRootItem().index(), True)  # noqa: FBT003
        tree.selectionModel().currentChanged.connect(self._choose)
        tree.doubleClicked.connect(self.editor.capture.begin)

    def _lay_out(self, damaged: AnnotatorError | None) -> None:
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.state.setWordWrap(True)
        if damaged is not None:
            why, name = self.language.sentence(damaged), f"{own_keys_file().name}.old"
            self.add_text(self.say("keys_damaged", why=why, name=name))
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.reset_all)
        self.body.addLayout(top)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.state)
        self.body.addWidget(self.editor)
        self.add_reject()
        self.yes = self.add_accept(self.say("keys_keep"))

    # -- what shows ----------------------------------------------------------------------

    def _show(self) -> None:
        self.rows.show(self.keymap)
        count = len({each.key for each in clashes(self._vocabulary, self.keymap)})
        self.state.setText(self.say("keys_open_clashes", count=count))
        self.state.setVisible(bool(count))

    def _filter(self, typed: str) -> None:
        first = None
        for group in self.rows.groups:
            left = 0
            for row in range(group.rowCount()):
                item = group.child(row)
                fits = self.rows.fits(item.data(COMMAND), typed)
                self.tree.setRowHidden(row, group.index(), not fits)
                left += fits
                first = first or (item if fits else None)
            root = self.rows.invisibleRootItem().index()
            self.tree.setRowHidden(group.row(), root, not left)
        self.nothing.setVisible(first is None)
        if first is None:
            self.editor.choose(None)
        else:
            self.choose(first.data(COMMAND))
            self.tree.scrollToTop()  # with the name of its group

    def choose(self, command: str) -> None:
        """The row of that command is the current one."""
        index = self.rows.item_of(command).index()
        rows = QItemSelectionModel.SelectionFlag.Rows
        self.tree.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | rows
        )
        self.tree.scrollTo(index)

    def _choose(self) -> None:
        self.editor.choose(self.tree.currentIndex().data(COMMAND))

    # -- keys ----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move in the tree; Enter on a row waits for its new key."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self.editor.capture.begin()
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.tree.setFocus()
                self.tree.event(event)
                return True
        return super().eventFilter(watched, event)

    def reject(self) -> None:
        """Escape from a question about a clash leaves that alone, not the dialog."""
        if not self.editor.leave_question():
            super().reject()
