"""What the pages of the dialog about a project's knowledge have in common."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.document.labels import Label
from annotator.document.phrases import Phrase
from annotator.errors import AnnotatorError
from annotator.gui.badge import HEIGHT, badge
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.session import Session
from annotator.workbench.situation import Refusal

T = TypeVar("T")

SIGN = QSize(22, HEIGHT)
"""Of the letter of a label on its colour."""


class KnowledgePage(QWidget):
    """A page that writes every change at once; `told` is where it says what came of it."""

    changed = Signal()
    """Something in the project is otherwise than before."""

    def __init__(
        self, session: Session, theme: Theme, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.project, self.vocabulary = session.project, session.vocabulary
        self.session, self.theme, self.language = session, theme, language
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 12, 12, 10)
        self.column.setSpacing(10)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def reload(self) -> None:
        """Shows what the project has now; says why where that cannot be had."""
        try:
            self._read()
        except AnnotatorError as error:
            self.tell_why(error)

    def _read(self) -> None:
        """Shows what the project has now. Raises what reading the project raises."""
        raise NotImplementedError

    # -- words -----------------------------------------------------------------------------

    def say(self, key: str, /, **facts: object) -> str:
        """The sentence `lexicon_dialog.<key>`."""
        return self.language.say(f"lexicon_dialog.{key}", **facts)

    def tell(self, text: str, role: str = "text") -> None:
        """Says it at the foot of the page, in the colour of that role of the theme."""
        palette = self.told.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.colour(role))
        self.told.setPalette(palette)
        self.told.setText(text)

    def tell_why(self, why: Phrase | AnnotatorError) -> None:
        """Says why something cannot be had."""
        self.tell(self.language.sentence(why), "warning")

    # -- doing -----------------------------------------------------------------------------

    def attempt(self, act: Callable[[], T | Refusal]) -> T | None:
        """What `act` answers; None where it cannot be done, which is said."""
        try:
            answer = act()
        except AnnotatorError as error:
            self.tell_why(error)
            return None
        if isinstance(answer, Refusal):
            self.tell_why(answer.why)
            return None
        self.tell("")
        self.changed.emit()
        return answer

    def succeeds(self, act: Callable[[], Refusal | None]) -> bool:
        """Does it; False where it cannot be done, which is said."""
        return self.attempt(lambda: act() or True) is not None

    # -- widgets ---------------------------------------------------------------------------

    def button(self, key: str, act: Callable[[], object], tip: str = "") -> QPushButton:
        """A button that acts when it is pressed."""
        button = QPushButton(self.say(key), self)
        button.setAutoDefault(False)
        button.setToolTip(tip)

        def pressed() -> None:  # Qt would hand on whether the button is checked
            act()

        button.clicked.connect(pressed)
        return button

    def label_title(self, name: str) -> str:
        """A label as the window's language calls it."""
        label = self.vocabulary.label(name)
        return self.language.pick(label.titles) if label else name

    def label_combo(self, key: str, every: str = "") -> QComboBox:
        """A choice of labels, called by the sentence `key`; `every` names the choice of none."""
        combo = QComboBox(self)
        combo.setAccessibleName(self.say(key))
        fill_with_labels(combo, self.vocabulary.labels, self.theme, self.language, every)
        return combo


def level(*widgets: QWidget) -> None:
    """Makes all as high as the highest: beside labels with colours others would look small."""
    height = max(widget.sizeHint().height() for widget in widgets)
    for widget in widgets:
        widget.setMinimumHeight(height)


def fill_with_labels(
    combo: QComboBox, labels: tuple[Label, ...], theme: Theme, language: Language, every: str = ""
) -> None:
    """The labels with their colours, ids as data; before them `every`, where there is such a word."""
    combo.setIconSize(SIGN)
    if every:
        combo.addItem(every, "")
    for label in labels:
        sign = badge(label.letter, theme.label(label), combo, SIGN.width())
        combo.addItem(sign, language.pick(label.titles), label.id)
