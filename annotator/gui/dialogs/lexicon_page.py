"""The page of strings: what the project has counted of each, and what an editor rules on it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from annotator.document.lexicon import RULES, string_of
from annotator.gui.dialogs.knowledge_page import KnowledgePage, level
from annotator.gui.dialogs.lexicon_files import LexiconFiles
from annotator.gui.dialogs.lexicon_model import LexiconModel
from annotator.gui.dialogs.lexicon_view import RULE_KEYS, LexiconView
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.lexicon import (
    Key,
    LexiconFilter,
    LexiconRow,
    add,
    change_label,
    forget,
    rows,
    set_rule,
)
from annotator.workbench.session import Session

PAUSE_MS = 150
"""So long after the last letter the filter takes over what was typed, in milliseconds."""


class LexiconPage(KnowledgePage):
    """A filter, the table, what can be done to the chosen rows, and a field for a new word."""

    def __init__(
        self, session: Session, theme: Theme, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, theme, language, parent)
        self.contains, self.count = QLineEdit(self), QLabel(self)
        self.label = self.label_combo("filter_label", self.say("every_label"))
        self.rule = QComboBox(self)
        self.rows = LexiconModel(self.vocabulary, theme, language, self)
        self.table = LexiconView(self.rows, language, self)
        self.new_word = QLineEdit(self)
        self.new_label = self.label_combo("new_label")
        self.files = LexiconFiles(self)
        self._of_chosen: list[QPushButton] = []
        """Buttons that act on the chosen rows."""
        self._set_up()
        self._lay_out()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(PAUSE_MS)
        self._typed.timeout.connect(self.reload)
        self._listen()
        self.reload()
        self.contains.setFocus()

    # -- making --------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.rule.addItem(self.say("every_rule"), "")
        for rule in RULES:
            self.rule.addItem(self.language.say(f"lexicon.rule_{rule}"), rule)
        self.rule.setAccessibleName(self.say("column_rule"))
        self.contains.setClearButtonEnabled(True)
        self.contains.setPlaceholderText(self.say("contains"))
        self.contains.setAccessibleName(self.say("contains"))
        self.new_word.setPlaceholderText(self.say("new_word"))
        self.new_word.setAccessibleName(self.say("new_word"))
        self.table.setAccessibleName(self.say("lexicon"))
        self.table.set_label_keys(
            frozenset(label.key for label in self.vocabulary.labels if label.key)
        )
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        filter_ = QHBoxLayout()
        filter_.addWidget(self.contains, 1)
        for widget in (self.label, self.rule, self.count):
            filter_.addWidget(widget)
        new = QHBoxLayout()
        new.addWidget(self.new_word, 1)
        new.addWidget(self.new_label)
        self.add_button = self.button("add", self._add, self.say("add_tip"))
        new.addWidget(self.add_button)
        level(self.contains, self.label, self.rule, self.new_word, self.new_label, self.add_button)
        self.column.addLayout(filter_)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(self._row_of_buttons())
        self.column.addLayout(new)
        self.column.addWidget(self.told)

    def _row_of_buttons(self) -> QGridLayout:
        row = QGridLayout()
        row.setHorizontalSpacing(6)
        acts: list[tuple[str, Callable[[], object]]] = [
            (f"rule_{rule}", lambda to=rule: self._rule(to)) for rule in RULE_KEYS.values()
        ]
        self._of_chosen = [self.button(key, act, self.say(f"{key}_tip")) for key, act in acts]
        self._of_chosen.append(self._label_button())
        self._of_chosen.append(self.button("forget", self._forget, self.say("forget_tip")))
        self.import_button = self.button("import", self.files.choose_import, self.say("import_tip"))
        self.export_button = self.button("export", self.files.choose_export, self.say("export_tip"))
        for place, button in enumerate(self._of_chosen):
            row.addWidget(button, 0, place)
        row.setColumnStretch(len(self._of_chosen), 1)
        row.addWidget(self.import_button, 0, len(self._of_chosen) + 1)
        row.addWidget(self.export_button, 0, len(self._of_chosen) + 2)
        return row

    def _label_button(self) -> QPushButton:
        button = QPushButton(self.say("change_label"), self)
        button.setAutoDefault(False)
        button.setToolTip(self.say("change_label_tip"))
        menu = QMenu(button)
        for label in self.vocabulary.labels:
            title = f"{self.language.pick(label.titles)}\t{label.key}"
            menu.addAction(title).triggered.connect(
                lambda _=False, name=label.id: self._change_label(name)
            )
        button.setMenu(menu)
        return button

    def _listen(self) -> None:
        self.contains.textChanged.connect(self._typed.start)
        self.contains.returnPressed.connect(self._to_table)
        self.label.activated.connect(self.reload)
        self.rule.activated.connect(self.reload)
        self.new_word.returnPressed.connect(self._add)
        self.new_word.textChanged.connect(self._follow)
        # Queued: the editor in the cell is still at work when it hands over its choice.
        queued = Qt.ConnectionType.QueuedConnection
        self.rows.ruled.connect(self._rule_one, queued)
        self.rows.modelReset.connect(self._follow)
        self.table.rule_wanted.connect(self._rule)
        self.table.label_wanted.connect(self._label_by_key)
        self.table.forget_wanted.connect(self._forget)
        self.table.selectionModel().selectionChanged.connect(self._follow)

    # -- showing -------------------------------------------------------------------------

    @property
    def filter(self) -> LexiconFilter:
        """What the widgets say now."""
        return LexiconFilter(
            self.contains.text(), str(self.label.currentData()), str(self.rule.currentData())
        )

    def _read(self) -> None:
        self._typed.stop()
        self.rows.show(rows(self.project, self.filter))
        self._say_count()

    def _say_count(self) -> None:
        total = len(self.project.lexicon())
        shown = self.rows.rowCount()
        self.count.setText(self.say("count", shown=f"{shown:,}", total=f"{total:,}"))

    def _follow(self) -> None:
        """What can be done now."""
        has_chosen = self.table.selectionModel().hasSelection()
        for button in self._of_chosen:
            button.setEnabled(has_chosen)
        self.add_button.setEnabled(bool(string_of(self.new_word.text())))

    def _to_table(self) -> None:
        self.reload()
        self.table.setFocus()
        if self.rows.rowCount() and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)

    # -- ruling --------------------------------------------------------------------------

    def _rule(self, rule: str) -> None:
        self._set_rule(self.table.chosen(), rule)

    def _rule_one(self, key: Key, rule: str) -> None:
        self._set_rule([key], rule)

    def _set_rule(self, keys: list[Key], rule: str) -> None:
        def act() -> None:
            set_rule(self.project, keys, rule)
            self._put(keys)

        if keys and self.succeeds(act):
            word = self.language.say(f"lexicon.rule_{rule}")
            self.tell(self.say("ruled", count=len(keys), rule=word))

    def _forget(self) -> None:
        keys = self.table.chosen()

        def act() -> None:
            forget(self.project, keys)
            self._put(keys)

        if keys and self.succeeds(act):
            self.tell(self.say("forgotten", count=len(keys)))

    def _put(self, keys: list[Key]) -> None:
        """The rows of these strings, as the project knows them now; where they are."""
        lexicon, texts = self.project.lexicon(), {text for text, _ in keys}
        known = [
            LexiconRow(entry, lexicon.verdict(*entry.key).verdict)
            for text in texts
            for entry in lexicon.entries_of(text)
        ]
        self.rows.put(known, texts)
        self._say_count()

    # -- labels and words ----------------------------------------------------------------

    def _label_by_key(self, key: str) -> None:
        name = next((each.id for each in self.vocabulary.labels if each.key == key), None)
        if name is not None:
            self._change_label(name)

    def _change_label(self, name: str) -> None:
        keys = self.table.chosen()
        if keys and self.succeeds(lambda: change_label(self.project, keys, name)):
            self._show([(text, name) for text, _ in keys])
            title = self.label_title(name)
            self.tell(self.say("labelled", count=len(keys), label=title))

    def _add(self) -> None:
        text, name = string_of(self.new_word.text()), str(self.new_label.currentData())
        if text and self.succeeds(lambda: add(self.project, text, name)):
            self._show([(text, name)])
            self.new_word.clear()
            self.tell(self.say("added", text=text, label=self.label_title(name)))

    def _show(self, keys: list[Key]) -> None:
        """Reads the rows anew and chooses these, without a filter where that hides them."""
        self.reload()
        if not self.table.choose(keys):
            self.show_all()
            self.table.choose(keys)

    def show_all(self) -> None:
        """Takes the filter away."""
        self.contains.clear()
        self.label.setCurrentIndex(0)
        self.rule.setCurrentIndex(0)
        self.reload()
