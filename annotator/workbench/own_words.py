"""The labels and roles of the project in a session: they may change while it is at work."""

from abc import ABC, abstractmethod
from dataclasses import replace

from annotator.document.doubts import QueueFilter
from annotator.document.labels import Vocabulary
from annotator.document.pages import Page
from annotator.document.succession import as_offered
from annotator.store.project import Project
from annotator.workbench.events import Event, VocabularyChanged


class WithOwnWords(ABC):
    """What a session does when the project's words are others, by its own doing or another program's."""

    project: Project
    vocabulary: Vocabulary

    @property
    @abstractmethod
    def page(self) -> Page | None: ...

    @property
    @abstractmethod
    def filter(self) -> QueueFilter: ...

    @abstractmethod
    def set_filter(self, wanted: QueueFilter) -> None: ...

    @abstractmethod
    def _show(self, page: Page, initiator: str) -> None: ...

    @abstractmethod
    def _tell(self, *events: Event) -> None: ...

    def see_vocabulary(self) -> bool:
        """Takes over the words as the project has them now; answers whether they were others.

        Proposals of a retired word show as its successor's. Raises ProjectDamaged.
        """
        now = self.project.vocabulary()
        if now is self.vocabulary:
            return False
        was, self.vocabulary = self.vocabulary, now
        if now == was:
            return False
        self._tell(VocabularyChanged())
        wanted = self.filter
        gone = [word.id for word in now.retired]
        if wanted.label in gone:
            self.set_filter(replace(wanted, label=""))
        page = self.page
        if page is not None:
            offered = as_offered(page.proposals.values(), now, page.decisions)
            self._show(page.with_proposals(offered), "vocabulary")
        return True
