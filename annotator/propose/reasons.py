"""Why lines were taken for an article or for furniture, in sentences that an editor can check on the page."""

from collections.abc import Sequence
from statistics import median

from annotator.document.phrases import Phrase, phrase
from annotator.propose.articles import Draft
from annotator.propose.fragments import HEAD_ROLES, TEXT_ROLES, Sheet

_MOST = 5
"""So many reasons are given at most."""

_BY_SHAPE = {
    "section": "because.furniture_known_label",
    "label": "because.furniture_label_ending",
    "sponsor": "because.furniture_sponsor",
    "staff": "because.furniture_staff_words",
    "mail": "because.furniture_staff_words",
    "date": "because.furniture_date",
    "pinyin": "because.furniture_capitals",
    "page": "because.furniture_page_number",
}


def article_reasons(sheet: Sheet, draft: Draft, soft: Sequence[int]) -> tuple[Phrase, ...]:
    """What opens the article, what holds it together, what ends it; at most five.

    `soft` are its lines that go on softly from the one above.
    """
    found = [
        *_opening(sheet, draft),
        *draft.reasons,
        *_ending(sheet, draft),
        *_breaks(sheet, soft),
    ]
    return tuple(found[:_MOST])


def _number(sheet: Sheet, at: int) -> int:
    return sheet.view.lines[at].number + 1


def _opening(sheet: Sheet, draft: Draft) -> list[Phrase]:
    found: list[Phrase] = []
    first = min(draft.lines)
    headline = next((i for i in draft.lines if sheet.sights[i].role == "headline"), None)
    if headline is None:
        found.append(phrase("because.article_no_headline"))
    else:
        found.append(phrase("because.article_headline", line=_number(sheet, headline)))
    if first == 0 or first - 1 in draft.floats:
        return found
    above = sheet.sights[first - 1]
    if above.is_furniture and above.role == "section":
        label = sheet.view.lines[first - 1].text
        found.append(phrase("because.article_label_above", label=label))
    elif _closes(sheet, first - 1):
        found.append(phrase("because.article_closing_byline_above", line=_number(sheet, first - 1)))
    elif above.role in ("body", "caption") and sheet.view.lines[first - 1].ending == "terminal":
        found.append(phrase("because.article_full_stop_above", line=_number(sheet, first - 1)))
    return found


_SIGNED = frozenset({"byline", "credit"})


def _closes(sheet: Sheet, at: int) -> bool:
    """Whether line `at` is a byline or credit right below a text."""
    if sheet.sights[at].role not in _SIGNED or sheet.sights[at].is_floating:
        return False
    while at >= 0 and sheet.sights[at].role in _SIGNED:
        at -= 1
    return at >= 0 and sheet.sights[at].role in TEXT_ROLES


def _ending(sheet: Sheet, draft: Draft) -> list[Phrase]:
    last = draft.lines[-1]
    if sheet.has_text(draft.lines) and _closes(sheet, last):
        return [phrase("because.article_closing_byline", line=_number(sheet, last))]
    return []


def _breaks(sheet: Sheet, soft: Sequence[int]) -> list[Phrase]:
    if not soft:
        return []
    columns = [line.column for line in (sheet.view.lines[i - 1] for i in soft) if line.is_wrapped]
    if len(columns) * 2 > len(soft):
        width = round(median(columns))
        return [phrase("because.break_full_lines", count=len(soft), width=width)]
    return [phrase("because.break_sentence_goes_on", count=len(soft))]


def furniture_reasons(sheet: Sheet, lines: Sequence[int]) -> tuple[Phrase, ...]:
    """One reason: the plainest that holds."""
    first = lines[0]
    role, shapes = sheet.sights[first].role, {sheet.view.looks[at].shape for at in lines}
    signs = {sign for at in lines for sign in sheet.view.looks[at].signs}
    if len(lines) == 1 and (key := _BY_SHAPE.get(min(shapes))):
        return (phrase(key),)
    if role == "noise" and shapes == {"noise"}:
        return (phrase("because.furniture_no_reading"),)
    if role == "ad" and signs & _SOLD:
        return (phrase("because.furniture_ad_words"),)
    if role == "masthead" and all(sheet.sights[at].is_furniture for at in range(first)):
        return (phrase("because.furniture_page_head", line=_number(sheet, first)),)
    if role == "masthead" and "masthead" in signs:
        return (phrase("because.furniture_masthead_words"),)
    if role == "section" and _stands_over_headline(sheet, first):
        return (phrase("because.furniture_short_over_headline"),)
    return (phrase("because.furniture_no_article"),)


_SOLD = frozenset({"ad", "phone", "price", "mail"})
_SHORT = 20
"""Full-width characters of a column's label at most."""


def _stands_over_headline(sheet: Sheet, at: int) -> bool:
    below = sheet.sights[at + 1 : at + 2]
    return sheet.view.lines[at].width <= _SHORT and any(s.role in HEAD_ROLES for s in below)
