"""All fields of one label or role, each with what is wrong with it beside it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.document.labels import PLACES, Flaw, Label, Role, Word
from annotator.gui.dialogs.word_sample import WordSample
from annotator.gui.theme import Theme
from annotator.settings.language import LANGUAGES, Language

_BETWEEN = re.compile(r"\s*[、,，;；]\s*")
_FIELDS = {
    "label": ("name", "title_zh", "title_en", "key", "letter", "colour"),
    "role": ("name", "title_zh", "title_en", "letter", "within"),
}
_SHORT = ("key", "letter")
"""Fields of one character."""
_TEXTS = ("definition_zh", "definition_en", "examples")
_FLAW_AT = {"titles": "title_zh"}
"""The field beside which a flaw of several is told."""


class WordForm(QWidget):
    """`word` is what the fields say. It never changes what is shown while somebody types."""

    edited = Signal()

    def __init__(self, kind: str, theme: Theme, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind, self._theme, self._language = kind, theme, language
        self._shown: Word | None = None
        self._name = ""
        """What the field of the name said last, when it said anything."""
        self.fields: dict[str, QLineEdit] = {}
        self.within = QComboBox(self)
        self.flaws: dict[str, QLabel] = {}
        self.sample, self.contrast, self.uses = WordSample(self), QLabel(self), QLabel(self)
        self.choose_colour = QPushButton(self._say("choose_colour"), self)
        self.choose_colour.setAutoDefault(False)
        self.choose_colour.clicked.connect(self._choose_colour)
        self.within.setVisible("within" in _FIELDS[kind])
        self.choose_colour.setVisible("colour" in _FIELDS[kind])
        self._lay_out()
        self.show_word(None)

    def _say(self, key: str, /, **facts: object) -> str:
        return self._language.say(f"words_dialog.{key}", **facts)

    # -- making ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(12, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setHorizontalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in (*_FIELDS[self._kind], *_TEXTS):
            form.addRow(self._title(field), self._field(field))
        self.contrast.setToolTip(self._say("contrast_tip"))
        row = QHBoxLayout()
        row.addWidget(self.sample)
        row.addWidget(self.contrast, 1)
        row.setSpacing(10)
        looks = QLabel(self._say("looks"), self)
        form.addRow(looks, row)
        form.addRow("", self.uses)

    def _title(self, field: str) -> QLabel:
        key = "role_key" if self._kind == "role" and field == "letter" else field
        title = QLabel(self._say(key), self)
        widget = self._widget(field)
        title.setBuddy(widget)
        widget.setAccessibleName(self._say(key))
        if field in ("name", "letter", "examples"):
            widget.setToolTip(self._say(f"{field}_tip"))
        return title

    def _widget(self, field: str) -> QWidget:
        if field == "within":
            if not self.within.count():
                for place in PLACES:
                    self.within.addItem(self._say(f"within_{place}"), place)
                self.within.currentIndexChanged.connect(self.edited)
            return self.within
        if field not in self.fields:
            line = QLineEdit(self)
            line.textEdited.connect(self._edited)
            if field in _SHORT:
                line.setMaximumWidth(72)
            self.fields[field] = line
        return self.fields[field]

    def _field(self, field: str) -> QVBoxLayout:
        """The widget, and below it room for what is wrong."""
        column, flaw = QVBoxLayout(), QLabel(self)
        column.setSpacing(2)
        flaw.setWordWrap(True)
        flaw.setTextFormat(Qt.TextFormat.PlainText)
        palette = flaw.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour("warning"))
        flaw.setPalette(palette)
        flaw.hide()
        self.flaws[field] = flaw
        row = QHBoxLayout()
        row.addWidget(self._widget(field))
        if field in _SHORT:
            row.addStretch(1)
        if field == "colour":
            row.addWidget(self.choose_colour)
        column.addLayout(row)
        column.addWidget(flaw)
        return column

    @property
    def stops(self) -> list[QWidget]:
        """What takes keys, in the order in which it is read."""
        found: list[QWidget] = []
        for field in (*_FIELDS[self._kind], *_TEXTS):
            found.append(self._widget(field))
            if field == "colour":
                found.append(self.choose_colour)
        return found

    # -- showing ---------------------------------------------------------------------------

    def show_word(self, word: Word | None, uses: int = 0) -> None:
        """The fields of that word, and how many marks have it; none at all for None."""
        self._shown, self._name = word, word.name if word is not None else ""
        self.setEnabled(word is not None)
        said = self._texts(word) if word is not None else {}
        for field, line in self.fields.items():
            line.setText(said.get(field, ""))
            line.setCursorPosition(0)
        if isinstance(word, Role):
            blocker = QSignalBlocker(self.within)
            self.within.setCurrentIndex(max(0, self.within.findData(word.within)))
            blocker.unblock()
        key = "uses" if uses else "used_nowhere"
        self.uses.setText(self._say(key, count=f"{uses:,}") if word is not None else "")
        self._show_look(word)
        self.show_flaws(())

    @staticmethod
    def _texts(word: Word) -> dict[str, str]:
        titles, definitions = dict(word.titles), dict(word.definitions)
        said = {f"title_{name}": titles.get(name, "") for name in LANGUAGES}
        said |= {f"definition_{name}": definitions.get(name, "") for name in LANGUAGES}
        said |= {"name": word.name, "letter": word.letter, "examples": "、".join(word.examples)}
        if isinstance(word, Label):
            said |= {"key": word.key, "colour": word.colour}
        return said

    def _show_look(self, word: Word | None) -> None:
        self.sample.show_word(word)
        found = [f"{each:.1f}" for each in self.sample.contrasts()]
        self.contrast.setText(self._say("contrast", light=found[0], dark=found[1]) if found else "")

    def show_flaws(self, flaws: Iterable[Flaw]) -> None:
        """Each of them under its field."""
        said = {_FLAW_AT.get(flaw.field, flaw.field): flaw.why for flaw in flaws}
        for field, label in self.flaws.items():
            why = said.get(field)
            label.setText(self._language.sentence(why) if why else "")
            label.setVisible(why is not None)
            widget = self._widget(field)
            widget.setAccessibleDescription(label.text())

    # -- what the fields say ---------------------------------------------------------------

    @property
    def word(self) -> Word | None:
        """The word with what the fields say now."""
        was = self._shown
        if was is None:
            return None
        said = {name: line.text().strip() for name, line in self.fields.items()}
        titles = tuple(sorted((n, said[f"title_{n}"]) for n in LANGUAGES if said[f"title_{n}"]))
        texts = tuple(
            sorted((n, said[f"definition_{n}"]) for n in LANGUAGES if said[f"definition_{n}"])
        )
        examples = tuple(filter(None, _BETWEEN.split(said["examples"])))
        if isinstance(was, Label):
            return replace(
                was,
                name=said["name"],
                titles=titles,
                definitions=texts,
                examples=examples,
                key=said["key"],
                letter=said["letter"],
                colour=said["colour"],
            )
        return replace(
            was,
            name=said["name"],
            titles=titles,
            definitions=texts,
            examples=examples,
            letter=said["letter"].upper(),
            within=str(self.within.currentData()),
        )

    def _follow_name(self) -> None:
        """Titles that say no more than the name did go on doing so, and the letter with them."""
        name, was = self.fields["name"].text().strip(), self._name
        titles = [self.fields[f"title_{each}"] for each in LANGUAGES]
        if not name:  # on the way to another
            return
        self._name = name
        if name == was or any(line.text() != was for line in titles):
            return
        for line in titles:
            line.setText(name)
        letter = self.fields["letter"]
        if letter.text() == was[:1].upper():
            letter.setText(name[:1].upper())

    def _edited(self) -> None:
        self._follow_name()
        self._show_look(self.word)
        self.edited.emit()

    def _choose_colour(self) -> None:
        line = self.fields["colour"]
        chosen = QColorDialog.getColor(QColor(line.text()), self, self._say("colour"))
        if chosen.isValid():
            line.setText(chosen.name())
            self._edited()
