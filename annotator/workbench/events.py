"""What a session tells its watchers."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.document.phrases import Phrase
from annotator.document.spans import Selection
from annotator.workbench.shown import Shown


@dataclass(frozen=True, slots=True)
class PageOpened:
    """Another page is on the desk."""

    number: int


@dataclass(frozen=True, slots=True)
class PageChanged:
    """The page on the desk shows something else. `initiator` is a command, `proposer` or `rules`."""

    before: Shown
    after: Shown
    initiator: str


@dataclass(frozen=True, slots=True)
class ProgressChanged:
    """State or counts of a page in the list changed."""

    number: int


@dataclass(frozen=True, slots=True)
class SelectionMoved:
    """The editor stands elsewhere. `initiator` names the view that moved it, or the command."""

    selection: Selection
    initiator: str


@dataclass(frozen=True, slots=True)
class QueueChanged:
    """Other doubts are shown, or another one is current."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A command did nothing."""

    command: str
    why: Phrase


@dataclass(frozen=True, slots=True)
class Noted:
    """A command did what it could, and this is what it could not."""

    what: Phrase


@dataclass(frozen=True, slots=True)
class VocabularyChanged:
    """The project's labels or roles are others."""


Event = (
    PageOpened
    | PageChanged
    | ProgressChanged
    | SelectionMoved
    | QueueChanged
    | Refused
    | Noted
    | VocabularyChanged
)
Watcher = Callable[[Event], None]
