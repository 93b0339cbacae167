"""What the window does itself for the way through the pages: flags, notes, history, what is next to do."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from annotator.document.notes import Note
from annotator.document.pages import Page, PageState
from annotator.document.phrases import Phrase
from annotator.document.spans import Selection
from annotator.errors import AnnotatorError
from annotator.gui.notes_words import flag_words, note_words
from annotator.workbench.about_mark import about
from annotator.workbench.commands.notes import Subject, note_on, shortened, subject
from annotator.workbench.history_list import Entry, entries, place_of
from annotator.workbench.situation import Refusal

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.workbench.session import Session


class PageCommands:
    """The commands of `own` need a field, a list, or another page."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.own: dict[str, Callable[[], object]] = {
            "flag_page": self._flag_page,
            "note_here": self._note_here,
            "note_page": lambda: self._note("note_page", Subject()),
            "show_notes": self._show_notes,
            "next_page_to_do": self.go_on,
            "show_history": self._show_history,
            "about_mark": self._show_about_mark,
        }

    def _say(self, key: str, **facts: object) -> None:
        self._window.status.notice(self._window.language.say(key, **facts))

    def _refuse(self, why: Phrase) -> None:
        self._window.status.notice(self._window.language.sentence(why))

    def _page(self) -> Page | None:
        """The page on the desk; says so where there is none."""
        page = self._window.session.page
        if page is None:
            self._say("refuse.no_page")
        return page

    # -- what is next --------------------------------------------------------------------

    def go_on(self) -> None:
        """The next page of the list that is not finished."""
        window = self._window
        number = window.desk.pages.next_to_do()
        if number is not None:
            window.bridge.open_page(number)
            return
        page = window.session.page
        is_done = page is None or page.state is PageState.FINISHED
        self._say("window.all_done" if is_done else "window.nothing_else_to_do")

    def leave_project(self) -> None:
        """Keeps where the editor stopped; a project that cannot be written to closes all the same."""
        session = self._window.session
        with suppress(AnnotatorError):
            session.note_stop(session.project)
        session.project.close()

    def tell_of_page(self) -> None:
        """Why the page on the desk needs a look, and what is noted on it as a whole."""
        page, language = self._window.session.page, self._window.language
        if page is None:
            return
        said = [note_words(note, language) for note in page.notes if note.place is None]
        if page.flag is not None:
            said.insert(0, flag_words(page.flag, language))
        if said:
            self._window.status.notice(" ".join("  ".join(said).split("\n")))

    # -- flag and notes ------------------------------------------------------------------

    def _flag_page(self) -> None:
        page = self._page()
        if page is None:
            return
        if page.flag is not None:
            self._window.bridge.run("flag_page")
            return
        say = self._window.language.say
        head, keys = say("notes.flag_why", page=page.name), say("notes.flag_keys")
        why = self._asked(say("notes.flag"), head, keys, "")
        if why is not None:
            self._window.bridge.run("flag_page", why)

    def _note_here(self) -> None:
        if self._page() is not None:
            self._note("note_here", subject(self._window.session.situation()))

    def _note(self, command: str, about: Subject) -> None:
        page = self._page()
        if page is None:
            return
        say, old = self._window.language.say, note_on(page, about)
        place = about.place
        where = shortened(place.text_in(page.raw.text)) if place else ""
        head = say("notes.on", text=where) if place else say("notes.on_page")
        before = old.text if old else ""
        words = self._asked(say("notes.note"), head, say("notes.keys"), before)
        if words is not None and words != before:
            self._window.bridge.run(command, words)

    def _asked(self, title: str, about: str, keys: str, text: str) -> str | None:
        from annotator.gui.dialogs.words_dialog import WordsDialog

        dialog = WordsDialog(title, about, keys, text, self._window.language, self._window)
        return dialog.words if dialog.exec() else None

    def _show_notes(self) -> None:
        page = self._page()
        if page is None:
            return
        if not page.notes:
            self._say("refuse.no_notes")
            return
        from annotator.gui.dialogs.notes_dialog import NotesDialog

        dialog = NotesDialog(page, self._window.language, self._window)
        if dialog.exec():
            self._go_to(page, dialog.note)

    def _go_to(self, page: Page, note: Note) -> None:
        place = next((span for span, each in page.noted if each.id == note.id), None)
        if place is not None:
            self._window.bridge.select(Selection.at(place.start), "show_notes")

    # -- history -------------------------------------------------------------------------

    def _show_history(self) -> None:
        page, session = self._page(), self._window.session
        if page is None or session.number is None:
            return
        listed = entries(session.project.journal(session.number))
        if len(listed[0]) == 1:
            self._say("refuse.no_history")
            return
        from annotator.gui.dialogs.history_dialog import HistoryDialog

        was = session.selection
        window = self._window
        dialog = HistoryDialog(page.name, listed, window.theme, window.language, window)

        def look(entry: Entry) -> None:
            _look(window, session, entry)

        dialog.looked_at.connect(look)
        if dialog.exec():
            window.bridge.jump(dialog.chosen.revision)
        else:
            window.bridge.select(was, "show_history")

    def _show_about_mark(self) -> None:
        session = self._window.session
        if self._page() is None or session.number is None:
            return
        found = about(session.situation(), session.project, session.number)
        if isinstance(found, Refusal):
            self._refuse(found.why)
            return
        from annotator.gui.dialogs.about_mark_dialog import AboutMarkDialog

        AboutMarkDialog(found, self._window.language, self._window).exec()


def _look(window: MainWindow, session: Session, entry: Entry) -> None:
    """The caret goes where that step was, so that the editor sees what it is about."""
    if session.page is not None and session.number is not None and entry.revision:
        where = place_of(session.project, session.number, session.page, entry)
        window.bridge.select(where, "show_history")
