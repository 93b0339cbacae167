"""What the window does itself for labels and roles: the dialog, and following what they have become."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from annotator.errors import AnnotatorError
from annotator.gui.held_key import HeldKey

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


class VocabularyCommands:
    """`held` tells what a label means while its key is down."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.held = HeldKey(window)
        window.actions_.pressed.connect(self.held.begin)
        self.own: dict[str, Callable[[], object]] = {"edit_vocabulary": self._edit}

    def _edit(self) -> None:
        from annotator.gui.dialogs.vocabulary_dialog import VocabularyDialog

        window = self._window
        try:
            window.session.see_vocabulary()
        except AnnotatorError as error:
            window.show_error(error)
            return
        VocabularyDialog(
            window.session, window.keymap, window.theme, window.language, window
        ).exec()

    def see(self, event: QEvent) -> None:
        """An event of the window: a key that comes up, or somebody who comes back to it."""
        self.held.see(event)
        if event.type() == QEvent.Type.WindowActivate:
            self.look()

    def look(self) -> None:
        """Another window may have changed the words of the project."""
        if getattr(self._window, "bridge", None) is None:
            return
        try:
            self._window.session.see_vocabulary()
        except AnnotatorError as error:
            self._window.show_error(error)

    def follow(self) -> None:
        """The words are others: everything that shows them shows these."""
        window = self._window
        desk, vocabulary = window.desk, window.session.vocabulary
        window.language.learn(vocabulary)
        desk.cards.delegate.vocabulary = vocabulary
        desk.doubts.delegate.vocabulary = vocabulary
        desk.doubts.filter_bar.vocabulary = vocabulary
        window.show_vocabulary()
        desk.set_language(window.language)
        desk.set_theme(window.theme)
