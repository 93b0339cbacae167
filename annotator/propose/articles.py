"""Articles of a page: fragments put together again by what they speak of.

A headline block that stands apart (at the page's end, say) is given to a text without headline,
all of them in one assignment with "none" as an answer; text that goes on elsewhere is given back
to its article; a picture's lines go to the article they speak of or stand in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.document.phrases import Phrase, phrase
from annotator.propose.fragments import HEAD_ROLES, Cut, Sheet, cut
from annotator.propose.matching import best_match

INSIDE_BONUS = 0.45
EDGE_BONUS = 0.25
NEIGHBOUR_SHARE = 0.6
"""So much of what speaks for the picture next to it speaks for a picture too."""
RESUME_LIKENESS = 0.2
"""So much likelier than its neighbour must another article be for text to go on there."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as line indices in reading order. `sure` (0 to 1) is for what was put together."""

    lines: tuple[int, ...]
    floats: tuple[int, ...] = ()
    reasons: tuple[Phrase, ...] = ()
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Layout:
    """All of a page: articles, and the lines that belong to none."""

    drafts: tuple[Draft, ...]
    furniture: tuple[int, ...]


def layout_of(sheet: Sheet) -> Layout:
    """Every line of the page is in exactly one article or is furniture."""
    pieces = cut(sheet)
    drafts = _with_heads(sheet, pieces.fragments)
    drafts = _resumed(sheet, drafts)
    return _with_pictures(sheet, drafts, pieces)


# -- headline blocks ---------------------------------------------------------------------


def _with_heads(sheet: Sheet, fragments: Sequence[tuple[int, ...]]) -> list[Draft]:
    match = best_match(sheet, fragments)
    drafts = [Draft(fragment) for fragment in match.others]
    heads = {column: row for row, column in enumerate(match.chosen) if column is not None}
    for column, text in enumerate(match.texts):
        row = heads.get(column)
        drafts.append(
            Draft(text)
            if row is None
            else _joined(sheet, match.heads[row], text, match.gains[row], column)
        )
    drafts += [Draft(match.heads[row]) for row, column in enumerate(match.chosen) if column is None]
    return sorted(drafts, key=lambda draft: min(draft.lines))


def _joined(
    sheet: Sheet, head: Sequence[int], text: Sequence[int], gains: Sequence[float], at: int
) -> Draft:
    others = [gain for column, gain in enumerate(gains) if column != at]
    sure = min(1.0, max(0.3, 0.75 + gains[at] - max(others, default=0.0)))
    reason = _why_joined(sheet, head, text, is_last=len(gains) == 1)
    front = tuple(
        i for i in head if sheet.sights[i].role in HEAD_ROLES or sheet.sights[i].role == "byline"
    )
    rest = tuple(i for i in head if i not in front)
    return Draft((*front, *text, *rest), (), (reason,), sure)


def _why_joined(sheet: Sheet, head: Sequence[int], text: Sequence[int], *, is_last: bool) -> Phrase:
    titles = [i for i in head if sheet.sights[i].role in HEAD_ROLES]
    line = sheet.view.lines[(titles or head)[0]].number + 1
    if shared := shared_words(sheet, titles, text):
        return phrase("because.article_shares_words", words="、".join(shared), line=line)
    if titles and is_last:
        return phrase("because.article_only_headline_left", line=line)
    return phrase("because.article_lines_by_place", line=line)


def shared_words(sheet: Sheet, one: Sequence[int], other: Sequence[int]) -> list[str]:
    """At most four words that both have, the weightiest first."""
    topics = sheet.view.topics
    left = {term for i in one for term in topics.by_line[i]}
    right = {term for i in other for term in topics.by_line[i]}
    shared = sorted(left & right, key=lambda term: (-topics.weights.get(term, 0.0), term))
    return [term for term in shared if topics.weights.get(term, 0.0) > 0.2][:4]


# -- text that goes on elsewhere ---------------------------------------------------------


