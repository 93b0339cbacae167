"""The queue of the whole project: the same filter, the next row wherever it is, and one undo for all."""

from collections import Counter
from functools import partial

import pytest

from annotator.document.doubts import QueueFilter, class_of, passes, start_of, urgency
from annotator.document.phrases import Phrase
from annotator.document.proposals import EntityBody, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.doubts import waiting
from annotator.store.project import NewPage, Project
from annotator.workbench.commands.proposals import decide_passing
from annotator.workbench.project_queue import load
from annotator.workbench.queue import queue
from annotator.workbench.series_edits import SeriesDone, Task
from annotator.workbench.session import Session


@pytest.fixture
def wide(session):
    """A session that works through the project."""
    session.set_scope("project")
    session.load_queue()
    return session


def rows_of(session):
    """Page and urgency of each row, in order, as the project's queue has them."""
    return [(page, -first) for first, page, _, _ in session.wide.rows]


def expected(project, wanted):
    """The same from the pages themselves."""
    found = []
    for number in project.page_ids():
        page = project.page(number)
        made = queue(page, wanted)
        found += [(number, max(map(urgency, made.members(row.id)))) for row in made.rows]
    return found


WANTED = (
    QueueFilter(),
    QueueFilter(kind="entity", label="PER"),
    QueueFilter(kind="article", text="的"),
    QueueFilter(text="区", with_weak=True),
    QueueFilter(least=0.5, most=0.8),
    QueueFilter(proposer="gold"),
    QueueFilter(proposer="nobody"),
)


@pytest.mark.parametrize("wanted", WANTED)
def test_the_project_lists_what_its_pages_list(wide, project, wanted):
    wide.set_filter(wanted)
    wide.load_queue()
    assert Counter(rows_of(wide)) == Counter(expected(project, wanted))
    urgencies = [urgent for _, urgent in rows_of(wide)]
    assert urgencies == sorted(urgencies, reverse=True)
    count = sum(
        passes(each, wanted, page.raw.text)
        for page in map(project.page, project.page_ids())
        for each in page.open_proposals
    )
    assert wide.wide.total == count


def test_by_place_a_page_stays_together(wide, project):
    wide.set_filter(QueueFilter(by_place=True))
    wide.load_queue()
    pages = [page for _, page, _, _ in wide.wide.rows]
    assert list(dict.fromkeys(pages)) == [n for n in project.page_ids() if n in pages]
    assert pages == sorted(pages, key=list(project.page_ids()).index)
    for number in set(pages):
        places = [at for _, page, at, _ in wide.wide.rows if page == number]
        assert places == sorted(places)


def test_accepting_goes_on_to_the_next_row_on_whatever_page(wide):
    wide.choose_entry(wide.wide.rows[0])
    visited = []
    for _ in range(12):
        nexts = wide.wide.rows[1]
        visited.append(wide.number)
        decided = wide.current
        wide.run("accept")
        assert wide.entry == nexts == wide.wide.rows[0]
        assert decided not in {each.id for each in wide.queue}
        assert wide.number == nexts[1]
        assert wide.selection.caret == start_of(wide.situation().proposal)
    assert len(set(visited)) > 1


def test_the_first_accepting_goes_to_the_first_doubt_and_decides_nothing(session):
    session.open_page(session.number)
    assert session.current is None
    session.run("accept")
    assert session.current == session.queue[0].id
    assert not session.page.records
    session.run("accept")
    assert session.page.decisions


def test_the_first_accepting_goes_to_the_first_doubt_of_the_project(wide, numbers):
    first = wide.wide.rows[0]
    wide.open_page(next(number for number in numbers.values() if number != first[1]))
    wide.run("accept")
    assert wide.entry == first == wide.wide.rows[0]


def test_tab_goes_through_the_project_and_around_its_end(wide):
    wide.choose_entry(wide.wide.rows[-1])
    wide.run("next_proposal")
    assert wide.entry == wide.wide.rows[0]
    wide.run("previous_proposal")
    assert wide.entry == wide.wide.rows[-1]


def test_undo_brings_a_row_back_to_its_place(wide):
    before = list(wide.wide.rows)
    wide.choose_entry(before[3])
    wide.run("reject")
    assert before[3] not in wide.wide.rows
    if wide.number != before[3][1]:
        wide.open_page(before[3][1])
    wide.undo()
    assert wide.wide.rows == before


def test_undo_takes_back_decisions_wherever_they_were_made(wide):
    """Each undo takes the last decision back, on the page from which it led on."""
    before = list(wide.wide.rows)
    wide.choose_entry(before[0])
    made = []
    for _ in range(6):
        made.append((wide.number, wide.current))
        wide.run("accept")
    assert len({page for page, _ in made}) > 1
    for number, proposal in reversed(made):
        wide.undo()
        assert (wide.number, wide.current) == (number, proposal)
    assert wide.wide.rows == before


def test_undo_stays_on_a_page_that_was_worked_on_since(wide):
    first = wide.wide.rows[0]
    wide.choose_entry(first)
    while wide.number == first[1]:
        wide.run("accept")
    number = wide.number
    wide.select(Selection.at(wide.shown.entities[-1].span.start))
    wide.run("remove_entity")
    wide.undo()
    assert wide.number == number
    wide.undo()
    assert wide.number == first[1]


