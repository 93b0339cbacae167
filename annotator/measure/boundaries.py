"""How well proposed articles fit the gold of a page. White space never counts.

exact: articles with the same set of characters. iou90: intersection over union of at least 0.9, one
to one. B-cubed: precision and recall of each character's cluster (Bagga and Baldwin 1998), all furniture
being one cluster. Pk: Beeferman et al. 1999; WindowDiff: Pevzner and Hearst 2002, both over the lines
of the page, a border standing where the owner changes; 0 is best.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from annotator.measure.agreement import harmonic
from annotator.measure.pages import FURNITURE, Reading, with_role

HIGH_OVERLAP = 0.9


@dataclass(frozen=True, slots=True)
class PageScore:
    """All measures of one page; None where a page has nothing to measure."""

    exact_f1: float | None
    iou90_f1: float | None
    bcubed_f1: float | None
    role_acc: float | None
    role_f1: float | None
    head_acc: float | None
    head_excl: float | None
    soft_f1: float | None
    splits: float
    merges: float
    pk: float | None
    window_diff: float | None


MEASURES = tuple(PageScore.__slots__)
"""Names of the measures, in the order of a table."""


def score_page(text: str, gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> PageScore:
    """Scores one page in its JSON form (offsets in code points)."""
    wanted, found = Reading.of(text, gold), Reading.of(text, predicted)
    hits = _hits(wanted, found)
    articles = len(found.real_articles), len(wanted.real_articles)
    attached = _headlines(text, gold, found)
    splits, merges = _splits_and_merges(wanted, found)
    pk, window_diff = _border_errors(wanted, found)
    return PageScore(
        exact_f1=_f1(sum(hit.exact for hit in hits), *articles),
        iou90_f1=_f1(sum(hit.iou90 for hit in hits), *articles),
        bcubed_f1=_bcubed(wanted, found),
        role_acc=_role_accuracy(wanted, found),
        role_f1=_role_f1(wanted, found),
        head_acc=attached[0],
        head_excl=attached[1],
        soft_f1=_soft(text, gold, predicted),
        splits=splits,
        merges=merges,
        pk=pk,
        window_diff=window_diff,
    )


def _f1(hits: int, predicted: int, gold: int) -> float | None:
    """None where there is nothing on either side."""
    if not predicted and not gold:
        return None
    return harmonic(hits / predicted if predicted else 0.0, hits / gold if gold else 0.0)


@dataclass(frozen=True, slots=True)
class Hit:
    """How one predicted article fits: the gold has the very same; the gold has one that overlaps highly."""

    exact: bool
    iou90: bool


def article_hits(text: str, gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> list[Hit]:
    """One for each predicted article, in their order; one without text hits nothing."""
    return _hits(Reading.of(text, gold), Reading.of(text, predicted))


def _hits(gold: Reading, predicted: Reading) -> list[Hit]:
    wanted = set(gold.real_articles)
    free = {number for number, article in enumerate(gold.articles) if article}
    hits: list[Hit] = []
    for article in predicted.articles:
        match = _overlapped(article, gold)
        hits.append(Hit(article in wanted, match in free))
        free.discard(match)
    return hits


def _overlapped(article: frozenset[int], gold: Reading) -> int:
    """The gold article that overlaps highly with this one, or FURNITURE; there is one at most."""
    owners = Counter(gold.owner[at] for at in article if gold.owner[at] != FURNITURE)
    for number, shared in owners.most_common(1):
        if shared / len(article | gold.articles[number]) >= HIGH_OVERLAP:
            return number
    return FURNITURE


def _bcubed(gold: Reading, predicted: Reading) -> float | None:
    both = Counter((gold.owner[at], predicted.owner[at]) for at in gold.places)
    if not both:
        return None
    wanted, found = Counter[int](), Counter[int]()
    for (one, other), count in both.items():
        wanted[one] += count
        found[other] += count
    total = len(gold.places)
    precision = sum(n * n / found[other] for (_, other), n in both.items()) / total
    recall = sum(n * n / wanted[one] for (one, _), n in both.items()) / total
    return harmonic(precision, recall)


def _role_accuracy(gold: Reading, predicted: Reading) -> float | None:
    if not gold.places:
        return None
    return sum(gold.role[at] == predicted.role[at] for at in gold.places) / len(gold.places)


def _role_f1(gold: Reading, predicted: Reading) -> float | None:
    """Mean over the roles that the gold of the page has."""
    wanted = Counter(gold.role[at] for at in gold.places)
    found = Counter(predicted.role[at] for at in gold.places)
    hits = Counter(gold.role[at] for at in gold.places if gold.role[at] == predicted.role[at])
    if not wanted:
        return None
    return sum(
        harmonic(hits[role] / found[role] if found[role] else 0.0, hits[role] / count)
        for role, count in wanted.items()
    ) / len(wanted)


def _headlines(
    text: str, gold: Mapping[str, Any], predicted: Reading
) -> tuple[float | None, float | None]:
    """Shares of gold headlines that are in one article with their text; and in one with no other's."""
    holders: list[tuple[int | None, int | None]] = []
    measured: list[int] = []
    for number, article in enumerate(gold["articles"]):
        headline = with_role(text, article, "headline")
        body = with_role(text, article, "body") or with_role(text, article, "caption")
        holders.append((predicted.holder(headline), predicted.holder(body)))
        if headline and body:
            measured.append(number)
    if not measured:
        return None, None
    attached = [n for n in measured if holders[n][1] is not None and holders[n][0] == holders[n][1]]
    alone = [
        n
        for n in attached
        if not any(holders[n][1] in pair for other, pair in enumerate(holders) if other != n)
    ]
    return len(attached) / len(measured), len(alone) / len(measured)


