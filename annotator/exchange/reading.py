"""Files of annotations: which reader a file gets."""

from collections.abc import Iterator
from pathlib import Path

from annotator.document.labels import Vocabulary
from annotator.errors import BadFormat
from annotator.exchange.catalogue import FORMATS
from annotator.exchange.form import Incoming, Texts
from annotator.settings.vocabulary import default_vocabulary

READERS = {each.extension: each.read for each in FORMATS.values() if each.read}
"""By the ending of the file's name."""


def is_annotations(path: Path) -> bool:
    """Whether a file is called like one that `read_annotations` reads."""
    return path.suffix.lower() in READERS


def read_annotations(
    path: Path, texts: Texts, vocabulary: Vocabulary | None = None
) -> Iterator[Incoming]:
    """The pages of the file, one in memory at a time; `texts` knows the raw texts of the project.

    `vocabulary` is the project's; without one labels and roles are those that every project starts with.

    Raises BadFormat at the first page that is none (the pages before it have been yielded),
    PageDiffers, PageUnknown, FileMissing, FileUnreadable.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        raise BadFormat(path=path, line=1, cause=f"the name ends with none of {known}")
    return reader(path, texts, vocabulary or default_vocabulary())
