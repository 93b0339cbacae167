"""Any command by a few letters of its name, where the caret is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.document.spans import Selection
from annotator.gui.dialogs.palette import Palette
from annotator.settings.preferences import Preferences
from annotator.store.project import Project

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def choose(window, answer, qtbot):
    """Ctrl+K, then the letters, then Enter; answers what the palette listed."""

    def chosen(typed: str, *keys: Key) -> list[str]:
        listed: list[str] = []

        def act(dialog: Palette) -> None:
            dialog.field.setText(typed)
            listed.extend(dialog.rows.title(each) for each in dialog.rows.found)
            for key in keys or (Key.Key_Return,):
                QTest.keyClick(dialog.field, key)
            dialog.done(dialog.result())

        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        answer(Palette, act)
        QTest.keyClick(window.desk.text, Key.Key_K, Modifier.ControlModifier)
        return listed

    return chosen


def test_a_command_runs_where_the_caret_is(window, choose):
    at = window.session.page.raw.text.index("近年来")
    window.session.select(Selection.at(at))
    assert choose("bhqllyp")[0] == "从本行起另立一篇"
    starts = {article.parts[0].span.start for article in window.session.page.articles}
    assert at in starts


def test_a_member_of_a_family_is_found_by_its_initials(window, choose):
    at = window.session.page.raw.text.index("近年来")
    window.session.select(Selection.at(at))
    assert choose("jszt")[0] == "角色：主题"
    stretch = window.session.shown.stretch_at(at)
    assert (stretch.role, stretch.owner.is_gold) == ("headline", True)


def test_arrows_choose_another_row(window, choose):
    listed = choose("文字", Key.Key_Escape)
    first, second = listed.index("放大文字"), listed.index("缩小文字")
    points = window.preferences.points
    moves = [Key.Key_Down] * max(first, second)
    choose("文字", *moves, Key.Key_Return)
    assert window.preferences.points == points + (1 if first > second else -1)


def test_a_refusal_is_said(window, choose):
    choose("redo")
    assert window.status.noticed == window.language.say("refuse.nothing_to_redo")


def test_what_makes_no_sense_now_is_told_before_it_is_run(window, answer):
    seen = {}

    def act(dialog: Palette) -> None:
        for row, binding in enumerate(dialog.rows.found):
            seen[binding.command] = dialog.rows.refusal(binding)
            if binding.command == "redo":
                dialog.list.setCurrentIndex(dialog.rows.index(row))
                seen["foot"] = dialog.foot.text()
        dialog.reject()

    before = window.session.page
    window.session.select(Selection.at(0))
    answer(Palette, act)
    window.commands.run("command_palette")
    assert seen["redo"] == window.language.say("refuse.nothing_to_redo")
    assert seen["redo"] in seen["foot"]
    assert seen["remove_entity"]
    assert not seen["next_proposal"]
    assert not seen["switch_theme"]
    assert window.session.page is before


def test_only_rows_that_show_are_asked(window, answer, monkeypatch):
    asked = []
    made = Palette.__init__

    def counting(self, finder, why_not, theme, language, parent):
        made(
            self,
            finder,
            lambda *each: asked.append(each) or why_not(*each),
            theme,
            language,
            parent,
        )

    monkeypatch.setattr(Palette, "__init__", counting)
    rows = []

    def act(dialog: Palette) -> None:
        dialog.grab()
        rows.append(len(dialog.rows.found))
        dialog.reject()

    answer(Palette, act)
    window.commands.run("command_palette")
    assert 0 < len(asked) == len(set(asked)) < rows[0] / 2


def test_without_a_page_commands_of_the_page_say_so(window, answer, tmp_path):
    window.commands.projects.show_project(lambda: Project.create(tmp_path / "empty.db"))
    said = {}

    def act(dialog: Palette) -> None:
        said.update({each.command: dialog.rows.refusal(each) for each in dialog.rows.found})
        dialog.reject()

    answer(Palette, act)
    window.commands.run("command_palette")
    assert said["start_article"] == window.language.say("refuse.no_page")
    assert not said["import_files"]


def test_what_was_used_last_comes_first_and_is_remembered(window, choose):
    choose("switch theme")
    assert choose("", Key.Key_Escape)[0] == window.language.say("command.switch_theme")
    window.commands.look.keep_preferences()
    assert Preferences.load().recent.split(";")[0] == "switch_theme"


def test_what_nothing_fits_is_said_and_enter_does_nothing(window, answer):
    said = []

    def act(dialog: Palette) -> None:
        QTest.keyClicks(dialog.field, "qqqqq")
        said.append(dialog.foot.text())
        QTest.keyClick(dialog.field, Key.Key_Return)
        said.append(dialog.isVisible())
        QTest.keyClick(dialog.field, Key.Key_Escape)

    answer(Palette, act)
    window.commands.run("command_palette")
    assert said == [window.language.say("dialog.palette_nothing"), True]


def test_leaving_the_palette_gives_the_keys_back_where_they_were(window, choose):
    window.desk.doubts.view.setFocus()
    choose("", Key.Key_Escape)
    assert window.focusWidget() is window.desk.doubts.view
