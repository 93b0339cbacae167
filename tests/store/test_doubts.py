"""The queue of the project lists what is open on its pages, as the pages themselves would say it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.document.doubts import (
    CLASSES,
    KINDS,
    PROPOSERS,
    QueueFilter,
    passes,
    start_of,
    urgency,
)
from annotator.document.edits import Change, Edit
from annotator.document.pages import Page, PageState
from annotator.document.phrases import Phrase
from annotator.document.proposals import EntityBody, propose
from annotator.document.spans import Selection
from annotator.store.doubts import waiting
from annotator.store.migrations.open_proposals import FILL
from annotator.store.project import NewPage, Project
from tests.strategies import histories

KEPT = "select id, is_open, at, urgency, class, label, text from proposals order by id"


def _edit_to(page: Page) -> Edit:
    changes = tuple(Change(None, record) for record in page.records.values())
    return Edit("import", Phrase("edit.mark_entity"), changes, Selection.at(0), "me", "2024")


def _worked_on(project: Project, first: Page, edits: list[Edit]) -> Page:
    """The page in the project, with its records by an edit and the other edits after it."""
    new = NewPage(first.name, first.raw, "a.txt", "utf-8")
    (number,) = project.add_pages([new], at="2024")
    page = Page(first.name, first.raw).with_proposals(first.proposals.values())
    project.put_proposals(number, page)
    for edit in (_edit_to(first), *edits):
        before, page = page, edit.apply(page)
        project.commit(number, before, edit, page)
    return page


def _kept(project: Project) -> set[str]:
    return {row["id"] for row in project._query("select id from proposals where is_open = 1", [])}


@settings(max_examples=60)
@given(histories())
def test_what_is_kept_as_open_is_what_is_open_on_the_page(history):
    first, edits = history
    with TemporaryDirectory() as folder, Project.create(Path(folder) / "a.db") as project:
        page = _worked_on(project, first, edits)
        is_finished = page.state is PageState.FINISHED
        assert _kept(project) == {p.id for p in page.open_proposals if not is_finished}
        assert _kept(project) == waiting(project.page(1))


@settings(max_examples=40)
@given(histories())
def test_an_older_project_gets_what_a_newer_one_keeps(history):
    first, edits = history
    with TemporaryDirectory() as folder, Project.create(Path(folder) / "a.db") as project:
        _worked_on(project, first, edits)
        kept = project._query(KEPT, [])
        project._db.execute(
            "update proposals set is_open = null, at = null, urgency = null, class = null"
        )
        project._db.execute(
            "update proposals set label = null, text = null where kind = 'correction'"
        )
        project._db.execute(FILL)
        assert project._query(KEPT, []) == kept


def filters():
    scores = st.floats(0, 1)
    return st.builds(
        QueueFilter,
        kind=st.sampled_from(("", *KINDS)),
        label=st.sampled_from(("", "PER", "LOC", "ad", "width")),
        text=st.sampled_from(("", "的", "\n", "a")),
        by_place=st.booleans(),
        with_weak=st.booleans(),
        proposer=st.sampled_from(("", "lexicon", "lac", *PROPOSERS[:1])),
        least=scores,
        most=scores,
    )


@settings(max_examples=80)
@given(histories(), filters())
def test_a_filter_means_the_same_for_the_project_and_for_a_page(history, wanted):
    first, edits = history
    with TemporaryDirectory() as folder, Project.create(Path(folder) / "a.db") as project:
        page = _worked_on(project, first, edits)
        open_ones = [page.proposals[each] for each in waiting(page)]
        passing = [each for each in open_ones if passes(each, wanted, page.raw.text)]
        found = project.doubts_on(1, wanted)
        assert {each[5] for each in found} == {each.id for each in passing}
        listed = list(project.doubts(wanted))
        assert sorted(listed) == sorted(each[:5] for each in found)
        assert project.doubt_counts(wanted) == ({1: len(passing)} if passing else {})
        if wanted.by_place:
            assert [each[2] for each in listed] == sorted(map(start_of, passing))
        else:
            assert [each[0] for each in listed] == sorted(map(urgency, passing), reverse=True)
        assert {each[4] for each in found} <= {None, *CLASSES}


def test_a_mark_set_aside_opens_what_it_had_overtaken(session, project, numbers):
    number = numbers["000"]
    entity = next(e for e in session.shown.entities if e.proposal)
    session.select(Selection(entity.span.start, entity.span.end + 1))
    session.run("label_entity", "ORG")
    session.undo()
    session.run("label_entity", "ORG")
    (mark,) = session.page.entities
    assert waiting(project.page(number)) == _kept_on(project, number)
    project._db.execute("update entities set text = '别的' where id = ?", [mark.id])
    page = project.page(number)
    assert not page.entities
    assert waiting(page) == _kept_on(project, number)


def _kept_on(project: Project, number: int) -> set[str]:
    statement = "select id from proposals where is_open = 1 and page = ?"
    return {row["id"] for row in project._query(statement, [number])}


def test_an_edit_closes_what_another_program_has_put_meanwhile(session, project, numbers):
    number = numbers["000"]
    span = next(each for each in session.shown.entities if each.proposal).span
    with Project.open(project.path) as beside:
        page = beside.page(number)
        fresh = propose(EntityBody(span, "ORG"), 0.9, (), "beside 1")
        beside.put_proposals(number, page.with_proposals([fresh]))
    assert fresh.id in _kept_on(project, number)
    session.select(Selection(span.start, span.end))
    session.run("label_entity", "LOC")
    assert fresh.id not in _kept_on(project, number)
    session.undo()
    assert waiting(project.page(number)) == _kept_on(project, number)
    assert fresh.id in _kept_on(project, number)
