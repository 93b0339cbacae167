"""The keys of one command: taken away, added, taken over from another."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.document.labels import Vocabulary
from annotator.gui.flow_layout import FlowLayout
from annotator.gui.key_capture import KeyCapture
from annotator.gui.keys import native
from annotator.gui.keys_model import KeysModel, Slots, slots_of, title_of
from annotator.settings.keymap import Keymap, shipped_keymap
from annotator.settings.language import Language
from annotator.workbench.command_table import COMMANDS
from annotator.workbench.key_clashes import (
    SLOT,
    Clash,
    as_pattern,
    clashes_of,
    reserved_for,
    taken_over,
)


class KeysEditor(QWidget):
    """Changes `keymap`, one command at a time; nothing that clashes gets in unasked."""

    changed = Signal()
    """`keymap` is another."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        keymap: Keymap,
        rows: KeysModel,
        language: Language,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.keymap = keymap
        self._vocabulary, self._rows, self._language = vocabulary, rows, language
        self._command: str | None = None
        self._asked: tuple[str, tuple[Clash, ...]] | None = None
        """A key that is wanted, and what it would be taken from."""
        self.title, self.said = QLabel(self), QLabel(self)
        self.keys: list[QPushButton] = []
        self.before: QWidget | None = None
        """What Tab comes from when it comes here."""
        self.capture = KeyCapture(self)
        self.reset = QPushButton(self._say("keys_reset_one"), self)
        self.take_over = QPushButton(self._say("keys_take"), self)
        self.leave = QPushButton(self._say("keys_leave"), self)
        self._lay_out()
        self.capture.captured.connect(self._captured)
        self.capture.changed.connect(self._waiting)
        self.capture.left.connect(self._show)
        self.reset.clicked.connect(self._reset)
        self.take_over.clicked.connect(self._take_over)
        self.leave.clicked.connect(self.leave_question)
        self._show()

    def _say(self, key: str, /, **facts: object) -> str:
        return self._language.say(f"dialog.{key}", **facts)

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.said.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for button in (self.reset, self.take_over, self.leave):
            button.setAutoDefault(False)
        self._flow = FlowLayout()
        question = QHBoxLayout()
        question.addWidget(self.said, 1)
        question.addWidget(self.take_over)
        question.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addLayout(self._flow)
        column.addLayout(question)
        self._flow.addWidget(self.capture)
        self._flow.addWidget(self.reset)

    # -- which command -------------------------------------------------------------------

    def choose(self, command: str | None) -> None:
        """The command whose keys are changed; none where nothing is chosen."""
        if command != self._command:
            self._command, self._asked = command, None
            self._show()

    @property
    def _slots(self) -> Slots:
        return slots_of(self._command, self._vocabulary) if self._command else Slots(())

    def _show(self, said: str = "") -> None:
        command = self._command
        has_focus = any(button.hasFocus() for button in self.keys)
        for button in self.keys:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.keys = [self._key_button(key) for key in self.keymap.keys(command or "")]
        for button in (*self.keys, self.capture, self.reset):
            self._flow.removeWidget(button)
            self._flow.addWidget(button)
        if has_focus:
            self.capture.setFocus()
        title = title_of(command, self._language) if command else ""
        self.title.setText(self._say("keys_of", title=title) if command else "")
        self.capture.setText(self._say("keys_capture"))
        self.capture.setToolTip(self._say("keys_capture_tip"))
        self.capture.setEnabled(command is not None)
        usual = shipped_keymap().keys(command or "")
        self.reset.setEnabled(self.keymap.keys(command or "") != usual)
        for button in (self.take_over, self.leave):
            button.setVisible(self._asked is not None)
        self.said.setText(said or self._shared() if command else self._say("keys_choose"))
        self._order_tabs()

    def _shared(self) -> str:
        """That keys of another command call this one where it applies."""
        source = COMMANDS[self._command].shares if self._command else ""
        if not source or not self.keymap.keys(source):
            return ""
        keys = self._rows.said(self.keymap, source)
        title = title_of(source, self._language)
        return self._say("keys_of_shared", keys=keys, title=title)

    def _key_button(self, key: str) -> QPushButton:
        spelled = self._slots.spelled(key)
        button = QPushButton(f"{spelled}  ✕", self)
        button.setAutoDefault(False)
        button.setToolTip(self._say("keys_remove_tip", key=spelled))
        button.setAccessibleName(self._say("keys_remove", key=spelled))
        button.clicked.connect(lambda: self._remove(key))
        button.show()
        return button

    def _order_tabs(self) -> None:
        mine = (*self.keys, self.capture, self.reset, self.take_over, self.leave)
        chain = (self.before, *mine) if self.before else mine
        for one, following in pairwise(chain):
            QWidget.setTabOrder(one, following)

    # -- changing ------------------------------------------------------------------------

    def take(self, keymap: Keymap) -> None:
        """Another keymap altogether; commands that this version does not know stay."""
        unknown = {
            name: keys for name, keys in self.keymap.by_command.items() if name not in COMMANDS
        }
        self._change(Keymap({**keymap.by_command, **unknown}))

    def _change(self, keymap: Keymap, said: str = "") -> None:
        self.keymap, self._asked = keymap, None
        self._show(said)
        self.changed.emit()

    def _remove(self, key: str) -> None:
        assert self._command is not None
        left = tuple(each for each in self.keymap.keys(self._command) if each != key)
        self._change(self.keymap.bound(self._command, left))

    def _reset(self) -> None:
        """The shipped keys, taken back from whoever has them now."""
        command = self._command
        assert command is not None
        usual = shipped_keymap().keys(command)
        now = self.keymap.bound(command, usual)
        for key in usual:
            now = taken_over(now, clashes_of(self._vocabulary, now, command, key))
        self._change(now)

    def _waiting(self, first: str) -> None:
        self.leave_question()
        self.capture.setText(
            self._say("keys_capturing_more", key=native(first))
            if first
            else self._say("keys_capturing")
        )
        slots = self._slots.all
        if slots and not first:
            usual = (*shipped_keymap().keys(self._command or ""), SLOT)[0]
            example = native(usual.replace(SLOT, slots[0]))
            self.said.setText(self._say("keys_capture_family", example=example))

    def _captured(self, key: str) -> None:
        command = self._command
        assert command is not None
        reason = reserved_for(key)
        if reason:
            self._show(self._say(f"key_reserved_{reason}", key=native(key)))
            return
        pattern = as_pattern(command, key, self._vocabulary)
        if pattern is None:
            self._show(self._say("keys_family_last", slots=" ".join(self._slots.all)))
            return
        now = self.keymap.keys(command)
        facts = {"key": self._slots.spelled(pattern), "title": title_of(command, self._language)}
        if pattern in now:
            self._show(self._say("keys_has_it", **facts))
            return
        wanted = self.keymap.bound(command, (*now, pattern))
        found = clashes_of(self._vocabulary, wanted, command, pattern)
        if found:
            self._ask(pattern, found)
        else:
            self._change(wanted, self._say("keys_added", **facts))

    # -- a clash -------------------------------------------------------------------------

    def _ask(self, pattern: str, found: tuple[Clash, ...]) -> None:
        self._asked = pattern, found
        self._show("\n".join(self._told(each) for each in found))
        self.take_over.setFocus()

    def _told(self, clash: Clash) -> str:
        kind = "keys_clash"
        if SLOT in clash.pattern:
            kind = "keys_clash_family"
        elif clash.key.count(", ") != clash.other_key.count(", "):
            kind = "keys_clash_first"
        return self._say(
            kind,
            key=native(clash.key),
            other=slots_of(clash.source, self._vocabulary).spelled(clash.pattern),
            title=title_of(clash.source, self._language),
        )

    def _take_over(self) -> None:
        if self._asked is None or self._command is None:
            return
        pattern, found = self._asked
        now = taken_over(self.keymap, found)
        mine = now.keys(self._command)
        facts = {
            "key": self._slots.spelled(pattern),
            "title": title_of(self._command, self._language),
        }
        said = self._say("keys_added", **facts)
        self._change(now.bound(self._command, (*mine, pattern)), said)
        self.capture.setFocus()

    def leave_question(self) -> bool:
        """The clash is left as it was; False where none was asked about."""
        if self._asked is None:
            return False
        self._asked = None
        self._show()
        self.capture.setFocus()
        return True