def test_what_changes_on_another_page_shows(wide, numbers, gold_proposals):
    total = wide.wide.total
    kept = gold_proposals("001")[:10]
    wide.put_proposals(numbers["001"], kept)
    assert wide.wide.total < total
    assert wide.wide.counts[numbers["001"]] == len(wide.project.page(numbers["001"]).doubts)
    fresh = load(wide.project, wide.filter)
    assert (wide.wide.rows, wide.wide.total) == (fresh.rows, fresh.total)


def test_what_changed_while_the_queue_was_read_is_taken_over(session):
    session.set_scope("project")
    late = load(session.project, session.begin_loading())
    session.choose(session.queue[0].id)
    session.run("accept")
    session.take_queue(late)
    fresh = load(session.project, session.filter)
    assert (session.wide.rows, session.wide.total) == (fresh.rows, fresh.total)


def test_a_queue_of_another_filter_is_not_taken(session):
    session.set_scope("project")
    late = load(session.project, session.begin_loading())
    session.set_filter(QueueFilter(kind="entity"))
    session.take_queue(late)
    assert session.wide is None
    assert session.wants_loading


def test_a_finished_page_is_not_in_the_projects_queue(wide, numbers):
    wide.run("finish_page", "yes")
    assert wide.wide.counts.get(numbers["000"]) == 0
    assert not any(page == numbers["000"] for _, page, _, _ in wide.wide.rows)
    wide.run("reopen_page")
    assert wide.wide.counts[numbers["000"]] == len(waiting(wide.page))


def test_a_class_is_one_row_of_its_page(wide, project):
    fresh = {page: Counter[str | None]() for page in project.page_ids()}
    for number, counted in fresh.items():
        counted.update(map(class_of, project.page(number).open_proposals))
    for entry in wide.wide.rows:
        (row,) = project.doubt_rows([entry[3]], wide.filter).values()
        name = class_of(row.proposal)
        assert row.count == (fresh[row.page][name] if name else 1)
        assert start_of(row.proposal) >= 0


def test_only_so_many_rows_are_kept_and_all_are_counted(wide, project):
    whole = load(project, wide.filter)
    part = load(project, wide.filter, 10)
    assert part.rows == whole.rows[:10]
    assert (part.total, part.is_whole, whole.is_whole) == (whole.total, False, True)
    assert part.is_short


def test_all_that_passes_in_the_project_is_decided_with_one_undo(wide, project, numbers):
    wanted = QueueFilter(kind="entity", label="PER")
    wide.set_filter(wanted)
    wide.load_queue()
    counts = {page: count for page, count in wide.wide.counts.items() if count}
    before = {n: project.page(n).records for n in counts}
    ask = partial(decide_passing, wanted=wanted, accepted=False)
    tasks = {page: Task(ask, 0, count) for page, count in counts.items()}
    done = wide.run_series("reject_shown", Phrase("edit.reject_project"), tasks)
    assert done == SeriesDone(sum(counts.values()), len(counts))
    assert (wide.wide.total, wide.wide.rows) == (0, [])
    assert load(project, wanted).total == 0
    wide.open_page(numbers["001"])
    wide.undo()
    assert {n: project.page(n).records for n in counts} == before
    wide.open_page(numbers["001"])  # what was rejected had made its proposals weak there
    assert wide.wide.total == sum(counts.values())


def test_undo_refills_a_queue_that_was_emptied(wide, project):
    before = list(wide.wide.rows)
    ask = partial(decide_passing, wanted=wide.filter, accepted=False)
    tasks = {page: Task(ask, 0, count) for page, count in wide.wide.counts.items()}
    wide.run_series("reject_shown", Phrase("edit.reject_project"), tasks)
    assert wide.wide.rows == []
    wide.undo()
    assert wide.wide.rows == before == load(project, wide.filter).rows


def test_the_project_remembers_which_queue_was_worked_through(wide, project):
    other = Session(project, default_vocabulary(), "me", lambda: "2024")
    other.remember_scope()
    assert other.scope == "project"
    wide.set_scope("page")
    assert wide.wide is None
    other.remember_scope()
    assert other.scope == "page"
    with pytest.raises(ValueError, match="unknown scope"):
        wide.set_scope("world")


def test_a_row_that_is_settled_as_its_page_is_opened_is_gone_past(tmp_path):
    """A name refused on one page is weak on the next: the way leads on to what is still open."""
    said = {"沈迅说好。": ("PER", 0.5), "沈迅来。": ("PER", 0.6), "昭阳区好。": ("LOC", 0.7)}
    with Project.create(tmp_path / "p.db") as project:
        pages = [NewPage(text, RawText.of(text), "", "utf-8") for text in said]
        numbers = project.add_pages(pages, "2024")
        editor = Session(project, default_vocabulary(), "me", lambda: "2024")
        for number, (label, score) in zip(numbers, said.values(), strict=True):
            body = EntityBody(Span(0, 3 if label == "LOC" else 2), label)
            editor.put_proposals(number, [propose(body, score, (), "lac 1")])
        editor.set_scope("project")
        editor.load_queue()
        assert [entry[1] for entry in editor.wide.rows] == numbers
        editor.open_page(numbers[0])
        editor.run("next_proposal")
        editor.run("reject")
        assert editor.number == numbers[2]
        assert editor.situation().proposal.body == EntityBody(Span(0, 3), "LOC")
        assert editor.wide.total == len(editor.wide) == 1
        editor.undo()
        assert editor.number == numbers[0]
