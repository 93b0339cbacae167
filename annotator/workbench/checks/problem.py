"""A problem: what looks wrong where, and what would mend it."""

from dataclasses import dataclass

from annotator.document.phrases import Phrase
from annotator.document.spans import Selection, Span


@dataclass(frozen=True, slots=True)
class Fix:
    """A command of the table that mends a problem, with what is to be selected for it; "" asks the window."""

    title: Phrase
    command: str
    arguments: tuple[str, ...] = ()
    selection: Selection | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What the check `check` found at `span` (code points of the raw text), and the likeliest fixes first.

    `about` tells two problems of one check at one place apart, and is empty where none can be.
    """

    check: str
    span: Span
    what: Phrase
    fixes: tuple[Fix, ...] = ()
    about: str = ""

    @property
    def id(self) -> str:
        """The same for what is found again: "it is right" holds from then on."""
        place = self.about or f"{self.span.start}-{self.span.end}"
        return f"check:{self.check}:{place}"
