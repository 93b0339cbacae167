"""Before a word in use goes: where its marks go."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QRadioButton, QWidget

from annotator.document.labels import Label, Role, Word, kind_of
from annotator.gui.badge import badge
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.dialogs.knowledge_page import SIGN
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.vocabulary import AWAY
from annotator.workbench.words_draft import WordsDraft


class WhereTo(Dialog):
    """`instead` is the id of who gets the marks, or `AWAY`. A role's go to roles on its side of the page."""

    def __init__(
        self,
        word: Word,
        count: int,
        draft: WordsDraft,
        theme: Theme,
        language: Language,
        parent: QWidget,
    ) -> None:
        super().__init__(language.say("words_dialog.goes_title", name=word.name), language, parent)
        title = language.pick(word.titles) or word.name
        self.add_text(language.say("words_dialog.goes_what", count=f"{count:,}", name=title))
        self.to_other = QRadioButton(language.say("words_dialog.goes_instead"), self)
        self.away = QRadioButton(language.say("words_dialog.goes_away"), self)
        self.others = QComboBox(self)
        self.others.setAccessibleName(self.to_other.text())
        self.others.setIconSize(SIGN)
        for other in draft.words(kind_of(word)):
            if other.id != word.id and _is_beside(word, other):
                ink = theme.label(other) if isinstance(other, Label) else theme.colour("muted")
                sign = badge(other.letter, ink, self.others, SIGN.width())
                self.others.addItem(sign, language.pick(other.titles) or other.name, other.id)
        row = QHBoxLayout()
        row.addWidget(self.to_other)
        row.addWidget(self.others, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.away)
        self.add_text(language.say("words_dialog.goes_later"))
        has_others = self.others.count() > 0
        self.to_other.setEnabled(has_others)
        self.others.setEnabled(has_others)
        (self.to_other if has_others else self.away).setChecked(True)
        self.others.activated.connect(self._other_chosen)
        self.add_reject()
        self.yes = self.add_accept(language.say("words_dialog.remove_yes"))
        self.setMinimumWidth(400)
        self.others.setFocus()

    def _other_chosen(self) -> None:
        self.to_other.setChecked(True)

    @property
    def instead(self) -> str:
        return str(self.others.currentData()) if self.to_other.isChecked() else AWAY


def _is_beside(word: Word, other: Word) -> bool:
    """Whether the marks of one can be marks of the other."""
    return not (isinstance(word, Role) and isinstance(other, Role) and word.within != other.within)
