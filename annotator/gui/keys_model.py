"""Commands and their keys as a tree of two levels: groups, and what is in them."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from annotator.document.labels import Vocabulary
from annotator.gui.keys import native
from annotator.settings.keymap import Keymap, shipped_keymap
from annotator.settings.language import Language
from annotator.workbench.command_finder import all_languages
from annotator.workbench.command_table import BY_MOUSE_ALONE, COMMANDS, GROUPS, members
from annotator.workbench.key_clashes import SLOT, clashes

TITLE, KEYS, CHANGED = range(3)
COMMAND = int(Qt.ItemDataRole.UserRole)
"""Under this role a row says the name of its command."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What fills the key of a family: one for each member, such as `H K D`."""

    all: tuple[str, ...]

    def spelled(self, pattern: str) -> str:
        """A family's key with what its slot stands for: `R, H K D …`, `Alt+1–9`."""
        if SLOT not in pattern or not self.all:
            return native(pattern)
        first, last = self.all[0], self.all[-1]
        is_run = "".join(self.all) in "0123456789"
        stand = f"{first}–{last}" if is_run and first != last else " ".join(self.all)
        return native(pattern.replace(SLOT, first)).removesuffix(first) + stand


def slots_of(command: str, vocabulary: Vocabulary) -> Slots:
    """None for a command that is no family."""
    family = COMMANDS[command].family
    found = [slot for _, slot, _ in members(family, vocabulary) if slot] if family else []
    return Slots(tuple(dict.fromkeys(found)))


def title_of(command: str, language: Language) -> str:
    """What a command is called, a family as a whole."""
    return language.say(f"command.{command}", which="…")


class KeysModel(QStandardItemModel):
    """Title, keys, whether they differ from the shipped ones."""

    def __init__(self, vocabulary: Vocabulary, language: Language, parent: QWidget) -> None:
        super().__init__(0, 3, parent)
        self._vocabulary, self._language = vocabulary, language
        self._shipped = shipped_keymap()
        self._rows: dict[str, tuple[QStandardItem, QStandardItem, QStandardItem]] = {}
        self._groups: dict[str, QStandardItem] = {}
        self._languages = all_languages()
        say = language.say
        heads = [say(f"dialog.keys_{name}") for name in ("command", "key", "changed")]
        self.setHorizontalHeaderLabels(heads)
        for group in GROUPS:
            self._add_group(group)

    def _add_group(self, group: str) -> None:
        names = [
            name
            for name, command in COMMANDS.items()
            if command.group == group and name not in BY_MOUSE_ALONE
        ]
        head = QStandardItem(self._language.say(f"group.{group}"))
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        self._groups[group] = head
        for name in names:
            row = QStandardItem(title_of(name, self._language)), QStandardItem(), QStandardItem()
            for item in row:
                item.setData(name, COMMAND)
                item.setEditable(False)
            self._rows[name] = row
            head.appendRow(row)
        self.appendRow(head)

    def _words(self, name: str) -> str:
        """What a command is found by beside its keys: its titles in every language, its name."""
        titles = [title_of(name, language) for language in self._languages]
        return "\n".join((*titles, name, name.replace("_", " "))).casefold()

    def show(self, keymap: Keymap) -> None:
        """The keys as they are now."""
        say = self._language.say
        clashing = {each.command for each in clashes(self._vocabulary, keymap)}
        for name, (_, keys, changed) in self._rows.items():
            slots, sign = slots_of(name, self._vocabulary), say("dialog.keys_clash_sign")
            said = self.said(keymap, name)
            keys.setText(f"{sign} {said}" if name in clashing else said)
            is_own = keymap.keys(name) != self._shipped.keys(name)
            changed.setText(say("dialog.keys_changed_mark") if is_own else "")
            usual = "   ".join(map(slots.spelled, self._shipped.keys(name)))
            tip = say("dialog.keys_shipped", keys=usual or say("dialog.keys_none"))
            for item in (keys, changed):
                item.setToolTip(tip)

    def said(self, keymap: Keymap, command: str) -> str:
        """All keys of a command, a family's with its members."""
        slots = slots_of(command, self._vocabulary)
        return "   ".join(map(slots.spelled, keymap.keys(command)))

    def fits(self, command: str, typed: str) -> bool:
        """Whether what is typed is in the titles, the name or the keys of a command."""
        wanted = typed.strip().casefold()
        keys = self._rows[command][KEYS].text().casefold()
        return wanted in keys or wanted in self._words(command)

    @property
    def groups(self) -> tuple[QStandardItem, ...]:
        return tuple(self._groups.values())

    def item_of(self, command: str) -> QStandardItem:
        """The row's first cell. Raises KeyError for a command that no key can call."""
        return self._rows[command][TITLE]
