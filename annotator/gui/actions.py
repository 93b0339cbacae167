"""One action for each command that a person can call: menus, keys and the cheat sheet share them."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.document.labels import Vocabulary
from annotator.gui.keys import native
from annotator.gui.word_tips import WORD_COMMANDS, tip_of
from annotator.settings.keymap import Keymap, engraved
from annotator.settings.language import Language
from annotator.workbench.command_table import Binding, bindings

DESK_KEYS = frozenset({"Space", "Tab", "Shift+Tab", "Return", "Enter"})
"""Keys that other widgets need for themselves: what is bound to one of them works on the desk alone."""


class _Action(QAction):
    """Knows whether a key calls it, or a menu."""

    is_by_key = False

    def event(self, event: QEvent, /) -> bool:
        self.is_by_key = event.type() == QEvent.Type.Shortcut
        try:
            return super().event(event)
        finally:
            self.is_by_key = False


class Actions(QObject):
    """Answers every trigger with a command and its argument (empty for none)."""

    wanted = Signal(str, str)
    """A menu says what is meant."""
    pressed = Signal(str, str)
    """A key may mean another command where a suspect or a correction is at hand."""

    def __init__(
        self, vocabulary: Vocabulary, keymap: Keymap, language: Language, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions: dict[tuple[str, str], _Action] = {}
        self._bindings: tuple[Binding, ...] = ()
        self._window: QWidget | None = None
        self._places: tuple[QWidget, ...] = ()
        """Where the keys work: in all of the window, and the desk's own on each of these."""
        self.vocabulary, self._language = vocabulary, language
        self._make(vocabulary, keymap)

    def _make(self, vocabulary: Vocabulary, keymap: Keymap) -> None:
        self.vocabulary, self._bindings = vocabulary, bindings(vocabulary, keymap)
        for binding in self._bindings:
            action = _Action(self)
            action.setShortcuts([QKeySequence(key) for key in binding.keys])
            action.triggered.connect(lambda _checked=False, b=binding: self._tell(b))
            if binding.command in WORD_COMMANDS:  # held it tells what the word means
                action.setAutoRepeat(False)
            if _is_of_desk(binding):
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._actions[binding.command, binding.argument] = action
        self.set_language(self._language)

    def rebuild(self, vocabulary: Vocabulary, keymap: Keymap) -> None:
        """Other keys, labels or roles: every action is another, on the same widgets.

        Menus must be filled anew.
        """
        for action in self._actions.values():
            action.setShortcuts([])
            for widget in action.associatedObjects():
                if isinstance(widget, QWidget):
                    widget.removeAction(action)
            action.deleteLater()  # not at once: one of them may be what calls this
        self._actions.clear()
        self._make(vocabulary, keymap)
        if self._window is not None:
            self.attach(self._window, self._places)

    def _tell(self, binding: Binding) -> None:
        action = self._actions[binding.command, binding.argument]
        told = self.pressed if action.is_by_key else self.wanted
        told.emit(binding.command, binding.argument)

    def set_language(self, language: Language) -> None:
        self._language = language
        for binding in self._bindings:
            text = language.sentence(binding.title)
            shown = next(iter((*binding.keys, *binding.shared)), "")
            if engraved(shown) != shown or not binding.keys:  # Qt would say another, or none
                text = f"{text}\t{native(shown)}".strip()
            action = self.action(binding.command, binding.argument)
            action.setText(text)
            if binding.command in WORD_COMMANDS:
                tip = tip_of(self.vocabulary, binding.command, binding.argument, language)
                action.setToolTip(tip)

    def action(self, command: str, argument: str = "") -> QAction:
        """Raises KeyError for a command that no person can call."""
        return self._actions[command, argument]

    @property
    def bound_keys(self) -> frozenset[str]:
        """The first key of every sequence that is bound, in Qt's portable names."""
        portable = QKeySequence.SequenceFormat.PortableText
        sequences = (QKeySequence(key) for b in self._bindings for key in b.keys)
        first = (each.toString(portable).split(", ")[0] for each in sequences)
        return frozenset(filter(None, first))  # a key that Qt does not know has no name

    @property
    def bindings(self) -> tuple[Binding, ...]:
        """Of every command that a person can call, in the table's order."""
        return self._bindings

    def after(self, key: str) -> list[tuple[str, Binding]]:
        """The second keys of the chords that begin with `key`, and what they call."""
        chords = (
            (each.split(", "), binding) for binding in self._bindings for each in binding.keys
        )
        return [(keys[1], binding) for keys, binding in chords if keys[0] == key and len(keys) > 1]

    def of_group(self, group: str) -> list[Binding]:
        """The bindings of a group, in the table's order."""
        return [binding for binding in self._bindings if binding.group == group]

    def fill(self, menu: QMenu, groups: Iterable[str]) -> None:
        """Puts the actions of those groups into a menu, a line between groups."""
        menu.setToolTipsVisible(True)
        for number, group in enumerate(groups):
            if number:
                menu.addSeparator()
            for binding in self.of_group(group):
                menu.addAction(self.action(binding.command, binding.argument))

    def attach(self, window: QWidget, desk: Iterable[QWidget]) -> None:
        """Makes the keys work: everywhere in `window`, and the desk's own on each of `desk`."""
        self._window, self._places = window, tuple(desk)
        for binding in self._bindings:
            action = self.action(binding.command, binding.argument)
            if _is_of_desk(binding):
                for place in self._places:
                    place.addAction(action)
            else:
                window.addAction(action)


def _is_of_desk(binding: Binding) -> bool:
    return any(key.split(", ")[0] in DESK_KEYS for key in binding.keys)
