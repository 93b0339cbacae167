"""How much is to be decided, in words."""

from dataclasses import dataclass

from annotator.document.pages import PageState
from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import WEAK
from annotator.workbench.session import Session


@dataclass(frozen=True, slots=True)
class Told:
    """What stands above the list, and in its place where it is empty; whether it stands for anything."""

    count: Phrase
    hint: Phrase | None
    is_any: bool = False


def count_of(session: Session, rows: int) -> Told:
    """Of the page's queue or of the project's, with so many rows in the list."""
    return _of_project(session, rows) if session.scope == "project" else _of_page(session, rows)


def _of_project(session: Session, rows: int) -> Told:
    wide = session.wide
    if wide is None or not wide.is_counted:
        reading = Phrase("queue.reading")
        return Told(reading, None if rows else reading)
    pages = sum(1 for count in wide.counts.values() if count)
    facts = {"count": f"{wide.total:,}", "pages": f"{pages:,}"}
    if not wide.total:
        count = Phrase("queue.project_done")
    elif wide.is_whole:
        count = phrase("queue.project_count", **facts)
    else:
        count = phrase("queue.project_count_first", rows=f"{rows:,}", **facts)
    return Told(count, Phrase("queue.project_hint"), is_any=wide.total > 0)


def _of_page(session: Session, rows: int) -> Told:
    page = session.page
    if page is None:
        return Told(Phrase("panel.queue_no_page"), None)
    count = sum(len(session.members(each.id)) for each in session.queue)
    total, is_new = len(page.doubts), page.state is PageState.NEW
    if is_new and not count:
        text = Phrase("panel.page_not_proposed")
    elif session.filter.with_weak:
        strong = sum(each.score >= WEAK for each in session.queue)
        text = phrase("panel.queue_count_weak", count=rows, strong=strong)
    elif count != total:
        text = phrase("panel.queue_count_of", count=count, total=total)
    elif not count:
        text = Phrase("panel.queue_done")
    else:
        key = "queue_count" if count == rows else "queue_count_folded"
        text = phrase(f"panel.{key}", count=count, rows=rows)
    hint = "nothing_passes" if total else "not_proposed" if is_new else "all_done"
    return Told(text, Phrase(f"panel.queue_{hint}"), is_any=count > 0)
