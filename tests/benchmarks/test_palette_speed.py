"""The command palette on seed page 000: how long until it shows, and until a letter has its rows."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.keys_dialog import KeysDialog
from annotator.gui.dialogs.palette import Palette
from annotator.gui.theme import load_theme
from annotator.propose.suspects.sounds import default_sounds
from annotator.settings.keymap import shipped_keymap
from annotator.settings.language import Language
from annotator.settings.vocabulary import default_vocabulary
from annotator.workbench.availability import Availability
from annotator.workbench.command_finder import CommandFinder, all_languages
from annotator.workbench.command_table import bindings
from annotator.workbench.session import Session

LANGUAGE = Language("zh")


def opened(session: Session) -> Palette:
    found = bindings(default_vocabulary(), shipped_keymap())
    finder = CommandFinder(found, all_languages(), default_sounds().readings)
    why_not = Availability(session).why_not
    return Palette(finder, why_not, load_theme("light"), LANGUAGE)


def test_the_palette_opens(benchmark: BenchmarkFixture, qtbot: QtBot, session: Session) -> None:
    def show() -> int:
        palette = opened(session)
        qtbot.addWidget(palette)
        palette.grab()
        return len(palette.rows.found)

    assert benchmark(show) > 100


@pytest.mark.parametrize("typed", ["s", "jszt", "entity"])
def test_a_letter_finds_its_rows_and_paints_them(
    benchmark: BenchmarkFixture, qtbot: QtBot, session: Session, typed: str
) -> None:
    palette = opened(session)
    qtbot.addWidget(palette)
    palette.show()

    def press() -> None:
        palette.field.setText(typed[:-1])
        QTest.keyClick(palette.field, Qt.Key(ord(typed[-1].upper())))
        palette.grab()

    benchmark(press)
    assert palette.rows.found


def test_the_dialog_of_keys_opens(benchmark: BenchmarkFixture, qtbot: QtBot) -> None:
    def show() -> bool:
        dialog = KeysDialog(default_vocabulary(), shipped_keymap(), LANGUAGE)
        qtbot.addWidget(dialog)
        return dialog.grab().isNull()

    assert not benchmark(show)
