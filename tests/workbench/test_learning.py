"""What a project keeps of its learner, and what learning would have saved."""

import os

import pytest

from annotator.document.lexicon import LexiconEntry
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection
from annotator.errors import StaleEdit
from annotator.propose.learner_gate import NEEDED, Gate
from annotator.propose.worker import Learnt, Lesson, Taught, Worker
from annotator.settings.language import Language
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench import learning
from annotator.workbench.learning_report import HEAD, Replayed, replay_project, table
from annotator.workbench.session import Session

TEXTS = {
    "first": "王小明昨天在北京市说，春天来了。",
    "second": "李大山昨天在上海市说，北京市下雪了。",
    "third": "北京市的春天来了。",
}


@pytest.fixture
def session(tmp_path):
    ticks = iter(range(10_000))
    with Project.create(tmp_path / "small.db") as project:
        pages = [NewPage(n, RawText.of(t), f"{n}.txt", "utf-8") for n, t in TEXTS.items()]
        project.add_pages(pages, "2024")
        yield Session(project, default_vocabulary(), "editor", lambda: f"2024-{next(ticks):05}")


@pytest.fixture
def project(session):
    return session.project


def number_of(session, name):
    return session.project.page_number(name)


def finish(session, name, marks=()):
    """The page with `(word, label)` marked wherever the word first stands, and finished."""
    session.open_page(number_of(session, name))
    for word, label in marks:
        at = TEXTS[name].index(word)
        session.select(Selection(at, at + len(word)))
        session.run("label_entity", label)
    session.run("finish_page", "yes")


def keep(project, number, gate, before=None):
    """What a worker would have answered for that page."""
    lesson, revision = learning.lesson_of(project, number)
    learnt = Learnt(b"state", 1, gate)
    return learning.keep(project, lesson, revision, learnt, before or learning.stamp(project))


def test_a_new_project_is_on_and_has_learnt_nothing(project):
    status = learning.learner_status(project)
    assert (status.is_on, status.is_in_use, status.pages, status.corrections) == (True, False, 0, 0)
    assert str(NEEDED) in Language("en").sentence(learning.status_sentence(status))


def test_pages_are_due_in_the_order_of_their_finishing_and_once(session, project):
    finish(session, "third")
    finish(session, "first")
    third, first = number_of(session, "third"), number_of(session, "first")
    assert learning.due(project) == [third, first]
    keep(project, third, Gate())
    assert learning.due(project) == [first]


def test_a_page_reopened_and_finished_again_is_due_again(session, project):
    finish(session, "first")
    keep(project, number_of(session, "first"), Gate())
    session.undo()
    assert learning.due(project) == []
    assert learning.lesson_of(project, number_of(session, "first")) is None
    finish(session, "first", [("王小明", "PER")])
    assert learning.due(project) == [number_of(session, "first")]


def test_the_gate_of_the_last_lesson_is_the_status(session, project):
    finish(session, "first")
    keep(project, number_of(session, "first"), Gate(NEEDED, ((5, 2), (4, 4))))
    status = learning.learner_status(project)
    assert status.is_in_use
    assert (status.recent, status.plain_errors, status.learner_errors) == (2, 9, 6)


def test_off_is_not_in_use_and_forgets_nothing(session, project):
    finish(session, "first")
    keep(project, number_of(session, "first"), Gate(NEEDED, ((5, 2),)))
    stamp = learning.stamp(project)
    learning.switch(project, on=False)
    assert learning.state(project) is None
    assert learning.stamp(project) == learning.OFF
    assert not learning.learner_status(project).is_in_use
    learning.switch(project, on=True)
    assert learning.stamp(project) == stamp
    assert learning.state(project) == b"state"
    assert learning.learner_status(project).is_in_use


@pytest.mark.parametrize("on", [True, False])
def test_a_reset_forgets_all_but_the_switch_and_learns_old_pages_only_when_told(
    session, project, on
):
    finish(session, "first")
    keep(project, number_of(session, "first"), Gate(NEEDED, ((5, 2),)))
    learning.switch(project, on=on)
    learning.reset(project)
    status = learning.learner_status(project)
    assert (status.is_on, status.pages, status.corrections) == (on, 0, 0)
    assert learning.due(project) == []
    assert learning.due(project, everything=True) == [number_of(session, "first")]
    finish(session, "second")
    assert learning.due(project) == [number_of(session, "second")]


def test_a_lesson_that_began_before_a_reset_is_not_kept(session, project):
    finish(session, "first")
    first = number_of(session, "first")
    keep(project, first, Gate(50, ()))
    stamp = learning.stamp(project)
    learning.reset(project)
    assert keep(project, first, Gate(NEEDED, ((9, 1),)), before=stamp) is None
    assert learning.learner_status(project).corrections == 0


