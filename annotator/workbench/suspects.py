"""Suspects as an editor meets them: in classes, with candidates, in their line.

A suspect is an open proposal of a correction. Positions are code points of the raw text.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.document.correcting import CorrectionRule, widened
from annotator.document.doubts import class_of
from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import CorrectionBody, Proposal, extent_of
from annotator.document.reading import reading_of
from annotator.document.spans import Gap, Span
from annotator.workbench.shown import Shown

_AROUND = 24
"""Characters of a line that are shown on each side of a place."""


def is_suspect(proposal: Proposal) -> bool:
    return isinstance(proposal.body, CorrectionBody)


# -- classes -----------------------------------------------------------------------------


def folded(
    proposals: Iterable[Proposal],
) -> tuple[list[Proposal], dict[str, tuple[Proposal, ...]]]:
    """One row for each class that has two members, and for each other proposal.

    A row is its first member in the text; answers the rows in the order of `proposals` (a
    class where its first comes), and the members of each class, in text order, by the row's id.
    """
    classes: dict[str, list[Proposal]] = {}
    rows: list[Proposal | str] = []
    for each in proposals:
        name = class_of(each)
        if name is None:
            rows.append(each)
        elif name in classes:
            classes[name].append(each)
        else:
            classes[name] = [each]
            rows.append(name)
    for members in classes.values():
        members.sort(key=lambda each: (extent_of(each.body), each.id))
    shown = [classes[row][0] if isinstance(row, str) else row for row in rows]
    return shown, {m[0].id: tuple(m) for m in classes.values() if len(m) > 1}


def class_title(name: str, count: int) -> Phrase:
    """What the row of a class says."""
    return phrase(f"doubt.class_{name}", count=count)


# -- candidates --------------------------------------------------------------------------


def candidates(proposal: Proposal) -> tuple[CorrectionBody, ...]:
    """What could stand there, likeliest first; none for what is no suspect."""
    if not isinstance(proposal.body, CorrectionBody):
        return ()
    return (proposal.body, *proposal.alternatives)


# -- patterns ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pattern:
    """The string `raw` should read `text` wherever it stands: a correction with its neighbours."""

    raw: str
    text: str


def pattern_of(text: str, body: CorrectionBody) -> Pattern | None:
    """The pattern of a correction on the page with that raw text.

    None for a damaged place, for one over a line end, and where the line has too little
    around it to know the place again.
    """
    if body.text is None:
        return None
    return pattern_between(text, *extent_of(body), body.text)


def pattern_between(text: str, start: int, end: int, reads: str) -> Pattern | None:
    """The pattern of `text[start:end]` reading `reads`; None as for `pattern_of`."""
    left, right = _known_again(text, start, end, reads)
    raw = text[left:right]
    if len(raw) < 2 or "\n" in raw or "\n" in reads:
        return None
    wanted = text[left:start] + reads + text[end:right]
    return None if wanted == raw else Pattern(raw, wanted)


def _known_again(text: str, start: int, end: int, reads: str) -> tuple[int, int]:
    """The stretch with as much of its line as makes the correction right elsewhere too.

    Where no word takes the place of another, both neighbours belong to it: 的记 reads 记 only
    behind another 的.
    """
    left, right = widened(text, start, end)
    if _has_word(text[start:end]) and _has_word(reads):
        return left, right
    if start and text[start - 1] != "\n":
        left = min(left, start - 1)
    if end < len(text) and text[end] != "\n":
        right = max(right, end + 1)
    return left, right


def _has_word(words: str) -> bool:
    return any(map(str.isalnum, words))


def allowing(text: str, body: CorrectionBody) -> CorrectionRule | None:
    """The rule that the text of a suspect is right as it stands; None as for `pattern_of`."""
    start, end = _known_again(text, *extent_of(body), body.text or "")
    raw = text[start:end]
    return CorrectionRule(raw, "", "allow") if len(raw) > 1 and "\n" not in raw else None


# -- what is shown around ----------------------------------------------------------------


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before a place in its line, the place itself in one line, and what stands behind."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before = text[max(line_start, start - _AROUND) : start]
    behind = text[end : min(line_end, end + _AROUND)]
    return before, text[start:end].replace("\n", "⏎"), behind


def both_readings(shown: Shown, span: Span) -> tuple[str, str]:
    """A stretch as recognition read it and as it is corrected, each in one line; the same where nothing is.

    A correction or a break that an end of the stretch cuts is left as it is; what is inserted at
    an end is outside.
    """
    page = shown.page
    inside = [each for each in shown.break_spans if span.covers(each)]
    near = shown.corrections_in(span.start, span.end)
    within = [e for e in near if e.start < e.end or span.start < e.start < span.end]
    fixed = [each.mark for each in within if each.mark is not None]
    raw = reading_of(page.raw.text, [span], soft_breaks=inside)
    corrected = reading_of(page.raw.text, [span], corrections=fixed, soft_breaks=inside)
    return raw.text.replace("\n", ""), corrected.text.replace("\n", "")


def visible(words: str) -> str:
    """Short, with white space that can be seen: it is what many corrections are about."""
    shown = "".join("␣" if each.isspace() else each for each in words)
    return shown if len(shown) <= 24 else shown[:23] + "…"


def change_title(raw: str, text: str | None) -> Phrase:
    """What a correction of `raw` says in a few words; `text` None where the original is unknown."""
    if text is None:
        return phrase("doubt.suspect", raw=visible(raw)) if raw else Phrase("doubt.lost")
    key = "doubt.insert" if not raw else "doubt.correction" if text else "doubt.delete"
    return phrase(key, raw=visible(raw), text=visible(text))


def words_at(text: str, body: CorrectionBody) -> str:
    """The raw text that a correction speaks of; "" for an insertion."""
    return "" if isinstance(body.place, Gap) else body.place.text_in(text)