def _soft(text: str, gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> float | None:
    wanted, found = _joints(text, gold), _joints(text, predicted)
    return _f1(len(wanted & found), len(found), len(wanted))


def _joints(text: str, page: Mapping[str, Any]) -> set[tuple[int, int]]:
    """Soft breaks as the last character before and the first behind."""
    joints: set[tuple[int, int]] = set()
    for joint in page.get("soft_breaks") or ():
        before, behind = min(int(joint["start"]), len(text)) - 1, max(int(joint["end"]), 0)
        while before >= 0 and text[before].isspace():
            before -= 1
        while behind < len(text) and text[behind].isspace():
            behind += 1
        if before >= 0 and behind < len(text):
            joints.add((before, behind))
    return joints


# -- borders -----------------------------------------------------------------------------


def _splits_and_merges(gold: Reading, predicted: Reading) -> tuple[float, float]:
    """Pieces too many that gold articles fell into, and gold articles too many in predicted ones."""
    both = {
        (gold.owner[at], predicted.owner[at])
        for at in gold.places
        if FURNITURE not in (gold.owner[at], predicted.owner[at])
    }
    splits = sum(n - 1 for n in Counter(one for one, _ in both).values())
    merges = sum(n - 1 for n in Counter(other for _, other in both).values())
    return float(splits), float(merges)


def _line_owners(reading: Reading) -> list[int]:
    """The owner of the first character of each line that is not blank."""
    owners: list[int] = []
    at = 0
    for line in reading.text.split("\n"):
        bare = line.lstrip()
        if bare:
            owners.append(reading.owner[at + len(line) - len(bare)])
        at += len(line) + 1
    return owners


def _border_errors(gold: Reading, predicted: Reading) -> tuple[float | None, float | None]:
    wanted, found = _borders(_line_owners(gold)), _borders(_line_owners(predicted))
    lines = len(wanted) + 1
    width = max(2, round(lines / (sum(wanted) + 1) / 2))
    steps = lines - width
    if steps <= 0:
        return None, None
    apart = differing = 0
    for at in range(steps):
        one, other = sum(wanted[at : at + width]), sum(found[at : at + width])
        apart += (one > 0) != (other > 0)
        differing += one != other
    return apart / steps, differing / steps


def _borders(owners: Sequence[int]) -> list[int]:
    return [int(one != other) for one, other in pairwise(owners)]