def test_states_of_two_projects_have_two_stamps(session, project, tmp_path):
    finish(session, "first")
    with Project.create(tmp_path / "other.db") as other:
        assert learning.stamp(other) != learning.stamp(project)
        fresh = keep(project, number_of(session, "first"), Gate())
        assert fresh == learning.stamp(project) != learning.stamp(other)


def test_a_project_whose_name_is_no_utf_8_has_a_stamp_too(tmp_path):
    with Project.create(tmp_path / os.fsdecode(b"\xcf\xee.db")) as project:
        assert learning.stamp(project) not in ("", learning.OFF)


@pytest.mark.parametrize(
    "damaged", [b"\xff{", b"[1]", b'{"pages":"x"}', b'{"pages":null,"recent":5,"seen":1e999}']
)
def test_a_damaged_summary_counts_for_none(project, damaged: bytes):
    project.put_learner({"summary": damaged, "pages": damaged, "stamp": damaged})
    status = learning.learner_status(project)
    assert (status.pages, status.corrections) == (0, 0)
    assert learning.due(project) == []
    assert learning.stamp(project)


def test_a_lesson_knows_the_lexicon_as_if_its_page_had_not_been_worked_on(session, project):
    finish(session, "first", [("北京市", "LOC")])
    finish(session, "second", [("北京市", "LOC"), ("上海市", "LOC")])
    assert project.lexicon().entries_of("北京市")[0].accepted == 2
    lesson, _ = learning.lesson_of(project, number_of(session, "second"))
    assert lesson.entries == (LexiconEntry("北京市", "LOC", accepted=1),)
    words = {each.span.text_in(lesson.text) for each in lesson.entities}
    assert words == {"北京市", "上海市"}


def test_where_a_string_stands_outside_on_the_page_itself_is_not_known_either(session, project):
    finish(session, "first", [("北京市", "LOC")])
    finish(session, "third")
    assert project.lexicon().entries_of("北京市")[0].outside == 1
    lesson, _ = learning.lesson_of(project, number_of(session, "third"))
    assert lesson.entries == (LexiconEntry("北京市", "LOC", accepted=1),)


def test_catching_up_learns_every_finished_page_and_a_second_time_none(session, project):
    finish(session, "first", [("王小明", "PER"), ("北京市", "LOC")])
    finish(session, "third")
    assert learning.catch_up(project) == (2, False)
    assert learning.catch_up(project) == (0, False)
    assert learning.learner_status(project).pages == 2
    worker = Worker()
    assert worker.answer(Taught(learning.state(project))).is_usable
    first, third = number_of(session, "first"), number_of(session, "third")
    assert worker.learner.pages == [first, third]


def test_a_page_learnt_again_does_not_count_again(session, project):
    finish(session, "first")
    learning.catch_up(project)
    before = learning.learner_status(project)
    finish_again = [("王小明", "PER")]
    session.run("reopen_page")
    finish(session, "first", finish_again)
    assert learning.catch_up(project) == (1, False)
    assert learning.learner_status(project) == before


def test_a_state_that_cannot_be_read_is_told_and_learnt_anew(session, project):
    finish(session, "first")
    learning.catch_up(project)
    project.put_learner({"state": b"no learner at all"})
    assert learning.catch_up(project) == (1, True)
    assert Worker().answer(Taught(learning.state(project))).is_usable


def test_two_that_learn_at_once_do_not_mix(session, project, monkeypatch):
    finish(session, "first")

    def answer(self, request):
        if isinstance(request, Lesson):
            learning.reset(project)
            return Learnt(b"late", 1, Gate())
        return real(self, request)

    real = Worker.answer
    monkeypatch.setattr(Worker, "answer", answer)
    with pytest.raises(StaleEdit):
        learning.catch_up(project)
    assert learning.state(project) == b""


def test_the_report_answers_each_page_with_what_the_pages_before_it_taught(session, project):
    finish(session, "first", [("北京市", "LOC"), ("春天", "ORG")])
    finish(session, "third", [("北京市", "LOC"), ("春天", "ORG")])
    first, second = replay_project(project)
    assert first.plain == first.lexicon == first.learner
    assert second.lexicon == second.plain - 1  # 春天 is on the lexicon by then
    assert first.in_use == second.in_use == 0
    assert learning.learner_status(project).pages == 0


def test_the_table_has_a_row_for_each_batch_and_one_for_all():
    rows = list(table([Replayed(1, 500, 4, 3, 2, 1, 0.25)] * 5, batch=2))
    assert rows[0] == HEAD
    assert [row[0] for row in rows[1:]] == ["1-2", "3-4", "5-5", "all"]
    assert rows[-1] == ("all", "2500", "8.00", "6.00", "4.00", "5/5", "250")


def test_a_table_of_nothing_has_no_row_for_all():
    assert list(table([])) == [HEAD]
