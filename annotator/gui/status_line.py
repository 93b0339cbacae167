"""The line at the foot: mode, where the caret is, what is left, what undo would take back."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QWidget

from annotator.document.pages import PageState
from annotator.document.phrases import Phrase, label_title, phrase
from annotator.gui.card_selection import lines_said
from annotator.gui.shown_text import as_tip, change
from annotator.gui.theme import Theme
from annotator.settings.keymap import Keymap, shipped_keymap
from annotator.settings.language import Language
from annotator.workbench.effort.live import LiveCost
from annotator.workbench.session import Session
from annotator.workbench.shown import ShownArticle
from annotator.workbench.suspects import both_readings

_LIGHTS = {"typing": "warning", "suspect": "accent", "keys": "good"}
"""Colours of the mode light, beside its words."""

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
        self._spent = QLabel(self)
        self._cost = LiveCost(shipped_keymap())
        for label in (self._notice, self._place, self._left, self._undo, self._spent):
            label.setTextFormat(Qt.TextFormat.PlainText)
        # No sentence makes the window wider than the screen; all of a notice is in its tool tip.
        self._notice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label in (self._place, self._undo):
            label.setMinimumWidth(1)
        self.setSizeGripEnabled(False)
        self.addWidget(self._mode)
        self.addWidget(self._place)
        self.addWidget(self._notice, 1)
        self.addPermanentWidget(self._left)
        self.addPermanentWidget(self._spent)
        self.addPermanentWidget(self._undo)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(NOTICE_MS)
        self._fade.timeout.connect(self.clear_notice)
        self._typing = self._choosing = False
        self.show_mode(typing=False)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_mode(typing=self._typing)

    def set_language(self, language: Language) -> None:
        self._language = language
        self.show_mode(typing=self._typing)

    def set_keymap(self, keymap: Keymap) -> None:
        """The keys that edits are paid in from now on."""
        self._cost = LiveCost(keymap)

    def show_mode(self, *, typing: bool) -> None:
        """The mode light: whether letters are commands or text, and digits candidates of a suspect."""
        self._typing = typing
        mode = "typing" if typing else "suspect" if self._choosing else "keys"
        colour = self._theme.colour(_LIGHTS[mode]).name()
        word = self._language.say(f"window.mode_{mode}")
        self._mode.setText(f'<span style="color:{colour}">●</span> {word}')

    def notice(self, text: str) -> None:
        """A sentence that an editor should see now."""
        self._notice.setText(text)
        self._notice.setToolTip(as_tip(text))
        self._place.hide()  # a sentence needs the room
        self._fade.start()

    @property
    def noticed(self) -> str:
        """The sentence that shows now; empty for none."""
        return self._notice.text()

    @property
    def mode(self) -> str:
        """The words of the mode light."""
        return self._mode.text().rpartition("</span> ")[2]

    @property
    def place(self) -> str:
        """What is said of the place of the caret."""
        return self._place.text()

    @property
    def is_typing(self) -> bool:
        """What the mode light says."""
        return self._typing

    def clear_notice(self) -> None:
        self._fade.stop()
        self._notice.clear()
        self._notice.setToolTip("")
        self._place.show()

    def refresh(self, session: Session) -> None:
        """Everything but the notice, from what the session has now."""
        shown, say = session.shown, self._language.say
        choosing = shown is not None and digits_choose(session)
        if choosing != self._choosing:
            self._choosing = choosing
            self.show_mode(typing=self._typing)
        if shown is None:
            for label in (self._place, self._left, self._spent, self._undo):
                label.clear()
            return
        self._place.setText(self._place_words(session))
        state = shown.page.state
        left = len(shown.page.doubts)
        key = "window.finished" if state is PageState.FINISHED and not left else "window.left"
        words = say(key, count=left)
        if session.only_label:
            only = phrase("entities.only", label=label_title(session.only_label))
            words = f"{self._language.sentence(only)} · {words}"
        self._left.setText(words)
        self._show_spent(session, left)
        last = session.history.last
        self._undo.setText(
            say("window.undo_of", what=self._language.sentence(last.title))
            if last
            else say("window.undo_none")
        )

    def _show_spent(self, session: Session, left: int) -> None:
        """What the page has cost so far; what the gold is nobody knows yet, so what is left is counted beside it."""
        page, number, say = session.page, session.number, self._language.say
        assert page is not None
        assert number is not None
        cost = self._cost.of(session.project, number, page.revision)
        seconds = round(cost.seconds)
        key, facts = "cost.spent", {"seconds": seconds, "keys": cost.keys}
        if seconds >= 100:
            key = "cost.spent_minutes"
            facts |= {"minutes": seconds // 60, "seconds": seconds % 60}
        self._spent.setText(say(key, **facts))
        self._spent.setToolTip(say("cost.tip", left=left))

    @property
    def spent(self) -> str:
        """What is said of the cost of the page so far."""
        return self._spent.text()

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
            text, corrected = both_readings(shown, entity.span)
            name = session.vocabulary.name_of("label", entity.label)
            words.append(f"{name} {text if text == corrected else f'{text} → {corrected}'}")
        fix = shown.correction_at(caret)
        if fix is not None:
            what = change(raw.text[fix.start : fix.end], fix.text, self._language)
            words.append(say("window.fixed" if fix.is_gold else "window.suspected", what=what))
        selected = session.selection.span
        if selected is not None:
            words.append(say("window.selected", count=len(selected)))
        if session.selection.also:
            lines, count = lines_said(raw, session.selection)
            words[-1] = say("panel.lines_selected", lines=lines, count=count)
        return " · ".join(words)


def digits_choose(session: Session) -> bool:
    """Whether a digit takes a candidate of the current suspect."""
    return session.selection.span is None and session.situation().suspect is not None
