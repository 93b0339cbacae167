"""What stands on the page and what it may read instead, large, each with its key."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.flow_layout import FlowLayout
from annotator.gui.glyph_button import LARGE, GlyphButton
from annotator.gui.shown_text import reads, seen
from annotator.gui.theme import Theme
from annotator.settings.language import Language

MOST = 9
"""Candidates that have a key."""


class CandidateRow(QWidget):
    """Buttons made once; a suspect shows in as many of them as it needs."""

    wanted = Signal(int)
    """A candidate (from 1) was clicked; 0 for the text as it stands."""

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._raw = ""
        self._texts: tuple[str | None, ...] = ()
        self._raw_key = ""
        self._numbers = True
        self.raw = GlyphButton(theme, self)
        self.raw.is_raw = True
        self.raw.clicked.connect(lambda _=False: self.wanted.emit(0))
        self.buttons = [GlyphButton(theme, self) for _ in range(MOST)]
        flow = FlowLayout(self)
        flow.addWidget(self.raw)
        for number, button in enumerate(self.buttons, 1):
            button.clicked.connect(lambda _=False, n=number: self.wanted.emit(n))
            button.hide()
            flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_suspect(
        self, raw: str, candidates: Sequence[str | None], raw_key: str, *, numbers: bool = True
    ) -> None:
        """`raw` (empty for an insertion) under `raw_key`, and its candidates under 1 to 9.

        Without `numbers` the candidates show and have no keys.
        """
        self._raw, self._texts, self._raw_key = raw, tuple(candidates[:MOST]), raw_key
        self._numbers = numbers
        self._fill()

    def _fill(self) -> None:
        say = self._language.say
        raw = seen(self._raw)
        self.raw.show_reading(raw or say("suspect.gap"), self._raw_key, is_word=not raw)
        self._name(self.raw, say("suspect.raw", text=raw or say("suspect.gap")), self._raw)
        for number, button in enumerate(self.buttons, 1):
            is_used = number <= len(self._texts)
            button.setVisible(is_used)
            if not is_used:
                continue
            text = self._texts[number - 1]
            words = reads(text, self._language)
            button.show_reading(words, str(number) if self._numbers else "", is_word=not text)
            self._name(button, say("suspect.candidate", number=number, text=words), text or "")
        self.updateGeometry()

    def _name(self, button: GlyphButton, name: str, text: str) -> None:
        """One character also says its code point: the eye may be mistaken."""
        button.setAccessibleName(name)
        button.setToolTip(f"{name}  U+{ord(text):04X}" if len(text) == 1 else name)

    @property
    def shown(self) -> list[GlyphButton]:
        """The candidates' buttons in use."""
        return self.buttons[: len(self._texts)]

    # -- look ----------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        for button in (self.raw, *self.buttons):
            button.theme = theme
            button.update()

    def set_language(self, language: Language) -> None:
        self._language = language
        self._fill()

    def set_reading_font(self, font: QFont) -> None:
        """The font of page text; a character here is twice as large and more."""
        size = max(LARGE, round(2.2 * QFontMetricsF(font).horizontalAdvance("国")))
        for button in (self.raw, *self.buttons):
            button.set_reading_font(font, size)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout else 0
