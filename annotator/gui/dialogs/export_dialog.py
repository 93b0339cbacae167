"""What goes out, in which format, and where to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from annotator.exchange.catalogue import FORMATS
from annotator.gui.dialogs.frame import Dialog
from annotator.settings.language import Language

PREVIEW_LINES = 12
PREVIEW_LINE = 160
"""Of a sample so many lines and characters a line are shown."""


class Scope(Enum):
    """Which pages go out."""

    ALL = "all"
    FINISHED = "finished"
    THIS = "this"


@dataclass(frozen=True, slots=True)
class FormatChoice:
    """A format under the name the command line knows it by, what it is called, and for whom it is."""

    name: str
    title: str
    note: str = ""


def known_formats(language: Language) -> list[FormatChoice]:
    """The formats of the catalogue, each with what it cannot hold."""
    choices: list[FormatChoice] = []
    for name, each in FORMATS.items():
        kinds = (language.say(f"kind.{kind}") for kind in each.cannot_hold)
        words = language.say("dialog.export_comma").join(kinds)
        note = language.say("format.cannot_hold", kinds=words) if words else ""
        title = f"{language.say(each.title)} ({each.extension})"
        choices.append(FormatChoice(name, title, note or language.say("format.holds_all")))
    return choices


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What the editor wants exported."""

    format: str
    folder: Path
    scope: Scope
    include_proposals: bool


Sample = Callable[[str, bool], str]
"""The first record in a format, with proposals or without; empty for none."""


class ExportDialog(Dialog):
    """`choice` is what was chosen. `counts` says how many pages each scope has, `sample` feeds the preview."""

    def __init__(
        self,
        formats: Sequence[FormatChoice],
        counts: dict[Scope, int],
        folder: Path,
        language: Language,
        parent: QWidget | None = None,
        *,
        sample: Sample | None = None,
    ) -> None:
        super().__init__(language.say("dialog.export"), language, parent)
        self._formats, self._sample, self._counts = formats, sample, counts
        self.formats, self.scopes = QComboBox(self), QComboBox(self)
        self.note, self.folder = QLabel(self), QLineEdit(str(folder), self)
        self.include = QCheckBox(self.say("export_include"), self)
        self.preview = QPlainTextEdit(self)
        self._fill()
        self._lay_out()
        self.add_reject()
        self.yes = self.add_accept(self.say("export_yes"))
        self.formats.currentIndexChanged.connect(self._follow)
        self.include.toggled.connect(self._follow)
        self.folder.textChanged.connect(self._follow_folder)
        self.scopes.currentIndexChanged.connect(self._follow_folder)
        self._follow()
        self._follow_folder()
        self.resize(620, 520 if sample else 300)
        self.formats.setFocus()

    # -- making --------------------------------------------------------------------------

    def _fill(self) -> None:
        for each in self._formats:
            self.formats.addItem(each.title, each.name)
        for scope in Scope:
            count = self._counts.get(scope, 0)
            self.scopes.addItem(self.say(f"export_{scope.value}", count=count), scope)
        self.note.setWordWrap(True)
        self.include.setToolTip(self.say("export_include_tip"))
        self.preview.setReadOnly(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.preview.setVisible(self._sample is not None)
        for widget, key in (
            (self.formats, "export_format"),
            (self.scopes, "export_scope"),
            (self.folder, "export_folder"),
            (self.preview, "export_preview"),
        ):
            widget.setAccessibleName(self.say(key))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.say("export_format"), self.formats)
        form.addRow("", self.note)
        form.addRow(self.say("export_scope"), self.scopes)
        form.addRow("", self.include)
        browse = QPushButton(self.say("browse"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        form.addRow(self.say("export_folder"), row)
        self.body.addLayout(form)
        self.body.addWidget(self.preview, 1)
        if self._sample is None:
            self.body.addStretch(1)

    # -- following -----------------------------------------------------------------------

    def _follow(self) -> None:
        chosen = next((f for f in self._formats if f.name == self.formats.currentData()), None)
        self.note.setText(chosen.note if chosen else "")
        if self._sample is not None and chosen is not None:
            record = self._sample(chosen.name, self.include.isChecked())
            lines = record.split("\n")[:PREVIEW_LINES]
            self.preview.setPlainText("\n".join(line[:PREVIEW_LINE] for line in lines))

    def _follow_folder(self) -> None:
        scope = self.scopes.currentData()
        has_pages = self._counts.get(scope, 0) > 0
        self.yes.setEnabled(has_pages and bool(self.folder.text().strip() and self._formats))

    def _browse(self) -> None:
        title = self.say("export_folder")
        found = QFileDialog.getExistingDirectory(self, title, self.folder.text())
        if found:
            self.folder.setText(found)

    @property
    def choice(self) -> ExportChoice:
        """What the widgets say now."""
        return ExportChoice(
            str(self.formats.currentData()),
            Path(self.folder.text().strip()),
            self.scopes.currentData(),
            self.include.isChecked(),
        )
