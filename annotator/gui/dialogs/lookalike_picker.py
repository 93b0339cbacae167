"""The look-alikes of a character, enlarged, to be taken in its place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabBar, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.glyph_button import GlyphButton
from annotator.gui.lookalike_grid import LookalikeGrid
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.lookalikes import lookalikes

_COLUMNS, _ROWS = 9, 4
"""Cells that the dialog has room for when it opens."""


class LookalikePicker(Dialog):
    """`exec` answers whether one was taken; `text` is then what the place should read.

    `word` is what stands there; of several characters one is exchanged, at first the one at `at`.
    """

    def __init__(
        self,
        word: str,
        at: int,
        theme: Theme,
        language: Language,
        font: QFont,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language.say("lookalike.title"), language, parent)
        self._word = word
        self.text = word
        self.now = GlyphButton(theme, self)
        self.now.is_raw = True
        self.now.setEnabled(False)
        self.now.set_reading_font(font, 64)
        self.characters = QTabBar(self)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.grid = LookalikeGrid(theme, language, font, self)
        self.grid.setAccessibleName(language.say("lookalike.grid"))
        self._lay_out(font)
        self.add_reject()
        self.grid.taken.connect(self._take)
        self.grid.stepped.connect(self._go)
        self.characters.currentChanged.connect(self._show)
        self.characters.setCurrentIndex(at)
        self._show(self.characters.currentIndex())
        cell = self.grid.delegate.cell
        self.resize(cell.width() * _COLUMNS + 70, cell.height() * _ROWS + 190)
        self.grid.setFocus()

    def _lay_out(self, font: QFont) -> None:
        for character in self._word:
            self.characters.addTab(character)
        large = QFont(font)
        large.setPointSizeF(font.pointSizeF() * 1.4)
        self.characters.setFont(large)
        self.characters.setVisible(len(self._word) > 1)
        self.characters.setExpanding(False)
        self.characters.setAccessibleName(self.language.say("lookalike.which"))
        head = QHBoxLayout()
        head.addWidget(self.now)
        head.addWidget(self.characters, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.told, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.grid, 1)

    def _go(self, step: int) -> None:
        """To the next character of the word, or the one before."""
        count = self.characters.count()
        self.characters.setCurrentIndex((self.characters.currentIndex() + step) % count)

    def _show(self, at: int) -> None:
        character = self._word[at]
        self.now.show_reading(character, "")
        found = lookalikes(character)
        self.grid.show_of(found)
        key = "hint" if found else "none"
        if found and len(self._word) > 1:
            key = "hint_word"
        self.told.setText(self.language.say(f"lookalike.{key}", character=character))

    def _take(self, character: str) -> None:
        at = self.characters.currentIndex()
        self.text = self._word[:at] + character + self._word[at + 1 :]
        self.accept()
