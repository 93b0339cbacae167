"""A page against its gold: whether they are equal, and what it would cost in Label Studio.

Both are looked at in the form of page.json. In Label Studio every part of an article, furniture, name,
correction and soft break is a region with its label; which article a part belongs to is a number on it. A
region that is added, removed, changed or confirmed takes 3 events (on, the change, off). Its ends cannot be
moved, so a region with other ends is one removed and one added.

Two counts. `events_for_wrong` takes predictions as right where nobody touches them. `events_for_all` is of a
tool where each mark is made or confirmed by itself.

Counted in its favour in the first: numbers of articles are those that leave most regions as they are; the order of
parts and of articles, which it cannot say, costs nothing; nor does sending the page off, nor the text of
a correction that must be typed.
"""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

from annotator.document.marks import (
    Accepted,
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Part,
    SoftBreak,
    lead_of,
)
from annotator.document.openness import compatible
from annotator.document.pages import Page, Record
from annotator.document.proposals import ArticleBody, CorrectionBody, EntityBody, FurnitureBody
from annotator.document.spans import Span
from annotator.exchange.form import Order, Written
from annotator.exchange.page_json import write
from annotator.workbench.parts import coalesced

EVENTS_A_MARK = 3
"""What Label Studio asks for each region."""

Plain = dict[str, Any]
_LISTS = {
    "articles": ("articles", "furniture", "soft_breaks"),
    "entities": ("entities",),
    "corrections": ("corrections",),
}


def exported(page: Page) -> Plain:
    """The page as its page.json, neighbours of one role with only white space between them as one."""
    written = write(page, Order())
    assert isinstance(written, Written)
    plain = cast("Plain", json.loads(written.pieces[0].data))
    for article in plain["articles"]:
        parts = tuple(Part(Span(s["start"], s["end"]), s["role"]) for s in article["segments"])
        whole = coalesced(parts, page.raw.text)
        article["segments"] = [[p.span.start, p.span.end, p.role] for p in whole]
    pieces = tuple(Part(Span(f["start"], f["end"]), f["role"]) for f in plain["furniture"])
    plain["furniture"] = [
        {"start": p.span.start, "end": p.span.end, "role": p.role}
        for p in coalesced(pieces, page.raw.text)
    ]
    return plain


def differences(page: Page, gold: Page, layers: tuple[str, ...]) -> tuple[str, ...]:
    """What one has and the other has not, a sentence each; nothing where they are equal."""
    found: list[str] = []
    mine, theirs = exported(page), exported(gold)
    for name in (name for layer in layers for name in _LISTS[layer]):
        if mine[name] == theirs[name]:
            continue
        here, there = (Counter(map(_row, each[name])) for each in (mine, theirs))
        found += [f"{name}: missing {row}" for row in there - here]
        found += [f"{name}: too many {row}" for row in here - there]
        if here == there:
            found.append(f"{name}: another order")
    return tuple(found)


def _row(row: Mapping[str, Any]) -> str:
    return json.dumps({k: v for k, v in row.items() if k != "id"}, ensure_ascii=False)


# -- Label Studio ------------------------------------------------------------------------

Region = tuple[str, int, int]
"""What it is, from where to where."""


def events_for_all(gold: Page, layers: tuple[str, ...]) -> int:
    """The events where each mark of the gold is made or confirmed by itself, whatever is proposed."""
    return EVENTS_A_MARK * len(_regions(gold, layers))


def events_for_wrong(page: Page, gold: Page, layers: tuple[str, ...]) -> int:
    """The events for what is wrong alone, from the proposals of a page to its gold."""
    now, wanted = _regions(_accepted(page), layers), _regions(gold, layers)
    same = _numbers(now, wanted)
    marks = len(now.keys() - wanted.keys()) + len(wanted.keys() - now.keys())
    for region in now.keys() & wanted.keys():
        here, there = now[region], wanted[region]
        is_same = same.get(here[1:]) == there[1:] if region[0] == "part" else here[1:] == there[1:]
        marks += not (is_same and here[0] == there[0])
    return EVENTS_A_MARK * marks


def _numbers(
    now: dict[Region, tuple[Any, ...]], wanted: dict[Region, tuple[Any, ...]]
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Which article here is which one there: those that share most regions first."""
    shared = Counter(
        (now[each][1:], wanted[each][1:])
        for each in now.keys() & wanted.keys()
        if each[0] == "part"
    )
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for (here, there), _ in shared.most_common():
        if here not in found and there not in found.values():
            found[here] = there
    return found


def _regions(page: Page, layers: tuple[str, ...]) -> dict[Region, tuple[Any, ...]]:
    """Every region with its label first, then the number of its article or what a correction says."""
    plain = exported(page)
    found: dict[Region, tuple[Any, ...]] = {}
    if "articles" in layers:
        for number, article in enumerate(plain["articles"]):
            found |= {("part", s, e): (role, number) for s, e, role in article["segments"]}
        found |= {("furniture", f["start"], f["end"]): (f["role"],) for f in plain["furniture"]}
        found |= {("break", b["start"], b["end"]): ("soft",) for b in plain["soft_breaks"]}
    if "entities" in layers:
        found |= {("entity", e["start"], e["end"]): (e["label"],) for e in plain["entities"]}
    if "corrections" in layers:
        for c in plain["corrections"]:
            said = c["replacement"], c["certainty"]
            found["correction", c["start"], c["end"]] = (c["kind"], *said)
    return found


def _accepted(page: Page) -> Page:
    """The page with every doubt accepted, as Label Studio takes predictions over."""
    records: dict[str, Record] = dict(page.records)
    for proposal in compatible(page, page.doubts):
        name, origin = f"p-{proposal.id}", Accepted("", proposal.id)
        match proposal.body:
            case ArticleBody(parts, breaks):
                records[name] = ArticleMark(name, parts, lead_of(parts), origin)
                for span in breaks:
                    key = f"b-{span.start}"
                    records[key] = SoftBreak(key, span, origin)
            case FurnitureBody(span, role):
                records[name] = FurnitureMark(name, span, role, origin)
            case EntityBody(span, label):
                records[name] = EntityMark(name, span, label, origin)
            case CorrectionBody(place, text, kind):
                certainty = "suspect" if text is None else "sure"
                records[name] = CorrectionMark(name, place, text, kind, origin, certainty)
    return page.with_records(records, page.revision)
