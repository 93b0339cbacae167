"""The line at the foot: mode, where the caret is, what is left, what undo would take back."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from annotator.document.pages import PageState
from annotator.document.phrases import Phrase
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.session import Session
from annotator.workbench.shown import ShownArticle

NOTICE_MS = 8000
"""How long a refusal stays, in milliseconds, unless the editor moves on before."""


class StatusLine(QStatusBar):
    """Reads the session when told that something has changed."""

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._language = theme, language
        self._notice = QLabel(self)
        self._notice.setObjectName("notice")
        self._mode, self._place, self._left, self._undo = (QLabel(self) for _ in range(4))
        self.setSizeGripEnabled(False)
        self.addWidget(self._mode)
        self.addWidget(self._place)
        self.addWidget(self._notice, 1)
        self.addPermanentWidget(self._left)
        self.addPermanentWidget(self._undo)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(NOTICE_MS)
        self._fade.timeout.connect(self.clear_notice)
        self._typing = False
        self.show_mode(typing=False)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_mode(typing=self._typing)

    def set_language(self, language: Language) -> None:
        self._language = language
        self.show_mode(typing=self._typing)

    def show_mode(self, *, typing: bool) -> None:
        """The mode light: whether letters are commands or text."""
        self._typing = typing
        colour = self._theme.colour("warning" if typing else "good").name()
        word = self._language.say("window.mode_typing" if typing else "window.mode_keys")
        self._mode.setText(f'<span style="color:{colour}">●</span> {word}')

    def notice(self, text: str) -> None:
        """A sentence that an editor should see now."""
        self._notice.setText(text)
        self._fade.start()

    @property
    def noticed(self) -> str:
        """The sentence that shows now; empty for none."""
        return self._notice.text()

    @property
    def is_typing(self) -> bool:
        """What the mode light says."""
        return self._typing

    def clear_notice(self) -> None:
        self._fade.stop()
        self._notice.clear()

    def refresh(self, session: Session) -> None:
        """Everything but the notice, from what the session has now."""
        shown, say = session.shown, self._language.say
        if shown is None:
            for label in (self._place, self._left, self._undo):
                label.clear()
            return
        self._place.setText(self._place_words(session))
        state = shown.page.state
        left = len(shown.page.doubts)
        key = "window.finished" if state is PageState.FINISHED and not left else "window.left"
        self._left.setText(say(key, count=left))
        last = session.history.last
        self._undo.setText(
            say("window.undo_of", what=self._language.sentence(last.title))
            if last
            else say("window.undo_none")
        )

    def _place_words(self, session: Session) -> str:
        shown, say = session.shown, self._language.say
        assert shown is not None
        caret = session.selection.caret
        raw = shown.page.raw
        words = [say("window.line", line=raw.line_at(caret) + 1, lines=len(raw.line_starts))]
        stretch = shown.stretch_at(caret)
        if stretch is not None:
            role = self._language.sentence(Phrase(f"role.{stretch.role}"))
            if isinstance(stretch.owner, ShownArticle):
                number = stretch.owner.number
                words.append(say("window.in_article", number=number, role=role))
            else:
                words.append(role)
            words.append(say("window.gold" if stretch.owner.is_gold else "window.proposed"))
        entity = shown.entity_at(caret)
        if entity is not None:
            words.append(f"{entity.label} {entity.span.text_in(raw.text)}".replace("\n", ""))
        selected = session.selection.span
        if selected is not None:
            words.append(say("window.selected", count=len(selected)))
        return " · ".join(words)
