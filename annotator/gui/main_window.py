"""The window: assembles desk, menus and status line, and hands on what they ask for."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QFont
from PySide6.QtWidgets import QApplication, QMainWindow

from annotator.document.phrases import Phrase
from annotator.errors import AnnotatorError
from annotator.gui.actions import Actions
from annotator.gui.chords import ChordHint
from annotator.gui.desk import Desk
from annotator.gui.file_worker import FileWorker
from annotator.gui.garbage import Collector
from annotator.gui.jobs import Jobs
from annotator.gui.menus import Menus
from annotator.gui.mode_light import ModeLight
from annotator.gui.proposing import Proposing
from annotator.gui.qt_words import speak
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.status_line import StatusLine
from annotator.gui.theme import Theme, load_theme, reading_font, style_sheet
from annotator.gui.window_commands import WindowCommands
from annotator.gui.window_place import restore_place
from annotator.gui.zoom_wheel import ZoomWheel
from annotator.settings.keymap import Keymap
from annotator.settings.language import Language
from annotator.settings.preferences import Preferences
from annotator.workbench.session import Session
from annotator.workbench.shown import Shown


class MainWindow(QMainWindow):
    """One project at a time. `family` is a font with Chinese in it, None where there is none.

    A `guest` only looks: it has nothing proposed and leaves no settings behind.
    """

    desk: Desk
    bridge: SessionBridge
    _chord: ChordHint | None = None  # Qt sends events before the window is made

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        keymap: Keymap,
        family: str | None,
        *,
        guest: bool = False,
    ) -> None:
        super().__init__()
        self.preferences, self.keymap, self._family = preferences, keymap, family
        self.language = Language(preferences.language)
        self.language.learn(session.vocabulary)
        self.language.learn_keys(keymap)
        self.theme: Theme = load_theme(preferences.theme)
        self._guest = guest
        self._collector = Collector(self)
        self._collector.start()
        self.proposing, self.files = Proposing(self, is_silent=guest), FileWorker(self)
        self.status = StatusLine(self.theme, self.language, self)
        self.status.set_keymap(keymap)
        self.setStatusBar(self.status)
        self.actions_ = Actions(session.vocabulary, keymap, self.language, self)
        self.menus = Menus(self, self.actions_, self.language)
        self.jobs = Jobs(self, self.files)
        self.commands = WindowCommands(self)
        self._chord = ChordHint(self.status, self.commands.chord_hint)
        self.actions_.wanted.connect(self.commands.run)
        self.actions_.pressed.connect(self.commands.press)
        self.setAcceptDrops(True)
        self._refresh_soon = QTimer(self, singleShot=True)
        self._refresh_soon.timeout.connect(self._refresh_status)
        speak(self._application, self.language.name)
        self._dress()
        self.show_project(session)
        restore_place(self, preferences.geometry)
        self._light = ModeLight(self._application, self.status, self)
        if family is None:
            self.status.notice(self.language.say("window.no_chinese_font"))

    # -- the project on the desk ---------------------------------------------------------

    @property
    def session(self) -> Session:
        return self.bridge.session

    def show_project(self, session: Session) -> None:
        """Puts another project on the desk; the one before it is closed."""
        widths = self._clear_desk()
        self.bridge = SessionBridge(session, self)
        self.language.learn(session.vocabulary)
        self.desk = Desk(self.bridge, self.theme, self.language)
        self.desk.set_reading_font(self.reading_font())
        self.desk.menu_wanted.connect(self._show_context_menu)
        self.desk.command_wanted.connect(self._run)
        self.desk.doubts.pane.typed.connect(self.commands.suspects.take_typed)
        self.desk.doubts.pane.left.connect(self.commands.suspects.leave_typing)
        self.desk.doubts.pane.appeared.connect(self.commands.suspects.warm)
        self.desk.text.zoom_wanted.connect(self.commands.look.zoom)
        ZoomWheel(self.desk.cards, self.commands.look.zoom)
        self.desk.restore_widths(widths)
        self.setCentralWidget(self.desk)
        self.actions_.attach(self, (self.desk.text, self.desk.cards, self.desk.doubts.view))
        self.show_vocabulary()
        self._connect_bridge()
        self._name_window()
        self._open_first_page()
        self.desk.text.setFocus()
        self.proposing.begin()

    def _clear_desk(self) -> str:
        """The project before is closed, and nothing of it comes back; answers the widths of its panes."""
        if getattr(self, "desk", None) is None:
            return self.preferences.splitter
        self.proposing.forget()
        self.status.clear_notice()
        self._leave_project()
        self.bridge.deleteLater()  # the desk itself goes when another takes its place
        return self.desk.widths()

    def _name_window(self) -> None:
        name = self.session.project.path.name
        self.setWindowTitle(f"{name} – {self.language.say('window.title')}")

    def _run(self, command: str, argument: str) -> None:
        self.commands.run(command, argument)

    def _connect_bridge(self) -> None:
        bridge = self.bridge
        bridge.page_opened.connect(self._page_opened)
        bridge.page_changed.connect(self._page_changed)
        bridge.page_changed.connect(self.proposing.note_change)
        bridge.selection_moved.connect(self._soon)
        bridge.queue_changed.connect(self._soon)
        bridge.refused.connect(self._refused)
        bridge.refused.connect(self.proposing.note_refusal)
        bridge.noted.connect(self._noted)
        bridge.vocabulary_changed.connect(self.commands.words.follow)
        bridge.failed.connect(self.show_error)

    def _open_first_page(self) -> None:
        ids = self.session.project.page_ids()
        last = self.session.project.setting("last_page")
        number = int(last) if last and last.isdigit() else None
        if number not in ids:
            number = ids[0] if ids else None
        if number is not None:
            self.bridge.open_page(number)
        self._refresh_status()

    # -- what the session tells ----------------------------------------------------------

    def _page_opened(self, number: int) -> None:
        self.commands.suspects.leave_typing()
        self.status.clear_notice()
        self.desk.pages.select_page(number)
        self._refresh_status()
        self.commands.pages.tell_of_page()
        aside = len(self.session.project.set_aside(number))
        if aside:
            self.status.notice(self.language.say("window.set_aside", count=aside))
        self.proposing.ask_ahead()
        self.commands.articles.warm()

    def _page_changed(self, _before: Shown, _after: Shown, initiator: str) -> None:
        if initiator != "proposer":
            self.status.clear_notice()
        self._soon()

    def _soon(self) -> None:
        """The status line follows within a frame, once for many events."""
        self._refresh_soon.start(0)

    def _refresh_status(self) -> None:
        self.status.refresh(self.session)

    def _refused(self, _command: str, why: Phrase) -> None:
        self.status.notice(self.language.sentence(why))

    def _noted(self, what: Phrase) -> None:
        self.status.notice(self.language.sentence(what))

    def show_error(self, error: AnnotatorError) -> None:
        """A refusal that an editor must not miss."""
        self.commands.say(error)

    def _show_context_menu(self, where: QPoint) -> None:
        self.menus.under_mouse().popup(where)

    # -- look ----------------------------------------------------------------------------

    def reading_font(self) -> QFont:
        """The font of page text at the size the user chose."""
        return reading_font(self._family, self.preferences.points)

    @property
    def _application(self) -> QApplication:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        return application

    def _dress(self) -> None:
        self._application.setPalette(self.theme.palette())
        self.status.setStyleSheet(style_sheet(self.theme))

    def set_preferences(self, preferences: Preferences) -> None:
        """Takes over what differs of language, theme and size of text, at once, and keeps it."""
        before, self.preferences = self.preferences, preferences
        if preferences.theme != before.theme:
            self.theme = load_theme(preferences.theme)
            self._dress()
            self.status.set_theme(self.theme)
            self.desk.set_theme(self.theme)
        if preferences.language != before.language:
            self.language = Language(preferences.language)
            self.language.learn(self.session.vocabulary)
            self.language.learn_keys(self.keymap)
            speak(self._application, self.language.name)
            for each in (self.actions_, self.menus, self.status, self.desk):
                each.set_language(self.language)
            self._name_window()
        if preferences.points != before.points:
            self.desk.set_reading_font(self.reading_font())
        self._refresh_status()

    # -- keys and drops ------------------------------------------------------------------

    def set_keymap(self, keymap: Keymap) -> None:
        """Other keys, at once."""
        self.keymap = keymap
        self.language.learn_keys(keymap)
        self.status.set_keymap(keymap)
        self._remake_actions()
        self.desk.set_language(self.language)  # hints name keys

    def show_vocabulary(self) -> None:
        """The project's labels and roles may be others: so are the commands."""
        if self.session.vocabulary != self.actions_.vocabulary:
            self._remake_actions()
            self.commands.keys.tell_trouble(None)
        else:
            self._tell_keys()

    def _remake_actions(self) -> None:
        self.actions_.rebuild(self.session.vocabulary, self.keymap)
        self.menus.refill()
        self._tell_keys()

    def _tell_keys(self) -> None:
        self.desk.text.set_bound_keys(self.actions_.bound_keys)
        self.desk.doubts.set_keymap(self.keymap)

    def end_chord(self) -> None:
        """A command runs: what the second key could have been is told no longer."""
        if self._chord is not None:
            self._chord.end()

    def event(self, event: QEvent) -> bool:
        if self._chord is not None:
            self._chord.see(event)
            self.commands.words.see(event)
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.jobs.import_paths(paths)

    # -- the end -------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._guest:
            self.commands.look.keep_preferences()
        self._light.stop()
        for timer in self.findChildren(QTimer):
            timer.stop()  # nothing asks a project that is closed
        self.commands.suspects.stop()
        self.proposing.stop()
        self.files.stop()
        self._collector.stop()
        self._leave_project()
        super().closeEvent(event)

    def _leave_project(self) -> None:
        self.desk.doubts.loader.stop()
        self.commands.find.forget()
        self.commands.pages.leave_project()
