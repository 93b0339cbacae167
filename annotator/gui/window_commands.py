"""What the window does itself: commands that need a dialog, another page, or another look."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.document.pages import PageState
from annotator.errors import AnnotatorError
from annotator.gui.article_commands import ArticleCommands
from annotator.gui.check_commands import CheckCommands
from annotator.gui.entity_commands import EntityCommands
from annotator.gui.find_commands import FindCommands
from annotator.gui.key_commands import KeyCommands, chord_choices
from annotator.gui.keys import native
from annotator.gui.look_commands import LookCommands
from annotator.gui.page_commands import PageCommands
from annotator.gui.project_commands import ProjectCommands
from annotator.gui.queue_commands import QueueCommands
from annotator.gui.suspect_commands import SuspectCommands
from annotator.gui.vocabulary_commands import VocabularyCommands
from annotator.workbench.contexts import in_context

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


class WindowCommands:
    """Runs every command that an action, a button or a menu asks for."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.projects, self.look = ProjectCommands(window), LookCommands(window)
        self.checks = CheckCommands(window)
        self.words = VocabularyCommands(window)
        self.suspects, self.keys = SuspectCommands(window), KeyCommands(window)
        self.articles = ArticleCommands(window)
        self.find = FindCommands(window)
        self.pages = PageCommands(window)
        self._own: dict[str, Callable[..., object]] = {
            "next_page": lambda: self.go_page(1),
            "previous_page": lambda: self.go_page(-1),
            "propose_page": window.proposing.again,
            "import_files": window.jobs.choose_files,
            "import_folder": window.jobs.choose_folder,
            "export_pages": window.jobs.choose_export,
            "edit_lexicon": self.edit_knowledge,
            "about": self._show_about,
            "quit": window.close,
            **self.words.own,
            **self.projects.own,
            **self.look.own,
            **self.suspects.own,
            **QueueCommands(window).own,
            **EntityCommands(window).own,
            **self.find.own,
            **self.checks.own,
            **self.keys.own,
            **self.articles.own,
            **self.pages.own,
        }

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
            own(argument) if argument else own()
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

    def _show_about(self) -> None:
        from annotator.gui.dialogs.about import AboutDialog

        AboutDialog(self._window.session.project.path, self._window.language, self._window).exec()

    def chord_hint(self, key: str) -> str:
        """What the second key of a chord can be; empty for a key that begins none."""
        window = self._window
        choices = chord_choices(window.actions_, key, window.language)
        return window.language.say("window.chord", choices=choices) if choices else ""
