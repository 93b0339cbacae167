"""What a format is to the rest of the program: a row of facts, a writer, a reader."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.document.labels import Vocabulary
from annotator.document.pages import Page
from annotator.document.phrases import Phrase
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.exchange.loss import Loss

OFFSET_UNIT = "unicode code points"


@dataclass(frozen=True, slots=True)
class CameFrom:
    """The text file a page was read from: its name and its encoding, "" where nobody knows."""

    source: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What an export is asked for. Gold only, unless `include_proposals`."""

    include_proposals: bool = False
    came_from: CameFrom = CameFrom()


@dataclass(frozen=True, slots=True)
class Piece:
    """What a page gives to the file with that extension (`.json`)."""

    extension: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """A page in a format, and what the format could not hold of it."""

    pieces: tuple[Piece, ...]
    loss: Loss


@dataclass(frozen=True, slots=True)
class Incoming:
    """A page as a file has it: records and proposals over its raw text.

    `covers` names the layers that the file speaks of all over the page: nothing marked there
    means nothing there. `unplaced` says of each mark that found no place why. `brings_text`
    tells whether the page is new, or its marks are meant for a page of the project.
    """

    page: Page
    covers: tuple[str, ...] = ()
    unplaced: tuple[Phrase, ...] = ()
    came_from: CameFrom = CameFrom()
    brings_text: bool = False


Texts = Callable[[str], RawText]
"""The raw text of the page of that name. Raises PageUnknown."""

Writer = Callable[[Page, Order], Written | Phrase]
"""A page in the format, or why it is left out."""

Reader = Callable[[Path, Texts, Vocabulary], Iterator[Incoming]]
"""The pages of a file; labels and roles are what the file calls them, or ids of the vocabulary.

Raises BadInput of several kinds, and PageUnknown.
"""


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the catalogue.

    `title` is a key of `resources/i18n/`; `per` tells whether each `page` has a file or the
    `project` one for all; `also` are other names people call it by. `cannot_hold` are kinds of
    loss. Proposals are written as if accepted, unless the format `keeps_proposals` apart; a
    manifest lies beside the files, unless each file of its own `states_text`: which text it
    speaks of, in which unit, with which digest.
    """

    title: str
    extension: str
    per: str
    write: Writer | None
    read: Reader | None = None
    cannot_hold: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    keeps_proposals: bool = False
    states_text: bool = False


def is_reviewed(page: Page, layer: str) -> bool:
    """Whether somebody has looked at `layer` all over the page."""
    reviewed = page.reviewed.get(layer)
    return reviewed is not None and reviewed.span == Span(0, len(page.raw))
