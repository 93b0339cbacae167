"""How good predicted corrections of width and spacing are, character by character."""

from collections import Counter
from collections.abc import Iterable

from annotator.measure.agreement import Agreement
from annotator.measure.errors import BY_CHARACTER, Edit, single_edits
from annotator.measure.fixes import Fix, PageFixes


def class_agreement(pages: Iterable[PageFixes]) -> dict[str, Agreement]:
    """Single-character edits of the kinds of `BY_CHARACTER`: those of blanks, and those of marks.

    Only what is changed counts, not under which of the two kinds.
    """
    counted = {kind: Agreement(0, 0, 0) for kind in BY_CHARACTER}
    for page in pages:
        gold, found = single_edits_of(page.text, page.gold), single_edits_of(page.text, page.found)
        for kind in BY_CHARACTER:
            wanted, given = _of_kind(gold, kind), _of_kind(found, kind)
            hits = (wanted & given).total()
            counted[kind] = counted[kind].plus(Agreement(hits, given.total(), wanted.total()))
    return counted


def _of_kind(edits: "Counter[Edit]", kind: str) -> "Counter[Edit]":
    def is_of_blanks(edit: Edit) -> bool:
        return (edit[1] + edit[2]).isspace()

    return Counter({e: n for e, n in edits.items() if is_of_blanks(e) == (kind == "spacing")})


def single_edits_of(text: str, fixes: Iterable[Fix]) -> "Counter[Edit]":
    """What corrections of the kinds of `BY_CHARACTER` do to single characters.

    Which of several equal characters in a row is taken out, or before which one another is put, is
    all the same: it counts as the first.
    """
    edits: Counter[Edit] = Counter()
    taken: Counter[int] = Counter()
    for fix in fixes:
        if fix.kind not in BY_CHARACTER or fix.reads is None:
            continue
        for at, old, new in single_edits(text[fix.start : fix.end], fix.reads, fix.start):
            if old and new:
                edits[at, old, new] += 1
                continue
            while at and text[at - 1 : at] == (old or new):
                at -= 1
            if old:
                edits[at + taken[at], old, ""] += 1
                taken[at] += 1
            else:
                edits[at, "", new] += 1
    return edits
