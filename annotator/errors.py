"""What can go wrong through no fault of the program, and with which exit code.

An error carries facts; its sentence (what happened, where, what to do) stands under
`error.<name>` in `resources/i18n/`, in every language of the window. Any other exception
that escapes is a bug.
"""

import re
from typing import ClassVar

_WORD_START = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class AnnotatorError(Exception):
    """Base of every refusal. `facts` fill the placeholders of the sentence."""

    exit_code: ClassVar[int] = 1

    def __init__(self, **facts: object) -> None:
        self.facts: dict[str, str] = {name: str(value) for name, value in facts.items()}
        super().__init__(", ".join(f"{name}={value}" for name, value in self.facts.items()))

    @property
    def key(self) -> str:
        """The name of the sentence, such as `error.empty_file`."""
        return "error." + _WORD_START.sub("_", type(self).__name__).lower()


# -- 3: a page's text, or another input file ---------------------------------------------


class BadInput(AnnotatorError):
    """A file that was handed in cannot be used."""

    exit_code = 3


class FileMissing(BadInput):
    """facts: path."""


class FileUnreadable(BadInput):
    """facts: path, cause."""


class EmptyFile(BadInput):
    """facts: path."""


class BinaryFile(BadInput):
    """facts: path, offset (of the first byte that no text holds)."""


class UnknownEncoding(BadInput):
    """facts: path, tried (the encodings that do not fit)."""


class WrongEncoding(BadInput):
    """facts: path, encoding, offset (byte)."""


class LineTooLong(BadInput):
    """facts: path, length, limit (code points)."""


class PageTooLong(BadInput):
    """facts: path, length, limit (code points)."""


class NoPages(BadInput):
    """facts: path (a folder without a text file)."""


class NoAnnotations(NoPages):
    """facts: path (a folder without a page.json)."""


class BadFormat(BadInput):
    """facts: path, line, cause."""


class WeightsUnusable(BadInput):
    """Fitted weights that are damaged, or of another version. facts: path, cause."""


class LanguageModelUnusable(BadInput):
    """A language model that is damaged, or no such file. facts: path, cause."""


class SuspectTableUnusable(BadInput):
    """A table by which suspects are found that is damaged, or no such file. facts: path, cause."""


class WordListUnusable(BadInput):
    """A lexicon that ships and cannot be read. facts: path, cause."""


class UnknownFormat(BadInput):
    """facts: name, known."""


class PageAlreadyThere(BadInput):
    """facts: name, project."""


class PageDiffers(BadInput):
    """Annotations that speak of another text. facts: name, path."""


# -- 4: the project file -----------------------------------------------------------------


class BadProject(AnnotatorError):
    """The project file cannot be used."""

    exit_code = 4


class ProjectMissing(BadProject):
    """facts: path."""


class NotAProject(BadProject):
    """facts: path."""


class ProjectTooNew(BadProject):
    """facts: path, found, known (schema names)."""


class ProjectReadOnly(BadProject):
    """facts: path."""


class ProjectDamaged(BadProject):
    """facts: path, cause."""


class FolderNotWritable(BadProject):
    """facts: path, cause."""


# -- 5: somebody else is at work ---------------------------------------------------------


class ProjectLocked(AnnotatorError):
    """Another program holds the project. facts: path."""

    exit_code = 5


class StaleEdit(AnnotatorError):
    """An edit expects a state that is no longer there. facts: page, key."""

    exit_code = 5


# -- 6: not found, refused, cancelled ----------------------------------------------------


class PageUnknown(AnnotatorError):
    """facts: page, project."""

    exit_code = 6


class NothingToFit(AnnotatorError):
    """Gold without a finished page that has an article. facts: path."""

    exit_code = 6


class NothingToFind(AnnotatorError):
    """A search without a string, or in no text."""

    exit_code = 6


class ExpressionInvalid(AnnotatorError):
    """A regular expression that is none. facts: cause."""

    exit_code = 6


class ExpressionTooLarge(AnnotatorError):
    """A regular expression that would take more memory than there is, or calls itself."""

    exit_code = 6


class ExpressionTooSlow(AnnotatorError):
    """A regular expression that takes too long for one page. facts: page."""

    exit_code = 6


class Conflict(AnnotatorError):
    """Two marks that may not share text would. facts: page, kind, start, end (code points)."""

    exit_code = 6


class Cancelled(AnnotatorError):
    """A person stopped long work. facts: done, total."""

    exit_code = 7


class NoDisplay(AnnotatorError):
    """The window cannot open. facts: cause."""

    exit_code = 8
