"""Commands on the look of the window: size of text, theme, language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

LARGEST, SMALLEST = 40.0, 8.0
"""Bounds of the size of page text, in points."""


class LookCommands:
    """What it changes is a preference, kept when the window closes."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.own: dict[str, Callable[[], object]] = {
            "zoom_in": lambda: self.zoom(1),
            "zoom_out": lambda: self.zoom(-1),
            "zoom_reset": lambda: self.zoom(0),
            "switch_theme": self._switch_theme,
            "switch_language": self._switch_language,
        }

    def zoom(self, step: int) -> None:
        """Page text larger or smaller by so many points; 0 for the usual size."""
        now = self._window.preferences
        points = min(LARGEST, max(SMALLEST, now.points + step)) if step else type(now)().points
        self._window.set_preferences(replace(now, points=points))

    def _switch_theme(self) -> None:
        now = self._window.preferences
        self._window.set_preferences(replace(now, theme="light" if now.theme == "dark" else "dark"))

    def _switch_language(self) -> None:
        now = self._window.preferences
        self._window.set_preferences(replace(now, language="en" if now.language == "zh" else "zh"))

    def keep_preferences(self) -> None:
        """Writes them down; that they could not be kept is no reason to keep the window open."""
        window = self._window
        geometry = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
        kept = replace(window.preferences, geometry=geometry, splitter=window.desk.widths())
        try:
            kept.save()
        except OSError as error:
            cause = error.strerror or error
            window.status.notice(window.language.say("window.preferences_not_kept", cause=cause))
