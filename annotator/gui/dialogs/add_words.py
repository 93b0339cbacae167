"""Before an import whose files use labels or roles that the project does not have."""

from typing import cast

from PySide6.QtWidgets import QWidget

from annotator.exchange.words import Stray
from annotator.gui.dialogs.frame import Dialog
from annotator.settings.language import Language


class AddWords(Dialog):
    """`exec` answers whether they are to become the project's own."""

    def __init__(self, strays: list[Stray], language: Language, parent: QWidget) -> None:
        super().__init__(language.say("add_words.title"), language, parent)
        names = language.say("hold.separator").join(dict.fromkeys(each.name for each in strays))
        self.what = self.add_text(language.say("add_words.what", names=names))
        self.add_text(language.say("add_words.what_then"))
        self.add_reject(language.say("add_words.no"))
        self.yes = self.add_accept(language.say("add_words.yes"))
        self.setMinimumWidth(420)
        self.yes.setFocus()


def wants_words(strays: object, language: Language, parent: QWidget) -> bool:
    """Asks where there are any; `strays` is a list of them, as a job answers it."""
    found = cast("list[Stray]", strays)
    return bool(found) and bool(AddWords(found, language, parent).exec())
