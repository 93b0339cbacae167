"""What the window does itself: commands that need a dialog, another page, or another look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.document.pages import Page, PageState
from annotator.errors import AnnotatorError
from annotator.gui.keys import native
from annotator.gui.look_commands import LookCommands
from annotator.gui.project_commands import ProjectCommands
from annotator.gui.suspect_commands import SuspectCommands
from annotator.workbench.commands.entities import word_of
from annotator.workbench.contexts import in_context
from annotator.workbench.situation import Refusal

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


class WindowCommands:
    """Runs every command that an action, a button or a menu asks for."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.projects, self.look = ProjectCommands(window), LookCommands(window)
        self.suspects = SuspectCommands(window)
        self._own: dict[str, Callable[[], object]] = {
            "accept_shown": lambda: self._decide_shown("accept_shown"),
            "reject_shown": lambda: self._decide_shown("reject_shown"),
            "ask_everywhere": self._label_everywhere,
            "give_lines_list": self._give_from_list,
            "finish_page": self._finish_page,
            "next_page": lambda: self.go_page(1),
            "previous_page": lambda: self.go_page(-1),
            "propose_page": window.proposing.again,
            "import_files": window.jobs.choose_files,
            "import_folder": window.jobs.choose_folder,
            "export_pages": window.jobs.choose_export,
            "edit_lexicon": self.edit_knowledge,
            "focus_text": lambda: self._focus(window.desk.text),
            "focus_queue": lambda: self._focus(window.desk.doubts.view),
            "focus_pages": lambda: self._focus(window.desk.pages.view),
            "cheat_sheet": self._show_keys,
            "about": self._show_about,
            "quit": window.close,
            **self.projects.own,
            **self.look.own,
            **self.suspects.own,
        }

    def _focus(self, pane: QWidget) -> None:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def press(self, command: str, argument: str = "") -> None:
        """The command on a key, or the one that the key calls where the caret is."""
        session = self._window.session
        if session.shown is not None:
            command, argument = in_context(session.situation(), command, argument)
        self.run(command, argument)

    def run(self, command: str, argument: str = "") -> None:
        """A command of the table, with its argument or without."""
        self._window.end_chord()
        self._window.status.clear_notice()
        own = self._own.get(command)
        if own is not None:
            own()
        elif argument:
            self._window.bridge.run(command, argument)
        else:
            self._window.bridge.run(command)

    def _say(self, key: str, /, **facts: object) -> None:
        self._window.status.notice(self._window.language.say(key, **facts))

    def say(self, error: AnnotatorError) -> None:
        """A refusal that an editor must not miss."""
        from annotator.gui.dialogs.message import tell

        tell(error, self._window.language, self._window)

    # -- pages ---------------------------------------------------------------------------

    def go_page(self, step: int) -> None:
        """The next page of the list, or the one before."""
        number = self._window.desk.pages.neighbour(step)
        if number is None:
            key = "window.all_pages_finished" if step > 0 else "window.first_page"
            self._say(key)
        else:
            self._window.bridge.open_page(number)

    def _finish_page(self) -> None:
        window, session = self._window, self._window.session
        if session.page is None:
            window.bridge.run("finish_page")
            return
        answer = session.ask("finish_page")
        if isinstance(answer, Refusal) and answer.why.key == "refuse.open_proposals":
            self._finish_with_open(session.page)
        else:
            window.bridge.run("finish_page")
        was_finished = isinstance(answer, Refusal) and answer.why.key == "refuse.is_finished"
        if session.page.state is PageState.FINISHED and not was_finished:
            self.go_page(1)

    def _finish_with_open(self, page: Page) -> None:
        from annotator.gui.dialogs.finish_dialog import FinishChoice, FinishDialog

        dialog = FinishDialog(page, self._window.language, self._window)
        dialog.exec()
        if dialog.choice is FinishChoice.GO_ON:
            return
        if dialog.choice is FinishChoice.ACCEPT_ALL:
            self._accept_everything()
        self._window.bridge.run("finish_page", "yes")

    def _accept_everything(self) -> None:
        """Whatever the filter shows now: finishing is about the whole page."""
        session = self._window.session
        wanted = session.filter
        session.set_filter(replace(wanted, kind="", label="", text="", with_weak=False))
        self._window.bridge.run("accept_shown")
        session.set_filter(wanted)

    # -- many at once --------------------------------------------------------------------

    def _decide_shown(self, command: str) -> None:
        window, session = self._window, self._window.session
        if session.page is None or not session.queue:
            window.bridge.run(command)
            return
        from annotator.gui.dialogs.confirm_many import ConfirmMany

        dialog = ConfirmMany(
            session.page,
            session.situation().queue,
            window.language,
            window,
            accepting=command == "accept_shown",
        )
        if dialog.exec():
            window.bridge.run(command)

    def _label_everywhere(self) -> None:
        window, session = self._window, self._window.session
        if session.shown is None:
            self._say("refuse.no_page")
            return
        situation = session.situation()
        entity, selected = situation.entity, session.selection.span
        span = entity.span if entity else selected
        if span is None:
            self._say("refuse.select_text")
            return
        from annotator.gui.dialogs.everywhere_dialog import EverywhereDialog

        dialog = EverywhereDialog(
            session.shown,
            word_of(session.shown, span),
            session.vocabulary,
            window.theme,
            window.language,
            window,
            label=entity.label if entity else "",
        )
        if dialog.exec():
            window.bridge.run("label_everywhere", dialog.label, dialog.places)

    def _give_from_list(self) -> None:
        window, session = self._window, self._window.session
        if session.shown is None:
            self._say("refuse.no_page")
            return
        from annotator.gui.dialogs.give_list import GiveList

        dialog = GiveList(session.shown, window.theme, window.language, window)
        if dialog.exec() and dialog.number is not None:
            window.bridge.run("give_lines", str(dialog.number))

    # -- what the project knows ------------------------------------------------------------

    def edit_knowledge(self, tab: str = "lexicon") -> None:
        """The dialog of what the project knows of its own accord, at that tab."""
        from annotator.gui.dialogs.lexicon_dialog import LexiconDialog

        window = self._window
        dialog = LexiconDialog(window.session, window.theme, window.language, window)
        dialog.show_tab(tab)
        window.proposing.learnt.connect(dialog.learner.reload)
        dialog.exec()
        page = window.session.page
        if dialog.is_changed and page is not None and page.state is not PageState.FINISHED:
            keys = " / ".join(map(native, window.keymap.keys("propose_page")))
            key = keys or window.language.say("command.propose_page")
            self._say("lexicon_dialog.saved", key=key)

    # -- help ----------------------------------------------------------------------------

    def _show_keys(self) -> None:
        from annotator.gui.dialogs.cheat_sheet import CheatSheet

        window = self._window
        CheatSheet(window.session.vocabulary, window.keymap, window.language, window).exec()

    def _show_about(self) -> None:
        from annotator.gui.dialogs.about import AboutDialog

        AboutDialog(self._window.session.project.path, self._window.language, self._window).exec()

    def chord_hint(self, key: str) -> str:
        """What the second key of a chord can be."""
        window = self._window
        if key == "R":
            choices = " · ".join(
                f"{role.letter} {window.language.pick(role.titles)}"
                for role in window.session.vocabulary.roles
            )
            return window.language.say("window.chord_role", choices=choices)
        return window.language.say("window.chord_give")
