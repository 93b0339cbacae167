"""Why lines were taken for an article or for furniture, in sentences that an editor can check on the page."""

from collections.abc import Sequence

from annotator.document.phrases import Phrase, phrase
from annotator.propose.articles import Draft
from annotator.propose.fragments import Sheet

_MOST = 5
"""So many reasons are given at most."""

_BY_SHAPE = {
    "section": "because.furniture_known_label",
    "label": "because.furniture_known_label",
    "sponsor": "because.furniture_sponsor",
    "staff": "because.furniture_staff_words",
    "mail": "because.furniture_staff_words",
    "date": "because.furniture_date",
    "pinyin": "because.furniture_capitals",
    "page": "because.furniture_page_number",
}


def article_reasons(sheet: Sheet, draft: Draft) -> tuple[Phrase, ...]:
    """What opens the article, what holds it together, what ends it; at most five."""
    found = [
        *_opening(sheet, draft),
        *draft.reasons,
        *_ending(sheet, draft),
        *_breaks(sheet, draft),
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
    if first == 0:
        return found
    above = sheet.sights[first - 1]
    if above.is_furniture and above.role == "section":
        label = sheet.view.lines[first - 1].text
        found.append(phrase("because.article_label_above", label=label))
    elif above.role in ("byline", "credit"):
        found.append(phrase("because.article_closing_byline_above", line=_number(sheet, first - 1)))
    elif above.role in ("body", "caption") and sheet.view.lines[first - 1].ending == "terminal":
        found.append(phrase("because.article_full_stop_above", line=_number(sheet, first - 1)))
    return found


def _ending(sheet: Sheet, draft: Draft) -> list[Phrase]:
    last = max(draft.lines)
    if sheet.sights[last].role in ("byline", "credit") and last != min(draft.lines):
        return [phrase("because.article_closing_byline", line=_number(sheet, last))]
    return []


def _breaks(sheet: Sheet, draft: Draft) -> list[Phrase]:
    soft = [i for i in draft.lines if sheet.sights[i].is_soft]
    if not soft:
        return []
    wrapped = sum(1 for i in soft if sheet.view.lines[i - 1].is_wrapped)
    if wrapped * 2 > len(soft):
        width = round(sheet.view.lines[soft[len(soft) // 2]].column)
        return [phrase("because.break_full_lines", count=len(soft), width=width)]
    return [phrase("because.break_sentence_goes_on", count=len(soft))]


def furniture_reasons(sheet: Sheet, lines: Sequence[int]) -> tuple[Phrase, ...]:
    """One reason: the plainest that holds."""
    role, look = sheet.sights[lines[0]].role, sheet.view.looks[lines[0]]
    if look.shape in _BY_SHAPE:
        return (phrase(_BY_SHAPE[look.shape]),)
    if role == "masthead":
        return (phrase("because.furniture_page_head", line=_number(sheet, lines[0])),)
    if role == "ad":
        return (phrase("because.furniture_ad_words"),)
    if role == "noise":
        return (phrase("because.furniture_no_reading"),)
    if role == "section":
        return (phrase("because.furniture_short_over_headline"),)
    return (phrase("because.furniture_no_article"),)
