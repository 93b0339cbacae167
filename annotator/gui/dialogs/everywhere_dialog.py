"""Every occurrence of a word on the page or in the project, in its context, to be labelled at once."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from annotator.gui.dialogs.places_dialog import PlacesDialog
from annotator.gui.places_model import PlaceRow
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.entity_series import places
from annotator.workbench.series import Place
from annotator.workbench.session import Session


class EverywhereDialog(PlacesDialog):
    """A concordance. Free places are ticked, but for those refused before and on finished pages; gold stays.

    `label` and `chosen` are what is to be done. Without a given label it is the one that most
    places have already, until somebody chooses.
    """

    def __init__(
        self,
        session: Session,
        word: str,
        theme: Theme,
        language: Language,
        font: QFont,
        parent: QWidget | None = None,
        *,
        label: str = "",
        in_project: bool = False,
    ) -> None:
        title = language.say("everywhere.title", word=word)
        super().__init__(title, theme, language, font, parent, in_project=in_project)
        self._session, self._word, self._is_chosen = session, word, bool(label)
        self.rows.name_fix("everywhere.column_word")
        self.labels = QComboBox(self)
        self._add_labels(label)
        self.add_reject()
        self.yes = self.add_accept(self.say("everywhere_yes"))
        self.table.installEventFilter(self)
        self.search()
        self.table.setFocus()

    def _add_labels(self, label: str) -> None:
        title = QLabel(self.say("everywhere_label"), self)
        title.setBuddy(self.labels)
        self.labels.setAccessibleName(self.say("everywhere_label"))
        for each in self._session.vocabulary.labels:
            name = self.language.pick(each.titles)
            self.labels.addItem(f"{each.key}  {name} ({each.name})", each.id)
        self.labels.setCurrentIndex(max(0, self.labels.findData(label)))
        self.labels.activated.connect(self._note_choice)
        self.head.insertWidget(0, title)
        self.head.insertWidget(1, self.labels)

    def _note_choice(self) -> None:
        self._is_chosen = True

    # -- what is looked for --------------------------------------------------------------

    def _places(self) -> Iterator[Place]:
        session = self._session
        return places(
            session.project,
            self._word,
            number=session.number,
            shown=session.shown,
            only_here=self.here.isChecked(),
        )

    def _take(self, came: object) -> None:
        super()._take(came)
        if not self._is_chosen:
            counted = Counter(each.label for each in self.found if each.label)
            likeliest = counted.most_common(1)[0][0] if counted else ""
            self.labels.setCurrentIndex(max(0, self.labels.findData(likeliest)))

    def _row(self, each: Place) -> PlaceRow:
        label = self._session.vocabulary.label(each.label)
        named = f"{label.letter} {self.language.pick(label.titles)}" if label else each.label
        state = self.language.say(f"everywhere.state_{each.state}", label=named)
        return PlaceRow(
            each.name,
            each.line,
            each.before,
            each.raw,
            each.raw,
            each.after,
            state,
            is_free=each.state != "gold",
            is_likely=each.state not in ("rejected", "finished"),
        )

    # -- what is chosen ------------------------------------------------------------------

    def _say_count(self) -> None:
        say = self.language.say
        done = f"{sum(each.state == 'gold' for each in self.found):,}"
        text = say("everywhere.count", done=done, **self.counted)
        looking = self._trickle.is_running
        self.count.setText(f"{text} {say('series.looking')}" if looking else text)
        self.yes.setEnabled(self.rows.ticked_count > 0 and not looking)

    @property
    def label(self) -> str:
        """The id of the label chosen."""
        return str(self.labels.currentData())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the table a label's key chooses the label."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        keys = [label.key.casefold() for label in self._session.vocabulary.labels]
        typed = event.text().casefold()
        if watched is self.table and typed and typed in keys:
            self.labels.setCurrentIndex(keys.index(typed))
            self._is_chosen = True
            return True
        return super().eventFilter(watched, event)
