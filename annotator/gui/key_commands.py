"""What the window does itself about keys: sheet, palette, rebinding, and which pane has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator.document.phrases import Phrase
from annotator.errors import AnnotatorError
from annotator.gui.actions import Actions
from annotator.gui.keys import native
from annotator.settings.keymap import Keymap, keymap_or_shipped, save_keymap
from annotator.settings.language import Language
from annotator.workbench.command_finder import CommandFinder, all_languages, named
from annotator.workbench.command_table import COMMANDS, DIGITS
from annotator.workbench.key_clashes import clashes

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

RECENT = 12
"""Commands of the palette that are remembered as used recently."""
_BETWEEN = ";"


class KeyCommands:
    """The commands of `own` are about keys, or about where they go."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.own: dict[str, Callable[[], object]] = {
            "cheat_sheet": self._show_sheet,
            "command_palette": self._show_palette,
            "edit_keys": self._edit_keys,
            "focus_pages": lambda: self._focus(window.desk.pages.view),
            "focus_text": lambda: self._focus(window.desk.text),
            "focus_cards": lambda: self._focus(window.desk.cards),
            "focus_queue": lambda: self._focus(window.desk.doubts.view),
            "next_pane": lambda: self._step_pane(1),
            "previous_pane": lambda: self._step_pane(-1),
        }

    # -- panes ---------------------------------------------------------------------------

    def _focus(self, pane: QWidget) -> None:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step_pane(self, by: int) -> None:
        """To the next place of the desk where keys mean something else; round at the ends."""
        stops = self._window.desk.stops
        now = QApplication.focusWidget()
        here = [number for number, (holder, _) in enumerate(stops) if _holds(holder, now)]
        at = here[-1] + by if here else 0
        self._focus(stops[at % len(stops)][1])

    # -- sheet and palette ---------------------------------------------------------------

    def _show_sheet(self) -> None:
        from annotator.gui.dialogs.cheat_sheet import CheatSheet

        window = self._window
        CheatSheet(window.session.vocabulary, window.keymap, window.language, window).exec()

    def _show_palette(self) -> None:
        from annotator.gui.dialogs.palette import Palette
        from annotator.propose.suspects.sounds import default_sounds
        from annotator.workbench.availability import Availability

        window, focus = self._window, self._window.focusWidget()
        recent = window.preferences.recent.split(_BETWEEN)
        readings = default_sounds().readings
        finder = CommandFinder(window.actions_.bindings, all_languages(), readings, recent)
        why_not = Availability(window.session).why_not
        palette = Palette(finder, why_not, window.theme, window.language, window)
        palette.exec()
        (focus or window.desk.text).setFocus(Qt.FocusReason.OtherFocusReason)
        wanted = palette.chosen
        if wanted is not None:
            self._remember(named(wanted))
            window.commands.run(wanted.command, wanted.argument)

    def _remember(self, name: str) -> None:
        now = self._window.preferences
        others = [each for each in now.recent.split(_BETWEEN) if each and each != name]
        recent = _BETWEEN.join([name, *others][:RECENT])
        self._window.set_preferences(replace(now, recent=recent))

    # -- other keys ----------------------------------------------------------------------

    def _edit_keys(self) -> None:
        from annotator.gui.dialogs.keys_dialog import KeysDialog

        window = self._window
        dialog = KeysDialog(
            window.session.vocabulary,
            window.keymap,
            window.language,
            window,
            damaged=keymap_or_shipped()[1],
        )
        if dialog.exec():
            self.take_keymap(dialog.keymap)

    def tell_trouble(self, why_not_own: AnnotatorError | None) -> None:
        """Says that the user's own keys could not be read, or that some of them clash."""
        window = self._window
        say, found = window.language.say, clashes(window.session.vocabulary, window.keymap)
        if why_not_own is not None:
            why = window.language.sentence(why_not_own)
            window.status.notice(say("window.keys_refused", why=why))
        elif found:
            keys = " / ".join(map(native, window.keymap.keys("edit_keys")))
            count = len({each.key for each in found})
            window.status.notice(say("window.keys_clash", count=count, keys=keys))

    def take_keymap(self, keymap: Keymap) -> None:
        """Other keys, at once and from now on; says so where they could not be kept."""
        window = self._window
        window.set_keymap(keymap)
        try:
            save_keymap(keymap)
        except AnnotatorError as error:
            why = window.language.sentence(error)
            window.status.notice(window.language.say("window.keys_not_kept", why=why))


def chord_choices(actions: Actions, key: str, language: Language) -> str:
    """What can follow the first key of a chord; empty for a key that begins none."""
    choices: list[str] = []
    for command, of_command in groupby(actions.after(key), lambda each: each[1].command):
        found = list(of_command)
        family = COMMANDS[command].family
        if family == DIGITS:
            title = language.say(f"command.{command}", which="…")
            choices.append(f"{found[0][0]}–{found[-1][0]} {title}")
            continue
        for second, binding in found:
            which = dict(binding.title.facts).get("which") if family else binding.title
            title = language.sentence(which) if isinstance(which, Phrase) else str(which)
            choices.append(f"{second} {title}")
    return " · ".join(choices)


def _holds(place: QWidget, now: QWidget | None) -> bool:
    return now is not None and (place is now or place.isAncestorOf(now))
