"""The menus of the window: one made of the table's groups at the top, and the one under the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QMenu

from annotator.gui.actions import Actions
from annotator.settings.language import Language

MENUS = (
    ("window.menu_project", ("window",)),
    ("window.menu_decide", ("decide", "page")),
    ("window.menu_articles", ("articles",)),
    ("window.menu_roles", ("roles",)),
    ("window.menu_entities", ("entities",)),
    ("window.menu_suspects", ("suspects",)),
    ("window.menu_move", ("move",)),
)
CONTEXT_GROUPS = ("entities", "suspects", "articles", "roles")


class Menus:
    """Made once; a change of language names them anew."""

    def __init__(self, window: QMainWindow, actions: Actions, language: Language) -> None:
        self._window, self._actions = window, actions
        self._language = language
        self._menus: list[tuple[QMenu, str]] = []
        for title, _ in MENUS:
            self._menus.append((window.menuBar().addMenu(language.say(title)), title))
        self.refill()

    def refill(self) -> None:
        """The actions are others."""
        for (menu, _), (_, groups) in zip(self._menus, MENUS, strict=True):
            menu.clear()
            self._actions.fill(menu, groups)

    def set_language(self, language: Language) -> None:
        self._language = language
        for menu, title in self._menus:
            menu.setTitle(language.say(title))

    def under_mouse(self) -> QMenu:
        """What can be done at the caret; frees itself when it closes."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in ("accept", "reject", "note_here", "about_mark"):
            menu.addAction(self._actions.action(command))
        for group in CONTEXT_GROUPS:
            submenu = menu.addMenu(self._language.say(f"group.{group}"))
            self._actions.fill(submenu, (group,))
        return menu