def _resumed(sheet: Sheet, drafts: Sequence[Draft]) -> list[Draft]:
    """Headless text is given to the article above it that it speaks most alike, if that is clear."""
    found: list[Draft] = []
    for draft in drafts:
        if sheet.has_head(draft.lines) or not sheet.has_text(draft.lines) or not found:
            found.append(draft)
            continue
        own = sheet.view.topics.terms_between(draft.lines[0], draft.lines[-1] + 1)
        likeness = [_likeness(sheet, own, other) for other in found]
        best = max(range(len(found)), key=lambda n: likeness[n])
        nearest = len(found) - 1
        if best == nearest or likeness[best] < likeness[nearest] + RESUME_LIKENESS:
            found.append(draft)
            continue
        host = found[best]
        reason = phrase(
            "because.article_goes_on", line=str(sheet.view.lines[draft.lines[0]].number + 1)
        )
        found[best] = replace(
            host,
            lines=host.lines + draft.lines,
            reasons=(*host.reasons, reason),
            sure=host.sure * 0.5,
        )
    return found


def _likeness(sheet: Sheet, own: "dict[str, int]", other: Draft) -> float:
    terms = sheet.view.topics.terms_between(0, 0)
    for line in other.lines:
        terms.update(sheet.view.topics.by_line[line])
    topics = sheet.view.topics
    return topics.covered(own, terms)


# -- pictures ----------------------------------------------------------------------------


def _with_pictures(sheet: Sheet, drafts: Sequence[Draft], pieces: Cut) -> Layout:
    if not drafts:
        return Layout(tuple(Draft(lines) for lines in pieces.floats), pieces.furniture)
    gains = [
        [_picture_gain(sheet, picture, draft) for draft in drafts] for picture in pieces.floats
    ]
    gains = _shared_by_neighbours(pieces.floats, gains)
    found, news = list(drafts), list[Draft]()
    for picture, row in zip(pieces.floats, gains, strict=True):
        if _is_news(sheet, picture):
            news.append(Draft(picture))
            continue
        best = max(range(len(row)), key=lambda n: row[n])
        others = [gain for n, gain in enumerate(row) if n != best]
        sure = min(1.0, max(0.4, 0.7 + row[best] - max(others, default=0.0)))
        host = found[best]
        shared = shared_words(sheet, picture, host.lines)
        line = str(sheet.view.lines[picture[0]].number + 1)
        reason = (
            phrase("because.article_picture_shares_words", words="、".join(shared), line=line)
            if shared
            else phrase("because.article_picture_beside", line=line)
        )
        found[best] = replace(
            host,
            floats=host.floats + picture,
            reasons=(*host.reasons, reason),
            sure=host.sure * sure,
        )
    return Layout((*found, *news), pieces.furniture)


def _is_news(sheet: Sheet, picture: Sequence[int]) -> bool:
    """Whether a picture's lines are an item of their own: right below a column's label, and long."""
    above = picture[0] - 1
    if above < 0 or not sheet.sights[above].is_furniture or sheet.sights[above].role != "section":
        return False
    return sum(len(sheet.view.lines[i].text) for i in picture) >= 50


def _picture_gain(sheet: Sheet, picture: Sequence[int], draft: Draft) -> float:
    topics = sheet.view.topics
    wanted = [term for i in picture for term in topics.by_line[i]]
    whole = topics.terms_between(0, 0)
    for line in draft.lines:
        whole.update(topics.by_line[line])
    gain = topics.covered(wanted, whole)
    first, last = min(draft.lines), max(draft.lines)
    if first < picture[0] < last:
        nearest = min(
            abs(line - edge) for line in draft.lines for edge in (picture[0], picture[-1])
        )
        return gain + (INSIDE_BONUS if nearest <= 2 else 0.0)
    distance = first - picture[-1] if picture[-1] < first else picture[0] - last
    return gain + EDGE_BONUS / distance


def _shared_by_neighbours(
    pictures: Sequence[Sequence[int]], gains: Sequence[Sequence[float]]
) -> list[list[float]]:
    shared = [list(row) for row in gains]
    for n in range(len(pictures) - 1):
        if pictures[n][-1] + 1 == pictures[n + 1][0]:
            for column in range(len(gains[n])):
                shared[n][column] += NEIGHBOUR_SHARE * gains[n + 1][column]
                shared[n + 1][column] += NEIGHBOUR_SHARE * gains[n][column]
    return shared
