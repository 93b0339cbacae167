"""What this program is, whose work it stands on, and where it keeps what it is given."""

import sys
from pathlib import Path

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from annotator import __version__
from annotator.gui.dialogs.frame import Dialog
from annotator.settings.folders import cache_folder, data_folder, settings_folder
from annotator.settings.language import Language

LIBRARIES = (
    ("Qt {qt}, PySide6 {pyside}", "LGPL-3.0"),
    ("jieba", "MIT"),
    ("LAC-small", "Apache-2.0"),
    ("Noto Sans CJK", "SIL OFL 1.1"),
    ("NumPy, click", "BSD-3-Clause"),
    ("sqlite-utils", "Apache-2.0"),
    ("platformdirs", "MIT"),
    ("Python {python}, SQLite", "PSF, public domain"),
)
"""What the program is made with, and under which licence it came."""


class AboutDialog(Dialog):
    """`project` is the file that is open."""

    def __init__(
        self, project: Path | None, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(language.say("dialog.about"), language, parent)
        name = self.add_text(self.say("about_name", version=__version__))
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        name.setFont(font)
        self.add_text(self.say("about_what"))
        self.add_text(self.say("about_licence"))
        self._add_rows("about_places", self._places(project), copyable=True)
        self._add_rows("about_libraries", self._libraries(), copyable=False)
        self.add_accept(self.say("close"))
        self.setMinimumWidth(520)

    def _add_rows(self, title: str, rows: list[tuple[str, str]], *, copyable: bool) -> None:
        heading = self.add_text(self.say(title))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        form = QFormLayout()
        form.setContentsMargins(12, 0, 0, 0)
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(4)
        for left, right in rows:
            value = QLabel(right, self)
            value.setTextFormat(Qt.TextFormat.PlainText)
            if copyable:
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(left, value)
        self.body.addLayout(form)

    def _places(self, project: Path | None) -> list[tuple[str, str]]:
        places = (
            ("about_project", project or data_folder()),
            ("about_settings", settings_folder()),
            ("about_cache", cache_folder()),
        )
        return [(self.say(key), str(path)) for key, path in places]

    def _libraries(self) -> list[tuple[str, str]]:
        python = ".".join(map(str, sys.version_info[:3]))
        facts = {"qt": qVersion(), "pyside": PySide6.__version__, "python": python}
        return [(name.format_map(facts), licence) for name, licence in LIBRARIES]
