"""What a rule or the channel says of a place: an edit of one paragraph, and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.document.correcting import kind_of_change
from annotator.document.phrases import Phrase
from annotator.propose.suspects.paragraphs import PageReading, Paragraph


@dataclass(frozen=True, slots=True)
class Edit:
    """`[start, end)` of a paragraph's text should read `text`: "" takes it out, None: original unknown.

    Equal positions are an insertion. `kind` is one of `CORRECTION_KINDS`.
    """

    start: int
    end: int
    text: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Suspect:
    """An edit of paragraph number `paragraph`; positions are code points of that paragraph's text.

    `score` is the calibrated probability that something is wrong there, the same measure for
    every rule and for the channel. `alternatives` are other edits that would mend the same,
    likeliest first; they may lie elsewhere in the same paragraph.
    """

    paragraph: int
    start: int
    end: int
    text: str | None
    kind: str
    rule: str
    score: float
    because: Phrase
    alternatives: tuple[Edit, ...] = ()

    @property
    def edit(self) -> Edit:
        """Its own edit, without the reason."""
        return Edit(self.start, self.end, self.text, self.kind)


FLOOR = 0.02
"""What is less likely an error is not said."""

Rule = Callable[[PageReading], Iterable[Suspect]]
"""Looks at the paragraphs that are asked for (`PageReading.asked`), may read all of them."""


def edit_of(paragraph: Paragraph, start: int, end: int, text: str | None) -> Edit:
    """An edit with the kind that its texts have; what is lost and unknown is an omission."""
    kind = "omission" if text is None else kind_of_change(paragraph.text, start, end, text)
    return Edit(start, end, text, kind)


def suspect(
    paragraph: Paragraph,
    edit: Edit,
    rule: str,
    score: float,
    because: Phrase,
    alternatives: tuple[Edit, ...] = (),
) -> Suspect:
    """That edit of `paragraph` as the rule `rule` gives it."""
    return Suspect(
        paragraph.number,
        edit.start,
        edit.end,
        edit.text,
        edit.kind,
        rule,
        score,
        because,
        alternatives,
    )
