"""What the window does with entities: every occurrence of one, and one label alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.document.phrases import Phrase, label_title, phrase
from annotator.gui.long_series import run_series
from annotator.workbench.commands.entities import word_of
from annotator.workbench.entity_series import labelling

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


class EntityCommands:
    """The commands of entities that need a dialog."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.own: dict[str, Callable[..., object]] = {
            "ask_everywhere": lambda: self._ask(in_project=False),
            "ask_everywhere_in_project": lambda: self._ask(in_project=True),
            "only_label": self._show_only,
        }

    def _show_only(self, label: str) -> None:
        """Only entities of that label show; all of them where it was so already."""
        session, status, language = self._window.session, self._window.status, self._window.language
        session.show_only(label)
        only = session.only_label
        said = (
            phrase("entities.only", label=label_title(only))
            if only
            else Phrase("entities.only_off")
        )
        status.notice(language.sentence(said))

    def _ask(self, *, in_project: bool) -> None:
        """Every occurrence of the entity at the caret, of the selection, or of the word under the caret."""
        window, session = self._window, self._window.session
        say = window.language.say
        if session.shown is None:
            window.status.notice(say("refuse.no_page"))
            return
        situation = session.situation()
        entity = situation.entity
        span = entity.span if entity else session.selection.span or situation.word
        if span is None:
            window.status.notice(say("refuse.select_text"))
            return
        from annotator.gui.dialogs.everywhere_dialog import EverywhereDialog

        dialog = EverywhereDialog(
            session,
            word_of(session.shown, span),
            window.theme,
            window.language,
            window.reading_font(),
            window,
            label=entity.label if entity else "",
            in_project=in_project,
        )
        if dialog.exec():
            title, tasks = labelling(dialog.label, dialog.chosen)
            run_series(window, "label_everywhere", title, tasks, "everywhere.done")
